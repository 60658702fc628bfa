#pragma once

#include "scenario/node.hpp"
#include "scenario/problems.hpp"

namespace acqsim::scenario {

/// Overlays one scenario's tree by another's, led by the table of keys: maps merge by key; values,
/// lists, conditions and spans are replaced whole; `key: null` removes, which is a problem when
/// there is nothing to remove. A value's record without `value` ({range: ...}) merges into the
/// value below it. Shares subtrees with both.
const Node* overlay(const Node* below, const Node* above, Tree& tree, Problems& problems);

}  // namespace acqsim::scenario
