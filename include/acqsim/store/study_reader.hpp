#pragma once

#include <acqsim/store/sweep_study.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace acqsim::store {

/// How far the last command that wrote to a study is, as it last said.
struct StoredProgress {
  std::uint64_t planned = 0;  ///< replications that it found to be done
  std::uint64_t done = 0;
  std::uint64_t failed = 0;
  std::int64_t started = 0;  ///< seconds since 1970
  std::int64_t updated = 0;
};

/// Reads a study as it was last committed, also while it is being written. Every member throws
/// StudyError, which names the file.
class StudyReader {
 public:
  explicit StudyReader(const std::string& path);
  ~StudyReader();

  std::map<std::string, std::string> manifest();
  std::vector<StoredParameter> parameters();
  std::vector<StoredPoint> points();  ///< in order of their ids
  experiment::Columns columns();      ///< empty when nothing was run yet

  struct Counts {
    std::uint64_t ok = 0;
    std::uint64_t failed = 0;
  };
  std::map<std::int64_t, Counts> counts();  ///< by point; those without any are absent
  std::vector<std::pair<std::int64_t, experiment::Failure>> first_failures(std::size_t most);
  std::optional<StoredProgress> progress();

  /// Every result by point and replication, in this order; memory does not grow with their number.
  using Use = std::function<void(std::int64_t point, const experiment::Result&)>;
  void for_results(const Use& use);
  /// The same without measures, which takes a fraction of the time.
  void for_outcomes(const Use& use);

 private:
  struct File;
  std::unique_ptr<File> file_;
};

/// About how many bytes of a study a replication takes.
double bytes_of(const model::Replication& replication);

/// Somebody is writing to the study now. False where that cannot be found out, as in a place that
/// is read-only.
bool is_being_written(const std::string& path);

}  // namespace acqsim::store
