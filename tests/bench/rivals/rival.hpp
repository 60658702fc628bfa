#pragma once

#include "bench/des_bench.hpp"

#include <deque>
#include <functional>
#include <initializer_list>
#include <sys/wait.h>
#include <unistd.h>

/// What the rivals' programs share. Most engines allow one simulation a process, hence a child for
/// every case: it runs, checks its result and prints its figure.
namespace acqsim::bench {

struct Case {
  const char* workload;
  std::size_t size;
  std::function<double()> rate;  // a second
};

/// The exit status of the program, which runs all cases or those of the workload that it is given.
inline int run_cases(int argc, char** argv, const char* engine, std::initializer_list<Case> cases) {
  int failures = 0;
  for (const Case& each : cases) {
    if (argc > 1 && std::string_view(argv[1]) != each.workload) continue;
    std::fflush(stdout);
    const pid_t child = fork();
    if (child == 0) {
      fmt::print("{}\t{}\t{}\t{:.6g}\n", engine, each.workload, each.size, each.rate() / 1e6);
      std::fflush(stdout);
      _exit(0);  // what the engine would still tear down is of no interest
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0) {
      fmt::print(stderr, "{}: {} {} failed\n", engine, each.workload, each.size);
      ++failures;
    }
  }
  return failures == 0 ? 0 : 1;
}

/// Events a second, the median of five runs of `events` each, after a check of their number: one a
/// day for each of `count` processes. Runs for a number of days by `run`; `done` counts events.
template <class Run, class Done>
double median_rate(std::size_t count, std::uint64_t events, Run run, Done done) {
  const double days = static_cast<double>(events) / static_cast<double>(count);
  const std::uint64_t before = done();
  std::vector<double> rates;
  for (int i = 0; i < 5; ++i) {
    const std::uint64_t first = done();
    const auto start = std::chrono::steady_clock::now();
    run(days);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    rates.push_back(static_cast<double>(done() - first) / seconds.count());
  }
  // All begin at once, which where a delay is 0.1 at least puts off a tenth of a day's events.
  const double expected = 5.0 * static_cast<double>(events);
  require(std::abs(static_cast<double>(done() - before) - expected) <
              0.05 * expected + 0.1 * static_cast<double>(count),
          "one event a process and day");
  std::sort(rates.begin(), rates.end());
  return rates[2];
}

/// W2: where the messages go.
struct Places {
  explicit Places(std::size_t count) : visits(count) {}
  void visit() {  // xorshift64: the cheapest that will do
    state ^= state << 13U;
    state ^= state >> 7U;
    state ^= state << 17U;
    ++visits[static_cast<std::size_t>(((state >> 32U) * visits.size()) >> 32U)];
  }
  double delay() { return 0.1 + 0.9 * delays.next(); }
  std::uint64_t total() const {
    std::uint64_t sum = 0;
    for (const std::uint64_t count : visits) sum += count;
    return sum;
  }

  std::vector<std::uint64_t> visits;
  Delays delays;
  std::uint64_t state = 88172645463325252ULL;
};

/// W3: the demand and what came of it. The same numbers for every engine.
struct Office {
  explicit Office(std::uint64_t served_per_run) : customers(served_per_run) {}
  void begin_run() { arrived = served = 0, time_in_system = 0.0; }
  double gap() { return gaps.next() / 0.9; }
  double service() { return services.next(); }
  void leave(double arrival, double now) {
    ++served;
    time_in_system += now - arrival;
  }
  /// Customers a second, after a check of the last run.
  double rate(double seconds) const {
    const auto count = static_cast<double>(customers);
    require(served == customers, "all are served");
    require(std::abs(time_in_system / count - 10.0) < (count < 5e5 ? 2.5 : 1.0),
            "the mean time in the system is about 1 / (1 - 0.9)");
    return count / seconds;
  }

  std::uint64_t customers;
  Delays gaps{1, std::size_t{1} << 20U};
  Delays services{2, std::size_t{1} << 20U};
  std::uint64_t arrived = 0;
  std::uint64_t served = 0;
  double time_in_system = 0.0;
};

}  // namespace acqsim::bench
