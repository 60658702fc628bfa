#include "model/metrics/catalog.hpp"
#include "model/world.hpp"

/// What money and its dates hold up.
namespace acqsim::model::metrics {

namespace {

double starts_held_up(const Reading& reading, const Labels& /*labels*/) {
  return reading.tally.starts_held_up;
}

double days_waited_for_funds(const Reading& reading, const Labels& /*labels*/) {
  return share(reading.tally.days_held_up, reading.tally.starts_held_up);
}

double funds_expired(const Reading& reading, const Labels& /*labels*/) {
  return reading.tally.funds_expired;
}

double resolution_days(const Reading& reading, const Labels& /*labels*/) {
  return reading.world.appropriations.days_of_resolution(reading.tally.from(), reading.tally.to());
}

double shutdown_days(const Reading& reading, const Labels& /*labels*/) {
  return reading.world.appropriations.days_shut(reading.tally.from(), reading.tally.to());
}

}  // namespace

const std::vector<MetricRow>& funding_rows() {
  static const std::vector<MetricRow> rows{
      {{.name = "starts_held_up",
        .meaning = "New starts that began after waiting for an appropriation or for money.",
        .source = "acqsim-model",
        .unit = "count",
        .parameters = {}},
       whole_market,
       starts_held_up},
      {{.name = "days_waited_for_funds",
        .meaning = "Mean days that these new starts waited for an appropriation or for money.",
        .source = "acqsim-model",
        .unit = "d",
        .parameters = {}},
       whole_market,
       days_waited_for_funds},
      {{.name = "funds_expired",
        .meaning = "Money of agencies with a budget that expired at the end of fiscal years.",
        .source = "acqsim-model",
        .unit = "$",
        .parameters = {}},
       whole_market,
       funds_expired},
      {{.name = "resolution_days",
        .meaning = "Number of days on which a continuing resolution kept new starts waiting.",
        .source = "fiscal-calendar",
        .unit = "count",
        .parameters = {}},
       whole_market,
       resolution_days},
      {{.name = "shutdown_days",
        .meaning =
            "Number of days on which a lapse of appropriations stopped the work of all agencies.",
        .source = "fiscal-calendar",
        .unit = "count",
        .parameters = {}},
       whole_market,
       shutdown_days},
  };
  return rows;
}

}  // namespace acqsim::model::metrics
