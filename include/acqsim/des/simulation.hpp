#pragma once

#include <acqsim/base/check.hpp>
#include <acqsim/base/units.hpp>
#include <acqsim/des/event_queue.hpp>
#include <acqsim/des/frame_arena.hpp>
#include <acqsim/des/observer.hpp>
#include <acqsim/des/process.hpp>

#include <bit>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace acqsim::des {

class Delay;

/// Simulated time, and the processes that live in it. One thread; shares nothing with others.
///
/// **Order of events** is total: by time, then priority (lower number first), then sequence: at
/// equal time and priority in the order in which they were scheduled. Starts, grants of a Resource
/// and wake-ups by a Signal are events of priority 0 at the instant at which they are caused; so
/// are `delay` by zero and `until` now. An event scheduled for the current instant with a priority
/// below zero comes before all events of priority 0 that wait at this instant, even if those were
/// scheduled earlier. (Inside, the current instant is a ring that never passes through the queue.)
///
/// **Lifetime.** The simulation owns all processes. Finished frames are freed at once; unfinished
/// ones by `cancel`, `clear` or the destructor, which run the destructors of their locals. Whatever
/// those locals refer to (a Resource held, a World) must still be alive then: its owner calls
/// `clear()` in its own destructor, or declares the Simulation after (so that it goes before) all
/// of them.
class Simulation {
 public:
  static constexpr int kLowestPriority = -128;  ///< comes first
  static constexpr int kHighestPriority = 127;  ///< comes last

  Simulation();
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;
  ~Simulation();

  base::Days now() const { return base::Days(now_); }

  /// Starts a process at the current instant (after what already waits at it). `name` says of what
  /// kind it is ("requirement"), for traces and failures: a simulation keeps every different name.
  ProcessHandle spawn(Process process, std::string_view name = {});
  /// The same at a later time. Requires: at >= now(). Spawned in order of time, many cost no more
  /// than few; a process that spawns the next is cheaper still.
  ProcessHandle spawn_at(base::Days at, Process process, std::string_view name = {});

  /// Destroys a process, whatever it waits for: locals are destroyed from the innermost call
  /// outward, and what it held is given back. False if it has ended already. Requires: it is not
  /// running.
  bool cancel(ProcessHandle handle);
  bool is_alive(ProcessHandle handle) const;
  std::size_t alive() const { return alive_; }  ///< spawned and not ended

  /// co_await delay(d): go on after d. Requires: d >= 0 (not NaN); infinity sleeps until cancelled.
  Delay delay(base::Days duration, int priority = 0);
  /// co_await until(t): go on at t. Requires: t >= now().
  Delay until(base::Days at, int priority = 0);

  /// Does every event with time <= end, then sets now() = end. Requires: now() <= end, finite.
  /// Throws ProcessFailed when an exception leaves a process: that one is gone, now() is its time,
  /// and a further run goes on with the others.
  void run_until(base::Days end);
  /// Does every event there is; now() is the time of the last.
  void run();

  std::uint64_t events() const { return events_; }  ///< done so far
  /// Pending events, including those given up that have not been discarded yet.
  std::size_t pending() const;

  /// Destroys all processes and events and sets the clock to zero: as good as new, but keeps its
  /// memory. Handles of before stay dead.
  void clear();

  void observe(Observer* observer) { observer_ = observer; }  ///< nullptr: nobody
  std::string_view name_of(std::uint32_t name) const;         ///< of Observer::on_event

  Simulation& simulation() { return *this; }

 private:
  friend class Delay;
  friend class Signal;
  friend class Resource;
  friend struct detail::KernelAccess;  // the other primitives
  friend struct KernelProbe;           // tests: start near the limit of sequences
  friend void* detail::allocate_frame(Simulation&, std::size_t);
  friend void detail::free_frame(void*) noexcept;
  friend bool detail::has_ended(detail::ControlBlock&) noexcept;
  friend void detail::switch_to(detail::ControlBlock&, detail::ControlBlock&) noexcept;
  friend void detail::report_failure(detail::ControlBlock&) noexcept;

