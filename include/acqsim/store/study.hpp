#pragma once

#include <acqsim/experiment/runner.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

/// A study: one SQLite file with everything that came of a run or a sweep, keyed by what it means.
///
///   manifest          key, value: kind, program, scenario (canonical text), scenario_hash, seed,
///                     command, ...
///   points            what was run: scenario_hash, seed, version, wanted, share, status
///   parameters        path, unit, meaning and base value of what a sweep varies
///   settings          point, parameter, value (as written), number
///   replications      point, replication, status ("ok", "failed"), message, events, path_hash,
///                     draws, and the answers as JSON lists: outcomes, measures
///   measure_columns   id, measure, labels (JSON), unit, meaning
///   question_columns  id, question, clock, expectation
///   progress          how far the last command is; no result
///
/// and the views `measures` and `outcomes` (a row for each replication and column; null: no data),
/// `measure_values` and `outcome_values` (names instead of numbers), `measure_means` and
/// `outcome_frequencies` (over the replications of a point), `point_settings`, `failures`. The
/// schema in the file itself says the same, with comments.
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
  std::string version;  ///< of the program and of the model in it

  friend bool operator==(const StudyKey&, const StudyKey&) = default;
};

/// What is written about a study besides its results.
struct StudyInfo {
  StudyKey key;
  std::string scenario;  ///< canonical text, of which key.scenario_hash is the hash
  /// Whatever else the program says of it: "title", "command", "input scenarios/a.yaml", ... Not
  /// part of the key; rewritten by each run.
  std::map<std::string, std::string> notes;
  /// Told the file when somebody who reads it has made the writer wait for ten seconds, which only
  /// happens on a network file system; it then waits on. Nothing: not told.
  std::function<void(const std::string&)> waiting;
};

/// The one writer of the study of a run. Results are committed in batches within transactions, so
/// that a process killed at any instant loses the batch in flight and corrupts nothing. Two files
/// of the same results hold the same rows in the same order, whatever the number of threads or
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

  /// Commits what has waited for a while; to be called now and then while nothing comes.
  void commit_if_old();

  /// Results already there, for indices from zero to stored() - 1. Requires: begin() for result().
  std::uint64_t stored() const;
  std::optional<experiment::Result> result(std::uint64_t index);

 private:
  struct File;
  std::unique_ptr<File> file_;
};

/// One cell of a query's answer; `text` is empty for null, and exact for a number.
struct Cell {
  enum class Kind { null, number, text };
  Kind kind = Kind::null;
  std::string text;
};

/// Takes the answer to a query row by row.
class RowReader {
 public:
  virtual ~RowReader() = default;
  virtual void columns(const std::vector<std::string>& names) = 0;  ///< once, before all rows
  virtual void row(const std::vector<Cell>& cells) = 0;
};

/// Asks a study in SQL, read-only; one statement that reads. Memory does not grow with the answer.
/// Throws StudyError.
void query(const std::string& path, const std::string& sql, RowReader& reader);

/// Rows of a query, as text; null is "".
struct Rows {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

/// The same, for a short answer.
Rows query(const std::string& path, const std::string& sql);

}  // namespace acqsim::store
