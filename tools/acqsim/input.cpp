#include "acqsim/input.hpp"

#include "acqsim/catalogue.hpp"

#include <acqsim/base/quantity_text.hpp>
#include <acqsim/base/text.hpp>
#include <acqsim/store/sha256.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <istream>
#include <iterator>
#include <optional>
#include <ostream>
#include <span>

namespace acqsim::cli {
namespace {

using Overrides = std::span<const scenario::Override>;

const char* const kStandardInput = "<stdin>";

/// `text` is what standard input held; absent: the file is read.
scenario::Loaded load(const Call& call, const std::string& file,
                      const std::optional<std::string>& text, Overrides overrides) {
  return text ? scenario::load_text(*text, kStandardInput, catalogue(), overrides, call.loading())
              : scenario::load(file, catalogue(), overrides, call.loading());
}

/// The number at a path in its stored unit; nothing when it is a text or a distribution.
std::optional<double> number_at(const scenario::Loaded& loaded, const std::string& path) {
  for (const std::string& line : base::split(loaded.canonical, '\n')) {
    if (line.starts_with(path + " = ")) {
      return base::parse_quantity(line.substr(path.size() + 3), base::Unit::none);
    }
  }
  return std::nullopt;
}

/// Settings are laid over the values of the file with their ranges, so the ranges are those of the
/// file without settings.
std::vector<std::string> remarks_on(const scenario::Loaded& set, const scenario::Loaded& plain,
                                    Overrides overrides) {
  std::vector<std::string> remarks;
  for (const scenario::Override& one : overrides) {
    const auto origin = plain.origin.find(one.path);
    const auto value = number_at(set, one.path);
    if (origin == plain.origin.end() || !value) continue;
    const std::optional<double> low = origin->second.low;
    const std::optional<double> high = origin->second.high;
    if (!low || !high || (*value >= *low && *value <= *high)) continue;
    remarks.push_back(
        fmt::format("--set {}={} is outside the range {} to {} that the scenario "
                    "gives it",
                    one.path, one.value, origin->second.range_low, origin->second.range_high));
  }
  return remarks;
}

/// The file that lacks all three keys that only a whole scenario has; empty: none does.
std::string part(const std::vector<base::Diagnostic>& diagnostics) {
  constexpr std::array kOfTheWhole{"name", "start", "end"};
  std::size_t missing = 0;
  std::string file;
  for (const base::Diagnostic& one : diagnostics) {
    for (const char* key : kOfTheWhole) {
      if (!one.path.empty() || one.message != fmt::format("required key '{}' is missing", key)) {
        continue;
      }
      ++missing;
      file = one.file;
    }
  }
  return missing == kOfTheWhole.size() ? file : std::string();
}

}  // namespace

std::string all_of(std::istream& stream) {
  constexpr std::size_t kLongest = (std::size_t{16} << 20U) + 1;
  constexpr std::size_t kChunk = std::size_t{1} << 16U;
  std::string text;
  while (stream && text.size() < kLongest) {
    const std::size_t had = text.size();
    text.resize(had + kChunk);
    stream.read(text.data() + had, static_cast<std::streamsize>(kChunk));
    text.resize(had + static_cast<std::size_t>(stream.gcount()));
  }
  return text;
}

Settings read_settings(const std::vector<std::string>& arguments,
                       const std::vector<std::string>& policies) {
  Settings settings;
  for (const std::string& argument : arguments) {
    try {
      settings.overrides.push_back(scenario::parse_override(argument));
    } catch (const base::InputError& error) {
      const auto& found = error.diagnostics();
      settings.problems.insert(settings.problems.end(), found.begin(), found.end());
    }
  }
  for (const std::string& policy : policies)
    settings.overrides.push_back(scenario::enable_policy(policy));
  return settings;
}

scenario::Loaded load_scenario(Call& call, const std::string& file,
                               const std::vector<std::string>& policies) {
  return load(call, file, file == "-" ? std::optional(all_of(call.in)) : std::nullopt,
              read_settings({}, policies).overrides);
}

namespace {

/// What `read` gives, or all that is wrong with the settings and with the files.
template <class Read>
auto read_with(const Settings& settings, const Read& read) {
  std::vector<base::Diagnostic> problems = settings.problems;
  try {
    auto result = read();
    if (problems.empty()) return result;
  } catch (const base::InputError& error) {
    problems.insert(problems.end(), error.diagnostics().begin(), error.diagnostics().end());
  }
  std::ranges::stable_sort(problems, [](const auto& a, const auto& b) { return a < b; });
  throw base::InputError(std::move(problems));
}

/// Digests and remarks of what was loaded.
void complete(const Call& call, Input& input, const std::string& file,
              const std::optional<std::string>& text, const Settings& settings) {
  if (text) input.digests[kStandardInput] = store::sha256(*text);
  for (const std::string& read : input.loaded.files) {
    std::ifstream stream(read, std::ios::binary);
    if (stream) input.digests[read] = store::sha256(all_of(stream));
  }
  if (settings.overrides.empty()) return;
  try {
    input.remarks = remarks_on(input.loaded, load(call, file, text, {}), settings.overrides);
  } catch (const base::InputError&) {
    // A file that only its settings make whole has no ranges of its own to go by.
  }
}

}  // namespace

Input read_scenario(Call& call, const std::string& file, const Settings& settings) {
  const auto text = file == "-" ? std::optional(all_of(call.in)) : std::nullopt;
  Input input;
  input.loaded = read_with(settings, [&] { return load(call, file, text, settings.overrides); });
  complete(call, input, file, text, settings);
  return input;
}

FamilyInput read_family(Call& call, const std::string& file, const Settings& settings,
                        const scenario::VaryRequest& request) {
  const auto text = file == "-" ? std::optional(all_of(call.in)) : std::nullopt;
  // Not within the braces of the result: gcc 12 destroys its first member twice when this throws.
  scenario::Family family = read_with(settings, [&] {
    return text ? scenario::Family::of_text(*text, kStandardInput, catalogue(), settings.overrides,
                                            request, call.loading())
                : scenario::Family::of_file(file, catalogue(), settings.overrides, request,
                                            call.loading());
  });
  FamilyInput result{{}, std::move(family)};
  result.input.loaded = result.family.base();
  complete(call, result.input, file, text, settings);
  return result;
}

void tell(std::ostream& err, const std::vector<base::Diagnostic>& diagnostics) {
  constexpr std::size_t kMostTold = 1000;  // more is no scenario with errors but something else
  const std::size_t told = std::min(diagnostics.size(), kMostTold);
  for (std::size_t i = 0; i < told; ++i) err << base::to_string(diagnostics[i]) << '\n';
  if (told < diagnostics.size())
    err << "and " << diagnostics.size() - told << " more errors of this kind or another\n";
  const std::string file = part(diagnostics);
  if (file.empty()) return;
  err << file << " looks like a part of a scenario: run one that extends it, such as "
      << "scenarios/baseline.yaml\n";
}

}  // namespace acqsim::cli
