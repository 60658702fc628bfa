#pragma once

#include "scenario/value_reader.hpp"

#include <acqsim/scenario/vary.hpp>

#include <map>
#include <string>

namespace acqsim::scenario {

/// Reads and checks `vary`, which sweeps read and a run ignores: each key is the path of a number
/// in this scenario; each value a list of its values, {from, to, points}, or `range` for the one
/// that the scenario gives; `together` holds such that move in step, `where` relations between
/// them, `design` how points are chosen. Where the design samples, `points` may be left out, and
/// `from` and `to` wherever the scenario gives a range. `origin` knows the ranges.
Vary read_vary(const Node* vary, const Node* root, const std::map<std::string, Provenance>& origin,
               const ValueReader& values, Problems& problems);

/// "grid", "lhs(200)", "sobol(256)", "morris(20)"; nothing after saying why not.
std::optional<Design> read_design(const std::string& text, Place place, Problems& problems);

}  // namespace acqsim::scenario
