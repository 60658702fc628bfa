#pragma once

#include <acqsim/scenario/loader.hpp>
#include <acqsim/scenario/vary.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace acqsim::experiment {

/// One point of a sweep: what is set, and the same as numbers.
struct PlannedPoint {
  std::vector<scenario::Override> settings;  ///< one for each varied parameter, in their order
  std::vector<double> numbers;               ///< in stored units
};

/// The points of a design, those that `where` allows, each once. A grid has all combinations of
/// values, the first group varying slowest. The sampling designs fill the ranges, and pick among
/// values where a group has those: [mckay-1979], [owen-1995], [morris-1991]; `seed` is that of
/// their scrambling and has nothing to do with the replications' random numbers.
std::vector<PlannedPoint> plan_points(const scenario::Vary& vary, std::uint64_t seed);

/// The point at these coordinates in [0, 1], one for each group: so far through its range, or its
/// value there. Requires: as many coordinates as groups.
PlannedPoint point_at(const scenario::Vary& vary, const std::vector<double>& coordinates);

}  // namespace acqsim::experiment
