/// W3, M/M/1 at load 0.9, a process for every customer: acquire, hold Exp(1), release. The rival is
/// an event loop written by hand on std::priority_queue. Goal: at least 0.65 of it, and 12 million
/// customers a second.

#include "bench/des_bench.hpp"

#include <acqsim/des/resource.hpp>

#include <deque>

namespace {

using namespace acqsim;

constexpr std::uint64_t kCustomers = 2'000'000;
constexpr double kGapPerService = 1.0 / 0.9;

double exponential(std::mt19937_64& engine) {
  return -std::log((static_cast<double>(engine() >> 11U) + 0.5) * 0x1p-53);
}

std::vector<double> exponentials(std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  std::vector<double> result(kCustomers);
  for (double& value : result) value = exponential(engine);
  return result;
}

struct Demand {
  std::vector<double> gaps = exponentials(1);
  std::vector<double> services = exponentials(2);
};

struct Totals {
  std::uint64_t served = 0;
  double time_in_system = 0.0;
};

des::Process customer(des::Simulation& simulation, des::Resource& server, const Demand& demand,
                      Totals& totals, std::uint64_t number) {
  const base::Days arrival = simulation.now();
  {
    const des::Holding holding = co_await server.acquire();
    co_await simulation.delay(base::Days(demand.services[number]));
  }
  ++totals.served;
  totals.time_in_system += (simulation.now() - arrival).value();
}

des::Process arrivals(des::Simulation& simulation, des::Resource& server, const Demand& demand,
                      Totals& totals) {
  for (std::uint64_t i = 0; i < kCustomers; ++i) {
    co_await simulation.delay(base::Days(kGapPerService * demand.gaps[i]));
    simulation.spawn(customer(simulation, server, demand, totals, i));
  }
}

// The same without processes: two kinds of event, a queue of arrival times.
Totals by_hand(const Demand& demand) {
  struct Pending {
    double time;
    std::uint64_t sequence;
    bool is_arrival;
    bool operator<(const Pending& other) const {
      return time != other.time ? time > other.time : sequence > other.sequence;
    }
  };
  struct Waiting {
    double arrival;
    std::uint64_t number;
  };
  std::priority_queue<Pending> events;
  std::deque<Waiting> line;
  Totals totals;
  std::uint64_t sequence = 0;
  std::uint64_t arrived = 0;
  events.push({kGapPerService * demand.gaps[0], sequence++, true});
  while (!events.empty()) {
    const Pending event = events.top();
    events.pop();
    if (event.is_arrival) {
      line.push_back({event.time, arrived});
      if (line.size() == 1) {
        events.push({event.time + demand.services[arrived], sequence++, false});
      }
      if (++arrived < kCustomers) {
        events.push({event.time + kGapPerService * demand.gaps[arrived], sequence++, true});
      }
    } else {
      ++totals.served;
      totals.time_in_system += event.time - line.front().arrival;
      line.pop_front();
      if (!line.empty()) {
        events.push({event.time + demand.services[line.front().number], sequence++, false});
      }
    }
  }
  return totals;
}

}  // namespace

int main(int argc, char** argv) {
  const bench::Output out(argc, argv);
  const Demand demand;
  des::Simulation simulation;
  Totals totals;
  const double kernel = bench::median_seconds([&] {
    simulation.clear();
    totals = Totals();
    des::Resource server(simulation, 1);
    simulation.spawn(arrivals(simulation, server, demand, totals));
    simulation.run();
  });
  Totals rival_totals;
  const double rival = bench::median_seconds([&] { rival_totals = by_hand(demand); });
  bench::require(totals.served == kCustomers && rival_totals.served == kCustomers,
                 "all are served");
  const auto count = static_cast<double>(kCustomers);
  const double mean = totals.time_in_system / count;
  bench::require(std::abs(mean - rival_totals.time_in_system / count) < 1e-6, "both do the same");
  bench::require(std::abs(mean - 10.0) < 1.0, "the mean time in the system is 1 / (1 - 0.9)");
  out.text("{:>14} {:>14} {:>7} {:>6}   mean time in system {:.3f}\n", "kernel M/s", "by hand M/s",
           "ratio", "goal", mean);
  out.text("{:>14.2f} {:>14.2f} {:>7.2f} {:>6.2f}\n", count / kernel / 1e6, count / rival / 1e6,
           rival / kernel, 0.65);
  out.figure("ours", "W3", kCustomers, count / kernel / 1e6);
  out.figure("floor", "W3", kCustomers, count / rival / 1e6);
}
