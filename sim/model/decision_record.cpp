#include "model/decision_record.hpp"

#include "model/rules/catalog.hpp"
#include "model/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace acqsim::model {

namespace {

constexpr double kFrontierPoints = 100.0;

double needed_points(const World& world, const Requirement& requirement) {
  const NeededCapability& needed = requirement.needed_capability;
  if (needed.low == needed.high) return needed.low;
  const auto& distribution = world.spec(world.kind(requirement.agency)).needed_capability;
  return distribution.quantile(needed.u) / kFrontierPoints * needed.frontier;
}

std::vector<Term> inputs(const World& world, const Requirement& requirement, VendorId vendor) {
  return {{"capability", world.capability.of(vendor)},
          {"references", world.references.strength(world, vendor, requirement.agency)}};
}

ConsideredVendor considered(const World& world, const Requirement& requirement,
                            const Candidate& one) {
  const auto& names = world.blueprint();
  ConsideredVendor result;
  result.vendor = names.vendors[one.vendor];
  result.enclave = names.enclaves[one.route.enclave];
  result.provider = names.providers[names.provider_of[one.route.enclave.value()]];
  result.vehicle = names.vehicles[one.route.vehicle];
  result.inputs = inputs(world, requirement, one.vendor);
  result.inputs.push_back({"price", one.price_paid});
  result.inputs.push_back({"friction", one.route.friction});
  if (one.route.wait > 0.0) result.inputs.push_back({"wait", one.route.wait});
  result.inputs.push_back({"enclaves", static_cast<double>(one.route.enclaves)});
  result.terms = {
      {"capability", one.capability},  {"price", one.price},          {"friction", one.friction},
      {"enclaves", one.enclaves},      {"references", one.reference}, {"lock-in", one.lock_in},
      {"default", one.default_vendor}, {"trust", one.trust},          {"noise", one.taste}};
  result.utility = one.utility();
  return result;
}

struct Exclusion {
  std::string reason;
  std::string words;
};

/// ", the next due in 120 days": of a vendor with offerings under way.
std::string due_in(const World& world, VendorId vendor) {
  double soonest = std::numeric_limits<double>::infinity();
  for (std::size_t e = 0; e < world.blueprint().enclaves.size(); ++e)
    soonest = std::min(soonest, world.pipeline.expected(world, vendor, EnclaveId(e)));
  return std::isinf(soonest) ? "" : fmt::format(", the next is due in {:.0f} days", soonest);
}

/// Where the way ends: at the offerings, the levels, the partnerships or the vehicles.
Exclusion missing_route(const World& world, const Requirement& requirement, VendorId vendor) {
  const auto& names = world.blueprint();
  const KindId kind = world.kind(requirement.agency);
  bool is_authorized = false;
  bool covers = false;
  bool serves = false;
  for (std::size_t e = 0; e < names.enclaves.size(); ++e) {
    const EnclaveId enclave(e);
    if (!world.pipeline.is_authorized(vendor, enclave)) continue;
    is_authorized = true;
    if (!world.access.covers(enclave, requirement.level)) continue;
    covers = true;
    serves = serves || world.partnerships.serves(world, vendor, names.provider_of[e], kind);
  }
  const std::string& level = names.levels[requirement.level];
  if (!covers) {
    const std::string at = is_authorized ? fmt::format(" for {}", level) : std::string();
    return {"no route", "no route: authorised in no enclave" + at + due_in(world, vendor)};
  }
  if (!serves) {
    return {"no route", fmt::format("no route: no partnership serves {} customers at {}",
                                    names.kinds[kind], level)};
  }
  return {"no route", fmt::format("no route: on no vehicle that takes {}'s orders for {}",
                                  names.agencies[requirement.agency], level)};
}

/// In the order in which choice::research looks.
Exclusion exclusion(World& world, RequirementId id, VendorId vendor) {
  const Requirement& requirement = world[id];
  const KindId kind = world.kind(requirement.agency);
  const double points = world.capability.of(vendor);
  if (!world.is_enough(points, id)) {
    return {"capability too low", fmt::format("capability {:.1f} is below the {:.1f} needed",
                                              points, needed_points(world, requirement))};
  }
  if (world.standing.is_suspended(vendor, kind)) {
    return {"suspended", fmt::format("suspended for {} customers", world.blueprint().kinds[kind])};
  }
  const Route route =
      world.access.best(requirement.agency, requirement.level, requirement.home, vendor);
  if (!route.exists()) return missing_route(world, requirement, vendor);
  switch (choice::admission(world, id, vendor, route)) {
    case choice::Admission::too_few_enclaves:
      return {"policy rule",
              fmt::format("policy: {} enclaves could serve, too few", int{route.enclaves})};
    case choice::Admission::above_cap:
      return {"policy rule", "policy: would exceed the cap on one vendor's share"};
    case choice::Admission::barred:
    case choice::Admission::allowed:
      break;
  }
  return {"policy rule", "policy: a rule in force bars it here"};
}

std::string kind_of(partnership_decisions::Option::Kind kind) {
  using Kind = partnership_decisions::Option::Kind;
  return kind == Kind::stay ? "stay" : kind == Kind::reaffirm ? "reaffirm" : "sign";
}

}  // namespace

void DecisionRecord::ranked(World& world, RequirementId id,
                            const std::vector<Candidate>& candidates) {
  const auto& names = world.blueprint();
  ChoiceMade made;
  made.day = world.now().value();
  made.rule = rules::of(world.spec().choice.rule).about.name;
  std::vector<bool> is_candidate(names.vendors.size(), false);
  for (const Candidate& one : candidates) {
    is_candidate[one.vendor.value()] = true;
    made.vendors.push_back(considered(world, world[id], one));
  }
  made.candidates = candidates.size();
  for (std::size_t v = 0; v < names.vendors.size(); ++v) {
    if (is_candidate[v]) continue;
    Exclusion why = exclusion(world, id, VendorId(v));
    ConsideredVendor out;
    out.vendor = names.vendors[VendorId(v)];
    out.excluded = std::move(why.words);
    out.reason = std::move(why.reason);
    out.inputs = inputs(world, world[id], VendorId(v));
    made.vendors.push_back(std::move(out));
  }
  choices_.push_back({id, std::move(made)});
}

void DecisionRecord::weighed(World& world, VendorId vendor,
                             const std::vector<partnership_decisions::Option>& options,
                             const std::vector<double>& values) {
  const auto& names = world.blueprint();
  PartnershipWeighed made;
  made.day = world.now().value();
  made.vendor = names.vendors[vendor];
  const auto shares =
      partnership_decisions::probabilities(options, world.spec().partnership_decisions.scale);
  for (std::size_t i = 0; i < options.size(); ++i) {
    const auto& option = options[i];
    const auto& terms = option.terms;
    OptionWeighed one;
    one.kind = kind_of(option.kind);
    if (option.provider.is_valid()) one.provider = names.providers[option.provider];
    one.terms = {{"sales margin", terms.won.value()},
                 {"support", terms.support.value()},
                 {"integration", terms.integration.value()},
                 {"relation", terms.relation.value()},
                 {"hosting margin", terms.hosting.value()},
                 {"own models", terms.affiliate.value()},
                 {"exclusivity", terms.exclusivity_premium.value()}};
    one.surplus = option.surplus.value();
    one.forecast = terms.forecast_won.value();
    one.probability = shares[i];
    one.value = values[i];
    if (one.value > values[made.chosen]) made.chosen = i;
    made.options.push_back(std::move(one));
  }
  partnerships_.push_back(std::move(made));
}

}  // namespace acqsim::model
