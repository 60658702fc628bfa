#pragma once

#include <acqsim/report/sweep.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// How the answers of a sweep go with its parameters, over all values of the others.
namespace acqsim::report {

/// All points at which a parameter has one value, or lies between two.
struct ProfilePoint {
  double number = 0.0;  ///< the value, or the mean of those in between; in the stored unit
  std::string value;    ///< "0.5", "0.25 to 0.5"
  std::uint64_t points = 0;
  experiment::OutcomeSummary outcome;  ///< of all their replications together
  /// Of its frequency. Points share their luck, so this is not Wilson's of all replications but
  /// stats::clustered_share, as in find_drivers.
  stats::Interval interval{};
};

/// All points together, in the same way.
struct SweepTotal {
  experiment::OutcomeSummary outcome;
  stats::Interval interval{};
};

// All that follows requires results that were read with their lucks.

SweepTotal total(const SweepResults& results, std::size_t question);

/// In order of the parameter's value: one for each value if there are `most` at most, otherwise
/// `most` parts of about equally many points. Points that do not set it do not count.
std::vector<ProfilePoint> profile(const SweepResults& results, std::size_t question,
                                  std::size_t parameter, std::size_t most = 15);

/// Two parameters at once.
struct HeatCell {
  std::size_t first = 0;   ///< place in the profile of the first parameter
  std::size_t second = 0;  ///< likewise
  experiment::OutcomeSummary outcome;
  stats::Interval interval{};  ///< of its frequency
};
struct HeatMap {
  std::size_t first = 0;  ///< parameters
  std::size_t second = 0;
  std::vector<std::string> first_values;
  std::vector<std::string> second_values;
  std::vector<HeatCell> cells;  ///< those with points
};

/// Requires: two different parameters.
HeatMap heat_map(const SweepResults& results, std::size_t question, std::size_t first,
                 std::size_t second, std::size_t most = 10);

/// A parameter's pull: the answer's frequency in the lowest and highest part of its profile.
struct Pull {
  std::size_t parameter = 0;
  ProfilePoint low;
  ProfilePoint high;
  /// High less low, in pairs on the same luck, mean over lucks; NaN when no luck met both.
  double difference = 0.0;
  /// For all pulls of the question together, by Bonferroni: stats::mean_difference over lucks.
  /// Where the other parameters of both parts' points are not the same, as in a Latin hypercube,
  /// wider by what points differ. From -1 to 1 where neither can be told.
  stats::Interval interval{-1.0, 1.0};
  double reach() const;  ///< absolute difference of the frequencies
  bool is_beyond_luck() const { return interval.low > 0.0 || interval.high < 0.0; }
};

/// The strongest first; parameters of one value are left out.
std::vector<Pull> pulls(const SweepResults& results, std::size_t question);

}  // namespace acqsim::report
