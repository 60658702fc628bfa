#include "model/metrics/catalog.hpp"
#include "model/world.hpp"

#include <numeric>

/// What agencies want, and what they get.
namespace acqsim::model::metrics {

namespace {

double unmet_count(const Tally& tally) { return tally.unmet_no_route + tally.unmet_no_capability; }

double requirements(const Reading& reading, const Labels& labels) {
  if (labels.has_kind_or_level()) return reading.tally.parts().demand(labels.part()).arrived;
  return reading.tally.arrived;
}

double unmet(const Reading& reading, const Labels& labels) {
  if (labels.has_kind_or_level()) return reading.tally.parts().demand(labels.part()).unmet;
  return unmet_count(reading.tally);
}

double unmet_share(const Reading& reading, const Labels& labels) {
  if (labels.has_kind_or_level()) {
    const auto part = reading.tally.parts().demand(labels.part());
    return share(part.unmet, part.unmet + part.first_awards);
  }
  const double settled = unmet_count(reading.tally) + reading.tally.first_awards;
  return share(unmet_count(reading.tally), settled);
}

double withdrawn(const Reading& reading, const Labels& /*labels*/) {
  return reading.tally.withdrawn;
}

double awards(const Reading& reading, const Labels& labels) {
  if (labels.has_kind_or_level() || labels.provider.is_valid())
    return reading.tally.parts().flow(labels.part()).awards;
  const auto& by_vendor = reading.tally.awards;
  if (labels.vendor.is_valid()) return by_vendor[labels.vendor.value()];
  return std::accumulate(by_vendor.begin(), by_vendor.end(), 0.0);
}

double award_share(const Reading& reading, const Labels& labels) {
  Labels all = labels;
  all.vendor = VendorId();
  return share(awards(reading, labels), awards(reading, all));
}

double contracting_queue(const Reading& reading, const Labels& /*labels*/) {
  std::size_t waiting = 0;
  for (std::size_t a = 0; a < reading.world.blueprint().agencies.size(); ++a) {
    waiting += reading.world.officers(AgencyId(a)).queue_length();
  }
  return static_cast<double>(waiting);
}

double authorizing_queue(const Reading& reading, const Labels& /*labels*/) {
  std::size_t waiting = 0;
  for (std::size_t a = 0; a < reading.world.blueprint().agencies.size(); ++a) {
    waiting += reading.world.officials(AgencyId(a)).queue_length();
  }
  return static_cast<double>(waiting);
}

}  // namespace

const std::vector<MetricRow>& demand_rows() {
  static const std::vector<MetricRow> rows{
      {{.name = "requirements",
        .meaning = "Requirements that arose.",
        .source = "acqsim-model",
        .unit = "count",
        .parameters = {kind_label(), level_label()}},
       market_kinds_levels,
       requirements},
      {{.name = "unmet",
        .meaning = "Requirements given up because no eligible vendor could be reached in time.",
        .source = "acqsim-model",
        .unit = "count",
        .parameters = {kind_label(), level_label()}},
       market_kinds_levels,
       unmet},
      {{.name = "unmet_share",
        .meaning = "The share of settled requirements that were given up.",
        .source = "acqsim-model",
        .unit = "share",
        .parameters = {kind_label(), level_label()}},
       market_kinds_levels,
       unmet_share},
      {{.name = "withdrawn",
        .meaning = "New requirements given up before operation though somebody could serve them.",
        .source = "inventory-2024",
        .unit = "count",
        .parameters = {}},
       whole_market,
       withdrawn},
      {{.name = "awards",
        .meaning = "Awards won, recompetes included and renewals without competition left out.",
        .source = "acqsim-model",
        .unit = "count",
        .parameters = {vendor_label(), provider_label(), kind_label(), level_label()}},
       vendors_kinds_levels,
       awards},
      {{.name = "award_share",
        .meaning = "A vendor's share of awards, of all or of a kind's or level's.",
        .source = "acqsim-model",
        .unit = "share",
        .parameters = {vendor_label(), kind_label(), level_label()}},
       vendors_by_kind,
       award_share},
      {{.name = "contracting_queue",
        .meaning = "Acquisitions that wait for a contracting officer at the end.",
        .source = "acqsim-model",
        .unit = "count",
        .parameters = {}},
       whole_market,
       contracting_queue},
      {{.name = "authorizing_queue",
        .meaning = "Authorisations to operate that wait for an official at the end.",
        .source = "acqsim-model",
        .unit = "count",
        .parameters = {}},
       whole_market,
       authorizing_queue},
  };
  return rows;
}

}  // namespace acqsim::model::metrics
