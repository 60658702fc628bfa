#include "limits/station.hpp"

#include <acqsim/stats/queueing.hpp>

#include <catch2/catch.hpp>

namespace acqsim::limits {
namespace {

// Four standard errors of batch means: wrong once in 16,000 seeds, and the seeds are fixed. The
// error itself must be small, so that the test can fail.
TEST_CASE("a station with c servers waits as Erlang says", "[limits][queueing]") {
  struct Case {
    unsigned servers;
    double load;
  };
  for (const Case& point : {Case{1, 0.5}, Case{1, 0.8}, Case{3, 0.7}, Case{10, 0.9}}) {
    const double rate = point.load * point.servers;  // services take one day on average
    const Service exponential = [](des::RandomStream& stream) { return stream.exponential(); };
    const Station station{point.servers, rate, exponential};
    const StationResult result = run_station(station, 400'000, 2026);
    const double expected = stats::mmc_mean_wait(point.servers, rate, 1.0);
    INFO("servers " << point.servers << ", load " << point.load);
    CHECK(result.wait == Approx(expected).margin(4 * result.wait_error));
    CHECK(result.wait_error < 0.05 * expected);
    // Delayed customers come in runs; batches show a relative error below one part in fifty.
    CHECK(result.share_delayed == Approx(stats::erlang_c(point.servers, rate, 1.0)).epsilon(0.02));
  }
}

}  // namespace
}  // namespace acqsim::limits
