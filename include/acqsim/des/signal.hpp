#pragma once

#include <acqsim/base/units.hpp>
#include <acqsim/des/frame_arena.hpp>
#include <acqsim/des/process.hpp>
#include <acqsim/des/simulation.hpp>

#include <coroutine>
#include <cstddef>
#include <limits>
#include <utility>

namespace acqsim::des {

/// Something that happens, for which any number of processes can wait. It has no memory: who waits
/// after a notification waits for the next.
class Signal {
 public:
  class Wait;

  explicit Signal(Simulation& simulation) : simulation_(&simulation) {}
  Signal(const Signal&) = delete;
  Signal& operator=(const Signal&) = delete;
  /// Who still waits is left asleep.
  ~Signal();

  /// Wakes all who wait now, in order of waiting, at the current instant. They run after what
  /// already waits at this instant, and before what is scheduled at it later; the caller goes on
  /// first.
  void notify();

  /// co_await wait(): until the next notification.
  Wait wait();
  /// co_await wait_until(deadline) -> bool: true if notified, false if the deadline came first. At
  /// equal times the order of events decides: the deadline is an event of priority 0, scheduled
  /// when the waiting began. A deadline not after now() is false at once, without waiting.
  Wait wait_until(base::Days deadline);

  std::size_t waiting() const;  ///< how many wait now; counted, so for tests and reports
  Simulation& simulation() const { return *simulation_; }

 private:
  friend class Wait;
  static void leave(detail::Waiter& waiter);

  Simulation* simulation_;
  detail::Waiter* first_ = nullptr;
  detail::Waiter* last_ = nullptr;
};

/// co_await signal.wait() or wait_until(...): true if notified.
class [[nodiscard]] Signal::Wait {
 public:
  Wait(Signal& signal, double deadline) : deadline_(deadline) { waiter_.owner = &signal; }

  bool await_ready() const noexcept { return deadline_ <= signal().simulation_->now().value(); }
  template <class Promise>
  requires std::derived_from<Promise, detail::PromiseBase>
  void await_suspend(std::coroutine_handle<Promise> handle) {
    suspend(detail::control_of(handle.address()));
  }
  bool await_resume() noexcept;

 private:
  Signal& signal() const { return *static_cast<Signal*>(waiter_.owner); }
  void suspend(detail::ControlBlock& block);

  detail::Waiter waiter_;
  double deadline_;
};

/// co_await wait_until(predicate, signal, deadline) -> bool: true as soon as the predicate holds,
/// looking now and whenever `signal` is notified; false if the deadline came first. The predicate
/// is copied and may be a lambda with captures, but must be named in the line before:
///
///     const auto is_open = [&world, id] { return world.is_open(id); };
///     const bool in_time = co_await des::wait_until(is_open, world.changes(), give_up);
///     if (!in_time) co_return;
template <class Predicate>
Task<bool> wait_until(Predicate predicate, Signal& signal,
                      base::Days deadline = base::Days(std::numeric_limits<double>::infinity())) {
  bool is_in_time = true;
  while (is_in_time && !predicate()) {
    is_in_time = co_await signal.wait_until(deadline);
  }
  co_return is_in_time;
}

}  // namespace acqsim::des
