#include "model/metrics/catalog.hpp"

/// Who is paid for models.
namespace acqsim::model::metrics {

namespace {

double obligations(const Reading& reading, const Labels& labels) {
  if (labels.has_kind_or_level() || labels.provider.is_valid())
    return reading.tally.parts().flow(labels.part()).model;
  return labels.vendor.is_valid() ? reading.tally.model(labels.vendor) : reading.tally.model();
}

double obligation_share(const Reading& reading, const Labels& labels) {
  if (labels.has_kind_or_level()) {
    Labels all = labels;
    all.vendor = VendorId();
    return share(obligations(reading, labels), obligations(reading, all));
  }
  if (!labels.vendor.is_valid()) return share(reading.tally.model(), reading.tally.model());
  return share(reading.tally.model(labels.vendor), reading.tally.model());
}

double annual_obligations(const Reading& reading, const Labels& labels) {
  if (labels.fiscal_year == 0) return reading.tally.model() + reading.tally.hosting();
  return reading.tally.in_fiscal_year(labels.fiscal_year);
}

double annual_model_obligations(const Reading& reading, const Labels& labels) {
  if (labels.fiscal_year != 0) return reading.tally.model_in(labels.fiscal_year, labels.vendor);
  return labels.vendor.is_valid() ? reading.tally.model(labels.vendor) : reading.tally.model();
}

LabelSets vendors_by_year(const Blueprint& names, const spec::Scenario& scenario) {
  return in_each_fiscal_year(each_vendor(names, scenario), names, scenario);
}

double fourth_quarter_share(const Reading& reading, const Labels& /*labels*/) {
  return share(reading.tally.in_quarter(4), reading.tally.model() + reading.tally.hosting());
}

double competed_share(const Reading& reading, const Labels& /*labels*/) {
  return share(reading.tally.competed(), reading.tally.model() + reading.tally.hosting());
}

}  // namespace

const std::vector<MetricRow>& obligations_rows() {
  static const std::vector<MetricRow> rows{
      {{.name = "obligations",
        .meaning = "Obligations to vendors for models, hosting left out.",
        .source = "acqsim-model",
        .unit = "$",
        .parameters = {vendor_label(), provider_label(), kind_label(), level_label()}},
       vendors_kinds_levels,
       obligations},
      {{.name = "obligation_share",
        .meaning = "A vendor's share of obligations for models, of all or of a kind's or level's.",
        .source = "acqsim-model",
        .unit = "share",
        .parameters = {vendor_label(), kind_label(), level_label()}},
       each_vendor,
       obligation_share},
      {{.name = "annual_obligations",
        .meaning = "Obligations for models and hosting together, by fiscal year.",
        .source = "acqsim-model",
        .unit = "$",
        .parameters = {fiscal_year_label()}},
       each_fiscal_year,
       annual_obligations},
      {{.name = "annual_model_obligations",
        .meaning = "Obligations to vendors for models, hosting left out, by fiscal year.",
        .source = "acqsim-model",
        .unit = "$",
        .parameters = {fiscal_year_label(), vendor_label()}},
       vendors_by_year,
       annual_model_obligations},
      {{.name = "fourth_quarter_share",
        .meaning = "The share of obligations made in the last quarter of the fiscal year.",
        .source = "fiscal-calendar",
        .unit = "share",
        .parameters = {}},
       whole_market,
       fourth_quarter_share},
      {{.name = "competed_share",
        .meaning = "The share of obligations under contracts that were competed.",
        .source = "gao-competition",
        .unit = "share",
        .parameters = {}},
       whole_market,
       competed_share},
  };
  return rows;
}

}  // namespace acqsim::model::metrics
