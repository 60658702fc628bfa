#include "acqsim/next_step.hpp"
#include "acqsim/progress_bar.hpp"
#include "acqsim/sensitivity_analysis.hpp"
#include "acqsim/simulation_request.hpp"
#include "acqsim/study_info.hpp"
#include "acqsim/sweep_job.hpp"
#include "acqsim/sweep_pilot.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/report/sweep.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <set>
#include <system_error>
#include <utility>

namespace acqsim::cli {
namespace {

namespace fs = std::filesystem;

const char* const kDefaultDesign = "morris(10)";
constexpr std::uint64_t kDefaultReplications = 10;
constexpr std::size_t kToldFailures = 5;

std::string count_text(std::uint64_t count) {
  return base::format_count(static_cast<double>(count));
}

std::string counted(std::uint64_t count, const std::string& what) {
  return count_text(count) + " " + what + (count == 1 ? "" : "s");
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

/// What came of the plan's replications, and the plan's points in the study.
struct Ran {
  experiment::SweepOutcome outcome;
  std::vector<std::int64_t> ids;  ///< by row
};

Ran run_plan(Call& call, const Request& request, const FamilyInput& input,
             const SensitivityPlan& plan, const std::string& file) {
  const bool is_quiet = call.arguments.has("quiet");
  store::StudyInfo info =
      study_info(input.input, request.simulation.seed, words_of_request(request, true));
  info.notes["design"] = input.family.vary().design.text();
  tell_waiting(info, call.err);
  store::SweepStudy study(file, info, stored_parameters(input.family.vary()));
  ProgressBar bar(call.err, call.console.is_err_terminal && !is_quiet);
  if (call.console.listen_for_signals != nullptr) call.console.listen_for_signals();
  SweepWork work;
  work.seed = request.simulation.seed;
  work.replications = request.replications;
  work.threads = request.simulation.threads;
  work.firsts = plan.firsts;
  work.retries_failed = call.arguments.has("retry-failed");
  work.stop = call.console.stop;
  work.reading = [&bar](const experiment::Progress& progress) {
    bar.show("reading points: ", progress);
  };
  SweepJob job(input.family, plan.points, std::move(work), study);
  bar.clear();
  if (!is_quiet && job.prior() > 0) {
    call.err << fmt::format("acqsim: {} to do, {} are in {} already\n",
                            counted(job.missing(), "replication"), count_text(job.prior()), file);
  }
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
  Ran ran;
  ran.outcome = job.run(options);
  bar.clear();
  for (std::size_t row = 0; row < plan.points.size() && !job.ids().empty(); ++row) {
    ran.ids.push_back(job.id_at(row));
  }
  return ran;
}

int tell_dry(Call& call, const Request& request, const FamilyInput& input,
             const SensitivityPlan& plan, const std::vector<std::string>& words) {
  const Pilot pilot = run_pilot(input.family, plan.points, request.simulation.seed);
  const auto points = static_cast<double>(plan.points.size());
  const double runs = points * static_cast<double>(request.replications);
  const double seconds =
      (runs * pilot.mean + points * 2.0 * pilot.opening) / request.simulation.threads;
  call.out << fmt::format("{}, {} of {}, {} each: {}\n",
                          counted(input.family.vary().groups.size(), "parameter"),
                          counted(plan.points.size(), "point"), input.family.vary().design.text(),
                          counted(request.replications, "replication"),
                          counted(plan.points.size() * request.replications, "run"))
           << fmt::format("about {} on {} if nothing is there yet ({})\n", duration_text(seconds),
                          counted(request.simulation.threads, "thread"),
                          counted(pilot.runs, "pilot run"))
           << next_command("the analysis itself", words, call.console);
  call.out.flush();
  return kDone;
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

/// A parameter, how much it moves the answer that it moves most, and which that is.
struct Mover {
  std::size_t place = 0;
  double worth = 0.0;  ///< mu* as a share of the greatest, or the total index
  bool is_told = false;
  std::size_t answer = 0;
};

/// Those that move most first.
std::vector<Mover> movers_of(const report::Sensitivity& sensitivity) {
  std::vector<Mover> movers(sensitivity.parameters.size());
  for (std::size_t i = 0; i < movers.size(); ++i) movers[i].place = i;
  for (std::size_t a = 0; a < sensitivity.answers.size(); ++a) {
    const report::AnswerSensitivity& answer = sensitivity.answers[a];
    double greatest = 0.0;
    for (const auto& one : answer.effects) greatest = std::max(greatest, one.mu_star);
    for (Mover& mover : movers) {
      double worth = 0.0;
      bool is_told = false;
      if (answer.indices) {
        worth = answer.indices->total[mover.place].value;
      } else if (!answer.effects.empty() && greatest > 0.0) {
        worth = answer.effects[mover.place].mu_star / greatest;
        is_told = report::is_told_from_chance(answer.effects[mover.place]);
      }
      if (std::pair(is_told, worth) > std::pair(mover.is_told, mover.worth)) {
        mover = {mover.place, worth, is_told, a};
      }
    }
  }
  std::ranges::stable_sort(movers, [](const Mover& a, const Mover& b) {
    return std::pair(a.is_told, a.worth) > std::pair(b.is_told, b.worth);
  });
  return movers;
}

/// The factor at this place as `--vary` takes it; a range alone unless it was given otherwise.
std::string varied_text(const Request& request, const scenario::VariedGroup& group) {
  const std::string& path = group.parameters.front().path;
  if (group.parameters.size() > 1) {
    for (const std::string& one : request.varied) {
      if (one.starts_with("together=")) return one;
    }
  }
  for (const std::string& one : request.varied) {
    if (one == path || one.starts_with(path + "=")) return one;
  }
  return path;
}

/// What changes the scenario and its futures: --set, --policy, --seed.
std::vector<std::string> words_of_scenario(const Request& request) {
  SimulationRequest simulation = request.simulation;
  simulation.replications.reset();
  return words_of(simulation, simulation.is_seed_given);
}

/// What to look into: the parameters that move an answer, by variance; or where it flips along the
/// one that moves it most.
std::string next_of(const Call& call, const Request& request, const scenario::Vary& vary,
                    const report::Sensitivity& sensitivity) {
  constexpr std::size_t kMost = 6;
  const std::vector<Mover> movers = movers_of(sensitivity);
  const Mover& strongest = movers.front();
  const auto more = words_of_scenario(request);
  if (movers.size() > 1 && movers[1].is_told) {
    std::vector<std::string> words{"sensitivity", request.file};
    for (std::size_t i = 0; i < std::min(kMost, movers.size()) && movers[i].is_told; ++i) {
      words.insert(words.end(), {"--vary", varied_text(request, vary.groups[movers[i].place])});
    }
    words.insert(words.end(), {"--design", "sobol(128)"});
    words.insert(words.end(), more.begin(), more.end());
    for (const std::string& one : request.outcomes) words.insert(words.end(), {"--outcome", one});
    for (const std::string& one : request.measures) words.insert(words.end(), {"--measure", one});
    if (request.out) words.insert(words.end(), {"--out", *request.out});
    return next_command("how those that move it most share its variance", words, call.console);
  }
  const scenario::VariedGroup& group = vary.groups[strongest.place];
  const report::AnswerSensitivity& answer = sensitivity.answers[strongest.answer];
  const bool is_outcome = answer.unit == "probability" && !answer.text.empty();
  std::vector<std::string> words{"tip", request.file, varied_text(request, group), "--outcome",
                                 answer.name};
  std::string why = "where an answer flips along one parameter";
  if (!is_outcome || group.parameters.size() > 1 || !group.is_continuous()) {
    words = {"sweep", request.file, "--vary", varied_text(request, group), "--design", "lhs(20)"};
    why = "the answers along one parameter";
  }
  words.insert(words.end(), more.begin(), more.end());
  return next_command(why, words, call.console);
}

int tell_failures(Call& call, store::StudyReader& study, const std::vector<std::int64_t>& ids) {
  std::uint64_t failed = 0;
  const auto counts = study.counts();
  for (const std::int64_t id : std::set<std::int64_t>(ids.begin(), ids.end())) {
    if (const auto found = counts.find(id); found != counts.end()) failed += found->second.failed;
  }
  if (failed == 0) return kDone;
  for (const auto& [point, failure] : study.first_failures(kToldFailures)) {
    call.err << fmt::format("acqsim: point {}, replication {} failed: {}\n", point, failure.index,
                            failure.message);
  }
  call.err << fmt::format("acqsim: {} failed\n", counted(failed, "replication"));
  return kSomeFailed;
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
  auto words = words_of_request(request, request.simulation.is_seed_given);
  if (request.out) words.insert(words.end(), {"--out", *request.out});
  if (call.arguments.has("dry-run")) return tell_dry(call, request, input, plan, words);
  const std::string folder =
      request.out.value_or(input.input.loaded.scenario.name + "-sensitivity");
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw store::StudyError(folder + ": " + error.message());
  const std::string file = study_file(folder);
  if (!call.arguments.has("quiet")) {
    call.err << fmt::format("acqsim: {}, {}, {}\n", counted(vary.groups.size(), "parameter"),
                            counted(plan.points.size(), "point"),
                            counted(plan.points.size() * request.replications, "replication"));
  }
  const Ran ran = run_plan(call, request, input, plan, file);
  if (ran.outcome.is_interrupted) {
    call.err << "acqsim: interrupted\n"
             << next_command("the same command goes on from here", words, call.console);
    return kInterrupted;
  }
  store::StudyReader study(file);
  report::Sensitivity sensitivity;
  sensitivity.heading = report::read_sweep(study, {ran.ids.front()}, false).heading;
  sensitivity.design = vary.design.text();
  sensitivity.rows = plan.points.size();
  sensitivity.replications = request.replications;
  sensitivity.parameters = ranges_of(vary, plan);
  sensitivity.answers = analyse(study, plan, ran.ids, asked, request.replications,
                                sensitivity.heading.confidence, request.simulation.seed);
  show(call, request, sensitivity, next_of(call, request, vary, sensitivity));
  return tell_failures(call, study, ran.ids);
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
       {.name = "dry-run", .meaning = "say how many runs and how long; write nothing"},
       {.name = "retry-failed", .meaning = "run replications again that failed before"},
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
