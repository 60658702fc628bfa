#include "acqsim/experiment/year_series.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace acqsim::experiment {
namespace {

constexpr double kNoData = std::numeric_limits<double>::quiet_NaN();

/// Positions of columns by the label's value and the year.
using Places = std::map<std::string, std::map<std::string, std::size_t>>;

Places places_of(const Columns& columns, const std::string& measure, const std::string& label) {
  Places places;
  const std::size_t labels = label.empty() ? 1 : 2;
  for (std::size_t m = 0; m < columns.measures.size(); ++m) {
    const model::MeasureColumn& column = columns.measures[m];
    if (column.measure != measure || column.labels.size() != labels) continue;
    const auto year = column.labels.find("fiscal_year");
    const auto name = column.labels.find(label);
    if (year == column.labels.end() || (!label.empty() && name == column.labels.end())) continue;
    places[label.empty() ? std::string() : name->second][year->second] = m;
  }
  return places;
}

/// Requires: sorted.
double quantile(const std::vector<double>& values, double p) {
  if (values.empty()) return kNoData;
  const double at = p * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  if (below + 1 >= values.size()) return values.back();
  return values[below] + (at - std::floor(at)) * (values[below + 1] - values[below]);
}

double sum_of(const Places& places, const std::string& year,
              const model::Replication& replication) {
  double sum = 0.0;
  for (const auto& [name, by_year] : places) {
    const auto found = by_year.find(year);
    if (found == by_year.end()) continue;
    const double value = replication.measures[found->second];
    if (!std::isnan(value)) sum += value;
  }
  return sum;
}

}  // namespace

std::vector<YearSeries> year_series(const Columns& columns,
                                    const std::vector<model::Replication>& replications,
                                    const std::string& measure, const std::string& label,
                                    bool is_share) {
  const Places places = places_of(columns, measure, label);
  std::map<std::string, std::vector<double>> wholes;  // [year][replication]
  if (is_share) {
    for (const auto& [name, by_year] : places) {
      for (const auto& [year, place] : by_year) {
        auto& sums = wholes[year];
        if (!sums.empty()) continue;
        for (const auto& one : replications) sums.push_back(sum_of(places, year, one));
      }
    }
  }
  std::vector<YearSeries> all;
  for (const auto& [name, by_year] : places) {
    YearSeries series;
    series.name = name;
    bool is_zero = true;
    for (const auto& [year, place] : by_year) {
      std::vector<double> values;
      for (std::size_t r = 0; r < replications.size(); ++r) {
        double value = replications[r].measures[place];
        if (std::isnan(value)) continue;
        series.weight += value / static_cast<double>(replications.size());
        is_zero = is_zero && value == 0.0;
        if (is_share) {
          if (wholes[year][r] <= 0.0) continue;
          value /= wholes[year][r];
        }
        values.push_back(value);
      }
      std::ranges::sort(values);
      series.points.push_back({year, quantile(values, 0.05), quantile(values, 0.25),
                               quantile(values, 0.5), quantile(values, 0.75),
                               quantile(values, 0.95), values.size()});
    }
    if (!is_zero) all.push_back(std::move(series));
  }
  std::ranges::stable_sort(
      all, [](const YearSeries& a, const YearSeries& b) { return a.weight > b.weight; });
  return all;
}

}  // namespace acqsim::experiment
