#pragma once

#include <acqsim/stats/conditions.hpp>

#include <cstddef>
#include <vector>

/// What peeling and splitting share: counting the trials in a box.
namespace acqsim::stats::box_search {

using Members = std::vector<std::size_t>;  ///< indices of points

double density(const Trials& trials);  ///< NaN without trials

class Problem {
 public:
  /// Keeps references. Requires: as many answers as points, no more yes than trials, points of
  /// equal size.
  Problem(const Points& points, const std::vector<Trials>& answers);

  std::size_t factors() const { return points.empty() ? 0 : points.front().size(); }
  Members everyone() const;
  const Trials& all() const { return all_; }
  Trials trials(const Members& members) const;
  /// The box with its trials, coverage, density and the restrictions' p.
  Box box(std::vector<Restriction> restrictions) const;

  const Points& points;
  const std::vector<Trials>& answers;

 private:
  Trials inside(const Box& box) const;

  Trials all_;
};

}  // namespace acqsim::stats::box_search
