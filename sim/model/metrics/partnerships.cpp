#include "model/metrics/catalog.hpp"

#include <acqsim/spec/scenario.hpp>

#include <limits>

/// Who signs whom.
namespace acqsim::model::metrics {

namespace {

double next_partner(const Reading& reading, const Labels& labels) {
  if (!labels.vendor.is_valid()) return std::numeric_limits<double>::quiet_NaN();
  const ProviderId first = reading.tally.next_partner[labels.vendor.value()];
  if (!labels.provider.is_valid()) return first.is_valid() ? 1.0 : 0.0;
  return first == labels.provider ? 1.0 : 0.0;
}

double days_to_next_partner(const Reading& reading, const Labels& labels) {
  if (!labels.vendor.is_valid() || !reading.tally.next_partner[labels.vendor.value()].is_valid()) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  return reading.tally.next_partner_at[labels.vendor.value()].value();
}

LabelSets each_deciding_vendor(const Blueprint& /*names*/, const spec::Scenario& scenario) {
  LabelSets sets;
  for (const auto& [vendor, spec] : scenario.vendors) {
    if (spec.reviews_partnerships.value() > 0.0) sets.push_back({{"vendor", vendor}});
  }
  return sets;
}

}  // namespace

const std::vector<MetricRow>& partnership_rows() {
  static const std::vector<MetricRow> rows{
      {{.name = "next_partner",
        .meaning = "How often a provider is the first to sign a vendor after the start.",
        .source = "acqsim-model",
        .unit = "share",
        .parameters = {vendor_label(), provider_label()}},
       each_partner,
       next_partner},
      {{.name = "days_to_next_partner",
        .meaning = "Days from the start until a vendor signs its next provider, in futures in "
                   "which it does.",
        .source = "acqsim-model",
        .unit = "d",
        .parameters = {vendor_label()}},
       each_deciding_vendor,
       days_to_next_partner},
  };
  return rows;
}

}  // namespace acqsim::model::metrics
