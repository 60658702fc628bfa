#pragma once

#include <acqsim/base/check.hpp>
#include <acqsim/des/kernel_access.hpp>
#include <acqsim/des/process.hpp>
#include <acqsim/des/signal.hpp>
#include <acqsim/des/simulation.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <exception>
#include <utility>
#include <vector>

/// Several processes as parts of one.
///
///     co_await des::all_of(simulation, inspect(ship), refuel(ship));        // until both have
///     ended const std::size_t first =
///         co_await des::any_of(simulation, repair(ship), wait_for_spare(ship));  // 0 or 1
///
/// Parts start at the instant of the call, in their order, as events of priority 0. all_of goes on
/// when the last has ended, any_of when the first has: at that instant, as an event of priority 0.
/// What is left then, or when the awaiting process is cancelled, is cancelled and gives back what
/// it held. An exception that leaves a part cancels the others and is thrown here. Of parts that
/// end at the same instant, the total order of events decides which was first. A part has no
/// result: it writes into what it was given a reference to. A part must not cancel the process that
/// awaits it. Also over a std::vector of processes; the other forms allocate nothing but frames.
namespace acqsim::des {

namespace detail {

/// The parts of one all_of or any_of; lives in its frame.
class Parts {
 public:
  explicit Parts(Simulation& simulation) : ended_(simulation) {}
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  void end(std::size_t index, std::exception_ptr error) {
    if (count_ended_++ == 0) first_ = index;
    if (error && !error_) error_ = std::move(error);
    ended_.notify();
  }
  bool has_failed() const { return error_ != nullptr; }
  std::size_t count_ended() const { return count_ended_; }
  std::size_t first() const { return first_; }
  Signal::Wait wait() { return ended_.wait(); }
  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  Signal ended_;
  std::size_t count_ended_ = 0;
  std::size_t first_ = 0;
  std::exception_ptr error_;
};

/// Cancels those that have not ended, last first, when it goes.
template <class Handles>
class Cancelling {
 public:
  Cancelling(Simulation& simulation, Handles& handles)
      : simulation_(&simulation), handles_(&handles) {}
  Cancelling(const Cancelling&) = delete;
  Cancelling& operator=(const Cancelling&) = delete;
  ~Cancelling() {
    for (auto handle = handles_->rbegin(); handle != handles_->rend(); ++handle) {
      simulation_->cancel(*handle);
    }
  }

 private:
  Simulation* simulation_;
  Handles* handles_;
};

inline Process run_part(Simulation& /*simulation*/, Process part, Parts& parts, std::size_t index) {
  std::exception_ptr error;
  try {
    co_await std::move(part);
  } catch (...) {
    error = std::current_exception();
  }
  parts.end(index, std::move(error));
}

/// Until `needed` parts have ended; the index of the first.
template <class Processes, class Handles>
Task<std::size_t> run_parts(Simulation& simulation, Processes processes, Handles handles,
                            std::size_t needed) {
  Parts parts(simulation);
  const Cancelling<Handles> cancelling(simulation, handles);
  for (std::size_t i = 0; i < processes.size(); ++i) {
    handles[i] = KernelAccess::spawn_part(simulation,
                                          run_part(simulation, std::move(processes[i]), parts, i));
  }
  while (parts.count_ended() < needed && !parts.has_failed()) co_await parts.wait();
  parts.rethrow();
  co_return parts.first();
}

template <class... Parts>
auto array_of(Parts... parts) {
  return std::array<Process, sizeof...(Parts)>{std::move(parts)...};
}

}  // namespace detail

/// co_await all_of(simulation, a, b, ...): until all have ended.
template <class... Parts>
requires(sizeof...(Parts) > 0 &&
         (std::same_as<Parts, Process> && ...)) Task<std::size_t> all_of(Simulation& simulation,
                                                                         Parts... parts) {
  return detail::run_parts(simulation, detail::array_of(std::move(parts)...),
                           std::array<ProcessHandle, sizeof...(Parts)>(), sizeof...(Parts));
}
/// The same for any number, also none.
inline Task<std::size_t> all_of(Simulation& simulation, std::vector<Process> parts) {
  const std::size_t count = parts.size();
  return detail::run_parts(simulation, std::move(parts), std::vector<ProcessHandle>(count), count);
}

/// co_await any_of(simulation, a, b, ...) -> position of the first to end, counted from zero.
template <class... Parts>
requires(sizeof...(Parts) > 0 &&
         (std::same_as<Parts, Process> && ...)) Task<std::size_t> any_of(Simulation& simulation,
                                                                         Parts... parts) {
  return detail::run_parts(simulation, detail::array_of(std::move(parts)...),
                           std::array<ProcessHandle, sizeof...(Parts)>(), std::size_t{1});
}
/// Requires: at least one part.
inline Task<std::size_t> any_of(Simulation& simulation, std::vector<Process> parts) {
  ACQSIM_CHECK(!parts.empty(), "any of no processes would wait for ever");
  const std::size_t count = parts.size();
  return detail::run_parts(simulation, std::move(parts), std::vector<ProcessHandle>(count),
                           std::size_t{1});
}

}  // namespace acqsim::des
