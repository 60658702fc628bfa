/// How a replication grows with the number of agencies: the scenario state-and-local with its
/// populations scaled down to 50, 500, 5,000 and 50,000 generated agencies, besides the 50 of the
/// baseline. Goal: from each size to the next, time and memory grow no faster than N log N of all
/// agencies.

#include "bench/des_bench.hpp"

#include <acqsim/model/catalog.hpp>
#include <acqsim/model/market.hpp>
#include <acqsim/scenario/loader.hpp>

#include <fstream>
#include <map>
#include <string>

namespace {

using namespace acqsim;

constexpr double kAll = 51'332.0;  // agencies of the scenario's populations
constexpr double kBaseline = 50.0;
const std::map<std::string, double> kPopulations{{"counties", 3031},
                                                 {"municipalities", 19'491},
                                                 {"school-districts", 12'546},
                                                 {"states", 50},
                                                 {"townships", 16'214}};

model::Market market_of(double agencies) {
  std::vector<scenario::Override> overrides;
  for (const auto& [id, count] : kPopulations) {
    overrides.push_back({"populations." + id + ".count",
                         fmt::format("{:.0f}", std::round(count * agencies / kAll))});
  }
  const scenario::Catalogue catalogue{model::action_rows(), model::event_rows(),
                                      model::measure_rows()};
  return model::Market(
      scenario::load(ACQSIM_SOURCE_DIR "/scenarios/state-and-local.yaml", catalogue, overrides)
          .scenario);
}

double peak_megabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024.0;
  }
  return 0.0;
}

struct Cost {
  double seconds;
  double megabytes;
  std::uint64_t events;
};

// Sizes are taken in rising order, so that the peak is that of the last.
Cost cost_of(double agencies) {
  const model::Market market = market_of(agencies);
  std::uint64_t index = 0;
  std::uint64_t events = 0;
  const double seconds =
      bench::median_seconds([&] { events = market.replicate(1, index++).events; });
  bench::require(events > 0, "something happens");
  return {seconds, peak_megabytes(), events};
}

}  // namespace

int main() {
  fmt::print("{:>9} {:>9} {:>9} {:>14} {:>24}\n", "generated", "seconds", "peak MB", "events",
             "step over that of N log N");
  Cost before = cost_of(0.0);
  fmt::print("{:>9} {:>9.3f} {:>9.0f} {:>14}\n", 0, before.seconds, before.megabytes,
             before.events);
  double agencies_before = 0.0;
  for (const double generated : {50.0, 500.0, 5'000.0, 50'000.0}) {
    const Cost cost = cost_of(generated);
    const double agencies = generated + kBaseline;
    fmt::print("{:>9.0f} {:>9.3f} {:>9.0f} {:>14}", generated, cost.seconds, cost.megabytes,
               cost.events);
    if (agencies_before > 0.0) {
      const double allowed =
          agencies * std::log2(agencies) / (agencies_before * std::log2(agencies_before));
      const double time = cost.seconds / before.seconds / allowed;
      const double memory = cost.megabytes / before.megabytes / allowed;
      fmt::print("  time {:.2f}, memory {:.2f}", time, memory);
      bench::require(time <= 1.0, "time grows no faster than N log N");
      bench::require(memory <= 1.0, "memory grows no faster than N log N");
    }
    fmt::print("\n");
    before = cost;
    agencies_before = agencies;
  }
}
