#include "model/mechanisms/standing.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

namespace acqsim::model {
namespace {

using base::Date;

TEST_CASE("a suspension of before the start is in force at the start for its kinds",
          "[model][standing]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.vendors["beta"].suspensions["order"].scope = {"defense"};
  test::Run run(scenario);
  CHECK(run.world().standing.is_suspended(run.vendor("beta"), run.kind("defense")));
  CHECK_FALSE(run.world().standing.is_suspended(run.vendor("beta"), run.kind("civilian")));
  CHECK_FALSE(run.world().standing.is_suspended(run.vendor("alpha"), run.kind("defense")));
}

TEST_CASE("a suspension is announced once for each kind that it newly reaches",
          "[model][standing]") {
  test::Run run(test::two_clouds());
  World& world = run.world();
  world.standing.suspend(world, run.vendor("beta"), mask_of(world, {"defense"}));
  world.standing.suspend(world, run.vendor("beta"), mask_of(world, {"defense", "civilian"}));
  const auto suspended = run.events.all<VendorSuspended>();
  REQUIRE(suspended.size() == 2);
  CHECK(suspended[0].second.kind == run.kind("defense"));
  CHECK(suspended[1].second.kind == run.kind("civilian"));
}

TEST_CASE("a suspension can be lifted in part", "[model][standing]") {
  test::Run run(test::two_clouds());
  World& world = run.world();
  world.standing.suspend(world, run.vendor("beta"), mask_of(world, {"defense", "civilian"}));
  world.standing.lift(world, run.vendor("beta"), mask_of(world, {"civilian"}));
  world.standing.lift(world, run.vendor("beta"), mask_of(world, {"civilian"}));
  CHECK(world.standing.is_suspended(run.vendor("beta"), run.kind("defense")));
  CHECK_FALSE(world.standing.is_suspended(run.vendor("beta"), run.kind("civilian")));
  CHECK(run.events.count<SuspensionLifted>() == 1);
}

TEST_CASE("a dated suspension ends on its day", "[model][standing]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.vendors["beta"].suspensions["order"] = {{"defense"}, Date::from_civil(2026, 1, 11), {}};
  test::Run run(scenario);
  run.run();
  const auto lifted = run.events.all<SuspensionLifted>();
  REQUIRE(lifted.size() == 1);
  CHECK(lifted[0].first == 10.0);
  CHECK_FALSE(run.world().standing.is_suspended(run.vendor("beta"), run.kind("defense")));
}

TEST_CASE("the end of one suspension does not lift another that goes on", "[model][standing]") {
  // Both kinds until day 10, defense until day 20, and nobody lifts what has no date.
  spec::Scenario scenario = test::two_clouds();
  auto& beta = scenario.vendors["beta"].suspensions;
  beta["a-both"] = {{"civilian", "defense"}, Date::from_civil(2026, 1, 11), {}};
  beta["b-defense"] = {{"defense"}, Date::from_civil(2026, 1, 21), {}};
  auto& alpha = scenario.vendors["alpha"].suspensions;
  alpha["a-both"] = {{"civilian", "defense"}, Date::from_civil(2026, 1, 11), {}};
  alpha["b-defense"] = {{"defense"}, {}, {}};
  test::Run run(scenario);
  run.run();
  std::vector<std::pair<double, std::size_t>> lifted_of_beta;
  for (const auto& [at, e] : run.events.all<SuspensionLifted>()) {
    if (e.vendor == run.vendor("beta")) lifted_of_beta.emplace_back(at, e.kind.value());
  }
  CHECK(lifted_of_beta ==
        std::vector<std::pair<double, std::size_t>>{{10.0, run.kind("civilian").value()},
                                                    {20.0, run.kind("defense").value()}});
  CHECK(run.world().standing.is_suspended(run.vendor("alpha"), run.kind("defense")));
  CHECK_FALSE(run.world().standing.is_suspended(run.vendor("alpha"), run.kind("civilian")));
}

TEST_CASE("a suspended vendor wins nothing until it may sell again", "[model][standing]") {
  // Defense can reach Beta alone. Suspended on day 100 and lifted on day 400: requirements of the
  // time between wait (patience is 365 days) and are awarded when the suspension is lifted.
  spec::Scenario scenario = test::two_clouds();
  scenario.arrivals.enabled = true;
  scenario.agencies["army"].requirement_rate = base::per_year(60.0);
  test::Run run(scenario);
  run.on_day(100.0, [&](World& world) {
    world.standing.suspend(world, run.vendor("beta"), mask_of(world, {"defense"}));
  });
  run.on_day(400.0, [&](World& world) {
    world.standing.lift(world, run.vendor("beta"), mask_of(world, {"defense"}));
  });
  run.run();
  std::size_t before = 0;
  std::size_t between = 0;
  std::size_t when_lifted = 0;
  for (const auto& [at, e] : run.events.all<Awarded>()) {
    before += at < 100.0;
    between += at >= 100.0 && at < 400.0;
    when_lifted += at == 400.0;
  }
  CHECK(before > 0);
  CHECK(between == 0);
  CHECK(when_lifted > 10);  // about 49 arose between
  CHECK(run.events.count<RequirementUnmet>() == 0);
}

TEST_CASE("a gateway leaves a suspended vendor at its next look", "[model][standing]") {
  // Beta alone serves civilians too; both are reachable, and Beta is much better.
  spec::Scenario scenario = test::two_clouds();
  scenario.vendors["beta"].capability = 1000.0;
  scenario.choice.capability = 1.0;
  scenario.arrivals.enabled = true;
  scenario.agencies["health"].requirement_rate = base::per_year(40.0);
  scenario.operation.enabled = true;
  scenario.operation.period = Days(730.0);
  scenario.lock_in.enabled = true;
  scenario.lock_in.gateway_review = base::per_year(52.0);
  test::Run run(scenario);
  run.on_day(300.0, [&](World& world) {
    world.standing.suspend(world, run.vendor("beta"), mask_of(world, {"civilian"}));
  });
  run.run();
  std::size_t moved = 0;
  for (const auto& [at, e] : run.events.all<VendorChanged>()) {
    CHECK(at >= 300.0);
    CHECK(e.from == run.vendor("beta"));
    CHECK(e.to == run.vendor("alpha"));
    ++moved;
  }
  std::size_t awarded_before = 0;
  for (const auto& [at, e] : run.events.all<Awarded>()) awarded_before += at < 300.0;
  REQUIRE(awarded_before > 10);
  CHECK(moved == awarded_before);  // looked at weekly, all have moved long before the end
}

TEST_CASE("an embedded contract with a suspended vendor ends at its next option",
          "[model][standing]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.kinds["defense"].embedded_share = base::Share(1.0);
  scenario.arrivals.enabled = true;
  scenario.agencies["army"].requirement_rate = base::per_year(30.0);
  scenario.operation.enabled = true;
  scenario.operation.period = Days(100.0);
  scenario.operation.options = 6;
  test::Run run(scenario);
  run.on_day(250.0, [&](World& world) {
    world.standing.suspend(world, run.vendor("beta"), mask_of(world, {"defense"}));
  });
  run.run();
  std::size_t in_operation = 0;
  for (const auto& [at, e] : run.events.all<OperationStarted>()) in_operation += at < 250.0;
  std::size_t excluded = 0;
  for (const auto& [at, e] : run.events.all<ContractEnded>()) {
    CHECK(e.cause == EndCause::vendor_excluded);
    CHECK(at >= 250.0);
    CHECK(at <= 350.0);
    ++excluded;
  }
  REQUIRE(in_operation > 5);
  CHECK(excluded == in_operation);
}

TEST_CASE("without the mechanism no suspension holds, to the bit", "[model][standing]") {
  const auto hash = [](const spec::Scenario& scenario) {
    test::Run run(scenario);
    run.on_day(100.0, [&](World& world) {
      world.standing.suspend(world, run.vendor("alpha"), mask_of(world, {"civilian"}));
    });
    run.on_day(300.0, [&](World& world) {
      world.standing.lift(world, run.vendor("alpha"), mask_of(world, {"civilian"}));
    });
    run.run();
    return run.world().path_hash();
  };
  spec::Scenario without = test::lively_two_clouds();
  without.phase_out = {true, Days(30.0), Days(90.0)};
  without.suspensions.enabled = false;
  spec::Scenario with = without;
  with.vendors["beta"].suspensions["order"] = {{"defense"}, Date::from_civil(2026, 6, 1), {}};
  CHECK(hash(with) == hash(without));
  with.suspensions.enabled = true;
  CHECK(hash(with) != hash(without));
}

}  // namespace
}  // namespace acqsim::model
