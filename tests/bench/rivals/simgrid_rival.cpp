/// SimGrid's S4U: actors, each with a stack of its own. What is timed runs as an actor, too.

#include "rival.hpp"

#include <simgrid/s4u.hpp>

namespace {

using namespace acqsim;
namespace s4u = simgrid::s4u;

/// `scene(host)` as the first actor; it returns the rate. The others may go on for ever.
template <class Scene>
double play(Scene scene) {
  int count = 4;
  char name[] = "simgrid_rival";
  char stack[] = "--cfg=contexts/stack-size:64";  // KiB instead of 8 MiB
  char guard[] = "--cfg=contexts/guard-size:0";   // a page each runs into the limit of mappings
  char quiet[] = "--log=root.thres:critical";
  char* words[] = {name, stack, guard, quiet, nullptr};
  s4u::Engine engine(&count, words);
  s4u::NetZone* zone = s4u::create_full_zone("zone");
  s4u::Host* host = zone->create_host("host", 1e9);
  zone->seal();
  double rate = 0.0;
  s4u::Actor::create("scene", host, [&scene, &rate, host] {
    rate = scene(host);
    s4u::Actor::kill_all();
  });
  engine.run();
  return rate;
}

double w1(std::size_t count, std::uint64_t events) {
  return play([count, events](s4u::Host* host) {
    bench::Delays delays;
    std::uint64_t sleeps = 0;
    for (std::size_t i = 0; i < count; ++i) {
      s4u::Actor::create("sleeper", host, [&delays, &sleeps] {
        for (;; ++sleeps) s4u::this_actor::sleep_for(delays.next());
      });
    }
    s4u::this_actor::sleep_for(0.01);  // all are at it
    return bench::median_rate(
        count, events, [](double days) { s4u::this_actor::sleep_for(days); },
        [&] { return sleeps; });
  });
}

double w2(std::size_t count, std::uint64_t events) {
  return play([count, events](s4u::Host* host) {
    bench::Places places(count);
    for (std::size_t i = 0; i < count; ++i) {
      s4u::Actor::create("message", host, [&places] {
        for (;; places.visit()) s4u::this_actor::sleep_for(places.delay());
      });
    }
    s4u::this_actor::sleep_for(0.01);
    return bench::median_rate(
        count, events, [](double days) { s4u::this_actor::sleep_for(days); },
        [&] { return places.total(); });
  });
}

double w3(std::uint64_t customers) {
  return play([customers](s4u::Host* host) {
    bench::Office office(customers);
    s4u::SemaphorePtr server = s4u::Semaphore::create(1);
    const double seconds = bench::median_seconds([&] {
      office.begin_run();
      for (std::uint64_t i = 0; i < office.customers; ++i) {
        s4u::this_actor::sleep_for(office.gap());
        s4u::Actor::create("customer", host, [&office, server] {
          const double arrival = s4u::Engine::get_clock();
          server->acquire();
          s4u::this_actor::sleep_for(office.service());
          server->release();
          office.leave(arrival, s4u::Engine::get_clock());
        });
      }
      while (office.served < office.customers) s4u::this_actor::sleep_for(1.0);
    });
    return office.rate(seconds);
  });
}

}  // namespace

int main(int argc, char** argv) {
  return bench::run_cases(argc, argv, "SimGrid",
                          {
                              {"W1", 100, [] { return w1(100, 500'000); }},
                              {"W1", 10'000, [] { return w1(10'000, 200'000); }},
                              {"W2", 100, [] { return w2(100, 500'000); }},
                              {"W2", 10'000, [] { return w2(10'000, 200'000); }},
                              {"W3", 100'000, [] { return w3(100'000); }},
                          });
}
