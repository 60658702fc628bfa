#include <acqsim/des/resource.hpp>

#include <catch2/catch.hpp>

#include <limits>
#include <string>

namespace acqsim::des {
namespace {

using base::Days;
using namespace base::literals;

constexpr double kForever = std::numeric_limits<double>::infinity();

/// Holds a unit for `service`; writes its letter when served, '-' when it gave up.
Process customer(Simulation& simulation, Resource& resource, std::string& log, char letter,
                 double service, double deadline = kForever, int priority = 0) {
  const Holding holding = co_await resource.acquire_until(Days(deadline), priority);
  if (!holding) {
    log += '-';
    co_return;
  }
  log += letter;
  co_await simulation.delay(Days(service));
}

TEST_CASE("units are granted in order of asking and given back with their scope",
          "[des][resource]") {
  Simulation simulation;
  Resource resource(simulation, 2);
  std::string log;
  for (const char letter : {'a', 'b', 'c', 'd', 'e'}) {
    simulation.spawn(customer(simulation, resource, log, letter, 1));
  }
  simulation.run_until(0_d);
  CHECK(log == "ab");
  CHECK(resource.in_use() == 2);
  CHECK(resource.queue_length() == 3);
  simulation.run_until(1_d);
  CHECK(log == "abcd");
  CHECK(resource.queue_length() == 1);
  simulation.run();
  CHECK(log == "abcde");
  CHECK(simulation.now() == 3_d);
  CHECK(resource.in_use() == 0);
}

TEST_CASE("a free unit is taken without an event", "[des][resource]") {
  Simulation simulation;
  Resource resource(simulation, 1);
  std::string log;
  simulation.spawn(customer(simulation, resource, log, 'a', 1));
  simulation.run();
  CHECK(simulation.events() == 2);  // start, end of service
}

TEST_CASE("the queue is ordered by priority, then by asking", "[des][resource]") {
  Simulation simulation;
  Resource resource(simulation, 1);
  std::string log;
  simulation.spawn(customer(simulation, resource, log, 'x', 1));
  simulation.spawn(customer(simulation, resource, log, 'c', 1, kForever, 5));
  simulation.spawn(customer(simulation, resource, log, 'a', 1, kForever, -300));
  simulation.spawn(customer(simulation, resource, log, 'd', 1, kForever, 5));
  simulation.spawn(customer(simulation, resource, log, 'b', 1, kForever, 0));
  simulation.run();
  CHECK(log == "xabcd");
}

TEST_CASE("who is not served by the deadline leaves the queue with empty hands",
          "[des][resource]") {
  Simulation simulation;
  Resource resource(simulation, 1);
  std::string log;
  simulation.spawn(customer(simulation, resource, log, 'a', 3));
  simulation.spawn(customer(simulation, resource, log, 'b', 1, 2));
  simulation.spawn(customer(simulation, resource, log, 'c', 1, 5));
  simulation.run_until(2_d);
  CHECK(log == "a-");
  CHECK(resource.queue_length() == 1);
  simulation.run();
  CHECK(log == "a-c");
  CHECK(simulation.now() == 4_d);  // c's deadline at 5 is no event any more
  CHECK(resource.in_use() == 0);
}

TEST_CASE("at the same instant the order of scheduling decides on grant or deadline",
          "[des][resource]") {
  Simulation simulation;
  Resource resource(simulation, 1);
  std::string log;
  simulation.spawn(customer(simulation, resource, log, 'a', 2));     // ends at 2, scheduled first
  simulation.spawn(customer(simulation, resource, log, 'b', 1, 2));  // granted at 2
  simulation.run();
  CHECK(log == "ab");
  const double start = simulation.now().value();
  simulation.spawn(customer(simulation, resource, log, 'c', 1));
  simulation.run_until(Days(start + 0.25));
  // d's deadline, at the end of e's service, is scheduled before e is served.
  simulation.spawn(customer(simulation, resource, log, 'e', 1));
  simulation.spawn(customer(simulation, resource, log, 'd', 1, start + 2));
  simulation.run();
  CHECK(log == "abce-");
}

TEST_CASE("a deadline not in the future gets a free unit or nothing", "[des][resource]") {
  Simulation simulation;
  Resource resource(simulation, 1);
  std::string log;
  simulation.spawn(customer(simulation, resource, log, 'a', 1, 0));
  simulation.spawn(customer(simulation, resource, log, 'b', 1, 0));
  simulation.run();
  CHECK(log == "a-");
  CHECK_THROWS_AS(resource.acquire_until(Days(std::numeric_limits<double>::quiet_NaN())),
                  base::CheckFailed);
}

TEST_CASE("a cancelled holder gives its unit to the next", "[des][resource]") {
  Simulation simulation;
  Resource resource(simulation, 1);
  std::string log;
  const ProcessHandle a = simulation.spawn(customer(simulation, resource, log, 'a', 100));
  simulation.spawn(customer(simulation, resource, log, 'b', 1));
  simulation.run_until(1_d);
  CHECK(simulation.cancel(a));
  CHECK(resource.in_use() == 1);
  simulation.run();
  CHECK(log == "ab");
  CHECK(simulation.now() == 2_d);
  CHECK(resource.in_use() == 0);
}

TEST_CASE("who is cancelled in the queue, or just after the grant, leaves nothing behind",
          "[des][resource]") {
  Simulation simulation;
  Resource resource(simulation, 1);
  std::string log;
  const ProcessHandle a = simulation.spawn(customer(simulation, resource, log, 'a', 100));
  const ProcessHandle b = simulation.spawn(customer(simulation, resource, log, 'b', 1));
  const ProcessHandle c = simulation.spawn(customer(simulation, resource, log, 'c', 1, 50));
  simulation.spawn(customer(simulation, resource, log, 'd', 1));
  simulation.run_until(1_d);
  CHECK(simulation.cancel(b));  // in the queue
  CHECK(resource.queue_length() == 2);
  CHECK(simulation.cancel(a));  // c is granted, and has not run yet
  CHECK(resource.queue_length() == 1);
  CHECK(simulation.cancel(c));  // the unit passes on to d
  CHECK(resource.queue_length() == 0);
  CHECK(resource.in_use() == 1);
  simulation.run();
  CHECK(log == "ad");
  CHECK(resource.in_use() == 0);
  CHECK(simulation.now() == 2_d);
}

TEST_CASE("more capacity serves the queue, less waits for what is given back", "[des][resource]") {
  Simulation simulation;
  Resource resource(simulation, 1);
  std::string log;
  for (const char letter : {'a', 'b', 'c', 'd', 'e', 'f'}) {
    simulation.spawn(customer(simulation, resource, log, letter, 1));
  }
  simulation.run_until(Days(0.5));
  CHECK(log == "a");
  resource.set_capacity(3);
  CHECK(resource.in_use() == 3);
  simulation.run_until(Days(0.5));
  CHECK(log == "abc");
  resource.set_capacity(1);
  CHECK(resource.in_use() == 3);
  simulation.run_until(1_d);  // a ends: its unit vanishes
  CHECK(resource.in_use() == 2);
  CHECK(log == "abc");
  simulation.run_until(Days(1.5));  // b's unit vanishes, c's passes to d
  CHECK(resource.in_use() == 1);
  CHECK(log == "abcd");
  resource.set_capacity(0);
  simulation.run_until(10_d);
  CHECK(resource.in_use() == 0);
  CHECK(resource.queue_length() == 2);
  resource.set_capacity(9);
  simulation.run();
  CHECK(log == "abcdef");
}

Process holds_early(Simulation& simulation, Resource& resource, std::string& log) {
  Holding first = co_await resource.acquire();
  CHECK(static_cast<bool>(first));
  Holding second = std::move(first);
  CHECK_FALSE(static_cast<bool>(first));  // NOLINT: the state after a move is promised
  CHECK(resource.in_use() == 1);
  co_await simulation.delay(1_d);
  second.release();
  second.release();  // nothing twice
  CHECK(resource.in_use() == 0);
  second = co_await resource.acquire();
  second = co_await resource.acquire();  // the first of the two is given back
  CHECK(resource.in_use() == 1);
  log += "done";
}

TEST_CASE("a holding can be moved, given back early, and replaced", "[des][resource]") {
  Simulation simulation;
  Resource resource(simulation, 2);
  std::string log;
  simulation.spawn(holds_early(simulation, resource, log));
  simulation.run();
  CHECK(log == "done");
  CHECK(resource.in_use() == 0);
}

TEST_CASE("clear gives everything back while the resource still lives", "[des][resource]") {
  Simulation simulation;
  Resource resource(simulation, 2);
  std::string log;
  for (const char letter : {'a', 'b', 'c', 'd', 'e'}) {
    simulation.spawn(customer(simulation, resource, log, letter, 10));
  }
  simulation.run_until(1_d);
  simulation.clear();
  CHECK(resource.in_use() == 0);
  CHECK(resource.queue_length() == 0);
  CHECK(simulation.pending() == 0);
  simulation.spawn(customer(simulation, resource, log, 'z', 1));
  simulation.run();
  CHECK(log == "abz");
}

}  // namespace
}  // namespace acqsim::des
