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

/// The words of a documented command, quotes taken off, as a shell would; what it writes in build/
/// goes into `scratch` instead.
inline std::vector<std::string> shell_words(const std::string& command,
                                            const std::string& scratch) {
  std::vector<std::string> words{""};
  bool is_quoted = false;
  for (const char c : command) {
    if (c == '\'') {
      is_quoted = !is_quoted;
    } else if (c == ' ' && !is_quoted) {
      words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  for (std::string& word : words) {
    if (word.starts_with("build/")) word = scratch + word.substr(5);
  }
  return words;
}

inline std::string small_scenario() { return ACQSIM_SOURCE_DIR "/tests/support/small.yaml"; }

}  // namespace acqsim::cli
