#include "model/mechanisms/vehicles.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

namespace acqsim::model {
namespace {

using base::Date;

TEST_CASE("a vehicle is open from its first day to the day before its last", "[model][vehicles]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.vehicles["schedule"].opens = Date::from_civil(2026, 1, 11);
  scenario.vehicles["schedule"].closes = Date::from_civil(2026, 1, 21);
  test::Run run(scenario);
  const VehicleId schedule = run.vehicle("schedule");
  CHECK_FALSE(run.world().vehicles.is_open(schedule));
  std::vector<bool> open;
  for (const double day : {9.9, 10.5, 19.9, 20.5}) {
    run.on_day(day, [&](World& world) { open.push_back(world.vehicles.is_open(schedule)); });
  }
  run.run();
  CHECK(open == std::vector<bool>{false, true, true, false});
  REQUIRE(run.events.count<VehicleOpened>() == 1);
  CHECK(run.events.all<VehicleOpened>()[0].first == 10.0);
  REQUIRE(run.events.count<VehicleClosed>() == 1);
  CHECK(run.events.all<VehicleClosed>()[0].first == 20.0);
}

TEST_CASE("dates before the start are settled at the start", "[model][vehicles]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.vehicles["old"] = scenario.vehicles["schedule"];
  scenario.vehicles["old"].closes = Date::from_civil(2025, 12, 31);
  scenario.vehicles["schedule"].opens = Date::from_civil(2020, 1, 1);
  test::Run run(scenario);
  run.run();
  CHECK_FALSE(run.world().vehicles.is_open(run.vehicle("old")));
  CHECK(run.world().vehicles.is_open(run.vehicle("schedule")));
  CHECK(run.events.count<VehicleOpened>() == 0);
  CHECK(run.events.count<VehicleClosed>() == 0);
}

TEST_CASE("opening what is open and closing what is closed is not news", "[model][vehicles]") {
  test::Run run(test::two_clouds());
  World& world = run.world();
  world.vehicles.open(world, run.vehicle("schedule"));
  CHECK(run.events.count<VehicleOpened>() == 0);
  world.vehicles.close(world, run.vehicle("schedule"));
  world.vehicles.close(world, run.vehicle("schedule"));
  CHECK(run.events.count<VehicleClosed>() == 1);
  world.vehicles.open(world, run.vehicle("schedule"));
  CHECK(run.events.count<VehicleOpened>() == 1);
}

TEST_CASE("obligations that reach the ceiling close the vehicle", "[model][vehicles]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.vehicles["schedule"].ceiling = Money(100.0);
  test::Run run(scenario);
  World& world = run.world();
  world.vehicles.obligate(world, run.vehicle("schedule"), Money(99.0));
  CHECK(world.vehicles.is_open(run.vehicle("schedule")));
  world.vehicles.obligate(world, run.vehicle("schedule"), Money(1.0));
  CHECK_FALSE(world.vehicles.is_open(run.vehicle("schedule")));
  CHECK(world.vehicles.obligated(run.vehicle("schedule")) == Money(100.0));
}

TEST_CASE("a ceiling of zero is none", "[model][vehicles]") {
  test::Run run(test::two_clouds());
  World& world = run.world();
  world.vehicles.obligate(world, run.vehicle("schedule"), Money(1e15));
  CHECK(world.vehicles.is_open(run.vehicle("schedule")));
}

TEST_CASE("no order is placed once the ceiling is reached", "[model][vehicles]") {
  // Requirements of $1M a year, paid a year ahead: the third fills a ceiling of $2.5M.
  spec::Scenario scenario = test::two_clouds();
  scenario.vehicles["schedule"].ceiling = Money(2.5e6);
  scenario.arrivals.enabled = true;
  scenario.agencies["health"].requirement_rate = base::per_year(50.0);
  scenario.operation.enabled = true;
  scenario.operation.period = Days(base::kDaysPerYear);
  scenario.operation.options = 0;
  scenario.operation.hosting_share = base::Share(0.3);
  test::Run run(scenario);
  std::size_t awards_when_closed = 0;
  run.on_day(300.0, [&](World&) { awards_when_closed = run.events.count<Awarded>(); });
  run.run();
  CHECK(awards_when_closed == 3);
  CHECK(run.events.count<Awarded>() == 3);
  CHECK(run.events.count<VehicleClosed>() == 1);
  CHECK(run.world().vehicles.obligated(run.vehicle("schedule")).value() == Approx(3e6));
}

TEST_CASE("large orders take the method for large orders", "[model][vehicles]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.acquisition.methods["full"];
  scenario.vehicles["schedule"].large_from = Money(2e6);
  scenario.vehicles["schedule"].large_method = "full";
  test::Run run(scenario);
  const auto method = [&](double value) {
    return run.names()
        .methods[run.world().vehicles.method(run.world(), run.vehicle("schedule"), Money(value))];
  };
  CHECK(method(1.9e6) == "order");
  CHECK(method(2e6) == "full");
}

TEST_CASE("without a method for large orders size does not matter", "[model][vehicles]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.vehicles["schedule"].large_from = Money(2e6);
  test::Run run(scenario);
  CHECK(run.names().methods[run.world().vehicles.method(run.world(), run.vehicle("schedule"),
                                                        Money(1e9))] == "order");
}

TEST_CASE("without the mechanism dates and ceilings do not matter, to the bit",
          "[model][vehicles]") {
  const auto hash = [](const spec::Scenario& scenario) {
    test::Run run(scenario);
    run.on_day(200.0, [&](World& world) { world.vehicles.close(world, run.vehicle("schedule")); });
    run.run();
    return run.world().path_hash();
  };
  spec::Scenario without = test::lively_two_clouds();
  without.vehicle_terms.enabled = false;
  for (const int what : {0, 1, 2}) {
    spec::Scenario with = without;
    auto& schedule = with.vehicles["schedule"];
    if (what == 0) schedule.opens = Date::from_civil(2026, 3, 1);
    if (what == 1) schedule.closes = Date::from_civil(2026, 4, 1);
    if (what == 2) schedule.ceiling = Money(2e6);
    CHECK(hash(with) == hash(without));
    with.vehicle_terms.enabled = true;
    CHECK(hash(with) != hash(without));
  }
}

}  // namespace
}  // namespace acqsim::model
