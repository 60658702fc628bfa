#include "model/mechanisms/policies.hpp"

#include "model/world.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/des/process.hpp>
#include <acqsim/spec/tables.hpp>

#include <algorithm>

namespace acqsim::model {

namespace {

using spec::Effect;
using spec::RuleKind;
using Operation = Effect::Operation;

/// Of a policy and all its variants.
template <class Visit>
void each_effect(const spec::Policy& policy, const Visit& visit) {
  for (const Effect& effect : policy.effects) visit(effect);
  for (const auto& [id, variant] : policy.variants) {
    for (const Effect& effect : variant.effects) visit(effect);
  }
}

std::vector<bool> agencies_of(const World& world, const spec::Where& where) {
  const auto& names = world.blueprint();
  std::vector<bool> all;
  for (std::size_t a = 0; a < names.agencies.size(); ++a)
    all.push_back(
        where.holds_for(names.agencies[AgencyId(a)], names.kinds[world.kind(AgencyId(a))]));
  return all;
}

bool is_listed(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

void Policies::govern(World& world, spec::Scenario& live) {
  world_ = &world;
  live_ = &live;
  in_force_.assign(world.blueprint().policies.size(), false);
  for (const auto& [id, policy] : live.policies) {
    if (!spec::may_act(live, id)) continue;
    each_effect(policy, [this](const Effect& effect) {
      const bool is_rule = effect.operation == Operation::rule;
      has_caps_ = has_caps_ || (is_rule && effect.rule == RuleKind::vendor_share_at_most);
      if (is_rule || effect.where.is_everywhere()) return;
      if (std::find(limits_.begin(), limits_.end(), effect.where) == limits_.end())
        limits_.push_back(effect.where);
    });
  }
  ACQSIM_CHECK(limits_.size() <= 64, "policies limit values to more than 64 parts of the market");
  if (!limits_.empty()) {
    make_parts(world);
    world.access.parameters_changed();  // routes are kept for each part
  }
  if (!has_caps_) return;
  accounts_.resize(world.blueprint().agencies.size() * world.blueprint().vendors.size());
  world.listen(*this);
}

void Policies::make_parts(const World& world) {
  const auto& names = world.blueprint();
  for (std::size_t a = 0; a < names.agencies.size(); ++a) {
    std::uint64_t signature = 0;
    for (std::size_t i = 0; i < limits_.size(); ++i) {
      if (limits_[i].holds_for(names.agencies[AgencyId(a)], names.kinds[world.kind(AgencyId(a))]))
        signature |= std::uint64_t{1} << i;
    }
    const auto found = std::find(signature_.begin(), signature_.end(), signature);
    part_of_.push_back(static_cast<std::uint32_t>(found - signature_.begin()));
    if (found == signature_.end()) signature_.push_back(signature);
  }
  spec::Scenario part;
  part.access = live_->access;
  part.choice = live_->choice;
  part.operation = live_->operation;
  part.lock_in = live_->lock_in;
  part.arrivals = live_->arrivals;
  part.acquisition = live_->acquisition;
  part.protests = live_->protests;
  part.phase_out = live_->phase_out;
  part.task_forces = live_->task_forces;
  part.funding = live_->funding;
  part.appropriations = live_->appropriations;
  parts_.assign(signature_.size(), part);
}

void Policies::enact(World& world, PolicyId policy) {
  ACQSIM_CHECK(live_ != nullptr, "a policy in a world that is not governed");
  if (in_force_[policy.value()]) return;
  in_force_[policy.value()] = true;
  has_changed_values_ = false;
  const spec::Policy& given = live_->policies.at(world.blueprint().policies[policy]);
  for (const Effect& effect : given.effects) act(world, effect);
  if (!given.variants.empty()) {
    double left = world.uniform(world.blueprint().policies.hash(policy), Purpose::policy_variant);
    const spec::Variant* drawn = nullptr;  // the last takes what rounding leaves
    for (const auto& [id, variant] : given.variants) {
      if (variant.probability.value() <= 0.0) continue;
      drawn = &variant;
      left -= variant.probability.value();
      if (left < 0.0) break;
    }
    for (const Effect& effect : drawn->effects) act(world, effect);
  }
  world.emit(PolicyEffective{policy});
  world.access.parameters_changed();
  world.review_queue.parameters_changed();
  if (!has_changed_values_ || !world.has_begun()) return;
  world.rates_changed().notify();
  world.phase_out.due().notify();
}

void Policies::act(World& world, const Effect& effect) {
  if (effect.operation == Operation::reroute) {
    const auto& paths = world.blueprint().paths;
    world.review_queue.reroute(world, paths.at(effect.names[0]), paths.at(effect.names[1]));
  } else if (effect.operation != Operation::rule) {
    change(world, effect);
  } else if (effect.rule != RuleKind::default_list) {
    add_rule(world, effect);
  } else if (is_started_) {
    list_defaults(world, agencies_of(world, effect.where));
  } else {
    first_lists_.push_back(agencies_of(world, effect.where));
  }
}

void Policies::change(World& world, const Effect& effect) {
  has_changed_values_ = true;
  world.before_change(effect.path);
  // What has declined since it was given is changed from what it is now.
  if (const VendorId vendor = Price::vendor_of(world, effect.path); vendor.is_valid())
    spec::set_number(*live_, effect.path, world.price.list(world, vendor).value());
  apply(effect);
  world.after_change(effect.path);
}

void Policies::apply(const Effect& effect) {
  if (effect.where.is_everywhere()) {
    spec::apply(*live_, effect);
    for (auto& part : parts_) {
      if (spec::find(part, effect.path)) spec::apply(part, effect);
    }
    return;
  }
  const auto limit = std::find(limits_.begin(), limits_.end(), effect.where);
  const std::uint64_t bit = std::uint64_t{1} << static_cast<std::size_t>(limit - limits_.begin());
  for (std::size_t p = 0; p < parts_.size(); ++p) {
    if ((signature_[p] & bit) != 0) spec::apply(parts_[p], effect);
  }
}

void Policies::add_rule(const World& world, const Effect& effect) {
  const auto& names = world.blueprint();
  Rule rule{effect.rule, effect.amount, {}, agencies_of(world, effect.where), {}};
  for (std::size_t v = 0; v < names.vendors.size(); ++v) {
    const std::string& origin = world.spec(VendorId(v)).origin;
    rule.vendors.push_back(
        (rule.kind == RuleKind::origins && !is_listed(effect.names, origin)) ||
        (rule.kind == RuleKind::forbidden_origins && is_listed(effect.names, origin)) ||
        (rule.kind == RuleKind::forbidden_vendors &&
         is_listed(effect.names, names.vendors[VendorId(v)])));
  }
  for (const std::string& level : names.levels.all())
    rule.levels.push_back(effect.where.levels.empty() || is_listed(effect.where.levels, level));
  rules_.push_back(std::move(rule));
}

bool Policies::lacks_enclaves(AgencyId agency, LevelId level, const Route& route) const {
  return std::any_of(rules_.begin(), rules_.end(), [&](const Rule& rule) {
    return rule.kind == RuleKind::enclaves_at_least && rule.holds(agency, level) &&
           static_cast<double>(route.enclaves) < rule.number;
  });
}

bool Policies::permit(const World& world, AgencyId agency, LevelId level, VendorId vendor,
                      const Route& route) const {
  for (const Rule& rule : rules_) {
    if (!rule.holds(agency, level)) continue;
    if (rule.vendors[vendor.value()]) return false;
    const bool is_of_price =
        rule.kind == RuleKind::price_at_most || rule.kind == RuleKind::price_at_least;
    if (!is_of_price) continue;
    const double price = world.price.on(world, vendor, route.vehicle).value();
    if (rule.kind == RuleKind::price_at_most ? price > rule.number : price < rule.number)
      return false;
  }
  return !lacks_enclaves(agency, level, route);
}

bool Policies::is_within_cap(const World& world, RequirementId id, VendorId vendor,
                             Money value) const {
  if (!has_caps_) return true;
  constexpr double kRounding = 1.0;  // $/year: what sums and differences may leave
  const Requirement& requirement = world[id];
  const std::size_t vendors = world.blueprint().vendors.size();
  const std::size_t first = requirement.agency.value() * vendors;
  double total = value.value();
  for (std::size_t v = 0; v < vendors; ++v) total += accounts_[first + v].value;
  Account own = accounts_[first + vendor.value()];
  if (id.value() < is_counted_.size() && is_counted_[id.value()]) {
    for (const Supply& supply : requirement.supplies) {
      const double part = requirement.annual_value.value() * supply.share;
      total -= part;
      if (supply.vendor != vendor) continue;
      own.value -= part;
      --own.contracts;
    }
  }
  if (own.contracts == 0) return true;
  return std::none_of(rules_.begin(), rules_.end(), [&](const Rule& rule) {
    return rule.kind == RuleKind::vendor_share_at_most &&
           rule.holds(requirement.agency, requirement.level) &&
           own.value + value.value() > rule.number * total + kRounding;
  });
}

void Policies::count(RequirementId id, bool is_more) {
  if (is_counted_.size() <= id.value()) is_counted_.resize(id.value() + 1, false);
  if (is_counted_[id.value()] == is_more) return;
  is_counted_[id.value()] = is_more;
  const Requirement& requirement = (*world_)[id];
  for (const Supply& supply : requirement.supplies) {
    Account& account = accounts_[requirement.agency.value() * world_->blueprint().vendors.size() +
                                 supply.vendor.value()];
    const double value = requirement.annual_value.value() * supply.share;
    account.value += is_more ? value : -value;
    account.contracts += is_more ? 1 : -1;
  }
}

void Policies::on(Days /*now*/, const Event& event) {
  // A contract counts from its award; one that was there at the start, or that a gateway moved,
  // from its first day.
  if (const auto* award = std::get_if<Awarded>(&event)) count(award->requirement, true);
  if (const auto* gone = std::get_if<RequirementWithdrawn>(&event)) count(gone->requirement, false);
  if (const auto* started = std::get_if<SupplyStarted>(&event)) count(started->requirement, true);
  if (const auto* ended = std::get_if<SupplyEnded>(&event)) {
    count(ended->requirement, false);
    const bool is_capped = std::any_of(rules_.begin(), rules_.end(), [](const Rule& rule) {
      return rule.kind == RuleKind::vendor_share_at_most;
    });
    if (is_capped) world_->access.changed().notify();  // there may be room for who waits
  }
}

void Policies::draw_first_lists(World& world) {
  is_started_ = true;
  for (const auto& agencies : first_lists_) list_defaults(world, agencies);
}

void Policies::list_defaults(World& world, const std::vector<bool>& agencies) {
  const std::size_t vendors = world.blueprint().vendors.size();
  std::vector<double> served(agencies.size() * vendors, 0.0);
  for (std::size_t r = 0; r < world.requirements(); ++r) {
    const Requirement& requirement = world[RequirementId(r)];
    if (!requirement.is_in_operation) continue;
    for (const Supply& supply : requirement.supplies)
      served[requirement.agency.value() * vendors + supply.vendor.value()] +=
          requirement.annual_value.value() * supply.share;
  }
  for (std::size_t a = 0; a < agencies.size(); ++a) {
    const AgencyId agency(a);
    if (!agencies[a] || world.task_forces.default_of(agency).is_valid()) continue;
    VendorId largest;
    double most = 0.0;
    for (std::size_t v = 0; v < vendors; ++v) {
      if (served[a * vendors + v] <= most ||
          world.standing.is_suspended(VendorId(v), world.kind(agency)))
        continue;
      most = served[a * vendors + v];
      largest = VendorId(v);
    }
    if (largest.is_valid()) world.task_forces.settle_on(agency, largest);
  }
}

namespace policies {

namespace {

des::Process come_into_force(World& world, PolicyId policy, Days at) {
  co_await world.simulation().until(at);
  world.policies.enact(world, policy);
}

des::Process go_through_stages(World& world, PolicyId policy) {
  const std::uint64_t entity = world.blueprint().policies.hash(policy);
  const spec::Stages& stages = world.spec().policies.at(world.blueprint().policies[policy]).stages;
  const Days introduced = *stages.introduced - world.spec().start;
  if (introduced >= world.now()) {
    co_await world.simulation().until(introduced);
    world.emit(PolicyIntroduced{policy});
  }
  const Days vote = introduced + Days(world.draw(stages.passage, entity, Purpose::policy_passage));
  co_await world.simulation().until(std::max(vote, world.now()));
  const bool has_passed = world.uniform(entity, Purpose::policy_passes) < stages.passes.value();
  if (!has_passed) {
    world.emit(PolicyRejected{policy});
    co_return;
  }
  world.emit(PolicyPassed{policy});
  const Days in_force = vote + Days(world.draw(stages.grace, entity, Purpose::policy_grace));
  co_await world.simulation().until(std::max(in_force, world.now()));
  world.policies.enact(world, policy);
}

des::Process draw_first_lists(World& world) {
  world.policies.draw_first_lists(world);
  co_return;
}

/// The day on which an enabled policy without stages comes into force.
Days date_of(World& world, PolicyId id, const spec::Policy& policy) {
  if (!policy.effective) return Days(0.0);
  const double delay =
      world.draw(policy.delay, world.blueprint().policies.hash(id), Purpose::policy_delay);
  return *policy.effective - world.spec().start + Days(delay);
}

}  // namespace

void begin(World& world) {
  if (!world.policies.is_governed()) return;
  for (const auto& [id, policy] : world.spec().policies) {
    if (!policy.enabled || policy.stages.introduced) continue;
    const PolicyId which = world.blueprint().policies.at(id);
    if (date_of(world, which, policy) <= Days(0.0)) world.policies.enact(world, which);
  }
}

void install(World& world) {
  if (!world.policies.is_governed()) return;
  world.simulation().spawn(draw_first_lists(world), "policy");
  for (const auto& [id, policy] : world.spec().policies) {
    if (!policy.enabled) continue;
    const PolicyId which = world.blueprint().policies.at(id);
    if (policy.stages.introduced) {
      world.simulation().spawn(go_through_stages(world, which), "policy");
      continue;
    }
    const Days at = date_of(world, which, policy);
    if (at > Days(0.0) && at < world.horizon())
      world.simulation().spawn(come_into_force(world, which, at), "policy");
  }
}

}  // namespace policies

}  // namespace acqsim::model
