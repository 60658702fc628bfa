#include "model/access_graph.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

namespace acqsim::model {
namespace {

using stats::Distribution;

/// Orders take 30 days, authorisation 20 where it is inherited and 100 where not, leaving the home
/// provider 60.
spec::Scenario graph() {
  spec::Scenario s = test::two_clouds();
  s.acquisition.enabled = true;
  s.authorization = {true, Distribution::fixed(5.0), Distribution::fixed(20.0),
                     Distribution::fixed(100.0), base::Share(1.0)};
  s.access.migration = Days(60.0);
  return s;
}

struct Query {
  const char* agency;
  const char* level;
  const char* home;
  const char* vendor;
};

Route best(test::Run& run, const Query& q) {
  return run.world().access.best(run.agency(q.agency), run.level(q.level), run.provider(q.home),
                                 run.vendor(q.vendor));
}

TEST_CASE("friction sums ordering, authorisation and migration", "[model][access]") {
  test::Run run(graph());
  // At home, inherited: 0 + 20 + 30.
  const Route home = best(run, {"health", "moderate", "one", "alpha"});
  REQUIRE(home.exists());
  CHECK(home.friction == 50.0);
  CHECK(home.enclave == run.enclave("one-gov"));
  CHECK(home.vehicle == run.vehicle("schedule"));
  CHECK(home.enclaves == 1);
  // Away from home at a provider on which the agency does not run: 60 + 100 + 30.
  CHECK(best(run, {"health", "moderate", "one", "beta"}).friction == 190.0);
  // At home with nothing to inherit: 0 + 100 + 30.
  CHECK(best(run, {"health", "moderate", "two", "beta"}).friction == 130.0);
}

TEST_CASE("what a mechanism does not do costs no friction", "[model][access]") {
  spec::Scenario scenario = graph();
  scenario.acquisition.enabled = false;
  {
    test::Run run(scenario);
    CHECK(best(run, {"health", "moderate", "one", "beta"}).friction == 160.0);
  }
  scenario.authorization.enabled = false;
  test::Run run(scenario);
  CHECK(best(run, {"health", "moderate", "one", "beta"}).friction == 60.0);
}

TEST_CASE("the cloud layer of lock-in scales migration", "[model][access]") {
  // 60 x strength 2 x weight 1.5 x portability 0.5 = 90, and 100 + 30.
  spec::Scenario scenario = graph();
  scenario.lock_in.enabled = true;
  scenario.lock_in.strength = 2.0;
  scenario.lock_in.cloud.weight = 1.5;
  scenario.lock_in.cloud.portability = 0.5;
  test::Run run(scenario);
  CHECK(best(run, {"health", "moderate", "one", "beta"}).friction == 220.0);
}

TEST_CASE("FedRAMP High does not cover IL5", "[model][access]") {
  test::Run run(graph());
  CHECK(run.world().access.covers(run.enclave("one-gov"), run.level("moderate")));
  CHECK(run.world().access.covers(run.enclave("one-gov"), run.level("high")));
  CHECK_FALSE(run.world().access.covers(run.enclave("one-gov"), run.level("il5")));
  CHECK_FALSE(best(run, {"health", "il5", "one", "alpha"}).exists());
  const Route secret = best(run, {"army", "il5", "two", "beta"});
  REQUIRE(secret.exists());
  CHECK(secret.enclave == run.enclave("two-secret"));
  CHECK(secret.friction == 50.0);
  CHECK(secret.enclaves == 1);
}

TEST_CASE("every enclave that could serve is counted", "[model][access]") {
  test::Run run(graph());
  CHECK(best(run, {"health", "moderate", "one", "beta"}).enclaves == 2);
}

TEST_CASE("a partnership's scope decides whom its offerings reach", "[model][access]") {
  // Alpha's offering at `one` serves civilians only, whatever the level.
  test::Run run(graph());
  CHECK_FALSE(best(run, {"army", "moderate", "two", "alpha"}).exists());
  CHECK(best(run, {"army", "moderate", "two", "beta"}).exists());
}

TEST_CASE("only authorised offerings are reached", "[model][access]") {
  spec::Scenario scenario = graph();
  scenario.vendors["alpha"].offerings["one-gov"].status = spec::OfferingStatus::assessing;
  test::Run run(scenario);
  CHECK_FALSE(best(run, {"health", "moderate", "one", "alpha"}).exists());
}

TEST_CASE("a closed vehicle takes no orders", "[model][access]") {
  test::Run run(graph());
  CHECK(best(run, {"health", "moderate", "one", "alpha"}).exists());
  run.world().vehicles.close(run.world(), run.vehicle("schedule"));
  CHECK_FALSE(best(run, {"health", "moderate", "one", "alpha"}).exists());
  run.world().vehicles.open(run.world(), run.vehicle("schedule"));
  CHECK(best(run, {"health", "moderate", "one", "alpha"}).exists());
}

TEST_CASE("a vehicle is open to its kinds and its levels alone", "[model][access]") {
  spec::Scenario scenario = graph();
  scenario.vehicles["schedule"].open_to = {"civilian"};
  scenario.vehicles["schedule"].levels = {"moderate"};
  test::Run run(scenario);
  CHECK(best(run, {"health", "moderate", "one", "alpha"}).exists());
  CHECK_FALSE(best(run, {"health", "high", "one", "alpha"}).exists());
  CHECK_FALSE(best(run, {"army", "moderate", "two", "beta"}).exists());
}

TEST_CASE("an agency named by a vehicle may order besides its kinds", "[model][access]") {
  spec::Scenario scenario = graph();
  scenario.vehicles["schedule"].open_to = {"civilian"};
  scenario.vehicles["schedule"].agencies = {"army"};
  test::Run run(scenario);
  CHECK(best(run, {"army", "il5", "two", "beta"}).exists());
}

TEST_CASE("the quickest of several vehicles is taken", "[model][access]") {
  spec::Scenario scenario = graph();
  scenario.acquisition.methods["swift"].lead_time = Distribution::fixed(10.0);
  scenario.vehicles["z-express"] = scenario.vehicles["schedule"];
  scenario.vehicles["z-express"].method = "swift";
  test::Run run(scenario);
  const Route route = best(run, {"health", "moderate", "one", "alpha"});
  CHECK(route.vehicle == run.vehicle("z-express"));
  CHECK(route.friction == 30.0);  // 0 + 20 + 10
}

TEST_CASE("the nearest enclave is taken: home before quicker authorisation elsewhere",
          "[model][access]") {
  // Beta in both clouds. Home `one`: one-gov costs 0 + 20; two-gov 60 + 100.
  spec::Scenario scenario = graph();
  scenario.vendors["beta"].partnerships["one"].scope = {"civilian"};
  scenario.vendors["beta"].offerings["one-gov"];
  test::Run run(scenario);
  const Route at_one = best(run, {"health", "moderate", "one", "beta"});
  CHECK(at_one.enclave == run.enclave("one-gov"));
  CHECK(at_one.friction == 50.0);
  CHECK(at_one.enclaves == 3);
  // Home `two`: staying costs 100 to authorise, leaving for `one` 60 + 20.
  const Route at_two = best(run, {"health", "moderate", "two", "beta"});
  CHECK(at_two.enclave == run.enclave("one-gov"));
  CHECK(at_two.friction == 110.0);
}

TEST_CASE("a vendor without a seat is reached through its reseller", "[model][access]") {
  spec::Scenario scenario = graph();
  scenario.vehicles["schedule"].sellers = {"beta"};
  {
    test::Run run(scenario);
    CHECK_FALSE(best(run, {"health", "moderate", "one", "alpha"}).exists());
  }
  scenario.vendors["alpha"].resold_by = {"beta"};
  test::Run run(scenario);
  const Route route = best(run, {"health", "moderate", "one", "alpha"});
  REQUIRE(route.exists());
  CHECK(route.enclave == run.enclave("one-gov"));
  CHECK(route.friction == 50.0);
  CHECK(route.enclaves == 1);
}

TEST_CASE("a provider's marketplace sells what its own enclaves host", "[model][access]") {
  spec::Scenario scenario = graph();
  scenario.vehicles["schedule"].sellers = {"one"};
  test::Run run(scenario);
  CHECK(best(run, {"health", "moderate", "one", "alpha"}).exists());
  CHECK_FALSE(best(run, {"health", "moderate", "one", "beta"}).exists());
}

TEST_CASE("an enclave that nobody sells is not counted", "[model][access]") {
  // Beta in both clouds, sold by cloud `two` alone: one-gov could host, but cannot be ordered.
  spec::Scenario scenario = graph();
  scenario.vendors["beta"].partnerships["one"].scope = {"civilian"};
  scenario.vendors["beta"].offerings["one-gov"];
  scenario.vehicles["schedule"].sellers = {"two"};
  test::Run run(scenario);
  const Route route = best(run, {"health", "moderate", "one", "beta"});
  CHECK(run.names().provider_of[route.enclave.value()] == run.provider("two"));
  CHECK(route.enclaves == 2);
}

TEST_CASE("exclusivity closes a later partnership's routes until it lapses", "[model][access]") {
  spec::Scenario scenario = graph();
  scenario.vendors["alpha"].exclusivity["one"].scope = {"defense"};
  scenario.vendors["alpha"].offerings["two-secret"];
  test::Run run(scenario);
  World& world = run.world();
  world.partnerships.sign(world, run.vendor("alpha"), run.provider("two"),
                          mask_of(world, {"defense"}));
  CHECK_FALSE(best(run, {"army", "il5", "two", "alpha"}).exists());
  world.exclusivity.lapse(world, run.vendor("alpha"), run.provider("one"));
  CHECK(best(run, {"army", "il5", "two", "alpha"}).exists());
}

TEST_CASE("a route appears as soon as an offering is authorised", "[model][access]") {
  test::Run run(graph());
  World& world = run.world();
  const Query query{"army", "il5", "two", "alpha"};
  CHECK_FALSE(best(run, query).exists());  // and this answer is kept
  world.partnerships.sign(world, run.vendor("alpha"), run.provider("two"),
                          mask_of(world, {"defense"}));
  CHECK_FALSE(best(run, query).exists());
  world.pipeline.authorize(world, run.vendor("alpha"), run.enclave("two-secret"));
  CHECK(best(run, query).exists());
  world.partnerships.lapse(world, run.vendor("alpha"), run.provider("two"));
  CHECK_FALSE(best(run, query).exists());
}

TEST_CASE("what if a provider were a partner is asked without making it one", "[model][access]") {
  test::Run run(graph());
  AccessGraph& access = run.world().access;
  const auto what_if = [&](const char* agency, const char* level, const char* home) {
    return access.what_if(run.agency(agency), run.level(level), run.provider(home),
                          run.vendor("alpha"), run.provider("two"));
  };
  const Route secret = what_if("army", "il5", "two");
  REQUIRE(secret.exists());
  CHECK(secret.enclave == run.enclave("two-secret"));
  CHECK(secret.friction == 50.0);
  CHECK_FALSE(best(run, {"army", "il5", "two", "alpha"}).exists());
  // Where a partner is at home already, the route stays and only the count of enclaves grows.
  const Route moderate = what_if("health", "moderate", "one");
  CHECK(moderate.enclave == run.enclave("one-gov"));
  CHECK(moderate.enclaves == 3);
  CHECK(best(run, {"health", "moderate", "one", "alpha"}).enclaves == 1);
}

TEST_CASE("an enclave serves a level from the day on which it holds it", "[model][access]") {
  spec::Scenario scenario = graph();
  auto& levels = scenario.providers["two"].enclaves["two-secret"].levels;
  levels = {{"moderate", base::Date::from_civil(2018, 1, 1)},
            {"il5", base::Date::from_civil(2026, 4, 11)}};  // day 100
  test::Run run(scenario);
  std::vector<bool> found;
  for (const double day : {0.0, 99.9, 100.1, 700.0}) {
    run.on_day(day, [&](World&) {
      found.push_back(best(run, {"army", "il5", "two", "beta"}).exists());
    });
  }
  run.run();
  CHECK(found == std::vector<bool>{false, false, true, true});
}

TEST_CASE("an agency runs on a provider once it has authorised something there",
          "[model][access]") {
  test::Run run(graph());
  World& world = run.world();
  CHECK(world.access.runs_on(run.agency("health"), run.provider("one")));
  CHECK_FALSE(world.access.runs_on(run.agency("health"), run.provider("two")));
  CHECK(best(run, {"health", "moderate", "one", "beta"}).friction == 190.0);
  world.authorize(run.agency("health"), run.vendor("beta"), run.enclave("two-gov"));
  CHECK(world.access.runs_on(run.agency("health"), run.provider("two")));
  CHECK(best(run, {"health", "moderate", "one", "beta"}).friction == 110.0);  // 60 + 20 + 30
  CHECK_FALSE(world.access.runs_on(run.agency("army"), run.provider("one")));
}

TEST_CASE("a provider of weight zero is not in the footprint", "[model][access]") {
  spec::Scenario scenario = graph();
  scenario.agencies["health"].footprint["two"] = 0.0;
  test::Run run(scenario);
  CHECK_FALSE(run.world().access.runs_on(run.agency("health"), run.provider("two")));
}

des::Process wait_for_change(World& world, std::vector<double>& woken) {
  for (;;) {
    const bool has_changed = co_await world.access.changed().wait_until(Days(600.0));
    if (!has_changed) co_return;
    woken.push_back(world.now().value());
  }
}

TEST_CASE("who waits for a route is told of each change of the graph", "[model][access]") {
  test::Run run(graph());
  std::vector<double> woken;
  run.world().simulation().spawn(wait_for_change(run.world(), woken), "test");
  run.on_day(100.0, [&](World& world) {
    world.pipeline.authorize(world, run.vendor("alpha"), run.enclave("two-gov"));
  });
  run.on_day(200.0, [&](World& world) { world.vehicles.close(world, run.vehicle("schedule")); });
  run.run();
  CHECK(woken == std::vector<double>{100.0, 200.0});
}

}  // namespace
}  // namespace acqsim::model
