#pragma once

#include <acqsim/scenario/loader.hpp>

#include <string>
#include <vector>

namespace acqsim::scenario {

/// Whether a path is a setting of a study (horizon, outcomes, precision), not a claim about the
/// world.
bool is_setting(const std::string& path);

/// What `check --citations` demands beyond validity, one located line for each given number, date
/// or distribution of the world and its mechanisms that has no basis; rests on an assumption
/// without a range (numbers only); or on a fact or estimate without a source. Settings of a study
/// (horizon, outcomes, precision) and values from `--set` need none. Sorted by
/// path.
std::vector<std::string> citations_missing(const Loaded& loaded);

}  // namespace acqsim::scenario
