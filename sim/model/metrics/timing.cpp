#include "model/metrics/catalog.hpp"

/// How long things take.
namespace acqsim::model::metrics {

namespace {

double days_to_award(const Reading& reading, const Labels& labels) {
  if (labels.has_kind_or_level()) {
    const auto part = reading.tally.parts().demand(labels.part());
    return share(part.days_to_award, part.first_awards);
  }
  return share(reading.tally.days_to_award, reading.tally.first_awards);
}

double days_to_operation(const Reading& reading, const Labels& labels) {
  if (labels.has_kind_or_level()) {
    const auto part = reading.tally.parts().demand(labels.part());
    return share(part.days_to_operation, part.first_operations);
  }
  return share(reading.tally.days_to_operation, reading.tally.first_operations);
}

}  // namespace

const std::vector<MetricRow>& timing_rows() {
  static const std::vector<MetricRow> rows{
      {{.name = "days_to_award",
        .meaning = "Mean days from a requirement to its first award.",
        .source = "acqsim-model",
        .unit = "d",
        .parameters = {kind_label(), level_label()}},
       market_kinds_levels,
       days_to_award},
      {{.name = "days_to_operation",
        .meaning = "Mean days from a requirement to its first operation.",
        .source = "acqsim-model",
        .unit = "d",
        .parameters = {kind_label(), level_label()}},
       market_kinds_levels,
       days_to_operation},
  };
  return rows;
}

}  // namespace acqsim::model::metrics
