#include "acqsim/sweep_pilot.hpp"

#include "acqsim/sweep_job.hpp"

#include <acqsim/store/study_reader.hpp>

#include <algorithm>
#include <chrono>
#include <set>

namespace acqsim::cli {
namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Pilot run_pilot(const scenario::Family& family, const std::vector<experiment::PlannedPoint>& points,
                std::uint64_t seed) {
  Pilot pilot;
  double total = 0.0;
  for (const std::size_t place : std::set<std::size_t>{0, points.size() / 2, points.size() - 1}) {
    const auto start = std::chrono::steady_clock::now();
    const auto source = open_point(family, points[place], seed);
    pilot.opening += seconds_since(start);
    const auto ready = std::chrono::steady_clock::now();
    const model::Replication replication = source->replicate(0);
    const double took = seconds_since(ready);
    pilot.shortest = pilot.runs == 0 ? took : std::min(pilot.shortest, took);
    pilot.longest = std::max(pilot.longest, took);
    total += took;
    pilot.bytes += store::bytes_of(replication);
    ++pilot.runs;
  }
  const auto runs = static_cast<double>(pilot.runs);
  pilot.mean = total / runs;
  pilot.opening /= runs;
  pilot.bytes /= runs;
  return pilot;
}

}  // namespace acqsim::cli
