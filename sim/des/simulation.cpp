#include "acqsim/des/simulation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace acqsim::des {

using detail::ControlBlock;
using detail::Event;
using detail::Waiter;

namespace {

constexpr unsigned kReferenceBits = detail::FrameArena::kReferenceBits;
constexpr std::uint64_t kReferenceMask = (std::uint64_t{1} << kReferenceBits) - 1;
constexpr std::uint64_t kSequenceMask = (std::uint64_t{1} << 30U) - 1;

std::uint32_t frame_of(std::uint64_t word) {
  return static_cast<std::uint32_t>(word & kReferenceMask);
}

std::uint32_t sequence_of(std::uint64_t word) {
  return static_cast<std::uint32_t>((word >> kReferenceBits) & kSequenceMask);
}

std::uint64_t with_sequence(std::uint64_t word, std::uint64_t sequence) {
  return (word & ~(kSequenceMask << kReferenceBits)) | (sequence << kReferenceBits);
}

}  // namespace

Simulation::Simulation() : names_(1) { grow_ring(); }

Simulation::~Simulation() { destroy_all(); }

// ---- Processes

ProcessHandle Simulation::spawn_at(base::Days at, Process process, std::string_view name) {
  ACQSIM_CHECK(at.value() >= now_, "a process cannot start in the past");
  ControlBlock& block = adopt(process, name);
  schedule(block, at.value(), 0);
  return ProcessHandle(block.self, block.serial);
}

std::uint32_t Simulation::intern(std::string_view name) {
  if (const auto known = name_ids_.find(name); known != name_ids_.end()) return known->second;
  const auto id = static_cast<std::uint32_t>(names_.size());
  names_.emplace_back(name);
  name_ids_.emplace(name, id);
  return id;
}

std::string_view Simulation::name_of(std::uint32_t name) const { return names_.at(name); }

ControlBlock* Simulation::find(ProcessHandle handle) const {
  if (handle.serial_ <= cleared_serial_) return nullptr;
  ControlBlock& block = arena_.at(handle.frame_);
  return block.serial == handle.serial_ ? &block : nullptr;
}

bool Simulation::is_alive(ProcessHandle handle) const { return find(handle) != nullptr; }

bool Simulation::cancel(ProcessHandle handle) {
  ControlBlock* const root = find(handle);
  if (root == nullptr) return false;
  ACQSIM_CHECK(running_ == nullptr || !is_running_in(*root),
               "a process cannot cancel itself: it returns instead");
  destroy_tree(*root);
  return true;
}

bool Simulation::is_running_in(const ControlBlock& root) const {
  const ControlBlock* leaf = &root;
  while (leaf->child != detail::kNoFrame) leaf = &arena_.at(leaf->child);
  return leaf == running_;
}

// From the innermost call outward, and in a loop: calls may be nested deeper than the stack.
void Simulation::destroy_tree(ControlBlock& root) noexcept {
  root.serial = 0;  // its destructors may ask whether it is alive
  --alive_;
  ControlBlock* block = &root;
  while (block->child != detail::kNoFrame) block = &arena_.at(block->child);
  while (block != &root) {
    ControlBlock& parent = arena_.at(block->parent);
    destroy_one(*block);
    parent.child = detail::kNoFrame;
    block = &parent;
  }
  destroy_one(root);
}

void Simulation::destroy_one(ControlBlock& block) noexcept {
  if (Waiter* const waiter = std::exchange(block.waiter, nullptr)) waiter->abandon(*waiter);
  if (block.wake != detail::kNoWake) drop_wake(block);
  std::coroutine_handle<>::from_address(block.frame()).destroy();
}

void Simulation::destroy_all() noexcept {
  // A destructor may spawn, hence the loop.
  while (alive_ > 0) {
    arena_.for_each_block([this](ControlBlock& block) {
      if (block.serial != 0 && (block.name & ControlBlock::kSpawned) != 0) destroy_tree(block);
    });
  }
  queue_.clear();
  ring_.head = ring_.tail = 0;
  stale_ = 0;
}

void Simulation::clear() {
  ACQSIM_CHECK(!is_running_, "a simulation cannot be cleared while it runs");
  destroy_all();
  if (arena_.in_use() == 0) arena_.reset();
  cleared_serial_ = serial_;
  now_ = 0.0;
  is_instant_clear_ = false;
  sequence_ = 0;
  events_ = 0;
  failure_ = nullptr;
}

// ---- Scheduling

// Not inline: it would be in every process several times.
void Simulation::schedule_later(ControlBlock& block, double at, int priority) {
  if (sequence_ == kSequenceLimit) [[unlikely]] {
    renumber();
  }
  const std::uint64_t sequence = sequence_++;
  block.wake = static_cast<std::uint32_t>(sequence);
  const Event event{time_bits(at), make_word(priority, sequence, block.self)};
  queue_.push(event);
}

void Simulation::grow_ring() {
  const std::size_t size = ring_.blocks.size();
  std::vector<ControlBlock*> larger(std::max<std::size_t>(2 * size, 64));
  for (std::size_t i = ring_.head; i != ring_.tail; ++i) {  // at its position, which is its token
    larger[i & (2 * size - 1)] = ring_.blocks[i & (size - 1)];
  }
  ring_.blocks = std::move(larger);
  ring_.mask = ring_.blocks.size() - 1;
}

