#pragma once

#include <acqsim/stats/estimate.hpp>

#include <cstdint>

/// Tests and intervals that may be looked at after every trial and stopped at any: their errors are
/// bounded over all looks together, where those of estimate.hpp hold at one look alone.
namespace acqsim::stats {

/// What a sequential test has found.
enum class Decision { undecided, low, high };

/// Wald's sequential probability ratio test: is a probability at most `low`, or at least `high`?
/// What lies between does not matter, and either answer will do.
///
/// Each success adds log(high / low) to L, each failure log((1 - high) / (1 - low)); "high" once
/// L >= log(1 / error), "low" once L <= log(error).                           all dimensionless
///
/// P("high") <= error for every probability up to `low`, and P("low") <= error from `high` on: L is
/// a likelihood ratio, so 1 / error is passed at most so often (Ville). Wald's own limits, with
/// 1 - error for 1, hold both only in sum. With low = 0 the first success decides, with high = 1
/// the first failure. Between both, a test of half-widths d about p needs of the order of
/// (p (1 - p) / d)^2 trials. Sources: [wald-1945], [ville-1939].
class ProbabilityRatioTest {
 public:
  /// Requires: 0 <= low < high <= 1, 0 < error < 1/2.
  ProbabilityRatioTest(double low, double high, double error);

  void add(bool is_success);  ///< does nothing once decided
  Decision decision() const { return decision_; }
  double low() const { return low_; }
  double high() const { return high_; }

 private:
  double low_;
  double high_;
  double threshold_;
  double log_ratio_ = 0.0;
  Decision decision_ = Decision::undecided;
};

/// Confidence sequence for a probability: the intervals after all numbers of trials hold the truth
/// together with the confidence asked for. Those p against which the mixture of all others, by the
/// beta distribution with both parameters 1/2, has a likelihood ratio below 1 / (1 - confidence).
/// No trials: [0, 1]. Requires: successes <= trials, 0 < confidence < 1. Sources: [robbins-1970],
/// [ville-1939].
Interval probability_sequence(std::uint64_t successes, std::uint64_t trials, double confidence);

/// Confidence sequence for the mean of values in [0, 1], exact for any distribution of them and
/// narrow when they vary little.
///
/// With bets l(t) = min(1/2, sqrt(2 log(2 / e) / (s^2(t-1) t log(1 + t)))), e the error, s^2(t) and
/// m(t) a variance and a mean of what came before, begun at 1/4 and 1/2, the interval is
/// sum l x / sum l plus or minus (log(2 / e) + sum (x - m(t-1))^2 (-log(1 - l) - l)) / sum l.
///
/// Source: [waudby-smith-2024], theorem 2 (predictable empirical Bernstein), with [ville-1939].
class BoundedMeanSequence {
 public:
  explicit BoundedMeanSequence(double confidence);  ///< Requires: 0 < confidence < 1

  void add(double value);     ///< Requires: in [0, 1]
  Interval interval() const;  ///< within [0, 1]

 private:
  double penalty_;  ///< log(2 / e)
  double count_ = 0.0;
  double sum_ = 0.5;
  double squares_ = 0.25;
  double bets_ = 0.0;
  double bet_sum_ = 0.0;
  double variance_cost_ = 0.0;
};

/// Confidence sequence for the mean of values without bounds, when there are many: at n values with
/// mean m and standard deviation s
///
///   m plus or minus s sqrt(2 (n r^2 + 1) / (n^2 r^2) log(sqrt(n r^2 + 1) / e)),     e the error
///
/// r being such that it is narrowest near kTunedAt values. Unbounded below kFirstLook values, and
/// while all are the same: nothing can be said then of values that have not come yet.
///
/// Source: [waudby-smith-2024b], theorem 2.2. Limit: asymptotic. At kFirstLook values the mean of a
/// heavily skewed quantity is not normal yet; at 95% it is ever left out in 4.5% of streams with
/// skewness 2, 6% with 4, 12% with 11 (tests/stats/sequential_test.cpp). Requires: 0 < confidence
/// < 1.
Interval mean_sequence(const Moments& moments, double confidence);

inline constexpr std::uint64_t kFirstLook = 100;
inline constexpr double kTunedAt = 500.0;

}  // namespace acqsim::stats
