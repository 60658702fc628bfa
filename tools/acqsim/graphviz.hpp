#pragma once

#include <optional>
#include <string>

namespace acqsim::cli {

/// A drawing in SVG of a graph in the DOT language, by Graphviz' program `dot`; nothing when that
/// cannot be run.
std::optional<std::string> svg_of(const std::string& dot);

}  // namespace acqsim::cli
