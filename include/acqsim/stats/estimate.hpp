#pragma once

#include <acqsim/stats/normal.hpp>

#include <cstdint>

namespace acqsim::stats {

/// A closed interval meant to hold the true value with the confidence asked for.
struct Interval {
  double low = 0.0;
  double high = 0.0;
  bool contains(double value) const { return value >= low && value <= high; }
  double width() const { return high - low; }
};

/// Interval for a probability from independent yes-or-no trials, by inverting the score test: good
/// coverage also for few trials and probabilities near 0 or 1, where the textbook interval
/// collapses to a point. No trials: [0, 1]. Requires: successes <= trials, 0 < confidence < 1.
///
/// Centre (k + z^2/2) / (n + z^2), half width z sqrt(k(n-k)/n + z^2/4) / (n + z^2).
/// Source: [wilson-1927].
Interval wilson(std::uint64_t successes, std::uint64_t trials, double confidence);

/// The same by the exact binomial test: coverage never below the confidence, hence wider. For
/// statements that must not overclaim. Source: [clopper-1934].
Interval clopper_pearson(std::uint64_t successes, std::uint64_t trials, double confidence);

/// Count, mean and variance of a stream in one pass without cancellation. Merging gives the moments
/// of both streams together; the last bits depend on the order of adding and merging, so whoever
/// promises the same bits adds in replication order. Source: [welford-1962], merging [chan-1983].
class Moments {
 public:
  void add(double value);  ///< Requires: finite
  void merge(const Moments& other);

  std::uint64_t count() const { return count_; }
  double mean() const;       ///< NaN when nothing was added
  double variance() const;   ///< of one value, unbiased (n - 1); NaN below two values
  double std_error() const;  ///< of the mean; NaN below two values

 private:
  std::uint64_t count_ = 0;
  double mean_ = 0.0;
  double squares_ = 0.0;  ///< sum of squared deviations from the mean
};

/// Interval for the mean by Student's t with n - 1 degrees of freedom: exact for normal values,
/// good for means of many. Unbounded below two values. Requires: 0 < confidence < 1. Source:
/// [student-1908].
Interval mean_interval(const Moments& moments, double confidence);

/// Quantile of Student's t. Requires: 0 < p < 1, degrees > 0.
double student_t_quantile(double p, double degrees);

}  // namespace acqsim::stats
