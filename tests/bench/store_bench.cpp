/// W3 in the queue idiom: M/M/1 at load 0.9 with two processes that live for ever, one that puts
/// customers into a store and one that serves them. Goal: 20 million customers a second.

#include "bench/des_bench.hpp"

#include <acqsim/des/store.hpp>

namespace {

using namespace acqsim;

constexpr std::uint64_t kCustomers = 2'000'000;

struct Totals {
  std::uint64_t served = 0;
  double time_in_system = 0.0;
};

des::Process arrivals(des::Simulation& simulation, des::Store<double>& line, bench::Delays& gaps) {
  for (std::uint64_t i = 0; i < kCustomers; ++i) {
    co_await simulation.delay(base::Days(gaps.next() / 0.9));
    line.put(simulation.now().value());
  }
}

des::Process server(des::Simulation& simulation, des::Store<double>& line, bench::Delays& services,
                    Totals& totals) {
  for (;;) {
    const double arrival = co_await line.get();
    co_await simulation.delay(base::Days(services.next()));
    ++totals.served;
    totals.time_in_system += simulation.now().value() - arrival;
  }
}

}  // namespace

int main(int argc, char** argv) {
  const bench::Output out(argc, argv);
  des::Simulation simulation;
  bench::Delays gaps(1, std::size_t{1} << 20U);
  bench::Delays services(2, std::size_t{1} << 20U);
  Totals totals;
  std::uint64_t events = 0;
  const double seconds = bench::median_seconds([&] {
    simulation.clear();
    totals = Totals();
    des::Store<double> line(simulation);
    simulation.spawn(arrivals(simulation, line, gaps));
    simulation.spawn(server(simulation, line, services, totals));
    simulation.run();
    events = simulation.events();
    simulation.clear();
  });
  const auto count = static_cast<double>(kCustomers);
  const double mean = totals.time_in_system / count;
  bench::require(totals.served == kCustomers, "all are served");
  // Two delays a customer, and a hand-over for each that finds the server idle: 10%.
  bench::require(std::abs(static_cast<double>(events) / count - 2.1) < 0.02, "2.1 events each");
  bench::require(std::abs(mean - 10.0) < 1.0, "the mean time in the system is 1 / (1 - 0.9)");
  out.text("{:>14} {:>9} {:>7}   mean time in system {:.3f}\n", "customers M/s", "goal M/s",
           "ratio", mean);
  out.text("{:>14.2f} {:>9.1f} {:>7.2f}\n", count / seconds / 1e6, 20.0, count / seconds / 20e6);
  out.figure("ours", "W3q", kCustomers, count / seconds / 1e6);
}
