#include "model/metrics/catalog.hpp"

#include <acqsim/spec/scenario.hpp>

/// Where models are hosted, and who is paid for that.
namespace acqsim::model::metrics {

namespace {

double hosted(const Tally& tally, const Labels& labels) {
  if (labels.has_kind_or_level()) return tally.parts().flow(labels.part()).hosting;
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
  if (labels.has_kind_or_level()) {
    Labels all = labels;
    all.provider = ProviderId();
    return share(hosted(reading.tally, labels), hosted(reading.tally, all));
  }
  const double whole =
      labels.vendor.is_valid() ? reading.tally.hosting_of(labels.vendor) : reading.tally.hosting();
  return share(hosted(reading.tally, labels), whole);
}

double annual_hosted_obligations(const Reading& reading, const Labels& labels) {
  if (labels.fiscal_year != 0) return reading.tally.hosting_in(labels.fiscal_year, labels.provider);
  return labels.provider.is_valid() ? reading.tally.hosting(labels.provider)
                                    : reading.tally.hosting();
}

LabelSets providers_by_year(const Blueprint& names, const spec::Scenario& scenario) {
  return in_each_fiscal_year(each_provider(names, scenario), names, scenario);
}

LabelSets providers_kinds_levels(const Blueprint& names, const spec::Scenario& scenario) {
  LabelSets sets = each_provider(names, scenario);
  for (auto& set : each_kind_and_level(names, scenario)) sets.push_back(std::move(set));
  return sets;
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
        .parameters = {provider_label(), vendor_label(), kind_label(), level_label()}},
       providers_kinds_levels,
       hosted_obligations},
      {{.name = "annual_hosted_obligations",
        .meaning = "Obligations to providers for hosting models, by fiscal year.",
        .source = "acqsim-model",
        .unit = "$",
        .parameters = {fiscal_year_label(), provider_label()}},
       providers_by_year,
       annual_hosted_obligations},
      {{.name = "hosted_share",
        .meaning = "A provider's share of obligations for hosting, of the market or of one "
                   "vendor's models, a kind's or a level's.",
        .source = "acqsim-model",
        .unit = "share",
        .parameters = {provider_label(), vendor_label(), kind_label(), level_label()}},
       providers_then_partners,
       hosted_share},
  };
  return rows;
}

}  // namespace acqsim::model::metrics
