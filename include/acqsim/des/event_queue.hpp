#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
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

/// Pending events in a heap of four children a node. `pop` leaves a hole at the root, which the
/// next `push` fills: most events schedule exactly one successor.
class EventHeap {
 public:
  EventHeap();

  bool empty() const { return size_ == (has_hole_ ? 1U : 0U); }
  std::size_t size() const { return size_ - (has_hole_ ? 1U : 0U); }
  /// Requires: not empty.
  Event top() {
    if (has_hole_) close_hole();
    return at(0);
  }
  /// Requires: not empty.
  void pop() {
    if (has_hole_) close_hole();
    has_hole_ = true;
  }
  /// Whether an event comes before `limit`.
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

  Event& at(std::size_t i) { return data_[i]; }
  void close_hole();
  void sift_down(Event event);
  void insert(Event event);
  void grow();

  struct Line {
    alignas(64) Event events[4];
  };
  std::vector<Line> lines_;
  Event* data_ = nullptr;  // element 0; beyond the last there are sentinels later than any event
  std::size_t size_ = 0;   // with the hole
  std::size_t capacity_ = 0;
  bool has_hole_ = false;
};

}  // namespace acqsim::des::detail
