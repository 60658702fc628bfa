#pragma once

#include <acqsim/base/date.hpp>
#include <acqsim/base/row.hpp>
#include <acqsim/base/units.hpp>
#include <acqsim/stats/distribution.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace acqsim::spec {

/// The part of the market on which an effect acts. An empty list does not limit; agencies are those
/// of `kinds` or in `agencies`, requirements those at `levels`.
struct Where {
  std::vector<std::string> kinds;
  std::vector<std::string> agencies;
  std::vector<std::string> levels;

  bool is_everywhere() const { return kinds.empty() && agencies.empty() && levels.empty(); }
  bool holds_for(const std::string& agency, const std::string& kind) const;
  friend bool operator==(const Where&, const Where&) = default;
};

/// What a policy may require or forbid (policy_rules() says how each is written).
enum class RuleKind {
  default_list,
  enclaves_at_least,
  vendor_share_at_most,
  price_at_most,
  price_at_least,
  origins,
  forbidden_origins,
  forbidden_vendors,
};

/// One thing that a policy does on the day on which it comes into force.
struct Effect {
  enum class Operation {
    set,      ///< the parameter becomes `amount`
    scale,    ///< it is multiplied by `amount`, a distribution as a whole
    add,      ///< `amount` is added to it
    rule,     ///< from then on `rule` holds
    reroute,  ///< enclaves that name the path names[0] go by names[1]
  };
  Operation operation = Operation::set;
  std::string path{};                ///< of a live parameter; empty for a rule
  double amount = 0.0;               ///< in the stored unit of the parameter or rule; a factor
  base::Range range{};               ///< of the parameter, within which it stays
  RuleKind rule{};                   ///< of a rule
  std::vector<std::string> names{};  ///< a rule's list: origins or vendors; a reroute's two paths
  Where where{};
};

/// How a rule is written: require: {enclaves_at_least: 2}.
struct PolicyRule {
  std::string_view verb;  ///< "require" or "forbid"
  RuleKind kind;
  base::Parameter about;
};
const std::vector<PolicyRule>& policy_rules();

/// A form that a policy may take, with effects of its own.
struct Variant {
  base::Share probability;
  std::vector<Effect> effects;
};

/// How a policy comes about when its date is not known.
struct Stages {
  std::optional<base::Date> introduced;  ///< absent: there are no stages
  base::Share passes{1.0};
  stats::Distribution passage;  ///< days from introduction to the vote
  stats::Distribution grace;    ///< days from passing to coming into force
};

/// M8. A named set of effects.
struct Policy {
  std::string title;
  std::string question;
  bool enabled = false;                 ///< false: only if the timeline enacts it
  std::optional<base::Date> effective;  ///< absent, and no stages: the first day
  stats::Distribution delay;            ///< days after `effective`
  Stages stages;
  std::vector<Effect> effects;              ///< in order of writing
  std::map<std::string, Variant> variants;  ///< one is drawn, besides `effects`
};

struct Scenario;

/// Does a set, scale or add. Requires: `find` finds the path, and it is a number or, for scale, a
/// distribution.
void apply(Scenario& scenario, const Effect& effect);

/// Whether a policy is enabled or the timeline enacts it: else it can never act.
bool may_act(const Scenario& scenario, const std::string& policy);
bool has_policies_to_come(const Scenario& scenario);

}  // namespace acqsim::spec
