#pragma once

#include <acqsim/scenario/loader.hpp>
#include <acqsim/spec/field.hpp>

#include <map>
#include <string>

namespace acqsim::scenario {

/// The lines of a scenario's canonical text, by path.
std::map<std::string, std::string> canonical_values(const Loaded& loaded);

/// A canonical value as people write it: a plain number with its unit, anything else as it is.
std::string written(const std::string& canonical, const spec::Field& field);

}  // namespace acqsim::scenario