void Simulation::drop_wake(ControlBlock& block) {
  const bool is_in_queue = (block.wake & kInRing) == 0;
  block.wake = detail::kNoWake;
  if (is_in_queue && ++stale_ > 64 && stale_ > queue_.size() / 2) compact();
}

void Simulation::compact() {
  swept_.clear();
  queue_.drain(swept_);
  for (const Event event : swept_) {
    if (arena_.at(frame_of(event.word)).wake == sequence_of(event.word)) queue_.push(event);
  }
  stale_ = 0;
}

// Sequences have 30 bits. When they are used up, those that wait are numbered again from zero, in
// their order, which therefore does not change. There are at most 2^26 of them.
void Simulation::renumber() {
  std::vector<Event> events;
  queue_.drain(events);
  std::erase_if(events, [this](Event event) {
    return arena_.at(frame_of(event.word)).wake != sequence_of(event.word);
  });
  stale_ = 0;
  std::sort(events.begin(), events.end(), detail::before);
  sequence_ = 0;
  for (const Event event : events) {
    const std::uint64_t sequence = sequence_++;
    arena_.at(frame_of(event.word)).wake = static_cast<std::uint32_t>(sequence);
    const Event renamed{event.time, with_sequence(event.word, sequence)};
    queue_.push(renamed);
  }
}

std::size_t Simulation::pending() const { return queue_.size() + (ring_.tail - ring_.head); }

// ---- Running

// A process that calls another, or ends, asks for the switch here instead of resuming the other
// from within, so that the depth of calls is not limited by the stack.
inline void Simulation::resume(ControlBlock& first) {
  ControlBlock* block = &first;
  for (;;) {
    running_ = block;
    std::coroutine_handle<>::from_address(block->frame()).resume();
    ControlBlock* const next = switch_to_;
    if (next == nullptr) [[likely]] {
      break;
    }
    switch_to_ = nullptr;
    if (next != block) {
      block = next;
      continue;
    }
    const std::uint32_t parent = block->parent;
    std::coroutine_handle<>::from_address(block->frame()).destroy();
    if (parent == detail::kNoFrame) {  // of those, only the failed ones come here
      --alive_;
      throw_failure();
    }
    block = &arena_.at(parent);
    block->child = detail::kNoFrame;
  }
  running_ = nullptr;
}

inline void Simulation::dispatch(ControlBlock& block) {
  if (observer_ != nullptr) [[unlikely]] {
    observer_->on_event(base::Days(now_), events_, block.name & ControlBlock::kNameMask);
  }
  block.wake = detail::kNoWake;
  block.waiter = nullptr;
  ++events_;
  resume(block);
}

void Simulation::run_until(base::Days end) {
  ACQSIM_CHECK(std::isfinite(end.value()) && end.value() >= now_,
               "a run must end at a finite time that is not in the past");
  loop(end.value());
  now_ = end.value();
  is_instant_clear_ = false;
}

void Simulation::run() { loop(std::numeric_limits<double>::max()); }

void Simulation::loop(double end) {
  ACQSIM_CHECK(!is_running_, "a simulation cannot be run from within");
  struct Guard {
    explicit Guard(Simulation& simulation) : owner(&simulation) { owner->is_running_ = true; }
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;
    ~Guard() {
      owner->is_running_ = false;
      owner->running_ = nullptr;
    }
    Simulation* owner;
  };
  const Guard guard(*this);
  const std::uint64_t end_bits = time_bits(end);
  for (;;) {
    if (ring_.head != ring_.tail) {
      // Only what is due now with a priority up to zero comes before the ring: of priority zero,
      // what was scheduled before this instant began.
      if (!is_instant_clear_) {
        const Event barrier{time_bits(now_), make_word(1, 0, 0)};
        is_instant_clear_ = !queue_.has_before(barrier);
      }
      if (is_instant_clear_) {
        const std::uint32_t token = Ring::token(ring_.head);
        ControlBlock& block = *ring_.blocks[ring_.head++ & ring_.mask];
        if (block.wake == token) dispatch(block);
        continue;
      }
    }
    Event event;
    if (!queue_.pop_until(end_bits, event)) return;
    if (const Event* const soon = queue_.soon()) {
      const auto* const frame = reinterpret_cast<const char*>(&arena_.at(frame_of(soon->word)));
      __builtin_prefetch(frame);
      __builtin_prefetch(frame + 64);
      __builtin_prefetch(frame + 128);
    }
    ControlBlock& block = arena_.at(frame_of(event.word));
    if (block.wake != sequence_of(event.word)) {
      --stale_;
      continue;  // given up: it does not even move the clock
    }
    now_ = std::bit_cast<double>(event.time);
    is_instant_clear_ = false;
    dispatch(block);
  }
}

void Simulation::throw_failure() {
  const std::exception_ptr failure = std::exchange(failure_, nullptr);
  const std::string name = failed_name_ == 0 ? "unnamed" : names_[failed_name_];
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& cause) {
    std::throw_with_nested(ProcessFailed(name, now(), cause.what()));
  } catch (...) {
    std::throw_with_nested(ProcessFailed(name, now(), "an exception of unknown type"));
  }
}

}  // namespace acqsim::des
