#include "model/choke_points.hpp"

#include "support/mini_world.hpp"
#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

namespace acqsim::model {
namespace {

using stats::Distribution;

/// Orders on the schedule take 30 days, on cloud one's own marketplace 10; authorisation takes 20
/// where it is inherited and 100 where not, leaving the home provider 60. Health wants $10M a year
/// of moderate requirements at home in cloud one, the army $20M of il5 ones in cloud two.
spec::Scenario hand_worked() {
  spec::Scenario s = test::two_clouds();
  s.acquisition.enabled = true;
  s.acquisition.methods["quick"].lead_time = Distribution::fixed(10.0);
  s.authorization = {true, Distribution::fixed(5.0), Distribution::fixed(20.0),
                     Distribution::fixed(100.0), base::Share(1.0)};
  s.access.migration = Days(60.0);
  auto& market = s.vehicles["market"];
  market.open_to = {"civilian"};
  market.sellers = {"one"};
  market.method = "quick";
  s.agencies["health"].requirement_rate = base::per_year(10.0);
  s.agencies["army"].requirement_rate = base::per_year(20.0);
  return s;
}

/// Providers one, two; vehicles market, schedule.
enum Point { one, two, market, schedule };

TEST_CASE("choke points of a graph worked by hand", "[model][choke]") {
  test::Run run(hand_worked());
  const auto points = choke_points::all(run.world());
  REQUIRE(points.size() == 4);
  // Health: Alpha in one-gov, ordered on one's marketplace; Beta in two-gov or two-secret (il5
  // covers high, high covers moderate; both 60 + 100 + 30 days), ordered on the schedule. The army:
  // Beta in two-secret, on the schedule. So of health's two vendors' routes half go through cloud
  // one, and of the army's none: (10 x 1/2) / 30.
  CHECK(points[one].betweenness == Approx(1.0 / 6.0));
  CHECK(points[two].betweenness == Approx(5.0 / 6.0));
  CHECK(points[market].betweenness == Approx(1.0 / 6.0));
  CHECK(points[schedule].betweenness == Approx(5.0 / 6.0));

  // Without cloud one Alpha reaches nothing of health, but Beta does; without cloud two, or the
  // schedule, Beta reaches nothing, and the army nobody. Alpha sells on the schedule too.
  const auto alpha = run.vendor("alpha").value();
  const auto beta = run.vendor("beta").value();
  const auto il5 = run.level("il5").value();
  const auto moderate = run.level("moderate").value();
  CHECK(points[one].lost[alpha] == Approx(10e6));
  CHECK(points[one].lost[beta] == 0.0);
  CHECK(points[one].cut_off[moderate] == 0.0);
  CHECK(points[two].lost[alpha] == 0.0);
  CHECK(points[two].lost[beta] == Approx(30e6));
  CHECK(points[two].cut_off[il5] == Approx(20e6));
  CHECK(points[two].cut_off[moderate] == 0.0);
  CHECK(points[market].lost[alpha] == 0.0);
  CHECK(points[schedule].lost[beta] == Approx(30e6));
  CHECK(points[schedule].cut_off[il5] == Approx(20e6));
}

TEST_CASE("routes that tie share their betweenness equally", "[model][choke]") {
  // Everything is equally far: Alpha can be ordered in one-gov on the marketplace, in one-gov on
  // the schedule, in two-gov on the schedule: three routes. Beta is in cloud two only.
  spec::Scenario scenario = hand_worked();
  scenario.access.migration = Days(0.0);
  scenario.authorization.inherited = Distribution::fixed(100.0);
  scenario.acquisition.methods["quick"].lead_time = Distribution::fixed(30.0);
  scenario.vendors["alpha"].partnerships["two"].scope = {"civilian"};
  scenario.vendors["alpha"].offerings["two-gov"];
  scenario.agencies["army"].requirement_rate = base::Rate(0.0);
  test::Run run(scenario);
  const auto points = choke_points::all(run.world());
  CHECK(points[one].betweenness == Approx((2.0 / 3.0) / 2.0));
  CHECK(points[two].betweenness == Approx((1.0 / 3.0 + 1.0) / 2.0));
  CHECK(points[market].betweenness == Approx((1.0 / 3.0) / 2.0));
  CHECK(points[schedule].betweenness == Approx((2.0 / 3.0 + 1.0) / 2.0));
}

TEST_CASE("a reseller's vehicle is a choke point of what it resells", "[model][choke]") {
  // Only Beta sells on the schedule, and carries Alpha.
  spec::Scenario scenario = hand_worked();
  scenario.vehicles.erase("market");
  scenario.vehicles["schedule"].sellers = {"beta"};
  scenario.vendors["alpha"].resold_by = {"beta"};
  test::Run run(scenario);
  const auto points = choke_points::all(run.world());
  REQUIRE(points.size() == 3);
  CHECK(points[one].betweenness == Approx(1.0 / 6.0));
  CHECK(points[2].betweenness == Approx(1.0));
  CHECK(points[2].lost[run.vendor("alpha").value()] == Approx(10e6));
}

TEST_CASE("a suspended vendor has no routes and nothing to lose", "[model][choke]") {
  spec::Scenario scenario = hand_worked();
  scenario.vendors["beta"].suspensions["order"].scope = {"civilian", "defense"};
  test::Run run(scenario);
  const auto points = choke_points::all(run.world());
  CHECK(points[one].betweenness == Approx(1.0));
  CHECK(points[two].betweenness == 0.0);
  CHECK(points[two].lost[run.vendor("beta").value()] == 0.0);
  CHECK(points[one].cut_off[run.level("moderate").value()] == Approx(10e6));
}

TEST_CASE("with one provider and one vehicle everything goes through both", "[model][choke]") {
  acqsim::test::MiniWorld market;
  market.scenario().agencies.at("va").requirement_rate = base::per_year(1.0);
  market.run(Days(1.0));
  const auto points = choke_points::all(market.world());
  REQUIRE(points.size() == 2);
  for (const auto& point : points) {
    CHECK(point.betweenness == Approx(1.0));
    CHECK(point.cut_off.at(0) == Approx(1e6));
  }
}

TEST_CASE("thinking something away leaves the graph as it was", "[model][choke]") {
  test::Run run(hand_worked());
  World& world = run.world();
  const auto place =
      world.access.place(run.agency("health"), run.level("moderate"), run.provider("one"));
  const Route before = world.access.best(place, run.vendor("alpha"));
  const auto first = choke_points::all(world);
  const Route after = world.access.best(place, run.vendor("alpha"));
  CHECK(before.enclave == after.enclave);
  CHECK(before.friction == after.friction);
  const Route left = world.access.without(place, run.vendor("alpha"), {{}, run.vehicle("market")});
  CHECK(left.vehicle == run.vehicle("schedule"));
  CHECK(left.friction == before.friction + 20.0);
  const auto second = choke_points::all(world);
  for (std::size_t i = 0; i < first.size(); ++i)
    CHECK(first[i].betweenness == second[i].betweenness);
}

}  // namespace
}  // namespace acqsim::model
