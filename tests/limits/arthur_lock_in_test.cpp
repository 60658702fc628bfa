#include "limits/urn.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

namespace acqsim::limits {
namespace {

constexpr std::size_t kDraws = 400;
constexpr int kReplications = 500;

double variance_of_share(const std::vector<double>& distribution) {
  const double n = static_cast<double>(distribution.size()) - 1.0;
  double variance = 0.0;
  for (std::size_t k = 0; k < distribution.size(); ++k) {
    const double off = static_cast<double>(k) / n - 0.5;  // the mean, by symmetry
    variance += distribution[k] * off * off;
  }
  return variance;
}

/// How many paths ended with each count between limits, against the exact distribution: four
/// binomial standard errors.
void check_between(const std::vector<double>& exact, const std::vector<std::size_t>& ends,
                   std::size_t low, std::size_t high) {
  double expected = 0.0;
  for (std::size_t k = low; k <= high; ++k) expected += exact[k];
  const auto seen = static_cast<double>(std::count_if(
      ends.begin(), ends.end(), [&](std::size_t k) { return k >= low && k <= high; }));
  CAPTURE(low, high, expected);
  CHECK(seen / static_cast<double>(ends.size()) ==
        Approx(expected).margin(
            4.0 * std::sqrt(expected * (1.0 - expected) / static_cast<double>(ends.size()))));
}

TEST_CASE("lock-in stronger than one gives the market to one vendor", "[limits][urn]") {
  LoadedWorld market = urn(2.0, 2);
  std::vector<std::size_t> ends;
  int alpha_wins = 0;
  int locked = 0;  // nine in ten of the last half of awards go to one vendor
  for (std::uint64_t r = 0; r < kReplications; ++r) {
    const UrnPath path = draw_urn(market, kDraws, r);
    ends.push_back(path.awards[0].back());
    const std::size_t late = path.awards[0].back() - path.awards[0][kDraws / 2 - 1];
    if (late >= 9 * kDraws / 20 || late <= kDraws / 20) ++locked;
    if (2 * ends.back() > kDraws) ++alpha_wins;
  }
  const auto exact = urn_distribution(2.0, kDraws);
  check_between(exact, ends, 0, 0);     // beta had every award
  check_between(exact, ends, 0, 4);     // all but 1 in 100
  check_between(exact, ends, 5, 40);    // all but 1 in 10
  check_between(exact, ends, 41, 359);  // undecided
  check_between(exact, ends, 360, 395);
  check_between(exact, ends, 396, 400);
  // Who wins is a fair coin: 4 x sqrt(500)/2 = 44.7.
  CHECK(alpha_wins == Approx(kReplications / 2).margin(45));
  // The loser's final count K has P(K >= k) of order 1/k (Rubin's construction: exponential waits
  // of means 1/(1+i)^2, whose sums are finite, race each other), so few are open after 400.
  double undecided = 0.0;
  for (std::size_t k = kDraws / 20; k <= kDraws - kDraws / 20; ++k) undecided += exact[k];
  CHECK(undecided < 0.05);
  CHECK(locked > 0.93 * kReplications);
}

TEST_CASE("lock-in weaker than one leaves vendors with equal shares", "[limits][urn]") {
  LoadedWorld market = urn(0.5, 2);
  constexpr std::size_t kEarly = 25;
  double early = 0.0;
  double late = 0.0;
  for (std::uint64_t r = 0; r < kReplications; ++r) {
    const UrnPath path = draw_urn(market, kDraws, r);
    const double off_early = static_cast<double>(path.awards[0][kEarly - 1]) / kEarly - 0.5;
    const double off_late = static_cast<double>(path.awards[0].back()) / kDraws - 0.5;
    early += off_early * off_early / kReplications;
    late += off_late * off_late / kReplications;
  }
  // A share near one half is near normal: the standard error of a mean square is its expectation
  // times sqrt(2/replications), four of which are 25%.
  const double margin = 4.0 * std::sqrt(2.0 / kReplications);
  const double exact_early = variance_of_share(urn_distribution(0.5, kEarly));
  const double exact_late = variance_of_share(urn_distribution(0.5, kDraws));
  CHECK(early == Approx(exact_early).epsilon(margin));
  CHECK(late == Approx(exact_late).epsilon(margin));
  // The variance falls as 1/n up to a logarithm (the linearised urn has slope b_L = 1/2): sixteen
  // times the draws, less than a fifth of the variance.
  CHECK(exact_late < exact_early / 5.0);
  CHECK(late < early / 4.0);
}

TEST_CASE("lock-in of no strength is a fair coin", "[limits][urn]") {
  LoadedWorld market = urn(0.0, 2);
  double square = 0.0;
  for (std::uint64_t r = 0; r < kReplications; ++r) {
    const double off =
        static_cast<double>(draw_urn(market, kDraws, r).awards[0].back()) / kDraws - 0.5;
    square += off * off / kReplications;
  }
  // Binomial: 1/(4n).
  CHECK(square == Approx(0.25 / kDraws).epsilon(4.0 * std::sqrt(2.0 / kReplications)));
}

}  // namespace
}  // namespace acqsim::limits
