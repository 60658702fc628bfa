#include "limits/office.hpp"
#include "limits/station.hpp"

#include <acqsim/stats/queueing.hpp>

#include <catch2/catch.hpp>

#include <cmath>
#include <cstdint>
#include <vector>

namespace acqsim::limits {
namespace {

using stats::Distribution;

TEST_CASE("one server waits as Pollaczek and Khinchine say, whatever the service",
          "[limits][queueing]") {
  struct Case {
    const char* name;
    double variance;
    Service service;
  };
  const std::vector<Case> cases{
      {"fixed", 0.0, [](des::RandomStream&) { return 1.0; }},
      {"uniform on 0 to 2", 4.0 / 12.0, [](des::RandomStream& s) { return 2.0 * s.uniform(); }},
      {"exponential", 1.0, [](des::RandomStream& s) { return s.exponential(); }},
      // Exponential of mean 1/2 or 3, so that the mean is 0.8 x 0.5 + 0.2 x 3 = 1; the second
      // moment is 2 (0.8 x 0.25 + 0.2 x 9) = 4, the variance 3.
      {"mixed", 3.0,
       [](des::RandomStream& s) { return (s.uniform() < 0.8 ? 0.5 : 3.0) * s.exponential(); }},
  };
  for (const Case& point : cases) {
    const Station station{1, 0.7, point.service};
    const StationResult result = run_station(station, 600'000, 7);
    const double expected = stats::mg1_mean_wait(0.7, 1.0, point.variance);
    INFO(point.name);
    CHECK(result.wait == Approx(expected).margin(4 * result.wait_error));
    CHECK(result.wait_error < 0.05 * expected);
  }
}

// The same through the whole market, where the service is a method's lead time; errors as in
// erlang_c_test.cpp.
TEST_CASE("one contracting officer waits as Pollaczek and Khinchine say, whatever the lead time",
          "[limits][office]") {
  struct Case {
    const char* name;
    Distribution lead_time;
    double mean;
    double variance;
  };
  // Lognormal: sigma = ln(p90/median)/1.2816, mean = median exp(sigma^2/2), variance = mean^2
  // (exp(sigma^2) - 1). With at_zero 50%: mean and second moment halved.
  const double sigma = std::log(60.0 / 25.0) / 1.2815515655446004;
  const double body = 25.0 * std::exp(sigma * sigma / 2.0);
  const double spread = body * body * std::expm1(sigma * sigma);
  const Case cases[] = {
      {"fixed", Distribution::fixed(20.0), 20.0, 0.0},
      {"gamma", Distribution::gamma(20.0, 1.5), 20.0, 900.0},  // (1.5 x 20)^2
      {"lognormal", Distribution::lognormal(25.0, 60.0), body, spread},
      {"half on the same day", Distribution::lognormal(25.0, 60.0).with_zero_mass(0.5), body / 2.0,
       (spread + body * body) / 2.0 - body * body / 4.0},
  };
  std::uint64_t seed = 12;
  for (const Case& point : cases) {
    const double rate = 0.7 / point.mean;
    const int days = static_cast<int>(150'000 / rate);
    const OfficeResult result = run_office(1, rate, point.lead_time, days, seed++);
    const double expected = stats::mg1_mean_wait(rate, point.mean, point.variance);
    INFO(point.name << ", " << result.requirements << " requirements");
    CHECK(result.wait == Approx(expected).margin(4.0 * result.wait_error));
    CHECK(result.wait_error < 0.04 * expected);
    // Whatever the service, an arrival finds the one server busy with probability rho.
    CHECK(result.delayed == Approx(0.7).margin(4.0 * result.delayed_error));
    CHECK(result.delayed_error < 0.01);
  }
}

}  // namespace
}  // namespace acqsim::limits
