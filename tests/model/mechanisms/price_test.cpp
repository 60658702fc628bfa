#include "model/mechanisms/price.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

namespace acqsim::model {
namespace {

using base::Date;

TEST_CASE("list prices decline exponentially", "[model][price]") {
  // 400 exp(-0.001 x 100) = 400 e^-0.1 = 361.9349672143837
  CHECK((Money(400.0) * price::factor(base::Rate(0.001), Days(100.0))).value() ==
        Approx(361.9349672143837).epsilon(1e-12));
  CHECK((Money(400.0) * price::factor(base::Rate(0.0), Days(1e4))) == Money(400.0));
  CHECK((Money(400.0) * price::factor(base::Rate(0.001), Days(0.0))) == Money(400.0));
  // A negative decline is growth: e^0.1 = 1.1051709180756477.
  CHECK((Money(400.0) * price::factor(base::Rate(-0.001), Days(100.0))).value() ==
        Approx(400.0 * 1.1051709180756477).epsilon(1e-12));
}

/// The price of Alpha on the schedule at noon of some days.
std::vector<double> prices_on(const spec::Scenario& scenario, const std::vector<double>& days,
                              const std::function<void(test::Run&)>& prepare = {}) {
  test::Run run(scenario);
  std::vector<double> prices;
  for (const double day : days) {
    run.on_day(day, [&](World& world) {
      prices.push_back(world.price.on(world, run.vendor("alpha"), run.vehicle("schedule")).value());
    });
  }
  if (prepare) prepare(run);
  run.run();
  return prices;
}

TEST_CASE("without decline and promotions list prices stay", "[model][price]") {
  CHECK(prices_on(test::two_clouds(), {0.0, 700.0}) == std::vector<double>{400.0, 400.0});
}

TEST_CASE("the decline acts only where the mechanism is enabled", "[model][price]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.price.decline = base::Rate(0.001);
  scenario.price.enabled = false;
  CHECK(prices_on(scenario, {100.0}) == std::vector<double>{400.0});
  scenario.price.enabled = true;
  CHECK(prices_on(scenario, {100.0}).at(0) == Approx(361.9349672143837));
}

TEST_CASE("a promotion holds from its first day to the day before its end", "[model][price]") {
  spec::Scenario scenario = test::two_clouds();
  // Days 31 (1 February) to 58; day 59 is 1 March, the first day without it.
  scenario.promotions["dollar"] = {"alpha", "schedule", Money(1.0), Date::from_civil(2026, 2, 1),
                                   Date::from_civil(2026, 3, 1)};
  CHECK(prices_on(scenario, {30.5, 31.0, 58.5, 59.0}) ==
        std::vector<double>{400.0, 1.0, 1.0, 400.0});
}

TEST_CASE("a promotion without dates is in force from the start and has no end", "[model][price]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.promotions["dollar"] = {"alpha", "schedule", Money(1.0), {}, {}};
  CHECK(prices_on(scenario, {0.0, 729.0}) == std::vector<double>{1.0, 1.0});
}

TEST_CASE("a promotion is of one vendor on one vehicle", "[model][price]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.vehicles["other"] = scenario.vehicles["schedule"];
  scenario.promotions["dollar"] = {"alpha", "other", Money(1.0), {}, {}};
  test::Run run(scenario);
  World& world = run.world();
  CHECK(world.price.on(world, run.vendor("alpha"), run.vehicle("schedule")) == Money(400.0));
  CHECK(world.price.on(world, run.vendor("alpha"), run.vehicle("other")) == Money(1.0));
  CHECK(world.price.on(world, run.vendor("beta"), run.vehicle("other")) == Money(300.0));
  CHECK(world.price.list(world, run.vendor("alpha")) == Money(400.0));
}

TEST_CASE("without the mechanism decline and promotions do not matter, to the bit",
          "[model][price]") {
  const auto hash = [](const spec::Scenario& scenario, bool ends_early) {
    test::Run run(scenario);
    if (ends_early) run.on_day(200.0, [](World& world) { world.price.end_promotion(world, 0); });
    run.run();
    return run.world().path_hash();
  };
  spec::Scenario without = test::lively_two_clouds();
  without.price.enabled = false;
  without.choice.price_floor = Money(350.0);  // or all prices fall alike, and no choice changes
  spec::Scenario promoted = without;
  promoted.promotions["dollar"] = {"alpha", "schedule", Money(1.0), {}, {}};
  spec::Scenario declining = without;
  declining.price.decline = base::per_year(0.5);
  CHECK(hash(promoted, false) == hash(without, false));
  CHECK(hash(promoted, true) == hash(promoted, false));
  CHECK(hash(declining, false) == hash(without, false));
  promoted.price.enabled = declining.price.enabled = true;
  CHECK(hash(promoted, false) != hash(without, false));
  CHECK(hash(promoted, true) != hash(promoted, false));
  CHECK(hash(declining, false) != hash(without, false));
}

TEST_CASE("a promotion that is ended early is over on that day", "[model][price]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.promotions["dollar"] = {"alpha", "schedule", Money(1.0), {}, {}};
  const auto prices = prices_on(scenario, {99.0, 101.0}, [](test::Run& run) {
    run.on_day(100.0, [](World& world) { world.price.end_promotion(world, 0); });
  });
  CHECK(prices == std::vector<double>{1.0, 400.0});
}

}  // namespace
}  // namespace acqsim::model
