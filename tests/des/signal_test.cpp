#include <acqsim/des/signal.hpp>

#include <catch2/catch.hpp>

#include <memory>
#include <string>

namespace acqsim::des {
namespace {

using base::Days;
using namespace base::literals;

constexpr double kForever = std::numeric_limits<double>::infinity();

Process waits(Simulation& simulation, Signal& signal, std::string& log, char letter,
              double deadline = kForever) {
  const bool is_notified = co_await signal.wait_until(Days(deadline));
  log += is_notified ? letter : '-';
  static_cast<void>(simulation);
}

Process notifies(Simulation& simulation, Signal& signal, double time) {
  co_await simulation.delay(Days(time));
  signal.notify();
}

TEST_CASE("a notification wakes all who wait, in order of waiting, at that instant",
          "[des][signal]") {
  Simulation simulation;
  Signal signal(simulation);
  std::string log;
  for (const char letter : {'a', 'b', 'c'}) {
    simulation.spawn(waits(simulation, signal, log, letter));
  }
  simulation.run_until(1_d);
  CHECK(signal.waiting() == 3);
  signal.notify();
  CHECK(signal.waiting() == 0);
  CHECK(log.empty());  // they run in the next run
  simulation.run_until(1_d);
  CHECK(log == "abc");
}

TEST_CASE("a signal has no memory", "[des][signal]") {
  Simulation simulation;
  Signal signal(simulation);
  std::string log;
  signal.notify();
  simulation.spawn(waits(simulation, signal, log, 'a'));
  simulation.run();
  CHECK(log.empty());
  CHECK(signal.waiting() == 1);
}

Process waits_twice(Signal& signal, std::string& log) {
  co_await signal.wait();
  log += '1';
  co_await signal.wait();
  log += '2';
}

TEST_CASE("who waits again when woken waits for the next notification", "[des][signal]") {
  Simulation simulation;
  Signal signal(simulation);
  std::string log;
  simulation.spawn(waits_twice(signal, log));
  simulation.spawn(waits(simulation, signal, log, 'x'));
  simulation.run();
  signal.notify();
  simulation.run();
  CHECK(log == "1x");
  CHECK(signal.waiting() == 1);
  signal.notify();
  simulation.run();
  CHECK(log == "1x2");
}

TEST_CASE("the deadline ends the waiting, and the waiter is no longer woken", "[des][signal]") {
  Simulation simulation;
  Signal signal(simulation);
  std::string log;
  simulation.spawn(waits(simulation, signal, log, 'a', 2));
  simulation.spawn(waits(simulation, signal, log, 'b', 4));
  simulation.spawn(waits(simulation, signal, log, 'c', 3));
  simulation.spawn(notifies(simulation, signal, 3.5));
  simulation.run();
  CHECK(log == "--b");  // a at 2 and c at 3 give up; b is notified
  CHECK(signal.waiting() == 0);
  CHECK(simulation.now() == Days(3.5));  // b's deadline at 4 is no event any more
}

TEST_CASE("at the same instant the order of scheduling decides on notification or deadline",
          "[des][signal]") {
  Simulation simulation;
  Signal signal(simulation);
  std::string log;
  simulation.spawn(notifies(simulation, signal, 2));         // scheduled for 2 first
  simulation.spawn(waits(simulation, signal, log, 'a', 2));  // its deadline after it
  simulation.run_until(2_d);
  CHECK(log == "a");
  simulation.spawn(waits(simulation, signal, log, 'b', 4));  // its deadline comes first
  simulation.spawn(notifies(simulation, signal, 2));
  simulation.run();
  CHECK(log == "a-");
}

TEST_CASE("a deadline not in the future is false at once", "[des][signal]") {
  Simulation simulation;
  Signal signal(simulation);
  std::string log;
  simulation.run_until(5_d);
  simulation.spawn(waits(simulation, signal, log, 'a', 5));
  simulation.spawn(waits(simulation, signal, log, 'b', 4));
  simulation.run_until(5_d);
  CHECK(log == "--");
  CHECK(simulation.events() == 2);  // only the starts
  CHECK_THROWS_AS(signal.wait_until(Days(std::numeric_limits<double>::quiet_NaN())),
                  base::CheckFailed);
}

TEST_CASE("a cancelled waiter leaves the list", "[des][signal]") {
  Simulation simulation;
  Signal signal(simulation);
  std::string log;
  simulation.spawn(waits(simulation, signal, log, 'a'));
  const ProcessHandle b = simulation.spawn(waits(simulation, signal, log, 'b', 9));
  simulation.spawn(waits(simulation, signal, log, 'c'));
  simulation.run_until(1_d);
  CHECK(simulation.cancel(b));
  CHECK(signal.waiting() == 2);
  signal.notify();
  simulation.run();
  CHECK(log == "ac");
}

TEST_CASE("a waiter can be cancelled between its notification and its waking", "[des][signal]") {
  Simulation simulation;
  Signal signal(simulation);
  std::string log;
  simulation.spawn(waits(simulation, signal, log, 'a'));
  const ProcessHandle b = simulation.spawn(waits(simulation, signal, log, 'b'));
  simulation.run_until(1_d);
  signal.notify();
  CHECK(simulation.cancel(b));
  simulation.run();
  CHECK(log == "a");
}

TEST_CASE("waiters of a signal that goes away sleep on, and keep their deadline", "[des][signal]") {
  Simulation simulation;
  std::string log;
  auto signal = std::make_unique<Signal>(simulation);
  const ProcessHandle a = simulation.spawn(waits(simulation, *signal, log, 'a'));
  simulation.spawn(waits(simulation, *signal, log, 'b', 3));
  simulation.run_until(1_d);
  signal.reset();
  simulation.run();
  CHECK(log == "-");
  CHECK(simulation.is_alive(a));
  CHECK(simulation.cancel(a));
}

Process adds(Simulation& simulation, Signal& changed, int& value) {
  for (int i = 0; i < 5; ++i) {
    co_await simulation.delay(1_d);
    ++value;
    changed.notify();
  }
}

Process waits_for_value(Simulation& simulation, Signal& changed, const int& value, int wanted,
                        double deadline, std::string& log) {
  const auto is_enough = [&value, wanted] { return value >= wanted; };
  const bool holds = co_await wait_until(is_enough, changed, Days(deadline));
  log += holds ? "yes@" : "no@";
  log += std::to_string(static_cast<int>(simulation.now().value())) + " ";
}

TEST_CASE("wait_until looks now, at every notification, and until the deadline", "[des][signal]") {
  Simulation simulation;
  Signal changed(simulation);
  int value = 0;
  std::string log;
  simulation.spawn(waits_for_value(simulation, changed, value, 0, 9, log));  // holds at once
  simulation.spawn(waits_for_value(simulation, changed, value, 3, 9, log));
  simulation.spawn(waits_for_value(simulation, changed, value, 9, 4, log));
  simulation.spawn(adds(simulation, changed, value));
  simulation.run();
  CHECK(log == "yes@0 yes@3 no@4 ");
}

TEST_CASE("a process that waits for a predicate can be cancelled", "[des][signal]") {
  Simulation simulation;
  Signal changed(simulation);
  int value = 0;
  std::string log;
  const ProcessHandle handle =
      simulation.spawn(waits_for_value(simulation, changed, value, 9, 100, log));
  simulation.spawn(adds(simulation, changed, value));
  simulation.run_until(2_d);
  CHECK(changed.waiting() == 1);
  CHECK(simulation.cancel(handle));
  CHECK(changed.waiting() == 0);
  simulation.run();
  CHECK(log.empty());
}

}  // namespace
}  // namespace acqsim::des
