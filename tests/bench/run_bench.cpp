// The main job against its figures: one baseline replication, 1,000 on one and two threads, peak
// memory, check. Each line states the goal and the ratio to it. Exits with 1 if a goal is missed by
// more than a tenth or the number of events is not the one that the seed gives on every machine.

#include <acqsim/experiment/market_source.hpp>
#include <acqsim/experiment/runner.hpp>
#include <acqsim/model/catalog.hpp>
#include <acqsim/scenario/loader.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace {

using namespace acqsim;
using Clock = std::chrono::steady_clock;

constexpr double kTolerance = 1.1;

bool all_within = true;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

void report(const std::string& what, double value, double goal, const std::string& unit) {
  const bool is_within = value <= goal * kTolerance;
  all_within = all_within && is_within;
  fmt::print("{:<44} {:>9.2f} {:<2}  goal {:>6.0f} {:<2}  ratio {:.2f}{}\n", what, value, unit,
             goal, unit, value / goal, is_within ? "" : "  MISSED");
  std::fflush(stdout);
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

std::uint64_t run(const experiment::Source& source, std::uint64_t replications, unsigned threads,
                  double& seconds) {
  experiment::Plan plan;
  plan.replications = replications;
  experiment::RunOptions options;
  options.threads = threads;
  experiment::NullSink sink;
  const auto start = Clock::now();
  const auto outcome = experiment::run(source, plan, sink, options);
  seconds = seconds_since(start);
  if (outcome.summary.failures() > 0) {
    fmt::print("{} replications failed\n", outcome.summary.failures());
    all_within = false;
  }
  return outcome.summary.events();
}

int bench() {
  const std::string file = ACQSIM_SOURCE_DIR "/scenarios/baseline.yaml";
  const scenario::Catalogue catalogue{model::action_rows(), model::event_rows(),
                                      model::measure_rows()};
  std::vector<double> checks;
  for (int i = 0; i < 11; ++i) {
    const auto start = Clock::now();
    const auto loaded = scenario::load(file, catalogue);
    checks.push_back(1e3 * seconds_since(start));
  }
  report("check of the baseline, median of 11", median(checks), 100.0, "ms");

  const model::Market market(scenario::load(file, catalogue).scenario);
  std::vector<double> single;
  std::uint64_t events_alone = 0;
  for (std::uint64_t i = 0; i < 50; ++i) {
    const auto start = Clock::now();
    events_alone += market.replicate(1, i).events;
    single.push_back(1e3 * seconds_since(start));
  }
  report("one baseline replication, median of 50", median(single), 60.0, "ms");

  const auto source = experiment::market_source(market, 1);
  double seconds = 0.0;
  const std::uint64_t events_one = run(source, 1000, 1, seconds);
  report("1,000 replications on one thread", seconds, 120.0, "s");
  const std::uint64_t events_two = run(source, 1000, 2, seconds);
  report("1,000 replications on two threads", seconds, 60.0, "s");
  fmt::print("{:<44} {:>9.2f} M/s on two threads\n", "events",
             static_cast<double>(events_two) / seconds / 1e6);

  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  report("peak memory", static_cast<double>(usage.ru_maxrss) / 1024.0, 200.0, "MB");

  std::uint64_t repeated = 0;
  run(source, 50, 2, seconds);
  for (std::uint64_t i = 0; i < 50; ++i) repeated += market.replicate(1, i).events;
  if (events_one != events_two || repeated != events_alone) {
    fmt::print("the number of events differs between runs: {} and {}\n", events_one, events_two);
    all_within = false;
  }
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
