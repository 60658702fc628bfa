#pragma once

#include <acqsim/report/sweep.hpp>
#include <acqsim/stats/conditions.hpp>

#include <cstddef>
#include <string>
#include <vector>

/// What can be known from points of a sweep that share their luck.
namespace acqsim::report {

/// The answers of some points to one question, by point and by luck.
class SharedLuck {
 public:
  /// Requires: `results` read with lucks, and living longer.
  SharedLuck(const SweepResults& results, std::size_t question)
      : results_(&results), question_(question), by_luck_(results.lucks) {}

  void add(const SweptPoint& point);

  const experiment::OutcomeSummary& outcome() const { return outcome_; }
  /// stats::clustered_share. All of 0 to 1 without answers.
  stats::Interval interval(double confidence) const;

  const std::vector<const SweptPoint*>& points() const { return points_; }
  const std::vector<stats::Trials>& by_point() const { return by_point_; }  ///< in their order
  const std::vector<stats::Trials>& by_luck() const { return by_luck_; }    ///< by place

 private:
  const SweepResults* results_;
  std::size_t question_;
  experiment::OutcomeSummary outcome_;
  std::vector<const SweptPoint*> points_;
  std::vector<stats::Trials> by_point_;
  std::vector<stats::Trials> by_luck_;
};

struct LuckDifference {
  double difference = 0.0;  ///< of the shares of yes, second less first, mean over lucks; or NaN
  stats::Interval interval{-1.0, 1.0};
};

/// What a change of the parameter at `path` does between two sets of points: see Pull.
LuckDifference difference(const SharedLuck& first, const SharedLuck& second,
                          const std::string& path, double confidence);

}  // namespace acqsim::report
