#include "model/mechanisms/partnerships.hpp"

#include "model/world.hpp"

#include <limits>

namespace acqsim::model {

KindMask mask_of(const World& world, const std::vector<std::string>& kinds) {
  KindMask mask = 0;
  for (const auto& kind : kinds) mask |= 1U << world.blueprint().kinds.at(kind).value();
  return mask;
}

Partnerships::Partnerships(const World& world)
    : providers_(world.blueprint().providers.size()),
      entries_(world.blueprint().vendors.size() * providers_),
      signed_since_start_(world.blueprint().vendors.size(), 0) {
  const auto& names = world.blueprint();
  for (const auto& [id, vendor] : world.spec().vendors) {
    for (const auto& [provider, partnership] : vendor.partnerships) {
      Entry& entry = at(names.vendors.at(id), names.providers.at(provider));
      entry.scope = mask_of(world, partnership.scope);
      entry.is_signed = partnership.status == spec::PartnershipStatus::in_force;
      entry.is_negotiating = partnership.status == spec::PartnershipStatus::negotiating;
      entry.signed_at = partnership.since ? *partnership.since - world.spec().start
                                          : Days(-std::numeric_limits<double>::infinity());
    }
  }
}

bool Partnerships::serves(const World& world, VendorId vendor, ProviderId provider,
                          KindId kind) const {
  if (world.blueprint().is_own(vendor, provider)) return true;
  const Entry& entry = at(vendor, provider);
  return entry.is_signed && contains(entry.scope, kind) &&
         !world.exclusivity.rules_out(vendor, provider, kind, entry.signed_at);
}

void Partnerships::begin_negotiation(VendorId vendor, ProviderId provider) {
  at(vendor, provider).is_negotiating = true;
}

void Partnerships::end_negotiation(VendorId vendor, ProviderId provider) {
  at(vendor, provider).is_negotiating = false;
}

void Partnerships::sign(World& world, VendorId vendor, ProviderId provider, KindMask scope) {
  Entry& entry = at(vendor, provider);
  entry.is_negotiating = false;
  entry.scope |= scope;
  if (!entry.is_signed) {
    entry.is_signed = true;
    entry.signed_at = world.now();
    const std::uint32_t order = ++signed_since_start_[vendor.value()];
    world.emit(PartnershipSigned{vendor, provider, order});
  }
  world.pipeline.start_all(world, vendor, provider);
  world.access.vendor_changed(vendor);
}

void Partnerships::lapse(World& world, VendorId vendor, ProviderId provider) {
  Entry& entry = at(vendor, provider);
  if (!entry.is_signed) return;
  entry.is_signed = false;
  entry.scope = 0;
  world.emit(PartnershipLapsed{vendor, provider});
  world.access.vendor_changed(vendor);
}

}  // namespace acqsim::model
