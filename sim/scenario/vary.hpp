#pragma once

#include "scenario/value_reader.hpp"

#include <string>
#include <vector>

namespace acqsim::scenario {

/// Checks `vary`, which sweeps read and a run ignores: each key is the path of a number in this
/// scenario, each value a list of its values or {from, to, points}. Returns the paths as written.
std::vector<std::string> check_vary(const Node* vary, const Node* root, const ValueReader& values,
                                    Problems& problems);

}  // namespace acqsim::scenario
