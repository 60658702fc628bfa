#include "acqsim/stats/sequential.hpp"

#include <acqsim/base/check.hpp>

#include <boost/math/special_functions/gamma.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace acqsim::stats {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

void check_confidence(double confidence) {
  ACQSIM_CHECK(confidence > 0.0 && confidence < 1.0, "a confidence lies between zero and one");
}

double log_beta(double a, double b) {
  using boost::math::lgamma;
  return lgamma(a) + lgamma(b) - lgamma(a + b);
}

/// x log y, zero when x is: a certain event that was never tried.
double times_log(double x, double y) { return x == 0.0 ? 0.0 : x * std::log(y); }

}  // namespace

ProbabilityRatioTest::ProbabilityRatioTest(double low, double high, double error)
    : low_(low), high_(high), threshold_(-std::log(error)) {
  ACQSIM_CHECK(low >= 0.0 && low < high && high <= 1.0,
               "a ratio test wants two probabilities, the lower first");
  ACQSIM_CHECK(error > 0.0 && error < 0.5, "an error lies between zero and a half");
}

void ProbabilityRatioTest::add(bool is_success) {
  if (decision_ != Decision::undecided) return;
  // Infinite where one hypothesis rules the trial out.
  log_ratio_ +=
      is_success ? std::log(high_) - std::log(low_) : std::log1p(-high_) - std::log1p(-low_);
  if (log_ratio_ >= threshold_) decision_ = Decision::high;
  if (log_ratio_ <= -threshold_) decision_ = Decision::low;
}

Interval probability_sequence(std::uint64_t successes, std::uint64_t trials, double confidence) {
  check_confidence(confidence);
  ACQSIM_CHECK(successes <= trials, "more successes than trials");
  if (trials == 0) return {0.0, 1.0};
  const double k = static_cast<double>(successes);
  const double n = static_cast<double>(trials);
  const double threshold = -std::log1p(-confidence);
  const double mixture = log_beta(k + 0.5, n - k + 0.5) - log_beta(0.5, 0.5);
  const auto is_inside = [&](double p) {
    return mixture - times_log(k, p) - times_log(n - k, 1.0 - p) < threshold;
  };
  // The ratio is convex in p and least at the frequency, which is inside.
  const auto end = [&](double inside, double outside) {
    constexpr int kHalvings = 60;
    for (int i = 0; i < kHalvings; ++i) {
      const double middle = 0.5 * (inside + outside);
      (is_inside(middle) ? inside : outside) = middle;
    }
    return outside;
  };
  return {successes == 0 ? 0.0 : end(k / n, 0.0), successes == trials ? 1.0 : end(k / n, 1.0)};
}

BoundedMeanSequence::BoundedMeanSequence(double confidence) : penalty_(0.0) {
  check_confidence(confidence);
  penalty_ = std::log(2.0 / (1.0 - confidence));
}

void BoundedMeanSequence::add(double value) {
  ACQSIM_CHECK(value >= 0.0 && value <= 1.0, "a value between zero and one was promised");
  const double mean = sum_ / (count_ + 1.0);
  const double variance = squares_ / (count_ + 1.0);
  count_ += 1.0;
  const double bet =
      std::min(0.5, std::sqrt(2.0 * penalty_ / (variance * count_ * std::log1p(count_))));
  const double deviation = value - mean;
  bets_ += bet;
  bet_sum_ += bet * value;
  variance_cost_ += deviation * deviation * (-std::log1p(-bet) - bet);
  sum_ += value;
  const double after = value - sum_ / (count_ + 1.0);
  squares_ += after * after;
}

Interval BoundedMeanSequence::interval() const {
  if (bets_ == 0.0) return {0.0, 1.0};
  const double centre = bet_sum_ / bets_;
  const double half = (penalty_ + variance_cost_) / bets_;
  return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

Interval mean_sequence(const Moments& moments, double confidence) {
  check_confidence(confidence);
  if (moments.count() < kFirstLook || moments.variance() <= 0.0) return {-kInfinity, kInfinity};
  const double error = 1.0 - confidence;
  const double wish = -2.0 * std::log(error);
  const double square = (wish + std::log(wish + 1.0)) / kTunedAt;
  const double n = static_cast<double>(moments.count());
  const double grown = n * square + 1.0;
  const double half = std::sqrt(moments.variance() * 2.0 * grown / (n * n * square) *
                                std::log(std::sqrt(grown) / error));
  return {moments.mean() - half, moments.mean() + half};
}

}  // namespace acqsim::stats
