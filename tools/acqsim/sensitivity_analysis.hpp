#pragma once

#include <acqsim/experiment/source.hpp>
#include <acqsim/experiment/sweep_plan.hpp>
#include <acqsim/report/sensitivity.hpp>
#include <acqsim/scenario/vary.hpp>
#include <acqsim/store/study_reader.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace acqsim::cli {

/// The rows of a sensitivity analysis: morris(r) trajectories, or Saltelli's rows of sobol(n) base
/// points.
struct SensitivityPlan {
  bool is_screening = false;  ///< by morris
  stats::Points rows;         ///< in [0, 1], one coordinate for each group
  std::vector<experiment::PlannedPoint> points;
  /// First replication of each row. The rows of one of Morris' trajectories share their futures,
  /// which makes its effects pairs; trajectories do not, else all would share one error that their
  /// spread does not show. Rows of Saltelli's design share none.
  std::vector<std::uint64_t> firsts;
};

/// Requires: a design of morris or sobol.
SensitivityPlan plan_sensitivity(const scenario::Vary& vary, std::uint64_t replications,
                                 std::uint64_t seed);

/// An answer to be analysed.
struct AskedAnswer {
  bool is_outcome = true;
  std::size_t column = 0;
};

/// Outcomes by id and measures by key; without any, all outcomes. Throws UsageError.
std::vector<AskedAnswer> asked_answers(const experiment::Columns& columns,
                                       const std::vector<std::string>& outcomes,
                                       const std::vector<std::string>& measures);

/// Reads the answers to a plan from its study and analyses them. `ids` are the points' in it, by
/// row.
std::vector<report::AnswerSensitivity> analyse(store::StudyReader& study,
                                               const SensitivityPlan& plan,
                                               const std::vector<std::int64_t>& ids,
                                               const std::vector<AskedAnswer>& asked,
                                               std::uint64_t replications, double confidence,
                                               std::uint64_t seed);

}  // namespace acqsim::cli
