#include "stats/box_search.hpp"

#include <acqsim/base/check.hpp>

#include <boost/math/special_functions/beta.hpp>

#include <limits>
#include <numeric>

namespace acqsim::stats::box_search {
namespace {

constexpr double kNoData = std::numeric_limits<double>::quiet_NaN();

/// P(Bin(n, p) >= k).
double upper_tail(std::uint64_t n, double p, std::uint64_t k) {
  if (k == 0 || p >= 1.0) return 1.0;
  if (p <= 0.0) return 0.0;
  return boost::math::ibeta(static_cast<double>(k), static_cast<double>(n - k + 1), p);
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
    result.restrictions[k].p =
        upper_tail(result.trials.all, density(inside(without)), result.trials.yes);
  }
  return result;
}

}  // namespace acqsim::stats::box_search
