#include "acqsim/experiment/sweep_plan.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/base/quantity_text.hpp>
#include <acqsim/stats/design.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace acqsim::experiment {
namespace {

using scenario::Design;
using scenario::VariedGroup;
using scenario::VariedParameter;

const char* const kOption = "vary";
constexpr std::size_t kMorrisLevels = 4;  ///< the usual choice

/// A value of one parameter.
struct Chosen {
  std::string text;
  double number = 0.0;
};

Chosen listed(const VariedParameter& parameter, std::size_t index) {
  return {parameter.texts.at(index), parameter.values.at(index)};
}

/// `u` of the way through the range.
Chosen between(const VariedParameter& parameter, double u) {
  const base::Range span = *parameter.span;
  const std::string text =
      scenario::varied_text(span.low + u * (span.high - span.low), parameter.unit);
  return {text, base::parse_quantity(text, parameter.unit).value_or(span.low)};
}

void set(PlannedPoint& point, const VariedParameter& parameter, const Chosen& chosen) {
  point.settings.push_back({parameter.path, chosen.text, kOption});
  point.numbers.push_back(chosen.number);
}

class Planner {
 public:
  explicit Planner(const scenario::Vary& vary) : vary_(vary) {}

  /// One coordinate in [0, 1] for each group.
  void add(const std::vector<double>& coordinates) { keep(point_at(vary_, coordinates)); }

  /// One place for each group: the index of a value.
  void add(const std::vector<std::size_t>& places) {
    PlannedPoint point;
    for (std::size_t g = 0; g < places.size(); ++g) {
      for (const VariedParameter& parameter : vary_.groups[g].parameters) {
        set(point, parameter, listed(parameter, places[g]));
      }
    }
    keep(std::move(point));
  }

  std::vector<PlannedPoint> points() && { return std::move(points_); }

 private:
  void keep(PlannedPoint point) {
    for (const scenario::Where& where : vary_.where) {
      if (!where.holds(point.numbers)) return;
    }
    std::string key;
    for (const scenario::Override& one : point.settings) key += one.value + '\n';
    if (known_.insert(std::move(key)).second) points_.push_back(std::move(point));
  }

  const scenario::Vary& vary_;
  std::vector<PlannedPoint> points_;
  std::set<std::string> known_;
};

void add_grid(const std::vector<VariedGroup>& groups, Planner& planner) {
  std::vector<std::size_t> places(groups.size(), 0);
  for (;;) {
    planner.add(places);
    std::size_t g = groups.size();
    while (g > 0 && ++places[g - 1] == groups[g - 1].count()) places[--g] = 0;
    if (g == 0) return;
  }
}

}  // namespace

PlannedPoint point_at(const scenario::Vary& vary, const std::vector<double>& coordinates) {
  ACQSIM_CHECK(coordinates.size() == vary.groups.size(), "one coordinate for each group");
  PlannedPoint point;
  for (std::size_t g = 0; g < coordinates.size(); ++g) {
    const VariedGroup& group = vary.groups[g];
    const double u = coordinates[g];
    const auto count = static_cast<double>(group.count());
    const auto place = static_cast<std::size_t>(std::min(std::floor(u * count), count - 1.0));
    for (const VariedParameter& parameter : group.parameters) {
      set(point, parameter,
          group.is_continuous() ? between(parameter, u) : listed(parameter, place));
    }
  }
  return point;
}

std::vector<PlannedPoint> plan_points(const scenario::Vary& vary, std::uint64_t seed) {
  ACQSIM_CHECK(!vary.groups.empty(), "a sweep varies something");
  Planner planner(vary);
  const std::size_t size = vary.design.size;
  const std::size_t factors = vary.groups.size();
  stats::Points points;
  switch (vary.design.kind) {
    case Design::Kind::grid:
      add_grid(vary.groups, planner);
      break;
    case Design::Kind::lhs:
      points = stats::latin_hypercube(size, factors, seed);
      break;
    case Design::Kind::sobol:
      points = stats::sobol_owen(size, factors, seed);
      break;
    case Design::Kind::morris:
      points = stats::morris_trajectories(size, factors, kMorrisLevels, seed);
      break;
  }
  for (const auto& point : points) planner.add(point);
  return std::move(planner).points();
}

}  // namespace acqsim::experiment
