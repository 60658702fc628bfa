/// W2, PHOLD: as many messages as places; each goes to a random place after 0.1 + 0.9 Exp(1), and
/// changes what it finds there. Goal: 19, 14 and 3.6 million events a second at 10^2, 10^4 and
/// 10^6.

#include "bench/des_bench.hpp"

#include <acqsim/des/simulation.hpp>

#include <numeric>

namespace {

using namespace acqsim;

struct Places {
  std::vector<std::uint64_t> visits;
  bench::Delays delays;
  std::uint64_t state = 88172645463325252ULL;

  std::size_t random() {  // xorshift64: the cheapest that will do
    state ^= state << 13U;
    state ^= state >> 7U;
    state ^= state << 17U;
    return static_cast<std::size_t>(((state >> 32U) * visits.size()) >> 32U);
  }
};

des::Process message(des::Simulation& simulation, Places& places) {
  for (;;) {
    co_await simulation.delay(base::Days(0.1 + 0.9 * places.delays.next()));
    ++places.visits[places.random()];
  }
}

}  // namespace

int main(int argc, char** argv) {
  const bench::Output out(argc, argv);
  out.text("{:>9} {:>14} {:>10} {:>7}\n", "processes", "kernel M/s", "goal M/s", "ratio");
  const double goals[] = {19.0, 14.0, 3.6};
  int row = 0;
  for (const std::size_t count : {std::size_t{100}, std::size_t{10'000}, std::size_t{1'000'000}}) {
    const double holds = 4e6;
    Places places;
    places.visits.resize(count);
    des::Simulation simulation;
    for (std::size_t i = 0; i < count; ++i) simulation.spawn(message(simulation, places));
    simulation.run_until(base::Days(0));
    const double days = holds / static_cast<double>(count);
    const double seconds =
        bench::median_seconds([&] { simulation.run_until(simulation.now() + base::Days(days)); });
    const std::uint64_t events = simulation.events() - count;
    const auto visits =
        std::accumulate(places.visits.begin(), places.visits.end(), std::uint64_t{0});
    bench::require(visits == events, "every event is a visit");
    bench::require(std::abs(static_cast<double>(events) / (5 * holds) - 1.0) < 0.1,
                   "one event a message and day");
    const double rate = static_cast<double>(events) / 5 / seconds;
    out.text("{:>9} {:>14.2f} {:>10.1f} {:>7.2f}\n", count, rate / 1e6, goals[row],
             rate / 1e6 / goals[row]);
    out.figure("ours", "W2", count, rate / 1e6);
    ++row;
  }
}
