#include "acqsim/input.hpp"
#include "acqsim/next_step.hpp"
#include "acqsim/output_directory.hpp"
#include "acqsim/progress_bar.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/base/quantity_text.hpp>
#include <acqsim/base/text.hpp>
#include <acqsim/experiment/market_source.hpp>
#include <acqsim/report/machine.hpp>
#include <acqsim/report/table.hpp>
#include <acqsim/store/sha256.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <ostream>

namespace acqsim::cli {
namespace {

constexpr std::uint64_t kMostSeed = std::numeric_limits<std::int64_t>::max();
constexpr std::uint64_t kMostReplications = 100'000'000;
constexpr std::uint64_t kMostThreads = 1024;
const std::vector<std::string> kFormats{"table", "json", "csv"};

/// What the command line asks for, checked before anything is read.
struct Request {
  std::string file;
  Settings settings;
  std::uint64_t seed = 1;
  bool is_seed_given = false;
  std::optional<std::uint64_t> replications;
  std::optional<double> half_width;
  unsigned threads = 1;
  std::string format = "table";
  std::optional<std::string> out;
};

double half_width(const std::string& text) {
  const auto value = base::parse_quantity(text, base::Unit::share);
  if (!value || *value <= 0.0 || *value >= 0.5) {
    throw UsageError("--precision wants a half width between 0 and 0.5, such as 0.02 or 2%, not '" +
                     text + "'");
  }
  return *value;
}

Request read(const Call& call) {
  const Arguments& given = call.arguments;
  if (given.files.empty()) throw UsageError("which scenario? Name a file, or - for standard input");
  if (given.files.size() > 1) {
    throw UsageError("one scenario at a time; '" + given.files[1] + "' is one too many");
  }
  Request request;
  request.file = given.files.front();
  request.settings = read_settings(given.values("set"));
  request.seed = given.whole("seed", 0, kMostSeed).value_or(1);
  request.is_seed_given = given.has("seed");
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
  request.out = given.value("out");
  if (request.out && request.out->empty()) throw UsageError("--out wants a directory");
  return request;
}

/// The scenario without how precise its answers shall be: what one replication is made of. So a
/// study is topped up, not begun again, when only the precision changes.
std::string meaning_of(const std::string& canonical) {
  std::string text;
  for (const std::string& line : base::split(canonical, '\n')) {
    if (!line.empty() && !line.starts_with("precision.")) text += line + "\n";
  }
  return text;
}

/// The words of the command that gives these results, without what does not change them.
std::vector<std::string> command_words(const Request& request, bool has_seed) {
  std::vector<std::string> words{"run", request.file};
  for (const auto& given : request.settings.overrides) {
    words.insert(words.end(), {"--set", given.path + "=" + given.value});
  }
  if (has_seed) words.insert(words.end(), {"--seed", fmt::format("{}", request.seed)});
  if (request.replications) {
    words.insert(words.end(), {"--reps", fmt::format("{}", *request.replications)});
  }
  if (request.half_width) {
    words.insert(words.end(), {"--precision", fmt::format("{}", *request.half_width)});
  }
  return words;
}

store::StudyInfo study_info(const Request& request, const Input& input) {
  store::StudyInfo info;
  info.scenario = meaning_of(input.loaded.canonical);
  info.key = {store::sha256(info.scenario), request.seed, ACQSIM_VERSION};
  const spec::Scenario& scenario = input.loaded.scenario;
  info.notes = {{"name", scenario.name},
                {"title", scenario.title},
                {"start", scenario.start.iso()},
                {"end", scenario.end.iso()},
                {"command", command_text("acqsim", command_words(request, true))},
                {"confidence", fmt::format("{}", scenario.precision.confidence)}};
  for (const auto& [file, digest] : input.digests) info.notes["input " + file] = digest;
  return info;
}

report::Heading heading(const Request& request, const store::StudyInfo& info,
                        const spec::Scenario& scenario) {
  report::Heading result;
  result.name = scenario.name;
  result.title = scenario.title;
  result.start = scenario.start.iso();
  result.end = scenario.end.iso();
  result.seed = request.seed;
  result.version = info.key.version;
  result.scenario_hash = info.key.scenario_hash;
  result.confidence = scenario.precision.confidence;
  result.fiscal_year_start = scenario.fiscal_year_start;
  return result;
}

/// The request as it was typed, for the command that is proposed next.
Asked asked(const Request& request, const spec::Precision& precision) {
  Asked result;
  result.words = command_words(request, request.is_seed_given);
  result.out = request.out;
  result.max_replications = precision.max_replications;
  return result;
}

void show(Call& call, const Request& request, const report::Results& results,
          const spec::Precision& precision) {
  if (request.format == "json") {
    call.out << report::render_json(results);
  } else if (request.format == "csv") {
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

int exit_code(Call& call, const report::Results& results) {
  for (const experiment::Failure& failure : results.summary.first_failures()) {
    call.err << "acqsim: replication " << failure.index << " failed: " << failure.message << '\n';
  }
  if (results.summary.failures() > 0) {
    call.err << fmt::format("acqsim: {} of {} replications failed\n", results.summary.failures(),
                            results.summary.failures() + results.summary.replications());
  }
  if (results.ending == experiment::Ending::interrupted) {
    call.err << "acqsim: interrupted\n";
    return kInterrupted;
  }
  return results.summary.failures() > 0 ? kSomeFailed : kDone;
}

int run_scenario(Call& call) {
  const Request request = read(call);
  const Input input = read_scenario(call, request.file, request.settings);
  const bool is_quiet = call.arguments.has("quiet");
  for (const std::string& remark : input.remarks) {
    if (!is_quiet) call.err << "acqsim: remark: " << remark << '\n';
  }
  spec::Precision precision = input.loaded.scenario.precision;
  if (request.half_width) precision.half_width = *request.half_width;

  const store::StudyInfo info = study_info(request, input);
  const model::Market market(input.loaded.scenario);
  const experiment::Source source = experiment::market_source(market, request.seed);
  const experiment::Plan plan{request.replications, precision};
  std::optional<OutputDirectory> directory;
  if (request.out) directory.emplace(*request.out, info);

  experiment::NullSink nowhere;
  experiment::ResultSink& sink =
      directory ? static_cast<experiment::ResultSink&>(directory->study()) : nowhere;
  ProgressBar bar(call.err, call.console.is_err_terminal && !is_quiet);
  experiment::RunOptions options;
  options.threads = request.threads;
  options.stop = call.console.stop;
  options.progress = [&bar](const experiment::Progress& progress) { bar.show(progress); };
  if (directory) {
    store::Study& study = directory->study();
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
  if (!request.replications) results.half_width = precision.half_width;
  if (directory) directory->write(results);
  show(call, request, results, precision);
  return exit_code(call, results);
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
      .options = {{.name = "set",
                   .argument = "PATH=VALUE",
                   .meaning = "change a value of the scenario, checked like the file; may be "
                              "given again",
                   .is_repeatable = true},
                  {.name = "seed", .argument = "N", .meaning = "of the random numbers (1)"},
                  {.name = "reps", .argument = "N", .meaning = "exactly so many replications"},
                  {.name = "precision",
                   .argument = "X",
                   .meaning = "stop when every question is known to plus or minus X, such as 0.02 "
                              "or 2%"},
                  {.name = "jobs",
                   .letter = 'j',
                   .argument = "N",
                   .meaning = "threads (as many as there are cores)"},
                  {.name = "format",
                   .argument = "FORMAT",
                   .meaning = "table for people, json or csv for programs (table)"},
                  {.name = "all", .meaning = "every table, not the main ones"},
                  {.name = "out",
                   .argument = "DIR",
                   .meaning = "keep every replication in DIR/study.sqlite, and the results beside "
                              "it; the same command again goes on with it"},
                  {.name = "quiet", .meaning = "no progress, no remarks"},
                  {.name = "no-color", .meaning = "no colours, as with NO_COLOR set"},
                  {.name = "help", .letter = 'h', .meaning = "this text"}},
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
      .run = run_scenario};
}

}  // namespace acqsim::cli
