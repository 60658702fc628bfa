#include "limits/urn.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>

namespace acqsim::limits {
namespace {

TEST_CASE("lock-in of strength one is the urn of Polya: every count of awards is equally likely",
          "[limits][urn]") {
  // One ball each and one added at a draw: after n draws P(k) = 1/(n+1) for k = 0..n, exactly.
  constexpr std::size_t kDraws = 19;
  constexpr int kReplications = 8'000;  // 400 expected in each of the 20 cells
  LoadedWorld market = urn(1.0, 2);
  std::array<double, kDraws + 1> seen{};
  double first_two_same = 0.0;
  for (std::uint64_t r = 0; r < kReplications; ++r) {
    const UrnPath path = draw_urn(market, kDraws, r);
    ++seen[path.awards[0].back()];
    first_two_same += path.awards[0][1] == 1 ? 0.0 : 1.0;
  }
  double statistic = 0.0;
  constexpr double kExpected = kReplications / (kDraws + 1.0);
  for (const double count : seen)
    statistic += (count - kExpected) * (count - kExpected) / kExpected;
  // Chi-squared with 19 degrees of freedom: above 50.8 with probability 1e-4 (tables of the upper
  // percentage points). Independent draws would put 8 of 10 counts between 7 and 12.
  CHECK(statistic < 50.8);
  // The second draw repeats the first with probability 2/3; four binomial standard errors.
  CHECK(first_two_same / kReplications ==
        Approx(2.0 / 3.0).margin(4.0 * std::sqrt(2.0 / 9.0 / kReplications)));
}

TEST_CASE("the shares of three locking vendors are uniform on the simplex", "[limits][urn]") {
  // Counts after n draws are uniform over the (n+1)(n+2)/2 triples (Dirichlet-multinomial with
  // ones). Share x = k/n of one vendor: mean 1/3; variance (1/18)(1 + 3/n) [Polya: p(1-p)/n x
  // (a0 + n)/(a0 + 1) with a0 = 3, p = 1/3]; covariance of two, half of that, negative.
  constexpr std::size_t kDraws = 60;
  constexpr int kReplications = 4'000;
  LoadedWorld market = urn(1.0, 3);
  std::array<double, 3> mean{};
  std::array<double, 3> square{};
  double product = 0.0;
  for (std::uint64_t r = 0; r < kReplications; ++r) {
    const UrnPath path = draw_urn(market, kDraws, r);
    std::array<double, 3> x{};
    for (std::size_t v = 0; v < 3; ++v) {
      x[v] = static_cast<double>(path.awards[v].back()) / kDraws - 1.0 / 3.0;
      mean[v] += x[v] / kReplications;
      square[v] += x[v] * x[v] / kReplications;
    }
    product += x[0] * x[1] / kReplications;
  }
  constexpr double kVariance = (1.0 + 3.0 / kDraws) / 18.0;
  const double root = std::sqrt(static_cast<double>(kReplications));
  for (std::size_t v = 0; v < 3; ++v) {
    CHECK(mean[v] == Approx(0.0).margin(4.0 * std::sqrt(kVariance) / root));
    // The limit Beta(1, 2) has fourth central moment 1/135, so the standard error of the mean
    // square is sqrt(1/135 - 1/324)/root; a tenth more covers the correction for n = 60.
    CHECK(square[v] == Approx(kVariance).margin(4.4 * std::sqrt(1.0 / 135 - 1.0 / 324) / root));
  }
  // E[(x0 x1)^2] is at most E[x0^4] = 1/135 (Cauchy and Schwarz).
  CHECK(product == Approx(-kVariance / 2.0).margin(4.4 * std::sqrt(1.0 / 135) / root));
}

}  // namespace
}  // namespace acqsim::limits
