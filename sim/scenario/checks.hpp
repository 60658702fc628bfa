#pragma once

#include "scenario/binder.hpp"
#include "scenario/problems.hpp"

#include <acqsim/spec/scenario.hpp>

namespace acqsim::scenario {

/// What no single value shows: the order of dates, the horizon, cycles, clocks of outcomes, mixes
/// without weight. Values that were wrong by themselves are not complained of again.
void check_whole(const spec::Scenario& scenario, const Bound& bound, Problems& problems);

}  // namespace acqsim::scenario
