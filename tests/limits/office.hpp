#pragma once

#include "limits/loaded_world.hpp"
#include "model/acquisition.hpp"

#include <acqsim/base/check.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

/// One agency's contracting office as a queue: Poisson arrivals, c officers, the method's lead time
/// as the service, one requirement after another.
namespace acqsim::limits {

/// Means over one long run, with standard errors from the means of 40 batches, which are long
/// against the time that a queue takes to forget.
struct OfficeResult {
  double wait = 0.0;
  double wait_error = 0.0;
  double delayed = 0.0;  ///< share of requirements that had to wait
  double delayed_error = 0.0;
  std::size_t requirements = 0;
};

inline OfficeResult run_office(int officers, double rate, const stats::Distribution& lead_time,
                               int days, std::uint64_t seed) {
  constexpr std::size_t kBatches = 40;
  LoadedWorld market;
  market.agency().rate(base::Rate(rate)).officers(officers);
  market.lead_time(lead_time);
  market.run(model::Days(days), 0, seed);
  model::World& world = market.world();

  // In order of arrival; those still in the office at the end are few, and left out with the last
  // twentieth.
  std::vector<double> waits(world.requirements(), -1.0);
  for (const auto& award : market.events<model::Awarded>()) {
    const auto id = award.event.requirement;
    const double service =
        world.draw(lead_time, world[id].key, model::Purpose::lead_time, world[id].round);
    waits[id.value()] = award.event.waited.value() - service;
  }
  const std::size_t warm_up = waits.size() / 20;
  const std::size_t length = (waits.size() - 2 * warm_up) / kBatches;
  std::vector<double> wait(kBatches, 0.0);
  std::vector<double> delayed(kBatches, 0.0);
  for (std::size_t i = 0; i < kBatches * length; ++i) {
    const double one = waits[warm_up + i];
    ACQSIM_CHECK(one > -1e-6, "a requirement was awarded before its lead time was over");
    wait[i / length] += one / static_cast<double>(length);
    // Sums of times are rounded: no wait comes out as some 1e-9 days.
    if (one > 1e-6) delayed[i / length] += 1.0 / static_cast<double>(length);
  }
  const auto mean_and_error = [](const std::vector<double>& batches, double& mean, double& error) {
    for (const double batch : batches) mean += batch / kBatches;
    double squares = 0.0;
    for (const double batch : batches) squares += (batch - mean) * (batch - mean);
    error = std::sqrt(squares / (kBatches - 1) / kBatches);
  };
  OfficeResult result;
  result.requirements = waits.size();
  mean_and_error(wait, result.wait, result.wait_error);
  mean_and_error(delayed, result.delayed, result.delayed_error);
  return result;
}

}  // namespace acqsim::limits
