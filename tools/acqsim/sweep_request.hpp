#pragma once

#include "acqsim/shard.hpp"
#include "acqsim/simulation_request.hpp"

#include <acqsim/scenario/family.hpp>
#include <acqsim/spec/question.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace acqsim::cli {

/// What a sweep is asked, checked before anything is read.
struct SweepRequest {
  std::string file;
  SimulationRequest simulation;
  scenario::VaryRequest vary;
  std::optional<std::string> out;
  Shard shard;
  bool is_dry = false;
  bool is_fail_fast = false;
  bool retries_failed = false;
  bool is_quiet = false;
};

/// The options of a SweepRequest.
std::vector<Option> sweep_options();

/// Throws UsageError.
SweepRequest read_sweep_request(const Call& call);

/// Replications of each point: what --reps says; or as many as let a frequency of one half be known
/// to plus or minus --precision; or the scenario's min_replications.
std::uint64_t replications_of(const SweepRequest& request, const spec::Precision& precision);

/// The words of the command that gives these results, without what does not change them.
std::vector<std::string> command_words(const SweepRequest& request, bool has_seed);

}  // namespace acqsim::cli
