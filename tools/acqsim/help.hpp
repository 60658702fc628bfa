#pragma once

#include "acqsim/verbs/verb.hpp"

#include <string>
#include <vector>

namespace acqsim::cli {

/// What every exit code means, least first.
struct ExitMeaning {
  int code = 0;
  std::string meaning;
};
const std::vector<ExitMeaning>& exit_meanings();

std::string program_purpose();  ///< in a sentence

/// What the program is, its verbs, and how to begin; in the examples it has the name by which it
/// was called.
std::string program_help(const std::string& program = "acqsim");

/// What one verb does, its options and examples.
std::string verb_help(const Verb& verb, const std::string& program = "acqsim");

/// Paragraphs and lists for people, at most 80 columns.
std::string wrapped(const std::string& text, std::size_t indent);

}  // namespace acqsim::cli
