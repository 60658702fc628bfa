#pragma once

#include "scenario/value_reader.hpp"

#include <acqsim/spec/scenario.hpp>

#include <string>
#include <vector>

namespace acqsim::scenario {

/// What the reader of effects needs of the rest of the load.
struct EffectContext {
  const Node* root;
  const Layers& layers;
  spec::Scenario& scenario;  ///< bound already: an effect is judged by what it changes
  const ValueReader& values;
  Problems& problems;
  std::map<std::string, Provenance>& origin;
};

/// Reads what a policy does: a list of {set | scale | add: {PATH: VALUE}}, {require | forbid:
/// {RULE: VALUE}}, each with a `where` if it acts on a part of the market, and {reroute: {PATH OF
/// AUTHORISATION: ANOTHER}}. A path must name a
/// number that is read anew at each use; an effect that changes nothing is a problem like any
/// other. Returns the canonical text.
std::string read_effects(const Node* list, const std::string& path, const EffectContext& context,
                         std::vector<spec::Effect>& out);

}  // namespace acqsim::scenario
