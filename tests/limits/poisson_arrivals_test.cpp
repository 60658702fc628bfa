#include "limits/loaded_world.hpp"
#include "limits/station.hpp"

#include <acqsim/stats/estimate.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

namespace acqsim::limits {
namespace {

using model::Days;

des::Process arrive(des::Simulation& simulation, des::RandomStream stream, double rate,
                    std::vector<int>& days) {
  for (;;) {
    co_await simulation.delay(base::Days(stream.exponential() / rate));
    ++days[static_cast<std::size_t>(simulation.now().value())];
  }
}

// The merging of three Poisson streams is a Poisson stream of the sum of their rates: counts a day
// are independent with mean and variance equal to 2.5.
TEST_CASE("merged exponential gaps make Poisson counts", "[limits][arrivals]") {
  constexpr std::size_t kDays = 100'000;
  std::vector<int> days(kDays + 1);
  des::Simulation simulation;
  for (std::uint64_t i = 0; i < 3; ++i) {
    des::RandomStream stream(des::StreamKey{.seed = 5, .entity = i});
    const double rate = 0.5 * static_cast<double>(i) + 1.0 / 3.0;  // 1/3, 5/6, 4/3
    simulation.spawn(arrive(simulation, stream, rate, days), "arrivals");
  }
  simulation.run_until(base::Days(static_cast<double>(kDays)));
  constexpr double kMean = 2.5;
  double mean = 0.0;
  double variance = 0.0;
  double neighbours = 0.0;
  for (std::size_t i = 0; i < kDays; ++i) mean += days[i] / static_cast<double>(kDays);
  for (std::size_t i = 0; i + 1 < kDays; ++i) {
    variance += (days[i] - mean) * (days[i] - mean) / static_cast<double>(kDays);
    neighbours += (days[i] - mean) * (days[i + 1] - mean) / static_cast<double>(kDays);
  }
  const double root = std::sqrt(static_cast<double>(kDays));
  // Standard errors: of the mean sqrt(m/n); of the variance sqrt((m + 2 m^2)/n), the fourth central
  // moment being m + 3 m^2; of the covariance of independent neighbours m/sqrt(n). Four of each.
  CHECK(mean == Approx(kMean).margin(4 * std::sqrt(kMean) / root));
  CHECK(variance == Approx(kMean).margin(4 * std::sqrt(kMean + 2 * kMean * kMean) / root));
  CHECK(neighbours == Approx(0.0).margin(4 * kMean / root));
  // Days without arrivals: exp(-2.5).
  const auto empty = static_cast<double>(std::count(days.begin(), days.end() - 1, 0));
  const double share = std::exp(-kMean);
  CHECK(empty / static_cast<double>(kDays) ==
        Approx(share).margin(4 * std::sqrt(share * (1 - share)) / root));
}

constexpr double kRate = 0.04;  // a day at the start
constexpr double kCeiling = 5.0;
constexpr double kSpeed = 2.0 / 365.25;
constexpr double kSeason[] = {0.6, 1.0, 0.9, 1.8};
// Two fiscal years from 1 October 2026; 2028 is a leap year.
constexpr int kQuarterEnds[] = {92, 182, 273, 365, 457, 548, 639, 731};

/// The integral of the rate over days [from, to) of one season, by the midpoint rule with a hundred
/// steps a day (error below 1e-9).
double integrated_rate(int from, int to, double season) {
  constexpr int kSteps = 100;
  double sum = 0.0;
  for (int i = from * kSteps; i < to * kSteps; ++i) {
    const double t = (i + 0.5) / kSteps;
    sum += kRate * season * kCeiling / (1.0 + (kCeiling - 1.0) * std::exp(-kSpeed * t)) / kSteps;
  }
  return sum;
}

TEST_CASE("requirements of an agency are Poisson with the integrated rate", "[limits][arrivals]") {
  constexpr int kReplications = 3'000;
  LoadedWorld market;
  market.agency().rate(base::Rate(kRate));
  auto& arrivals = market.scenario().arrivals;
  arrivals.adoption_ceiling = kCeiling;
  arrivals.adoption_speed = base::Rate(kSpeed);
  arrivals.season = {
      {"q1", kSeason[0]}, {"q2", kSeason[1]}, {"q3", kSeason[2]}, {"q4", kSeason[3]}};

  constexpr std::size_t kQuarters = std::size(kQuarterEnds);
  std::vector<stats::Moments> counts(kQuarters);
  stats::Moments total;
  std::vector<double> neighbours(kQuarters - 1, 0.0);
  std::vector<double> expected(kQuarters);
  double expected_total = 0.0;
  for (std::size_t q = 0; q < kQuarters; ++q) {
    expected[q] =
        integrated_rate(q == 0 ? 0 : kQuarterEnds[q - 1], kQuarterEnds[q], kSeason[q % 4]);
    expected_total += expected[q];
  }
  for (std::uint64_t r = 0; r < kReplications; ++r) {
    market.run(Days(kQuarterEnds[kQuarters - 1]), r);
    std::vector<double> seen(kQuarters, 0.0);
    for (const auto& arrival : market.events<model::RequirementArrived>()) {
      std::size_t q = 0;
      while (arrival.at.value() >= kQuarterEnds[q]) ++q;
      ++seen[q];
    }
    double sum = 0.0;
    for (std::size_t q = 0; q < kQuarters; ++q) {
      counts[q].add(seen[q]);
      sum += seen[q];
      if (q > 0)
        neighbours[q - 1] +=
            (seen[q - 1] - expected[q - 1]) * (seen[q] - expected[q]) / kReplications;
    }
    total.add(sum);
  }
  // Standard errors over n replications: of the mean sqrt(m/n), of the variance sqrt((m + 2
  // m^2)/n), since the fourth central moment is m + 3 m^2; of independent neighbours' covariance
  // sqrt(m1 m2 / n). Four of each: 26 checks are all passed by 998 of 1,000 seeds.
  const double root = std::sqrt(static_cast<double>(kReplications));
  const auto check = [root](const stats::Moments& seen, double m) {
    CHECK(seen.mean() == Approx(m).margin(4.0 * std::sqrt(m) / root));
    CHECK(seen.variance() == Approx(m).margin(4.0 * std::sqrt(m + 2.0 * m * m) / root));
  };
  for (std::size_t q = 0; q < kQuarters; ++q) {
    INFO("quarter " << q + 1);
    check(counts[q], expected[q]);
    if (q > 0) {
      CHECK(neighbours[q - 1] ==
            Approx(0.0).margin(4.0 * std::sqrt(expected[q - 1] * expected[q]) / root));
    }
  }
  INFO("both years");
  check(total, expected_total);
}

TEST_CASE("agencies' requirements arise independently", "[limits][arrivals]") {
  constexpr int kReplications = 2'000;
  LoadedWorld market;
  market.agency("va").rate(base::Rate(0.05));
  market.agency("gsa").rate(base::Rate(0.05));
  double product = 0.0;
  stats::Moments sum;
  for (std::uint64_t r = 0; r < kReplications; ++r) {
    market.run(Days(200.0), r);
    double by_agency[2] = {0.0, 0.0};
    for (const auto& arrival : market.events<model::RequirementArrived>()) {
      ++by_agency[arrival.event.agency.value()];
    }
    product += (by_agency[0] - 10.0) * (by_agency[1] - 10.0) / kReplications;
    sum.add(by_agency[0] + by_agency[1]);
  }
  const double root = std::sqrt(static_cast<double>(kReplications));
  CHECK(product == Approx(0.0).margin(4.0 * 10.0 / root));  // 10 each, variances 10
  CHECK(sum.variance() == Approx(20.0).margin(4.0 * std::sqrt(20.0 + 2.0 * 400.0) / root));
}

}  // namespace
}  // namespace acqsim::limits
