#include "acqsim/next_step.hpp"
#include "acqsim/progress_bar.hpp"
#include "acqsim/study_info.hpp"
#include "acqsim/sweep_job.hpp"
#include "acqsim/sweep_pilot.hpp"
#include "acqsim/sweep_request.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/report/sweep.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <ostream>
#include <system_error>

namespace acqsim::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kToldFailures = 5;

std::string counted(std::uint64_t count, const std::string& what) {
  return fmt::format("{} {}{}", base::format_count(static_cast<double>(count)), what,
                     count == 1 ? "" : "s");
}

/// Everything that is read before the study is.
struct Sweep {
  SweepRequest request;
  FamilyInput input;
  std::vector<experiment::PlannedPoint> points;
  std::uint64_t replications = 0;  ///< of each point
  std::string folder;
  std::string study;  ///< file
};

Sweep read(Call& call) {
  SweepRequest request = read_sweep_request(call);
  FamilyInput input = read_family(call, request.file, request.simulation.settings, request.vary);
  if (!request.is_quiet) {
    for (const std::string& remark : input.input.remarks) {
      call.err << "acqsim: remark: " << remark << '\n';
    }
  }
  auto points = experiment::plan_points(input.family.vary(), request.simulation.seed);
  if (points.empty()) throw UsageError("no point of the design is allowed by `where`");
  const scenario::Vary& vary = input.family.vary();
  if (!request.is_quiet && !vary.where.empty() && points.size() < vary.design.size) {
    call.err << fmt::format("acqsim: remark: {} of the {} points of {} are left out by `where`\n",
                            vary.design.size - points.size(), vary.design.size, vary.design.text());
  }
  const std::uint64_t replications =
      replications_of(request, input.input.loaded.scenario.precision);
  const std::string folder = request.out.value_or(input.input.loaded.scenario.name + "-sweep");
  const std::string study = (fs::path(folder) / request.shard.file_name()).string();
  return {std::move(request), std::move(input), std::move(points), replications, folder, study};
}

store::StudyInfo info_of(const Sweep& sweep) {
  const SweepRequest& request = sweep.request;
  store::StudyInfo info =
      study_info(sweep.input.input, request.simulation.seed, command_words(request, true));
  info.notes["design"] = sweep.input.family.vary().design.text();
  if (!request.shard.is_all()) {
    info.notes["shard"] = fmt::format("{}/{}", request.shard.index + 1, request.shard.count);
  }
  return info;
}

using Key = std::vector<std::string>;

/// What a point sets to other values than the scenario's own, in one order.
Key key_of(const std::vector<store::StoredSetting>& settings,
           const std::vector<store::StoredParameter>& parameters) {
  Key key;
  for (const store::StoredSetting& one : settings) {
    const auto known = std::ranges::find(parameters, one.path, &store::StoredParameter::path);
    if (known != parameters.end() && known->base == one.value) continue;
    key.push_back(one.path + "=" + one.value);
  }
  std::ranges::sort(key);
  return key;
}

/// How many of the wanted replications a study has, told by its settings; none when it is a study
/// of something else, which the sweep will refuse.
std::uint64_t stored_of(const Sweep& sweep, bool& is_other) {
  std::error_code error;
  if (!fs::exists(sweep.study, error)) return 0;
  store::StudyReader study(sweep.study);
  const store::StudyKey key = info_of(sweep).key;
  auto manifest = study.manifest();
  is_other = manifest["kind"] != "sweep" || manifest["scenario_hash"] != key.scenario_hash ||
             manifest["seed"] != fmt::format("{}", key.seed) || manifest["version"] != key.version;
  if (is_other) return 0;
  const auto counts = study.counts();
  std::map<Key, std::uint64_t> known;
  const auto parameters = study.parameters();
  for (const store::StoredPoint& point : study.points()) {
    if (const auto found = counts.find(point.id); found != counts.end()) {
      known[key_of(point.settings, parameters)] = found->second.ok + found->second.failed;
    }
  }
  std::uint64_t stored = 0;
  const auto varied = stored_parameters(sweep.input.family.vary());
  for (const experiment::PlannedPoint& point : sweep.points) {
    const auto found = known.find(key_of(stored_settings(point), varied));
    if (found != known.end()) stored += std::min(found->second, sweep.replications);
  }
  return stored;
}

std::string size_text(double bytes) {
  if (bytes < 1e6) return fmt::format("{:.0f} kB", std::max(bytes / 1e3, 1.0));
  if (bytes < 1e9) return fmt::format("{:.1f} MB", bytes / 1e6);
  return fmt::format("{:.1f} GB", bytes / 1e9);
}

