#include "limits/office.hpp"
#include "limits/station.hpp"

#include <acqsim/stats/queueing.hpp>

#include <catch2/catch.hpp>

#include <cstdint>

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

// The same through the whole market: Poisson arrivals at an agency, each taking an officer for its
// method's lead time. Four standard errors of 40 batch means (Student's t with 39 degrees of
// freedom: outside once in 3,600 seeds).
TEST_CASE("an agency's contracting office waits as Erlang says", "[limits][office]") {
  struct Case {
    int officers;
    double load;
  };
  for (const Case& point : {Case{1, 0.6}, Case{3, 0.75}, Case{10, 0.75}}) {
    constexpr double kMean = 20.0;  // days of lead time
    const double rate = point.load * point.officers / kMean;
    const int days = static_cast<int>(250'000 / rate);
    const OfficeResult result =
        run_office(point.officers, rate, stats::Distribution::exponential(kMean), days,
                   static_cast<std::uint64_t>(point.officers));
    const auto servers = static_cast<unsigned>(point.officers);
    const double wait = stats::mmc_mean_wait(servers, rate, 1.0 / kMean);
    const double delayed = stats::erlang_c(servers, rate, 1.0 / kMean);
    INFO(point.officers << " officers, load " << point.load << ", " << result.requirements
                        << " requirements");
    CHECK(result.wait == Approx(wait).margin(4.0 * result.wait_error));
    CHECK(result.wait_error < 0.05 * wait);
    CHECK(result.delayed == Approx(delayed).margin(4.0 * result.delayed_error));
    CHECK(result.delayed_error < 0.02 * delayed);
  }
}

}  // namespace
}  // namespace acqsim::limits