  static constexpr unsigned kSequenceBits = 30;
  static constexpr std::uint64_t kSequenceLimit = std::uint64_t{1} << kSequenceBits;
  static constexpr std::uint32_t kInRing = 1U << 30U;  // a wake token of the ring, not the queue
  static constexpr std::uint64_t kPriorityBias = 128;

  // What waits at the current instant, first in, first out. The wake token of a process in it is
  // its position.
  struct Ring {
    std::vector<detail::ControlBlock*> blocks;  // a power of two
    std::size_t mask = 0;                       // one less
    std::size_t head = 0;                       // counts up; place: position & mask
    std::size_t tail = 0;

    static std::uint32_t token(std::size_t position) {
      return static_cast<std::uint32_t>(position & (kInRing - 1U)) | kInRing;
    }
  };

  // The lower word of an event: priority (8 bits), sequence (30), frame (26).
  static std::uint64_t make_word(int priority, std::uint64_t sequence, std::uint32_t frame) {
    const std::uint64_t biased =
        static_cast<std::uint64_t>(static_cast<std::int64_t>(priority)) + kPriorityBias;
    return (biased << (kSequenceBits + detail::FrameArena::kReferenceBits)) |
           (sequence << detail::FrameArena::kReferenceBits) | frame;
  }
  // Adding zero turns -0.0, whose bits would order last, into zero.
  static std::uint64_t time_bits(double time) { return std::bit_cast<std::uint64_t>(time + 0.0); }

  // Arranges the one event that resumes `block`. Requires: none is pending.
  void schedule(detail::ControlBlock& block, double at, int priority);
  void schedule_later(detail::ControlBlock& block, double at, int priority);
  // The same at the current instant. An earlier one that is still pending becomes stale.
  void schedule_now(detail::ControlBlock& block);
  // Puts a waiting process to sleep until `deadline` (infinity: for ever).
  void sleep(detail::ControlBlock& block, detail::Waiter& waiter, double deadline) {
    block.waiter = &waiter;
    schedule(block, deadline, 0);
  }

  void renumber();
  void drop_wake(detail::ControlBlock& block);
  void compact();
  void grow_ring();
  void loop(double end);
  void dispatch(detail::ControlBlock& block);
  void destroy_all() noexcept;
  void destroy_one(detail::ControlBlock& block) noexcept;
  detail::ControlBlock* find(ProcessHandle handle) const;
  bool is_running_in(const detail::ControlBlock& root) const;
  void resume(detail::ControlBlock& block);
  void destroy_tree(detail::ControlBlock& root) noexcept;
  detail::ControlBlock& adopt(Process& process, std::string_view name);
  std::uint32_t intern(std::string_view name);
  [[noreturn]] void throw_failure();

  double now_ = 0.0;
  detail::ControlBlock* switch_to_ = nullptr;  // what to run next in the same event
  detail::ControlBlock* running_ = nullptr;    // innermost call of the process that runs
  Observer* observer_ = nullptr;
  std::uint64_t sequence_ = 0;
  std::uint64_t events_ = 0;
  bool is_instant_clear_ = false;  // the queue holds nothing that comes before the ring
  bool is_running_ = false;
  Ring ring_;
  detail::EventQueue queue_;
  detail::FrameArena arena_;
  std::uint64_t serial_ = 0;
  std::uint64_t cleared_serial_ = 0;  // handles up to here are dead
  std::size_t alive_ = 0;
  std::size_t stale_ = 0;             // in the queue
  std::vector<detail::Event> swept_;  // by compact(); keeps its memory
  std::exception_ptr failure_;
  std::uint32_t failed_name_ = 0;
  std::vector<std::string> names_;  // [0]: unnamed
  std::map<std::string, std::uint32_t, std::less<>> name_ids_;
};

