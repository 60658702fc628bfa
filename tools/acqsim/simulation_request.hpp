#pragma once

#include "acqsim/input.hpp"
#include "acqsim/verbs/verb.hpp"

#include <acqsim/experiment/summary.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace acqsim::cli {

/// What verbs that simulate are asked in the same words.
struct SimulationRequest {
  Settings settings;
  std::uint64_t seed = 1;
  bool is_seed_given = false;
  bool allows_outside = false;  ///< `extends` may leave the scenario's folder
  std::optional<std::uint64_t> replications;
  std::optional<double> half_width;
  unsigned threads = 1;
  std::string format = "table";
};

/// --set PATH=VALUE, --policy NAME and --seed N, which several verbs take alike.
Option set_option();
Option policy_option();
Option seed_option();

/// The options of a SimulationRequest, then these.
std::vector<Option> with_simulation_options(const std::vector<Option>& more);

/// Throws UsageError.
SimulationRequest read_simulation(const Call& call);

/// The words that ask for this again, without what does not change the numbers.
std::vector<std::string> words_of(const SimulationRequest& request, bool has_seed);

/// Says on standard error which replications failed and whether it was interrupted; the exit code.
int tell_ending(Call& call, const experiment::Summary& summary, experiment::Ending ending);

}  // namespace acqsim::cli
