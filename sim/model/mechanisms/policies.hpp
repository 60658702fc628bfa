#pragma once

#include "model/events.hpp"
#include "model/ids.hpp"
#include "model/requirement.hpp"

#include <acqsim/spec/scenario.hpp>

#include <cstdint>
#include <vector>

namespace acqsim::model {

class World;

/// M8 Policies: on its day each enabled policy, or one that the timeline enacts, comes into force
/// once and does its effects in order.
///
/// Values. On this replication's own copy of the scenario, which mechanisms read anew at each use:
///     set: x = a     scale: x = a x     add: x = x + a     x, a: stored units of the parameter
/// kept within the parameter's range; a time that has been drawn with the value before stays. Rates
/// act at once, also on who waits (hazard.hpp); staff, budgets, ceilings and stocks follow
/// (parameter_listener.hpp). A `where` limits it to agencies, of which those that the same limits
/// hold for share a part with values of its own.
///
/// Rules. From then on a vendor is no candidate, and no option or renewal goes to it, at the
/// agencies and levels of the rule, unless
///     enclaves      n >= a                         n: enclaves that could serve the requirement
///     share         A_v + V <= a (A + V), or no other contract with v
///                                                  A: annual value under contract at the agency,
///                                                  A_v: of it with the vendor, V: this one; $/year
///     price         p <= a, p >= a                 p: $ per user-year on the route's vehicle
///     origin        listed, or not                 and a vendor that is not forbidden.
/// A default list makes the vendor that serves most of an agency on that day, by annual value in
/// operation, suspended ones left out (the first by id of several), the agency's default if it has
/// none; an agency that nobody serves gets none.
///
/// Dates. A date, if need be with a delay drawn; or stages: introduced on a day, voted on after a
/// time, passed with a probability, in force after another time. Times that would lie before the
/// start are the start. One variant is drawn when the policy comes into force. Draws are keyed by
/// policy and purpose.
///
/// Forecasts of M4 know the rules in force, but not the caps on shares, which depend on the
/// contract, nor policies to come.
///
/// Source: [acqsim-model]; sizes of effects are the scenario's. Limits: a policy that is not
/// enabled changes no bit; setting a value on the first day is the scenario with that value; a cap
/// holds after each award.
class Policies : public Listener {
 public:
  /// Requires: `live` is what World::spec() shows.
  void govern(World& world, spec::Scenario& live);
  bool is_governed() const { return live_ != nullptr; }
  void enact(World& world, PolicyId policy);

  /// The values of an agency's part of the market; `whole` unless policies set parts apart.
  const spec::Scenario& of(const spec::Scenario& whole, AgencyId agency) const {
    return parts_.empty() ? whole : parts_[part_of_[agency.value()]];
  }
  std::uint32_t part(AgencyId agency) const {
    return parts_.empty() ? 0 : part_of_[agency.value()];
  }
  std::size_t parts() const { return parts_.empty() ? 1 : parts_.size(); }
  const spec::Scenario& part(const spec::Scenario& whole, std::size_t position) const {
    return parts_.empty() ? whole : parts_[position];
  }

  bool has_rules() const { return !rules_.empty(); }
  /// Whether the rules let a vendor serve requirements of an agency at a level by this route, caps
  /// aside.
  bool permit(const World& world, AgencyId agency, LevelId level, VendorId vendor,
              const Route& route) const;
  /// Whether rules ask for more enclaves than the route has.
  bool lacks_enclaves(AgencyId agency, LevelId level, const Route& route) const;
  /// Whether a requirement may be the vendor's for `value` a year, caps considered.
  bool is_within_cap(const World& world, RequirementId requirement, VendorId vendor,
                     Money value) const;

  /// Gives the agencies of default lists that fall due on the first day their defaults.
  void draw_first_lists(World& world);

  EventKinds wants() const override {
    return kinds<Awarded, RequirementWithdrawn, SupplyStarted, SupplyEnded>();
  }
  void on(Days now, const Event& event) override;

 private:
  struct Rule {
    spec::RuleKind kind{};
    double number = 0.0;
    std::vector<bool> vendors;   ///< that it bars by origin or name
    std::vector<bool> agencies;  ///< where it holds
    std::vector<bool> levels;
    bool holds(AgencyId a, LevelId l) const { return agencies[a.value()] && levels[l.value()]; }
  };
  struct Account {
    double value = 0.0;  ///< $/year
    int contracts = 0;
  };
  void act(World& world, const spec::Effect& effect);
  void change(World& world, const spec::Effect& effect);
  void apply(const spec::Effect& effect);
  void add_rule(const World& world, const spec::Effect& effect);
  void list_defaults(World& world, const std::vector<bool>& agencies);
  void make_parts(const World& world);
  void count(RequirementId requirement, bool is_more);

  World* world_ = nullptr;
  spec::Scenario* live_ = nullptr;
  std::vector<bool> in_force_;  // [policy]
  std::vector<Rule> rules_;
  std::vector<std::vector<bool>> first_lists_;  // [list][agency]
  bool is_started_ = false;
  bool has_changed_values_ = false;       // the policy that comes into force
  std::vector<spec::Where> limits_;       // of values, by bit of a part's signature
  std::vector<std::uint64_t> signature_;  // [part]
  std::vector<spec::Scenario> parts_;     // only what agencies may differ in
  std::vector<std::uint32_t> part_of_;    // [agency]
  bool has_caps_ = false;                 // in any policy
  std::vector<Account> accounts_;         // [agency][vendor], if there are caps
  std::vector<bool> is_counted_;          // [requirement]
};

namespace policies {
/// Puts into force what is due on the first day. Before the other mechanisms.
void begin(World& world);
/// Waits for the dates of the others, and draws the first day's default lists. After the installed
/// base.
void install(World& world);
}  // namespace policies

}  // namespace acqsim::model
