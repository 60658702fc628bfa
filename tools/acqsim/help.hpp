#pragma once

#include "acqsim/verbs/verb.hpp"

#include <string>

namespace acqsim::cli {

/// What the program is, its verbs, and how to begin.
std::string program_help();

/// What one verb does, its options and examples.
std::string verb_help(const Verb& verb);

/// Paragraphs and lists for people, at most 80 columns.
std::string wrapped(const std::string& text, std::size_t indent);

}  // namespace acqsim::cli