std::string next_sweep(const Call& call, const Sweep& sweep, const std::string& why) {
  auto words = command_words(sweep.request, sweep.request.simulation.is_seed_given);
  if (sweep.request.out) words.insert(words.end(), {"--out", *sweep.request.out});
  if (!sweep.request.shard.is_all() && sweep.request.shard.origin.empty()) {
    words.insert(words.end(), {"--shard", fmt::format("{}/{}", sweep.request.shard.index + 1,
                                                      sweep.request.shard.count)});
  }
  return next_command(why, words, call.console);
}

int dry_run(Call& call, const Sweep& sweep) {
  const Pilot pilot = run_pilot(sweep.input.family, sweep.points, sweep.request.simulation.seed);
  bool is_other = false;
  const std::uint64_t stored = stored_of(sweep, is_other);
  std::uint64_t all = 0;
  for (std::size_t p = 0; p < sweep.points.size(); ++p) {
    for (std::uint64_t r = 0; r < sweep.replications; ++r) all += sweep.request.shard.has(p, r);
  }
  const std::uint64_t left = all - std::min(all, stored);
  const unsigned threads = sweep.request.simulation.threads;
  const double seconds = (static_cast<double>(left) * pilot.mean +
                          static_cast<double>(sweep.points.size()) * 2.0 * pilot.opening) /
                         threads;
  call.out << fmt::format("{} of {}, {} each: {}{}\n", counted(sweep.points.size(), "point"),
                          sweep.input.family.vary().design.text(),
                          counted(sweep.replications, "replication"), counted(all, "run"),
                          sweep.request.shard.is_all() ? "" : " of this shard");
  if (stored > 0) {
    call.out << fmt::format("{} of them are in {} already\n", counted(stored, "run"), sweep.study);
  }
  if (is_other) {
    call.out << sweep.study
             << " is a study of something else, and will be refused; choose another --out\n";
  }
  call.out << fmt::format("about {} on {} ({} of {} to {} s)\n", duration_text(seconds),
                          counted(threads, "thread"), counted(pilot.runs, "pilot run"),
                          fmt::format("{:.3g}", pilot.shortest),
                          fmt::format("{:.3g}", pilot.longest));
  call.out << fmt::format("about {} of disk in {}\n",
                          size_text(pilot.bytes * static_cast<double>(left)), sweep.study);
  call.out << next_sweep(call, sweep, "the sweep itself");
  call.out.flush();
  return kDone;
}

std::unique_ptr<store::SweepStudy> open_study(Call& call, const Sweep& sweep) {
  std::error_code error;
  const bool is_new = fs::create_directories(sweep.folder, error);
  if (error) throw store::StudyError(sweep.folder + ": " + error.message());
  try {
    store::StudyInfo info = info_of(sweep);
    tell_waiting(info, call.err);
    return std::make_unique<store::SweepStudy>(sweep.study, info,
                                               stored_parameters(sweep.input.family.vary()));
  } catch (const store::StudyError&) {
    // Empty folders only: another process that was faster may be writing in it.
    if (is_new) fs::remove(sweep.folder, error);
    throw;
  }
}

/// What ran, and the points to be shown.
struct Ran {
  experiment::SweepOutcome outcome;
  std::vector<std::int64_t> points;
};

Ran run_into_study(Call& call, const Sweep& sweep) {
  const SweepRequest& request = sweep.request;
  check_folder(request.shard, sweep.folder);
  const auto study = open_study(call, sweep);
  ProgressBar bar(call.err, call.console.is_err_terminal && !request.is_quiet);
  if (call.console.listen_for_signals != nullptr) call.console.listen_for_signals();
  SweepWork work;
  work.seed = request.simulation.seed;
  work.replications = sweep.replications;
  work.shard = request.shard;
  work.threads = request.simulation.threads;
  work.retries_failed = request.retries_failed;
  work.stop = call.console.stop;
  work.reading = [&bar](const experiment::Progress& progress) {
    bar.show("reading points: ", progress);
  };
  SweepJob job(sweep.input.family, sweep.points, std::move(work), *study);
  bar.clear();
  if (!request.is_quiet) {
    if (!request.shard.is_all()) {
      call.err << fmt::format("acqsim: shard {} of {}{}\n", request.shard.index + 1,
                              request.shard.count,
                              request.shard.origin.empty() ? "" : ", from " + request.shard.origin);
    }
    if (job.prior() > 0) {
      call.err << fmt::format("acqsim: going on with {} in {}\n",
                              counted(job.prior(), "replication"), sweep.study);
    }
  }
  experiment::SweepOptions options;
  options.threads = request.simulation.threads;
  options.stop = call.console.stop;
  options.is_fail_fast = request.is_fail_fast;
  options.progress = [&](const experiment::Progress& progress) {
    experiment::Progress whole = progress;
    whole.done += job.prior();
    whole.prior += job.prior();
    whole.target += job.prior();
    bar.show(whole);
  };
  const auto outcome = job.run(options);
  bar.clear();
  return {outcome, job.ids()};
}

