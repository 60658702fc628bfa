#include "model/mechanisms/incidents.hpp"

#include "model/hazard.hpp"
#include "model/world.hpp"

#include <cmath>

namespace acqsim::model {

Incidents::Incidents(const World& world) : stocks_(world.blueprint().vendors.size()) {}

double Incidents::loss(const World& world, VendorId vendor) const {
  const Stock& stock = stocks_[vendor.value()];
  if (stock.value == 0.0) return 0.0;
  return stock.value * std::exp2(-((world.now() - stock.at) / world.spec().incidents.half_life));
}

void Incidents::add(const World& world, VendorId vendor, double amount) {
  stocks_[vendor.value()] = {loss(world, vendor) + amount, world.now()};
}

void Incidents::before_change(World& world, std::string_view path) {
  if (path != "incidents.half_life") return;
  for (std::size_t v = 0; v < stocks_.size(); ++v) add(world, VendorId(v), 0.0);
}

void Incidents::outage(World& world, VendorId vendor) {
  add(world, vendor, world.spec().incidents.outage_loss);
  world.emit(OutageOccurred{vendor});
}

void Incidents::breach(World& world, VendorId vendor) {
  add(world, vendor, world.spec().incidents.breach_loss);
  world.emit(BreachOccurred{vendor});
}

namespace incidents {

namespace {

des::Process happen(World& world, VendorId vendor, Purpose purpose) {
  const std::uint64_t entity = world.blueprint().vendors.hash(vendor);
  const auto& parameters = world.spec().incidents;
  const base::Rate* const kind =
      purpose == Purpose::outage ? &parameters.outages : &parameters.breaches;
  const auto rate = [kind] { return *kind; };
  for (std::uint64_t n = 0;; ++n) {
    co_await hazard::passes(world, entity, purpose, n, rate);
    if (purpose == Purpose::outage) {
      world.incidents.outage(world, vendor);
    } else {
      world.incidents.breach(world, vendor);
    }
  }
}

}  // namespace

void install(World& world) {
  const auto& parameters = world.spec().incidents;
  if (!parameters.enabled) return;
  const bool may_change = world.policies.is_governed();
  for (std::size_t v = 0; v < world.blueprint().vendors.size(); ++v) {
    if (may_change || parameters.outages.value() > 0.0)
      world.simulation().spawn(happen(world, VendorId(v), Purpose::outage), "outages");
    if (may_change || parameters.breaches.value() > 0.0)
      world.simulation().spawn(happen(world, VendorId(v), Purpose::breach), "breaches");
  }
}

}  // namespace incidents
}  // namespace acqsim::model
