#include "acqsim/experiment/incidence.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>

namespace acqsim::experiment {
namespace {

/// Positions of a vendor's columns.
struct Places {
  std::map<std::string, std::size_t> providers;  // of next_partner
  std::size_t days = 0;                          // of days_to_next_partner
  bool has_days = false;
};

std::map<std::string, Places> places_of(const Columns& columns) {
  std::map<std::string, Places> places;
  for (std::size_t m = 0; m < columns.measures.size(); ++m) {
    const model::MeasureColumn& column = columns.measures[m];
    const auto vendor = column.labels.find("vendor");
    if (vendor == column.labels.end()) continue;
    const auto provider = column.labels.find("provider");
    if (column.measure == "next_partner" && provider != column.labels.end()) {
      places[vendor->second].providers[provider->second] = m;
    } else if (column.measure == "days_to_next_partner") {
      places[vendor->second].days = m;
      places[vendor->second].has_days = true;
    }
  }
  return places;
}

Incidence incidence(const std::string& provider, std::vector<double> days, std::uint64_t all,
                    double horizon, double confidence, int points) {
  std::ranges::sort(days);
  Incidence result{provider, {}};
  for (int i = 0; i <= points; ++i) {
    const double day = horizon * i / points;
    const auto by = static_cast<std::uint64_t>(std::ranges::upper_bound(days, day) - days.begin());
    result.points.push_back({day, static_cast<double>(by) / static_cast<double>(all),
                             stats::wilson(by, all, confidence)});
  }
  return result;
}

}  // namespace

std::vector<NextPartner> next_partners(const Columns& columns,
                                       const std::vector<model::Replication>& replications,
                                       double horizon, double confidence, int points) {
  std::vector<NextPartner> all;
  if (replications.empty()) return all;
  for (const auto& [vendor, places] : places_of(columns)) {
    if (!places.has_days) continue;
    NextPartner next{vendor, 0.0, {}};
    for (const auto& [provider, place] : places.providers) {
      std::vector<double> days;
      for (const model::Replication& one : replications) {
        const double day = one.measures[places.days];
        if (one.measures[place] == 1.0 && !std::isnan(day)) days.push_back(day);
      }
      if (days.empty()) continue;
      next.ever += static_cast<double>(days.size()) / static_cast<double>(replications.size());
      next.providers.push_back(
          incidence(provider, std::move(days), replications.size(), horizon, confidence, points));
    }
    std::ranges::stable_sort(next.providers, [](const Incidence& a, const Incidence& b) {
      return a.points.back().share > b.points.back().share;
    });
    if (!next.providers.empty()) all.push_back(std::move(next));
  }
  std::ranges::stable_sort(
      all, [](const NextPartner& a, const NextPartner& b) { return a.ever > b.ever; });
  return all;
}

}  // namespace acqsim::experiment
