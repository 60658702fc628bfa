#pragma once

#include "acqsim/cli.hpp"

#include <acqsim/experiment/result_sink.hpp>

#include <optional>
#include <string>
#include <vector>

namespace acqsim::cli {

/// What a run was asked, as far as a next one repeats it.
struct Asked {
  std::vector<std::string> words;  ///< of the command, without the program and `--out`
  std::optional<std::string> out;
  int max_replications = 0;  ///< at which the run stopped if it was capped
};

/// A word as a shell reads it back: in single quotes if it has to be.
std::string shell_word(const std::string& word);

/// The command on one line.
std::string command_text(const std::string& program, const std::vector<std::string>& words);

/// "Next: why:" and the command of the program under it, broken like that of next_step.
std::string next_command(const std::string& why, const std::vector<std::string>& words,
                         const Console& console);

/// What a person might do next: "Next: why:" and the command under it, within the console's width
/// and such that it can be pasted. Ends in a newline.
std::string next_step(const Asked& asked, experiment::Ending ending, const Console& console);

}  // namespace acqsim::cli
