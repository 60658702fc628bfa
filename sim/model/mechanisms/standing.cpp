#include "model/mechanisms/standing.hpp"

#include "model/world.hpp"

#include <algorithm>

namespace acqsim::model {

Standing::Standing(const World& world) {
  for (const auto& [id, vendor] : world.spec().vendors) {
    KindMask mask = 0;
    if (world.spec().suspensions.enabled) {
      for (const auto& [name, suspension] : vendor.suspensions)
        mask |= mask_of(world, suspension.scope);
    }
    suspended_.push_back(mask);
  }
}

void Standing::suspend(World& world, VendorId vendor, KindMask scope) {
  if (!world.spec().suspensions.enabled) return;
  for (std::size_t k = 0; k < world.blueprint().kinds.size(); ++k) {
    const KindId kind(k);
    if (!contains(scope, kind) || is_suspended(vendor, kind)) continue;
    suspended_[vendor.value()] |= 1U << k;
    world.emit(VendorSuspended{vendor, kind});
  }
  world.access.vendor_changed(vendor);
}

void Standing::lift(World& world, VendorId vendor, KindMask scope) {
  if (!world.spec().suspensions.enabled) return;
  for (std::size_t k = 0; k < world.blueprint().kinds.size(); ++k) {
    const KindId kind(k);
    if (!contains(scope, kind) || !is_suspended(vendor, kind)) continue;
    suspended_[vendor.value()] &= ~(1U << k);
    world.emit(SuspensionLifted{vendor, kind});
  }
  world.access.vendor_changed(vendor);
}

namespace standing {

namespace {

des::Process ends(World& world, VendorId vendor, KindMask scope, Days until) {
  co_await world.simulation().until(until);
  world.standing.lift(world, vendor, scope);
}

/// The kinds that a suspension alone keeps from buying when it ends: another of the vendor that
/// ends later, or not by a date, goes on.
KindMask freed_by(const World& world, const spec::Vendor& vendor, const spec::Suspension& ended) {
  KindMask freed = mask_of(world, ended.scope);
  for (const auto& [name, other] : vendor.suspensions) {
    if (!other.until || *other.until > *ended.until) freed &= ~mask_of(world, other.scope);
  }
  return freed;
}

}  // namespace

void install(World& world) {
  if (!world.spec().suspensions.enabled) return;
  for (const auto& [id, vendor] : world.spec().vendors) {
    for (const auto& [name, suspension] : vendor.suspensions) {
      if (!suspension.until) continue;
      const Days until = std::max(Days(0.0), *suspension.until - world.spec().start);
      world.simulation().spawn(
          ends(world, world.blueprint().vendors.at(id), freed_by(world, vendor, suspension), until),
          "standing");
    }
  }
}

}  // namespace standing
}  // namespace acqsim::model
