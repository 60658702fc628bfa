#include "model/requirement_life.hpp"

#include "model/acquisition.hpp"
#include "model/authorization.hpp"
#include "model/choice.hpp"
#include "model/mechanisms/protests.hpp"
#include "model/operation.hpp"
#include "model/withdrawal.hpp"
#include "model/world.hpp"

#include <acqsim/des/signal.hpp>

#include <algorithm>

namespace acqsim::model {

namespace {

enum class Outcome { in_operation, unmet, withdrawn };

/// A contract by this method; an invalid one: the incumbent's again, without competition.
void award(World& world, RequirementId id, std::vector<Supply> supplies, MethodId method) {
  const bool is_renewal = !method.is_valid();
  const bool is_competed = !is_renewal && world.spec(method).competed;
  const bool is_prototype = !is_renewal && world.spec(method).prototype_period.value() > 0.0;
  Requirement& requirement = world[id];
  const VendorId incumbent = requirement.incumbent;
  if (!requirement.supplies.empty()) {  // bridges the time since the contract before ended
    const Days gap = world.now() - requirement.arose;
    if (gap.value() > 0.0) operation::obligate(world, id, base::in_years(gap));
  }
  requirement.supplies = std::move(supplies);
  requirement.is_competed = is_competed;
  requirement.prototype = is_prototype ? method : MethodId{};
  requirement.incumbent = requirement.supplies.front().vendor;
  const Supply& first = requirement.supplies.front();
  world.emit(Awarded{id, requirement.agency, first.vendor,
                     world.blueprint().provider_of[first.route.enclave.value()],
                     first.route.enclave, first.route.vehicle, incumbent, requirement.annual_value,
                     world.now() - requirement.arose, is_competed, is_renewal, requirement.level});
  if (incumbent.is_valid() && incumbent != first.vendor) {
    world.emit(VendorChanged{id, requirement.agency, incumbent, first.vendor});
  }
}

Outcome withdraw(World& world, RequirementId id, bool is_awarded) {
  world.emit(RequirementWithdrawn{id, world[id].agency, is_awarded});
  return Outcome::withdrawn;
}

/// Until a vendor that is due can serve from this enclave, cannot be expected to any more, or the
/// requirement is given up, by `patience_ends` or by a withdrawal as its hazard is then.
des::Process await_route(World& world, RequirementId id, VendorId vendor, EnclaveId enclave,
                         Days patience_ends, withdrawal::Clock& withdrawn) {
  const KindId kind = world.kind(world[id].agency);
  const ProviderId provider = world.blueprint().provider_of[enclave.value()];
  const auto is_awaited = [&world, id, vendor, enclave, kind, provider] {
    if (world.standing.is_suspended(vendor, kind)) return false;
    if (!world.partnerships.serves(world, vendor, provider, kind)) return false;
    const bool is_authorized = world.pipeline.is_authorized(vendor, enclave);
    return is_authorized ? !world.access.covers(enclave, world[id].level)
                         : world.pipeline.is_under_way(vendor, enclave);
  };
  while (is_awaited()) {
    const Days give_up = std::min(patience_ends, withdrawn.at());
    if (world.now() >= give_up) co_return;
    co_await world.access.changed().wait_until(give_up);
  }
}

/// Market research, funding, acquisition and choice, again from the start if the graph has changed
/// meanwhile so that nobody is left to choose. Candidates are given back before each wait of weeks
/// or months: hundreds of requirements wait at a time.
des::Task<Outcome> acquire(World& world, RequirementId id) {
  const bool is_first = !world[id].incumbent.is_valid();
  withdrawal::Clock withdrawn(world, id, is_first);
  const Days patience_ends = world.now() + world[id].patience;
  Days give_up = std::min(patience_ends, withdrawn.at());
  bool is_funded = false;
  for (;;) {
    auto found = choice::research(world, id, patience_ends);
    while (found.candidates.empty()) {
      const bool has_changed = co_await world.access.changed().wait_until(give_up);
      give_up = std::min(patience_ends, withdrawn.at());
      if (world.now() >= withdrawn.at()) co_return withdraw(world, id, false);
      if (!has_changed) {
        const auto cause = found.any_capable ? UnmetCause::no_route : UnmetCause::no_capability;
        for (const VendorId vendor : found.unreachable) {
          world.emit(RouteMissed{id, world[id].agency, vendor});
        }
        world.emit(RequirementUnmet{id, world[id].agency, cause, is_first});
        co_return Outcome::unmet;
      }
      found = choice::research(world, id, patience_ends);
    }
    const VehicleId vehicle = acquisition::easiest_vehicle(found.candidates);
    found = MarketResearch();
    if (!is_funded) {
      const bool has_waited = co_await funding::secure(world, id);
      is_funded = true;
      if (has_waited && world.now() < withdrawn.at()) continue;  // the market may have changed
    }
    if (world.now() >= withdrawn.at()) co_return withdraw(world, id, false);
    const MethodId method = world.vehicles.method(world, vehicle, world[id].annual_value);
    ++world[id].round;
    if (world.spec().acquisition.enabled) co_await acquisition::carry_out(world, id, method);

    if (world.now() >= withdrawn.at()) co_return withdraw(world, id, false);
    for (;;) {  // until the first in the ranking can serve
      found = choice::research(world, id, patience_ends);
      if (found.candidates.empty()) break;
      choice::rank(world, id, found.candidates);
      const VendorId first = found.candidates.front().vendor;
      const Route route = found.candidates.front().route;
      if (route.wait <= 0.0) break;
      found = MarketResearch();
      co_await await_route(world, id, first, route.enclave, patience_ends, withdrawn);
      give_up = std::min(patience_ends, withdrawn.at());
      if (world.now() >= withdrawn.at()) co_return withdraw(world, id, false);
    }
    if (found.candidates.empty()) continue;
    choice::let_due_lose(world, id, found);
    if (const auto protest = protests::filed(world, id, found.candidates)) {
      found = MarketResearch();
      auto settled = co_await protests::settle(world, id, *protest);
      found = std::move(settled);
      if (found.candidates.empty()) continue;
    }
    for (const VendorId vendor : found.unreachable)
      world.emit(RouteMissed{id, world[id].agency, vendor});
    auto supplies = operation::supplies(world, world[id], found.candidates);
    const MethodId ordered_by =
        world.vehicles.method(world, supplies.front().route.vehicle, world[id].annual_value);
    award(world, id, std::move(supplies), ordered_by);
    co_return Outcome::in_operation;
  }
}

/// Gives the contract to its vendor again without competition, if it can still be ordered.
bool order_again(World& world, RequirementId id) {
  Requirement& requirement = world[id];
  auto supplies = operation::continuing(world, id);
  if (supplies.empty() || supplies.front().vendor != requirement.incumbent) return false;
  for (Supply& supply : supplies) {  // ordered anew, by whatever route is best now
    const Route route =
        world.access.best(requirement.agency, requirement.level, requirement.home, supply.vendor);
    if (!route.exists()) return false;
    const bool is_permitted =
        !world.policies.has_rules() ||
        world.policies.permit(world, requirement.agency, requirement.level, supply.vendor, route);
    if (!is_permitted) return false;
    supply.route = route;
  }
  ++requirement.round;
  award(world, id, std::move(supplies), MethodId{});
  return true;
}

/// Whether a contract's end leads to another of the same vendor without competition: by draw, of
/// those whose options ran out (renewal) and of prototypes that ran their time (production).
bool renew(World& world, RequirementId id, EndCause cause) {
  const Requirement& requirement = world[id];
  const bool is_prototype = cause == EndCause::prototype_completed;
  if (!is_prototype && cause != EndCause::options_exhausted) return false;
  const Purpose purpose = is_prototype ? Purpose::production : Purpose::renewal;
  const base::Share part =
      is_prototype ? world.spec(requirement.prototype).production
                   : world.spec_of(requirement.agency).operation.renew_without_competition;
  const double u = world.uniform(requirement.key, purpose, requirement.round);
  return u < part.value() && order_again(world, id);
}

/// From a contract's end to the next contract's award. False: the use case is over.
des::Task<bool> follow_on(World& world, RequirementId id, EndCause cause) {
  if (cause == EndCause::retired) co_return false;
  world[id].arose = world.now();
  if (renew(world, id, cause)) co_return true;
  if (cause == EndCause::vendor_excluded) world[id].supplies.clear();
  const Outcome outcome = co_await acquire(world, id);
  co_return outcome == Outcome::in_operation;
}

/// Contracts one after another, from the first one's award.
des::Process contracts(World& world, RequirementId id, Days done, bool is_authorized) {
  bool is_first = !is_authorized;
  withdrawal::Clock withdrawn(world, id, is_first);
  for (;;) {
    if (!is_authorized) co_await authorization::carry_out(world, id);
    if (is_first && world.now() >= withdrawn.at()) {
      withdraw(world, id, true);
      co_return;
    }
    const Supply& first = world[id].supplies.front();
    world.emit(OperationStarted{id, world[id].agency, first.vendor,
                                world.blueprint().provider_of[first.route.enclave.value()],
                                world.now() - world[id].arose, is_first});
    is_first = false;
    if (!world.spec().operation.enabled) co_return;
    const EndCause cause = co_await operation::run(world, id, done);
    const bool goes_on = co_await follow_on(world, id, cause);
    if (!goes_on) co_return;
    is_authorized = false;
    done = Days(0.0);
  }
}

}  // namespace

des::Process requirement_life(World& world, RequirementId id) {
  world.emit(RequirementArrived{id, world[id].agency});
  const Outcome outcome = co_await acquire(world, id);
  if (outcome != Outcome::in_operation) co_return;
  co_await contracts(world, id, Days(0.0), false);
}

des::Process installed_life(World& world, RequirementId id, Days done) {
  co_await contracts(world, id, done, true);
}

}  // namespace acqsim::model
