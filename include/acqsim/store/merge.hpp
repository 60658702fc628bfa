#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace acqsim::store {

/// What a merge made.
struct Merged {
  std::uint64_t points = 0;
  std::uint64_t replications = 0;
  std::uint64_t failed = 0;   ///< of these
  std::uint64_t missing = 0;  ///< wanted and in none of the studies
  std::uint64_t doubled = 0;  ///< in more than one of them, and equal
};

/// Writes one study of several of the same scenario, seed and program: shards, or sweeps over
/// different values. It is the canonical form of what they hold: points by the values that they
/// set, in the order of the parameters' paths, then by hash; replications by number; nothing of how
/// or when they came. So equal contents give equal bytes (with one version of SQLite), for any
/// number of shards, threads and interruptions; merging a single study brings it into this form.
///
/// Nobody sees half of it: it is written beside `output` and renamed. Throws StudyError, which says
/// which file is wrong: when `output` exists, when studies are of different scenarios or columns,
/// and when two of them disagree about a replication. One that failed in one study and not in
/// another counts as done.
Merged merge(const std::vector<std::string>& inputs, const std::string& output);

}  // namespace acqsim::store
