#include "support/distributions.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/stats/distribution.hpp>

#include <boost/math/special_functions/beta.hpp>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>
#include <vector>

using acqsim::base::CheckFailed;
using acqsim::stats::Distribution;
using acqsim::test::all_ones;
using acqsim::test::continuous_ones;
using acqsim::test::ones_with_atoms;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The same uniform numbers in every test: fractional parts of multiples of the golden ratio, whose
/// empirical cdf is within 2/n of the uniform for the n used here.
double golden(int i) {
  const double x = (i + 0.5) * std::numbers::phi;
  return x - std::floor(x);
}

/// Midpoint rule over the quantile: the mean, without its formula.
double mean_of_quantiles(const Distribution& distribution, int n) {
  double sum = 0.0;
  for (int i = 0; i < n; ++i) sum += distribution.quantile((i + 0.5) / n);
  return sum / n;
}

}  // namespace

TEST_CASE("the cdf undoes the quantile where there are no atoms", "[stats][distribution]") {
  for (const auto& distribution : continuous_ones()) {
    for (const double u : {1e-6, 0.001, 0.1, 0.25, 0.5, 0.75, 0.9, 0.999, 1 - 1e-6}) {
      CAPTURE(distribution.describe(), u);
      CHECK(distribution.cdf(distribution.quantile(u)) == Approx(u).epsilon(1e-9));
      const double x = distribution.quantile(u);
      CHECK(distribution.quantile(distribution.cdf(x)) == Approx(x).epsilon(1e-6));
    }
  }
}

TEST_CASE("the quantile is the least value whose cdf reaches the probability",
          "[stats][distribution]") {
  for (const auto& distribution : all_ones()) {
    double previous = -kInfinity;
    for (int i = 1; i < 400; ++i) {
      const double u = i / 400.0;
      const double x = distribution.quantile(u);
      CAPTURE(distribution.describe(), u, x);
      REQUIRE(std::isfinite(x));
      REQUIRE(x >= previous);
      REQUIRE(distribution.cdf(x) >= u - 1e-12);
      REQUIRE(distribution.cdf(x - 1e-6 * (1 + std::fabs(x))) <= u + 1e-12);
      previous = x;
    }
  }
}

TEST_CASE("a quantile lies within its bounds", "[stats][distribution]") {
  for (const auto& distribution : all_ones()) {
    INFO(distribution.describe());
    for (const double u :
         {1e-300, 1e-9, 0.01, 0.2, 0.2501, 0.5, 0.77, 0.99, 1.0 - 1e-9, 1.0 - 0x1p-53}) {
      const auto bounds = distribution.quantile_bounds(u);
      CHECK(bounds.low <= distribution.quantile(u));
      CHECK(bounds.high >= distribution.quantile(u));
    }
  }
  const Distribution pert = Distribution::pert(50.0, 75.0, 100.0);
  for (int i = 1; i < 5000; ++i) {
    const auto bounds = pert.quantile_bounds(i / 5000.0);
    const double quantile = pert.quantile(i / 5000.0);
    if (bounds.low > quantile || bounds.high < quantile) FAIL(i);
    if (i > 100 && i < 4900 && bounds.high - bounds.low > 1.0)
      FAIL(i);  // close enough to be of use
  }
}

TEST_CASE("the quantiles of a PERT are those of its beta distribution", "[stats][distribution]") {
  for (const double mode : {0.0, 0.02, 0.3, 0.5, 0.9, 1.0}) {
    const Distribution pert = Distribution::pert(0.0, mode, 1.0);
    for (int i = 1; i < 4000; ++i) {
      const double u = i / 4000.0;
      const double exact = boost::math::ibeta_inv(1.0 + 4.0 * mode, 5.0 - 4.0 * mode, u);
      INFO("mode " << mode << ", u " << u);
      REQUIRE(pert.quantile(u) == Approx(exact).epsilon(1e-12));
    }
  }
}

