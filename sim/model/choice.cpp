#include "model/choice.hpp"

#include "model/decision_observer.hpp"
#include "model/rules/catalog.hpp"
#include "model/world.hpp"

#include <acqsim/base/check.hpp>

#include <algorithm>
#include <cmath>

namespace acqsim::model::choice {

double lock_in_term(const World& world, AgencyId agency, VendorId vendor, bool is_embedded) {
  const double weight = world.spec_of(agency).choice.lock_in;
  return weight != 0.0 ? weight * world.lock_in.term(agency, vendor, is_embedded) : 0.0;
}

Candidate vendor_terms(const World& world, AgencyId agency, VendorId vendor, bool is_embedded) {
  const auto& weights = world.spec_of(agency).choice;
  Candidate terms;
  terms.vendor = vendor;
  terms.capability = weights.capability * world.capability.of(vendor);
  if (weights.reference != 0.0) {
    terms.reference = weights.reference * world.references.strength(world, vendor, agency);
  }
  terms.lock_in = lock_in_term(world, agency, vendor, is_embedded);
  if (world.task_forces.default_of(agency) == vendor) {
    terms.default_vendor = weights.default_vendor;
  }
  terms.trust = -world.incidents.loss(world, vendor);
  return terms;
}

double price_term(const spec::Choice& weights, base::Money paid) {
  constexpr double kLeast = 0.01;  // a cent, so that free has a logarithm when there is no floor
  return -weights.price * std::log(std::max({paid.value(), weights.price_floor.value(), kLeast}));
}

namespace {

/// Gives a candidate a route, with the terms that depend on it.
void take(const World& world, AgencyId agency, const Route& route, Candidate& terms) {
  const base::Money paid = world.price.on(world, terms.vendor, route.vehicle);
  terms.route = route;
  terms.price_paid = paid.value();
  const spec::Choice& weights = world.spec_of(agency).choice;
  terms.price = price_term(weights, paid);
  terms.friction = friction_term(weights, route);
  terms.enclaves = enclaves_term(weights, route);
}

}  // namespace

Candidate candidate(World& world, AgencyId agency, VendorId vendor, const Route& route,
                    bool is_embedded) {
  Candidate terms = vendor_terms(world, agency, vendor, is_embedded);
  take(world, agency, route, terms);
  return terms;
}

Admission admission(World& world, RequirementId id, VendorId vendor, const Route& route) {
  if (!world.policies.has_rules()) return Admission::allowed;
  const Requirement& requirement = world[id];
  if (world.policies.lacks_enclaves(requirement.agency, requirement.level, route))
    return Admission::too_few_enclaves;
  if (!world.policies.permit(world, requirement.agency, requirement.level, vendor, route))
    return Admission::barred;
  return world.policies.is_within_cap(world, id, vendor, requirement.annual_value)
             ? Admission::allowed
             : Admission::above_cap;
}

MarketResearch research(World& world, RequirementId id, Days until) {
  const Requirement& requirement = world[id];
  const KindId kind = world.kind(requirement.agency);
  MarketResearch found;
  const AccessGraph::Place place =
      world.access.place(requirement.agency, requirement.level, requirement.home);
  for (std::size_t v = 0; v < world.blueprint().vendors.size(); ++v) {
    const VendorId vendor(v);
    if (!world.is_enough(world.capability.of(vendor), id)) continue;
    if (world.standing.is_suspended(vendor, kind)) continue;
    found.any_capable = true;
    Route route = world.access.best_by(place, vendor, until);
    if (!route.exists()) {
      found.unreachable.push_back(vendor);
      continue;
    }
    Admission admitted = admission(world, id, vendor, route);
    if (admitted != Admission::allowed && route.wait > 0.0) {
      const Route present = world.access.best(place, vendor);
      if (present.exists()) {
        route = present;
        admitted = admission(world, id, vendor, route);
      }
    }
    if (admitted == Admission::allowed) {
      if (found.candidates.empty()) found.candidates.reserve(world.blueprint().vendors.size() - v);
      found.candidates.push_back({.vendor = vendor, .route = route});
    } else if (admitted == Admission::too_few_enclaves) {
      found.unreachable.push_back(vendor);  // more partnerships would help
    }
  }
  return found;
}

namespace {

void order(World& world, RequirementId id, std::vector<Candidate>& candidates) {
  rules::of(world.spec().choice.rule).rank(candidates);
  if (world.observer() != nullptr) world.observer()->ranked(world, id, candidates);
}

}  // namespace

void rank(World& world, RequirementId id, std::vector<Candidate>& candidates) {
  const Requirement& requirement = world[id];
  const auto tastes = world.branch(requirement.key, Purpose::taste);
  for (auto& one : candidates) {
    one = candidate(world, requirement.agency, one.vendor, one.route, requirement.is_embedded);
    one.taste = world.gumbel(tastes, world.blueprint().vendors.hash(one.vendor));
  }
  order(world, id, candidates);
}

void let_due_lose(World& world, RequirementId id, MarketResearch& found) {
  auto& ranked = found.candidates;
  const auto is_due = [](const Candidate& one) { return one.route.wait > 0.0; };
  if (std::none_of(ranked.begin(), ranked.end(), is_due)) return;
  const Requirement& requirement = world[id];
  const AccessGraph::Place place =
      world.access.place(requirement.agency, requirement.level, requirement.home);
  for (Candidate& one : ranked) {
    if (!is_due(one)) continue;
    const Route route = world.access.best(place, one.vendor);
    const Admission admitted =
        route.exists() ? admission(world, id, one.vendor, route) : Admission::too_few_enclaves;
    if (admitted == Admission::allowed) take(world, requirement.agency, route, one);
    if (admitted == Admission::too_few_enclaves) found.unreachable.push_back(one.vendor);
  }
  ranked.erase(std::remove_if(ranked.begin(), ranked.end(), is_due), ranked.end());
  order(world, id, ranked);
}

}  // namespace acqsim::model::choice
