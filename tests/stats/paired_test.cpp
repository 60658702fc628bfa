#include <acqsim/stats/paired.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

using namespace acqsim::stats;

namespace {

/// The likeliest probability of "only first" when that of "only second" is d more, by trying: the
/// likelihood is c ln(q + d) + b ln q + (n - b - c) ln(1 - 2q - d).
double likeliest(double b, double c, double n, double d) {
  const auto log_likelihood = [&](double q) {
    const auto term = [](double count, double p) {
      return count == 0.0 ? 0.0 : count * std::log(p);
    };
    return term(c, q + d) + term(b, q) + term(n - b - c, 1.0 - 2.0 * q - d);
  };
  double low = std::max(0.0, -d);
  double high = 0.5 * (1.0 - d);
  for (int step = 0; step < 200; ++step) {
    const double a = low + (high - low) / 3.0;
    const double z = high - (high - low) / 3.0;
    if (log_likelihood(a) < log_likelihood(z)) {
      low = a;
    } else {
      high = z;
    }
  }
  return 0.5 * (low + high);
}

double trinomial(int n, int b, int c, double p_b, double p_c) {
  return std::exp(std::lgamma(n + 1.0) - std::lgamma(b + 1.0) - std::lgamma(c + 1.0) -
                  std::lgamma(n - b - c + 1.0) + b * std::log(p_b) + c * std::log(p_c) +
                  (n - b - c) * std::log(1.0 - p_b - p_c));
}

PairedCounts counts(std::uint64_t b, std::uint64_t c, std::uint64_t n) {
  return {0, b, c, n - b - c};
}

}  // namespace

TEST_CASE("McNemar's exact test is the tail of a fair coin", "[stats][paired]") {
  // One against nine: 2 (1 + 10) / 2^10.
  CHECK(mcnemar_exact(counts(1, 9, 50)) == Approx(22.0 / 1024.0).epsilon(1e-12));
  CHECK(mcnemar_exact(counts(9, 1, 5000)) == Approx(22.0 / 1024.0).epsilon(1e-12));
  CHECK(mcnemar_exact(counts(0, 6, 6)) == Approx(2.0 / 64.0).epsilon(1e-12));
  CHECK(mcnemar_exact(counts(3, 3, 10)) == 1.0);
  CHECK(mcnemar_exact(counts(0, 0, 10)) == 1.0);
}

TEST_CASE("the score interval of a paired difference ends where the score is at its limit",
          "[stats][paired]") {
  for (const auto& [b, c, n] :
       std::vector<std::array<int, 3>>{{3, 11, 60}, {20, 2, 50}, {0, 5, 40}}) {
    const Interval interval =
        paired_difference(counts(static_cast<std::uint64_t>(b), static_cast<std::uint64_t>(c),
                                 static_cast<std::uint64_t>(n)),
                          0.95);
    for (const double d : {interval.low, interval.high}) {
      const double q = likeliest(b, c, n, d);
      const double z = (c - b - n * d) / std::sqrt(n * (2.0 * q + d * (1.0 - d)));
      CHECK(std::fabs(z) == Approx(1.959963984540054).epsilon(1e-5));
    }
    CHECK(interval.contains((c - b) / static_cast<double>(n)));
  }
}

TEST_CASE("pairs that never disagree still leave a doubt", "[stats][paired]") {
  // q = 0 for d > 0, so that n d / sqrt(n d (1 - d)) = z at d = z^2 / (n + z^2).
  const double z2 = 1.959963984540054 * 1.959963984540054;
  const Interval interval = paired_difference({70, 0, 0, 30}, 0.95);
  CHECK(interval.high == Approx(z2 / (100.0 + z2)));
  CHECK(interval.low == Approx(-interval.high));
  CHECK(paired_difference({}, 0.95).width() == 2.0);
  CHECK(PairedCounts{70, 4, 4, 22}.difference() == 0.0);
  CHECK(std::isnan(PairedCounts{}.difference()));
}

TEST_CASE("the score interval of a paired difference covers about as often as it says",
          "[stats][paired]") {
  // Exactly, by summing over all outcomes of 60 pairs.
  const int n = 60;
  for (const auto& [p_b, p_c] :
       std::vector<std::array<double, 2>>{{0.05, 0.15}, {0.1, 0.1}, {0.02, 0.3}}) {
    double covered = 0.0;
    for (int b = 0; b <= n; ++b) {
      for (int c = 0; b + c <= n; ++c) {
        const auto seen = counts(static_cast<std::uint64_t>(b), static_cast<std::uint64_t>(c), n);
        if (paired_difference(seen, 0.95).contains(p_c - p_b))
          covered += trinomial(n, b, c, p_b, p_c);
      }
    }
    CHECK(covered > 0.93);
    CHECK(covered < 0.97);
  }
}

TEST_CASE("moments of pairs are those of their formulas", "[stats][paired]") {
  // First 1 2 3 4, second 2 2 5 9. Differences 1 0 2 5: mean 2, deviations -1 -2 0 3, squares 14,
  // cubes -1 - 8 + 27 = 18; skewness (18/4) / (14/4)^1.5. Deviations of the first -1.5 -.5 .5 1.5,
  // of the second -2.5 -2.5 .5 4.5: squares 5 and 33, products 12.
  PairedMoments pairs;
  const std::vector<double> first{1, 2, 3, 4};
  const std::vector<double> second{2, 2, 5, 9};
  for (std::size_t i = 0; i < first.size(); ++i) pairs.add(first[i], second[i]);
  CHECK(pairs.difference().mean() == Approx(2.0));
  CHECK(pairs.difference().variance() == Approx(14.0 / 3.0));
  CHECK(pairs.skewness() == Approx(4.5 / std::pow(3.5, 1.5)));
  CHECK(pairs.correlation() == Approx(12.0 / std::sqrt(5.0 * 33.0)));
  CHECK(pairs.worth() == Approx((5.0 + 33.0) / 14.0));
}

