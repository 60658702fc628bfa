#pragma once

#include <acqsim/des/random.hpp>
#include <acqsim/des/resource.hpp>
#include <acqsim/des/simulation.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

/// A queueing station with Poisson arrivals, one process a customer, for tests against closed
/// forms.
namespace acqsim::limits {

using Service = std::function<double(des::RandomStream&)>;

struct Station {
  std::size_t servers = 1;
  double arrival_rate = 1.0;
  Service service;
};

/// Means over one long run, and the standard error of `wait` from means of 50 batches.
struct StationResult {
  double wait = 0.0;
  double wait_error = 0.0;
  double share_delayed = 0.0;
};

struct StationRun {
  explicit StationRun(const Station& station, std::uint64_t seed)
      : servers(simulation, station.servers),
        service(station.service),
        gaps(des::StreamKey{.seed = seed, .purpose = 1}),
        services(des::StreamKey{.seed = seed, .purpose = 2}) {}
  StationRun(const StationRun&) = delete;
  StationRun& operator=(const StationRun&) = delete;
  ~StationRun() { simulation.clear(); }

  des::Simulation simulation;
  des::Resource servers;
  Service service;
  des::RandomStream gaps;
  des::RandomStream services;
  std::vector<double> waits;
};

inline des::Process customer(des::Simulation& simulation, StationRun& run, std::size_t number) {
  const base::Days arrival = simulation.now();
  const double service = run.service(run.services);
  const des::Holding holding = co_await run.servers.acquire();
  run.waits[number] = (simulation.now() - arrival).value();
  co_await simulation.delay(base::Days(service));
}

inline des::Process arrivals(des::Simulation& simulation, StationRun& run, double rate) {
  for (std::size_t i = 0; i < run.waits.size(); ++i) {
    co_await simulation.delay(base::Days(run.gaps.exponential() / rate));
    simulation.spawn(customer(simulation, run, i), "customer");
  }
}

inline StationResult run_station(const Station& station, std::size_t customers,
                                 std::uint64_t seed) {
  constexpr std::size_t kBatches = 50;
  StationRun run(station, seed);
  const std::size_t warm_up = customers / 20;
  run.waits.assign(warm_up + customers, 0.0);
  run.simulation.spawn(arrivals(run.simulation, run, station.arrival_rate), "arrivals");
  run.simulation.run();
  StationResult result;
  std::vector<double> batches(kBatches);
  const std::size_t length = customers / kBatches;
  for (std::size_t i = 0; i < kBatches * length; ++i) {
    const double wait = run.waits[warm_up + i];
    batches[i / length] += wait / static_cast<double>(length);
    if (wait > 0.0) result.share_delayed += 1.0;
  }
  result.share_delayed /= static_cast<double>(kBatches * length);
  for (const double batch : batches) result.wait += batch / kBatches;
  double squares = 0.0;
  for (const double batch : batches) squares += (batch - result.wait) * (batch - result.wait);
  result.wait_error = std::sqrt(squares / (kBatches - 1) / kBatches);
  return result;
}

}  // namespace acqsim::limits
