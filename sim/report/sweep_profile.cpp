#include "acqsim/report/sweep_profile.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/base/row.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace acqsim::report {
namespace {

const store::StoredSetting* setting_of(const SweptPoint& point, const std::string& path) {
  const auto found = std::ranges::find(point.settings, path, &store::StoredSetting::path);
  return found == point.settings.end() ? nullptr : &*found;
}

void add(experiment::OutcomeSummary& to, const experiment::OutcomeSummary& from) {
  to.yes += from.yes;
  to.no += from.no;
  to.no_data += from.no_data;
}

/// Parts of a parameter's values.
class Parts {
 public:
  Parts(const SweepResults& results, std::size_t parameter, std::size_t most)
      : path_(results.parameters[parameter].path) {
    std::map<double, std::uint64_t> seen;
    std::map<double, std::string> texts;
    std::uint64_t all = 0;
    for (const SweptPoint& point : results.points) {
      const auto* setting = setting_of(point, path_);
      if (setting == nullptr) continue;
      ++seen[setting->number];
      texts.emplace(setting->number, setting->value);
      ++all;
    }
    const base::Unit unit = base::unit_of(results.parameters[parameter].unit);
    if (seen.size() <= most) {
      for (const auto& [number, count] : seen) {
        uppers_.push_back(number);
        names_.push_back(texts.at(number));
      }
      return;
    }
    std::uint64_t before = 0;
    double from = seen.begin()->first;
    for (auto at = seen.begin(); at != seen.end(); ++at) {
      before += at->second;
      const auto next = std::next(at);
      const bool is_full = before * most >= all * (uppers_.size() + 1);
      if (!is_full && next != seen.end()) continue;
      uppers_.push_back(at->first);
      names_.push_back(base::format_quantity(from, unit) + " to " +
                       base::format_quantity(at->first, unit));
      if (next != seen.end()) from = next->first;
    }
  }

  std::size_t size() const { return uppers_.size(); }
  const std::vector<std::string>& names() const { return names_; }

  /// The part of a point, and its number.
  std::optional<std::pair<std::size_t, double>> of(const SweptPoint& point) const {
    const auto* setting = setting_of(point, path_);
    if (setting == nullptr) return std::nullopt;
    const auto found = std::ranges::lower_bound(uppers_, setting->number);
    return std::pair(static_cast<std::size_t>(found - uppers_.begin()), setting->number);
  }

 private:
  std::string path_;
  std::vector<double> uppers_;  // greatest value of each part
  std::vector<std::string> names_;
};

}  // namespace

std::vector<ProfilePoint> profile(const SweepResults& results, std::size_t question,
                                  std::size_t parameter, std::size_t most) {
  const Parts parts(results, parameter, most);
  std::vector<ProfilePoint> all(parts.size());
  for (const SweptPoint& point : results.points) {
    const auto part = parts.of(point);
    if (!part) continue;
    ProfilePoint& one = all[part->first];
    ++one.points;
    one.number += (part->second - one.number) / static_cast<double>(one.points);
    add(one.outcome, point.outcomes.at(question));
  }
  for (std::size_t i = 0; i < all.size(); ++i) all[i].value = parts.names()[i];
  return all;
}

HeatMap heat_map(const SweepResults& results, std::size_t question, std::size_t first,
                 std::size_t second, std::size_t most) {
  const Parts rows(results, first, most);
  const Parts columns(results, second, most);
  std::map<std::pair<std::size_t, std::size_t>, experiment::OutcomeSummary> cells;
  for (const SweptPoint& point : results.points) {
    const auto row = rows.of(point);
    const auto column = columns.of(point);
    if (row && column) add(cells[{row->first, column->first}], point.outcomes.at(question));
  }
  HeatMap map{first, second, rows.names(), columns.names(), {}};
  for (const auto& [place, outcome] : cells)
    map.cells.push_back({place.first, place.second, outcome});
  return map;
}

double Pull::reach() const { return std::fabs(high.outcome.frequency() - low.outcome.frequency()); }

std::vector<Pull> pulls(const SweepResults& results, std::size_t question) {
  std::vector<Pull> all;
  for (std::size_t p = 0; p < results.parameters.size(); ++p) {
    std::vector<ProfilePoint> points = profile(results, question, p);
    std::erase_if(points, [](const ProfilePoint& one) { return one.outcome.trials() == 0; });
    if (points.size() > 1) all.push_back({p, points.front(), points.back()});
  }
  std::ranges::stable_sort(all, [](const Pull& a, const Pull& b) { return a.reach() > b.reach(); });
  return all;
}

}  // namespace acqsim::report
