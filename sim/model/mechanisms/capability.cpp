#include "model/mechanisms/capability.hpp"

#include "model/hazard.hpp"
#include "model/world.hpp"

#include <algorithm>

namespace acqsim::model {

Capability::Capability(const World& world) {
  for (const auto& [id, vendor] : world.spec().vendors) points_.push_back(vendor.capability);
}

double Capability::frontier(World& world) const {
  double best = 0.0;
  for (std::size_t v = 0; v < points_.size(); ++v) {
    if (points_[v] > best && world.access.is_sold(VendorId(v))) best = points_[v];
  }
  if (best > 0.0 || points_.empty()) return best;
  return *std::max_element(points_.begin(), points_.end());
}

void Capability::release(World& world, VendorId vendor, double step) {
  double& points = points_[vendor.value()];
  const double research = world.character.research(vendor);
  const double gap_closed = std::min(1.0, world.spec().capability.gap_closed.value() * research);
  points = capability::after_release(points, frontier(world), gap_closed, step * research);
  world.emit(ModelReleased{vendor, points});
  world.access.changed().notify();  // who waits for a capable vendor looks again
}

namespace capability {

double after_release(double points, double frontier, double gap_closed, double step) {
  return points + gap_closed * std::max(0.0, frontier - points) + step;
}

namespace {

des::Process releases(World& world, VendorId vendor) {
  const auto& parameters = world.spec().capability;
  const std::uint64_t entity = world.blueprint().vendors.hash(vendor);
  const auto rate = [&parameters] { return parameters.releases; };
  for (std::uint64_t ordinal = 0;; ++ordinal) {
    co_await hazard::passes(world, entity, Purpose::release, ordinal, rate);
    const double step = world.draw(parameters.step, entity, Purpose::release_step, ordinal);
    world.capability.release(world, vendor, step);
  }
}

}  // namespace

void install(World& world) {
  const auto& parameters = world.spec().capability;
  if (!parameters.enabled) return;
  if (parameters.releases.value() <= 0.0 && !world.policies.is_governed()) return;
  for (std::size_t v = 0; v < world.blueprint().vendors.size(); ++v) {
    world.simulation().spawn(releases(world, VendorId(v)), "capability");
  }
}

}  // namespace capability
}  // namespace acqsim::model
