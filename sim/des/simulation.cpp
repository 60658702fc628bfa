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
constexpr unsigned kPriorityShift = 56;
constexpr std::uint64_t kSequenceMask = (std::uint64_t{1} << 30U) - 1;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::uint64_t make_word(std::uint64_t biased_priority, std::uint64_t sequence,
                        std::uint32_t frame) {
  return (biased_priority << kPriorityShift) | (sequence << kReferenceBits) | frame;
}

std::uint32_t frame_of(std::uint64_t word) {
  return static_cast<std::uint32_t>(word & kReferenceMask);
}

std::uint32_t sequence_of(std::uint64_t word) {
  return static_cast<std::uint32_t>((word >> kReferenceBits) & kSequenceMask);
}

std::uint64_t with_sequence(std::uint64_t word, std::uint64_t sequence) {
  return (word & ~(kSequenceMask << kReferenceBits)) | (sequence << kReferenceBits);
}

// Adding zero turns -0.0, whose bits would order last, into zero.
std::uint64_t time_bits(double time) { return std::bit_cast<std::uint64_t>(time + 0.0); }

}  // namespace

Simulation::Simulation() : names_(1) { ring_.words.resize(64); }

Simulation::~Simulation() { destroy_all(); }

// ---- Processes

ProcessHandle Simulation::adopt(Process& process, std::string_view name) {
  void* const frame = process.frame_.release();
  ACQSIM_CHECK(frame != nullptr, "this process was spawned or awaited before");
  ControlBlock& block = detail::control_of(frame);
  ACQSIM_CHECK(block.simulation == this, "this process belongs to another simulation");
  block.name = intern(name) | ControlBlock::kSpawned;
  ++alive_;
  return ProcessHandle(block.self, block.serial);
}

ProcessHandle Simulation::spawn(Process process, std::string_view name) {
  const ProcessHandle handle = adopt(process, name);
  schedule_now(arena_.at(handle.frame_));
  return handle;
}

ProcessHandle Simulation::spawn_at(base::Days at, Process process, std::string_view name) {
  ACQSIM_CHECK(at.value() >= now_, "a process cannot start in the past");
  const ProcessHandle handle = adopt(process, name);
  schedule(arena_.at(handle.frame_), at.value(), 0);
  return handle;
}

std::uint32_t Simulation::intern(std::string_view name) {
  if (name.empty()) return 0;
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
  if (running_ != nullptr) {
    const ControlBlock* leaf = root;
    while (leaf->child != detail::kNoFrame) leaf = &arena_.at(leaf->child);
    ACQSIM_CHECK(leaf != running_, "a process cannot cancel itself: it returns instead");
  }
  destroy_tree(*root);
  return true;
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
  sequence_ = 0;
  events_ = 0;
  failure_ = nullptr;
}

// ---- Scheduling

std::uint64_t Simulation::next_sequence() {
  if (sequence_ == kSequenceLimit) renumber();
  return sequence_++;
}

void Simulation::schedule(ControlBlock& block, double at, int priority) {
  if (at == now_ && priority == 0) {
    schedule_now(block);
    return;
  }
  if (at == kInfinity) return;
  const std::uint64_t sequence = next_sequence();
  block.wake = static_cast<std::uint32_t>(sequence);
  const auto biased = static_cast<std::uint64_t>(priority + kPriorityBias);
  const Event event{time_bits(at), make_word(biased, sequence, block.self)};
  queue_.push(event);
}

void Simulation::schedule_now(ControlBlock& block) {
  if (block.wake != detail::kNoWake) drop_wake(block);
  const std::uint64_t sequence = next_sequence();
  block.wake = static_cast<std::uint32_t>(sequence) | kInRing;
  const std::size_t size = ring_.words.size();
  if (ring_.tail - ring_.head == size) {
    std::vector<std::uint64_t> larger(2 * size);
    for (std::size_t i = 0; i < size; ++i) {
      larger[i] = ring_.words[(ring_.head + i) & (size - 1)];
    }
    ring_.words = std::move(larger);
    ring_.head = 0;
    ring_.tail = size;
  }
  ring_.words[ring_.tail++ & (ring_.words.size() - 1)] =
      make_word(kPriorityBias, sequence, block.self);
}

void Simulation::sleep(ControlBlock& block, Waiter& waiter, double deadline) {
  block.waiter = &waiter;
  schedule(block, deadline, 0);
}

void Simulation::drop_wake(ControlBlock& block) {
  const bool is_in_queue = (block.wake & kInRing) == 0;
  block.wake = detail::kNoWake;
  if (is_in_queue && ++stale_ > 64 && stale_ > queue_.size() / 2) compact();
}

void Simulation::compact() {
  std::vector<Event> events;
  queue_.drain(events);
  for (const Event event : events) {
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
  for (std::size_t i = ring_.head; i != ring_.tail; ++i) {
    std::uint64_t& word = ring_.words[i & (ring_.words.size() - 1)];
    ControlBlock& block = arena_.at(frame_of(word));
    const bool is_valid = block.wake == (sequence_of(word) | kInRing);
    const std::uint64_t sequence = sequence_++;
    word = with_sequence(word, sequence);
    if (is_valid) block.wake = static_cast<std::uint32_t>(sequence) | kInRing;
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
    ControlBlock* const next = std::exchange(switch_to_, nullptr);
    if (next == nullptr) break;
    if (next != block) {
      block = next;
      continue;
    }
    const std::uint32_t parent = block->parent;
    std::coroutine_handle<>::from_address(block->frame()).destroy();
    if (parent == detail::kNoFrame) {
      --alive_;
      if (failure_) throw_failure();
      break;
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
      const Event barrier{time_bits(now_), make_word(kPriorityBias + 1, 0, 0)};
      if (!queue_.has_before(barrier)) {
        const std::uint64_t word = ring_.words[ring_.head++ & (ring_.words.size() - 1)];
        ControlBlock& block = arena_.at(frame_of(word));
        if (block.wake == (sequence_of(word) | kInRing)) dispatch(block);
        continue;
      }
    } else if (queue_.empty()) {
      return;
    }
    const Event event = queue_.top();
    if (event.time > end_bits) return;
    queue_.pop();
    ControlBlock& block = arena_.at(frame_of(event.word));
    if (block.wake != sequence_of(event.word)) {
      --stale_;
      continue;  // given up: it does not even move the clock
    }
    now_ = std::bit_cast<double>(event.time);
    if (const Event* const next = queue_.likely_next()) {
      // An event is among these four for a few events before it is the first.
      for (int i = 0; i < 4; ++i) {
        const auto* const frame = reinterpret_cast<const char*>(&arena_.at(frame_of(next[i].word)));
        __builtin_prefetch(frame);
        __builtin_prefetch(frame + 64);
        __builtin_prefetch(frame + 128);
      }
    }
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
