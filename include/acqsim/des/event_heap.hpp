#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace acqsim::des::detail {

/// One pending event, ordered by time, then by `word`: priority (8 bits), sequence (30), frame
/// (26). Two 64-bit values, always passed and stored as such: times are not negative, so that the
/// bits of the double order like the double.
struct Event {
  std::uint64_t time;
  std::uint64_t word;
};

__extension__ using Wide = unsigned __int128;
inline Wide wide(Event event) { return (static_cast<Wide>(event.time) << 64U) | event.word; }
inline bool before(Event a, Event b) { return wide(a) < wide(b); }

/// Later than any event.
inline constexpr Event kNever{std::numeric_limits<std::uint64_t>::max(),
                              std::numeric_limits<std::uint64_t>::max()};

/// Pending events in a heap of four children a node. `pop` leaves a hole at the root, which the
/// next `push` fills: most events schedule exactly one successor.
class EventHeap {
 public:
  EventHeap();
  EventHeap(const EventHeap&) = delete;
  EventHeap& operator=(const EventHeap&) = delete;
  ~EventHeap();

  bool empty() const { return size_ == (has_hole_ ? 1U : 0U); }
  std::size_t size() const { return size_ - (has_hole_ ? 1U : 0U); }
  /// The first event; kNever if there is none.
  Event top() {
    if (has_hole_) close_hole();
    return data_[0];
  }
  /// Requires: not empty.
  void pop() {
    if (has_hole_) close_hole();
    has_hole_ = true;
  }
  /// Whether an event comes before `limit`. Leaves the hole open.
  bool has_before(Event limit) const {
    if (!has_hole_) return before(data_[0], limit);
    return before(data_[1], limit) || before(data_[2], limit) || before(data_[3], limit) ||
           before(data_[4], limit);
  }
  void push(Event event) {
    if (has_hole_) {
      has_hole_ = false;
      sift_down(event);
    } else {
      insert(event);
    }
  }
  void clear();
  /// Moves all events, in no particular order, to the end of `events`.
  void drain(std::vector<Event>& events);

 private:
  static constexpr std::size_t kOffset = 3;  // children 4i+1..4i+4 share a cache line

  void close_hole();
  void sift_down(Event event);
  void insert(Event event);
  void grow();

  std::byte* bytes_ = nullptr;  // what data_ points into
  Event* data_ = nullptr;  // element 0; beyond the last there are sentinels later than any event
  std::size_t size_ = 0;   // with the hole
  std::size_t capacity_ = 0;
  bool has_hole_ = false;
};

inline void EventHeap::insert(Event event) {
  // Four beyond the last stay sentinels, so that sift_down always finds four children.
  if (size_ + 4 >= capacity_) [[unlikely]] {
    grow();
  }
  std::size_t hole = size_++;
  while (hole > 0) {
    const std::size_t parent = (hole - 1) / 4;
    if (!before(event, data_[parent])) break;
    data_[hole] = data_[parent];
    hole = parent;
  }
  data_[hole] = event;
}

// The smallest of four children is found by arithmetic: a branch would be mispredicted half the
// time.
inline void EventHeap::sift_down(Event event) {
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
