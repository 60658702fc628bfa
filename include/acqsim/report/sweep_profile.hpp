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
};

/// In order of the parameter's value: one for each value if there are `most` at most, otherwise
/// `most` parts of about equally many points. Points that do not set it do not count.
std::vector<ProfilePoint> profile(const SweepResults& results, std::size_t question,
                                  std::size_t parameter, std::size_t most = 15);

/// Two parameters at once.
struct HeatCell {
  std::size_t first = 0;   ///< place in the profile of the first parameter
  std::size_t second = 0;  ///< likewise
  experiment::OutcomeSummary outcome;
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
  double reach() const;  ///< absolute difference of the frequencies
};

/// The strongest first; parameters of one value are left out.
std::vector<Pull> pulls(const SweepResults& results, std::size_t question);

}  // namespace acqsim::report
