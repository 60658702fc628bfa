#include "model/metrics/catalog.hpp"

/// Protests, what they bring and what they cost in time.
namespace acqsim::model::metrics {

namespace {

double filed(const Reading& reading, const Labels& /*labels*/) { return reading.tally.protests; }

double rate(const Reading& reading, const Labels& /*labels*/) {
  return share(reading.tally.protests, reading.tally.competed_awards);
}

double effective_share(const Reading& reading, const Labels& /*labels*/) {
  return share(reading.tally.protests_effective, reading.tally.protests_decided);
}

double sustained_share(const Reading& reading, const Labels& /*labels*/) {
  return share(reading.tally.protests_sustained, reading.tally.protests_on_merits);
}

double days_lost(const Reading& reading, const Labels& /*labels*/) {
  return share(reading.tally.protest_days, reading.tally.protests_decided);
}

}  // namespace

const std::vector<MetricRow>& protest_rows() {
  static const std::vector<MetricRow> rows{
      {{.name = "protests",
        .meaning = "Protests filed.",
        .source = "gao-protests",
        .unit = "count",
        .parameters = {}},
       whole_market,
       filed},
      {{.name = "protest_rate",
        .meaning = "Protests filed per competed award.",
        .source = "gao-protests",
        .unit = "share",
        .parameters = {}},
       whole_market,
       rate},
      {{.name = "protests_effective",
        .meaning = "The share of closed protests after which an agency had to choose again.",
        .source = "gao-protests",
        .unit = "share",
        .parameters = {}},
       whole_market,
       effective_share},
      {{.name = "protests_sustained",
        .meaning = "The share of protests decided on the merits that were sustained.",
        .source = "gao-protests",
        .unit = "share",
        .parameters = {}},
       whole_market,
       sustained_share},
      {{.name = "protest_days_lost",
        .meaning = "Mean days of stay and corrective action of a closed protest.",
        .source = "gao-protests",
        .unit = "d",
        .parameters = {}},
       whole_market,
       days_lost},
  };
  return rows;
}

}  // namespace acqsim::model::metrics
