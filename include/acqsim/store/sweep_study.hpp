#pragma once

#include <acqsim/store/study.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace acqsim::store {

/// Something that a sweep varies.
struct StoredParameter {
  std::string path;
  std::string unit;  ///< symbol of the stored unit
  std::string meaning;
  std::string base = {};     ///< the scenario's own value, as it writes it; empty: not known
  double base_number = 0.0;  ///< in the stored unit; of a distribution its median
};

/// What a point sets.
struct StoredSetting {
  std::string path;
  std::string value;    ///< as a scenario writes it
  double number = 0.0;  ///< in the stored unit
};

/// One point of a sweep.
struct StoredPoint {
  std::int64_t id = 0;
  StudyKey key;  ///< of the scenario with its settings: equal keys are one point
  std::optional<std::uint64_t> wanted;
  std::optional<std::uint64_t> share;  ///< of these, how many are this shard's; nothing: all
  std::string status;
  std::vector<StoredSetting> settings;
};

/// The one writer of the study of a sweep. The study's key is that of the scenario without
/// variation, so that one study holds whatever is varied in one scenario; a point's key is that of
/// the scenario with its settings, so that equal work is done once, whichever command asks for it.
/// A point that does not set a parameter which others vary has the scenario's own value of it.
/// Batches, locks and errors as in Study.
class SweepStudy {
 public:
  SweepStudy(const std::string& path, const StudyInfo& info,
             const std::vector<StoredParameter>& parameters);
  ~SweepStudy();

  /// The hash of the scenario with these settings if a point that has exactly them is stored: so
  /// that a sweep that goes on need not bind them again.
  std::optional<std::string> known_hash(const std::vector<StoredSetting>& settings) const;

  /// Finds the point of this key or adds it, asks for so many replications of it at least, of
  /// which `share` are this shard's, and returns its id.
  std::int64_t point(const std::string& scenario_hash, const std::vector<StoredSetting>& settings,
                     std::uint64_t wanted, std::optional<std::uint64_t> share = std::nullopt);

  /// Which replications of a point are there, in order.
  std::vector<std::uint64_t> stored(std::int64_t point);

  /// Drops the failed replications of a point, so that they are missing again.
  void forget_failures(std::int64_t point);

  void begin(const experiment::Columns& columns);  ///< before the first result
  void replication(std::int64_t point, const model::Replication& replication);
  void failure(std::int64_t point, const experiment::Failure& failure);
  void complete(std::int64_t point);  ///< all that is wanted of it is stored

  /// What `status` tells besides: planned, done and failed of the work of this command, and since
  /// when. Kept with the next batch.
  void progress(std::uint64_t planned, std::uint64_t done, std::uint64_t failed);

  void commit();         ///< what was given so far; the destructor drops what was not
  void commit_if_old();  ///< the same if that has waited for a while; to be called now and then

 private:
  struct File;
  std::unique_ptr<File> file_;
};

}  // namespace acqsim::store
