#include "model/actions/catalog.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

namespace acqsim::model {
namespace {

using Strings = std::vector<std::string>;

spec::Call call(std::string name, std::map<std::string, spec::Leaf> arguments) {
  return {std::move(name), std::move(arguments)};
}

void act(test::Run& run, const spec::Call& what) { actions::of(what.name).act(run.world(), what); }

std::string text(const char* id) { return id; }

TEST_CASE("sign_partnership signs for the kinds in its scope", "[model][actions]") {
  test::Run run(test::two_clouds());
  act(run,
      call("sign_partnership",
           {{"vendor", text("alpha")}, {"provider", text("two")}, {"scope", Strings{"defense"}}}));
  REQUIRE(run.events.count<PartnershipSigned>() == 1);
  World& world = run.world();
  CHECK(world.partnerships.serves(world, run.vendor("alpha"), run.provider("two"),
                                  run.kind("defense")));
  CHECK_FALSE(world.partnerships.serves(world, run.vendor("alpha"), run.provider("two"),
                                        run.kind("civilian")));
}

TEST_CASE("lapse_partnership ends a partnership", "[model][actions]") {
  test::Run run(test::two_clouds());
  act(run, call("lapse_partnership", {{"vendor", text("beta")}, {"provider", text("two")}}));
  CHECK(run.events.count<PartnershipLapsed>() == 1);
  CHECK_FALSE(run.world().partnerships.is_signed(run.vendor("beta"), run.provider("two")));
}

TEST_CASE("lapse_exclusivity frees the reserved kinds, and is nothing without any",
          "[model][actions]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.vendors["alpha"].exclusivity["one"].scope = {"civilian"};
  test::Run run(scenario);
  const auto lapse =
      call("lapse_exclusivity", {{"vendor", text("alpha")}, {"provider", text("one")}});
  act(run, lapse);
  act(run, lapse);
  CHECK(run.events.count<ExclusivityLapsed>() == 1);
  CHECK_FALSE(run.world().exclusivity.is_in_force(run.vendor("alpha"), run.provider("one")));
}

TEST_CASE("start_integration begins to place models in an enclave", "[model][actions]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.pipeline.enabled = true;
  test::Run run(scenario);
  const auto start =
      call("start_integration", {{"vendor", text("alpha")}, {"enclave", text("two-gov")}});
  act(run, start);
  act(run, start);
  run.run();
  CHECK(run.events.count<IntegrationStarted>() == 1);
}

TEST_CASE("authorize_offering authorises whatever the stage", "[model][actions]") {
  test::Run run(test::two_clouds());
  act(run, call("authorize_offering", {{"vendor", text("alpha")}, {"enclave", text("two-gov")}}));
  CHECK(run.events.count<OfferingAuthorized>() == 1);
  CHECK(run.world().pipeline.is_authorized(run.vendor("alpha"), run.enclave("two-gov")));
}

TEST_CASE("suspend_vendor and lift_suspension work on kinds of customers", "[model][actions]") {
  test::Run run(test::two_clouds());
  act(run, call("suspend_vendor",
                {{"vendor", text("beta")}, {"scope", Strings{"civilian", "defense"}}}));
  CHECK(run.world().standing.is_suspended(run.vendor("beta"), run.kind("defense")));
  act(run, call("lift_suspension", {{"vendor", text("beta")}, {"scope", Strings{"civilian"}}}));
  CHECK(run.world().standing.is_suspended(run.vendor("beta"), run.kind("defense")));
  CHECK_FALSE(run.world().standing.is_suspended(run.vendor("beta"), run.kind("civilian")));
}

TEST_CASE("close_vehicle and open_vehicle stop and start its orders", "[model][actions]") {
  test::Run run(test::two_clouds());
  act(run, call("close_vehicle", {{"vehicle", text("schedule")}}));
  CHECK_FALSE(run.world().vehicles.is_open(run.vehicle("schedule")));
  act(run, call("open_vehicle", {{"vehicle", text("schedule")}}));
  CHECK(run.world().vehicles.is_open(run.vehicle("schedule")));
}

TEST_CASE("end_promotion ends the one that it names", "[model][actions]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.promotions["a-first"] = {"alpha", "schedule", Money(1.0), {}, {}};
  scenario.promotions["b-second"] = {"beta", "schedule", Money(2.0), {}, {}};
  test::Run run(scenario);
  act(run, call("end_promotion", {{"promotion", text("b-second")}}));
  World& world = run.world();
  CHECK(world.price.on(world, run.vendor("alpha"), run.vehicle("schedule")) == Money(1.0));
  CHECK(world.price.on(world, run.vendor("beta"), run.vehicle("schedule")) == Money(300.0));
}

}  // namespace
}  // namespace acqsim::model
