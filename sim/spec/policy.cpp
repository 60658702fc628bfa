#include "acqsim/spec/policy.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/spec/tables.hpp>

#include <algorithm>
#include <limits>

namespace acqsim::spec {

bool Where::holds_for(const std::string& agency, const std::string& kind) const {
  if (kinds.empty() && agencies.empty()) return true;
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end() ||
         std::find(agencies.begin(), agencies.end(), agency) != agencies.end();
}

const std::vector<PolicyRule>& policy_rules() {
  using base::Kind;
  using base::Unit;
  constexpr double kNoLimit = std::numeric_limits<double>::infinity();
  static const std::vector<PolicyRule> rules{
      {"require",
       RuleKind::default_list,
       {.name = "default",
        .kind = Kind::choice,
        .unit = Unit::text,
        .meaning = "Each agency without a default vendor gets the one that serves most of it on "
                   "the day, by annual value in operation.",
        .source = "acqsim-model",
        .choices = {"installed-base"}}},
      {"require",
       RuleKind::enclaves_at_least,
       {.name = "enclaves_at_least",
        .unit = Unit::count,
        .range = {2.0, 1000.0},
        .meaning = "A vendor has to be able to serve a requirement from at least so many enclaves.",
        .source = "acqsim-model"}},
      {"require",
       RuleKind::vendor_share_at_most,
       {.name = "vendor_share_at_most",
        .unit = Unit::share,
        .range = {0.01, 1.0},
        .meaning = "No contract may bring a vendor above this share of an agency's annual value "
                   "under contract; a vendor's only contract with an agency is allowed.",
        .source = "acqsim-model"}},
      {"require",
       RuleKind::price_at_most,
       {.name = "price_at_most",
        .unit = Unit::money,
        .range = {0.01, kNoLimit},
        .meaning = "A vendor may not cost more for a user-year on the vehicle that is ordered on.",
        .source = "acqsim-model"}},
      {"require",
       RuleKind::price_at_least,
       {.name = "price_at_least",
        .unit = Unit::money,
        .range = {0.01, kNoLimit},
        .meaning = "A vendor may not cost less for a user-year on the vehicle that is ordered on.",
        .source = "acqsim-model"}},
      {"require",
       RuleKind::origins,
       {.name = "origins",
        .kind = Kind::references,
        .unit = Unit::text,
        .meaning = "A vendor has to come from one of these countries.",
        .source = "acqsim-model",
        .refers_to = "origins"}},
      {"forbid",
       RuleKind::forbidden_origins,
       {.name = "origins",
        .kind = Kind::references,
        .unit = Unit::text,
        .meaning = "A vendor may not come from one of these countries.",
        .source = "acqsim-model",
        .refers_to = "origins"}},
      {"forbid",
       RuleKind::forbidden_vendors,
       {.name = "vendors",
        .kind = Kind::references,
        .unit = Unit::text,
        .meaning = "These vendors may not be chosen.",
        .source = "acqsim-model",
        .refers_to = "vendors"}},
  };
  return rules;
}

void apply(Scenario& scenario, const Effect& effect) {
  using Do = Effect::Operation;
  const auto target = find(scenario, effect.path);
  ACQSIM_CHECK(target.has_value(), "no value at " + effect.path);
  const bool is_distribution = target->field->about.kind == base::Kind::distribution;
  if (is_distribution && effect.operation == Do::scale && effect.amount > 0.0) {
    const auto value = target->field->get(target->owner);
    target->field->set(target->owner, std::get<stats::Distribution>(*value).scaled(effect.amount));
    return;
  }
  double value = number_at(scenario, effect.path);
  if (effect.operation == Do::set) value = effect.amount;
  if (effect.operation == Do::scale) value *= effect.amount;
  if (effect.operation == Do::add) value += effect.amount;
  set_number(scenario, effect.path, std::clamp(value, effect.range.low, effect.range.high));
}

bool may_act(const Scenario& scenario, const std::string& policy) {
  if (scenario.policies.at(policy).enabled) return true;
  return std::any_of(
      scenario.timeline.begin(), scenario.timeline.end(), [&policy](const auto& one) {
        const auto& arguments = one.second.action.arguments;
        const auto named = arguments.find("policy");
        return one.second.action.name == "enact_policy" && named != arguments.end() &&
               std::get<std::string>(named->second) == policy;
      });
}

bool has_policies_to_come(const Scenario& scenario) {
  return std::any_of(scenario.policies.begin(), scenario.policies.end(),
                     [&scenario](const auto& one) { return may_act(scenario, one.first); });
}

}  // namespace acqsim::spec
