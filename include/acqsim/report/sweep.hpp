#pragma once

#include <acqsim/report/results.hpp>
#include <acqsim/report/table.hpp>
#include <acqsim/store/study_reader.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// What a sweep says: read from its study.
namespace acqsim::report {

constexpr int kSweepSchema = 1;

/// One point with what its replications answered, in the order of the columns.
struct SweptPoint {
  std::int64_t id = 0;
  std::vector<store::StoredSetting> settings;
  std::uint64_t replications = 0;  ///< that succeeded
  std::uint64_t failures = 0;
  std::vector<experiment::OutcomeSummary> outcomes;
  std::vector<stats::Moments> measures;  ///< empty unless asked for
  /// Of each replication that succeeded, unless not asked for: the place of its luck among all that
  /// the sweep's points share, and its answers, all questions of one after the other.
  std::vector<std::uint32_t> lucks{};
  std::vector<model::Answer> answers{};
};

struct SweepResults {
  Heading heading;     ///< of the scenario without variation
  std::string design;  ///< "grid", "lhs(200)"; empty: not known
  std::vector<store::StoredParameter> parameters;
  experiment::Columns columns;
  std::vector<SweptPoint> points;
  std::uint64_t replications = 0;
  std::uint64_t failures = 0;
  std::uint64_t missing = 0;  ///< wanted and not there yet
  std::size_t lucks = 0;      ///< different ones, each of them shared by points; 0: not asked for
};

/// Sums up a study, with all its points or, if any are named, those in this order. `has_measures`:
/// the measures too, which takes longer and space for each point. `has_lucks`: the single answers
/// too, without which intervals over several points cannot be had; space for each replication.
SweepResults read_sweep(store::StudyReader& study, const std::vector<std::int64_t>& points,
                        bool has_measures, bool has_lucks = false);

/// Each outcome as a sentence, from the point where it is rarest to that where it is most frequent;
/// then tables of all points by all outcomes, futures in a hundred with their interval.
std::string render_sweep_table(const SweepResults& results, const TableStyle& style);

/// One JSON object, ending in a newline: schema, program, scenario, seed, design, confidence,
/// replications, failures, missing, parameters [path, unit, meaning], points [point, settings
/// {path: text}, numbers {path: number}, replications, failures, outcomes [id, frequency, low,
/// high, yes, no, no_data], measures [measure, labels, unit, mean, low, high, n, no_data]].
std::string render_sweep_json(const SweepResults& results);

/// RFC 4180, one line for each point and outcome or measure: point, a column of numbers for each
/// parameter, row (outcome or measure), name, one column for each label, mean (of an outcome: its
/// frequency), low, high, n, no_data, unit.
std::string render_sweep_csv(const SweepResults& results);

}  // namespace acqsim::report