TEST_CASE("the cdf ascends from zero to one", "[stats][distribution]") {
  for (const auto& distribution : all_ones()) {
    CAPTURE(distribution.describe());
    CHECK(distribution.cdf(-kInfinity) == 0.0);
    CHECK(distribution.cdf(kInfinity) == 1.0);
    double previous = 0.0;
    for (double x = -10; x < 2000; x += 0.75) {
      REQUIRE(distribution.cdf(x) >= previous);
      previous = distribution.cdf(x);
    }
  }
}

TEST_CASE("samples by the inverse cdf follow the cdf", "[stats][distribution]") {
  // Kolmogorov-Smirnov distance. For this sequence it is below 2/n = 0.001 by its discrepancy;
  // random numbers would need 1.95/sqrt(n) = 0.044 at the level 0.001, so that any wrong formula
  // shows.
  constexpr int n = 2000;
  for (const auto& distribution : continuous_ones()) {
    std::vector<double> values;
    for (int i = 0; i < n; ++i) values.push_back(distribution.quantile(golden(i)));
    std::sort(values.begin(), values.end());
    double distance = 0.0;
    for (int i = 0; i < n; ++i) {
      const double f = distribution.cdf(values[static_cast<std::size_t>(i)]);
      distance = std::max({distance, std::fabs(f - (i + 1.0) / n), std::fabs(f - 1.0 * i / n)});
    }
    CAPTURE(distribution.describe());
    CHECK(distance < 2.0 / n);
  }
}

