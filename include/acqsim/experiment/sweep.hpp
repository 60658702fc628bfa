#pragma once

#include <acqsim/experiment/runner.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

/// Replications of many sources, one after another, as one list of work.
namespace acqsim::experiment {

/// What is to be run: of each point some replications, in order.
class WorkList {
 public:
  /// So many of point `point`, from replication `first` on.
  void add(std::size_t point, std::uint64_t first, std::uint64_t count);

  struct Item {
    std::size_t point = 0;
    std::uint64_t replication = 0;
  };
  Item at(std::uint64_t place) const;  ///< Requires: place < size()
  std::uint64_t size() const { return size_; }

 private:
  struct Stretch {
    std::uint64_t from = 0;  ///< place of the first
    std::size_t point = 0;
    std::uint64_t first = 0;
  };
  std::vector<Stretch> stretches_;
  std::uint64_t size_ = 0;
};

/// Takes results in the order of the work list, on one thread. An exception from it ends the sweep.
class SweepSink {
 public:
  virtual ~SweepSink() = default;
  virtual void replication(std::size_t point, const model::Replication& replication) = 0;
  virtual void failure(std::size_t point, const Failure& failure) = 0;
};

struct SweepOptions {
  unsigned threads = 1;
  const std::atomic<bool>* stop = nullptr;  ///< as in RunOptions
  bool is_fail_fast = false;                ///< end after the first failure
  /// As in RunOptions; counts this work list alone.
  std::function<void(const Progress&)> progress;
};

struct SweepOutcome {
  std::uint64_t done = 0;
  std::uint64_t failed = 0;  ///< of these
  bool is_interrupted = false;
  bool is_cut_short = false;  ///< by a failure, as asked
};

/// Makes the source of a point when its turn has come; called from workers, also for several points
/// at once. What it throws makes the point's replications failed ones.
using OpenPoint = std::function<std::shared_ptr<const Source>(std::size_t point)>;

/// Runs the work by the runner: the same results in the same order for any number of threads. Few
/// points are open at a time, however many there are. Every one
/// answers the columns `columns`: a measure that it lacks is no data, one that is more is left out;
/// a point that is asked other questions fails.
SweepOutcome run_sweep(const WorkList& work, const Columns& columns, const OpenPoint& open,
                       SweepSink& sink, const SweepOptions& options);

}  // namespace acqsim::experiment
