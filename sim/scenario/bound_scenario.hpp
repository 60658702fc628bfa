#pragma once

#include "scenario/node.hpp"
#include "scenario/problems.hpp"

#include <acqsim/scenario/loader.hpp>
#include <acqsim/scenario/vary.hpp>

namespace acqsim::scenario {

/// A scenario from its whole resolved tree: bound, and checked as a whole. `vary`, if asked for,
/// receives what is varied: by the node given, or by the tree's own. All that is wrong becomes
/// problems. Leaves `files` empty.
struct VaryAsked {
  const Node* node = nullptr;  ///< in the place of the tree's own; nothing: the tree's own
  bool is_skipped = false;     ///< what varies was read before
  Vary* out = nullptr;
};
Loaded bound_scenario(const Node* root, const Catalogue& catalogue, Tree& tree, Problems& problems,
                      const VaryAsked& vary);

}  // namespace acqsim::scenario
