#include "acqsim/next_step.hpp"
#include "acqsim/progress_bar.hpp"
#include "acqsim/simulation_request.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/experiment/comparison.hpp>
#include <acqsim/experiment/market_source.hpp>
#include <acqsim/experiment/runner.hpp>
#include <acqsim/report/comparison.hpp>
#include <acqsim/store/sha256.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <ostream>
#include <set>
#include <utility>

namespace acqsim::cli {
namespace {

/// One scenario as read, ready to run.
struct Entrant {
  Entrant(report::Heading a_heading, const spec::Scenario& scenario)
      : heading(std::move(a_heading)), market(scenario) {}
  report::Heading heading;
  model::Market market;
};

/// Names tell scenarios apart; two files of one name, or one file twice, get a number.
std::string unused_name(const std::string& name, std::set<std::string>& used) {
  std::string result = name;
  for (int i = 2; !used.insert(result).second; ++i) result = fmt::format("{} ({})", name, i);
  return result;
}

report::Heading heading_of(const scenario::Loaded& loaded, std::string name, std::uint64_t seed) {
  const spec::Scenario& scenario = loaded.scenario;
  report::Heading heading;
  heading.name = std::move(name);
  heading.title = scenario.title;
  heading.start = scenario.start.iso();
  heading.end = scenario.end.iso();
  heading.seed = seed;
  heading.version = ACQSIM_VERSION;
  heading.scenario_hash = store::sha256(loaded.canonical);
  heading.confidence = scenario.precision.confidence;
  heading.fiscal_year_start = scenario.fiscal_year_start;
  return heading;
}

void check_files(const std::vector<std::string>& files, bool has_policies) {
  if (files.size() < 2 && !(files.size() == 1 && has_policies)) {
    throw UsageError(
        "compare wants two scenarios or more: the reference, and what differs from it; or one, "
        "and with --policy what differs in it");
  }
  if (files.size() == 1 && files.front() == "-") {
    throw UsageError("with --policy the scenario is read twice, which standard input cannot be");
  }
  if (std::ranges::count(files, "-") > 1) {
    throw UsageError("standard input can be one of the scenarios, not several");
  }
}

/// One scenario to be read.
struct Wanted {
  std::string file;
  Settings settings;
  std::string policy;  ///< that makes it differ from the reference; empty: none
};

/// Several files with all settings; or one without its policies and, for each, with it.
std::vector<Wanted> everything_wanted(const Call& call, const SimulationRequest& request) {
  std::vector<Wanted> all;
  const auto& files = call.arguments.files;
  for (const std::string& file : files) all.push_back({file, request.settings, ""});
  if (files.size() > 1) return all;
  all.front().settings = read_settings(call.arguments.values("set"));
  for (const std::string& policy : call.arguments.values("policy")) {
    all.push_back({files.front(), read_settings(call.arguments.values("set"), {policy}), policy});
  }
  return all;
}

/// All scenarios; remarks go to standard error unless quiet. A deque: markets do not move.
std::deque<Entrant> read_entrants(Call& call, const SimulationRequest& request) {
  const bool is_quiet = call.arguments.has("quiet");
  std::deque<Entrant> entrants;
  std::set<std::string> names;
  for (const Wanted& asked : everything_wanted(call, request)) {
    const Input input = read_scenario(call, asked.file, asked.settings);
    for (const std::string& remark : input.remarks) {
      if (!is_quiet) call.err << "acqsim: remark: " << remark << '\n';
    }
    const spec::Scenario& scenario = input.loaded.scenario;
    const std::string name =
        asked.policy.empty() ? scenario.name : scenario.name + " with " + asked.policy;
    entrants.emplace_back(heading_of(input.loaded, unused_name(name, names), request.seed),
                          scenario);
    const report::Heading& first = entrants.front().heading;
    const report::Heading& last = entrants.back().heading;
    if (!is_quiet && (first.start != last.start || first.end != last.end)) {
      call.err << fmt::format("acqsim: remark: {} runs from {} to {}, {} from {} to {}\n",
                              first.name, first.start, first.end, last.name, last.start, last.end);
    }
  }
  return entrants;
}

void show(Call& call, const SimulationRequest& request, const report::ComparisonResults& results) {
  if (request.format == "json") {
    call.out << report::render_comparison_json(results);
  } else if (request.format == "csv") {
    call.out << report::render_comparison_csv(results);
  } else {
    report::TableStyle style;
    style.width = call.console.width;
    style.is_coloured = call.console.has_colour && !call.arguments.has("no-color");
    style.has_all_rows = call.arguments.has("all");
    std::vector<std::string> words{"compare"};
    words.insert(words.end(), call.arguments.files.begin(), call.arguments.files.end());
    const auto more = words_of(request, request.is_seed_given);
    words.insert(words.end(), more.begin(), more.end());
    words.insert(words.end(), {"--format", "csv"});
    call.out << report::render_comparison_table(results, style) << '\n'
             << next_command("every difference, for another program", words, call.console);
  }
  call.out.flush();
}

int compare_scenarios(Call& call) {
  check_files(call.arguments.files, call.arguments.has("policy"));
  const SimulationRequest request = read_simulation(call);
  const std::deque<Entrant> entrants = read_entrants(call, request);
  spec::Precision precision = entrants.front().market.scenario().precision;
  if (request.half_width) precision.half_width = *request.half_width;

  std::vector<experiment::Contender> contenders;
  for (const Entrant& one : entrants) {
    contenders.push_back({one.heading.name, experiment::market_source(one.market, request.seed)});
  }
  experiment::ComparisonSink sink(contenders);
  ProgressBar bar(call.err, call.console.is_err_terminal && !call.arguments.has("quiet"));
  experiment::RunOptions options;
  options.threads = request.threads;
  options.stop = call.console.stop;
  options.progress = [&bar](const experiment::Progress& progress) { bar.show(progress); };
  if (call.console.listen_for_signals != nullptr) call.console.listen_for_signals();
  const experiment::RunOutcome outcome = experiment::run(
      experiment::side_by_side(contenders), {request.replications, precision}, sink, options);
  bar.clear();

  const auto& comparisons = sink.comparisons();
  const auto findings = experiment::find(comparisons, precision.confidence);
  report::ComparisonResults results;
  results.reference = entrants.front().heading;
  for (std::size_t i = 0; i < comparisons.size(); ++i) {
    results.compared.push_back({entrants[i + 1].heading, comparisons[i], findings[i]});
  }
  results.families = experiment::families(comparisons);
  results.glossary = contenders.front().source.columns.glossary;
  results.failures = outcome.summary.failures();
  results.ending = outcome.ending;
  show(call, request, results);
  return tell_ending(call, outcome.summary, outcome.ending);
}

}  // namespace

Verb compare_verb() {
  return {
      .name = "compare",
      .meaning = "Says what differs between scenarios, and how surely.",
      .usage = "REFERENCE [FILE...] [OPTION...]",
      .details =
          "Every scenario is run over the same random numbers as the reference, so that "
          "replication "
          "i of each shares its luck: what differs is what the scenarios make differ. For every "
          "question and measure that both have: the difference in pairs with its interval, whether "
          "it is higher, lower or undecided, the correlation, and how many replications pairing "
          "saved.\n\n"
          "Questions are tested by McNemar's exact test, measures by the paired t test corrected "
          "for skewness; p values by Holm's method for how many are asked.\n\n"
          "Without --reps replications run until every question of every scenario is as precise "
          "as the reference's own standard. --set changes every scenario. - reads one of them from "
          "standard input.\n\n"
          "With one FILE each --policy is compared with the scenario as it is; with several, "
          "--policy enables it in all.",
      .options = with_simulation_options(
          {{.name = "all", .meaning = "every table, not the main ones"},
           {.name = "quiet", .meaning = "no progress, no remarks"},
           {.name = "no-color", .meaning = "no colours, as with NO_COLOR set"},
           {.name = "help", .letter = 'h', .meaning = "this text"}}),
      .examples = {{"compare --reps 20 scenarios/baseline.yaml scenarios/openai-aws.yaml",
                    "what a scenario that extends the baseline changes"},
                   {"compare --reps 20 scenarios/baseline.yaml --policy portability",
                    "what a policy that the scenario does not enable would change"}},
      .run = compare_scenarios,
      .reads_scenarios = true};
}

}  // namespace acqsim::cli
