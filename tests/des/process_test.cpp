#include <acqsim/des/process.hpp>
#include <acqsim/des/simulation.hpp>

#include <catch2/catch.hpp>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace acqsim::des {
namespace {

using base::Days;
using namespace base::literals;

/// Counts how many of its kind live; writes its letter when it dies.
class Token {
 public:
  Token(std::string& deaths, char letter) : deaths_(&deaths), letter_(letter) {}
  Token(Token&& other) noexcept
      : deaths_(std::exchange(other.deaths_, nullptr)), letter_(other.letter_) {}
  Token(const Token&) = delete;
  Token& operator=(const Token&) = delete;
  Token& operator=(Token&&) = delete;
  ~Token() {
    if (deaths_ != nullptr) deaths_->push_back(letter_);
  }

 private:
  std::string* deaths_;
  char letter_;
};

Process sleeper(Simulation& simulation, std::string& deaths, char letter, double time) {
  const Token token(deaths, letter);
  co_await simulation.delay(Days(time));
}

TEST_CASE("locals die when their process ends, is cancelled, or the simulation ends", "[des]") {
  std::string deaths;
  {
    Simulation simulation;
    simulation.spawn(sleeper(simulation, deaths, 'a', 1));
    const ProcessHandle b = simulation.spawn(sleeper(simulation, deaths, 'b', 5));
    simulation.spawn(sleeper(simulation, deaths, 'c', 5));
    simulation.run_until(2_d);
    CHECK(deaths == "a");
    simulation.cancel(b);
    CHECK(deaths == "ab");
  }
  CHECK(deaths == "abc");
}

Process with_argument(Simulation&, Token) { co_return; }

TEST_CASE("a process that is never spawned gives its arguments back", "[des]") {
  std::string deaths;
  Simulation simulation;
  {
    const Process process = with_argument(simulation, Token(deaths, 'a'));
    CHECK(deaths.empty());
  }
  CHECK(deaths == "a");
  Process moved = with_argument(simulation, Token(deaths, 'b'));
  Process target = std::move(moved);
  simulation.spawn(std::move(target));
  CHECK(deaths == "a");
  simulation.run();
  CHECK(deaths == "ab");
}

Process spawned_twice(Simulation& simulation) { co_await simulation.delay(1_d); }

TEST_CASE("a process is spawned once, in its own simulation", "[des]") {
  Simulation simulation;
  Simulation other;
  Process process = spawned_twice(simulation);
  CHECK_THROWS_AS(other.spawn(spawned_twice(simulation)), base::CheckFailed);
  simulation.spawn(std::move(process));
  CHECK_THROWS_AS(simulation.spawn(std::move(process)), base::CheckFailed);
}

Task<int> doubled(Simulation& simulation, int value) {
  co_await simulation.delay(1_d);
  co_return 2 * value;
}

Process add_up(Simulation& simulation, int& sum) {
  sum += co_await doubled(simulation, 3);
  sum += co_await doubled(simulation, 4);
  CHECK(simulation.now() == 2_d);
}

TEST_CASE("a called task takes its time and returns its result", "[des]") {
  Simulation simulation;
  int sum = 0;
  simulation.spawn(add_up(simulation, sum));
  simulation.run();
  CHECK(sum == 14);
  CHECK(simulation.events() == 3);  // the start and two delays: calls and returns are no events
}

Task<std::unique_ptr<int>> immediate(Simulation&) { co_return std::make_unique<int>(7); }

Process take(Simulation& simulation, int& result) {
  const auto pointer = co_await immediate(simulation);
  result = *pointer;
}

TEST_CASE("a task may return at once, and return what can only be moved", "[des]") {
  Simulation simulation;
  int result = 0;
  simulation.spawn(take(simulation, result));
  simulation.run();
  CHECK(result == 7);
}

Process dive(Simulation& simulation, int depth, int& deepest) {
  deepest = depth;
  if (depth < 100'000) {
    co_await dive(simulation, depth + 1, deepest);
  } else {
    co_await simulation.delay(1_d);
  }
}

TEST_CASE("calls may be nested a hundred thousand deep", "[des]") {
  Simulation simulation;
  int deepest = 0;
  simulation.spawn(dive(simulation, 0, deepest));
  simulation.run();
  CHECK(deepest == 100'000);
  CHECK(simulation.now() == 1_d);
  CHECK(simulation.events() == 2);
}

TEST_CASE("a deep call can be cancelled, and cleared, without overflowing the stack", "[des]") {
  Simulation simulation;
  int deepest = 0;
  const ProcessHandle handle = simulation.spawn(dive(simulation, 0, deepest));
  simulation.run_until(Days(0.5));
  CHECK(simulation.cancel(handle));
  CHECK(simulation.alive() == 0);
  simulation.run();
  CHECK(simulation.now() == Days(0.5));
  simulation.spawn(dive(simulation, 0, deepest));
  simulation.run_until(Days(0.9));
  simulation.clear();
  CHECK(simulation.alive() == 0);
}

Process inner(Simulation& simulation, std::string& deaths) {
  const Token token(deaths, 'i');
  co_await simulation.delay(5_d);
}

Process outer(Simulation& simulation, std::string& deaths) {
  const Token token(deaths, 'o');
  co_await inner(simulation, deaths);
}

TEST_CASE("cancelling destroys from the innermost call outward", "[des]") {
  Simulation simulation;
  std::string deaths;
  const ProcessHandle handle = simulation.spawn(outer(simulation, deaths));
  simulation.run_until(1_d);
  simulation.cancel(handle);
  CHECK(deaths == "io");
}

Process fails(Simulation& simulation, double time) {
  co_await simulation.delay(Days(time));
  throw std::invalid_argument("broken");
}

TEST_CASE("an exception that leaves a process stops the run and says where", "[des]") {
  Simulation simulation;
  std::string deaths;
  simulation.spawn(fails(simulation, 2.5), "protest");
  simulation.spawn(sleeper(simulation, deaths, 'a', 3));
  bool is_caught = false;
  try {
    simulation.run_until(10_d);
  } catch (const ProcessFailed& failed) {
    is_caught = true;
    CHECK(failed.process() == "protest");
    CHECK(failed.time() == Days(2.5));
    CHECK(std::string(failed.what()) == "process 'protest' failed at day 2.5: broken");
    CHECK_THROWS_AS(std::rethrow_if_nested(failed), std::invalid_argument);
  }
  CHECK(is_caught);
  CHECK(simulation.now() == Days(2.5));
  CHECK(simulation.alive() == 1);
  simulation.run_until(10_d);  // the others go on
  CHECK(deaths == "a");
}

Process throws_nonsense(Simulation&) {
  throw 42;  // NOLINT
  co_return;
}

TEST_CASE("what is thrown need not be an exception class", "[des]") {
  Simulation simulation;
  simulation.spawn(throws_nonsense(simulation));
  CHECK_THROWS_AS(simulation.run(), ProcessFailed);
}

Process catches(Simulation& simulation, std::string& log) {
  try {
    co_await fails(simulation, 1);
  } catch (const std::invalid_argument& error) {
    log = error.what();
  }
  co_await simulation.delay(1_d);
  log += " and mended";
}

Process passes_on(Simulation& simulation) { co_await fails(simulation, 1); }

TEST_CASE("the caller can catch what a called process throws", "[des]") {
  Simulation simulation;
  std::string log;
  simulation.spawn(catches(simulation, log));
  simulation.run();
  CHECK(log == "broken and mended");
  simulation.spawn(passes_on(simulation), "outer");
  CHECK_THROWS_WITH(simulation.run(), "process 'outer' failed at day 3: broken");
}

struct World {
  Simulation time;
  Simulation& simulation() { return time; }
  int visits = 0;
  Process visit(int days) {
    co_await time.delay(Days(days));
    ++visits;
  }
};

Process by_pointer(int days, World& world) {
  co_await world.visit(days);
  ++world.visits;
}

TEST_CASE("the simulation is found through any argument, and through the object", "[des]") {
  World world;
  world.time.spawn(world.visit(1));
  world.time.spawn(by_pointer(2, world));
  world.time.run();
  CHECK(world.visits == 3);
}

TEST_CASE("frames of ended processes are used again", "[des]") {
  Simulation simulation;
  std::string deaths;
  for (int i = 0; i < 1000; ++i) {
    simulation.spawn(sleeper(simulation, deaths, '.', 1));
    simulation.run();
  }
  CHECK(deaths.size() == 1000);
  CHECK(simulation.alive() == 0);
}

class SpawnsWhenDying {
 public:
  SpawnsWhenDying(Simulation& simulation, std::string& deaths)
      : simulation_(simulation), deaths_(deaths) {}
  SpawnsWhenDying(const SpawnsWhenDying&) = delete;
  SpawnsWhenDying& operator=(const SpawnsWhenDying&) = delete;
  ~SpawnsWhenDying() { simulation_.spawn(sleeper(simulation_, deaths_, 's', 1)); }

 private:
  Simulation& simulation_;
  std::string& deaths_;
};

Process last_will(Simulation& simulation, std::string& deaths) {
  const SpawnsWhenDying will(simulation, deaths);
  co_await simulation.delay(5_d);
}

TEST_CASE("what a dying process spawns while the simulation is cleared is destroyed too", "[des]") {
  Simulation simulation;
  std::string deaths;
  simulation.spawn(last_will(simulation, deaths));
  simulation.run_until(1_d);
  simulation.clear();
  CHECK(simulation.alive() == 0);
  CHECK(simulation.pending() == 0);
  CHECK(deaths.empty());  // it never started, so its token was never made
}

struct Big {
  std::vector<int> values;
  char bytes[3'000'000];
};

Process large(Simulation& simulation, bool& done) {
  auto big = std::make_unique<Big>();
  char local[2'000'000];
  local[1'999'999] = 1;
  co_await simulation.delay(1_d);
  done = local[1'999'999] == 1 && big->values.empty();
}

TEST_CASE("a frame may be larger than a chunk of the arena", "[des]") {
  Simulation simulation;
  bool done = false;
  simulation.spawn(large(simulation, done));
  simulation.run();
  CHECK(done);
}

}  // namespace
}  // namespace acqsim::des
