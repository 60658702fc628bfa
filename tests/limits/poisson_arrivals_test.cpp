#include "limits/station.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace acqsim::limits {
namespace {

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

}  // namespace
}  // namespace acqsim::limits
