#include "acqsim/catalogue.hpp"
#include "acqsim/progress_bar.hpp"
#include "acqsim/simulation_request.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/experiment/claims.hpp>
#include <acqsim/report/claims.hpp>
#include <acqsim/scenario/claims_loader.hpp>
#include <acqsim/store/sha256.hpp>

#include <algorithm>
#include <ostream>

namespace acqsim::cli {
namespace {

const char* const kProjectFile = "scenarios/claims.yaml";

/// Leaves the named claims alone. None named: all stay.
void keep(spec::ClaimsFile& file, const std::vector<std::string>& named) {
  std::vector<std::string> ids;
  for (const auto& [id, claim] : file.claims) ids.push_back(id);
  for (const std::string& id : named) {
    if (!file.claims.contains(id))
      throw UsageError("there is no claim '" + id + "'" + suggestion(id, ids));
  }
  if (named.empty()) return;
  for (const std::string& id : ids) {
    if (std::ranges::find(named, id) == named.end()) file.claims.erase(id);
  }
}

int test_claims(Call& call) {
  const auto& files = call.arguments.files;
  if (files.size() > 1) throw UsageError("one file of claims at a time");
  const std::string file = files.empty() ? kProjectFile : files.front();
  if (file == "-") throw UsageError("claims name scenarios beside their file: name it");
  const SimulationRequest request = read_simulation(call);
  scenario::LoadedClaims loaded = scenario::load_claims(file, catalogue());
  if (loaded.problems.empty()) keep(loaded.claims, call.arguments.values("claim"));
  const experiment::ClaimPlan plan = experiment::plan_claims(
      loaded, [&call](const std::string& name, std::span<const scenario::Override> overrides) {
        return scenario::load(name, catalogue(), overrides, call.loading());
      });

  experiment::ClaimRun run;
  run.seed = request.seed;
  run.confidence = loaded.claims.confidence;
  run.replications =
      request.replications.value_or(static_cast<std::uint64_t>(loaded.claims.replications));
  run.replications_at_ends =
      std::min(run.replications, static_cast<std::uint64_t>(loaded.claims.replications_at_ends));
  ProgressBar bar(call.err, call.console.is_err_terminal && !call.arguments.has("quiet"));
  experiment::RunOptions options;
  options.threads = request.threads;
  options.stop = call.console.stop;
  options.progress = [&bar](const experiment::Progress& progress) { bar.show(progress); };
  if (call.console.listen_for_signals != nullptr) call.console.listen_for_signals();
  const experiment::ClaimOutcome outcome = experiment::run_claims(plan, run, options);
  bar.clear();

  // Half of the claims would look like all of them: an interrupted run prints nothing.
  if (outcome.ending != experiment::Ending::interrupted) {
    report::ClaimResults results{loaded, plan, outcome.findings, run, ACQSIM_VERSION};
    for (std::size_t i = 0; i < plan.main_scenarios; ++i)
      results.digests.push_back(store::sha256(plan.scenarios[i].resolved));
    call.out << report::render_claims_markdown(results);
    call.out.flush();
  }
  int code = kDone;
  for (const experiment::Summary& summary : outcome.summaries) {
    const int told = tell_ending(call, summary, experiment::Ending::complete);
    code = std::max(code, told);
  }
  if (outcome.ending != experiment::Ending::interrupted) return code;
  call.err << "acqsim: interrupted\n";
  return kInterrupted;
}

}  // namespace

Verb claims_verb() {
  return {
      .name = "claims",
      .meaning = "Tests claims by paired runs, and writes each verdict with its figures.",
      .usage = "[FILE] [OPTION...]",
      .details =
          "FILE, by default scenarios/claims.yaml, names for each claim the scenarios to hold "
          "against each other, what to look at, the smallest effect that matters, and the "
          "assumptions that the verdict may hang on. A claim is supported, not supported or "
          "undecided; at both ends of the named assumptions its tests are run again. Markdown goes "
          "to standard output, and is the same for any -j.\n\n"
          "Scenarios share their random numbers. Frequencies are tested by Tango's interval, or by "
          "McNemar's exact test against no difference, measures by the paired t test corrected "
          "for skewness; p values by Holm's method over all tests of all claims.",
      .options = {{.name = "claim",
                   .argument = "ID",
                   .meaning = "this one alone, such as c8; may be given again",
                   .is_repeatable = true},
                  seed_option(),
                  {.name = "reps",
                   .argument = "N",
                   .meaning = "replications of each scenario, and at most so many at the ends "
                              "(as the file says)"},
                  {.name = "jobs",
                   .letter = 'j',
                   .argument = "N",
                   .meaning = "threads (as many as there are cores)"},
                  {.name = "quiet", .meaning = "no progress"},
                  {.name = "help", .letter = 'h', .meaning = "this text"}},
      .examples = {{"claims --claim c8 --reps 2", "a quick look at one claim of this project"}},
      .run = test_claims,
      .reads_scenarios = true};
}

}  // namespace acqsim::cli
