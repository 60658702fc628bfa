#include "model/mechanisms/phase_out.hpp"

#include "model/world.hpp"

#include <algorithm>
#include <limits>

namespace acqsim::model {

namespace {

constexpr Days kNever(std::numeric_limits<double>::infinity());

des::Process fall_due(World& world, Days at) {
  co_await world.simulation().until(at);
  world.phase_out.due().notify();
}

}  // namespace

PhaseOut::PhaseOut(World& world)
    : world_(&world),
      due_(world.simulation()),
      kinds_(world.blueprint().kinds.size()),
      since_(world.blueprint().vendors.size() * kinds_, kNever) {
  const auto& scenario = world.spec();
  if (!scenario.suspensions.enabled) return;
  for (const auto& [id, vendor] : scenario.vendors) {
    for (const auto& [name, suspension] : vendor.suspensions) {
      const Days began =
          suspension.since ? std::min(Days(0.0), *suspension.since - scenario.start) : Days(0.0);
      for (const auto& kind : suspension.scope) {
        Days& from = since(world.blueprint().vendors.at(id), world.blueprint().kinds.at(kind));
        from = std::min(from, began);
      }
    }
  }
}

Days& PhaseOut::since(VendorId vendor, KindId kind) {
  return since_[vendor.value() * kinds_ + kind.value()];
}

bool PhaseOut::is_over(RequirementId id) const {
  const Requirement& requirement = (*world_)[id];
  const auto& parameters = world_->spec_of(requirement.agency).phase_out;
  if (!parameters.enabled) return false;
  const Days period = requirement.is_embedded ? parameters.embedded : parameters.gateway;
  const std::size_t kind = world_->kind(requirement.agency).value();
  return std::any_of(
      requirement.supplies.begin(), requirement.supplies.end(), [&](const Supply& supply) {
        return since_[supply.vendor.value() * kinds_ + kind] + period <= world_->now();
      });
}

void PhaseOut::announce(Days suspended) {
  for (std::size_t part = 0; part < world_->policies.parts(); ++part) {
    const auto& parameters = world_->policies.part(world_->spec(), part).phase_out;
    for (const Days period : {parameters.gateway, parameters.embedded}) {
      const Days at = suspended + period;
      if (at < world_->now() || at > world_->horizon()) continue;
      world_->simulation().spawn(fall_due(*world_, at), "phase-out");
    }
  }
}

void PhaseOut::after_change(World& world, std::string_view path) {
  if (world.has_begun() && path.starts_with("phase_out.")) announce_all();
}

void PhaseOut::install() {
  if (world_->spec().phase_out.enabled) announce_all();
}

void PhaseOut::announce_all() {
  std::vector<Days> announced;
  for (const Days from : since_) {
    if (from == kNever || std::count(announced.begin(), announced.end(), from) > 0) continue;
    announced.push_back(from);
    announce(from);
  }
}

void PhaseOut::on(Days now, const Event& event) {
  if (const auto* suspended = std::get_if<VendorSuspended>(&event)) {
    since(suspended->vendor, suspended->kind) = now;
    if (world_->spec().phase_out.enabled) announce(now);
  } else if (const auto* lifted = std::get_if<SuspensionLifted>(&event)) {
    since(lifted->vendor, lifted->kind) = kNever;
  }
}

}  // namespace acqsim::model
