#include "acqsim/des/event_queue.hpp"

#include <algorithm>
#include <cmath>

namespace acqsim::des::detail {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double time_of(Event event) { return std::bit_cast<double>(event.time); }

}  // namespace

EventQueue::EventQueue(std::size_t spread_from)
    : run_(kLeastRoom, kNever),
      spread_from_(spread_from),
      short_run_(std::min(spread_from, kShortRun)),
      heap_limit_(spread_from) {}

void EventQueue::empty_run() {
  run_next_ = run_end_ = 0;
  run_[0] = kNever;
}

// The run has crept to the end of its memory.
void EventQueue::make_room() {
  if (run_next_ < run_.size() / 2) run_.resize(2 * run_.size(), kNever);
  const auto begin = run_.begin();
  std::copy(begin + static_cast<std::ptrdiff_t>(run_next_),
            begin + static_cast<std::ptrdiff_t>(run_end_ + 1), begin);
  run_end_ -= run_next_;
  run_next_ = 0;
}

void EventQueue::clear() {
  heap_.clear();
  empty_run();
  later_.clear();
  far_ = 0;
  forget_buckets();
}

void EventQueue::forget_buckets() {
  buckets_begin_ = buckets_end_ = kInfinity;
  buckets_per_day_ = 0.0;
  next_bucket_ = 0;
  buckets_.clear();
  free_block_ = kNoBlock;
  used_blocks_ = 0;
  heap_limit_ = spread_from_;
}

void EventQueue::drain(std::vector<Event>& events) {
  heap_.drain(events);
  const auto move_run = [this, &events] {
    const auto begin = run_.begin();
    events.insert(events.end(), begin + static_cast<std::ptrdiff_t>(run_next_),
                  begin + static_cast<std::ptrdiff_t>(run_end_));
  };
  move_run();
  while (next_bucket_ < buckets_.size()) {
    open(next_bucket_++);
    move_run();
  }
  events.insert(events.end(), later_.begin(), later_.end());
  clear();
}

void EventQueue::add_block(Bucket& bucket) {
  std::uint32_t block = free_block_;
  if (block != kNoBlock) {
    free_block_ = next_block_[block];
  } else {
    block = static_cast<std::uint32_t>(used_blocks_++);
    if (block == blocks_.size()) {
      blocks_.emplace_back();
      next_block_.push_back(kNoBlock);
    }
  }
  next_block_[block] = bucket.last;
  bucket.last = block;
}

// Run and heap are used up.
void EventQueue::advance() {
  for (;;) {
    while (next_bucket_ < buckets_.size()) {
      const std::size_t index = next_bucket_++;
      if (buckets_[index].size == 0) continue;
      open(index);
      sort_run();
      return;
    }
    spread_later();
    if (!heap_.empty()) return;
  }
}

// Moves a bucket's events to the run, unsorted.
void EventQueue::open(std::size_t index) {
  if (index + 1 < buckets_.size()) {
    const auto* const next = reinterpret_cast<const char*>(&blocks_[index + 1]);
    for (std::size_t line = 0; line < sizeof(Block); line += 64) __builtin_prefetch(next + line);
  }
  Bucket& bucket = buckets_[index];
  if (run_.size() <= bucket.size)
    run_.resize(std::max<std::size_t>(2 * run_.size(), bucket.size + 1), kNever);
  run_next_ = 0;
  run_end_ = bucket.size;
  far_ -= bucket.size;
  std::size_t end = bucket.size;
  while (end > 0) {
    const std::size_t count = (end - 1) % kPerBlock + 1;
    const Event* const events = blocks_[bucket.last].events;
    end -= count;
    std::copy_n(events, count, run_.begin() + static_cast<std::ptrdiff_t>(end));
    const std::uint32_t used = bucket.last;
    if (used >= buckets_.size()) {
      bucket.last = next_block_[used];
      next_block_[used] = free_block_;
      free_block_ = used;
    }
  }
  bucket.size = 0;
  run_[run_end_] = kNever;
}

