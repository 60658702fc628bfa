#include "acqsim/des/calendar.hpp"

#include <acqsim/base/check.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace acqsim::des {

using base::Days;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// A tenth of a millisecond: work that fits up to closing time but for a rounding is not carried
// over to the next opening.
constexpr double kSlack = 1e-9;

}  // namespace

Calendar::Calendar(Simulation& simulation)
    : Calendar(simulation, Days(1.0), {{Days(0.0), Days(1.0)}}) {}

Calendar::Calendar(Simulation& simulation, Days period, std::vector<Interval> open)
    : simulation_(&simulation),
      period_(period.value()),
      open_(std::move(open)),
      open_per_period_(0.0),
      changed_(simulation) {
  ACQSIM_CHECK(period_ > 0.0 && std::isfinite(period_), "a period must be positive and finite");
  ACQSIM_CHECK(!open_.empty(), "a calendar must be open at some time");
  double last = -1.0;
  for (const Interval& interval : open_) {
    ACQSIM_CHECK(interval.from.value() > last && interval.from.value() >= 0.0 &&
                     interval.to > interval.from && interval.to.value() <= period_,
                 "open hours must be in order, apart, and inside the period");
    last = interval.to.value();
    open_per_period_ += (interval.to - interval.from).value();
  }
}

void Calendar::close(Days from, Days to) {
  ACQSIM_CHECK(from >= simulation_->now() && to >= from && std::isfinite(to.value()),
               "a closure must not be in the past, must end after it begins, and must end");
  if (from == to) return;
  Interval closure{from, to};
  std::erase_if(closures_, [&closure](const Interval& other) {
    const bool is_apart = other.to < closure.from || closure.to < other.from;
    if (!is_apart) {
      closure.from = std::min(closure.from, other.from);
      closure.to = std::max(closure.to, other.to);
    }
    return !is_apart;
  });
  const auto is_earlier = [](const Interval& a, const Interval& b) { return a.from < b.from; };
  closures_.insert(std::lower_bound(closures_.begin(), closures_.end(), closure, is_earlier),
                   closure);
  changed_.notify();
}

bool Calendar::is_open(Days at) const {
  const auto contains = [](const Interval& interval, double time) {
    return interval.from.value() <= time && time < interval.to.value();
  };
  for (const Interval& closure : closures_) {
    if (contains(closure, at.value())) return false;
  }
  const double inside = at.value() - std::floor(at.value() / period_) * period_;
  return std::any_of(open_.begin(), open_.end(), [&contains, inside](const Interval& interval) {
    return contains(interval, inside);
  });
}

double Calendar::pattern_open_until(double at) const {
  const double periods = std::floor(at / period_);
  const double inside = at - periods * period_;
  double open = periods * open_per_period_;
  for (const Interval& interval : open_) {
    open += std::clamp(inside, interval.from.value(), interval.to.value()) - interval.from.value();
  }
  return open;
}

Days Calendar::open_between(Days from, Days to) const {
  ACQSIM_CHECK(from <= to, "the time between two times needs them in order");
  double open = pattern_open_until(to.value()) - pattern_open_until(from.value());
  for (const Interval& closure : closures_) {
    const Days begin = std::max(closure.from, from);
    const Days end = std::min(closure.to, to);
    if (begin < end) open -= pattern_open_until(end.value()) - pattern_open_until(begin.value());
  }
  return Days(std::max(open, 0.0));
}

// Whole periods first, all but the last that is needed; then interval by interval.
double Calendar::pattern_after(double from, double duration) const {
  if (duration <= kSlack) return from + std::max(duration, 0.0);
  double period_begin = std::floor(from / period_) * period_;
  double missing = duration + (pattern_open_until(from) - pattern_open_until(period_begin));
  const double whole = std::max(std::ceil((missing - kSlack) / open_per_period_) - 1.0, 0.0);
  period_begin += whole * period_;
  missing -= whole * open_per_period_;
  for (const Interval& interval : open_) {
    const double length = (interval.to - interval.from).value();
    if (missing <= length + kSlack) {
      return std::max(from, period_begin + interval.from.value() + std::min(missing, length));
    }
    missing -= length;
  }
  return period_begin + open_.back().to.value();  // a rounding
}

Days Calendar::after(Days from, Days duration) const {
  ACQSIM_CHECK(duration.value() >= 0.0, "work must not be negative or NaN");
  if (duration.value() == kInfinity) return duration;
  double begin = from.value();
  double missing = duration.value();
  for (const Interval& closure : closures_) {
    if (closure.to.value() <= begin || missing <= kSlack) continue;
    if (closure.from.value() > begin) {
      const double end = pattern_after(begin, missing);
      if (end <= closure.from.value() + kSlack) return Days(std::min(end, closure.from.value()));
      missing -= pattern_open_until(closure.from.value()) - pattern_open_until(begin);
    }
    begin = closure.to.value();
  }
  return Days(pattern_after(begin, missing));
}

double Calendar::pattern_edge(double after) const {
  const double period_begin = std::floor(after / period_) * period_;
  for (const double begin : {period_begin, period_begin + period_}) {
    for (const Interval& interval : open_) {
      if (begin + interval.from.value() > after) return begin + interval.from.value();
      if (begin + interval.to.value() > after) return begin + interval.to.value();
    }
  }
  return period_begin + 2.0 * period_;  // a rounding
}

// From edge to edge, until one is a change: not every edge is, as closures overlap closed hours and
// one period's last hours may end as the next one's first begin.
Days Calendar::next_change(Days at) const {
  const bool is_always_open = open_per_period_ >= period_;
  const bool is_open_now = is_open(at);
  for (double time = at.value();;) {
    double edge = is_always_open ? kInfinity : pattern_edge(time);
    for (const Interval& closure : closures_) {
      if (closure.from.value() > time) edge = std::min(edge, closure.from.value());
      if (closure.to.value() > time) edge = std::min(edge, closure.to.value());
    }
    if (edge == kInfinity || is_open(Days(edge)) != is_open_now) return Days(edge);
    time = edge;
  }
}

Process Calendar::work(Days duration) {
  const Days start = simulation_->now();
  bool is_interrupted = true;
  while (is_interrupted) {
    const Days end = after(start, duration);
    is_interrupted = co_await changed_.wait_until(end);
  }
}

Process Calendar::staff(Resource& resource, std::size_t capacity) {
  for (;;) {
    const Days now = simulation_->now();
    resource.set_capacity(is_open(now) ? capacity : 0);
    co_await changed_.wait_until(next_change(now));
  }
}

}  // namespace acqsim::des