void tell_failures(Call& call, store::StudyReader& study, const report::SweepResults& results) {
  if (results.failures == 0) return;
  for (const auto& [point, failure] : study.first_failures(kToldFailures)) {
    call.err << fmt::format("acqsim: point {}, replication {}, seed {} failed: {}\n", point,
                            failure.index, results.heading.seed, failure.message);
  }
  call.err << fmt::format("acqsim: {} of {} failed\n",
                          base::format_count(static_cast<double>(results.failures)),
                          counted(results.failures + results.replications, "replication"));
}

std::string next_step_of(const Call& call, const Sweep& sweep, const Ran& ran) {
  if (ran.outcome.is_interrupted || ran.outcome.is_cut_short) {
    return next_sweep(call, sweep, "the same command goes on from here");
  }
  if (!sweep.request.shard.is_all()) {
    return next_command("when all shards are done, one study of them",
                        {"merge", sweep.folder, "--out", study_file(sweep.folder)}, call.console);
  }
  return next_command("every replication, for another program", {"export", sweep.folder},
                      call.console);
}

int run_sweep_verb(Call& call) {
  const Sweep sweep = read(call);
  if (sweep.request.is_dry) return dry_run(call, sweep);
  const Ran ran = run_into_study(call, sweep);
  if (ran.points.empty()) {  // while points were read
    if (sweep.request.simulation.format == "table") call.out << next_step_of(call, sweep, ran);
    call.out.flush();
    call.err << "acqsim: interrupted\n";
    return kInterrupted;
  }
  store::StudyReader study(sweep.study);
  const std::string& format = sweep.request.simulation.format;
  const auto results = report::read_sweep(study, ran.points, format != "table");
  if (format == "json") {
    call.out << report::render_sweep_json(results);
  } else if (format == "csv") {
    call.out << report::render_sweep_csv(results);
  } else {
    report::TableStyle style;
    style.width = call.console.width;
    style.is_coloured = call.console.has_colour && !call.arguments.has("no-color");
    style.has_all_rows = call.arguments.has("all");
    call.out << report::render_sweep_table(results, style) << '\n'
             << next_step_of(call, sweep, ran);
  }
  call.out.flush();
  tell_failures(call, study, results);
  if (ran.outcome.is_interrupted) {
    call.err << "acqsim: interrupted\n";
    return kInterrupted;
  }
  return results.failures > 0 ? kSomeFailed : kDone;
}

}  // namespace

Verb sweep_verb() {
  return {
      .name = "sweep",
      .meaning = "Runs a scenario over ranges of its values, into a study that can go on.",
      .usage = "FILE [OPTION...]",
      .details =
          "What varies is said by the scenario's `vary`, or by --vary. Every point gets the same "
          "number of replications on the same random numbers, so that what differs between points "
          "is what their values make differ. Without --reps or --precision that number is the "
          "scenario's precision.min_replications.\n\n"
          "Every finished replication is kept in a study. The same command goes on after an "
          "interruption of any kind; asked for more replications or other points it adds what is "
          "missing: equal work is never done twice. Replications that fail are kept with their "
          "message, and the sweep goes on; they fail again in the same way unless it was for want "
          "of memory, say: then --retry-failed runs them again. Ctrl-C finishes what runs and "
          "saves; a second one ends "
          "at once.\n\n"
          "With --shard several processes or machines share the work; each writes a study of its "
          "own, and 'acqsim merge' joins them. Within a Slurm job array, a Kubernetes indexed job "
          "or an AWS Batch array the shard is that of the job, of ACQSIM_SHARDS, which the last "
          "two "
          "want and Slurm's needs when a part of an array is submitted again.",
      .options = sweep_options(),
      .examples = {{"sweep scenarios/lock-in-varied.yaml --reps 2 --out build/lock-in",
                    "the baseline from no lock-in to twice as much, point by point"},
                   {"sweep scenarios/lock-in-varied.yaml --reps 500 --dry-run",
                    "how many runs that is, how long and how large"}},
      .run = run_sweep_verb,
      .reads_scenarios = true};
}

}  // namespace acqsim::cli
