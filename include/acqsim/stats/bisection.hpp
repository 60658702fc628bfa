#pragma once

#include <acqsim/stats/estimate.hpp>

#include <vector>

/// Where does a curve cross a line, when each look at it may err?
namespace acqsim::stats {

/// Probabilistic bisection on [0, 1]: a belief about where the crossing lies, uniform at first;
/// each answer, right with a known probability, moves it to one side by Bayes' rule, and the best
/// place to ask next is its median. With answers that are always right it is plain bisection.
/// Source: [waeber-2013].
class ProbabilisticBisection {
 public:
  ProbabilisticBisection();

  double quantile(double p) const;  ///< of the belief. Requires: 0 <= p <= 1
  double median() const { return quantile(0.5); }
  double mass(double low, double high) const;  ///< of the belief. Requires: 0 <= low <= high <= 1

  /// At `at` somebody said on which side the crossing lies; wrong with probability `error` at most.
  /// Requires: 0 <= at <= 1, 0 <= error < 1/2; and, with error zero, that belief is left.
  void tell(double at, bool is_above, double error);

  /// What the answers alone say: from the greatest place below the crossing to the least above it.
  /// Wrong at most with the sum of the answers' errors, whether they depend on each other or not;
  /// low > high when answers contradict each other.
  Interval told() const { return told_; }

 private:
  std::vector<double> edges_;    ///< from 0 to 1, ascending
  std::vector<double> density_;  ///< between edge i and i + 1
  Interval told_{0.0, 1.0};
};

}  // namespace acqsim::stats