/// co_await simulation.delay(...) or until(...).
class [[nodiscard]] Delay {
 public:
  Delay(Simulation& simulation, double at, int priority)
      : simulation_(&simulation), at_(at), priority_(priority) {}

  bool await_ready() const noexcept { return false; }
  template <class Promise>
  requires std::derived_from<Promise, detail::PromiseBase>
  void await_suspend(std::coroutine_handle<Promise> handle) {
    simulation_->schedule(detail::control_of(handle.address()), at_, priority_);
  }
  void await_resume() const noexcept {}

 private:
  Simulation* simulation_;
  double at_;
  int priority_;
};

inline Delay Simulation::delay(base::Days duration, int priority) {
  ACQSIM_CHECK(duration.value() >= 0.0, "a delay must not be negative or NaN");
  ACQSIM_CHECK(priority >= kLowestPriority && priority <= kHighestPriority,
               "a priority is a number from -128 to 127");
  return Delay(*this, now_ + duration.value(), priority);
}

inline Delay Simulation::until(base::Days at, int priority) {
  ACQSIM_CHECK(at.value() >= now_, "a process cannot wait for a time in the past");
  ACQSIM_CHECK(priority >= kLowestPriority && priority <= kHighestPriority,
               "a priority is a number from -128 to 127");
  return Delay(*this, at.value(), priority);
}

// ---- What every event passes through, inline

inline void Simulation::schedule_now(detail::ControlBlock& block) {
  if (block.wake != detail::kNoWake) [[unlikely]] {
    drop_wake(block);
  }
  if (ring_.tail - ring_.head > ring_.mask) [[unlikely]] {
    grow_ring();
  }
  block.wake = Ring::token(ring_.tail);
  ring_.blocks[ring_.tail++ & ring_.mask] = &block;
}

inline void Simulation::schedule(detail::ControlBlock& block, double at, int priority) {
  if (at == now_) [[unlikely]] {
    if (priority == 0) {
      schedule_now(block);
      return;
    }
    is_instant_clear_ = false;
  }
  if (at == std::numeric_limits<double>::infinity()) return;
  schedule_later(block, at, priority);
}

inline detail::ControlBlock& Simulation::adopt(Process& process, std::string_view name) {
  void* const frame = process.frame_.release();
  ACQSIM_CHECK(frame != nullptr, "this process was spawned or awaited before");
  detail::ControlBlock& block = detail::control_of(frame);
  ACQSIM_CHECK(block.simulation == this, "this process belongs to another simulation");
  block.name = (name.empty() ? 0 : intern(name)) | detail::ControlBlock::kSpawned;
  ++alive_;
  return block;
}

inline ProcessHandle Simulation::spawn(Process process, std::string_view name) {
  detail::ControlBlock& block = adopt(process, name);
  schedule_now(block);
  return ProcessHandle(block.self, block.serial);
}

namespace detail {

inline void* allocate_frame(Simulation& simulation, std::size_t bytes) {
  ControlBlock& block = simulation.arena_.allocate(bytes);
  block.simulation = &simulation;
  block.serial = ++simulation.serial_;
  block.waiter = nullptr;
  block.wake = kNoWake;
  block.parent = kNoFrame;
  block.child = kNoFrame;
  block.name = 0;
  return block.frame();
}

inline void free_frame(void* frame) noexcept {
  ControlBlock& block = control_of(frame);
  block.simulation->arena_.free(block);
}

inline void switch_to(ControlBlock& from, ControlBlock& to) noexcept {
  if (&from != &to) {
    from.child = to.self;
    to.parent = from.self;
    to.name = from.name & ControlBlock::kNameMask;
  }
  from.simulation->switch_to_ = &to;
}

inline bool has_ended(ControlBlock& block) noexcept {
  Simulation& simulation = *block.simulation;
  if (block.parent != kNoFrame || simulation.failure_) return false;
  --simulation.alive_;
  return true;
}

}  // namespace detail
}  // namespace acqsim::des
