#include <acqsim/des/observer.hpp>
#include <acqsim/des/simulation.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>

namespace acqsim::des {
namespace {

using base::Days;
using namespace base::literals;

Process steps(Simulation& simulation, double step, int count) {
  for (int i = 0; i < count; ++i) co_await simulation.delay(Days(step));
}

class Trace final : public Observer {
 public:
  explicit Trace(const Simulation& simulation) : simulation_(simulation) {}
  void on_event(Days time, std::uint64_t number, std::uint32_t name) override {
    text += std::to_string(number) + ":" + std::string(simulation_.name_of(name)) + "@" +
            std::to_string(static_cast<int>(time.value())) + " ";
  }
  std::string text;

 private:
  const Simulation& simulation_;
};

TEST_CASE("an observer is told of every event with its time, number and name", "[des]") {
  Simulation simulation;
  Trace trace(simulation);
  simulation.observe(&trace);
  simulation.spawn(steps(simulation, 2, 2), "slow");
  simulation.spawn(steps(simulation, 1, 2), "quick");
  simulation.spawn(steps(simulation, 9, 1));
  simulation.run_until(4_d);
  CHECK(trace.text == "0:slow@0 1:quick@0 2:@0 3:quick@1 4:slow@2 5:quick@2 6:slow@4 ");
  simulation.observe(nullptr);
  simulation.run();
  CHECK(simulation.events() == 8);
}

std::uint64_t path(double step, const char* name) {
  Simulation simulation;
  PathHash hash;
  simulation.observe(&hash);
  simulation.spawn(steps(simulation, step, 3), name);
  simulation.spawn(steps(simulation, 1, 3), "other");
  simulation.run();
  return hash.value();
}

TEST_CASE("the path hash is the same for the same path only", "[des]") {
  CHECK(path(2, "a") == path(2, "a"));
  CHECK(path(2, "a") != path(2.0000001, "a"));
  // The names differ, and so do the ids at equal times: "other" is met first or second.
  CHECK(path(1, "other") != path(1, "a"));
}

class Refuses final : public Observer {
 public:
  void on_event(Days, std::uint64_t number, std::uint32_t) override {
    if (number == 3) throw std::runtime_error("enough");
  }
};

TEST_CASE("an observer that throws stops the run", "[des]") {
  Simulation simulation;
  Refuses refuses;
  simulation.observe(&refuses);
  simulation.spawn(steps(simulation, 1, 9));
  CHECK_THROWS_WITH(simulation.run(), "enough");
  simulation.clear();
  simulation.observe(nullptr);
  simulation.spawn(steps(simulation, 1, 9));
  simulation.run();
  CHECK(simulation.events() == 10);
}

}  // namespace
}  // namespace acqsim::des
