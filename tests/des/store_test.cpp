#include <acqsim/des/store.hpp>

#include <catch2/catch.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace acqsim::des {
namespace {

using base::CheckFailed;
using base::Days;
using namespace base::literals;

using Letters = Store<std::string>;

struct Log {
  std::string text;
  void write(const std::string& word) { text += text.empty() ? word : " " + word; }
};

Process taker(Simulation& /*simulation*/, Letters& store, Log& log, std::string name) {
  const std::string item = co_await store.get();
  log.write(name + item);
}

Process patient(Simulation& simulation, Letters& store, Log& log, Days deadline) {
  const std::optional<std::string> item = co_await store.get_until(deadline);
  log.write(item ? *item : "none@" + std::to_string(static_cast<int>(simulation.now().value())));
}

Process giver(Simulation& simulation, Letters& store, Days at, std::string item) {
  co_await simulation.until(at);
  store.put(item);
}

Process offerer(Simulation& simulation, Letters& store, Log& log, std::string item,
                Days deadline = Days(1e9)) {
  const bool is_in = co_await store.offer(item, deadline);
  log.write((is_in ? "in:" : "out:") + item + "@" +
            std::to_string(static_cast<int>(simulation.now().value())));
}

TEST_CASE("items leave in the order in which they came, and wait for nobody", "[des][store]") {
  Simulation simulation;
  Letters store(simulation);
  Log log;
  for (const char* item : {"a", "b", "c"}) store.put(item);
  CHECK(store.size() == 3);
  for (const char* name : {"1", "2", "3"}) simulation.spawn(taker(simulation, store, log, name));
  simulation.run();
  CHECK(log.text == "1a 2b 3c");
  CHECK(store.is_empty());
  CHECK(simulation.events() == 3);  // taking what is there is no event
}

TEST_CASE("who waits is served in order of asking, at the instant of the item", "[des][store]") {
  Simulation simulation;
  Letters store(simulation);
  Log log;
  for (const char* name : {"1", "2", "3"}) simulation.spawn(taker(simulation, store, log, name));
  simulation.spawn(giver(simulation, store, 2_d, "a"));
  simulation.spawn(giver(simulation, store, 2_d, "b"));
  simulation.run();
  CHECK(log.text == "1a 2b");
  CHECK(store.has_waiting());
  CHECK(simulation.now() == 2_d);
  simulation.clear();  // the third waits still
  CHECK_FALSE(store.has_waiting());
}

TEST_CASE("a deadline ends the wait and at equal times the event scheduled first decides",
          "[des][store]") {
  Simulation simulation;
  Letters store(simulation);
  Log log;
  simulation.spawn(patient(simulation, store, log, 3_d));  // its deadline is an event at 3 ...
  simulation.spawn(giver(simulation, store, 3_d, "a"));    // ... scheduled before this one
  simulation.run();
  CHECK(log.text == "none@3");
  CHECK(store.size() == 1);

  simulation.clear();
  log = Log();
  store.put("z");
  simulation.spawn(
      patient(simulation, store, log, 0_d));  // is there: no wait, whatever the deadline
  simulation.spawn(patient(simulation, store, log, 0_d));
  simulation.spawn(patient(simulation, store, log, 0_d));
  simulation.run();
  CHECK(log.text == "a z none@0");
}

TEST_CASE("an item given to somebody who is destroyed goes to the next", "[des][store]") {
  Simulation simulation;
  Letters store(simulation);
  Log log;
  const ProcessHandle first = simulation.spawn(taker(simulation, store, log, "1"));
  const ProcessHandle second = simulation.spawn(taker(simulation, store, log, "2"));
  simulation.spawn(taker(simulation, store, log, "3"));
  simulation.run_until(1_d);
  store.put("a");                   // for 1
  store.put("b");                   // for 2
  CHECK(simulation.cancel(first));  // so a is for 2 and b for 3
  simulation.run_until(2_d);
  CHECK(log.text == "2a 3b");
  CHECK_FALSE(simulation.is_alive(second));

  const ProcessHandle fourth = simulation.spawn(taker(simulation, store, log, "4"));
  simulation.run_until(3_d);
  store.put("c");
  store.put("d");
  CHECK(simulation.cancel(fourth));
  CHECK(store.size() == 2);
  simulation.spawn(taker(simulation, store, log, "5"));
  simulation.run();
  CHECK(log.text == "2a 3b 5c");  // c came first and is first again
}

TEST_CASE("cancelling who waits takes nothing with it", "[des][store]") {
  Simulation simulation;
  Letters store(simulation);
  Log log;
  const ProcessHandle gone = simulation.spawn(taker(simulation, store, log, "1"));
  simulation.spawn(taker(simulation, store, log, "2"));
  simulation.run_until(1_d);
  CHECK(simulation.cancel(gone));
  store.put("a");
  simulation.run();
  CHECK(log.text == "2a");
}

TEST_CASE("a full store makes who offers wait for room, in order", "[des][store]") {
  Simulation simulation;
  Letters store(simulation, 1);
  Log log;
  simulation.spawn(offerer(simulation, store, log, "a"));
  simulation.spawn(offerer(simulation, store, log, "b"));
  simulation.spawn(offerer(simulation, store, log, "c", 2_d));
  const ProcessHandle gone = simulation.spawn(offerer(simulation, store, log, "d"));
  simulation.spawn(offerer(simulation, store, log, "e"));
  simulation.run_until(1_d);
  CHECK(log.text == "in:a@0");
  CHECK(store.is_full());
  CHECK_THROWS_AS(store.put("x"), CheckFailed);
  CHECK(simulation.cancel(gone));
  simulation.run_until(3_d);
  CHECK(log.text == "in:a@0 out:c@2");
  for (const char* name : {"1", "2", "3"}) simulation.spawn(taker(simulation, store, log, name));
  simulation.run();
  CHECK(log.text == "in:a@0 out:c@2 1a 2b 3e in:b@3 in:e@3");
  CHECK(simulation.alive() == 0);
}

TEST_CASE("items that only move are carried, and destroyed with the store", "[des][store]") {
  const auto shared = std::make_shared<int>(7);
  {
    Simulation simulation;
    Store<std::shared_ptr<int>> store(simulation);
    for (int i = 0; i < 100; ++i) store.put(shared);
    CHECK(shared.use_count() == 101);
  }
  CHECK(shared.use_count() == 1);
}

TEST_CASE("who waits when the store goes sleeps on, until the deadline if there is one",
          "[des][store]") {
  Simulation simulation;
  Log log;
  auto store = std::make_unique<Letters>(simulation);
  simulation.spawn(taker(simulation, *store, log, "1"));
  simulation.spawn(patient(simulation, *store, log, 4_d));
  simulation.run_until(1_d);
  store.reset();
  simulation.run();
  CHECK(log.text == "none@4");
  CHECK(simulation.alive() == 1);
}

TEST_CASE("a store has room for one item at least", "[des][store]") {
  Simulation simulation;
  CHECK_THROWS_AS(Letters(simulation, 0), CheckFailed);
}

}  // namespace
}  // namespace acqsim::des
