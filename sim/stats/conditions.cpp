#include "acqsim/stats/conditions.hpp"

#include "stats/box_search.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/stats/normal.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

namespace acqsim::stats {
namespace {

using box_search::Members;

constexpr double kOpen = std::numeric_limits<double>::infinity();

struct Slice {
  std::size_t factor = 0;
  bool low_end = true;
  double edge = 0.0;  ///< the outermost value that stays
  double gain = 0.0;
};

/// The thinnest slice of whole values with at least that many trials, at one end.
std::optional<Slice> slice_at(const box_search::Problem& problem, const Members& inside,
                              std::size_t factor, bool low_end, double least) {
  std::map<double, Trials> by_value;
  for (const std::size_t i : inside) {
    Trials& here = by_value[problem.points[i][factor]];
    here.yes += problem.answers[i].yes;
    here.all += problem.answers[i].all;
  }
  std::vector<std::pair<double, Trials>> values(by_value.begin(), by_value.end());
  if (!low_end) std::reverse(values.begin(), values.end());
  const Trials all = problem.trials(inside);
  Trials off;
  for (std::size_t k = 0; k + 1 < values.size(); ++k) {
    off.yes += values[k].second.yes;
    off.all += values[k].second.all;
    if (static_cast<double>(off.all) < least || off.all == 0) continue;
    if (off.all == all.all) return std::nullopt;
    const double before = box_search::density({all.yes, all.all});
    const double after = box_search::density({all.yes - off.yes, all.all - off.all});
    return Slice{factor, low_end, values[k + 1].first,
                 (after - before) / static_cast<double>(off.all)};
  }
  return std::nullopt;
}

void restrict_by(std::vector<Restriction>& restrictions, const Slice& slice) {
  auto place = std::find_if(restrictions.begin(), restrictions.end(),
                            [&](const Restriction& r) { return r.factor >= slice.factor; });
  if (place == restrictions.end() || place->factor != slice.factor) {
    place = restrictions.insert(place, {slice.factor, -kOpen, kOpen, 1.0});
  }
  (slice.low_end ? place->low : place->high) = slice.edge;
}

std::optional<Slice> best_slice(const box_search::Problem& problem, const Members& inside,
                                double least) {
  std::optional<Slice> best;
  for (std::size_t factor = 0; factor < problem.factors(); ++factor) {
    for (const bool low_end : {true, false}) {
      const auto slice = slice_at(problem, inside, factor, low_end, least);
      if (slice && slice->gain > 0.0 && (!best || slice->gain > best->gain)) best = slice;
    }
  }
  return best;
}

/// How many more yes lie in the box than its size would give it, as a share of all trials.
double excess(const Box& box, const Trials& all) {
  if (box.trials.all == 0) return 0.0;
  return static_cast<double>(box.trials.all) / static_cast<double>(all.all) *
         (box.density - box_search::density(all));
}

}  // namespace

bool Box::holds(const std::vector<double>& point) const {
  return std::all_of(restrictions.begin(), restrictions.end(), [&](const Restriction& r) {
    return point[r.factor] >= r.low && point[r.factor] <= r.high;
  });
}

Interval clustered_share(const std::vector<Trials>& points, const std::vector<Trials>& futures,
                         double confidence) {
  ACQSIM_CHECK(confidence > 0.0 && confidence < 1.0, "a confidence lies between zero and one");
  Trials sum;
  for (const Trials& one : points) {
    sum.yes += one.yes;
    sum.all += one.all;
  }
  if (sum.all == 0) return {0.0, 1.0};
  const auto all = static_cast<double>(sum.all);
  const double share = static_cast<double>(sum.yes) / all;
  double fewest = all;
  const auto variance_by = [&](const std::vector<Trials>& groups) {
    double squares = 0.0;
    double count = 0.0;
    for (const Trials& one : groups) {
      if (one.all == 0) continue;
      count += 1.0;
      const double beyond = static_cast<double>(one.yes) - share * static_cast<double>(one.all);
      squares += beyond * beyond;
    }
    fewest = std::min(fewest, count);
    return count < 2.0 ? 0.0 : squares * count / (count - 1.0) / (all * all);
  };
  const double single = share * (1.0 - share) / all;
  const double by_point = variance_by(points);
  const double by_future = variance_by(futures);
  const double variance = std::max({by_point + by_future - single, by_point, by_future, single});
  const double n = single > 0.0 ? std::clamp(share * (1.0 - share) / variance, 1.0, all) : fewest;
  const double z = -normal_quantile(0.5 * (1.0 - confidence));
  const double centre = (share * n + 0.5 * z * z) / (n + z * z);
  const double half = z * std::sqrt(share * (1.0 - share) * n + 0.25 * z * z) / (n + z * z);
  return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

std::vector<Box> peel(const Points& points, const std::vector<Trials>& answers,
                      const PeelOptions& options) {
  ACQSIM_CHECK(options.alpha > 0.0 && options.alpha < 1.0, "a slice is a part of the trials");
  const box_search::Problem problem(points, answers);
  std::vector<Box> boxes{problem.box({})};
  const double smallest = options.least_mass * static_cast<double>(problem.all().all);
  Members inside = problem.everyone();
  while (true) {
    const double left = static_cast<double>(boxes.back().trials.all);
    const auto slice = best_slice(problem, inside, options.alpha * left);
    if (!slice) return boxes;
    std::vector<Restriction> restrictions = boxes.back().restrictions;
    restrict_by(restrictions, *slice);
    Box next = problem.box(std::move(restrictions));
    if (static_cast<double>(next.trials.all) < smallest) return boxes;
    std::erase_if(inside, [&](std::size_t i) { return !next.holds(points[i]); });
    boxes.push_back(std::move(next));
  }
}

Box best_box(const std::vector<Box>& boxes, const Points& points,
             const std::vector<Trials>& answers, double doubt) {
  ACQSIM_CHECK(!boxes.empty(), "no box to choose from");
  const box_search::Problem problem(points, answers);
  Box best = *std::max_element(boxes.begin(), boxes.end(), [&](const Box& a, const Box& b) {
    return excess(a, problem.all()) < excess(b, problem.all());
  });
  while (true) {
    const auto weakest =
        std::max_element(best.restrictions.begin(), best.restrictions.end(),
                         [](const Restriction& a, const Restriction& b) { return a.p < b.p; });
    if (weakest == best.restrictions.end() || weakest->p <= doubt) return best;
    best.restrictions.erase(weakest);
    best = problem.box(std::move(best.restrictions));
  }
}

}  // namespace acqsim::stats
