#include "model/metrics/catalog.hpp"

#include <numeric>

/// Who buys.
namespace acqsim::model::metrics {

namespace {

double of_one_or_all(const std::vector<double>& by_agency, const Labels& labels) {
  if (labels.agency.is_valid()) return by_agency[labels.agency.value()];
  return std::accumulate(by_agency.begin(), by_agency.end(), 0.0);
}

double agency_obligations(const Reading& reading, const Labels& labels) {
  return of_one_or_all(reading.tally.agency_obligations, labels);
}

double agency_awards(const Reading& reading, const Labels& labels) {
  return of_one_or_all(reading.tally.agency_awards, labels);
}

}  // namespace

const std::vector<MetricRow>& agency_rows() {
  static const std::vector<MetricRow> rows{
      {{.name = "agency_obligations",
        .meaning = "Obligations of an agency for models and hosting together.",
        .source = "acqsim-model",
        .unit = "$",
        .parameters = {agency_label()}},
       each_agency,
       agency_obligations},
      {{.name = "agency_awards",
        .meaning = "Awards that an agency made, recompetes included and renewals left out.",
        .source = "acqsim-model",
        .unit = "count",
        .parameters = {agency_label()}},
       each_agency,
       agency_awards},
  };
  return rows;
}

}  // namespace acqsim::model::metrics
