#pragma once

#include <acqsim/experiment/summary.hpp>

#include <cstdint>
#include <optional>

namespace acqsim::experiment {

/// How many replications a run does.
struct Plan {
  std::optional<std::uint64_t> replications;  ///< exactly so many; absent: until precise
  spec::Precision precision;
};

/// The replication counts at which a run may end: the exact number, or min_replications and then
/// each a quarter more, rounded up to a multiple of 50, up to max_replications. They depend on
/// nothing else, so the number of replications is the same for any number of threads.
///
/// Looking at the interval and stopping when it is narrow makes its coverage slightly lower than
/// stated: the width depends on the same answers as the centre, most of all near 0 and 1, where
/// luck in the first replications looks like certainty. Few looks far apart and a first one that is
/// not early keep that small; who needs the stated coverage exactly asks for a number of
/// replications.
///
/// Requires: after < the last checkpoint.
std::uint64_t next_checkpoint(const Plan& plan, std::uint64_t after);

/// The verdict at a checkpoint; nothing: go on to the next one. A question that no replication has
/// answered so far is passed over.
std::optional<Ending> decide(const Plan& plan, const Summary& summary);

/// How many replications the run will need, judged by what is known; for progress only.
std::uint64_t expected_replications(const Plan& plan, const Summary& summary);

}  // namespace acqsim::experiment
