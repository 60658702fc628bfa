/// ns-3 with its priority-queue scheduler, the fastest of those it has. It knows events and no
/// processes. A day is 10^9 of its steps.

#include "rival.hpp"

#include <ns3/core-module.h>

namespace {

using namespace acqsim;
using ns3::Simulator;

constexpr double kStepsPerDay = 1e9;

ns3::Time days(double count) {
  return ns3::TimeStep(static_cast<std::uint64_t>(count * kStepsPerDay));
}
double now() { return static_cast<double>(Simulator::Now().GetTimeStep()) / kStepsPerDay; }

void run_for(double length) {
  Simulator::Stop(days(length));
  Simulator::Run();
}

struct Hold {
  bench::Delays delays;
  std::uint64_t events = 0;
};

void hold(Hold* state) {
  ++state->events;
  Simulator::Schedule(days(state->delays.next()), &hold, state);
}

double w1(std::size_t count, std::uint64_t events) {
  ns3::ObjectFactory scheduler("ns3::PriorityQueueScheduler");
  Simulator::SetScheduler(scheduler);
  Hold state;
  for (std::size_t i = 0; i < count; ++i) {
    Simulator::Schedule(days(state.delays.next()), &hold, &state);
  }
  return bench::median_rate(count, events, run_for, [&] { return state.events; });
}

void message(bench::Places* places) {
  places->visit();
  Simulator::Schedule(days(places->delay()), &message, places);
}

double w2(std::size_t count, std::uint64_t events) {
  ns3::ObjectFactory scheduler("ns3::PriorityQueueScheduler");
  Simulator::SetScheduler(scheduler);
  bench::Places places(count);
  for (std::size_t i = 0; i < count; ++i) {
    Simulator::Schedule(days(places.delay()), &message, &places);
  }
  return bench::median_rate(count, events, run_for, [&] { return places.total(); });
}

struct Counter {
  bench::Office office;
  std::deque<double> line;  // when they arrived; the first is being served
};

void departure(Counter* counter) {
  counter->office.leave(counter->line.front(), now());
  counter->line.pop_front();
  if (!counter->line.empty()) {
    Simulator::Schedule(days(counter->office.service()), &departure, counter);
  }
}

void arrival(Counter* counter) {
  counter->line.push_back(now());
  if (counter->line.size() == 1) {
    Simulator::Schedule(days(counter->office.service()), &departure, counter);
  }
  if (++counter->office.arrived < counter->office.customers) {
    Simulator::Schedule(days(counter->office.gap()), &arrival, counter);
  }
}

double w3(std::uint64_t customers) {
  ns3::ObjectFactory scheduler("ns3::PriorityQueueScheduler");
  Simulator::SetScheduler(scheduler);
  Counter counter{bench::Office(customers), {}};
  const double seconds = bench::median_seconds([&] {
    counter.office.begin_run();
    Simulator::Schedule(days(counter.office.gap()), &arrival, &counter);
    Simulator::Run();
  });
  return counter.office.rate(seconds);
}

}  // namespace

int main(int argc, char** argv) {
  return bench::run_cases(argc, argv, "ns-3 (e)",
                          {
                              {"W1", 100, [] { return w1(100, 2'000'000); }},
                              {"W1", 10'000, [] { return w1(10'000, 2'000'000); }},
                              {"W1", 1'000'000, [] { return w1(1'000'000, 2'000'000); }},
                              {"W2", 100, [] { return w2(100, 2'000'000); }},
                              {"W2", 10'000, [] { return w2(10'000, 2'000'000); }},
                              {"W2", 1'000'000, [] { return w2(1'000'000, 2'000'000); }},
                              {"W3", 1'000'000, [] { return w3(1'000'000); }},
                          });
}
