#include "stats/box_search.hpp"

#include <acqsim/stats/conditions.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

namespace acqsim::stats {
namespace {

using box_search::Members;

constexpr double kOpen = std::numeric_limits<double>::infinity();

/// Gini's index times the trials: twice the expected squared error.
double impurity(const Trials& trials) {
  if (trials.all == 0) return 0.0;
  const double all = static_cast<double>(trials.all);
  const double yes = static_cast<double>(trials.yes);
  return 2.0 * yes * (all - yes) / all;
}

struct Question {
  std::size_t factor = 0;
  double below = 0.0;  ///< the greatest value of the lower side
  double above = 0.0;  ///< the least value of the upper side
  double gain = 0.0;
};

class Grower {
 public:
  Grower(const box_search::Problem& problem, const TreeOptions& options)
      : problem_(problem),
        depth_(options.depth),
        least_trials_(options.least_leaf * static_cast<double>(problem.all().all)),
        least_gain_(options.least_gain * impurity(problem.all())) {}

  std::vector<Box> leaves() {
    grow(problem_.everyone(), {}, 0);
    return std::move(leaves_);
  }

 private:
  void grow(const Members& members, const std::vector<Restriction>& restrictions,
            std::size_t depth) {
    const auto question = depth < depth_ ? best_question(members) : std::nullopt;
    if (!question) {
      leaves_.push_back(problem_.box(restrictions));
      return;
    }
    Members lower;
    Members upper;
    for (const std::size_t i : members) {
      (problem_.points[i][question->factor] <= question->below ? lower : upper).push_back(i);
    }
    grow(lower, narrowed(restrictions, question->factor, -kOpen, question->below), depth + 1);
    grow(upper, narrowed(restrictions, question->factor, question->above, kOpen), depth + 1);
  }

  std::optional<Question> best_question(const Members& members) const {
    std::optional<Question> best;
    for (std::size_t factor = 0; factor < problem_.factors(); ++factor) {
      const auto question = best_for(members, factor);
      if (question && (!best || question->gain > best->gain)) best = question;
    }
    return best;
  }

  std::optional<Question> best_for(const Members& members, std::size_t factor) const {
    std::map<double, Trials> by_value;
    for (const std::size_t i : members) {
      Trials& here = by_value[problem_.points[i][factor]];
      here.yes += problem_.answers[i].yes;
      here.all += problem_.answers[i].all;
    }
    const Trials all = problem_.trials(members);
    std::optional<Question> best;
    Trials lower;
    for (auto value = by_value.begin(); value != by_value.end(); ++value) {
      const auto next = std::next(value);
      if (next == by_value.end()) break;
      lower.yes += value->second.yes;
      lower.all += value->second.all;
      const Trials upper{all.yes - lower.yes, all.all - lower.all};
      if (static_cast<double>(std::min(lower.all, upper.all)) < std::max(1.0, least_trials_))
        continue;
      const double gain = impurity(all) - impurity(lower) - impurity(upper);
      if (gain < least_gain_ || gain <= 0.0 || (best && gain <= best->gain)) continue;
      best = Question{factor, value->first, next->first, gain};
    }
    return best;
  }

  static std::vector<Restriction> narrowed(std::vector<Restriction> restrictions,
                                           std::size_t factor, double low, double high) {
    auto place = std::find_if(restrictions.begin(), restrictions.end(),
                              [&](const Restriction& r) { return r.factor >= factor; });
    if (place == restrictions.end() || place->factor != factor) {
      place = restrictions.insert(place, {factor, -kOpen, kOpen, 1.0});
    }
    place->low = std::max(place->low, low);
    place->high = std::min(place->high, high);
    return restrictions;
  }

  const box_search::Problem& problem_;
  std::size_t depth_;
  double least_trials_;
  double least_gain_;
  std::vector<Box> leaves_;
};

}  // namespace

std::vector<Box> tree_leaves(const Points& points, const std::vector<Trials>& answers,
                             const TreeOptions& options) {
  const box_search::Problem problem(points, answers);
  std::vector<Box> leaves = Grower(problem, options).leaves();
  std::stable_sort(leaves.begin(), leaves.end(),
                   [](const Box& a, const Box& b) { return a.density > b.density; });
  return leaves;
}

}  // namespace acqsim::stats
