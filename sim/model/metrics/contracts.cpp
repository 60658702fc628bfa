#include "model/metrics/catalog.hpp"
#include "model/metrics/year_ends.hpp"
#include "model/world.hpp"

#include <limits>

/// Contracts in operation, how they end, and what leaving them would cost.
namespace acqsim::model::metrics {

namespace {

bool is_of(const World& world, const Requirement& requirement, const Labels& labels) {
  return (!labels.kind.is_valid() || world.kind(requirement.agency) == labels.kind) &&
         (!labels.level.is_valid() || requirement.level == labels.level);
}

bool is_by(const World& world, const Supply& supply, const Labels& labels) {
  const ProviderId provider = world.blueprint().provider_of[supply.route.enclave.value()];
  return (!labels.vendor.is_valid() || supply.vendor == labels.vendor) &&
         (!labels.provider.is_valid() || provider == labels.provider);
}

double active_contracts(const Reading& reading, const Labels& labels) {
  if (labels.has_kind_or_level() || labels.provider.is_valid()) {
    double count = 0.0;
    for (std::size_t r = 0; r < reading.world.requirements(); ++r) {
      const Requirement& requirement = reading.world[RequirementId(r)];
      if (!requirement.is_in_operation || !is_of(reading.world, requirement, labels)) continue;
      for (const Supply& supply : requirement.supplies)
        count += is_by(reading.world, supply, labels) ? 1.0 : 0.0;
    }
    return count;
  }
  double sum = 0.0;
  for (std::size_t v = 0; v < reading.tally.serving.size(); ++v) {
    if (!labels.vendor.is_valid() || labels.vendor.value() == v) sum += reading.tally.serving[v];
  }
  return sum;
}

double incumbent_win_share(const Reading& reading, const Labels& /*labels*/) {
  return share(reading.tally.incumbent_wins, reading.tally.recompetes);
}

double annual_incumbent_win_share(const Reading& reading, const Labels& labels) {
  if (labels.fiscal_year == 0) return incumbent_win_share(reading, labels);
  const Tally::Recompetes recompetes = reading.tally.recompetes_in(labels.fiscal_year);
  return share(recompetes.won_by_incumbent, recompetes.all);
}

double renewed_without_competition(const Reading& reading, const Labels& /*labels*/) {
  return share(reading.tally.renewals, reading.tally.renewals + reading.tally.recompetes);
}

double vendor_change_rate(const Reading& reading, const Labels& /*labels*/) {
  return share(reading.tally.vendor_changes, reading.tally.contract_years);
}

double switching_cost(const Reading& reading, const Labels& labels) {
  World& world = reading.world;
  double sum = 0.0;
  for (std::size_t r = 0; r < world.requirements(); ++r) {
    const Requirement& requirement = world[RequirementId(r)];
    if (!requirement.is_in_operation) continue;
    const Supply& first = requirement.supplies.front();
    if (!is_of(world, requirement, labels) || !is_by(world, first, labels)) continue;
    const ProviderId provider = world.blueprint().provider_of[first.route.enclave.value()];
    sum += world.lock_in
               .switching_cost(requirement.agency, first.vendor, provider, requirement.annual_value,
                               requirement.is_embedded)
               .value();
  }
  return sum;
}

double workflows(const Reading& reading, const Labels& labels) {
  const World& world = reading.world;
  double sum = 0.0;
  for (std::size_t a = 0; a < world.blueprint().agencies.size(); ++a) {
    const AgencyId agency(a);
    if (labels.kind.is_valid() && world.kind(agency) != labels.kind) continue;
    for (std::size_t v = 0; v < world.blueprint().vendors.size(); ++v) {
      if (labels.vendor.is_valid() && labels.vendor.value() != v) continue;
      sum += world.lock_in.model_workflows(agency, VendorId(v)) +
             world.lock_in.platform_workflows(agency, VendorId(v));
    }
  }
  return sum;
}

double annual_switching_cost(const Reading& reading, const Labels& labels) {
  if (labels.fiscal_year == 0) return whole_switching_cost(reading.world).value();
  return reading.year_ends == nullptr ? std::numeric_limits<double>::quiet_NaN()
                                      : reading.year_ends->switching_cost(labels.fiscal_year);
}

}  // namespace

const std::vector<MetricRow>& contract_rows() {
  static const std::vector<MetricRow> rows{
      {{.name = "active_contracts",
        .meaning =
            "Requirements that a vendor serves at the end; one served by several counts for each.",
        .source = "acqsim-model",
        .unit = "count",
        .parameters = {vendor_label(), provider_label(), kind_label(), level_label()}},
       each_vendor,
       active_contracts},
      {{.name = "incumbent_win_share",
        .meaning = "The share of recompetes that the incumbent wins.",
        .source = "acqsim-model",
        .unit = "share",
        .parameters = {}},
       whole_market,
       incumbent_win_share},
      {{.name = "annual_incumbent_win_share",
        .meaning = "The share of recompetes that the incumbent wins, by fiscal year.",
        .source = "acqsim-model",
        .unit = "share",
        .parameters = {fiscal_year_label()}},
       each_fiscal_year,
       annual_incumbent_win_share},
      {{.name = "renewed_without_competition",
        .meaning =
            "The share of ended contracts that go to their vendor again without competition.",
        .source = "gao-competition",
        .unit = "share",
        .parameters = {}},
       whole_market,
       renewed_without_competition},
      {{.name = "vendor_change_rate",
        .meaning = "Changes of the main vendor per contract-year in operation.",
        .source = "model-market-2026",
        .unit = "1/y",
        .parameters = {}},
       whole_market,
       vendor_change_rate},
      {{.name = "switching_cost",
        .meaning = "What agencies would pay to move all they have in operation at the end to other "
                   "vendors.",
        .source = "acqsim-model",
        .unit = "$",
        .parameters = {vendor_label(), provider_label(), kind_label(), level_label()}},
       whole_market,
       switching_cost},
      {{.name = "workflows",
        .meaning = "Workflows that agencies have built on a vendor's models and platform, at the "
                   "end.",
        .source = "acqsim-model",
        .unit = "count",
        .parameters = {vendor_label(), kind_label()}},
       each_vendor,
       workflows},
      {{.name = "annual_switching_cost",
        .meaning = "What agencies would pay to move all they have in operation at the end of a "
                   "fiscal year to other vendors.",
        .source = "acqsim-model",
        .unit = "$",
        .parameters = {fiscal_year_label()}},
       each_fiscal_year,
       annual_switching_cost,
       true},
  };
  return rows;
}

}  // namespace acqsim::model::metrics
