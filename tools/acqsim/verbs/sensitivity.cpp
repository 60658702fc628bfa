#include "acqsim/next_step.hpp"
#include "acqsim/progress_bar.hpp"
#include "acqsim/sensitivity_analysis.hpp"
#include "acqsim/simulation_request.hpp"
#include "acqsim/study_info.hpp"
#include "acqsim/sweep_job.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/report/sweep.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <system_error>

namespace acqsim::cli {
namespace {

namespace fs = std::filesystem;

const char* const kDefaultDesign = "morris(10)";
constexpr std::uint64_t kDefaultReplications = 10;

std::string count_text(std::uint64_t count) {
  return base::format_count(static_cast<double>(count));
}

/// What is asked, and read, before anything runs.
struct Request {
  std::string file;
  SimulationRequest simulation;
  std::vector<std::string> varied;  ///< as given; empty: all ranges
  std::string design;
  std::vector<std::string> outcomes;
  std::vector<std::string> measures;
  std::optional<std::string> out;
  std::uint64_t replications = 0;
};

Request read_request(const Call& call) {
  const Arguments& given = call.arguments;
  if (given.files.empty()) throw UsageError("which scenario? Name a file");
  if (given.files.size() > 1) {
    throw UsageError("one scenario at a time; '" + given.files[1] + "' is one too many");
  }
  Request request;
  request.file = given.files.front();
  request.simulation = read_simulation(call);
  request.varied = given.values("vary");
  request.design = given.value("design").value_or(kDefaultDesign);
  if (!request.design.starts_with("morris") && !request.design.starts_with("sobol")) {
    throw UsageError("--design of a sensitivity analysis is morris(R) or sobol(N), not " +
                     request.design);
  }
  request.outcomes = given.values("outcome");
  request.measures = given.values("measure");
  request.out = given.value("out");
  if (request.out && request.out->empty()) throw UsageError("--out wants a directory");
  if (request.file == "-" && request.varied.empty()) {
    throw UsageError("from standard input it has to be said what varies: --vary PATH");
  }
  request.replications = request.simulation.replications.value_or(kDefaultReplications);
  return request;
}

/// Every number to which the scenario gives a range, but for amounts of policies' effects, which
/// have no path of their own to set.
std::vector<std::string> ranged_paths(Call& call, const Request& request) {
  const Input input = read_scenario(call, request.file, request.simulation.settings);
  std::vector<std::string> paths;
  for (const auto& [path, provenance] : input.loaded.origin) {
    const bool is_ranged = provenance.low && provenance.high && *provenance.low < *provenance.high;
    if (is_ranged && path.find(".effects.") == std::string::npos) paths.push_back(path);
  }
  if (paths.empty()) {
    throw UsageError(
        "no number of this scenario has a range; say what varies with --vary PATH=A..B");
  }
  return paths;
}

FamilyInput read_input(Call& call, const Request& request) {
  scenario::VaryRequest vary;
  vary.varied = request.varied.empty() ? ranged_paths(call, request) : request.varied;
  vary.design = request.design;
  FamilyInput input = read_family(call, request.file, request.simulation.settings, vary);
  if (!input.family.vary().where.empty()) {
    throw UsageError(
        "a sensitivity analysis wants parameters that are free of each other: `where` "
        "cannot be used");
  }
  return input;
}

/// The words of the command that gives these results.
std::vector<std::string> words_of_request(const Request& request, bool has_seed) {
  std::vector<std::string> words{"sensitivity", request.file};
  for (const std::string& one : request.varied) words.insert(words.end(), {"--vary", one});
  words.insert(words.end(), {"--design", request.design});
  const auto more = words_of(request.simulation, has_seed);
  words.insert(words.end(), more.begin(), more.end());
  for (const std::string& one : request.outcomes) words.insert(words.end(), {"--outcome", one});
  for (const std::string& one : request.measures) words.insert(words.end(), {"--measure", one});
  return words;
}

std::vector<report::VariedRange> ranges_of(const scenario::Vary& vary,
                                           const SensitivityPlan& plan) {
  std::vector<report::VariedRange> ranges;
  const auto stored = stored_parameters(vary);
  std::size_t place = 0;
  for (const scenario::VariedGroup& group : vary.groups) {
    // A group is one factor, named by its first parameter.
    report::VariedRange range{stored[place], 0.0, 0.0};
    for (std::size_t i = 1; i < group.parameters.size(); ++i) {
      range.parameter.path += " with " + stored[place + i].path;
    }
    range.low = range.high = plan.points.front().numbers[place];
    for (const experiment::PlannedPoint& point : plan.points) {
      range.low = std::min(range.low, point.numbers[place]);
      range.high = std::max(range.high, point.numbers[place]);
    }
    if (group.is_continuous()) {
      range.low = group.parameters.front().span->low;
      range.high = group.parameters.front().span->high;
    }
    ranges.push_back(std::move(range));
    place += group.parameters.size();
  }
  return ranges;
}

experiment::SweepOutcome run_job(Call& call, const Request& request, SweepJob& job) {
  const bool is_quiet = call.arguments.has("quiet");
  ProgressBar bar(call.err, call.console.is_err_terminal && !is_quiet);
  experiment::SweepOptions options;
  options.threads = request.simulation.threads;
  options.stop = call.console.stop;
  options.progress = [&](const experiment::Progress& progress) {
    experiment::Progress whole = progress;
    whole.done += job.prior();
    whole.prior += job.prior();
    whole.target += job.prior();
    bar.show(whole);
  };
  if (call.console.listen_for_signals != nullptr) call.console.listen_for_signals();
  const auto outcome = job.run(options);
  bar.clear();
  return outcome;
}

void show(Call& call, const Request& request, const report::Sensitivity& sensitivity,
          const std::string& next) {
  const std::string& format = request.simulation.format;
  if (format == "json") {
    call.out << report::render_sensitivity_json(sensitivity);
  } else if (format == "csv") {
    call.out << report::render_sensitivity_csv(sensitivity);
  } else {
    report::TableStyle style;
    style.width = call.console.width;
    style.is_coloured = call.console.has_colour && !call.arguments.has("no-color");
    style.has_all_rows = call.arguments.has("all");
    call.out << report::render_sensitivity_table(sensitivity, style) << '\n' << next;
  }
  call.out.flush();
}

/// What to look into: the parameters that move an answer, by variance.
std::string next_of(const Call& call, const Request& request,
                    const report::Sensitivity& sensitivity) {
  constexpr std::size_t kMost = 6;
  std::vector<std::pair<double, std::size_t>> moving;
  for (std::size_t i = 0; i < sensitivity.parameters.size(); ++i) {
    double most = 0.0;
    for (const report::AnswerSensitivity& answer : sensitivity.answers) {
      double greatest = 0.0;
      for (const auto& one : answer.effects) greatest = std::max(greatest, one.mu_star);
      if (answer.effects.empty() || !report::is_told_from_chance(answer.effects[i])) continue;
      most = std::max(most, answer.effects[i].mu_star / greatest);
    }
    if (most > 0.0) moving.emplace_back(-most, i);
  }
  std::ranges::sort(moving);
  if (moving.size() > kMost) moving.resize(kMost);
  if (moving.empty()) {
    return next_command("where an answer flips along one parameter",
                        {"tip", request.file, sensitivity.parameters.front().parameter.path},
                        call.console);
  }
  std::vector<std::string> words{"sensitivity", request.file, "--design", "sobol(128)"};
  for (const auto& [worth, place] : moving) {
    const std::string& path = sensitivity.parameters[place].parameter.path;
    words.insert(words.end(), {"--vary", path.substr(0, path.find(' '))});
  }
  return next_command("how those that move it most share its variance", words, call.console);
}

int run_sensitivity(Call& call) {
  const Request request = read_request(call);
  const FamilyInput input = read_input(call, request);
  const scenario::Vary& vary = input.family.vary();
  const SensitivityPlan plan =
      plan_sensitivity(vary, request.replications, request.simulation.seed);
  const model::Market market(input.family.base().scenario);
  const auto asked =
      asked_answers(experiment::market_source(market, request.simulation.seed).columns,
                    request.outcomes, request.measures);
  const std::string folder =
      request.out.value_or(input.input.loaded.scenario.name + "-sensitivity");
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw store::StudyError(folder + ": " + error.message());
  const std::string file = study_file(folder);

  store::StudyInfo info =
      study_info(input.input, request.simulation.seed, words_of_request(request, true));
  info.notes["design"] = vary.design.text();
  std::vector<std::int64_t> ids;
  experiment::SweepOutcome outcome;
  {
    store::SweepStudy study(file, info, stored_parameters(vary));
    SweepJob job(input.family, plan.points, request.simulation.seed, request.replications, Shard{},
                 request.simulation.threads, study, plan.firsts);
    if (!call.arguments.has("quiet")) {
      call.err << fmt::format(
          "acqsim: {} parameters, {} points, {} replications{}\n", vary.groups.size(),
          count_text(plan.points.size()), count_text(job.missing()),
          job.prior() > 0
              ? fmt::format(" to do, {} are in {} already", count_text(job.prior()), file)
              : std::string());
    }
    outcome = run_job(call, request, job);
    for (std::size_t row = 0; row < plan.points.size(); ++row) ids.push_back(job.id_at(row));
  }
  auto words = words_of_request(request, request.simulation.is_seed_given);
  if (request.out) words.insert(words.end(), {"--out", *request.out});
  if (outcome.is_interrupted) {
    call.err << "acqsim: interrupted\n"
             << next_command("the same command goes on from here", words, call.console);
    return kInterrupted;
  }
  store::StudyReader study(file);
  report::Sensitivity sensitivity;
  sensitivity.heading = report::read_sweep(study, {ids.front()}, false).heading;
  sensitivity.design = vary.design.text();
  sensitivity.rows = plan.points.size();
  sensitivity.replications = request.replications;
  sensitivity.parameters = ranges_of(vary, plan);
  sensitivity.answers = analyse(study, plan, ids, asked, request.replications,
                                sensitivity.heading.confidence, request.simulation.seed);
  show(call, request, sensitivity, next_of(call, request, sensitivity));
  if (outcome.failed > 0) {
    call.err << fmt::format(
        "acqsim: {} replications failed; answers that lack them are not "
        "analysed\n",
        count_text(outcome.failed));
    return kSomeFailed;
  }
  return kDone;
}

std::vector<Option> sensitivity_options() {
  std::vector<Option> options{
      {.name = "vary",
       .argument = "PATH[=VALUES]",
       .meaning = "vary this in the scenario's range, or a=0..2, instead of every number with a "
                  "range; may be given again",
       .is_repeatable = true},
      {.name = "design",
       .argument = "D",
       .meaning = "morris(R), R trajectories; or sobol(N), N base points (morris(10))"},
      {.name = "outcome",
       .argument = "ID",
       .meaning = "analyse this outcome (all); may be given again",
       .is_repeatable = true},
      {.name = "measure",
       .argument = "KEY",
       .meaning = "analyse this measure, such as 'market_share{vendor=openai}'; may be given again",
       .is_repeatable = true}};
  const auto simulation = with_simulation_options(
      {{.name = "out",
        .argument = "DIR",
        .meaning = "where the study is kept, as DIR/study.sqlite (NAME-sensitivity)"},
       {.name = "all", .meaning = "every parameter"},
       {.name = "quiet", .meaning = "no progress, no remarks"},
       {.name = "no-color", .meaning = "no colours, as with NO_COLOR set"},
       {.name = "help", .letter = 'h', .meaning = "this text"}});
  std::ranges::copy_if(simulation, std::back_inserter(options),
                       [](const Option& one) { return one.name != "precision"; });
  for (Option& option : options) {
    if (option.name == "reps") option.meaning = "replications of each point (10)";
  }
  return options;
}

}  // namespace

Verb sensitivity_verb() {
  return {
      .name = "sensitivity",
      .meaning = "Tells which assumptions move an answer, and which do not.",
      .usage = "FILE [OPTION...]",
      .details =
          "Without --vary every number to which the scenario gives a range is a factor.\n\n"
          "morris(R) screens many factors cheaply: R trajectories, in each of which every factor "
          "moves once by two thirds of its range. mu* is the mean size of what that does to the "
          "answer, scaled to the whole range (of an outcome in points of a hundred); error is its "
          "standard error; mu has the direction; sigma tells curvature and interaction; noise is "
          "what mu* would be by chance alone. A factor moves the answer when mu* less two errors "
          "is above "
          "the noise.\n\n"
          "sobol(N) divides the variance that the factors make: alone (first-order index, Saltelli "
          "2010) and with all interactions (total index, Jansen 1999), by N * (factors + 2) "
          "points, with "
          "bootstrap intervals. What is chance within one point is told apart and taken "
          "off.\n\n"
          "Every replication is kept in a study; the same command goes on after an interruption.",
      .options = sensitivity_options(),
      .examples = {{"sensitivity scenarios/baseline.yaml --vary choice.price --out build/s",
                    "one assumption screened; leave --vary out for all"}},
      .run = run_sensitivity,
      .reads_scenarios = true};
}

}  // namespace acqsim::cli
