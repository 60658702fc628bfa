#include "limits/station.hpp"

#include <acqsim/stats/queueing.hpp>

#include <catch2/catch.hpp>

namespace acqsim::limits {
namespace {

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

}  // namespace
}  // namespace acqsim::limits
