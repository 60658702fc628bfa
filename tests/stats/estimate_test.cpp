#include <acqsim/base/check.hpp>
#include <acqsim/stats/estimate.hpp>

#include <catch2/catch.hpp>

#include <cmath>

using namespace acqsim::stats;

namespace {

/// P(X <= k) for X binomial, by summing.
double binomial_cdf(int k, int n, double p) {
  double sum = 0.0;
  for (int i = 0; i <= k; ++i) {
    sum += std::exp(std::lgamma(n + 1.0) - std::lgamma(i + 1.0) - std::lgamma(n - i + 1.0) +
                    i * std::log(p) + (n - i) * std::log1p(-p));
  }
  return sum;
}

}  // namespace

TEST_CASE("the ends of a Wilson interval are where the score test stands at its limit",
          "[stats][estimate]") {
  // At each end p: |k/n - p| = z sqrt(p (1 - p) / n), with z = 1.959964 for 95%.
  const Interval interval = wilson(31, 100, 0.95);
  for (const double p : {interval.low, interval.high}) {
    CHECK(std::fabs(0.31 - p) / std::sqrt(p * (1 - p) / 100) == Approx(1.959963984540054));
  }
  // Centre (31 + 1.920729) / 103.841459 = 0.317029; half width 1.959964 sqrt(21.39 + 0.960365) /
  // 103.841459 = 0.089232.
  CHECK(interval.low == Approx(0.227797).margin(1e-5));
  CHECK(interval.high == Approx(0.406261).margin(1e-5));
}

TEST_CASE("Wilson intervals have their published values", "[stats][estimate]") {
  // Newcombe (1998), table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  CHECK(wilson(81, 263, 0.95).low == Approx(0.2553).margin(5e-5));
  CHECK(wilson(81, 263, 0.95).high == Approx(0.3662).margin(5e-5));
  CHECK(wilson(15, 148, 0.95).low == Approx(0.0624).margin(5e-5));
  CHECK(wilson(15, 148, 0.95).high == Approx(0.1605).margin(5e-5));
  CHECK(wilson(0, 20, 0.95).high == Approx(0.1611).margin(5e-5));
  CHECK(wilson(1, 29, 0.95).low == Approx(0.0061).margin(5e-5));
  CHECK(wilson(1, 29, 0.95).high == Approx(0.1718).margin(5e-5));
}

TEST_CASE("none and all of the trials still leave a doubt", "[stats][estimate]") {
  // With k = 0 the interval is [0, z^2 / (n + z^2)]; k = n mirrors it.
  const double z2 = 1.959963984540054 * 1.959963984540054;
  const Interval none = wilson(0, 50, 0.95);
  CHECK(none.low == 0.0);
  CHECK(none.high == Approx(z2 / (50 + z2)));
  const Interval all = wilson(50, 50, 0.95);
  CHECK(all.high == 1.0);
  CHECK(all.low == Approx(1 - none.high));
  // Exactly: no success in n trials has probability (1 - p)^n, here the whole tail of 2.5%.
  CHECK(clopper_pearson(0, 50, 0.95).low == 0.0);
  CHECK(clopper_pearson(0, 50, 0.95).high == Approx(1 - std::pow(0.025, 1.0 / 50)));
  CHECK(clopper_pearson(50, 50, 0.95).low == Approx(std::pow(0.025, 1.0 / 50)));
  CHECK(clopper_pearson(50, 50, 0.95).high == 1.0);
}

TEST_CASE("without trials nothing is known", "[stats][estimate]") {
  for (const Interval interval : {wilson(0, 0, 0.95), clopper_pearson(0, 0, 0.95)}) {
    CHECK(interval.low == 0.0);
    CHECK(interval.high == 1.0);
  }
}

TEST_CASE("the exact interval leaves half of the doubt in each binomial tail",
          "[stats][estimate]") {
  const Interval interval = clopper_pearson(7, 40, 0.9);
  CHECK(1 - binomial_cdf(6, 40, interval.low) == Approx(0.05).epsilon(1e-9));
  CHECK(binomial_cdf(7, 40, interval.high) == Approx(0.05).epsilon(1e-9));
  CHECK(interval.low < wilson(7, 40, 0.9).low);
  CHECK(interval.high > wilson(7, 40, 0.9).high);
}

