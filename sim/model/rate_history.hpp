#pragma once

#include <acqsim/base/units.hpp>

#include <utility>
#include <vector>

namespace acqsim::model {

/// A rate as it has been, for events that are asked about later than it changed: an event comes
/// when the integral of the rate has reached a unit exponential number (hazard.hpp). Rates per day.
class RateHistory {
 public:
  explicit RateHistory(base::Rate rate = base::Rate(0.0)) : first_(rate) {}
  void change(base::Days now, base::Rate rate);
  base::Rate now() const { return steps_.empty() ? first_ : steps_.back().second; }
  /// Whether it has been above zero at any time from then on.
  bool has_acted_since(base::Days from) const;
  /// When the integral from then on reaches `e`, if the rate stays as it is now; infinite: never.
  /// Without a change since, from + e / rate to the bit.
  base::Days reaches(base::Days from, double e) const;

 private:
  base::Rate first_;
  std::vector<std::pair<base::Days, base::Rate>> steps_;  // from when, which rate
};

}  // namespace acqsim::model