void EventQueue::sort_run() {
  Event* const begin = run_.data();
  Event* const end = begin + run_end_;
  constexpr std::ptrdiff_t kShort = 32;
  if (end - begin > kShort) {
    if (!std::is_sorted(begin, end, before)) std::sort(begin, end, before);
    return;
  }
  for (Event* next = begin + 1; next < end; ++next) {
    const Event event = *next;
    Event* place = next;
    for (; place != begin && before(event, place[-1]); --place) *place = place[-1];
    *place = event;
  }
}

// The heap has become too large: all that is pending is spread anew.
void EventQueue::spread_heap() {
  scratch_.clear();
  drain(scratch_);
  later_.swap(scratch_);
  far_ = later_.size();
  spread_later();
}

// Where the buckets should end, from a sample of the list, so that they hold five eighths of it; or
// less, where the first of these are much denser than the rest.
double EventQueue::sampled_end(double begin) {
  // One of 32, as sorting them must not cost more than what they save.
  const std::size_t size = std::clamp<std::size_t>(later_.size() / 32, 32, 512);
  const std::size_t step = std::max<std::size_t>(later_.size() / size, 1);
  sample_.clear();
  for (std::size_t i = step / 2; i < later_.size(); i += step)
    sample_.push_back(time_of(later_[i]));
  std::sort(sample_.begin(), sample_.end());
  std::size_t last = sample_.size() * 5 / 8;
  while (last >= sample_.size() / 8) {
    const double quarter = sample_[last / 4] - begin;
    if (quarter <= 0.0 || sample_[last] - begin <= 16.0 * quarter) break;
    last /= 2;
  }
  while (last + 1 < sample_.size() && sample_[last] <= begin) ++last;
  buckets_per_day_ = static_cast<double>(later_.size()) * static_cast<double>(last + 1) /
                     static_cast<double>(sample_.size()) / kPerBucket / (sample_[last] - begin);
  return sample_[last];
}

// Spreads the list over buckets, or moves it to the heap when it is short. Requires: nothing is
// pending but the list.
void EventQueue::spread_later() {
  const std::size_t keep = spread_from_ / 2;
  forget_buckets();
  empty_run();
  if (later_.size() <= keep) {
    for (const Event event : later_) heap_.push(event);
    later_.clear();
    far_ = 0;
    return;
  }
  double begin = kInfinity;
  for (const Event event : later_) begin = std::min(begin, time_of(event));
  double end = sampled_end(begin);
  const double count = std::ceil((end - begin) * buckets_per_day_);
  std::size_t buckets = 1;
  if (end > begin && std::isfinite(buckets_per_day_) && count >= 1.0 &&
      begin + (end - begin) / count > begin) {
    buckets = static_cast<std::size_t>(count);
  } else {  // (nearly) all at once
    buckets_per_day_ = 0.0;
    end = std::max(end, std::nextafter(begin, kInfinity));
  }
  buckets_begin_ = begin;
  buckets_end_ = end;
  if (buckets_.capacity() < buckets) buckets_.reserve(2 * buckets);
  buckets_.resize(buckets);
  used_blocks_ = buckets;
  if (blocks_.size() < buckets) {
    blocks_.resize(buckets);
    next_block_.resize(buckets, kNoBlock);
  }
  for (std::size_t i = 0; i < buckets; ++i) buckets_[i] = Bucket{0, static_cast<std::uint32_t>(i)};
  std::size_t kept = 0;
  far_ = 0;
  for (std::size_t i = 0; i < later_.size(); ++i) {
    const Event event = later_[i];
    const double time = time_of(event);
    if (time < end) {
      push_far(event, static_cast<std::size_t>((time - begin) * buckets_per_day_));
    } else {
      later_[kept++] = event;
    }
  }
  later_.resize(kept);
  far_ += kept;
  heap_limit_ = std::max(spread_from_, far_ / 4);
}

}  // namespace acqsim::des::detail
