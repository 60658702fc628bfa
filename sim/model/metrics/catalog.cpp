#include "model/metrics/catalog.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/spec/scenario.hpp>

#include <charconv>

namespace acqsim::model::metrics {

const std::vector<const MetricRow*>& all() {
  static const std::vector<const MetricRow*> rows = [] {
    std::vector<const MetricRow*> found;
    for (const auto* group :
         {&obligations_rows(), &hosting_rows(), &partnership_rows(), &timing_rows(), &demand_rows(),
          &concentration_rows(), &contract_rows(), &reach_rows(), &agency_rows(), &funding_rows(),
          &conduct_rows(), &protest_rows(), &review_rows()}) {
      for (const MetricRow& row : *group) found.push_back(&row);
    }
    return found;
  }();
  return rows;
}

const MetricRow& of(std::string_view name) {
  for (const MetricRow* row : all()) {
    if (row->about.name == name) return *row;
  }
  base::check_failed("a known name", "unknown measure '" + std::string(name) + "'", __FILE__,
                     __LINE__);
}

Labels labels_of(const Blueprint& names, const std::map<std::string, std::string>& labels) {
  Labels found;
  for (const auto& [key, value] : labels) {
    if (key == "vendor") found.vendor = names.vendors.at(value);
    if (key == "agency") found.agency = names.agencies.at(value);
    if (key == "path") found.path = names.paths.at(value);
    if (key == "kind") found.kind = names.kinds.at(value);
    if (key == "level") found.level = names.levels.at(value);
    if (key == "provider") found.provider = names.providers.at(value);
    if (key == "fiscal_year") {
      const std::string_view digits =
          std::string_view(value).substr(value.starts_with("FY") ? 2 : 0);
      std::from_chars(digits.data(), digits.data() + digits.size(), found.fiscal_year);
    }
  }
  return found;
}

LabelSets whole_market(const Blueprint& /*names*/, const spec::Scenario& /*scenario*/) {
  return {{}};
}

LabelSets each_vendor(const Blueprint& names, const spec::Scenario& /*scenario*/) {
  LabelSets sets;
  for (const auto& id : names.vendors.all()) sets.push_back({{"vendor", id}});
  return sets;
}

LabelSets each_agency(const Blueprint& names, const spec::Scenario& scenario) {
  LabelSets sets;
  for (const auto& id : names.agencies.all()) {
    if (!scenario.agencies.at(id).is_generated) sets.push_back({{"agency", id}});
  }
  return sets;
}

LabelSets each_kind(const Blueprint& names, const spec::Scenario& /*scenario*/) {
  LabelSets sets;
  for (const auto& id : names.kinds.all()) sets.push_back({{"kind", id}});
  return sets;
}

LabelSets each_level(const Blueprint& names, const spec::Scenario& /*scenario*/) {
  LabelSets sets;
  for (const auto& id : names.levels.all()) sets.push_back({{"level", id}});
  return sets;
}

LabelSets each_kind_and_level(const Blueprint& names, const spec::Scenario& scenario) {
  LabelSets sets = each_kind(names, scenario);
  for (auto& set : each_level(names, scenario)) sets.push_back(std::move(set));
  return sets;
}

LabelSets market_kinds_levels(const Blueprint& names, const spec::Scenario& scenario) {
  LabelSets sets = whole_market(names, scenario);
  for (auto& set : each_kind_and_level(names, scenario)) sets.push_back(std::move(set));
  return sets;
}

LabelSets vendors_kinds_levels(const Blueprint& names, const spec::Scenario& scenario) {
  LabelSets sets = each_vendor(names, scenario);
  for (auto& set : each_kind_and_level(names, scenario)) sets.push_back(std::move(set));
  return sets;
}

LabelSets vendors_by_kind(const Blueprint& names, const spec::Scenario& scenario) {
  LabelSets sets = each_vendor(names, scenario);
  for (const auto& kind : names.kinds.all()) {
    for (const auto& vendor : names.vendors.all())
      sets.push_back({{"kind", kind}, {"vendor", vendor}});
  }
  return sets;
}

LabelSets each_provider(const Blueprint& names, const spec::Scenario& /*scenario*/) {
  LabelSets sets;
  for (const auto& id : names.providers.all()) sets.push_back({{"provider", id}});
  return sets;
}

LabelSets each_fiscal_year(const Blueprint& /*names*/, const spec::Scenario& scenario) {
  const base::FiscalCalendar calendar{static_cast<unsigned>(scenario.fiscal_year_start)};
  LabelSets sets;
  for (int year = calendar.year_of(scenario.start); year <= calendar.year_of(scenario.end);
       ++year) {
    sets.push_back({{"fiscal_year", "FY" + std::to_string(year)}});
  }
  return sets;
}

LabelSets in_each_fiscal_year(const LabelSets& sets, const Blueprint& names,
                              const spec::Scenario& scenario) {
  LabelSets all;
  for (const auto& year : each_fiscal_year(names, scenario)) {
    for (auto set : sets) {
      set.insert(year.begin(), year.end());
      all.push_back(std::move(set));
    }
  }
  return all;
}

LabelSets each_partner(const Blueprint& names, const spec::Scenario& scenario) {
  LabelSets sets;
  for (const auto& [vendor, spec] : scenario.vendors) {
    if (spec.reviews_partnerships.value() <= 0.0) continue;
    for (const auto& provider : names.providers.all()) {
      if (!scenario.providers.at(provider).takes_partners) continue;
      if (scenario.providers.at(provider).affiliate == vendor) continue;
      sets.push_back({{"vendor", vendor}, {"provider", provider}});
    }
  }
  return sets;
}

namespace {

base::Parameter label(std::string name, std::string refers_to, std::string meaning) {
  return {.name = std::move(name),
          .kind = refers_to.empty() ? base::Kind::text : base::Kind::reference,
          .unit = base::Unit::text,
          .meaning = std::move(meaning),
          .source = "acqsim-model",
          .refers_to = std::move(refers_to)};
}

}  // namespace

base::Parameter vendor_label() { return label("vendor", "vendors", "Of this vendor alone."); }
base::Parameter provider_label() {
  return label("provider", "providers", "At this provider alone.");
}
base::Parameter kind_label() { return label("kind", "kinds", "By this kind of customers alone."); }
base::Parameter level_label() {
  return label("level", "levels", "For workloads of this level alone.");
}
base::Parameter agency_label() { return label("agency", "agencies", "By this agency alone."); }
base::Parameter path_label() {
  return label("path", "paths", "On this path of authorisation alone.");
}
base::Parameter fiscal_year_label() {
  return label("fiscal_year", "", "In this fiscal year alone, such as FY2028.");
}

}  // namespace acqsim::model::metrics
