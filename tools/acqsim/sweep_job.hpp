#pragma once

#include "acqsim/input.hpp"
#include "acqsim/shard.hpp"

#include <acqsim/experiment/market_source.hpp>
#include <acqsim/experiment/sweep.hpp>
#include <acqsim/experiment/sweep_plan.hpp>
#include <acqsim/store/sweep_study.hpp>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace acqsim::cli {

/// A point as the study keeps its settings.
std::vector<store::StoredSetting> stored_settings(const experiment::PlannedPoint& point);

/// What a sweep varies, as the study keeps it.
std::vector<store::StoredParameter> stored_parameters(const scenario::Vary& vary);

/// The scenario of a point, ready to run. Throws base::InputError.
std::shared_ptr<const experiment::Source> open_point(const scenario::Family& family,
                                                     const experiment::PlannedPoint& point,
                                                     std::uint64_t seed);

/// What a sweep is asked to do with its points.
struct SweepWork {
  std::uint64_t seed = 1;
  std::uint64_t replications = 1;  ///< of each place in the plan
  Shard shard;
  unsigned threads = 1;
  /// First replication of each place in the plan; empty: zero, so that all share their futures.
  std::vector<std::uint64_t> firsts;
  bool retries_failed = false;  ///< what failed before is missing again
  /// Of points that the study does not know and that have to be read; and what ends that.
  std::function<void(const experiment::Progress&)> reading;
  const std::atomic<bool>* stop = nullptr;
};

/// A sweep's work in its study: which points it has there, and which replications are missing.
class SweepJob {
 public:
  /// Finds or adds every point; those that the study does not know are bound, so that whatever is
  /// wrong with one is told before anything runs (base::InputError). When stopped meanwhile, it has
  /// no points, and run() says interrupted.
  SweepJob(const scenario::Family& family, const std::vector<experiment::PlannedPoint>& points,
           SweepWork work, store::SweepStudy& study);

  /// Ids in the study, in the order of the plan; of points that mean the same once.
  const std::vector<std::int64_t>& ids() const { return ids_; }
  std::int64_t id_at(std::size_t place) const { return id_of_.at(place); }
  std::uint64_t missing() const { return work_.size(); }
  std::uint64_t prior() const { return prior_; }  ///< of what is asked for, there already

  /// Runs what is missing into the study.
  experiment::SweepOutcome run(const experiment::SweepOptions& options);

 private:
  void add(std::size_t place, std::int64_t id, std::uint64_t first);

  const scenario::Family& family_;
  const std::vector<experiment::PlannedPoint>& points_;
  SweepWork asked_;
  store::SweepStudy& study_;
  bool is_stopped_ = false;
  experiment::WorkList work_;
  std::vector<std::int64_t> ids_;
  std::vector<std::int64_t> id_of_;                          ///< by place in the plan
  std::unordered_map<std::int64_t, std::uint64_t> missing_;  ///< of a point, in this shard
  std::uint64_t prior_ = 0;
};

}  // namespace acqsim::cli
