#include "model/metrics/catalog.hpp"
#include "model/world.hpp"

#include <limits>

/// What vendors have become, how far they are trusted, and how agencies have organised.
namespace acqsim::model::metrics {

namespace {

double government_share(const Reading& reading, const Labels& labels) {
  const Character& character = reading.world.character;
  if (labels.vendor.is_valid()) return character.government_share(labels.vendor);
  double government = 0.0;
  double commercial = 0.0;
  for (std::size_t v = 0; v < reading.world.blueprint().vendors.size(); ++v) {
    government += character.government_revenue(VendorId(v));
    commercial += character.commercial_revenue(VendorId(v));
  }
  return share(government, government + commercial);
}

double contractors(const Reading& reading, const Labels& labels) {
  double count = 0.0;
  for (std::size_t v = 0; v < reading.world.blueprint().vendors.size(); ++v) {
    if (labels.vendor.is_valid() && labels.vendor.value() != v) continue;
    if (reading.world.character.is_contractor(VendorId(v))) ++count;
  }
  return count;
}

double task_forces(const Reading& reading, const Labels& /*labels*/) {
  double count = 0.0;
  for (std::size_t a = 0; a < reading.world.blueprint().agencies.size(); ++a) {
    if (reading.world.task_forces.stands(AgencyId(a))) ++count;
  }
  return count;
}

double default_agencies(const Reading& reading, const Labels& labels) {
  double count = 0.0;
  for (std::size_t a = 0; a < reading.world.blueprint().agencies.size(); ++a) {
    const VendorId chosen = reading.world.task_forces.default_of(AgencyId(a));
    if (chosen.is_valid() && (!labels.vendor.is_valid() || chosen == labels.vendor)) ++count;
  }
  return count;
}

double trust_lost(const Reading& reading, const Labels& labels) {
  if (!reading.world.spec().incidents.enabled) return std::numeric_limits<double>::quiet_NaN();
  if (labels.vendor.is_valid()) return reading.world.incidents.loss(reading.world, labels.vendor);
  double sum = 0.0;
  double vendors = 0.0;
  for (std::size_t v = 0; v < reading.world.blueprint().vendors.size(); ++v) {
    if (!reading.world.access.is_sold(VendorId(v))) continue;
    sum += reading.world.incidents.loss(reading.world, VendorId(v));
    ++vendors;
  }
  return share(sum, vendors);
}

}  // namespace

const std::vector<MetricRow>& conduct_rows() {
  static const std::vector<MetricRow> rows{
      {{.name = "government_share",
        .meaning =
            "The government's share of the smoothed revenue at the end, of one vendor or of all "
            "whose commercial revenue is given.",
        .source = "acqsim-model",
        .unit = "share",
        .parameters = {vendor_label()}},
       each_vendor,
       government_share},
      {{.name = "contractors",
        .meaning = "Vendors called contractors at the end; of one vendor, 1 if it is one.",
        .source = "acqsim-model",
        .unit = "count",
        .parameters = {vendor_label()}},
       whole_market,
       contractors},
      {{.name = "task_forces",
        .meaning = "Agencies with an AI task force at the end.",
        .source = "acqsim-model",
        .unit = "count",
        .parameters = {}},
       whole_market,
       task_forces},
      {{.name = "default_agencies",
        .meaning = "Agencies that have standardised on a vendor at the end.",
        .source = "acqsim-model",
        .unit = "count",
        .parameters = {vendor_label()}},
       each_vendor,
       default_agencies},
      {{.name = "trust_lost",
        .meaning =
            "Utility that a vendor lacks at the end for incidents; without a vendor the mean "
            "of all that agencies can order from.",
        .source = "acqsim-model",
        .unit = "index",
        .parameters = {vendor_label()}},
       whole_market,
       trust_lost},
  };
  return rows;
}

}  // namespace acqsim::model::metrics
