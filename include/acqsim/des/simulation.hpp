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
  friend struct KernelProbe;  // tests: start near the limit of sequences
  friend void* detail::allocate_frame(Simulation&, std::size_t);
  friend void detail::free_frame(void*) noexcept;
  friend void detail::destroy_unstarted(detail::ControlBlock&) noexcept;
  friend void detail::switch_to(detail::ControlBlock&, detail::ControlBlock&) noexcept;
  friend void detail::report_failure(detail::ControlBlock&) noexcept;

  static constexpr std::uint64_t kSequenceLimit = std::uint64_t{1} << 30U;
  static constexpr std::uint32_t kInRing = 1U << 30U;  // a wake token of the ring, not the queue
  static constexpr int kPriorityBias = 128;

  // What waits at the current instant: words as in Event, first in, first out.
  struct Ring {
    std::vector<std::uint64_t> words;  // a power of two
    std::size_t head = 0;              // counts up; position modulo size
    std::size_t tail = 0;
  };

  // Arranges the one event that resumes `block`. An earlier one that is still pending becomes
  // stale.
  void schedule(detail::ControlBlock& block, double at, int priority);
  void schedule_now(detail::ControlBlock& block);
  void schedule_now(detail::Waiter& waiter) { schedule_now(arena_.at(waiter.frame)); }
  // Puts a waiting process to sleep until `deadline` (infinity: for ever).
  void sleep(detail::ControlBlock& block, detail::Waiter& waiter, double deadline);

  std::uint64_t next_sequence();
  void renumber();
  void drop_wake(detail::ControlBlock& block);
  void compact();
  void loop(double end);
  void dispatch(detail::ControlBlock& block);
  void destroy_all() noexcept;
  void destroy_one(detail::ControlBlock& block) noexcept;
  detail::ControlBlock* find(ProcessHandle handle) const;
  void resume(detail::ControlBlock& block);
  void destroy_tree(detail::ControlBlock& root) noexcept;
  ProcessHandle adopt(Process& process, std::string_view name);
  std::uint32_t intern(std::string_view name);
  [[noreturn]] void throw_failure();

  detail::FrameArena arena_;
  detail::EventHeap queue_;
  Ring ring_;
  double now_ = 0.0;
  std::uint64_t sequence_ = 0;
  std::uint64_t events_ = 0;
  std::uint64_t serial_ = 0;
  std::uint64_t cleared_serial_ = 0;  // handles up to here are dead
  std::size_t alive_ = 0;
  std::size_t stale_ = 0;  // in the queue
  Observer* observer_ = nullptr;
  detail::ControlBlock* running_ = nullptr;    // innermost call of the process that runs
  detail::ControlBlock* switch_to_ = nullptr;  // what to run next in the same event
  std::exception_ptr failure_;
  std::uint32_t failed_name_ = 0;
  bool is_running_ = false;
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

}  // namespace acqsim::des
