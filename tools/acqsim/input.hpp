#pragma once

#include "acqsim/verbs/verb.hpp"

#include <acqsim/base/diagnostic.hpp>
#include <acqsim/scenario/family.hpp>
#include <acqsim/scenario/loader.hpp>

#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace acqsim::cli {

/// A scenario as read, and the digests of what was read.
struct Input {
  scenario::Loaded loaded;
  std::map<std::string, std::string> digests;  ///< by file as named; sha256
  /// Settings outside the range that the scenario gives the value, one line each.
  std::vector<std::string> remarks;
};

/// The arguments of `--set`, and of `--policy`: those that can be read, and what is wrong with the
/// others.
struct Settings {
  std::vector<scenario::Override> overrides;
  std::vector<base::Diagnostic> problems;
};
Settings read_settings(const std::vector<std::string>& arguments,
                       const std::vector<std::string>& policies = {});

/// Reads a scenario from a file or, for "-", from standard input. Throws base::InputError with all
/// that is wrong with the settings and with the files.
Input read_scenario(Call& call, const std::string& file, const Settings& settings);

/// The same of a scenario with what varies in it; its own values are in `input`.
struct FamilyInput {
  Input input;
  scenario::Family family;
};
FamilyInput read_family(Call& call, const std::string& file, const Settings& settings,
                        const scenario::VaryRequest& request);

/// A scenario without digests, for checking, with these policies enabled.
scenario::Loaded load_scenario(Call& call, const std::string& file,
                               const std::vector<std::string>& policies = {});

/// What a stream has, up to a byte more than any scenario may be long: the loader refuses that, and
/// an endless stream ends.
std::string all_of(std::istream& stream);

/// What is wrong, one line each; and a hint when the file is a part of a scenario, not a whole one.
void tell(std::ostream& err, const std::vector<base::Diagnostic>& diagnostics);

}  // namespace acqsim::cli
