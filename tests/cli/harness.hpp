#pragma once

#include "acqsim/cli.hpp"

#include <sstream>
#include <string>
#include <vector>

namespace acqsim::cli {

/// One command run in-process, and what it said.
struct Said {
  int code = 0;
  std::string out;
  std::string err;
};

inline Said say(const std::vector<std::string>& args, const std::string& input = "",
                const Console& console = {}) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  Said said;
  said.code = run(args, in, out, err, console);
  said.out = out.str();
  said.err = err.str();
  return said;
}

inline std::string small_scenario() { return ACQSIM_SOURCE_DIR "/tests/support/small.yaml"; }

}  // namespace acqsim::cli
