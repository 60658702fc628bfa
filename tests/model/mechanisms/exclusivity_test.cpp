#include "model/mechanisms/exclusivity.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

namespace acqsim::model {
namespace {

using base::Date;

/// Alpha has reserved civilians to cloud `one`.
spec::Scenario reserved() {
  spec::Scenario scenario = test::two_clouds();
  scenario.vendors["alpha"].exclusivity["one"].scope = {"civilian"};
  return scenario;
}

TEST_CASE("exclusivity rules out a later partnership for its kinds alone", "[model][exclusivity]") {
  test::Run run(reserved());
  World& world = run.world();
  const VendorId alpha = run.vendor("alpha");
  world.partnerships.sign(world, alpha, run.provider("two"),
                          mask_of(world, {"civilian", "defense"}));
  const auto serves = [&](const char* provider, const char* kind) {
    return world.partnerships.serves(world, alpha, run.provider(provider), run.kind(kind));
  };
  CHECK(serves("one", "civilian"));
  CHECK_FALSE(serves("two", "civilian"));
  CHECK(serves("two", "defense"));
  world.exclusivity.lapse(world, alpha, run.provider("one"));
  CHECK(serves("two", "civilian"));
}

TEST_CASE("a partnership signed before a reaffirmation goes on", "[model][exclusivity]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.vendors["alpha"].partnerships["two"] = {
      spec::PartnershipStatus::in_force, {"civilian"}, Date::from_civil(2025, 1, 1)};
  test::Run run(scenario);
  bool goes_on = false;
  bool is_ruled_out = true;
  run.on_day(10.0, [&](World& world) {
    world.exclusivity.reaffirm(world, run.vendor("alpha"), run.provider("one"),
                               mask_of(world, {"civilian"}), Days(400.0));
  });
  run.on_day(20.0, [&](World& world) {
    goes_on = world.partnerships.serves(world, run.vendor("alpha"), run.provider("two"),
                                        run.kind("civilian"));
    is_ruled_out = world.exclusivity.rules_out(run.vendor("alpha"), run.provider("two"),
                                               run.kind("civilian"), Days(15.0));
  });
  run.run();
  CHECK(goes_on);
  CHECK(is_ruled_out);  // had it been signed on day 15
}

TEST_CASE("kinds reserved elsewhere are those of all other providers", "[model][exclusivity]") {
  spec::Scenario scenario = reserved();
  scenario.vendors["alpha"].exclusivity["two"].scope = {"defense"};
  scenario.providers["three"];
  test::Run run(scenario);
  World& world = run.world();
  const VendorId alpha = run.vendor("alpha");
  const auto& exclusivity = world.exclusivity;
  CHECK(exclusivity.reserved_elsewhere(alpha, run.provider("one")) == mask_of(world, {"defense"}));
  CHECK(exclusivity.reserved_elsewhere(alpha, run.provider("three")) ==
        mask_of(world, {"civilian", "defense"}));
  CHECK(exclusivity.reserved_elsewhere(run.vendor("beta"), run.provider("three")) == 0);
}

TEST_CASE("exclusivity lapses on its day, once", "[model][exclusivity]") {
  spec::Scenario scenario = reserved();
  scenario.vendors["alpha"].exclusivity["one"].until = Date::from_civil(2026, 1, 31);
  test::Run run(scenario);
  run.run();
  const auto lapsed = run.events.all<ExclusivityLapsed>();
  REQUIRE(lapsed.size() == 1);
  CHECK(lapsed[0].first == 30.0);
  CHECK_FALSE(run.world().exclusivity.is_in_force(run.vendor("alpha"), run.provider("one")));
}

TEST_CASE("an exclusivity without date or hazard stays", "[model][exclusivity]") {
  test::Run run(reserved());
  run.run();
  CHECK(run.events.count<ExclusivityLapsed>() == 0);
  CHECK(run.world().exclusivity.is_in_force(run.vendor("alpha"), run.provider("one")));
}

TEST_CASE("an early lapse leaves nothing for the date to end", "[model][exclusivity]") {
  spec::Scenario scenario = reserved();
  scenario.vendors["alpha"].exclusivity["one"].until = Date::from_civil(2026, 1, 31);
  test::Run run(scenario);
  run.on_day(5.0, [&](World& world) {
    world.exclusivity.lapse(world, run.vendor("alpha"), run.provider("one"));
  });
  run.run();
  REQUIRE(run.events.count<ExclusivityLapsed>() == 1);
  CHECK(run.events.all<ExclusivityLapsed>()[0].first == 5.0);
}

TEST_CASE("the end of an old term does not end a reaffirmed one", "[model][exclusivity]") {
  spec::Scenario scenario = reserved();
  scenario.vendors["alpha"].exclusivity["one"].until = Date::from_civil(2026, 1, 31);
  test::Run run(scenario);
  run.on_day(10.0, [&](World& world) {
    world.exclusivity.reaffirm(world, run.vendor("alpha"), run.provider("one"),
                               mask_of(world, {"defense"}), Days(100.0));
  });
  run.run();
  const auto lapsed = run.events.all<ExclusivityLapsed>();
  REQUIRE(lapsed.size() == 1);
  CHECK(lapsed[0].first == 100.0);
  CHECK(run.events.count<ExclusivityReaffirmed>() == 1);
}

TEST_CASE("a hazard ends exclusivity after an exponential time", "[model][exclusivity]") {
  // One a day on average: the mean over 200 replications is 1 with standard error 0.07.
  spec::Scenario scenario = reserved();
  scenario.vendors["alpha"].exclusivity["one"].lapse_rate = base::Rate(1.0);
  double sum = 0.0;
  for (std::uint64_t i = 0; i < 200; ++i) {
    test::Run run(scenario, 1, i);
    run.run();
    REQUIRE(run.events.count<ExclusivityLapsed>() == 1);
    sum += run.events.all<ExclusivityLapsed>()[0].first;
  }
  CHECK(sum / 200.0 == Approx(1.0).margin(0.25));
}

TEST_CASE("without the mechanism nothing is reserved, to the bit", "[model][exclusivity]") {
  const auto hash = [](const spec::Scenario& scenario) {
    test::Run run(scenario);
    run.on_day(100.0, [&](World& world) {
      world.partnerships.sign(world, run.vendor("alpha"), run.provider("two"),
                              mask_of(world, {"civilian", "defense"}));
    });
    run.on_day(200.0, [&](World& world) {
      world.exclusivity.lapse(world, run.vendor("alpha"), run.provider("one"));
    });
    run.run();
    return run.world().path_hash();
  };
  spec::Scenario with = test::lively_two_clouds();
  REQUIRE(with.vendors["alpha"].exclusivity.count("one") == 1);
  with.vendors["alpha"].exclusivity["one"].lapse_rate = base::per_year(0.5);
  with.exclusivity.enabled = false;
  spec::Scenario without = with;
  without.vendors["alpha"].exclusivity.clear();
  CHECK(hash(with) == hash(without));
  with.exclusivity.enabled = true;
  CHECK(hash(with) != hash(without));
}

TEST_CASE("without the mechanism no vendor reaffirms its partner", "[model][exclusivity]") {
  spec::Scenario scenario = test::lively_two_clouds();
  scenario.partnership_decisions.exclusivity_premium = base::Share(1.0);
  scenario.end = Date::from_civil(2029, 12, 31);
  std::size_t reaffirmed[2] = {0, 0};
  for (const bool enabled : {false, true}) {
    scenario.exclusivity.enabled = enabled;
    test::Run run(scenario);
    run.run();
    CHECK(run.events.count<PartnershipReviewed>() > 0);
    reaffirmed[enabled ? 1 : 0] = run.events.count<ExclusivityReaffirmed>();
  }
  CHECK(reaffirmed[0] == 0);
  CHECK(reaffirmed[1] > 0);
}

}  // namespace
}  // namespace acqsim::model
