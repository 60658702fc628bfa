/// W1: N processes, each of which sleeps Exp(1) again and again. The rival is a bare hold loop on
/// std::priority_queue, without processes. Goal: at least 1.2, 1.6 and 2.0 times that at 10^2, 10^4
/// and 10^6.

#include "bench/des_bench.hpp"

#include <acqsim/des/simulation.hpp>

namespace {

using namespace acqsim;

des::Process sleeper(des::Simulation& simulation, bench::Delays& delays) {
  for (;;) co_await simulation.delay(base::Days(delays.next()));
}

}  // namespace

int main(int argc, char** argv) {
  const bench::Output out(argc, argv);
  out.text("{:>9} {:>14} {:>16} {:>7} {:>6}\n", "processes", "kernel M/s", "std::p_q M/s", "ratio",
           "goal");
  const double goals[] = {1.2, 1.6, 2.0};
  int row = 0;
  for (const std::size_t count : {std::size_t{100}, std::size_t{10'000}, std::size_t{1'000'000}}) {
    const double holds = 4e6;
    bench::Delays delays;
    des::Simulation simulation;
    for (std::size_t i = 0; i < count; ++i) simulation.spawn(sleeper(simulation, delays));
    simulation.run_until(base::Days(0));
    const std::uint64_t before = simulation.events();
    const double days = holds / static_cast<double>(count);
    const double seconds =
        bench::median_seconds([&] { simulation.run_until(simulation.now() + base::Days(days)); });
    const auto events = static_cast<double>(simulation.events() - before);
    bench::require(std::abs(events / (5 * holds) - 1.0) < 0.05, "one event a process and day");
    const double rate = events / 5 / seconds;
    const double rival = bench::priority_queue_hold(count, static_cast<std::uint64_t>(holds));
    out.text("{:>9} {:>14.2f} {:>16.2f} {:>7.2f} {:>6.1f}\n", count, rate / 1e6, rival / 1e6,
             rate / rival, goals[row++]);
    out.figure("ours", "W1", count, rate / 1e6);
    out.figure("floor", "W1", count, rival / 1e6);
  }
}
