#include "acqsim/des/event_heap.hpp"

#include "des/pages.hpp"

#include <algorithm>
#include <memory>

namespace acqsim::des::detail {

namespace {

constexpr std::size_t kLine = 64;  // of the cache

}  // namespace

EventHeap::EventHeap() { grow(); }

EventHeap::~EventHeap() { free_pages(bytes_, kLine); }

void EventHeap::grow() {
  const std::size_t count = bytes_ == nullptr ? 32 : 2 * (capacity_ + kOffset);
  std::byte* const bytes = allocate_pages(count * sizeof(Event), kLine);
  auto* const events = reinterpret_cast<Event*>(bytes);
  std::uninitialized_fill_n(events, count, kNever);
  std::copy_n(data_, size_, events + kOffset);
  if (bytes_ != nullptr) free_pages(bytes_, kLine);
  bytes_ = bytes;
  data_ = events + kOffset;
  capacity_ = count - kOffset;
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

void EventHeap::close_hole() {
  has_hole_ = false;
  --size_;
  const Event last = data_[size_];
  data_[size_] = kNever;
  if (size_ > 0) sift_down(last);
}

}  // namespace acqsim::des::detail
