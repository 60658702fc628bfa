#include "model/metrics/catalog.hpp"
#include "model/world.hpp"

/// How much of the demand a vendor can reach at all, and without a change of cloud (C2).
namespace acqsim::model::metrics {

namespace {

/// The share of demand, weighted by annual value, for which the vendor has a route; at the home
/// provider if asked.
double reached(World& world, VendorId vendor, bool only_at_home) {
  const auto& names = world.blueprint();
  double whole = 0.0;
  double part = 0.0;
  for (std::size_t a = 0; a < names.agencies.size(); ++a) {
    const AgencyId agency(a);
    const double weight =
        world.requirement_rate(agency).value() * world.mean_annual_value(world.kind(agency));
    if (weight <= 0.0) continue;
    const bool is_suspended = world.standing.is_suspended(vendor, world.kind(agency));
    const auto& levels = world.level_weights(agency);
    const auto& homes = world.home_weights(agency);
    for (std::size_t l = 0; l < levels.size(); ++l) {
      for (std::size_t h = 0; h < homes.size(); ++h) {
        const double here = weight * levels[l] * homes[h];
        if (here <= 0.0) continue;
        whole += here;
        if (is_suspended) continue;
        const Route& route = world.access.best(agency, LevelId(l), ProviderId(h), vendor);
        if (!route.exists()) continue;
        if (only_at_home && names.provider_of[route.enclave.value()].value() != h) continue;
        part += here;
      }
    }
  }
  return share(part, whole);
}

double reach(const Reading& reading, const Labels& labels) {
  if (!labels.vendor.is_valid()) return share(0.0, 0.0);
  return reached(reading.world, labels.vendor, false);
}

double reach_without_migration(const Reading& reading, const Labels& labels) {
  if (!labels.vendor.is_valid()) return share(0.0, 0.0);
  return reached(reading.world, labels.vendor, true);
}

}  // namespace

const std::vector<MetricRow>& reach_rows() {
  static const std::vector<MetricRow> rows{
      {{.name = "reach",
        .meaning = "The share of demand at the end for which a vendor has a route.",
        .source = "acqsim-model",
        .unit = "share",
        .parameters = {vendor_label()}},
       each_vendor,
       reach},
      {{.name = "reach_without_migration",
        .meaning = "The share of demand at the end that a vendor reaches at the requirement's home "
                   "provider.",
        .source = "acqsim-model",
        .unit = "share",
        .parameters = {vendor_label()}},
       each_vendor,
       reach_without_migration},
  };
  return rows;
}

}  // namespace acqsim::model::metrics
