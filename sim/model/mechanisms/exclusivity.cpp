#include "model/mechanisms/exclusivity.hpp"

#include "model/hazard.hpp"
#include "model/world.hpp"

#include <limits>

namespace acqsim::model {

Exclusivity::Exclusivity(const World& world)
    : providers_(world.blueprint().providers.size()),
      entries_(world.blueprint().vendors.size() * providers_) {
  if (!world.spec().exclusivity.enabled) return;
  const auto& names = world.blueprint();
  for (const auto& [id, vendor] : world.spec().vendors) {
    for (const auto& [provider, exclusive] : vendor.exclusivity) {
      Entry& entry = at(names.vendors.at(id), names.providers.at(provider));
      entry.scope = mask_of(world, exclusive.scope);
      entry.since = Days(-std::numeric_limits<double>::infinity());
    }
  }
}

bool Exclusivity::is_in_force(VendorId vendor, ProviderId provider) const {
  return at(vendor, provider).scope != 0;
}

bool Exclusivity::rules_out(VendorId vendor, ProviderId provider, KindId kind,
                            Days signed_at) const {
  for (std::size_t p = 0; p < providers_; ++p) {
    const Entry& entry = at(vendor, ProviderId(p));
    if (ProviderId(p) != provider && contains(entry.scope, kind) && signed_at > entry.since)
      return true;
  }
  return false;
}

KindMask Exclusivity::reserved_elsewhere(VendorId vendor, ProviderId provider) const {
  KindMask reserved = 0;
  for (std::size_t p = 0; p < providers_; ++p) {
    if (ProviderId(p) != provider) reserved |= at(vendor, ProviderId(p)).scope;
  }
  return reserved;
}

namespace {

des::Process ends(World& world, VendorId vendor, ProviderId provider, Days until,
                  std::uint32_t version);

}  // namespace

/// Ends one term of exclusivity unless a newer one has replaced it.
struct ExclusivityEnds {
  static std::uint32_t version(const World& world, VendorId vendor, ProviderId provider) {
    return world.exclusivity.at(vendor, provider).version;
  }
  static des::Process at(World& world, VendorId vendor, ProviderId provider, Days until) {
    return ends(world, vendor, provider, until, version(world, vendor, provider));
  }
};

namespace {

des::Process ends(World& world, VendorId vendor, ProviderId provider, Days until,
                  std::uint32_t version) {
  co_await world.simulation().until(until);
  if (ExclusivityEnds::version(world, vendor, provider) == version) {
    world.exclusivity.lapse(world, vendor, provider);
  }
}

/// Ends the term in force at the start with its hazard, unless a newer one has replaced it.
des::Process lapses(World& world, VendorId vendor, ProviderId provider) {
  const auto& names = world.blueprint();
  const spec::Exclusivity& term = world.spec(vendor).exclusivity.at(names.providers[provider]);
  const std::uint64_t entity = names.vendors.hash(vendor) ^ names.providers.hash(provider);
  const std::uint32_t version = ExclusivityEnds::version(world, vendor, provider);
  const auto rate = [&term] { return term.lapse_rate; };
  co_await hazard::passes(world, entity, Purpose::exclusivity_lapse, 0, rate);
  if (ExclusivityEnds::version(world, vendor, provider) == version) {
    world.exclusivity.lapse(world, vendor, provider);
  }
}

}  // namespace

void Exclusivity::reaffirm(World& world, VendorId vendor, ProviderId provider, KindMask scope,
                           Days until) {
  Entry& entry = at(vendor, provider);
  entry.scope |= scope;
  entry.since = world.now();
  ++entry.version;
  world.emit(ExclusivityReaffirmed{vendor, provider});
  world.simulation().spawn(ExclusivityEnds::at(world, vendor, provider, until), "exclusivity");
  world.access.vendor_changed(vendor);
}

void Exclusivity::lapse(World& world, VendorId vendor, ProviderId provider) {
  Entry& entry = at(vendor, provider);
  if (entry.scope == 0) return;
  entry.scope = 0;
  ++entry.version;
  world.emit(ExclusivityLapsed{vendor, provider});
  world.access.vendor_changed(vendor);
}

namespace exclusivity {

void install(World& world) {
  const auto& scenario = world.spec();
  if (!scenario.exclusivity.enabled) return;
  const auto& names = world.blueprint();
  for (const auto& [id, vendor] : scenario.vendors) {
    for (const auto& [provider, exclusive] : vendor.exclusivity) {
      const VendorId v = names.vendors.at(id);
      const ProviderId p = names.providers.at(provider);
      if (exclusive.until) {
        const Days until = std::max(Days(0.0), *exclusive.until - scenario.start);
        world.simulation().spawn(ExclusivityEnds::at(world, v, p, until), "exclusivity");
      }
      if (exclusive.lapse_rate.value() > 0.0 || world.policies.is_governed())
        world.simulation().spawn(lapses(world, v, p), "exclusivity");
    }
  }
}

}  // namespace exclusivity
}  // namespace acqsim::model
