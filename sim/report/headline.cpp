#include "report/headline.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

namespace acqsim::report {
namespace {

/// A measure by these labels, joined by spaces.
struct Main {
  std::string_view measure;
  std::string_view labels;
  std::string_view meaning{};  ///< where the measure says different things by its labels
};

/// In reading order: who sells, where it runs, who partners next. Names of measure_rows(); one that
/// a build does not have is passed over. Measures of the whole market come last and are all shown.
constexpr std::array kMain{
    Main{"obligations", "vendor"},
    Main{"obligation_share", "vendor"},
    Main{"hosted_share", "provider", "A provider's share of all obligations for hosting."},
    Main{"hosted_share", "vendor provider",
         "A provider's share of the obligations for hosting one vendor's models."},
    Main{"next_partner", "vendor provider"},
    Main{"annual_obligations", "fiscal_year"},
};

/// Whose the figure is before where it is.
std::vector<std::string> ordered_labels(const MeasureLine& line) {
  constexpr std::array<std::string_view, 4> kFirst{"agency", "kind", "vendor", "provider"};
  std::vector<std::string> labels;
  for (const std::string_view name : kFirst) {
    if (line.labels.contains(std::string(name))) labels.emplace_back(name);
  }
  for (const auto& [name, value] : line.labels) {
    if (std::ranges::find(labels, name) == labels.end()) labels.push_back(name);
  }
  return labels;
}

bool is(const Group& group, const Main& main) {
  std::string labels;
  for (const std::string& label : group.labels) labels += (labels.empty() ? "" : " ") + label;
  return group.measure == main.measure && labels == main.labels;
}

/// Means of the vendors (or what the first label is) by which a table of two labels is ordered:
/// their obligations where there are such.
std::map<std::string, double> weights(const std::vector<MeasureLine>& lines,
                                      const std::string& label) {
  std::map<std::string, double> result;
  for (const MeasureLine& line : lines) {
    if (line.measure == "obligations" && line.labels.size() == 1 && line.labels.contains(label)) {
      result[line.labels.at(label)] = line.mean;
    }
  }
  return result;
}

/// No data sorts last; a stable sort keeps the order of the columns among equals.
bool is_greater(double a, double b) { return !std::isnan(a) && (std::isnan(b) || a > b); }

/// Rows of one label by their mean; of two, the first label's rows together, the weightiest first.
void order(Group& group, const std::vector<MeasureLine>& all) {
  if (group.labels == std::vector<std::string>{"fiscal_year"}) return;  // in order of time
  std::ranges::stable_sort(group.lines, [](const MeasureLine& a, const MeasureLine& b) {
    return is_greater(a.mean, b.mean);
  });
  if (group.labels.size() < 2) return;
  const std::string& first = group.labels.front();
  const auto weight = weights(all, first);
  const auto key = [&weight, &first](const MeasureLine& line) {
    const std::string& name = line.labels.at(first);
    const auto found = weight.find(name);
    return std::pair(found == weight.end() ? 0.0 : -found->second, name);
  };
  std::ranges::stable_sort(group.lines, {}, key);
}

std::vector<Group> all_groups(const std::vector<MeasureLine>& lines) {
  std::vector<Group> groups;
  Group market;
  for (const MeasureLine& line : lines) {
    if (line.labels.empty()) {
      market.lines.push_back(line);
      continue;
    }
    const auto labels = ordered_labels(line);
    auto found = std::ranges::find_if(groups, [&line, &labels](const Group& group) {
      return group.measure == line.measure && group.labels == labels;
    });
    if (found == groups.end()) {
      groups.push_back({line.measure, labels, {}});
      found = std::prev(groups.end());
    }
    found->lines.push_back(line);
  }
  for (Group& group : groups) {
    order(group, lines);
    for (const Main& main : kMain) {
      if (is(group, main)) group.meaning = main.meaning;
    }
  }
  if (!market.lines.empty()) groups.push_back(std::move(market));
  return groups;
}

}  // namespace

Grouping group(const std::vector<MeasureLine>& lines, bool has_all) {
  std::vector<Group> groups = all_groups(lines);
  Grouping result;
  if (!has_all) {
    for (const Main& main : kMain) {
      for (const Group& candidate : groups) {
        if (is(candidate, main)) result.shown.push_back(candidate);
      }
    }
    if (!result.shown.empty()) {
      for (const Group& candidate : groups) {
        if (candidate.labels.empty()) result.shown.push_back(candidate);
      }
      result.hidden_measures = groups.size() - result.shown.size();
      return result;
    }
  }
  result.shown = std::move(groups);
  return result;
}

}  // namespace acqsim::report
