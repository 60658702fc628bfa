#include "acqsim/stats/paired.hpp"

#include <acqsim/base/check.hpp>

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace acqsim::stats {
namespace {

constexpr double kNoData = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::uint64_t kEnoughForSkewness = 30;  ///< below, its own error is as large as it

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? kNoData : static_cast<double>(part) / static_cast<double>(whole);
}

/// Tango's score for the difference d: standard deviations by which the data lie above it. Falls as
/// d grows.
double score(double only_second, double only_first, double n, double d) {
  const double b = -only_second - only_first + (2.0 * n - only_second + only_first) * d;
  const double c = -only_first * d * (1.0 - d);
  const double q = (std::sqrt(std::max(b * b - 8.0 * n * c, 0.0)) - b) / (4.0 * n);
  const double variance = n * (2.0 * q + d * (1.0 - d));
  const double above = only_second - only_first - n * d;
  if (variance <= 0.0) return above == 0.0 ? 0.0 : std::copysign(kInfinity, above);
  return above / std::sqrt(variance);
}

/// Where the score passes `target`, by halving: about 1e-16 after 60 steps.
double where_score_is(double target, const PairedCounts& counts, double low, double high) {
  const double n = static_cast<double>(counts.pairs());
  for (int step = 0; step < 60; ++step) {
    const double middle = 0.5 * (low + high);
    const bool is_below = score(static_cast<double>(counts.only_second),
                                static_cast<double>(counts.only_first), n, middle) > target;
    (is_below ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

/// g of Hall's transformation; a is skewness over the root of the count. It never falls.
double transformed(double t, double a) {
  return t + a * t * t / 3.0 + a * a * t * t * t / 27.0 + a / 6.0;
}

double transformed_back(double y, double a) {
  constexpr double kNoSkew = 1e-9;  // below, the correction is lost in rounding
  if (std::fabs(a) < kNoSkew) return y;
  return 3.0 / a * (std::cbrt(1.0 + a * (y - a / 6.0)) - 1.0);
}

/// All differences are the same: what the signs alone tell of it.
MeanDifference without_spread(double mean, std::uint64_t count, double confidence) {
  if (mean == 0.0) return {{0.0, 0.0}, 1.0};
  const double p = std::exp2(1.0 - static_cast<double>(count));
  if (p > 1.0 - confidence) return {{-kInfinity, kInfinity}, p};
  return {{mean, mean}, p};
}

}  // namespace

void PairedCounts::add(bool first, bool second) {
  if (first) {
    ++(second ? both : only_first);
  } else {
    ++(second ? only_second : neither);
  }
}

double PairedCounts::first() const { return share(both + only_first, pairs()); }
double PairedCounts::second() const { return share(both + only_second, pairs()); }

double PairedCounts::difference() const {
  // Not second() - first(): equal counts must give exactly zero.
  return pairs() == 0 ? kNoData
                      : (static_cast<double>(only_second) - static_cast<double>(only_first)) /
                            static_cast<double>(pairs());
}

double mcnemar_exact(const PairedCounts& counts) {
  const std::uint64_t disagreeing = counts.only_first + counts.only_second;
  if (disagreeing == 0) return 1.0;
  const double fewer = static_cast<double>(std::min(counts.only_first, counts.only_second));
  const double tail =
      boost::math::ibetac(fewer + 1.0, static_cast<double>(disagreeing) - fewer, 0.5);
  return std::min(1.0, 2.0 * tail);
}

Interval paired_difference(const PairedCounts& counts, double confidence) {
  ACQSIM_CHECK(confidence > 0.0 && confidence < 1.0, "a confidence lies between zero and one");
  if (counts.pairs() == 0) return {-1.0, 1.0};
  const double z = -normal_quantile(0.5 * (1.0 - confidence));
  const double seen = counts.difference();
  return {where_score_is(z, counts, -1.0, seen), where_score_is(-z, counts, seen, 1.0)};
}

void PairedMoments::add(double first, double second) {
  const double before = first_.count() == 0 ? 0.0 : first_.mean();
  first_.add(first);
  second_.add(second);
  products_ += (first - before) * (second - second_.mean());

  const double n = static_cast<double>(difference_.count() + 1);
  const double old_squares = difference_.count() < 2 ? 0.0 : difference_.variance() * (n - 2.0);
  const double difference = second - first;
  const double step =
      (difference - (difference_.count() == 0 ? difference : difference_.mean())) / n;
  cubes_ += step * step * step * n * (n - 1.0) * (n - 2.0) - 3.0 * step * old_squares;
  difference_.add(difference);
}

double PairedMoments::skewness() const {
  if (count() < 2 || difference_.variance() == 0.0) return 0.0;
  const double n = static_cast<double>(count());
  return cubes_ / n / std::pow(difference_.variance() * (n - 1.0) / n, 1.5);
}

double PairedMoments::correlation() const {
  if (count() < 2 || first_.variance() == 0.0 || second_.variance() == 0.0) return kNoData;
  const double covariance = products_ / static_cast<double>(count() - 1);
  // By parts: the product of two small variances may underflow.
  const double r = covariance / std::sqrt(first_.variance()) / std::sqrt(second_.variance());
  return std::clamp(r, -1.0, 1.0);
}

double PairedMoments::worth() const {
  if (count() < 2) return kNoData;
  const double apart = first_.variance() + second_.variance();
  if (difference_.variance() == 0.0) return apart == 0.0 ? kNoData : kInfinity;
  return apart / difference_.variance();
}

MeanDifference mean_difference(const PairedMoments& pairs, double confidence) {
  ACQSIM_CHECK(confidence > 0.0 && confidence < 1.0, "a confidence lies between zero and one");
  const std::uint64_t count = pairs.count();
  if (count < 2) return {{-kInfinity, kInfinity}, 1.0};
  const double mean = pairs.difference().mean();
  const double error = pairs.difference().std_error();
  if (error == 0.0) return without_spread(mean, count, confidence);
  const double degrees = static_cast<double>(count - 1);
  const double a = pairs.skewness() / std::sqrt(static_cast<double>(count));
  const double t = student_t_quantile(0.5 * (1.0 + confidence), degrees);
  MeanDifference known;
  known.interval = {mean - error * transformed_back(t, a), mean - error * transformed_back(-t, a)};
  double seen = std::fabs(transformed(mean / error, a));
  if (count < kEnoughForSkewness) {
    known.interval.low = std::min(known.interval.low, mean - error * t);
    known.interval.high = std::max(known.interval.high, mean + error * t);
    seen = std::min(seen, std::fabs(mean / error));
  }
  known.p = std::min(
      1.0, 2.0 * boost::math::cdf(boost::math::complement(boost::math::students_t(degrees), seen)));
  return known;
}

std::vector<double> holm(std::span<const double> p_values) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p_values.size(); ++i) {
    if (!std::isnan(p_values[i])) order.push_back(i);
  }
  std::ranges::stable_sort(order, {}, [p_values](std::size_t i) { return p_values[i]; });
  std::vector<double> corrected(p_values.begin(), p_values.end());
  double greatest = 0.0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const auto left = static_cast<double>(order.size() - rank);
    greatest = std::max(greatest, std::min(1.0, left * p_values[order[rank]]));
    corrected[order[rank]] = greatest;
  }
  return corrected;
}

}  // namespace acqsim::stats