TEST_CASE("Wilson covers the truth about as often as it says", "[stats][estimate]") {
  // Coverage = sum of the probabilities of the outcomes whose interval holds p. For n = 60 and
  // these p Wilson stays within a few percent of 95% (Brown, Cai and DasGupta 2001, figure 5).
  for (const double p : {0.05, 0.1, 0.3, 0.5, 0.77, 0.9}) {
    double coverage = 0.0;
    for (int k = 0; k <= 60; ++k) {
      const double probability =
          binomial_cdf(k, 60, p) - (k == 0 ? 0.0 : binomial_cdf(k - 1, 60, p));
      if (wilson(static_cast<std::uint64_t>(k), 60, 0.95).contains(p)) coverage += probability;
    }
    CAPTURE(p);
    CHECK(coverage > 0.92);
    CHECK(coverage < 0.985);
  }
}

TEST_CASE("moments of a few numbers are those by hand", "[stats][estimate]") {
  // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squared deviations 9+1+1+1+0+0+4+16 = 32, variance 32/7.
  Moments moments;
  for (const double value : {2., 4., 4., 4., 5., 5., 7., 9.}) moments.add(value);
  CHECK(moments.count() == 8);
  CHECK(moments.mean() == Approx(5));
  CHECK(moments.variance() == Approx(32.0 / 7));
  CHECK(moments.std_error() == Approx(std::sqrt(32.0 / 7 / 8)));
}

TEST_CASE("moments do not cancel far from zero", "[stats][estimate]") {
  Moments moments;
  for (const double value : {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16}) moments.add(value);
  CHECK(moments.mean() == Approx(1e9 + 10));
  CHECK(moments.variance() == Approx(30));  // (36 + 9 + 9 + 36) / 3
}

TEST_CASE("merged moments are those of both streams", "[stats][estimate]") {
  Moments all;
  Moments first;
  Moments second;
  for (int i = 0; i < 100; ++i) {
    const double value = std::sin(i) * (i < 30 ? 1 : 50);
    all.add(value);
    (i < 30 ? first : second).add(value);
  }
  first.merge(second);
  first.merge(Moments());
  CHECK(first.count() == 100);
  CHECK(first.mean() == Approx(all.mean()).epsilon(1e-12));
  CHECK(first.variance() == Approx(all.variance()).epsilon(1e-12));
  Moments empty;
  empty.merge(all);
  CHECK(empty.mean() == Approx(all.mean()));
  CHECK(empty.variance() == Approx(all.variance()));
}

TEST_CASE("what too few values cannot tell is not told", "[stats][estimate]") {
  Moments moments;
  CHECK(std::isnan(moments.mean()));
  CHECK(std::isnan(moments.variance()));
  moments.add(3);
  CHECK(moments.mean() == 3);
  CHECK(std::isnan(moments.variance()));
  CHECK(std::isnan(moments.std_error()));
  CHECK(std::isinf(mean_interval(moments, 0.95).width()));
}

TEST_CASE("Student quantiles have their tabulated values", "[stats][estimate]") {
  CHECK(student_t_quantile(0.975, 1) == Approx(12.706).margin(5e-4));
  CHECK(student_t_quantile(0.975, 9) == Approx(2.262).margin(5e-4));
  CHECK(student_t_quantile(0.95, 30) == Approx(1.697).margin(5e-4));
  CHECK(student_t_quantile(0.975, 1e7) == Approx(normal_quantile(0.975)).epsilon(1e-6));
}

TEST_CASE("the interval of a mean is its standard error times the Student quantile",
          "[stats][estimate]") {
  // 1..10: mean 5.5, variance 55/6, standard error 0.957427; t(0.975, 9) = 2.262157.
  Moments moments;
  for (int i = 1; i <= 10; ++i) moments.add(i);
  const Interval interval = mean_interval(moments, 0.95);
  CHECK(interval.low == Approx(5.5 - 2.165851).margin(1e-5));
  CHECK(interval.high == Approx(5.5 + 2.165851).margin(1e-5));
}

TEST_CASE("estimates refuse what is not an experiment", "[stats][estimate]") {
  using acqsim::base::CheckFailed;
  CHECK_THROWS_AS(wilson(2, 1, 0.95), CheckFailed);
  CHECK_THROWS_AS(wilson(1, 2, 1.0), CheckFailed);
  CHECK_THROWS_AS(clopper_pearson(1, 2, 0.0), CheckFailed);
  Moments moments;
  CHECK_THROWS_AS(moments.add(std::nan("")), CheckFailed);
}
