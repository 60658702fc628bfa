#pragma once

#include "acqsim/cli.hpp"
#include "acqsim/options.hpp"

#include <acqsim/scenario/loader.hpp>

#include <iosfwd>
#include <string>
#include <vector>

namespace acqsim::cli {

/// What a verb works with.
struct Call {
  const Arguments& arguments;
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  const Console& console;

  /// How scenarios are to be read.
  scenario::LoadOptions loading() const {
    return {.allow_outside = !console.is_confined || arguments.has("allow-outside")};
  }
};

/// One line that can be typed as it is, from the project's own folder.
struct Example {
  std::string command;  ///< without the leading "acqsim "
  std::string meaning;
};

/// One verb of the program, described by itself.
struct Verb {
  std::string name;
  std::string meaning;  ///< one sentence, for the list of verbs
  std::string usage;    ///< after "acqsim NAME "
  std::string details;  ///< paragraphs of its help
  std::vector<Option> options;
  std::vector<Example> examples;
  int (*run)(Call& call);
  /// What may be named, for completion; files besides where the usage says FILE.
  std::vector<std::string> (*words)() = nullptr;
  bool reads_scenarios = false;  ///< takes --allow-outside, which is added to its options
};

}  // namespace acqsim::cli
