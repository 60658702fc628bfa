#pragma once

#include "model/metrics/tally.hpp"

#include <acqsim/base/row.hpp>
#include <acqsim/spec/field.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace acqsim::model {
class World;
namespace metrics {
class YearEnds;
}
}  // namespace acqsim::model

/// What is measured. A measure reads a tally, and the world where it is a stock; without data it is
/// NaN.
namespace acqsim::model::metrics {

/// A measure's labels as positions; invalid: not given.
struct Labels {
  VendorId vendor{};
  ProviderId provider{};
  AgencyId agency{};
  PathId path{};
  KindId kind{};
  LevelId level{};
  int fiscal_year = 0;  ///< 0: not given

  bool has_kind_or_level() const { return kind.is_valid() || level.is_valid(); }
  Part part() const { return {kind, level, vendor, provider}; }
};

/// What a measure reads.
struct Reading {
  const Tally& tally;
  World& world;
  const YearEnds* year_ends = nullptr;  ///< for rows that read it
};

/// What combinations of labels a run reports.
using LabelSets = std::vector<std::map<std::string, std::string>>;

struct MetricRow {
  base::Row about;
  LabelSets (*reported)(const Blueprint& names, const spec::Scenario& scenario);
  double (*value)(const Reading& reading, const Labels& labels);
  bool reads_year_ends = false;
};

const std::vector<MetricRow>& obligations_rows();
const std::vector<MetricRow>& hosting_rows();
const std::vector<MetricRow>& demand_rows();
const std::vector<MetricRow>& timing_rows();
const std::vector<MetricRow>& concentration_rows();
const std::vector<MetricRow>& contract_rows();
const std::vector<MetricRow>& reach_rows();
const std::vector<MetricRow>& agency_rows();
const std::vector<MetricRow>& partnership_rows();
const std::vector<MetricRow>& funding_rows();
const std::vector<MetricRow>& conduct_rows();
const std::vector<MetricRow>& protest_rows();
const std::vector<MetricRow>& review_rows();

/// All measures in reading order.
const std::vector<const MetricRow*>& all();
/// Requires: the loader has checked the name.
const MetricRow& of(std::string_view name);

/// Labels of a report's column, or of a question's arguments.
Labels labels_of(const Blueprint& names, const std::map<std::string, std::string>& labels);

// Sets of labels that several measures report, and parameters that describe them.
LabelSets whole_market(const Blueprint& names, const spec::Scenario& scenario);
LabelSets each_vendor(const Blueprint& names, const spec::Scenario& scenario);
/// Those that the scenario names; generated ones (spec::Population) would be thousands.
LabelSets each_agency(const Blueprint& names, const spec::Scenario& scenario);
LabelSets each_kind(const Blueprint& names, const spec::Scenario& scenario);
LabelSets each_level(const Blueprint& names, const spec::Scenario& scenario);
LabelSets each_kind_and_level(const Blueprint& names, const spec::Scenario& scenario);
/// The whole market, then by kind and by level.
LabelSets market_kinds_levels(const Blueprint& names, const spec::Scenario& scenario);
/// By vendor, by kind and by level.
/// Each vendor, and each at each kind of customer.
LabelSets vendors_by_kind(const Blueprint& names, const spec::Scenario& scenario);
LabelSets vendors_kinds_levels(const Blueprint& names, const spec::Scenario& scenario);
LabelSets each_provider(const Blueprint& names, const spec::Scenario& scenario);
LabelSets each_fiscal_year(const Blueprint& names, const spec::Scenario& scenario);
/// These sets, in the first fiscal year, then in the next, and so on.
LabelSets in_each_fiscal_year(const LabelSets& sets, const Blueprint& names,
                              const spec::Scenario& scenario);
/// Vendors that place their models with others, each with every provider that takes partners.
LabelSets each_partner(const Blueprint& names, const spec::Scenario& scenario);
base::Parameter vendor_label();
base::Parameter provider_label();
base::Parameter agency_label();
base::Parameter kind_label();
base::Parameter level_label();
base::Parameter fiscal_year_label();
base::Parameter path_label();

}  // namespace acqsim::model::metrics
