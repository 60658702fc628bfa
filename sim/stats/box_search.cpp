#include "stats/box_search.hpp"

#include <acqsim/base/check.hpp>

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace acqsim::stats::box_search {
namespace {

constexpr double kNoData = std::numeric_limits<double>::quiet_NaN();

/// How often as many yes would lie in the inner points if the answers of all these points were
/// dealt out anew among them: from the correlation of being inside with the yes beyond the density,
/// which permutation distributes about like Student's t, but never below one over the number of
/// ways.
double permuted_tail(const std::vector<Trials>& points, const std::vector<bool>& is_inside) {
  Trials sum;
  for (const Trials& one : points) {
    sum.yes += one.yes;
    sum.all += one.all;
  }
  const auto count = static_cast<double>(points.size());
  double inner = 0.0;
  double excess = 0.0;
  double squares = 0.0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double beyond =
        static_cast<double>(points[i].yes) - density(sum) * static_cast<double>(points[i].all);
    squares += beyond * beyond;
    if (!is_inside[i]) continue;
    inner += 1.0;
    excess += beyond;
  }
  if (sum.all == 0 || inner == 0.0 || inner == count || !(squares > 0.0)) return 1.0;
  const double least = std::exp(std::lgamma(inner + 1.0) + std::lgamma(count - inner + 1.0) -
                                std::lgamma(count + 1.0));
  const double r = excess / std::sqrt(squares * inner * (count - inner) / count);
  const double degrees = count - 2.0;
  if (degrees < 1.0 || r >= 1.0) return least;
  if (r <= -1.0) return 1.0;  // rounding may lead beyond, where t is no number
  const double t = r * std::sqrt(degrees / (1.0 - r * r));
  return std::max(least,
                  boost::math::cdf(boost::math::complement(boost::math::students_t(degrees), t)));
}

}  // namespace

double density(const Trials& trials) {
  return trials.all == 0 ? kNoData
                         : static_cast<double>(trials.yes) / static_cast<double>(trials.all);
}

Problem::Problem(const Points& the_points, const std::vector<Trials>& the_answers)
    : points(the_points), answers(the_answers) {
  ACQSIM_CHECK(points.size() == answers.size(), "as many answers as points");
  for (std::size_t i = 0; i < points.size(); ++i) {
    ACQSIM_CHECK(points[i].size() == points.front().size(), "points of unlike size");
    ACQSIM_CHECK(answers[i].yes <= answers[i].all, "more yes than trials");
  }
  all_ = trials(everyone());
}

Members Problem::everyone() const {
  Members members(points.size());
  std::iota(members.begin(), members.end(), std::size_t{0});
  return members;
}

Trials Problem::trials(const Members& members) const {
  Trials sum;
  for (const std::size_t i : members) {
    sum.yes += answers[i].yes;
    sum.all += answers[i].all;
  }
  return sum;
}

Trials Problem::inside(const Box& box) const {
  Trials sum;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!box.holds(points[i])) continue;
    sum.yes += answers[i].yes;
    sum.all += answers[i].all;
  }
  return sum;
}

Box Problem::box(std::vector<Restriction> restrictions) const {
  Box result;
  result.restrictions = std::move(restrictions);
  result.trials = inside(result);
  result.density = density(result.trials);
  result.coverage = all_.yes == 0
                        ? kNoData
                        : static_cast<double>(result.trials.yes) / static_cast<double>(all_.yes);
  for (std::size_t k = 0; k < result.restrictions.size(); ++k) {
    Box without = result;
    without.restrictions.erase(without.restrictions.begin() + static_cast<std::ptrdiff_t>(k));
    std::vector<Trials> outer;
    std::vector<bool> is_inside;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (!without.holds(points[i])) continue;
      outer.push_back(answers[i]);
      is_inside.push_back(result.holds(points[i]));
    }
    result.restrictions[k].p = permuted_tail(outer, is_inside);
  }
  return result;
}

}  // namespace acqsim::stats::box_search
