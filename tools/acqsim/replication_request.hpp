#pragma once

#include "acqsim/input.hpp"
#include "acqsim/verbs/verb.hpp"

#include <acqsim/base/date.hpp>
#include <acqsim/spec/scenario.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace acqsim::cli {

/// What verbs that look into one replication are asked in the same words.
struct ReplicationRequest {
  std::string file;
  Settings settings;
  std::uint64_t seed = 1;
  std::optional<std::uint64_t> replication;
  std::string format;
};

/// --set, --policy, --seed, --rep and --format, then these. `formats` as in "table or json
/// (table)".
std::vector<Option> with_replication_options(const std::string& formats,
                                             const std::vector<Option>& more);

/// The first of `formats` is meant when none is given. Throws UsageError.
ReplicationRequest read_replication(const Call& call, const std::vector<std::string>& formats);

/// The scenario, its remarks told on standard error.
scenario::Loaded load(Call& call, const ReplicationRequest& request);

}  // namespace acqsim::cli
