#include <acqsim/des/group.hpp>
#include <acqsim/des/resource.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <vector>

namespace acqsim::des {
namespace {

using base::Days;
using namespace base::literals;

struct Record {
  explicit Record(Simulation& simulation) : tool(simulation, 1) {}
  Resource tool;
  std::string text;
  Days over{-1.0};
  std::size_t first = 99;
};

Process step(Simulation& simulation, Record& record, std::string name, Days duration) {
  co_await simulation.delay(duration);
  record.text += name;
}

Process holder(Simulation& simulation, Record& record, Days duration) {
  const Holding holding = co_await record.tool.acquire();
  co_await simulation.delay(duration);
  record.text += "h";
}

Process failing(Simulation& simulation, Days after) {
  co_await simulation.delay(after);
  throw std::runtime_error("broken");
}

Process all(Simulation& simulation, Record& record) {
  co_await all_of(simulation, step(simulation, record, "a", 3_d),
                  step(simulation, record, "b", 1_d), step(simulation, record, "c", 2_d));
  record.over = simulation.now();
}

Process any(Simulation& simulation, Record& record, Days one, Days other) {
  record.first = co_await any_of(simulation, holder(simulation, record, one),
                                 step(simulation, record, "s", other));
  record.over = simulation.now();
}

TEST_CASE("all_of ends with the last of its parts", "[des][group]") {
  Simulation simulation;
  Record record(simulation);
  simulation.spawn(all(simulation, record));
  simulation.run();
  CHECK(record.text == "bca");
  CHECK(record.over == 3_d);
  CHECK(simulation.alive() == 0);
}

TEST_CASE("any_of ends with the first and cancels the others, which give back what they held",
          "[des][group]") {
  Simulation simulation;
  Record record(simulation);
  simulation.spawn(any(simulation, record, 5_d, 2_d));
  simulation.run_until(1_d);
  CHECK(record.tool.in_use() == 1);
  simulation.run_until(2_d);
  CHECK(record.first == 1);
  CHECK(record.over == 2_d);
  CHECK(record.tool.in_use() == 0);
  simulation.run();
  CHECK(record.text == "s");
  CHECK(simulation.alive() == 0);
}

TEST_CASE("of parts that end at one instant the one scheduled first is the first", "[des][group]") {
  Simulation simulation;
  Record record(simulation);
  simulation.spawn(any(simulation, record, 2_d, 2_d));
  simulation.run();
  CHECK(record.first == 0);
  // The second ends in the same instant, before the awaiting process is told.
  CHECK(record.text == "hs");
}

Process guarded(Simulation& simulation, Record& record) {
  try {
    co_await all_of(simulation, failing(simulation, 1_d), holder(simulation, record, 5_d));
  } catch (const std::runtime_error& error) {
    record.text += error.what();
  }
  record.over = simulation.now();
}

TEST_CASE("an exception in a part cancels the others and is thrown where they are awaited",
          "[des][group]") {
  Simulation simulation;
  Record record(simulation);
  simulation.spawn(guarded(simulation, record));
  simulation.run();
  CHECK(record.text == "broken");
  CHECK(record.over == 1_d);
  CHECK(record.tool.in_use() == 0);
  CHECK(simulation.alive() == 0);
}

Process unguarded(Simulation& simulation) {
  co_await any_of(simulation, failing(simulation, 1_d), failing(simulation, 2_d));
}

TEST_CASE("a failure in a part that nobody catches names the whole process", "[des][group]") {
  Simulation simulation;
  simulation.spawn(unguarded(simulation), "ship");
  try {
    simulation.run();
    FAIL("nothing was thrown");
  } catch (const ProcessFailed& failure) {
    CHECK(failure.process() == "ship");
    CHECK(failure.time() == 1_d);
  }
}

TEST_CASE("cancelling the whole cancels its parts", "[des][group]") {
  for (const double at : {0.0, 0.5, 1.5}) {
    Simulation simulation;
    Record record(simulation);
    const ProcessHandle handle = simulation.spawn(any(simulation, record, 5_d, 7_d));
    if (at > 0.0) simulation.run_until(Days(at));
    CHECK(simulation.cancel(handle));
    CHECK(simulation.alive() == 0);
    CHECK(record.tool.in_use() == 0);
    simulation.run();
    CHECK(record.text.empty());
  }
}

Process many(Simulation& simulation, Record& record, int count) {
  std::vector<Process> parts;
  for (int i = 0; i < count; ++i) parts.push_back(step(simulation, record, "x", Days(i)));
  co_await all_of(simulation, std::move(parts));
  record.over = simulation.now();
}

TEST_CASE("any number of parts, also none", "[des][group]") {
  for (const int count : {0, 1, 100}) {
    Simulation simulation;
    Record record(simulation);
    simulation.spawn(many(simulation, record, count));
    simulation.run();
    CHECK(record.text.size() == static_cast<std::size_t>(count));
    CHECK(record.over == Days(count == 0 ? 0 : count - 1));
  }
}

TEST_CASE("a simulation that ends with parts under way destroys them all", "[des][group]") {
  Simulation simulation;
  Record record(simulation);
  simulation.spawn(any(simulation, record, 5_d, 7_d));
  simulation.spawn(all(simulation, record));
  simulation.run_until(0.5_d);
  simulation.clear();
  CHECK(simulation.alive() == 0);
  CHECK(record.tool.in_use() == 0);
}

}  // namespace
}  // namespace acqsim::des
