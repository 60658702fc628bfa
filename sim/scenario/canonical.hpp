#pragma once

#include <acqsim/spec/field.hpp>
#include <acqsim/spec/scenario.hpp>

#include <map>
#include <optional>
#include <string>

namespace acqsim::scenario {

/// Exact text of a value in stored units; of a distribution its description, so a given one has to
/// be written from its own arguments instead.
std::string canonical_leaf(const spec::Leaf& value);

/// The value at a dotted path; nothing where there is none.
std::optional<spec::Leaf> leaf_at(spec::Scenario& scenario, const std::string& path);

/// One line "path = value" for every value, sorted by path: those `given`, and all others as they
/// stand in the scenario.
std::string canonical_text(spec::Scenario& scenario, std::map<std::string, std::string> given);

}  // namespace acqsim::scenario
