#include "model/metrics/catalog.hpp"

#include <acqsim/spec/scenario.hpp>

/// Where models are hosted, and who is paid for that.
namespace acqsim::model::metrics {

namespace {

double hosted(const Tally& tally, const Labels& labels) {
  if (labels.vendor.is_valid() && labels.provider.is_valid()) {
    return tally.hosting(labels.vendor, labels.provider);
  }
  if (labels.provider.is_valid()) return tally.hosting(labels.provider);
  if (!labels.vendor.is_valid()) return tally.hosting();
  return tally.hosting_of(labels.vendor);
}

double hosted_obligations(const Reading& reading, const Labels& labels) {
  return hosted(reading.tally, labels);
}

double hosted_share(const Reading& reading, const Labels& labels) {
  const double whole =
      labels.vendor.is_valid() ? reading.tally.hosting_of(labels.vendor) : reading.tally.hosting();
  return share(hosted(reading.tally, labels), whole);
}

LabelSets providers_then_partners(const Blueprint& names, const spec::Scenario& scenario) {
  LabelSets sets = each_provider(names, scenario);
  for (auto& set : each_partner(names, scenario)) sets.push_back(std::move(set));
  return sets;
}

}  // namespace

const std::vector<MetricRow>& hosting_rows() {
  static const std::vector<MetricRow> rows{
      {{.name = "hosted_obligations",
        .meaning = "Obligations to providers for hosting models.",
        .source = "acqsim-model",
        .unit = "$",
        .parameters = {provider_label(), vendor_label()}},
       each_provider,
       hosted_obligations},
      {{.name = "hosted_share",
        .meaning = "A provider's share of obligations for hosting, of the market or of one "
                   "vendor's models.",
        .source = "acqsim-model",
        .unit = "share",
        .parameters = {provider_label(), vendor_label()}},
       providers_then_partners,
       hosted_share},
  };
  return rows;
}

}  // namespace acqsim::model::metrics
