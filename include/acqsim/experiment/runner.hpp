#pragma once

#include <acqsim/experiment/stopping.hpp>

#include <atomic>
#include <cstdint>
#include <functional>
#include <variant>

namespace acqsim::experiment {

/// What came of one index.
using Result = std::variant<model::Replication, Failure>;

/// How far a run is.
struct Progress {
  std::uint64_t done = 0;
  std::uint64_t prior = 0;   ///< of these, how many came from an earlier run
  std::uint64_t target = 0;  ///< expected in the end; an estimate when running until precise
  std::uint64_t failed = 0;  ///< of those done
};

struct RunOptions {
  unsigned threads = 1;
  /// Set from outside, also from a signal handler, to end the run: what is being run is finished
  /// and counts, nothing else is begun.
  const std::atomic<bool>* stop = nullptr;
  /// Called on the caller's thread after each result and about ten times a second.
  std::function<void(const Progress&)> progress;
  /// Asked after each result, in order of index, once the sink has it; true ends the run there, as
  /// complete. Depends on the results so far alone, so that any number of threads ends alike.
  std::function<bool()> is_enough;
  /// Results of an earlier run, asked for by index from zero until it has none: they count as if
  /// just run, and are not given to the sink again.
  std::function<std::optional<Result>(std::uint64_t index)> prior;
  /// False: the summary counts replications and failures alone. Requires: a plan of a number.
  bool summarises = true;
};

struct RunOutcome {
  Summary summary;
  Ending ending = Ending::complete;
};

/// Runs replications on worker threads and reduces them in order of index on the caller's: summary
/// and sink are the same bits for any number of threads. Workers run ahead of the slowest result by
/// a bounded number of replications, which bounds memory.
RunOutcome run(const Source& source, const Plan& plan, ResultSink& sink, const RunOptions& options);

}  // namespace acqsim::experiment
