// Sweeps against their figures: what the study costs a replication of 20 ms with as many columns as
// the baseline has; two threads against one; memory of a sweep of a million replications; and how
// soon a study of a million goes on. The replications are stand-ins of a given length, so that the
// figures are of the sweep and not of the model; the last two figures use a real small scenario's
// points. Takes two minutes and 600 MB of disk. Exits with 1 if a goal is missed.

#include "acqsim/catalogue.hpp"
#include "acqsim/study_info.hpp"
#include "acqsim/sweep_job.hpp"

#include <acqsim/store/sha256.hpp>
#include <acqsim/store/study_reader.hpp>

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <exception>
#include <filesystem>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace {

using namespace acqsim;
using Clock = std::chrono::steady_clock;

bool all_within = true;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

void report(const std::string& what, double value, bool is_most, double goal,
            const std::string& unit) {
  const bool is_within = is_most ? value <= goal : value >= goal;
  all_within = all_within && is_within;
  fmt::print("{:<58} {:>8.2f} {:<2} goal {} {:g}{}\n", what, value, unit,
             is_most ? "<=" : ">=", goal, is_within ? "" : "  MISSED");
  std::fflush(stdout);
}

double cpu_seconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// The columns and one replication of the baseline, so that sizes are true.
struct Sample {
  experiment::Columns columns;
  model::Replication replication;
};

Sample sample_of(const std::string& file) {
  const model::Market market(scenario::load(file, cli::catalogue()).scenario);
  return {experiment::market_source(market, 1).columns, market.replicate(1, 0)};
}

/// Burns processor time, as a replication does.
void burn(double seconds) {
  const double start = cpu_seconds(CLOCK_THREAD_CPUTIME_ID);
  double x = 1.0;
  while (cpu_seconds(CLOCK_THREAD_CPUTIME_ID) - start < seconds) {
    for (int i = 0; i < 2000; ++i) x = std::sqrt(x + 1.0);
  }
  if (x < 0.0) std::abort();
}

/// Takes results into a study, with commits as they come.
class Sink : public experiment::SweepSink {
 public:
  Sink(store::SweepStudy& study, std::int64_t id) : study_(study), id_(id) {}
  void replication(std::size_t, const model::Replication& replication) override {
    study_.replication(id_, replication);
  }
  void failure(std::size_t, const experiment::Failure& failure) override {
    study_.failure(id_, failure);
  }

 private:
  store::SweepStudy& study_;
  std::int64_t id_;
};

struct Timing {
  double wall = 0.0;
  double overhead = 0.0;  ///< processor time beside that of the replications, as a part of theirs
};

