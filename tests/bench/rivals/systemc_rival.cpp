/// SystemC with methods, which the kernel calls again and again: its threads have a stack each and
/// end near 30,000. A day is a second of its time.

#include "rival.hpp"

#define SC_INCLUDE_DYNAMIC_PROCESSES
#include <systemc>

namespace {

using namespace acqsim;

sc_core::sc_time days(double count) {
  constexpr double kPicoseconds = 1e12;  // the resolution, unless it is told otherwise
  return sc_core::sc_time::from_value(
      static_cast<sc_core::sc_time::value_type>(count * kPicoseconds));
}
double now() { return sc_core::sc_time_stamp().to_seconds(); }

/// `body` from the start of the simulation on, or only upon `trigger`.
template <class Body>
void spawn_method(Body body, const sc_core::sc_event* trigger = nullptr) {
  sc_core::sc_spawn_options options;
  options.spawn_method();
  if (trigger != nullptr) {
    options.set_sensitivity(trigger);
    options.dont_initialize();
  }
  sc_core::sc_spawn(body, sc_core::sc_gen_unique_name("m"), &options);
}

double w1(std::size_t count, std::uint64_t events) {
  bench::Delays delays;
  std::uint64_t calls = 0;
  for (std::size_t i = 0; i < count; ++i) {
    spawn_method([&delays, &calls] {
      ++calls;
      sc_core::next_trigger(days(delays.next()));
    });
  }
  sc_core::sc_start(sc_core::SC_ZERO_TIME);
  return bench::median_rate(
      count, events, [](double length) { sc_core::sc_start(days(length)); }, [&] { return calls; });
}

double w2(std::size_t count, std::uint64_t events) {
  bench::Places places(count);
  for (std::size_t i = 0; i < count; ++i) {
    spawn_method([&places] {
      places.visit();
      sc_core::next_trigger(days(places.delay()));
    });
  }
  sc_core::sc_start(sc_core::SC_ZERO_TIME);
  return bench::median_rate(
      count, events, [](double length) { sc_core::sc_start(days(length)); },
      [&] { return places.total(); });
}

double w3(std::uint64_t customers) {
  bench::Office office(customers);
  std::deque<double> line;  // when they arrived; the first is being served
  sc_core::sc_event opened("opened");
  sc_core::sc_event arrived("arrived");
  bool between = false;  // a gap has begun
  bool serving = false;
  spawn_method(
      [&] {
        if (between) {
          line.push_back(now());
          if (!serving) arrived.notify();
          ++office.arrived;
        }
        between = office.arrived < office.customers;
        if (between) sc_core::next_trigger(days(office.gap()));
      },
      &opened);
  spawn_method(
      [&] {
        if (serving) {
          office.leave(line.front(), now());
          line.pop_front();
        }
        serving = !line.empty();
        if (serving) sc_core::next_trigger(days(office.service()));
      },
      &arrived);
  sc_core::sc_start(sc_core::SC_ZERO_TIME);
  const double seconds = bench::median_seconds([&] {
    office.begin_run();
    opened.notify(sc_core::SC_ZERO_TIME);
    sc_core::sc_start();
  });
  return office.rate(seconds);
}

}  // namespace

int sc_main(int argc, char** argv) {
  return bench::run_cases(argc, argv, "SystemC (e)",
                          {
                              {"W1", 100, [] { return w1(100, 1'000'000); }},
                              {"W1", 10'000, [] { return w1(10'000, 500'000); }},
                              {"W1", 1'000'000, [] { return w1(1'000'000, 200'000); }},
                              {"W2", 100, [] { return w2(100, 1'000'000); }},
                              {"W2", 10'000, [] { return w2(10'000, 500'000); }},
                              {"W2", 1'000'000, [] { return w2(1'000'000, 200'000); }},
                              {"W3", 1'000'000, [] { return w3(1'000'000); }},
                          });
}
