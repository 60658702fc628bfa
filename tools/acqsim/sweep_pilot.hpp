#pragma once

#include <acqsim/experiment/sweep_plan.hpp>
#include <acqsim/scenario/family.hpp>

#include <cstdint>
#include <vector>

namespace acqsim::cli {

/// What a few replications took: the first, a middle and the last point of a plan.
struct Pilot {
  std::size_t runs = 0;
  double shortest = 0.0;  ///< seconds of one replication, on one thread
  double longest = 0.0;
  double mean = 0.0;
  double opening = 0.0;  ///< seconds to make a point ready
  double bytes = 0.0;    ///< of a replication in the study
};

/// Throws what a replication throws.
Pilot run_pilot(const scenario::Family& family, const std::vector<experiment::PlannedPoint>& points,
                std::uint64_t seed);

}  // namespace acqsim::cli
