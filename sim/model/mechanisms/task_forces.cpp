#include "model/mechanisms/task_forces.hpp"

#include "model/hazard.hpp"
#include "model/mechanisms/arrivals.hpp"
#include "model/world.hpp"

#include <algorithm>
#include <optional>

namespace acqsim::model {

TaskForces::TaskForces(World& world)
    : world_(&world),
      stands_(world.blueprint().agencies.size(), false),
      in_operation_(
          world.spec().task_forces.enabled ? stands_.size() * world.blueprint().vendors.size() : 0,
          0.0) {
  for (std::size_t a = 0; a < stands_.size(); ++a) {
    const std::string& given = world.spec(AgencyId(a)).default_vendor;
    defaults_.push_back(given.empty() ? VendorId() : world.blueprint().vendors.at(given));
  }
}

double& TaskForces::in_operation(AgencyId agency, VendorId vendor) {
  return in_operation_[agency.value() * world_->blueprint().vendors.size() + vendor.value()];
}

void TaskForces::count(RequirementId id, VendorId vendor, double sign) {
  const Requirement& requirement = (*world_)[id];
  for (const Supply& supply : requirement.supplies) {
    if (supply.vendor != vendor) continue;
    in_operation(requirement.agency, vendor) +=
        sign * requirement.annual_value.value() * supply.share;
  }
}

void TaskForces::on(Days /*now*/, const Event& event) {
  if (in_operation_.empty()) return;
  if (const auto* started = std::get_if<SupplyStarted>(&event)) {
    count(started->requirement, started->vendor, 1.0);
  } else if (const auto* ended = std::get_if<SupplyEnded>(&event)) {
    count(ended->requirement, ended->vendor, -1.0);
  }
}

void TaskForces::stand_up(AgencyId agency) {
  stands_[agency.value()] = true;
  world_->emit(TaskForceStoodUp{agency});
}

bool TaskForces::standardize(AgencyId agency) {
  constexpr double kNothing = 1.0;  // $/year: what sums that have gone to zero may leave
  VendorId largest;
  double most = kNothing;
  for (std::size_t v = 0; v < world_->blueprint().vendors.size(); ++v) {
    const VendorId vendor(v);
    if (world_->standing.is_suspended(vendor, world_->kind(agency))) continue;
    if (in_operation(agency, vendor) <= most) continue;
    most = in_operation(agency, vendor);
    largest = vendor;
  }
  if (!largest.is_valid()) return false;
  settle_on(agency, largest);
  return true;
}

void TaskForces::settle_on(AgencyId agency, VendorId vendor) {
  defaults_[agency.value()] = vendor;
  world_->emit(VendorStandardized{agency, vendor});
}

namespace task_forces {

namespace {

des::Process life(World& world, AgencyId agency, std::optional<Days> at) {
  const std::uint64_t entity = world.blueprint().agencies.hash(agency);
  const auto& parameters = world.spec_of(agency).task_forces;
  if (at) {
    co_await world.simulation().until(*at);
  } else {
    const auto stand_up = [&parameters] { return parameters.stand_up; };
    co_await hazard::passes(world, entity, Purpose::task_force_stand_up, 0, stand_up);
  }
  world.task_forces.stand_up(agency);
  arrivals::add_task_force(world, agency);
  const bool may_change = world.policies.is_governed();
  if (parameters.standardize.value() <= 0.0 && !may_change) co_return;
  const auto standardize = [&parameters] { return parameters.standardize; };
  for (std::uint64_t n = 0; !world.task_forces.default_of(agency).is_valid(); ++n) {
    co_await hazard::passes(world, entity, Purpose::task_force_standardize, n, standardize);
    if (world.task_forces.default_of(agency).is_valid()) co_return;  // a policy was first
    world.task_forces.standardize(agency);
  }
}

}  // namespace

void install(World& world) {
  if (!world.spec().task_forces.enabled) return;
  for (std::size_t a = 0; a < world.blueprint().agencies.size(); ++a) {
    const AgencyId agency(a);
    const auto& date = world.spec(agency).task_force;
    std::optional<Days> at;
    if (date) {
      at = std::max(Days(0.0), *date - world.spec().start);
    } else if (!world.policies.is_governed()) {  // the hazard is what it will be
      const double hazard = world.spec().task_forces.stand_up.value();
      if (hazard <= 0.0) continue;
      const std::uint64_t entity = world.blueprint().agencies.hash(agency);
      at = Days(world.exponential(entity, Purpose::task_force_stand_up) / hazard);
    }
    if (at && *at > world.horizon()) continue;
    world.simulation().spawn(life(world, agency, at), "task force");
  }
}

}  // namespace task_forces
}  // namespace acqsim::model
