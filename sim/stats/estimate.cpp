#include "acqsim/stats/estimate.hpp"

#include <acqsim/base/check.hpp>

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace acqsim::stats {
namespace {

constexpr double kNoData = std::numeric_limits<double>::quiet_NaN();

void check_confidence(double confidence) {
  ACQSIM_CHECK(confidence > 0.0 && confidence < 1.0, "a confidence lies between zero and one");
}

/// Standard deviations on each side that hold this probability in the middle.
double two_sided_normal(double confidence) { return -normal_quantile(0.5 * (1.0 - confidence)); }

}  // namespace

Interval wilson(std::uint64_t successes, std::uint64_t trials, double confidence) {
  check_confidence(confidence);
  ACQSIM_CHECK(successes <= trials, "more successes than trials");
  if (trials == 0) return {0.0, 1.0};
  const double n = static_cast<double>(trials);
  const double k = static_cast<double>(successes);
  const double z = two_sided_normal(confidence);
  const double centre = (k + 0.5 * z * z) / (n + z * z);
  const double half = z * std::sqrt(k * (n - k) / n + 0.25 * z * z) / (n + z * z);
  // At the ends the formula gives exactly 0 and 1, which rounding must not miss.
  return {successes == 0 ? 0.0 : std::max(0.0, centre - half),
          successes == trials ? 1.0 : std::min(1.0, centre + half)};
}

Interval clopper_pearson(std::uint64_t successes, std::uint64_t trials, double confidence) {
  check_confidence(confidence);
  ACQSIM_CHECK(successes <= trials, "more successes than trials");
  const double k = static_cast<double>(successes);
  const double failures = static_cast<double>(trials - successes);
  const double tail = 0.5 * (1.0 - confidence);
  return {successes == 0 ? 0.0 : boost::math::ibeta_inv(k, failures + 1.0, tail),
          successes == trials ? 1.0 : boost::math::ibetac_inv(k + 1.0, failures, tail)};
}

void Moments::add(double value) {
  ACQSIM_CHECK(std::isfinite(value), "a moment of a value that is not finite");
  ++count_;
  const double deviation = value - mean_;
  mean_ += deviation / static_cast<double>(count_);
  squares_ += deviation * (value - mean_);
}

void Moments::merge(const Moments& other) {
  if (other.count_ == 0) return;
  const double n = static_cast<double>(count_);
  const double m = static_cast<double>(other.count_);
  const double difference = other.mean_ - mean_;
  mean_ += difference * m / (n + m);
  squares_ += other.squares_ + difference * difference * n * m / (n + m);
  count_ += other.count_;
}

double Moments::mean() const { return count_ == 0 ? kNoData : mean_; }

double Moments::variance() const {
  return count_ < 2 ? kNoData : squares_ / static_cast<double>(count_ - 1);
}

double Moments::std_error() const { return std::sqrt(variance() / static_cast<double>(count_)); }

Interval mean_interval(const Moments& moments, double confidence) {
  check_confidence(confidence);
  if (moments.count() < 2) {
    return {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  }
  const double degrees = static_cast<double>(moments.count() - 1);
  const double half = student_t_quantile(0.5 * (1.0 + confidence), degrees) * moments.std_error();
  return {moments.mean() - half, moments.mean() + half};
}

double student_t_quantile(double p, double degrees) {
  ACQSIM_CHECK(p > 0.0 && p < 1.0 && degrees > 0.0, "a Student quantile out of its domain");
  return boost::math::quantile(boost::math::students_t(degrees), p);
}

}  // namespace acqsim::stats