Timing time_sweep(const Sample& sample, const std::string& path, unsigned threads,
                  std::uint64_t replications) {
  std::filesystem::remove(path);
  constexpr double kSeconds = 0.020;
  store::StudyInfo info;
  info.key = {"bench", 1, "bench"};
  store::SweepStudy study(path, info, {});
  study.begin(sample.columns);
  Sink sink(study, study.point("bench", {}, replications));
  experiment::WorkList work;
  work.add(0, 0, replications);
  std::atomic<std::int64_t> nanoseconds{0};
  auto source = std::make_shared<experiment::Source>();
  source->columns = sample.columns;
  source->replicate = [&](std::uint64_t index) {
    const double start = cpu_seconds(CLOCK_THREAD_CPUTIME_ID);
    burn(kSeconds);
    model::Replication replication = sample.replication;
    replication.index = index;
    nanoseconds += static_cast<std::int64_t>(1e9 * (cpu_seconds(CLOCK_THREAD_CPUTIME_ID) - start));
    return replication;
  };
  experiment::SweepOptions options;
  options.threads = threads;
  const double cpu = cpu_seconds(CLOCK_PROCESS_CPUTIME_ID);
  const auto start = Clock::now();
  experiment::run_sweep(
      work, sample.columns, [&](std::size_t) { return source; }, sink, options);
  study.commit();
  Timing timing;
  timing.wall = seconds_since(start);
  const double of_replications = 1e-9 * static_cast<double>(nanoseconds);
  timing.overhead =
      (cpu_seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu - of_replications) / of_replications;
  return timing;
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

/// A study of a thousand points, each with so many replications, of which `run` are there.
void bench_million(const std::string& path) {
  const std::string file = ACQSIM_SOURCE_DIR "/tests/support/small.yaml";
  const std::vector<std::string> varied{"lock_in.strength=0..2/1000"};
  constexpr std::uint64_t kReplications = 1000;
  std::filesystem::remove(path);
  const auto family = scenario::Family::of_file(file, cli::catalogue(), {}, {varied, {}});
  const auto points = experiment::plan_points(family.vary(), 1);
  cli::Input input;
  input.loaded = family.base();
  const store::StudyInfo info = cli::study_info(input, 1, {"sweep"});
  {
    // What is stored is small, so that a million fit: the rows are what counts here.
    const model::Market market(family.base().scenario);
    const experiment::Columns columns = experiment::market_source(market, 1).columns;
    model::Replication replication = market.replicate(1, 0);
    store::SweepStudy study(path, info, cli::stored_parameters(family.vary()));
    study.begin(columns);
    const auto start = Clock::now();
    for (const experiment::PlannedPoint& point : points) {
      const auto id =
          study.point(store::sha256(cli::meaning_of(family.with(point.settings).canonical)),
                      cli::stored_settings(point), kReplications);
      for (std::uint64_t i = 0; i < kReplications; ++i) {
        replication.index = i;
        study.replication(id, replication);
      }
      study.complete(id);
    }
    study.commit();
    fmt::print("a million replications written in {:.1f} s, {:.0f} MB\n", seconds_since(start),
               static_cast<double>(std::filesystem::file_size(path)) / 1e6);
  }
  report("peak memory with a million replications written", peak_megabytes(), true, 300.0, "MB");

  // From the command's start, as the verb does it, to the first new replication.
  const auto start = Clock::now();
  const auto again = scenario::Family::of_file(file, cli::catalogue(), {}, {varied, {}});
  const auto plan = experiment::plan_points(again.vary(), 1);
  store::SweepStudy study(path, info, cli::stored_parameters(again.vary()));
  cli::SweepWork work;
  work.replications = kReplications + 1;
  work.threads = 2;
  cli::SweepJob job(again, plan, work, study);
  std::atomic<bool> stop{false};
  double first = 0.0;
  experiment::SweepOptions options;
  options.stop = &stop;
  options.progress = [&](const experiment::Progress& progress) {
    if (progress.done == 0 || first > 0.0) return;
    first = seconds_since(start);
    stop = true;
  };
  job.run(options);
  report("a study of a million: its first new replication is there after", first, true, 1.0, "s");
  store::StudyReader reader(path);
  const auto counting = Clock::now();
  std::uint64_t count = 0;
  for (const auto& [point, counts] : reader.counts()) count += counts.ok;
  fmt::print("{} counted, as `status` does, in {:.2f} s\n", count, seconds_since(counting));
  report("peak memory with a study of a million going on", peak_megabytes(), true, 300.0, "MB");
}

int bench() {
  const auto folder = std::filesystem::temp_directory_path() / "acqsim-sweep-bench";
  std::filesystem::create_directories(folder);
  const std::string path = (folder / "study.sqlite").string();
  bench_million(path);
  const Sample sample = sample_of(ACQSIM_SOURCE_DIR "/scenarios/baseline.yaml");
  fmt::print("replications of 20 ms with the baseline's {} columns\n",
             sample.columns.measures.size() + sample.columns.questions.size());
  const Timing one = time_sweep(sample, path, 1, 500);
  report("processor time beside the replications, one thread", 100.0 * one.overhead, true, 3.0,
         "%");
  const Timing two = time_sweep(sample, path, 2, 500);
  report("processor time beside the replications, two threads", 100.0 * two.overhead, true, 3.0,
         "%");
  report("two threads, times as fast as one", one.wall / two.wall, false, 1.9, "x");
  std::filesystem::remove_all(folder);
  return all_within ? 0 : 1;
}

}  // namespace

int main() {
  try {
    return bench();
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
  }
}
