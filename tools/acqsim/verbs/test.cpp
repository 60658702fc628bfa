#include "acqsim/next_step.hpp"
#include "acqsim/progress_bar.hpp"
#include "acqsim/simulation_request.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/base/quantity_text.hpp>
#include <acqsim/base/text.hpp>
#include <acqsim/experiment/market_source.hpp>
#include <acqsim/report/test_report.hpp>
#include <acqsim/store/sha256.hpp>
#include <acqsim/store/text_file.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <ostream>
#include <utility>
#include <vector>

namespace acqsim::cli {
namespace {

/// What the command line asks for, checked before anything is read.
struct Request {
  SimulationRequest simulation;
  std::optional<double> indifference;
  std::optional<double> error;
  std::optional<std::string> junit;
};

std::optional<double> part(const Arguments& given, const std::string& option, double low) {
  const auto text = given.value(option);
  if (!text) return std::nullopt;
  constexpr double kMost = 0.25;
  const auto value = base::parse_quantity(*text, base::Unit::share);
  if (!value || *value < low || *value > kMost) {
    throw UsageError(fmt::format("--{} wants a number from {} to {}, such as 0.02 or 2%, not '{}'",
                                 option, low, kMost, *text));
  }
  return value;
}

Request read(const Call& call) {
  const Arguments& given = call.arguments;
  if (given.files.empty()) throw UsageError("which scenarios? Name files, or - for standard input");
  if (std::ranges::count(given.files, "-") > 1)
    throw UsageError("standard input can be one of the scenarios, not several");
  Request request;
  request.simulation = read_simulation(call);
  request.indifference = part(given, "indifference", 0.001);
  request.error = part(given, "error", 0.0001);
  request.junit = given.value("junit");
  if (request.junit && request.junit->empty()) throw UsageError("--junit wants a file");
  return request;
}

/// A scenario as read, and how its expectations are to be tested.
struct Tested {
  std::string file;
  Input input;
  std::uint64_t most = 0;
  experiment::TestTerms terms;
};

/// All files, or every error of all.
std::vector<Tested> read_all(Call& call, const Request& request) {
  std::vector<Tested> all;
  std::vector<base::Diagnostic> problems;
  for (const std::string& file : call.arguments.files) {
    try {
      Tested tested{file == "-" ? "<stdin>" : file,
                    read_scenario(call, file, request.simulation.settings),
                    0,
                    {}};
      const spec::Precision& precision = tested.input.loaded.scenario.precision;
      tested.most = request.simulation.replications.value_or(
          static_cast<std::uint64_t>(precision.max_replications));
      tested.terms.indifference = request.indifference.value_or(precision.indifference);
      tested.terms.error = request.error.value_or(precision.error);
      all.push_back(std::move(tested));
    } catch (const base::InputError& error) {
      problems.insert(problems.end(), error.diagnostics().begin(), error.diagnostics().end());
    }
  }
  if (!problems.empty()) throw base::InputError(std::move(problems));
  return all;
}

/// How many verdicts it will have: one an expectation, and one an outcome without any.
std::uint64_t lines_of(const Tested& tested) {
  std::uint64_t lines = 0;
  for (const auto& [id, outcome] : tested.input.loaded.scenario.outcomes)
    lines += !outcome.expect.probability.empty() && outcome.expect.mean ? 2U : 1U;
  return lines;
}

report::TestSuite run_one(const Tested& tested, const Request& request,
                          const experiment::RunOptions& options) {
  const spec::Scenario& scenario = tested.input.loaded.scenario;
  const model::Market market(scenario);
  const experiment::Source source = experiment::market_source(market, request.simulation.seed);
  report::Heading heading;
  heading.name = scenario.name;
  heading.title = scenario.title;
  heading.start = scenario.start.iso();
  heading.end = scenario.end.iso();
  heading.seed = request.simulation.seed;
  heading.version = ACQSIM_VERSION;
  heading.scenario_hash = store::sha256(tested.input.loaded.canonical);
  return {tested.file, std::move(heading), tested.most, tested.terms,
          experiment::run_tests(source, tested.terms, tested.most,
                                static_cast<std::uint64_t>(scenario.precision.min_replications),
                                options)};
}

/// Something is undecided for want of futures.
bool more_may_tell(const std::vector<report::TestSuite>& suites) {
  return std::ranges::any_of(suites, [](const report::TestSuite& suite) {
    return std::ranges::any_of(suite.outcome.findings, [](const experiment::TestFinding& found) {
      return found.verdict == experiment::Verdict::undecided && !found.is_constant;
    });
  });
}

/// "# 3 hold, 1 fails, 0 undecided, 2 without expectation", and what to do next.
std::string closing(const Call& call, const Request& request, const report::TestCounts& counts,
                    const std::vector<report::TestSuite>& suites) {
  std::string text =
      fmt::format("# {} {}, {} {}, {} undecided, {} without expectation\n", counts.hold,
                  counts.hold == 1 ? "holds" : "hold", counts.fail,
                  counts.fail == 1 ? "fails" : "fail", counts.undecided, counts.skipped);
  std::vector<std::string> words{"test"};
  const auto& files = call.arguments.files;
  words.insert(words.end(), files.begin(), files.end());
  SimulationRequest again = request.simulation;
  std::string why;
  if (more_may_tell(suites)) {
    why = "four times as many futures for what is undecided";
    std::uint64_t most = 0;
    for (const auto& suite : suites) most = std::max(most, suite.most);
    again.replications = 4 * most;
  } else if (counts.fail > 0) {
    const auto failing = std::ranges::find_if(
        suites, [](const auto& suite) { return report::count({suite}).fail > 0; });
    why = "the answers of the scenario that was expected to say otherwise";
    words = {"run", failing->file == "<stdin>" ? "-" : failing->file};
    again.replications.reset();
  } else if (counts.undecided == 0 && !request.junit) {
    why = "the same as a file for a pipeline to show";
  } else {
    return text;
  }
  const auto more = words_of(again, again.is_seed_given);
  words.insert(words.end(), more.begin(), more.end());
  if (counts.undecided + counts.fail == 0) words.insert(words.end(), {"--junit", "results.xml"});
  for (const std::string& line : base::split(next_command(why, words, call.console), '\n')) {
    if (!line.empty()) text += "# " + line + "\n";
  }
  return text;
}

int code_of(const report::TestCounts& counts) {
  if (counts.fail > 0) return kExpectationFails;
  return counts.undecided > 0 ? kUndecided : kDone;
}

int test(Call& call) {
  const Request request = read(call);
  const std::vector<Tested> all = read_all(call, request);
  const bool is_quiet = call.arguments.has("quiet");
  std::uint64_t lines = 0;
  for (const Tested& tested : all) {
    lines += lines_of(tested);
    for (const std::string& remark : tested.input.remarks) {
      if (!is_quiet) call.err << "acqsim: remark: " << tested.file << ": " << remark << '\n';
    }
  }
  std::vector<report::TestSuite> suites;
  const auto write_junit = [&] {
    if (request.junit) store::write_whole(*request.junit, report::render_junit(suites));
  };
  write_junit();  // a place that cannot be written is told now, not in ten minutes
  call.out << report::render_tap_head(lines);
  call.out.flush();

  if (call.console.listen_for_signals != nullptr) call.console.listen_for_signals();
  std::uint64_t number = 1;
  int failed = kDone;
  for (const Tested& tested : all) {
    ProgressBar bar(call.err, call.console.is_err_terminal && !is_quiet);
    experiment::RunOptions options;
    options.threads = request.simulation.threads;
    options.stop = call.console.stop;
    options.progress = [&bar](const experiment::Progress& progress) { bar.show(progress); };
    report::TestSuite suite = run_one(tested, request, options);
    bar.clear();
    failed = std::max(failed, tell_ending(call, suite.outcome.summary, suite.outcome.ending));
    if (failed == kInterrupted) {
      call.out << "Bail out! interrupted\n";
      return kInterrupted;
    }
    call.out << report::render_tap(suite, number);
    call.out.flush();
    number += lines_of(tested);
    suites.push_back(std::move(suite));
    write_junit();
  }
  const report::TestCounts counts = report::count(suites);
  call.out << closing(call, request, counts, suites);
  call.out.flush();
  // A verdict on futures that failed in part is none.
  return failed == kDone ? code_of(counts) : failed;
}

}  // namespace

Verb test_verb() {
  return {
      .name = "test",
      .meaning = "Decides whether what scenarios expect holds, with as few futures as it takes.",
      .usage = "FILE... [OPTION...]",
      .details =
          "Each 'expect' of an outcome is decided by a sequential test, on futures that all "
          "expectations of a file share: it holds, it fails, or it is undecided after as many "
          "futures as --reps or the scenario's max_replications allow. Verdicts are the same for "
          "any -j.\n\n"
          "A probability is decided by Wald's ratio test: it holds wrongly with a probability of "
          "at most the error if the true one is on the wrong side of the bound by more than the "
          "indifference, and fails wrongly likewise. What is closer to the bound than the "
          "indifference is called either way, and takes longest. Near 0 and 1 the indifference is "
          "at most half the bound's distance from there; at 0 and 1 it reaches inwards. The mean "
          "of a measure is decided once its confidence sequence lies on one side of the bound. "
          "Intervals are such sequences: right together, at all numbers of futures.\n\n"
          "Results are TAP, version 13, on standard output: ok where an expectation holds, not ok "
          "where it fails or is undecided, SKIP where nothing is expected. Exit codes: 0 all "
          "hold, 1 one fails, 3 none fails and one is undecided, 4 futures failed.",
      .options = {{.name = "set",
                   .argument = "PATH=VALUE",
                   .meaning =
                       "change a value of the scenarios, checked like the file; may be given again",
                   .is_repeatable = true},
                  policy_option(),
                  seed_option(),
                  {.name = "reps",
                   .argument = "N",
                   .meaning = "at most so many futures (the scenario's max_replications)"},
                  {.name = "indifference",
                   .argument = "X",
                   .meaning = "how close to a bound a probability does not matter, such as 0.02 or "
                              "2% (the scenario's precision.indifference, 0.02)"},
                  {.name = "error",
                   .argument = "X",
                   .meaning = "the greatest probability of a wrong verdict, of each kind (the "
                              "scenario's precision.error, 0.05)"},
                  {.name = "junit",
                   .argument = "FILE",
                   .meaning = "also write JUnit XML, rewritten as scenarios are done"},
                  {.name = "jobs",
                   .letter = 'j',
                   .argument = "N",
                   .meaning = "threads (as many as there are cores)"},
                  {.name = "quiet", .meaning = "no progress, no remarks"},
                  {.name = "help", .letter = 'h', .meaning = "this text"}},
      .examples = {{"test scenarios/anthropic-suspended.yaml", "does it say what is expected?"},
                   {"test scenarios/google-cloud-next.yaml --indifference 5%",
                    "roughly, and sooner"}},
      .run = test,
      .reads_scenarios = true};
}

}  // namespace acqsim::cli
