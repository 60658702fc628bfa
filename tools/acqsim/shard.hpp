#pragma once

#include "acqsim/verbs/verb.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace acqsim::cli {

/// A part of a sweep's work: the `index`-th of `count`, from zero. One of one is all of it.
struct Shard {
  std::uint64_t index = 0;
  std::uint64_t count = 1;
  std::string origin;  ///< "the Slurm job array"; empty: asked for, or none

  bool is_all() const { return count == 1; }
  /// The replication is this shard's. Blocks of eight replications go round, each point beginning
  /// elsewhere: so whoever asks for more replications or points gives no shard another's work.
  bool has(std::size_t point, std::uint64_t replication) const;
  /// "shard-0003-of-0010.sqlite", or "study.sqlite" for all.
  std::string file_name() const;
};

/// From `--shard I/N`, counted from one; or else from the variables of a Slurm job array
/// (SLURM_ARRAY_TASK_ID, _MIN, _MAX, _STEP, _COUNT), a Kubernetes indexed job
/// (JOB_COMPLETION_INDEX) or an AWS Batch array job (AWS_BATCH_JOB_ARRAY_INDEX), the last two with
/// ACQSIM_SHARDS, since neither tells how many there are. Under Slurm, too, ACQSIM_SHARDS is how
/// many there are, the tasks then counting from one: so that a part of an array can be submitted
/// again. Throws UsageError when they contradict each other.
Shard read_shard(const Call& call);

/// Throws UsageError when the folder holds shards of another number, which would divide the work
/// anew; but not when all is asked for at once.
void check_folder(const Shard& shard, const std::string& folder);

}  // namespace acqsim::cli
