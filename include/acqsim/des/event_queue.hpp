#pragma once

#include <acqsim/des/event_heap.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace acqsim::des::detail {

/// All pending events. They leave in their total order, which does not depend on how they are kept:
///
/// - a handful: sorted, in the run;
/// - up to some hundred: in the heap;
/// - beyond: *near* events, sorted, in the run; *far* ones unsorted in buckets of equal width, a
///   dozen events each; *later* ones, beyond the last bucket, in a list without any order. When the
///   run is used up, the next bucket is sorted into it; when the buckets are, the list is spread
///   over new ones. What is scheduled among the near events goes to the heap, or if it is empty and
///   the run short, into the run. The first of run and heap is the first of all.
///
/// So an event costs about the same whether a thousand or a million are pending. The width of the
/// buckets comes from a sample of the times in the list. Where it is unsuitable (half of the events
/// at one instant, times of very different scale) a bucket becomes long and is sorted as such, and
/// the heap grows: the cost is that of a heap then, never more.
class EventQueue {
 public:
#ifdef ACQSIM_DES_SPREAD_FROM  // tests: all of them again with everything spread
  static constexpr std::size_t kSpreadFrom = ACQSIM_DES_SPREAD_FROM;
#else
  static constexpr std::size_t kSpreadFrom = 512;  ///< pending events that are spread over buckets
#endif
  static constexpr std::size_t kNeverSpread = std::numeric_limits<std::size_t>::max() / 8;

  /// `spread_from`: number of pending events from which they are spread; for tests.
  explicit EventQueue(std::size_t spread_from = kSpreadFrom);

  bool empty() const { return size() == 0; }
  std::size_t size() const { return heap_.size() + (run_end_ - run_next_) + far_; }

  void push(Event event) {
    const double time = std::bit_cast<double>(event.time);
    const double offset = time - buckets_begin_;  // -infinity as long as nothing is spread
    if (offset < 0.0) {
      push_near(event);
    } else if (time < buckets_end_) {
      const auto bucket = static_cast<std::size_t>(offset * buckets_per_day_);
      if (bucket < next_bucket_) {
        push_near(event);
      } else {
        push_far(event, bucket);
      }
    } else {
      push_later(event);
    }
  }

  /// Takes out the first event; false, and nothing done, if it is after `end` (the bits of a time).
  bool pop_until(std::uint64_t end, Event& event) {
    for (;;) {
      const Event sorted = run_[run_next_];
      if (!heap_.empty()) {
        const Event heaped = heap_.top();
        if (before(heaped, sorted)) {
          if (heaped.time > end) return false;
          heap_.pop();
          event = heaped;
          return true;
        }
      }
      if (run_next_ != run_end_) [[likely]] {
        if (sorted.time > end) return false;
        ++run_next_;
        event = sorted;
        return true;
      }
      if (far_ == 0) return false;
      advance();
    }
  }

  /// Whether an event comes before `limit`.
  bool has_before(Event limit) {
    if (run_next_ == run_end_) {
      if (far_ != 0 && heap_.empty()) [[unlikely]] {
        advance();
      }
    }
    return before(run_[run_next_], limit) || (!heap_.empty() && heap_.has_before(limit));
  }

  /// Among those that come soon, if there are so many pending that it matters; else null.
  const Event* soon() const {
    constexpr std::size_t kAhead = 3;
    return far_ != 0 && run_next_ + kAhead < run_end_ ? &run_[run_next_ + kAhead] : nullptr;
  }

  void clear();
  /// Moves all events, in no particular order, to the end of `events`.
  void drain(std::vector<Event>& events);

 private:
  static constexpr std::size_t kShortRun = 8;  // into which it pays to insert
  static constexpr std::size_t kLeastRoom = 128;
  static constexpr std::size_t kPerBlock = 16;
  static constexpr double kPerBucket = 10.0;  // events, when the list is spread
  static constexpr std::uint32_t kNoBlock = 0xFFFFFFFFU;

  struct Block {
    Event events[kPerBlock];
  };
  struct Bucket {
    std::uint32_t size;
    std::uint32_t last;  // block: the bucket's own, or the newest of those added to it
  };

  void push_near(Event event) {
    if (heap_.empty() && run_end_ - run_next_ < short_run_) {
      insert_in_run(event);
      return;
    }
    heap_.push(event);
    if (heap_.size() > heap_limit_) [[unlikely]] {
      spread_heap();
    }
  }
  void insert_in_run(Event event) {
    if (run_end_ + 1 == run_.size()) [[unlikely]] {
      make_room();
    }
    Event* const begin = run_.data() + run_next_;
    Event* place = run_.data() + run_end_++;
    place[1] = kNever;
    for (; place != begin && before(event, place[-1]); --place) *place = place[-1];
    *place = event;
  }
  void push_far(Event event, std::size_t index) {
    if (index >= buckets_.size()) [[unlikely]] {
      index = buckets_.size() - 1;  // a rounding
    }
    ++far_;
    Bucket& bucket = buckets_[index];
    const std::size_t place = bucket.size % kPerBlock;
    if (place == 0 && bucket.size != 0) add_block(bucket);
    blocks_[bucket.last].events[place] = event;
    ++bucket.size;
  }
  void push_later(Event event) {
    ++far_;
    later_.push_back(event);
  }

  void make_room();
  void add_block(Bucket& bucket);
  void advance();
  void open(std::size_t index);
  void spread_heap();
  void spread_later();
  void forget_buckets();
  void empty_run();
  void sort_run();
  double sampled_end(double begin);

  EventHeap heap_;
  std::vector<Event> run_;  // sorted; the one at run_end_ is kNever
  std::size_t run_next_ = 0;
  std::size_t run_end_ = 0;
  double buckets_begin_ = std::numeric_limits<double>::infinity();
  double buckets_end_ = std::numeric_limits<double>::infinity();
  double buckets_per_day_ = 0.0;
  std::size_t next_bucket_ = 0;  // those before have been opened
  std::size_t far_ = 0;          // events in buckets and list
  std::vector<Bucket> buckets_;
  std::vector<Block> blocks_;              // one a bucket, then those added
  std::vector<std::uint32_t> next_block_;  // of an added block: the one before it in its bucket
  std::uint32_t free_block_ = kNoBlock;    // added ones not in use, linked by next_block_
  std::size_t used_blocks_ = 0;            // the others have never been used since the last spread
  std::vector<Event> later_;
  std::vector<Event> scratch_;
  std::vector<double> sample_;
  std::size_t spread_from_;
  std::size_t short_run_;
  std::size_t heap_limit_;
};

}  // namespace acqsim::des::detail
