#include "acqsim/simulation_request.hpp"

#include <acqsim/base/quantity_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <ostream>

namespace acqsim::cli {
namespace {

constexpr std::uint64_t kMostSeed = std::numeric_limits<std::int64_t>::max();
constexpr std::uint64_t kMostReplications = 100'000'000;
constexpr std::uint64_t kMostThreads = 1024;
const std::vector<std::string> kFormats{"table", "json", "csv"};

double half_width(const std::string& text) {
  const auto value = base::parse_quantity(text, base::Unit::share);
  if (!value || *value <= 0.0 || *value >= 0.5) {
    throw UsageError("--precision wants a half width between 0 and 0.5, such as 0.02 or 2%, not '" +
                     text + "'");
  }
  return *value;
}

}  // namespace

Option set_option() {
  return {.name = "set",
          .argument = "PATH=VALUE",
          .meaning = "change a value of the scenario, checked like the file; may be given again",
          .is_repeatable = true};
}

Option seed_option() {
  return {.name = "seed", .argument = "N", .meaning = "of the random numbers (1)"};
}

Option policy_option() {
  return {.name = "policy",
          .argument = "NAME",
          .meaning = "enable a policy of the scenario; may be given again",
          .is_repeatable = true};
}

std::vector<Option> with_simulation_options(const std::vector<Option>& more) {
  std::vector<Option> options{
      set_option(),
      policy_option(),
      seed_option(),
      {.name = "reps", .argument = "N", .meaning = "exactly so many replications"},
      {.name = "precision",
       .argument = "X",
       .meaning = "stop when every question is known to plus or minus X, such as 0.02 or 2%"},
      {.name = "jobs",
       .letter = 'j',
       .argument = "N",
       .meaning = "threads (as many as there are cores)"},
      {.name = "format",
       .argument = "FORMAT",
       .meaning = "table for people, json or csv for programs (table)",
       .choices = kFormats}};
  options.insert(options.end(), more.begin(), more.end());
  return options;
}

SimulationRequest read_simulation(const Call& call) {
  const Arguments& given = call.arguments;
  SimulationRequest request;
  request.settings = read_settings(given.values("set"), given.values("policy"));
  request.seed = given.whole("seed", 0, kMostSeed).value_or(1);
  request.is_seed_given = given.has("seed");
  request.allows_outside = given.has("allow-outside");
  request.replications = given.whole("reps", 1, kMostReplications);
  if (const auto text = given.value("precision")) request.half_width = half_width(*text);
  if (request.replications && request.half_width) {
    throw UsageError("--reps and --precision exclude each other");
  }
  request.threads = static_cast<unsigned>(
      given.whole("jobs", 1, kMostThreads).value_or(std::max(call.console.cores, 1U)));
  if (const auto format = given.value("format")) {
    if (std::ranges::find(kFormats, *format) == kFormats.end()) {
      throw UsageError("--format is table, json or csv, not '" + *format + "'" +
                       suggestion(*format, kFormats));
    }
    request.format = *format;
  }
  return request;
}

std::vector<std::string> words_of(const SimulationRequest& request, bool has_seed) {
  std::vector<std::string> words;
  for (const auto& given : request.settings.overrides) {
    if (given.option == "--set") {
      words.insert(words.end(), {given.option, given.path + "=" + given.value});
    } else {  // policies.NAME.enabled
      words.insert(words.end(), {given.option, given.path.substr(given.path.find('.') + 1,
                                                                 given.path.rfind('.') -
                                                                     given.path.find('.') - 1)});
    }
  }
  if (has_seed) words.insert(words.end(), {"--seed", fmt::format("{}", request.seed)});
  if (request.replications) {
    words.insert(words.end(), {"--reps", fmt::format("{}", *request.replications)});
  }
  if (request.half_width) {
    words.insert(words.end(), {"--precision", fmt::format("{}", *request.half_width)});
  }
  if (request.allows_outside) words.emplace_back("--allow-outside");
  return words;
}

int tell_ending(Call& call, const experiment::Summary& summary, experiment::Ending ending) {
  for (const experiment::Failure& failure : summary.first_failures()) {
    call.err << "acqsim: replication " << failure.index << " failed: " << failure.message << '\n';
  }
  if (summary.failures() > 0) {
    call.err << fmt::format("acqsim: {} of {} replications failed\n", summary.failures(),
                            summary.failures() + summary.replications());
  }
  if (ending == experiment::Ending::interrupted) {
    call.err << "acqsim: interrupted\n";
    return kInterrupted;
  }
  return summary.failures() > 0 ? kSomeFailed : kDone;
}

}  // namespace acqsim::cli
