#include "model/metrics/catalog.hpp"
#include "model/world.hpp"

/// How concentrated the market is.
namespace acqsim::model::metrics {

namespace {

double vendor_concentration(const Reading& reading, const Labels& /*labels*/) {
  std::vector<double> parts;
  for (std::size_t v = 0; v < reading.tally.awards.size(); ++v) {
    parts.push_back(reading.tally.model(VendorId(v)));
  }
  return concentration(parts);
}

double hosting_concentration(const Reading& reading, const Labels& /*labels*/) {
  std::vector<double> parts;
  for (std::size_t p = 0; p < reading.world.blueprint().providers.size(); ++p) {
    parts.push_back(reading.tally.hosting(ProviderId(p)));
  }
  return concentration(parts);
}

}  // namespace

const std::vector<MetricRow>& concentration_rows() {
  static const std::vector<MetricRow> rows{
      {{.name = "vendor_concentration",
        .meaning = "Herfindahl-Hirschman index of vendors' obligations, 1 for a monopoly.",
        .source = "acqsim-model",
        .unit = "index",
        .parameters = {}},
       whole_market,
       vendor_concentration},
      {{.name = "hosting_concentration",
        .meaning =
            "Herfindahl-Hirschman index of providers' hosting obligations, 1 for a monopoly.",
        .source = "acqsim-model",
        .unit = "index",
        .parameters = {}},
       whole_market,
       hosting_concentration},
  };
  return rows;
}

}  // namespace acqsim::model::metrics
