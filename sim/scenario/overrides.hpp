#pragma once

#include "scenario/node.hpp"
#include "scenario/problems.hpp"

#include <acqsim/scenario/loader.hpp>

#include <span>

namespace acqsim::scenario {

/// Overlays `--set` values, in their order, on a resolved tree.
const Node* apply(const Node* root, std::span<const Override> overrides, Tree& tree,
                  Problems& problems);

}  // namespace acqsim::scenario
