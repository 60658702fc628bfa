#pragma once

#include "store/database.hpp"
#include "store/writer_lock.hpp"

#include <acqsim/experiment/result_sink.hpp>
#include <acqsim/store/study.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace acqsim::store {

/// What kinds of studies share: the file, its one writer's lock, the manifest, columns, and rows in
/// batches. Nobody else writes from construction to destruction; readers see the last batch
/// committed and hold nobody up.
class Writer {
 public:
  /// Creates the file, or opens one of the same kind and key. Throws StudyError, also when it holds
  /// another study or is being written; it is then unchanged.
  Writer(const std::string& path, const std::string& kind, const StudyInfo& info);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Once, before the first result. Throws StudyError when the study has other columns.
  void begin(const experiment::Columns& columns);

  void add(std::int64_t point, const model::Replication& replication);
  void add(std::int64_t point, const experiment::Failure& failure);
  void commit();  ///< waits for readers where it has to
  void
  commit_if_old();  ///< when what was given has waited for a while, so that a kill costs little
  void set_progress(const char* key, std::int64_t value);

  Database& database() { return database_; }

 private:
  void open(const std::string& kind, const StudyInfo& info);
  void check_same_study(const std::string& kind, const StudyKey& key);
  void write_manifest(const std::string& kind, const StudyInfo& info);
  void write_columns(const experiment::Columns& columns);
  void count_one();

  WriterLock lock_;  ///< before the database: it outlives it
  Database database_;
  std::function<void(const std::string&)> waiting_;
  std::unique_ptr<Statement> insert_;
  std::string outcomes_;  ///< buffers
  std::string measures_;
  std::uint64_t in_batch_ = 0;
  std::chrono::steady_clock::time_point batch_start_;
};

/// Of a statement whose first columns are status, message, events, path_hash, draws, outcomes and
/// measures.
experiment::Result result_of(const Statement& row, std::uint64_t index);

std::int64_t signed_of(std::uint64_t value);

}  // namespace acqsim::store
