#include "model/choice.hpp"

#include "model/rules/catalog.hpp"
#include "model/world.hpp"

#include <acqsim/base/check.hpp>

#include <algorithm>
#include <cmath>

namespace acqsim::model::choice {

namespace {
constexpr double kEnclavesThatCount = 3.0;
}

Candidate candidate(World& world, AgencyId agency, VendorId vendor, const Route& route,
                    bool is_embedded) {
  const auto& weights = world.spec().choice;
  const auto& names = world.blueprint();
  Candidate terms;
  terms.vendor = vendor;
  terms.route = route;
  terms.price_paid = world.price.on(world, vendor, route.vehicle).value();
  const double weighed = std::max(terms.price_paid, std::max(weights.price_floor.value(), 0.01));
  terms.capability = weights.capability * world.capability.of(vendor);
  terms.price = -weights.price * std::log(weighed);
  terms.friction = -weights.friction * route.friction;
  terms.enclaves =
      weights.enclaves * std::min(static_cast<double>(route.enclaves), kEnclavesThatCount);
  terms.reference =
      weights.reference == 0.0
          ? 0.0
          : weights.reference * world.references.strength(world, vendor, world.kind(agency));
  terms.lock_in = weights.lock_in == 0.0
                      ? 0.0
                      : weights.lock_in * world.lock_in.term(agency, vendor, is_embedded);
  if (world.spec(agency).default_vendor == names.vendors[vendor]) {
    terms.default_vendor = weights.default_vendor;
  }
  return terms;
}

MarketResearch research(World& world, RequirementId id) {
  const Requirement& requirement = world[id];
  const KindId kind = world.kind(requirement.agency);
  MarketResearch found;
  for (std::size_t v = 0; v < world.blueprint().vendors.size(); ++v) {
    const VendorId vendor(v);
    if (world.capability.of(vendor) < requirement.needed_capability) continue;
    if (world.standing.is_suspended(vendor, kind)) continue;
    found.any_capable = true;
    const Route& route =
        world.access.best(requirement.agency, requirement.level, requirement.home, vendor);
    if (!route.exists()) {
      found.unreachable.push_back(vendor);
      continue;
    }
    found.candidates.push_back(
        candidate(world, requirement.agency, vendor, route, requirement.is_embedded));
  }
  return found;
}

void rank(World& world, RequirementId id, std::vector<Candidate>& candidates) {
  const Requirement& requirement = world[id];
  for (auto& one : candidates) {
    one.taste =
        world.gumbel(requirement.key, Purpose::taste, world.blueprint().vendors.hash(one.vendor));
  }
  rules::of(world.spec().choice.rule).rank(candidates);
}

}  // namespace acqsim::model::choice
