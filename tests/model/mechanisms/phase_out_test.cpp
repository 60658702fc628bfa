#include "model/mechanisms/phase_out.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

namespace acqsim::model {
namespace {

/// Ten use cases of `health` on Beta, in operation without an option within the horizon; Alpha
/// could serve them too.
spec::Scenario dependent(bool is_embedded) {
  spec::Scenario scenario = test::two_clouds();
  scenario.phase_out.enabled = true;
  scenario.phase_out.gateway = Days(10.0);
  scenario.phase_out.embedded = Days(90.0);
  scenario.operation.enabled = true;
  scenario.operation.period = Days(1e7);
  scenario.kinds["civilian"].embedded_share = base::Share(is_embedded ? 1.0 : 0.0);
  scenario.agencies["health"].installed_base = {{"beta", 10.0}};
  return scenario;
}

void suspend_on(test::Run& run, double day) {
  run.on_day(day, [&run](World& world) {
    world.standing.suspend(world, run.vendor("beta"), mask_of(world, {"civilian"}));
  });
}

TEST_CASE("behind a gateway all move to another vendor on the last day of the period",
          "[model][phase-out]") {
  test::Run run(dependent(false));
  suspend_on(run, 100.0);
  run.run();
  const auto moved = run.events.all<VendorChanged>();
  REQUIRE(moved.size() == 10);
  for (const auto& [at, e] : moved) {
    CHECK(at == 110.0);
    CHECK(e.from == run.vendor("beta"));
    CHECK(e.to == run.vendor("alpha"));
  }
  CHECK(run.events.count<ContractEnded>() == 0);
}

TEST_CASE("in a platform contracts end on the last day of the period and are procured anew",
          "[model][phase-out]") {
  test::Run run(dependent(true));
  suspend_on(run, 100.0);
  run.run();
  const auto ended = run.events.all<ContractEnded>();
  REQUIRE(ended.size() == 10);
  for (const auto& [at, e] : ended) {
    CHECK(at == 190.0);
    CHECK(e.cause == EndCause::vendor_excluded);
  }
  const auto awarded = run.events.all<Awarded>();
  REQUIRE(awarded.size() == 10);
  for (const auto& [at, e] : awarded) {
    CHECK(at == 190.0);  // acquisitions take no time here
    CHECK(e.vendor == run.vendor("alpha"));
    CHECK(e.incumbent == run.vendor("beta"));
  }
}

TEST_CASE("a suspension lifted in time ends nothing and a new one has its full period",
          "[model][phase-out]") {
  test::Run run(dependent(true));
  suspend_on(run, 100.0);
  run.on_day(150.0, [&](World& world) {
    world.standing.lift(world, run.vendor("beta"), mask_of(world, {"civilian"}));
  });
  suspend_on(run, 300.0);
  run.run();
  const auto ended = run.events.all<ContractEnded>();
  REQUIRE(ended.size() == 10);
  for (const auto& [at, e] : ended) CHECK(at == 390.0);
}

TEST_CASE("a suspension lifted in part is phased out for the other kind alone",
          "[model][phase-out]") {
  spec::Scenario scenario = dependent(true);
  scenario.kinds["defense"].embedded_share = base::Share(1.0);
  scenario.agencies["army"].installed_base = {{"beta", 4.0}};
  test::Run run(scenario);
  run.on_day(100.0, [&](World& world) {
    world.standing.suspend(world, run.vendor("beta"), mask_of(world, {"civilian", "defense"}));
  });
  run.on_day(130.0, [&](World& world) {
    world.standing.lift(world, run.vendor("beta"), mask_of(world, {"civilian"}));
  });
  run.run();
  const auto ended = run.events.all<ContractEnded>();
  REQUIRE(ended.size() == 4);
  for (const auto& [at, e] : ended) {
    CHECK(at == 190.0);
    CHECK(e.agency == run.agency("army"));
  }
}

TEST_CASE("a suspension of before the start counts from its day", "[model][phase-out]") {
  spec::Scenario scenario = dependent(true);
  // 30 of the 90 days are over at the start, day 0.
  scenario.vendors["beta"].suspensions["order"] = {
      {"civilian"}, {}, base::Date(scenario.start.days_since_epoch() - 30)};
  test::Run run(scenario);
  run.run();
  const auto ended = run.events.all<ContractEnded>();
  REQUIRE(ended.size() == 10);
  for (const auto& [at, e] : ended) CHECK(at == 60.0);
}

TEST_CASE("one of several vendors behind a gateway is replaced", "[model][phase-out]") {
  // With both vendors in service from the start: after the phase-out Alpha alone serves.
  spec::Scenario scenario = dependent(false);
  scenario.agencies["health"].installed_base.clear();
  scenario.lock_in.enabled = true;
  scenario.lock_in.multi_homing = base::Share(1.0);
  scenario.lock_in.multi_homing_vendors = 2;
  scenario.arrivals.enabled = true;
  scenario.agencies["health"].requirement_rate = base::per_year(40.0);
  test::Run run(scenario);
  suspend_on(run, 300.0);
  run.run();
  std::size_t before = 0;
  std::size_t ended = 0;
  for (const auto& [at, e] : run.events.all<SupplyStarted>()) {
    before += at < 300.0 && e.vendor == run.vendor("beta");
    CHECK((at < 300.0 || e.vendor == run.vendor("alpha")));
  }
  for (const auto& [at, e] : run.events.all<SupplyEnded>()) {
    if (e.vendor != run.vendor("beta")) continue;
    CHECK(at == 310.0);
    ++ended;
  }
  REQUIRE(before > 10);
  CHECK(ended == before);
  CHECK(run.events.count<ContractEnded>() == 0);
}

TEST_CASE("where nobody is suspended the phase-out changes not a bit", "[model][phase-out]") {
  const auto history = [](bool enabled) {
    spec::Scenario scenario = test::lively_two_clouds();
    scenario.phase_out.enabled = enabled;
    test::Run run(scenario);
    run.run();
    return run.world().path_hash();
  };
  CHECK(history(true) == history(false));
}

}  // namespace
}  // namespace acqsim::model
