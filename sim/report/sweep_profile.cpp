#include "acqsim/report/sweep_profile.hpp"

#include "report/shared_luck.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/base/row.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace acqsim::report {
namespace {

const store::StoredSetting* setting_of(const SweptPoint& point, const std::string& path) {
  const auto found = std::ranges::find(point.settings, path, &store::StoredSetting::path);
  return found == point.settings.end() ? nullptr : &*found;
}

constexpr std::size_t kLongestText = 7;  ///< of a value that is shown as it was written

/// Values as a study holds them, or all of them shorter where that tells them apart.
std::vector<std::string> names_of(const std::map<double, std::string>& texts, base::Unit unit) {
  std::vector<std::string> written;
  std::vector<std::string> shorter;
  bool is_long = false;
  for (const auto& [number, text] : texts) {
    is_long = is_long || text.size() > kLongestText;
    written.push_back(text);
    shorter.push_back(base::format_quantity(number, unit));
  }
  const std::set<std::string> different(shorter.begin(), shorter.end());
  return is_long && different.size() == shorter.size() ? shorter : written;
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
      for (const auto& [number, count] : seen) uppers_.push_back(number);
      names_ = names_of(texts, unit);
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

namespace {

/// The points of each part.
std::vector<SharedLuck> lucks_of(const SweepResults& results, std::size_t question,
                                 const Parts& parts) {
  std::vector<SharedLuck> all(parts.size(), SharedLuck(results, question));
  for (const SweptPoint& point : results.points) {
    if (const auto part = parts.of(point)) all[part->first].add(point);
  }
  return all;
}

std::vector<ProfilePoint> profile_of(const SweepResults& results, const Parts& parts,
                                     const std::vector<SharedLuck>& lucks) {
  std::vector<ProfilePoint> all(parts.size());
  for (const SweptPoint& point : results.points) {
    const auto part = parts.of(point);
    if (!part) continue;
    ProfilePoint& one = all[part->first];
    ++one.points;
    one.number += (part->second - one.number) / static_cast<double>(one.points);
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].value = parts.names()[i];
    all[i].outcome = lucks[i].outcome();
    all[i].interval = lucks[i].interval(results.heading.confidence);
  }
  return all;
}

/// A pull, and the answers behind its ends.
struct Ends {
  Pull pull;
  SharedLuck low;
  SharedLuck high;
};

}  // namespace

SweepTotal total(const SweepResults& results, std::size_t question) {
  SharedLuck luck(results, question);
  for (const SweptPoint& point : results.points) luck.add(point);
  return {luck.outcome(), luck.interval(results.heading.confidence)};
}

std::vector<ProfilePoint> profile(const SweepResults& results, std::size_t question,
                                  std::size_t parameter, std::size_t most) {
  const Parts parts(results, parameter, most);
  return profile_of(results, parts, lucks_of(results, question, parts));
}

HeatMap heat_map(const SweepResults& results, std::size_t question, std::size_t first,
                 std::size_t second, std::size_t most) {
  const Parts rows(results, first, most);
  const Parts columns(results, second, most);
  std::map<std::pair<std::size_t, std::size_t>, SharedLuck> cells;
  for (const SweptPoint& point : results.points) {
    const auto row = rows.of(point);
    const auto column = columns.of(point);
    if (!row || !column) continue;
    cells.try_emplace({row->first, column->first}, results, question).first->second.add(point);
  }
  HeatMap map{first, second, rows.names(), columns.names(), {}};
  for (const auto& [place, luck] : cells) {
    map.cells.push_back(
        {place.first, place.second, luck.outcome(), luck.interval(results.heading.confidence)});
  }
  return map;
}

double Pull::reach() const { return std::fabs(high.outcome.frequency() - low.outcome.frequency()); }

std::vector<Pull> pulls(const SweepResults& results, std::size_t question) {
  constexpr std::size_t kMostParts = 15;
  std::vector<Ends> ends;
  for (std::size_t p = 0; p < results.parameters.size(); ++p) {
    const Parts parts(results, p, kMostParts);
    const std::vector<SharedLuck> lucks = lucks_of(results, question, parts);
    const std::vector<ProfilePoint> points = profile_of(results, parts, lucks);
    std::vector<std::size_t> answered;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (points[i].outcome.trials() > 0) answered.push_back(i);
    }
    if (answered.size() < 2) continue;
    const std::size_t low = answered.front();
    const std::size_t high = answered.back();
    ends.push_back({{p, points[low], points[high]}, lucks[low], lucks[high]});
  }
  const double doubt = (1.0 - results.heading.confidence) / static_cast<double>(ends.size());
  std::vector<Pull> all;
  for (Ends& one : ends) {
    const LuckDifference known =
        difference(one.low, one.high, results.parameters[one.pull.parameter].path, 1.0 - doubt);
    one.pull.difference = known.difference;
    one.pull.interval = known.interval;
    all.push_back(std::move(one.pull));
  }
  std::ranges::stable_sort(all, [](const Pull& a, const Pull& b) { return a.reach() > b.reach(); });
  return all;
}

}  // namespace acqsim::report
