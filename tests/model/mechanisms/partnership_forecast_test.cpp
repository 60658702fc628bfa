#include "model/mechanisms/partnership_forecast.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::model {
namespace {

/// What a vendor can expect now, or with a further partner.
partnership_forecast::Forecast forecast(World& world, VendorId vendor, ProviderId added) {
  const partnership_forecast::Outlook outlook(world);
  return added.is_valid() ? outlook.with(vendor, added, ~KindMask{0}) : outlook.now(vendor);
}

/// 10 requirements of $1M a year at each agency over a horizon of two years: $20M each.
spec::Scenario expecting() {
  spec::Scenario scenario = test::two_clouds();
  for (auto& [id, agency] : scenario.agencies) agency.requirement_rate = base::per_year(10.0);
  scenario.partnership_decisions.horizon = Days(2.0 * base::kDaysPerYear);
  scenario.access.migration = Days(100.0);
  return scenario;
}

TEST_CASE("equal vendors that can be reached share the demand equally", "[model][forecast]") {
  // Civilians: both, 10M each. Defense: Beta alone, 20M.
  test::Run run(expecting());
  const auto alpha = forecast(run.world(), run.vendor("alpha"), ProviderId());
  CHECK(alpha.won.value() == Approx(10e6));
  CHECK(alpha.hosted[run.provider("one").value()].value() == Approx(10e6));
  CHECK(alpha.hosted[run.provider("two").value()].value() == 0.0);
  const auto beta = forecast(run.world(), run.vendor("beta"), ProviderId());
  CHECK(beta.won.value() == Approx(30e6));
  CHECK(beta.affiliate.value() == 0.0);
}

TEST_CASE("a task force that stands raises the demand that is expected", "[model][forecast]") {
  // Civilians: 3 x 20M, of which Alpha has half; a date that is still to come counts for nothing.
  spec::Scenario scenario = expecting();
  scenario.task_forces.enabled = true;
  scenario.task_forces.demand_factor = 3.0;
  test::Run run(scenario);
  World& world = run.world();
  const auto won = [&] { return forecast(world, run.vendor("alpha"), ProviderId()).won.value(); };
  CHECK(won() == Approx(10e6));
  world.task_forces.stand_up(run.agency("health"));
  CHECK(won() == Approx(30e6));
}

TEST_CASE("a forecast stays finite at the greatest weights that a scenario may give",
          "[model][forecast]") {
  // U = 10 per point x 100 points for both: equal, so 10M as above, though exp(1000) is infinite.
  spec::Scenario scenario = expecting();
  scenario.choice.capability = 10.0;
  test::Run run(scenario);
  CHECK(forecast(run.world(), run.vendor("alpha"), ProviderId()).won.value() == Approx(10e6));
}

TEST_CASE("shares follow the logit of the systematic terms", "[model][forecast]") {
  // Price alone, b_p = 1: weights 1/400 and 1/300, so Alpha has 3/7 of the civilians' 20M.
  spec::Scenario scenario = expecting();
  scenario.choice.price = 1.0;
  test::Run run(scenario);
  CHECK(forecast(run.world(), run.vendor("alpha"), ProviderId()).won.value() ==
        Approx(20e6 * 3.0 / 7.0));
}

TEST_CASE("an added provider brings what its enclaves open", "[model][forecast]") {
  test::Run run(expecting());
  const auto then = forecast(run.world(), run.vendor("alpha"), run.provider("two"));
  CHECK(then.won.value() == Approx(20e6));
  CHECK(then.hosted[run.provider("one").value()].value() == Approx(10e6));
  CHECK(then.hosted[run.provider("two").value()].value() == Approx(10e6));
}

TEST_CASE("the added provider's own models are counted apart", "[model][forecast]") {
  spec::Scenario scenario = expecting();
  scenario.providers["two"].affiliate = "beta";
  test::Run run(scenario);
  const auto then = forecast(run.world(), run.vendor("alpha"), run.provider("two"));
  CHECK(then.affiliate.value() == Approx(20e6));  // half of both
}

TEST_CASE("a suspended vendor is forecast to win nothing from that kind", "[model][forecast]") {
  spec::Scenario scenario = expecting();
  scenario.vendors["beta"].suspensions["order"].scope = {"civilian"};
  test::Run run(scenario);
  CHECK(forecast(run.world(), run.vendor("alpha"), ProviderId()).won.value() == Approx(20e6));
  CHECK(forecast(run.world(), run.vendor("beta"), ProviderId()).won.value() == Approx(20e6));
}

TEST_CASE("the forecast grows with the square of the horizon and with adoption",
          "[model][forecast]") {
  spec::Scenario scenario = expecting();
  scenario.partnership_decisions.horizon = Days(4.0 * base::kDaysPerYear);
  {
    test::Run run(scenario);
    CHECK(forecast(run.world(), run.vendor("alpha"), ProviderId()).won.value() == Approx(40e6));
  }
  // Adoption doubles at once: by day 100 the rate is twice that of the start.
  scenario.arrivals.adoption_ceiling = 2.0;
  scenario.arrivals.adoption_speed = base::Rate(1.0);
  test::Run run(scenario);
  double later = 0.0;
  run.on_day(100.0, [&](World& world) {
    later = forecast(world, run.vendor("alpha"), ProviderId()).won.value();
  });
  run.run();
  CHECK(later == Approx(80e6));
}

TEST_CASE("demand that nobody reaches is won by nobody", "[model][forecast]") {
  spec::Scenario scenario = expecting();
  scenario.vehicles["schedule"].open_to = {"civilian"};
  test::Run run(scenario);
  CHECK(forecast(run.world(), run.vendor("beta"), ProviderId()).won.value() == Approx(10e6));
}

TEST_CASE("levels and homes split an agency's demand by their weights", "[model][forecast]") {
  // A quarter at IL5, which only Beta reaches: Alpha has half of the other three quarters.
  spec::Scenario scenario = expecting();
  scenario.agencies["health"].level_mix = {{"moderate", base::Share(0.75)},
                                           {"il5", base::Share(0.25)}};
  scenario.agencies["army"].requirement_rate = base::Rate(0.0);
  test::Run run(scenario);
  CHECK(forecast(run.world(), run.vendor("alpha"), ProviderId()).won.value() == Approx(7.5e6));
  CHECK(forecast(run.world(), run.vendor("beta"), ProviderId()).won.value() == Approx(12.5e6));
}

}  // namespace
}  // namespace acqsim::model
