#pragma once

#include "model/ids.hpp"
#include "model/purpose.hpp"
#include "model/world.hpp"

#include <acqsim/base/units.hpp>
#include <acqsim/des/process.hpp>
#include <acqsim/des/signal.hpp>

#include <cstdint>
#include <limits>

namespace acqsim::model {

/// Waiting times at rates that policies may change while one waits. An event comes when the
/// integral of its rate has reached a unit exponential number:
///
///     integral of lambda(s) ds from the beginning to t = E                  lambda: 1/day; t: days
///
/// so that a change of the rate stretches or shortens what is left by old/new, draws nothing anew,
/// and works from zero up and down to zero. E is drawn when the rate is first above zero.
///
/// Limit: with a rate that steps, counts are Poisson with the integrated rate
/// (tests/model/hazard_test.cpp); with one that does not, the time is the beginning + E/lambda, to
/// the bit.
namespace hazard {

inline constexpr Days kNever{std::numeric_limits<double>::infinity()};

/// One event that is waited for, told of each rate as it changes.
class Timer {
 public:
  /// From now on the rate is this. `entity`, `purpose` and `ordinal` key E, always the same.
  void run_at(World& world, base::Rate rate, std::uint64_t entity, Purpose purpose,
              std::uint64_t ordinal);
  /// When the event comes if the rate stays as it is; kNever: it is zero.
  Days at() const { return at_; }

 private:
  double rate_ = 0.0;
  double left_ = -1.0;  // of E; negative: not drawn
  Days since_{};
  Days at_ = kNever;
};

/// Waits for one event. `rate`: called without arguments for the rate as it is now, base::Rate; a
/// lambda with captures has to be named in the line before (process.hpp).
template <class RateNow>
des::Process passes(World& world, std::uint64_t entity, Purpose purpose, std::uint64_t ordinal,
                    RateNow rate) {
  Timer timer;
  for (;;) {
    timer.run_at(world, rate(), entity, purpose, ordinal);
    const Days at = timer.at();
    const bool has_changed = co_await world.rates_changed().wait_until(at);
    if (!has_changed) co_return;
  }
}

}  // namespace hazard
}  // namespace acqsim::model
