#include "model/mechanisms/capability.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

namespace acqsim::model {
namespace {

TEST_CASE("a release closes part of the gap to the frontier and adds a step",
          "[model][capability]") {
  // 90 + 0.5 (100 - 90) + 3 = 98
  CHECK(capability::after_release(90.0, 100.0, 0.5, 3.0) == 98.0);
  // At the frontier there is no gap: 100 + 3.
  CHECK(capability::after_release(100.0, 100.0, 0.5, 3.0) == 103.0);
  CHECK(capability::after_release(90.0, 100.0, 0.0, 0.0) == 90.0);
  CHECK(capability::after_release(90.0, 100.0, 1.0, 0.0) == 100.0);
}

TEST_CASE("the frontier is the best vendor's and moves with its releases", "[model][capability]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.vendors["alpha"].capability = 100.0;
  scenario.vendors["beta"].capability = 80.0;
  scenario.capability.gap_closed = base::Share(0.25);
  test::Run run(scenario);
  World& world = run.world();
  CHECK(world.capability.frontier(world) == 100.0);
  world.capability.release(world, run.vendor("beta"), 1.0);  // 80 + 0.25 x 20 + 1
  CHECK(world.capability.of(run.vendor("beta")) == 86.0);
  CHECK(world.capability.frontier(world) == 100.0);
  world.capability.release(world, run.vendor("alpha"), 4.0);
  CHECK(world.capability.frontier(world) == 104.0);
  const auto released = run.events.all<ModelReleased>();
  REQUIRE(released.size() == 2);
  CHECK(released[0].second.capability == 86.0);
}

TEST_CASE("a market without vendors has no frontier", "[model][capability]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.vendors.clear();
  scenario.vehicles["schedule"].sellers.clear();
  test::Run run(scenario);
  CHECK(run.world().capability.frontier(run.world()) == 0.0);
}

TEST_CASE("releases come at their rate, and not at all when the mechanism is off",
          "[model][capability]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.capability.releases = base::Rate(0.5);
  scenario.capability.step = stats::Distribution::fixed(1.0);
  {
    test::Run off(scenario);
    off.run();
    CHECK(off.events.count<ModelReleased>() == 0);
    CHECK(off.world().capability.of(off.vendor("alpha")) == 100.0);
  }
  scenario.capability.enabled = true;
  test::Run on(scenario);
  on.run();
  // Two vendors, 730 days, one in two days: Poisson with mean 730, standard deviation 27.
  CHECK(on.events.count<ModelReleased>() > 600);
  CHECK(on.events.count<ModelReleased>() < 860);
  std::size_t of_alpha = 0;
  for (const auto& [at, e] : on.events.all<ModelReleased>()) of_alpha += e.vendor.value() == 0;
  CHECK(on.world().capability.of(on.vendor("alpha")) == 100.0 + static_cast<double>(of_alpha));
}

TEST_CASE("a new vendor moves nobody else's releases", "[model][capability]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.capability.enabled = true;
  scenario.capability.releases = base::per_year(6.0);
  const auto of_beta = [](const spec::Scenario& given) {
    test::Run run(given);
    run.run();
    std::vector<double> times;
    for (const auto& [at, e] : run.events.all<ModelReleased>()) {
      if (e.vendor == run.vendor("beta")) times.push_back(at);
    }
    return times;
  };
  const auto before = of_beta(scenario);
  REQUIRE_FALSE(before.empty());
  scenario.vendors["aardvark"].price = Money(1.0);
  CHECK(of_beta(scenario) == before);
}

}  // namespace
}  // namespace acqsim::model
