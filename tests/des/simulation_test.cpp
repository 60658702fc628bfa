#include <acqsim/des/signal.hpp>
#include <acqsim/des/simulation.hpp>

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace acqsim::des {

/// Reaches into the kernel to start near the limit of sequences.
struct KernelProbe {
  static void set_sequence(Simulation& simulation, std::uint64_t sequence) {
    simulation.sequence_ = sequence;
  }
  static std::uint64_t sequence(const Simulation& simulation) { return simulation.sequence_; }
  static constexpr std::uint64_t kLimit = Simulation::kSequenceLimit;
};

namespace {

using base::CheckFailed;
using base::Days;
using namespace base::literals;

struct Log {
  Simulation& simulation;
  std::string text;
  void write(const std::string& word) { text += text.empty() ? word : " " + word; }
};

Process after(Simulation& simulation, Log& log, std::string word, double delay, int priority = 0) {
  co_await simulation.delay(Days(delay), priority);
  log.write(word);
}

Process count_down(Simulation& simulation, int& steps, double step) {
  while (steps > 0) {
    co_await simulation.delay(Days(step));
    --steps;
  }
}

TEST_CASE("events come in order of time, whatever the order of scheduling", "[des]") {
  Simulation simulation;
  Log log{simulation, {}};
  simulation.spawn(after(simulation, log, "c", 3));
  simulation.spawn(after(simulation, log, "a", 1));
  simulation.spawn(after(simulation, log, "d", 4.5));
  simulation.spawn(after(simulation, log, "b", 2));
  simulation.run_until(4_d);
  CHECK(log.text == "a b c");
  CHECK(simulation.now() == 4_d);
  CHECK(simulation.alive() == 1);
  simulation.run_until(Days(4.5));  // an event at the end belongs to the run
  CHECK(log.text == "a b c d");
  CHECK(simulation.alive() == 0);
  CHECK(simulation.events() == 8);  // four starts, four wake-ups
}

TEST_CASE("at equal times the lower priority number comes first, then the earlier scheduled",
          "[des]") {
  Simulation simulation;
  Log log{simulation, {}};
  simulation.spawn(after(simulation, log, "e", 1, 127));
  simulation.spawn(after(simulation, log, "c", 1, 0));
  simulation.spawn(after(simulation, log, "d", 1, 0));
  simulation.spawn(after(simulation, log, "b", 1, -1));
  simulation.spawn(after(simulation, log, "a", 1, -128));
  simulation.run();
  CHECK(log.text == "a b c d e");
}

TEST_CASE("priorities outside a byte are refused", "[des]") {
  Simulation simulation;
  CHECK_THROWS_AS(simulation.delay(1_d, 128), CheckFailed);
  CHECK_THROWS_AS(simulation.until(1_d, -129), CheckFailed);
}

Process burst(Simulation& simulation, Log& log) {
  co_await simulation.delay(1_d);
  // All at this instant. "y" was scheduled for it long ago.
  simulation.spawn(after(simulation, log, "p0", 0, 0));
  simulation.spawn(after(simulation, log, "p+", 0, 5));
  simulation.spawn(after(simulation, log, "p-", 0, -5));
  simulation.spawn(after(simulation, log, "q0", 0, 0));
  log.write("x");
}

TEST_CASE("the current instant keeps the order of priority and scheduling", "[des]") {
  Simulation simulation;
  Log log{simulation, {}};
  simulation.spawn(burst(simulation, log));
  simulation.spawn(after(simulation, log, "y", 1));
  simulation.spawn(after(simulation, log, "z", 1, 1));
  simulation.spawn(after(simulation, log, "late", 1, 6));
  simulation.run();
  // x schedules four starts (priority 0); y was scheduled before them. The starts then schedule
  // p0, p+, p- and q0: p- overtakes all of priority 0 that still wait; z (1), p+ (5), late (6)
  // last.
  CHECK(log.text == "x y p- p0 q0 z p+ late");
}

TEST_CASE("a process that spawns goes on before the spawned one starts", "[des]") {
  Simulation simulation;
  Log log{simulation, {}};
  struct Local {
    static Process child(Simulation&, Log& where) {
      where.write("child");
      co_return;
    }
    static Process parent(Simulation& time, Log& where) {
      time.spawn(child(time, where));
      where.write("parent");
      co_return;
    }
  };
  simulation.spawn(Local::parent(simulation, log));
  CHECK(log.text.empty());  // spawn itself runs nothing
  simulation.run_until(0_d);
  CHECK(log.text == "parent child");
}

TEST_CASE("spawn_at starts a process later, in order of scheduling", "[des]") {
  Simulation simulation;
  Log log{simulation, {}};
  simulation.spawn_at(2_d, after(simulation, log, "b", 0));
  simulation.spawn_at(1_d, after(simulation, log, "a", 0));
  simulation.spawn_at(0_d, after(simulation, log, "start", 0));
  simulation.run_until(1_d);
  CHECK(log.text == "start a");
  CHECK_THROWS_AS(simulation.spawn_at(Days(0.5), after(simulation, log, "no", 0)), CheckFailed);
  simulation.run();
  CHECK(log.text == "start a b");
}

TEST_CASE("delays that are negative or not numbers are refused", "[des]") {
  Simulation simulation;
  CHECK_THROWS_AS(simulation.delay(Days(-1e-9)), CheckFailed);
  CHECK_THROWS_AS(simulation.delay(Days(std::nan(""))), CheckFailed);
  simulation.run_until(5_d);
  CHECK_THROWS_AS(simulation.until(Days(4.999)), CheckFailed);
  CHECK_THROWS_AS(simulation.until(Days(std::nan(""))), CheckFailed);
  CHECK_THROWS_AS(simulation.run_until(4_d), CheckFailed);
  CHECK_THROWS_AS(simulation.run_until(Days(std::numeric_limits<double>::infinity())), CheckFailed);
}

TEST_CASE("negative zero is zero", "[des]") {
  Simulation simulation;
  Log log{simulation, {}};
  simulation.spawn(after(simulation, log, "a", -0.0, 1));
  simulation.spawn(after(simulation, log, "b", -0.0));
  simulation.run_until(Days(-0.0));
  CHECK(log.text == "b a");
}

TEST_CASE("an infinite delay sleeps until the end and leaves nothing pending", "[des]") {
  Simulation simulation;
  Log log{simulation, {}};
  simulation.spawn(after(simulation, log, "never", std::numeric_limits<double>::infinity()));
  simulation.run();
  CHECK(log.text.empty());
  CHECK(simulation.alive() == 1);
  CHECK(simulation.pending() == 0);
}

TEST_CASE("run_until moves the clock though nothing happens", "[des]") {
  Simulation simulation;
  simulation.run_until(7_d);
  CHECK(simulation.now() == 7_d);
  simulation.run();  // nothing is pending: the clock stays
  CHECK(simulation.now() == 7_d);
}

Process run_inside(Simulation& simulation) {
  simulation.run();
  co_return;
}

Process clear_inside(Simulation& simulation) {
  simulation.clear();
  co_return;
}

TEST_CASE("a simulation is neither run nor cleared from within", "[des]") {
  Simulation simulation;
  simulation.spawn(run_inside(simulation));
  CHECK_THROWS_AS(simulation.run(), ProcessFailed);
  simulation.spawn(clear_inside(simulation));
  CHECK_THROWS_AS(simulation.run(), ProcessFailed);
}

TEST_CASE("a cleared simulation does the same again", "[des]") {
  Simulation simulation;
  PathHash first;
  PathHash second;
  int steps = 50;
  simulation.observe(&first);
  simulation.spawn(count_down(simulation, steps, 0.7));
  const ProcessHandle old = simulation.spawn(count_down(simulation, steps, 1.3));
  simulation.run_until(20_d);
  const std::uint64_t events = simulation.events();
  CHECK(simulation.is_alive(old));
  simulation.clear();
  CHECK(simulation.now() == 0_d);
  CHECK(simulation.alive() == 0);
  CHECK(simulation.pending() == 0);
  CHECK(simulation.events() == 0);
  CHECK_FALSE(simulation.is_alive(old));

  steps = 50;
  simulation.observe(&second);
  simulation.spawn(count_down(simulation, steps, 0.7));
  simulation.spawn(count_down(simulation, steps, 1.3));
  CHECK_FALSE(simulation.cancel(old));  // not confused with the process in the same place
  simulation.run_until(20_d);
  CHECK(simulation.events() == events);
  CHECK(first.value() == second.value());
}

TEST_CASE("a cancelled process does not go on", "[des]") {
  Simulation simulation;
  Log log{simulation, {}};
  simulation.spawn(after(simulation, log, "a", 1));
  const ProcessHandle sleeping = simulation.spawn(after(simulation, log, "b", 2));
  const ProcessHandle unstarted = simulation.spawn(after(simulation, log, "c", 2));
  const ProcessHandle later = simulation.spawn_at(1_d, after(simulation, log, "d", 2));
  CHECK(simulation.cancel(unstarted));
  CHECK(simulation.cancel(later));
  simulation.run_until(1_d);
  CHECK(simulation.is_alive(sleeping));
  CHECK(simulation.cancel(sleeping));
  CHECK_FALSE(simulation.is_alive(sleeping));
  CHECK_FALSE(simulation.cancel(sleeping));
  CHECK_FALSE(simulation.cancel(ProcessHandle()));
  simulation.run();
  CHECK(log.text == "a");
  CHECK(simulation.alive() == 0);
  CHECK(simulation.now() == 1_d);  // given-up events do not move the clock
}

TEST_CASE("a handle of an ended process is not confused with its successor", "[des]") {
  Simulation simulation;
  Log log{simulation, {}};
  const ProcessHandle first = simulation.spawn(after(simulation, log, "a", 1));
  simulation.run();
  const ProcessHandle second = simulation.spawn(after(simulation, log, "b", 1));
  CHECK_FALSE(simulation.cancel(first));
  CHECK(simulation.is_alive(second));
  simulation.run();
  CHECK(log.text == "a b");
}

struct Suicide {
  ProcessHandle self;
};

Process cancel_self(Simulation& simulation, Suicide& suicide) {
  co_await simulation.delay(1_d);
  simulation.cancel(suicide.self);
}

TEST_CASE("a process that cancels itself is told not to", "[des]") {
  Simulation simulation;
  Suicide suicide;
  suicide.self = simulation.spawn(cancel_self(simulation, suicide));
  CHECK_THROWS_AS(simulation.run(), ProcessFailed);
  CHECK(simulation.alive() == 0);
}

TEST_CASE("many cancelled delays are swept out of the queue", "[des]") {
  Simulation simulation;
  Log log{simulation, {}};
  std::vector<ProcessHandle> handles;
  for (int i = 0; i < 1000; ++i) {
    handles.push_back(simulation.spawn(after(simulation, log, std::to_string(i), 1 + i)));
  }
  simulation.run_until(0_d);
  REQUIRE(simulation.pending() == 1000);
  for (std::size_t i = 0; i < 1000; ++i) {
    if (i % 100 != 7) CHECK(simulation.cancel(handles[i]));
  }
  // Compaction runs when more than half, and more than 64, are stale: at most 64 + 10 remain.
  CHECK(simulation.pending() <= 75);
  simulation.run();
  CHECK(log.text == "7 107 207 307 407 507 607 707 807 907");
}

TEST_CASE("the order of events survives the end of the sequence numbers", "[des]") {
  const auto run = [](std::uint64_t start) {
    Simulation simulation;
    KernelProbe::set_sequence(simulation, start);
    Log log{simulation, {}};
    for (int i = 0; i < 40; ++i) {
      simulation.spawn(after(simulation, log, std::to_string(i), i % 3, i % 2));
    }
    const ProcessHandle gone = simulation.spawn(after(simulation, log, "gone", 2));
    simulation.spawn(after(simulation, log, "z", 2));
    simulation.run_until(1_d);
    simulation.cancel(gone);
    for (int i = 0; i < 40; ++i) {
      simulation.spawn(after(simulation, log, "n" + std::to_string(i), 1));
    }
    simulation.run();
    return std::pair(log.text, KernelProbe::sequence(simulation));
  };
  const auto expected = run(0);
  // Every start between the last numbers and well before: the renumbering falls among the first
  // delays, amid stale events, and not at all. What goes to the queue takes a number: 33 of the
  // first 40 delays (not those of nothing at priority 0), "gone", "z", then 40 more; so 75.
  for (std::uint64_t before_limit = 1; before_limit <= 110; before_limit += 3) {
    const auto wrapped = run(KernelProbe::kLimit - before_limit);
    CHECK(wrapped.first == expected.first);
    CHECK((wrapped.second < 1000) == (before_limit < 75));  // it did wrap
  }
}

}  // namespace
}  // namespace acqsim::des
