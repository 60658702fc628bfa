#pragma once

#include "scenario/value_reader.hpp"

#include <acqsim/spec/scenario.hpp>

#include <optional>
#include <span>
#include <string>

namespace acqsim::scenario {

struct RuleContext {
  const Node* root;
  const Layers& layers;
  const spec::Scenario& scenario;
  const ValueReader& values;
  Problems& problems;
};

/// Whether any value at or under these dotted paths, where * stands for every key, was written over
/// what stands in `file`: by a file that extends it, or by a setting. An effect that changes
/// nothing is a mistake of who wrote it, but not when another made it idle afterwards: who switches
/// a mechanism off, or varies a number down to zero, need not know every policy that there is.
bool is_written_over(const Node* root, const Layers& layers, std::span<const std::string> paths,
                     int file);

/// Whether the scenario has an agency, or a population, in this part of the market.
bool acts_on_anybody(const spec::Scenario& scenario, const spec::Where& where);

/// Reads one rule of policy_rules() with its value; a rule that bars nobody is a problem.
std::optional<spec::Effect> read_rule(const std::string& verb, const Entry& rule,
                                      const spec::Where& where, const std::string& path,
                                      const RuleContext& context);

}  // namespace acqsim::scenario
