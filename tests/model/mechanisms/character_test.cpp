#include "model/mechanisms/character.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::model {
namespace {

/// Alpha has $1M of commercial revenue a year, as far as nothing else is said without growth, and
/// no government revenue.
spec::Scenario followed() {
  spec::Scenario scenario = test::two_clouds();
  scenario.character.enabled = true;
  scenario.character.memory = Days(365.0);
  scenario.character.base_effort = base::Share(0.25);
  scenario.character.contractor_from = base::Share(0.5);
  scenario.character.laboratory_below = base::Share(0.4);
  scenario.vendors["alpha"].commercial_revenue = Money(1e6);
  return scenario;
}

Obligated obligated(const test::Run& run, double model) {
  return {RequirementId(0),
          run.agency("health"),
          run.vendor("alpha"),
          run.provider("one"),
          Money(model),
          Money(7e9),
          true};
}

TEST_CASE("effort is base plus gain times the share and stays between one and 99 percent",
          "[model][character]") {
  CHECK(character::effort(0.25, 0.5, 0.5) == 0.5);
  CHECK(character::effort(0.25, 0.0, 0.7) == 0.25);
  CHECK(character::effort(0.9, 1.0, 0.5) == 0.99);
  CHECK(character::effort(0.25, -1.0, 0.9) == 0.01);
}

TEST_CASE("with constant revenues the share converges to the sum of the geometric series",
          "[model][character]") {
  // $50,000 every 73 days from day 0: after the n-th payment, with q = e^(-73/365),
  // S = 50,000/tau (1 - q^n)/(1 - q) with tau in years of 365.25 days, and g = S/(S + 1e6).
  test::Run run(followed());
  std::vector<double> shares;
  for (int n = 0; n < 10; ++n) {
    run.on_day(73.0 * n, [&](World& world) {
      world.character.on(world.now(), obligated(run, 5e4));
      shares.push_back(world.character.government_share(run.vendor("alpha")));
    });
  }
  run.run();
  REQUIRE(shares.size() == 10);
  const double q = std::exp(-0.2);
  const double each = 5e4 / base::in_years(Days(365.0));
  for (int n = 1; n <= 10; ++n) {
    const double s = each * (1.0 - std::pow(q, n)) / (1.0 - q);
    CHECK(shares[static_cast<std::size_t>(n - 1)] == Approx(s / (s + 1e6)).epsilon(1e-12));
  }
}

TEST_CASE("the share at the start is as given and falls as commercial revenue grows",
          "[model][character]") {
  spec::Scenario scenario = followed();
  scenario.vendors["alpha"].government_share = base::Share(0.2);
  scenario.vendors["alpha"].commercial_growth = base::Rate(0.001);
  test::Run run(scenario);
  const VendorId alpha = run.vendor("alpha");
  CHECK(run.world().character.government_share(alpha) == Approx(0.2));
  run.world().character.seed(alpha, Money(1.5e5));  // of $250,000
  CHECK(run.world().character.government_share(alpha) == Approx(0.2));
  double later = 0.0;
  run.on_day(100.0, [&](World& world) { later = world.character.government_share(alpha); });
  run.run();
  // Odds of 0.1 from outside stay; of the 0.15 that this market paid, e^(-100/365 - 0.1) are left.
  const double odds = 0.1 + 0.15 * std::exp(-100.0 / 365.0 - 0.1);
  CHECK(later == Approx(odds / (1.0 + odds)).epsilon(1e-12));
}

TEST_CASE("government business outside the market keeps its share", "[model][character]") {
  spec::Scenario scenario = followed();
  scenario.vendors["alpha"].government_share = base::Share(0.5);
  scenario.vendors["alpha"].commercial_growth = base::Rate(0.001);
  test::Run run(scenario);
  const VendorId alpha = run.vendor("alpha");
  double later = 0.0;
  run.on_day(700.0, [&](World& world) { later = world.character.government_share(alpha); });
  run.run();
  CHECK(later == Approx(0.5).epsilon(1e-12));
  CHECK(run.events.count<BecameLaboratory>() == 0);
}

TEST_CASE("what is in operation at the start is a part of the share that is given",
          "[model][character]") {
  // More than all of it cannot be.
  spec::Scenario scenario = followed();
  scenario.vendors["alpha"].government_share = base::Share(0.2);
  test::Run run(scenario);
  const VendorId alpha = run.vendor("alpha");
  run.world().character.seed(alpha, Money(7e5));
  CHECK(run.world().character.government_revenue(alpha) == Approx(2.5e5));
}

TEST_CASE("the label turns at its thresholds and not in between", "[model][character]") {
  test::Run run(followed());
  // Day 10: g just below 1/2. Day 20: above. From then on the odds fall by e^(-t/365).
  const double year = base::in_years(Days(365.0));
  run.on_day(
      10.0, [&](World& world) { world.character.on(world.now(), obligated(run, 0.999e6 * year)); });
  run.on_day(20.0,
             [&](World& world) { world.character.on(world.now(), obligated(run, 0.1e6 * year)); });
  run.run();
  const auto up = run.events.all<BecameContractor>();
  const auto down = run.events.all<BecameLaboratory>();
  REQUIRE(up.size() == 1);
  REQUIRE(down.size() == 1);
  CHECK(up[0].first == 20.0);
  const double odds = 0.999 * std::exp(-10.0 / 365.0) + 0.1;
  REQUIRE(odds > 1.0);
  // Odds at a share of 0.4 are 2/3.
  CHECK(down[0].first == Approx(20.0 + 365.0 * std::log(odds * 1.5)).epsilon(1e-9));
}

TEST_CASE("what is obligated to a contractor puts its fall off", "[model][character]") {
  spec::Scenario scenario = followed();
  scenario.vendors["alpha"].government_share = base::Share(0.5);  // a contractor from the start
  const auto falls_at = [&](double amount) {
    test::Run run(scenario);
    run.world().character.seed(run.vendor("alpha"), Money(1e6));  // all of it
    run.on_day(50.0,
               [&](World& world) { world.character.on(world.now(), obligated(run, amount)); });
    run.run();
    CHECK(run.events.count<BecameContractor>() == 0);
    const auto down = run.events.all<BecameLaboratory>();
    REQUIRE(down.size() == 1);
    return down[0].first;
  };
  CHECK(falls_at(0.0) == Approx(365.0 * std::log(1.5)));
  const double odds = std::exp(-50.0 / 365.0) + 0.2 / base::in_years(Days(365.0));
  CHECK(falls_at(2e5) == Approx(50.0 + 365.0 * std::log(1.5 * odds)));
}

TEST_CASE("government revenue speeds integrations and takes from research", "[model][character]") {
  // g = 0.5 and k = 0.5: x = 0.5, twice the base; research (1 - 0.5)/(1 - 0.25) = 2/3.
  spec::Scenario scenario = followed();
  scenario.character.effort_gain = 0.5;
  scenario.vendors["alpha"].government_share = base::Share(0.5);
  scenario.capability.gap_closed = base::Share(0.6);
  scenario.vendors["alpha"].capability = 90.0;
  scenario.vendors["beta"].capability = 100.0;
  scenario.pipeline.enabled = true;
  scenario.pipeline.integrate = stats::Distribution::fixed(40.0);
  scenario.vendors["alpha"].offerings.clear();
  test::Run run(scenario);
  World& world = run.world();
  const VendorId alpha = run.vendor("alpha");
  CHECK(world.character.integration_speed(alpha) == Approx(2.0));
  CHECK(world.character.research(alpha) == Approx(2.0 / 3.0));
  CHECK(world.character.integration_speed(run.vendor("beta")) == 1.0);  // not followed
  CHECK(world.character.research(run.vendor("beta")) == 1.0);
  world.capability.release(world, alpha, 3.0);
  CHECK(world.capability.of(alpha) == Approx(90.0 + 0.4 * 10.0 + 2.0));
  run.run();
  const auto authorized = run.events.all<OfferingAuthorized>();
  REQUIRE(authorized.size() == 1);  // assessment and review take no time here
  CHECK(authorized[0].first == Approx(20.0));
}

TEST_CASE("with a gain of zero character changes not a bit of the other mechanisms",
          "[model][character]") {
  const auto history = [](bool enabled) {
    spec::Scenario scenario = test::lively_two_clouds();
    scenario.character.enabled = enabled;
    scenario.character.contractor_from = base::Share(0.99);  // so that no label adds an event
    scenario.vendors["alpha"].commercial_revenue = Money(1e8);
    scenario.vendors["beta"].commercial_revenue = Money(1e9);
    test::Run run(scenario);
    run.run();
    CHECK(run.world().character.is_followed(run.vendor("alpha")) == enabled);
    CHECK(run.events.count<Obligated>() > 50);
    CHECK(run.events.count<ModelReleased>() > 0);
    return run.world().path_hash();
  };
  CHECK(history(true) == history(false));
}

}  // namespace
}  // namespace acqsim::model
