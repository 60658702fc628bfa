/// How the cost of an event grows with the number that are pending, for delays of all kinds: there
/// should be no cliff. And the memory that a live process and a pending event take. Goal: 250 MB
/// for a million processes with an event each.

#include "bench/des_bench.hpp"

#include <acqsim/des/simulation.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace acqsim;

/// Delays of one kind from a table.
std::vector<double> table_of(std::string_view kind) {
  std::vector<double> table(std::size_t{1} << 13U);
  std::mt19937_64 engine(3);
  for (double& delay : table) {
    const double u = (static_cast<double>(engine() >> 11U) + 0.5) * 0x1p-53;
    if (kind == "exponential") delay = -std::log(u);
    if (kind == "constant") delay = 1.0;
    if (kind == "bursts") delay = 1.0 + std::floor(3.0 * u);
    if (kind == "two peaks") delay = u < 0.5 ? 0.001 * (1.0 + u) : 1000.0 * (0.5 + u);
    if (kind == "heavy tail") delay = std::pow(u, -1.0 / 1.1);
  }
  return table;
}

des::Process sleeper(des::Simulation& simulation, const std::vector<double>& table,
                     std::size_t position) {
  for (;;) {
    co_await simulation.delay(base::Days(table[position & (table.size() - 1)]));
    position += 7919;
  }
}

/// Events a second, timed between counts of events and not between times.
double rate(std::string_view kind, std::size_t count) {
  constexpr std::uint64_t kEvents = 2'000'000;
  const std::vector<double> table = table_of(kind);
  des::Simulation simulation;
  for (std::size_t i = 0; i < count; ++i) simulation.spawn(sleeper(simulation, table, i * 31));
  // In steps that do about the same number of events each, whatever the delays.
  double step = 1e-6;
  const auto run = [&simulation, &step](std::uint64_t events) {
    const std::uint64_t until = simulation.events() + events;
    while (simulation.events() < until) {
      const std::uint64_t before = simulation.events();
      simulation.run_until(simulation.now() + base::Days(step));
      if (simulation.events() - before < events / 64) step *= 2.0;
      if (simulation.events() - before > events / 8) step /= 2.0;
    }
  };
  run(count + kEvents / 4);
  const std::uint64_t before = simulation.events();
  const double seconds = bench::median_seconds([&run] { run(kEvents / 5); });
  bench::require(simulation.events() - before >= kEvents, "as many events as asked for");
  bench::require(simulation.alive() == count && simulation.pending() == count, "all go on");
  // What was done in the median run, about: the steps overshoot by up to an eighth.
  return static_cast<double>(simulation.events() - before) / 5.0 / seconds;
}

double resident_megabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024.0;
  }
  return 0.0;
}

des::Process idler(des::Simulation& simulation) {
  co_await simulation.delay(base::Days(std::numeric_limits<double>::infinity()));
}

/// Resident memory that simulations of `count` processes take, a process each with a pending event
/// or none; many simulations where they are small, in a child so that it begins with nothing.
/// Bytes.
double bytes_per_process(std::size_t count, bool is_pending) {
  std::array<int, 2> pipe_ends{};
  bench::require(pipe(pipe_ends.data()) == 0, "a pipe");
  const pid_t child = fork();
  bench::require(child >= 0, "a child");
  if (child == 0) {
    const std::vector<double> table = table_of("exponential");
    const std::size_t simulations = std::max<std::size_t>(1'000'000 / count, 1);
    std::vector<std::unique_ptr<des::Simulation>> all;
    all.reserve(simulations);
    const double before = resident_megabytes();
    for (std::size_t k = 0; k < simulations; ++k) {
      des::Simulation& simulation = *all.emplace_back(std::make_unique<des::Simulation>());
      for (std::size_t i = 0; i < count; ++i) {
        simulation.spawn(is_pending ? sleeper(simulation, table, i) : idler(simulation));
      }
      simulation.run_until(base::Days(2.0));
      bench::require(simulation.pending() == (is_pending ? count : 0), "as many events as meant");
    }
    const double bytes = (resident_megabytes() - before) * 1024.0 * 1024.0 /
                         static_cast<double>(simulations * count);
    const bool is_told = write(pipe_ends[1], &bytes, sizeof bytes) == sizeof bytes;
    _exit(is_told ? 0 : 1);
  }
  double bytes = 0.0;
  bench::require(read(pipe_ends[0], &bytes, sizeof bytes) == sizeof bytes, "a child's answer");
  int status = 0;
  waitpid(child, &status, 0);
  close(pipe_ends[0]);
  close(pipe_ends[1]);
  return bytes;
}

void memory_table() {
  fmt::print("{:>12} {:>16} {:>16} {:>12}\n", "processes", "B/live process", "B/pending event",
             "B together");
  for (const std::size_t count : {std::size_t{100}, std::size_t{10'000}, std::size_t{1'000'000}}) {
    const double live = bytes_per_process(count, false);
    const double both = bytes_per_process(count, true);
    fmt::print("{:>12} {:>16.0f} {:>16.0f} {:>12.0f}\n", count, live, both - live, both);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const bench::Output out(argc, argv);
  constexpr std::array<std::size_t, 6> kCounts{10, 100, 1000, 10'000, 100'000, 1'000'000};
  const double before = resident_megabytes();
  {
    const std::vector<double> table = table_of("exponential");
    des::Simulation simulation;
    for (std::size_t i = 0; i < 1'000'000; ++i) simulation.spawn(sleeper(simulation, table, i));
    simulation.run_until(base::Days(2.0));
    const double used = resident_megabytes() - before;
    bench::require(simulation.alive() == 1'000'000, "all are alive");
    out.text("a million live processes, each with a pending event: {:.0f} MB (goal 250)\n", used);
    out.figure("ours", "memory", 1'000'000, used);
    if (out.tsv()) return 0;
  }
  memory_table();
  out.text("{:>12}", "M events/s");
  for (const std::size_t count : kCounts) fmt::print(" {:>9}", count);
  out.text("\n");
  for (const char* kind : {"exponential", "constant", "bursts", "two peaks", "heavy tail"}) {
    out.text("{:>12}", kind);
    for (const std::size_t count : kCounts) fmt::print(" {:>9.2f}", rate(kind, count) / 1e6);
    out.text("\n");
  }
}
