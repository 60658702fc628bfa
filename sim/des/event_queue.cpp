#include "acqsim/des/event_queue.hpp"

#include <algorithm>
#include <limits>

namespace acqsim::des::detail {

namespace {

constexpr Event kNever{std::numeric_limits<std::uint64_t>::max(),
                       std::numeric_limits<std::uint64_t>::max()};

}  // namespace

EventHeap::EventHeap() { grow(); }

void EventHeap::grow() {
  const std::size_t lines = lines_.empty() ? 8 : 2 * lines_.size();
  std::vector<Line> larger(lines);
  for (Line& line : larger) std::fill(std::begin(line.events), std::end(line.events), kNever);
  Event* data = larger.front().events + kOffset;
  std::copy_n(data_, size_, data);
  lines_ = std::move(larger);
  data_ = data;
  capacity_ = 4 * lines - kOffset;
}

void EventHeap::clear() {
  std::fill_n(data_, size_, kNever);
  size_ = 0;
  has_hole_ = false;
}

void EventHeap::drain(std::vector<Event>& events) {
  const std::size_t first = has_hole_ ? 1 : 0;
  events.insert(events.end(), data_ + first, data_ + size_);
  clear();
}

void EventHeap::insert(Event event) {
  // Four beyond the last stay sentinels, so that sift_down always finds four children.
  if (size_ + 4 >= capacity_) grow();
  std::size_t hole = size_++;
  while (hole > 0) {
    const std::size_t parent = (hole - 1) / 4;
    if (!before(event, data_[parent])) break;
    data_[hole] = data_[parent];
    hole = parent;
  }
  data_[hole] = event;
}

void EventHeap::close_hole() {
  has_hole_ = false;
  --size_;
  const Event last = data_[size_];
  data_[size_] = kNever;
  if (size_ > 0) sift_down(last);
}

// The smallest of four children is found by arithmetic: a branch would be mispredicted half the
// time.
void EventHeap::sift_down(Event event) {
  Event* const data = data_;
  const std::size_t size = size_;
  std::size_t hole = 0;
  for (std::size_t child = 1; child < size; child = 4 * hole + 1) {
    const std::size_t left = child + (before(data[child + 1], data[child]) ? 1U : 0U);
    const std::size_t right = child + 2 + (before(data[child + 3], data[child + 2]) ? 1U : 0U);
    const std::size_t least = before(data[right], data[left]) ? right : left;
    if (!before(data[least], event)) break;
    data[hole] = data[least];
    hole = least;
  }
  data[hole] = event;
}

}  // namespace acqsim::des::detail
