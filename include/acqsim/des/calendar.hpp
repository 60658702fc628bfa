#pragma once

#include <acqsim/base/units.hpp>
#include <acqsim/des/process.hpp>
#include <acqsim/des/resource.hpp>
#include <acqsim/des/signal.hpp>
#include <acqsim/des/simulation.hpp>

#include <cstddef>
#include <vector>

namespace acqsim::des {

/// From a time (included) to another (not included).
struct Interval {
  base::Days from;
  base::Days to;
};

/// When work goes on: open hours that repeat, less closures.
///
///     des::Calendar office(simulation, base::Days(7), {{base::Days(0), base::Days(5)}});  // a
///     week office.close(shutdown_begins, shutdown_ends);      // also while somebody is working
///     co_await office.work(base::Days(10));              // ten open days from now, whatever
///     happens
///
/// Time of day and day of week count from time zero of the simulation. All results come from the
/// times at which something starts and its duration, never from sums of steps, so that nothing
/// drifts; what is short of a closing time by less than 1e-9 days of rounding ends at it.
class Calendar {
 public:
  /// Always open.
  explicit Calendar(Simulation& simulation);
  /// Open during `open` in every period. Requires: period > 0, finite; intervals inside
  /// [0, period], in order, not empty and apart; at least one.
  Calendar(Simulation& simulation, base::Days period, std::vector<Interval> open);
  Calendar(const Calendar&) = delete;
  Calendar& operator=(const Calendar&) = delete;

  /// Nobody works from `from` to `to`, which may overlap earlier closures. Who is at work stops and
  /// goes on afterwards. Requires: now() <= from <= to, finite.
  void close(base::Days from, base::Days to);

  bool is_open(base::Days at) const;
  /// Open time between the two. Requires: from <= to, finite.
  base::Days open_between(base::Days from, base::Days to) const;
  /// When open time of `duration` has passed since `from`: the earliest such time, so that work
  /// that fits a day exactly ends at closing time. Requires: duration >= 0; infinite if it is.
  base::Days after(base::Days from, base::Days duration) const;
  /// The earliest time after `at` at which it opens or closes; infinite if never.
  base::Days next_change(base::Days at) const;

  /// co_await work(d): goes on when open time of d has passed; closures added meanwhile count.
  Process work(base::Days duration);
  /// A process without end that gives `resource` its capacity while it is open and none while it is
  /// closed. Units that are held at a closure are held on (see Resource::set_capacity); who should
  /// stop working as well waits by `work`. To be spawned; `resource` must outlive it.
  Process staff(Resource& resource, std::size_t capacity);

  Simulation& simulation() const { return *simulation_; }

 private:
  double pattern_open_until(double at) const;  // since zero, closures aside
  double pattern_after(double from, double duration) const;
  double pattern_edge(double after) const;

  Simulation* simulation_;
  double period_ = 1.0;
  std::vector<Interval> open_;  // of a period
  double open_per_period_ = 1.0;
  std::vector<Interval> closures_;  // in order, apart
  Signal changed_;
};

}  // namespace acqsim::des
