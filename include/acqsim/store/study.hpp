#pragma once

#include <acqsim/experiment/runner.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

/// A study: one SQLite file with everything that came of runs, keyed by what they mean.
///
///   manifest         key, value: program, scenario (canonical text), scenario_hash, title,
///   command, ... points           what was run: scenario_hash, seed, version; status: how its run
///   ended replications     status ("ok", "failed"), message, events, path_hash, draws
///   measure_columns  id, measure, labels (JSON), unit, meaning
///   question_columns id, question, clock, expectation
///   measures         point, replication, measure, value; null: no data
///   outcomes         point, replication, question, answer: 1 yes, 0 no, null no data
///
/// and the views `measure_values` and `outcome_values` (names instead of numbers), `measure_means`
/// and `outcome_frequencies` (over the replications of a point).
namespace acqsim::store {

/// The file cannot be opened, read or written, or holds something else. Names the file.
class StudyError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What a run means: equal keys have equal results.
struct StudyKey {
  std::string scenario_hash;  ///< sha256 of the resolved scenario
  std::uint64_t seed = 0;
  std::string version;  ///< of the program

  friend bool operator==(const StudyKey&, const StudyKey&) = default;
};

/// What is written about a study besides its results.
struct StudyInfo {
  StudyKey key;
  std::string scenario;  ///< canonical text, of which key.scenario_hash is the hash
  /// Whatever else the program says of it: "title", "command", "input scenarios/a.yaml", ... Not
  /// part of the key; rewritten by each run.
  std::map<std::string, std::string> notes;
};

/// The one writer of a study file. Results are committed in batches within transactions, so that a
/// process killed at any instant loses the batch in flight and corrupts nothing. Two files of the
/// same results hold the same rows in the same order, whatever the number of threads or
/// interruptions.
class Study : public experiment::ResultSink {
 public:
  /// Creates the file, or opens one of the same key to go on. Throws StudyError, also when the file
  /// holds a study of another key or is being written by another run; it is then unchanged.
  Study(const std::string& path, StudyInfo info);
  ~Study() override;

  void begin(const experiment::Columns& columns) override;
  void replication(const model::Replication& replication) override;
  void failure(const experiment::Failure& failure) override;
  void finish(experiment::Ending ending) override;

  /// Results already there, for indices from zero to stored() - 1. Requires: begin() for result().
  std::uint64_t stored() const;
  std::optional<experiment::Result> result(std::uint64_t index);

 private:
  struct Writer;
  std::unique_ptr<Writer> writer_;
};

/// Rows of a query, as text; null is "".
struct Rows {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

/// Asks a study in SQL, read-only. Throws StudyError.
Rows query(const std::string& path, const std::string& sql);

}  // namespace acqsim::store
