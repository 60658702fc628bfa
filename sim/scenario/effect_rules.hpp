#pragma once

#include "scenario/value_reader.hpp"

#include <acqsim/spec/scenario.hpp>

#include <optional>
#include <string>

namespace acqsim::scenario {

struct RuleContext {
  const spec::Scenario& scenario;
  const ValueReader& values;
  Problems& problems;
};

/// Whether the scenario has an agency, or a population, in this part of the market.
bool acts_on_anybody(const spec::Scenario& scenario, const spec::Where& where);

/// Reads one rule of policy_rules() with its value; a rule that bars nobody is a problem.
std::optional<spec::Effect> read_rule(const std::string& verb, const Entry& rule,
                                      const spec::Where& where, const std::string& path,
                                      const RuleContext& context);

}  // namespace acqsim::scenario
