#pragma once

#include <acqsim/experiment/summary.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// What a run says, ready to be shown: read from a summary or a study, never from a simulation.
namespace acqsim::report {

/// Which run it was.
struct Heading {
  std::string name;   ///< of the scenario
  std::string title;  ///< may be empty
  std::string start;  ///< ISO date
  std::string end;
  std::uint64_t seed = 0;
  std::string version;         ///< of the program
  std::string scenario_hash;   ///< sha256 of the resolved scenario
  double confidence = 0.95;    ///< of all intervals
  int fiscal_year_start = 10;  ///< month, 1 to 12
};

struct Results {
  Heading heading;
  experiment::Summary summary;
  experiment::Ending ending = experiment::Ending::complete;
  /// Half width asked of every question's interval; absent: a number of replications was asked.
  std::optional<double> half_width{};
};

/// One measure over replications. NaN where there is no data; all numbers in the measure's unit.
struct MeasureLine {
  std::string measure;
  std::map<std::string, std::string> labels;
  std::string unit;
  double mean = 0.0;
  double std_error = 0.0;
  /// Of the mean: [student-1908], of a frequency [wilson-1927]; never below 0 in a unit that
  /// cannot be, never above 1 in shares.
  stats::Interval interval;
  bool is_frequency = false;  ///< a share that is 0 or 1 in every replication
  double p5 = 0.0;            ///< quantiles over replications
  double p50 = 0.0;
  double p95 = 0.0;
  std::uint64_t n = 0;  ///< replications with data
  std::uint64_t no_data = 0;
};

/// Of one column, without quantiles (NaN).
MeasureLine measure_line(const model::MeasureColumn& column, const stats::Moments& moments,
                         std::uint64_t no_data, double confidence);

/// In the order of the columns.
std::vector<MeasureLine> measure_lines(const experiment::Summary& summary, double confidence);

}  // namespace acqsim::report
