#pragma once

#include "acqsim/verbs/verb.hpp"

#include <acqsim/scenario/loader.hpp>

#include <map>

namespace acqsim::cli {

/// A scenario as read, and the digests of what was read.
struct Input {
  scenario::Loaded loaded;
  std::map<std::string, std::string> digests;  ///< by file as named; sha256
};

/// Reads a scenario from a file or, for "-", from standard input. Throws base::InputError.
Input read_scenario(Call& call, const std::string& file,
                    const std::vector<scenario::Override>& overrides);

/// A scenario without digests, for checking.
scenario::Loaded load_scenario(Call& call, const std::string& file,
                               const std::vector<scenario::Override>& overrides);

}  // namespace acqsim::cli