TEST_CASE("equal pairs differ by exactly nothing", "[stats][paired]") {
  PairedMoments pairs;
  for (const double value : {0.1, 0.7, 1e9, 3.3}) pairs.add(value, value);
  const MeanDifference known = mean_difference(pairs, 0.95);
  CHECK(known.interval.low == 0.0);
  CHECK(known.interval.high == 0.0);
  CHECK(known.p == 1.0);
  CHECK(pairs.correlation() == Approx(1.0));
  CHECK(pairs.worth() == std::numeric_limits<double>::infinity());
}

TEST_CASE("without skewness a mean difference is the paired t test", "[stats][paired]") {
  // Differences 1 2 3 4 5: mean 3, standard error sqrt(2.5 / 5), t of four degrees
  // at 97.5% 2.776445; T = 4.242641 has p = 0.013237 (Student's t, four degrees).
  PairedMoments pairs;
  for (const double d : {1.0, 2.0, 3.0, 4.0, 5.0}) pairs.add(7.0, 7.0 + d);
  const MeanDifference known = mean_difference(pairs, 0.95);
  CHECK(known.interval.low == Approx(3.0 - 2.776445 * std::sqrt(0.5)).epsilon(1e-6));
  CHECK(known.interval.high == Approx(3.0 + 2.776445 * std::sqrt(0.5)).epsilon(1e-6));
  CHECK(known.p == Approx(0.013237).epsilon(1e-3));
  // Interval and test are the same statement: at the interval's end p is 5%.
  PairedMoments moved;
  for (const double d : {0.0, 0.0, 0.0, 1.0, 9.0}) moved.add(0.0, d);
  const Interval skewed = mean_difference(moved, 0.95).interval;
  PairedMoments at_limit;
  for (const double d : {0.0, 0.0, 0.0, 1.0, 9.0}) at_limit.add(skewed.low, d);
  CHECK(mean_difference(at_limit, 0.95).p == Approx(0.05).epsilon(1e-6));
}

TEST_CASE("the interval of a mean difference covers about as often as it says even when skewed",
          "[stats][paired]") {
  // Nine in ten differences are nothing, the others exponential: mean 0.1, skewness about 5.
  std::mt19937_64 numbers(20260318);
  std::uniform_real_distribution<double> uniform(0.0, 1.0);
  constexpr int kSamples = 4000;
  int covered = 0;
  int covered_plainly = 0;
  for (int sample = 0; sample < kSamples; ++sample) {
    PairedMoments pairs;
    for (int i = 0; i < 100; ++i) {
      const double u = uniform(numbers);
      const double size = -std::log1p(-uniform(numbers));
      const double base = uniform(numbers);
      pairs.add(base, u < 0.1 ? base + size : base);
    }
    covered += static_cast<int>(mean_difference(pairs, 0.95).interval.contains(0.1));
    covered_plainly += static_cast<int>(mean_interval(pairs.difference(), 0.95).contains(0.1));
  }
  // A frequency of 4,000 has a standard error of 0.35 points.
  CHECK(covered > 0.935 * kSamples);
  CHECK(covered < 0.97 * kSamples);
  CHECK(covered > covered_plainly);
}

TEST_CASE("few pairs are not more certain than Student's t", "[stats][paired]") {
  // Without an effect, one p value in a thousand may lie below 0.001, also from five pairs. 100,000
  // samples: 100 expected, 131 has a chance of 0.2% under the very level.
  std::mt19937_64 engine(20261127);
  std::normal_distribution<double> normal;
  int refused = 0;
  int missed = 0;
  for (int sample = 0; sample < 100'000; ++sample) {
    PairedMoments pairs;
    for (int i = 0; i < 5; ++i) pairs.add(0.0, normal(engine));
    const MeanDifference known = mean_difference(pairs, 0.999);
    refused += known.p < 0.001 ? 1 : 0;
    missed += known.interval.contains(0.0) ? 0 : 1;
  }
  CHECK(refused <= 131);
  CHECK(missed == refused);
}

TEST_CASE("a difference that never varies is as certain as its sign", "[stats][paired]") {
  PairedMoments pairs;
  for (int n = 1; n <= 8; ++n) {
    pairs.add(1.0, 3.0);
    const MeanDifference known = mean_difference(pairs, 0.95);
    INFO(n);
    CHECK(known.p == (n < 2 ? 1.0 : std::exp2(1 - n)));
    CHECK(known.interval.contains(0.0) == (n < 6));  // 2^(1 - 6) is below 5%
    CHECK(known.interval.contains(2.0));
  }
}

TEST_CASE("Holm's correction has its published form", "[stats][paired]") {
  // 0.005 x 4, 0.01 x 3, 0.03 x 2, 0.04 x 1, never falling.
  const std::vector<double> corrected = holm(std::vector<double>{0.01, 0.04, 0.03, 0.005});
  CHECK(corrected[0] == Approx(0.03));
  CHECK(corrected[1] == Approx(0.06));
  CHECK(corrected[2] == Approx(0.06));
  CHECK(corrected[3] == Approx(0.02));
  const double none = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> with_gap = holm(std::vector<double>{0.3, none, 0.6});
  CHECK(with_gap[0] == Approx(0.6));
  CHECK(std::isnan(with_gap[1]));
  CHECK(with_gap[2] == Approx(0.6));
  CHECK(holm(std::vector<double>{}).empty());
}
