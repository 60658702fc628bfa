#include "acqsim/input.hpp"
#include "acqsim/simulation_request.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/scenario/citations.hpp>

#include <fmt/format.h>

#include <ostream>

namespace acqsim::cli {
namespace {

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// "50 agencies, 9 vendors, 4 providers, 12 dated facts, 3 questions".
std::string contents(const spec::Scenario& scenario) {
  const std::vector<std::string> parts{
      counted(scenario.agencies.size(), "agency", "agencies"),
      counted(scenario.vendors.size(), "vendor", "vendors"),
      counted(scenario.providers.size(), "provider", "providers"),
      counted(scenario.timeline.size(), "dated fact", "dated facts"),
      counted(scenario.outcomes.size(), "question", "questions")};
  return base::join(parts, ", ");
}

/// Errors of one file, told on `err`; zero: the file is fine, and `out` says so.
std::size_t check_file(Call& call, const std::string& file, bool wants_citations) {
  try {
    const scenario::Loaded loaded = load_scenario(call, file, call.arguments.values("policy"));
    if (wants_citations) {
      const auto missing = scenario::citations_missing(loaded);
      for (const std::string& line : missing) call.err << line << '\n';
      if (!missing.empty()) return missing.size();
    }
    if (!call.arguments.has("quiet")) {
      call.out << (file == "-" ? "<stdin>" : file) << ": ok (" << contents(loaded.scenario)
               << ")\n";
    }
    return 0;
  } catch (const base::InputError& error) {
    tell(call.err, error.diagnostics());
    return error.diagnostics().size();
  }
}

int check(Call& call) {
  const auto& files = call.arguments.files;
  if (files.empty()) throw UsageError("which scenarios? Name files, or - for standard input");
  std::size_t errors = 0;
  std::size_t bad_files = 0;
  for (const std::string& file : files) {
    const std::size_t found = check_file(call, file, call.arguments.has("citations"));
    errors += found;
    if (found > 0) ++bad_files;
  }
  if (errors == 0) return kDone;
  call.err << counted(errors, "error", "errors");
  if (files.size() > 1) call.err << " in " << bad_files << " of " << files.size() << " files";
  call.err << '\n';
  return kBadInput;
}

}  // namespace

Verb check_verb() {
  return {
      .name = "check",
      .meaning = "Finds every error of scenarios at once, with its place and what would be right.",
      .usage = "FILE... [OPTION...]",
      .details =
          "Nothing is simulated. Errors go to standard error as FILE:LINE:COLUMN: error: "
          "..., which editors understand.",
      .options = {{.name = "citations",
                   .meaning = "also demand a basis for every value, a source for every fact "
                              "and a range for every assumption"},
                  policy_option(),
                  {.name = "quiet", .meaning = "say nothing of files that are right"},
                  {.name = "help", .letter = 'h', .meaning = "this text"}},
      .examples = {{"check scenarios/baseline.yaml", "is this scenario right?"},
                   {"check scenarios/baseline.yaml --citations",
                    "and does each of its values say where it comes from?"}},
      .run = check,
      .reads_scenarios = true};
}

}  // namespace acqsim::cli
