/// How a replication grows with the number of agencies: the scenario state-and-local with its
/// populations scaled down to 50, 500, 5,000 and 50,000 generated agencies, besides the 50 of the
/// baseline. Goal: time and memory above those of the baseline alone grow no faster than N log N.

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
  const Cost alone = cost_of(0.0);
  fmt::print("{:>9} {:>9} {:>10} {:>9} {:>12} {:>14} {:>9}\n", "generated", "seconds", "us/agency",
             "peak MB", "KB/agency", "events", "of N log N");
  fmt::print("{:>9} {:>9.3f} {:>10} {:>9.0f} {:>12} {:>14} {:>9}\n", 0, alone.seconds, "",
             alone.megabytes, "", alone.events, "");
  double first = 0.0;
  for (const double agencies : {50.0, 500.0, 5'000.0, 50'000.0}) {
    const Cost cost = cost_of(agencies);
    const double added = cost.seconds / (agencies * std::log2(agencies));
    if (first == 0.0) first = added;
    fmt::print("{:>9.0f} {:>9.3f} {:>10.1f} {:>9.0f} {:>12.1f} {:>14} {:>9.2f}\n", agencies,
               cost.seconds, 1e6 * (cost.seconds - alone.seconds) / agencies, cost.megabytes,
               1024.0 * (cost.megabytes - alone.megabytes) / agencies, cost.events, added / first);
    bench::require(added <= first, "time grows no faster than N log N");
  }
}
