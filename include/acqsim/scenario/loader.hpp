#pragma once

#include <acqsim/base/diagnostic.hpp>
#include <acqsim/scenario/catalogue.hpp>
#include <acqsim/spec/scenario.hpp>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// From YAML to a complete, checked spec::Scenario: the only reader of scenario files.
namespace acqsim::scenario {

/// Where a value was published.
struct Source {
  std::string title;
  std::string href;
  std::string date;
};

/// Where a value was written and what it rests on. Basis, source and note are the value's own, or
/// those of the nearest record around it in the same file; a value is never credited to the source
/// of a file that it overlays.
struct Provenance {
  std::string file;  ///< as the user named it, or as `extends` led to it; the option, "--set", for
                     ///< an override
  int line = 0;      ///< from one; zero for an override
  int column = 0;
  std::string basis;  ///< "fact", "estimate", "assumption", or empty
  Source source;
  std::string range_low;  ///< as written; empty: none
  std::string range_high;
  std::optional<double> low;  ///< in the stored unit; dates have none
  std::optional<double> high;
  std::string note;
};

/// One `--set PATH=VALUE`.
struct Override {
  std::string path;
  std::string value;             ///< YAML, typed and checked like the file
  std::string option = "--set";  ///< by which it was asked for; stands for its file in diagnostics
};

/// `--policy NAME`.
Override enable_policy(const std::string& name);

struct LoadOptions {
  /// load_text: from where a relative `extends` starts; empty: the working directory.
  std::string directory{};
  /// Whether `extends` may lead out of the folder of the scenario and of what lies in it. For files
  /// of others: no.
  bool allow_outside = true;
};

struct Loaded {
  spec::Scenario scenario;
  /// By dotted path of each value that was given; values left at their default are absent.
  std::map<std::string, Provenance> origin;
  std::vector<std::string> files;       ///< in order of reading, each once
  std::vector<std::string> vary_paths;  ///< in order of writing
  /// One line "path = value" for each value, given or default, sorted by path, in stored units and
  /// exact. Two files mean the same to a run exactly when these are equal: comments, layout and the
  /// split over files do not count.
  std::string canonical;
};

/// Reads a file and all that it extends, overlays `overrides`, checks everything.
/// Throws base::InputError with every diagnostic at once, sorted by file and line, without repeats;
/// when a file cannot be read or is not YAML, with those of reading alone.
Loaded load(const std::string& file, const Catalogue& catalogue,
            std::span<const Override> overrides = {}, const LoadOptions& options = {});

/// The same for a text in memory; `name` stands for its file in diagnostics.
Loaded load_text(std::string text, const std::string& name, const Catalogue& catalogue,
                 std::span<const Override> overrides = {}, const LoadOptions& options = {});

/// "vendors.openai.price=$400" as path and value. Throws base::InputError without '=' or path.
Override parse_override(const std::string& argument);

}  // namespace acqsim::scenario