TEST_CASE("the mean is the average over the quantiles", "[stats][distribution]") {
  for (const auto& distribution : all_ones()) {
    // So heavy a tail (sigma 6.2) is beyond the midpoint rule.
    if (distribution.describe().starts_with("lognormal(median 0.001")) continue;
    CAPTURE(distribution.describe());
    CHECK(mean_of_quantiles(distribution, 200'000) ==
          Approx(distribution.mean()).epsilon(2e-3).margin(1e-4));
  }
}

TEST_CASE("a lognormal has the median and ninth decile it was given", "[stats][distribution]") {
  const auto days = Distribution::lognormal(210, 520);
  CHECK(days.median() == Approx(210).epsilon(1e-12));
  CHECK(days.quantile(0.9) == Approx(520).epsilon(1e-12));
  // sigma = ln(520/210) / 1.2815516 = 0.7074997; mean = 210 exp(sigma^2 / 2).
  const double sigma = std::log(520.0 / 210.0) / 1.2815515655446004;
  CHECK(days.mean() == Approx(210 * std::exp(sigma * sigma / 2)).epsilon(1e-12));
}

TEST_CASE("closed forms have their textbook values", "[stats][distribution]") {
  CHECK(Distribution::exponential(10).median() == Approx(10 * std::numbers::ln2));
  CHECK(Distribution::uniform(2, 6).quantile(0.25) == Approx(3));
  // Up to the mode (10 of 100 wide) lies a tenth; the median is 100 - sqrt(0.5 * 100 * 90).
  CHECK(Distribution::triangular(0, 10, 100).cdf(10) == Approx(0.1));
  CHECK(Distribution::triangular(0, 10, 100).median() == Approx(100 - std::sqrt(4500.0)));
  CHECK(Distribution::pert(30, 90, 400).mean() == Approx((30 + 360 + 400) / 6.0));
  CHECK(Distribution::pert(0, 5, 10).median() == Approx(5));
  // Weibull: the scale is the quantile 1 - 1/e; with shape 2 the mean is scale sqrt(pi)/2.
  CHECK(Distribution::weibull(50, 3).cdf(50) == Approx(1 - std::exp(-1.0)));
  CHECK(Distribution::weibull(50, 2).mean() == Approx(25 * std::sqrt(std::numbers::pi)));
}

TEST_CASE("a gamma with cv 1/sqrt(k) is the Erlang sum of k exponentials",
          "[stats][distribution]") {
  // Erlang with k = 4 phases of mean 3: P(X <= x) = 1 - exp(-x/3) (1 + y + y^2/2 + y^3/6), y = x/3.
  const auto erlang = Distribution::gamma(12, 0.5);
  for (const double x : {1.0, 6.0, 12.0, 30.0}) {
    const double y = x / 3;
    CHECK(erlang.cdf(x) ==
          Approx(1 - std::exp(-y) * (1 + y + y * y / 2 + y * y * y / 6)).epsilon(1e-12));
  }
  CHECK(erlang.mean() == 12);
  // cv 1 is the exponential itself.
  CHECK(Distribution::gamma(7, 1).quantile(0.3) ==
        Approx(Distribution::exponential(7).quantile(0.3)).epsilon(1e-12));
}

TEST_CASE("atoms take their weights", "[stats][distribution]") {
  // Weights 0.5, 2, 1.5 of 4: cumulated 0.125, 0.625, 1.
  const auto discrete = Distribution::discrete({{1, 0.5}, {4, 1.5}, {2, 2}, {9, 0}});
  CHECK(discrete.cdf(0.999) == 0.0);
  CHECK(discrete.cdf(1) == 0.125);
  CHECK(discrete.cdf(2) == 0.625);
  CHECK(discrete.cdf(4) == 1.0);
  CHECK(discrete.quantile(0.125) == 1);
  CHECK(discrete.quantile(0.126) == 2);
  CHECK(discrete.quantile(0.999) == 4);
  CHECK(discrete.mean() == Approx((0.5 * 1 + 2 * 2 + 1.5 * 4) / 4));

  const auto empirical = Distribution::empirical({5, 1, 1, 9});
  CHECK(empirical.cdf(1) == 0.5);
  CHECK(empirical.median() == 1);
  CHECK(empirical.quantile(0.51) == 5);
  CHECK(empirical.mean() == 4);
  CHECK(Distribution::empirical({3, 3, 3}).is_fixed());
}

TEST_CASE("a mass at zero leaves the rest for the other draws", "[stats][distribution]") {
  const auto body = Distribution::lognormal(210, 520);
  const auto half = body.with_zero_mass(0.5);
  CHECK(half.cdf(0) == 0.5);
  CHECK(half.cdf(-1e-9) == 0.0);
  CHECK(half.quantile(0.5) == 0.0);
  CHECK(half.quantile(0.75) == Approx(210));
  CHECK(half.mean() == Approx(body.mean() / 2));
  CHECK(body.with_zero_mass(1).is_fixed());
  CHECK(body.with_zero_mass(0).cdf(0) == 0.0);
  // Uniform on [-2, 6] with a quarter at zero: below zero 0.75 * 0.25.
  const auto both_signs = Distribution::uniform(-2, 6).with_zero_mass(0.25);
  CHECK(both_signs.cdf(-1e-12) == Approx(0.1875));
  CHECK(both_signs.cdf(0) == Approx(0.4375));
  CHECK(both_signs.quantile(0.3) == 0.0);
}

TEST_CASE("truncation conditions on the interval", "[stats][distribution]") {
  // An exponential has no memory: given more than 30 it is 30 and another one.
  const auto late = Distribution::exponential(45).truncated(30, kInfinity);
  CHECK(late.mean() == Approx(75).epsilon(1e-6));
  CHECK(late.median() == Approx(30 + 45 * std::numbers::ln2));
  CHECK(Distribution::uniform(0, 10).truncated(2, 4).mean() == Approx(3));
  // Lognormal by its closed form against the quadrature that other shapes use, by way of halves:
  // P(<= m) E[X | <= m] + P(> m) E[X | > m] = E[X].
  const auto days = Distribution::lognormal(210, 520);
  const double parts =
      0.5 * days.truncated(0, 210).mean() + 0.5 * days.truncated(210, kInfinity).mean();
  CHECK(parts == Approx(days.mean()).epsilon(1e-12));
  // Atoms are filtered: of 1, 1, 5, 9 in [1, 5] remain two ones and a five.
  const auto low = Distribution::empirical({5, 1, 1, 9}).truncated(1, 5);
  CHECK(low.mean() == Approx(7.0 / 3));
  CHECK(low.quantile(0.99) == 5);
  // Zero stays with its own weight: 0.5 against 0.5 * P(body <= 210) = 0.25.
  const auto short_ones = days.with_zero_mass(0.5).truncated(0, 210);
  CHECK(short_ones.cdf(0) == Approx(0.5 / 0.75));
  CHECK(days.with_zero_mass(0.5).truncated(-1, 0).is_fixed());
  CHECK(days.with_zero_mass(0.5).truncated(10, 210).cdf(0) == 0.0);
}

TEST_CASE("scaling multiplies the values", "[stats][distribution]") {
  for (const auto& distribution : all_ones()) {
    CAPTURE(distribution.describe());
    const auto doubled = distribution.scaled(2);
    for (const double u : {0.05, 0.3, 0.5, 0.8, 0.95}) {
      CHECK(doubled.quantile(u) == Approx(2 * distribution.quantile(u)).epsilon(1e-12));
    }
    CHECK(doubled.mean() == Approx(2 * distribution.mean()).epsilon(1e-9));
  }
}

TEST_CASE("distributions describe themselves", "[stats][distribution]") {
  const auto days = Distribution::lognormal(210, 520);
  CHECK(days.describe() == "lognormal(median 210, p90 520)");
  CHECK(days.with_zero_mass(0.5).describe() == "lognormal(median 210, p90 520), 50% at 0");
  CHECK(days.truncated(10, 900).describe() == "lognormal(median 210, p90 520) within [10, 900]");
  CHECK(days.scaled(2).scaled(1.5).describe() == "3 x lognormal(median 210, p90 520)");
  CHECK(Distribution().describe() == "0");
  CHECK(Distribution::fixed(2.5).describe() == "2.5");
  CHECK(Distribution::empirical({1, 2, 9}).describe() == "empirical(3 values from 1 to 9)");
}

TEST_CASE("only single values are fixed", "[stats][distribution]") {
  CHECK(Distribution().is_fixed());
  CHECK(Distribution::fixed(3).scaled(2).is_fixed());
  CHECK(Distribution::uniform(4, 4).is_fixed());
  CHECK(Distribution::pert(4, 4, 4).is_fixed());
  CHECK_FALSE(Distribution::uniform(4, 5).is_fixed());
}

TEST_CASE("parameters that make no distribution are a programmer's error",
          "[stats][distribution]") {
  CHECK_THROWS_AS(Distribution::lognormal(0, 5), CheckFailed);
  CHECK_THROWS_AS(Distribution::lognormal(5, 5), CheckFailed);
  CHECK_THROWS_AS(Distribution::lognormal(5, kInfinity), CheckFailed);
  CHECK_THROWS_AS(Distribution::uniform(3, 2), CheckFailed);
  CHECK_THROWS_AS(Distribution::triangular(0, 11, 10), CheckFailed);
  CHECK_THROWS_AS(Distribution::pert(5, 4, 10), CheckFailed);
  CHECK_THROWS_AS(Distribution::exponential(0), CheckFailed);
  CHECK_THROWS_AS(Distribution::gamma(1, 0), CheckFailed);
  CHECK_THROWS_AS(Distribution::weibull(1, -1), CheckFailed);
  CHECK_THROWS_AS(Distribution::discrete({}), CheckFailed);
  CHECK_THROWS_AS(Distribution::discrete({{1, 0}}), CheckFailed);
  CHECK_THROWS_AS(Distribution::discrete({{1, -1}, {2, 3}}), CheckFailed);
  CHECK_THROWS_AS(Distribution::empirical({}), CheckFailed);
  CHECK_THROWS_AS(Distribution::fixed(std::nan("")), CheckFailed);
  CHECK_THROWS_AS(Distribution::fixed(1).with_zero_mass(1.5), CheckFailed);
  CHECK_THROWS_AS(Distribution::uniform(0, 1).truncated(2, 3), CheckFailed);
  CHECK_THROWS_AS(Distribution::uniform(0, 1).truncated(1, 0), CheckFailed);
  CHECK_THROWS_AS(Distribution::uniform(0, 1).scaled(0), CheckFailed);
  for (const double u : {0.0, 1.0, std::nan("")}) {
    CHECK_THROWS_AS(Distribution::uniform(0, 1).quantile(u), CheckFailed);
  }
}
