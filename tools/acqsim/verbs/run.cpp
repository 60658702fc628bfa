#include "acqsim/input.hpp"
#include "acqsim/next_step.hpp"
#include "acqsim/output_directory.hpp"
#include "acqsim/progress_bar.hpp"
#include "acqsim/simulation_request.hpp"
#include "acqsim/study_info.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/experiment/market_source.hpp>
#include <acqsim/report/machine.hpp>
#include <acqsim/report/table.hpp>

#include <fmt/format.h>

#include <optional>
#include <ostream>

namespace acqsim::cli {
namespace {

/// What the command line asks for, checked before anything is read.
struct Request {
  std::string file;
  SimulationRequest simulation;
  std::optional<std::string> out;
};

Request read(const Call& call) {
  const Arguments& given = call.arguments;
  if (given.files.empty()) throw UsageError("which scenario? Name a file, or - for standard input");
  if (given.files.size() > 1) {
    throw UsageError("one scenario at a time; '" + given.files[1] + "' is one too many");
  }
  Request request;
  request.file = given.files.front();
  request.simulation = read_simulation(call);
  request.out = given.value("out");
  if (request.out && request.out->empty()) throw UsageError("--out wants a directory");
  return request;
}

/// The words of the command that gives these results, without what does not change them.
std::vector<std::string> command_words(const Request& request, bool has_seed) {
  std::vector<std::string> words{"run", request.file};
  const auto more = words_of(request.simulation, has_seed);
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

report::Heading heading(const Request& request, const store::StudyInfo& info,
                        const spec::Scenario& scenario) {
  report::Heading result;
  result.name = scenario.name;
  result.title = scenario.title;
  result.start = scenario.start.iso();
  result.end = scenario.end.iso();
  result.seed = request.simulation.seed;
  result.version = info.key.version;
  result.scenario_hash = info.key.scenario_hash;
  result.confidence = scenario.precision.confidence;
  result.fiscal_year_start = scenario.fiscal_year_start;
  return result;
}

/// The request as it was typed, for the command that is proposed next.
Asked asked(const Request& request, const spec::Precision& precision) {
  Asked result;
  result.words = command_words(request, request.simulation.is_seed_given);
  result.out = request.out;
  result.max_replications = precision.max_replications;
  return result;
}

void show(Call& call, const Request& request, const report::Results& results,
          const spec::Precision& precision) {
  if (request.simulation.format == "json") {
    call.out << report::render_json(results);
  } else if (request.simulation.format == "csv") {
    call.out << report::render_csv(results);
  } else {
    report::TableStyle style;
    style.width = call.console.width;
    style.is_coloured = call.console.has_colour && !call.arguments.has("no-color");
    style.has_all_rows = call.arguments.has("all");
    call.out << report::render_table(results, style) << '\n'
             << next_step(asked(request, precision), results.ending, call.console);
  }
  call.out.flush();
}

int run_scenario(Call& call) {
  const Request request = read(call);
  const Input input = read_scenario(call, request.file, request.simulation.settings);
  const bool is_quiet = call.arguments.has("quiet");
  for (const std::string& remark : input.remarks) {
    if (!is_quiet) call.err << "acqsim: remark: " << remark << '\n';
  }
  spec::Precision precision = input.loaded.scenario.precision;
  if (request.simulation.half_width) precision.half_width = *request.simulation.half_width;

  store::StudyInfo info = study_info(input, request.simulation.seed, command_words(request, true));
  tell_waiting(info, call.err);
  const model::Market market(input.loaded.scenario);
  const experiment::Source source = experiment::market_source(market, request.simulation.seed);
  const experiment::Plan plan{request.simulation.replications, precision};
  std::optional<OutputDirectory> directory;
  if (request.out) directory.emplace(*request.out, info);

  experiment::NullSink nowhere;
  experiment::ResultSink& sink =
      directory ? static_cast<experiment::ResultSink&>(directory->study()) : nowhere;
  ProgressBar bar(call.err, call.console.is_err_terminal && !is_quiet);
  experiment::RunOptions options;
  options.threads = request.simulation.threads;
  options.stop = call.console.stop;
  options.progress = [&bar](const experiment::Progress& progress) { bar.show(progress); };
  if (directory) {
    store::Study& study = directory->study();
    options.progress = [&bar, &study](const experiment::Progress& progress) {
      study.commit_if_old();
      bar.show(progress);
    };
    options.prior = [&study](std::uint64_t index) { return study.result(index); };
    if (study.stored() > 0 && !is_quiet) {
      call.err << fmt::format("acqsim: going on with {} replications in {}\n", study.stored(),
                              *request.out);
    }
  }
  if (call.console.listen_for_signals != nullptr) call.console.listen_for_signals();
  experiment::RunOutcome outcome = experiment::run(source, plan, sink, options);
  bar.clear();

  report::Results results{heading(request, info, market.scenario()), std::move(outcome.summary),
                          outcome.ending};
  if (!request.simulation.replications) results.half_width = precision.half_width;
  if (directory) directory->write(results);
  show(call, request, results, precision);
  return tell_ending(call, results.summary, results.ending);
}

}  // namespace

Verb run_verb() {
  return {
      .name = "run",
      .meaning = "Simulates a scenario many times over and answers its questions.",
      .usage = "FILE [OPTION...]",
      .details =
          "Each replication is one simulated future. They run until the interval of every question "
          "is as narrow as the scenario's precision asks, or as many as --reps says. The same "
          "scenario and seed give the same numbers, whatever the number of threads.\n\n"
          "Where the scenario says what it expects of an answer, the result shows whether that "
          "holds; the exit code is 0 either way.\n\n"
          "FILE is a scenario in YAML; - reads it from standard input.",
      .options = with_simulation_options(
          {{.name = "all", .meaning = "every table, not the main ones"},
           {.name = "out",
            .argument = "DIR",
            .meaning = "keep every replication in DIR/study.sqlite, and the results beside "
                       "it; the same command again goes on with it"},
           {.name = "quiet", .meaning = "no progress, no remarks"},
           {.name = "no-color", .meaning = "no colours, as with NO_COLOR set"},
           {.name = "help", .letter = 'h', .meaning = "this text"}}),
      .examples = {{"run scenarios/baseline.yaml",
                    "what the market does, precise to the "
                    "scenario's own standard"},
                   {"run scenarios/baseline.yaml --reps 20 --seed 7", "a quick look"},
                   {"run scenarios/baseline.yaml --set lock_in.strength=0 --reps 20",
                    "the same without lock-in"},
                   {"run scenarios/baseline.yaml --set 'partnership_decisions.scale=$10M'",
                    "an amount of money: in quotes, since $ means something to the shell"},
                   {"run scenarios/baseline.yaml --reps 20 --format json",
                    "every figure for another program"}},
      .run = run_scenario,
      .reads_scenarios = true};
}

}  // namespace acqsim::cli
