#include "model/mechanisms/incidents.hpp"

#include "model/choice.hpp"
#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::model {
namespace {

spec::Scenario unreliable() {
  spec::Scenario scenario = test::two_clouds();
  scenario.incidents.enabled = true;
  scenario.incidents.outage_loss = 0.2;
  scenario.incidents.breach_loss = 1.0;
  scenario.incidents.half_life = Days(100.0);
  return scenario;
}

TEST_CASE("trust is lost by each incident and regained by half in a half-life",
          "[model][incidents]") {
  test::Run run(unreliable());
  const VendorId alpha = run.vendor("alpha");
  std::vector<double> lost;
  const auto look = [&](World& world) { lost.push_back(world.incidents.loss(world, alpha)); };
  run.on_day(0.0, [&](World& world) { world.incidents.breach(world, alpha); });
  run.on_day(0.0, look);
  run.on_day(100.0, look);
  run.on_day(200.0, [&](World& world) { world.incidents.outage(world, alpha); });
  run.on_day(300.0, look);
  run.run();
  REQUIRE(lost.size() == 3);
  CHECK(lost[0] == 1.0);
  CHECK(lost[1] == 0.5);
  CHECK(lost[2] == Approx(1.0 / 8.0 + 0.2 / 2.0).epsilon(1e-12));
  CHECK(run.world().incidents.loss(run.world(), run.vendor("beta")) == 0.0);
}

TEST_CASE("a choice's utility falls by the trust that is lost", "[model][incidents]") {
  test::Run run(unreliable());
  World& world = run.world();
  const auto utility = [&](const char* vendor) {
    return choice::vendor_terms(world, run.agency("health"), run.vendor(vendor), false)
        .systematic();
  };
  const double alpha = utility("alpha");
  const double beta = utility("beta");
  world.incidents.breach(world, run.vendor("alpha"));
  CHECK(utility("alpha") == alpha - 1.0);
  CHECK(utility("beta") == beta);
}

TEST_CASE("a breach lowers the odds that its vendor's options are exercised",
          "[model][incidents]") {
  spec::Scenario scenario = unreliable();
  scenario.incidents.breach_loss = std::log(3.0);  // odds of 9 become 3
  scenario.incidents.half_life = Days(1e9);
  scenario.end = base::Date(scenario.start.days_since_epoch() + 9);
  scenario.operation.enabled = true;
  scenario.operation.period = Days(10.0);
  scenario.operation.options = 1000;
  scenario.operation.exercise = base::Share(0.9);
  scenario.agencies["health"].installed_base["alpha"] = 2'000.0;
  test::Run run(scenario);
  run.on_day(0.0, [&](World& world) { world.incidents.breach(world, run.vendor("alpha")); });
  run.run();
  // One option each in ten days. Declined: binomial, mean 500, deviation 19.4; four of them.
  CHECK(std::abs(static_cast<double>(run.events.count<ContractEnded>()) - 500.0) < 78.0);
}

TEST_CASE("incidents come at their rates", "[model][incidents]") {
  // Two vendors over 730 days: 0.2 and 0.05 a day give means of 292 and 73; four deviations.
  spec::Scenario scenario = unreliable();
  scenario.incidents.outages = base::Rate(0.2);
  scenario.incidents.breaches = base::Rate(0.05);
  test::Run run(scenario);
  run.run();
  const auto outages = static_cast<double>(run.events.count<OutageOccurred>());
  const auto breaches = static_cast<double>(run.events.count<BreachOccurred>());
  CHECK(std::abs(outages - 292.0) < 4.0 * std::sqrt(292.0));
  CHECK(std::abs(breaches - 73.0) < 4.0 * std::sqrt(73.0));
}

TEST_CASE("incidents that cost nothing change no other event", "[model][incidents]") {
  const auto others = [](bool enabled) {
    spec::Scenario scenario = test::lively_two_clouds();
    scenario.incidents.enabled = enabled;
    scenario.incidents.outages = base::per_year(12.0);
    test::Run run(scenario);
    run.run();
    CHECK((run.events.count<OutageOccurred>() > 0) == enabled);
    std::uint64_t hash = 0;
    for (const auto& [at, event] : run.events.happened) {
      if (!std::holds_alternative<OutageOccurred>(event)) hash = mix_into(hash, at, event);
    }
    return hash;
  };
  CHECK(others(true) == others(false));
}

}  // namespace
}  // namespace acqsim::model
