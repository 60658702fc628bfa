#pragma once

#include "scenario/node.hpp"

#include <acqsim/spec/field.hpp>

#include <optional>
#include <string>
#include <vector>

namespace acqsim::scenario {

/// Where a dotted path leads in a resolved tree, or why it leads nowhere.
struct PathEnd {
  const spec::Field* field = nullptr;  ///< the last field on the way
  bool is_value = false;               ///< it ends at one value: a leaf or a map's entry
  std::string problem;                 ///< empty: it leads somewhere
  std::string hint;
};

/// Follows a path through the table of keys and the entities under `root`. A value left at its
/// default counts as existing; an entry that a map does not have counts only if `may_add`.
PathEnd follow(const Node* root, const std::vector<std::string>& parts, bool may_add);

}  // namespace acqsim::scenario
