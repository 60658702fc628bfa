#include "model/access_graph.hpp"
#include "support/mini_world.hpp"
#include "support/two_clouds.hpp"

#include <acqsim/model/history.hpp>
#include <acqsim/model/market.hpp>

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

/// Market research also considers vendors whose offering is due within the patience: expected days,
/// routes, and the life of a requirement that waits.
namespace acqsim::model {
namespace {

using acqsim::test::MiniWorld;
using stats::Distribution;

/// Civilians' only need is `moderate`; beta serves them from cloud two and, once it is authorised
/// there, from cloud one, the home of `health`.
spec::Scenario nearly_there() {
  spec::Scenario scenario = test::two_clouds();
  scenario.pipeline.enabled = true;
  auto& path = scenario.pipeline.paths["agency"];
  path.assess = Distribution::fixed(30.0);
  path.review = Distribution::fixed(60.0);
  path.reviewers = 1;
  scenario.access.migration = base::Days(100.0);
  scenario.vendors["beta"].partnerships["one"].scope = {"civilian"};
  scenario.vendors["beta"].offerings["one-gov"].status = spec::OfferingStatus::assessing;
  return scenario;
}

Route found_on(const spec::Scenario& scenario, double day, double until, const char* vendor) {
  test::Run run(scenario);
  Route found;
  run.on_day(day, [&](World& world) {
    const auto place = world.access.place(run.agency("health"), run.names().levels.at("moderate"),
                                          run.provider("one"));
    found = world.access.best_by(place, run.vendor(vendor), Days(until));
  });
  run.run();
  return found;
}

TEST_CASE("of the routes that there are and that are due the one of least days is taken",
          "[model][due]") {
  const spec::Scenario scenario = nearly_there();
  // Due on day 90; on the other cloud there is a route with 100 days of friction.
  const Route early = found_on(scenario, 5.0, 400.0, "beta");
  CHECK(early.wait == Approx(85.0));
  CHECK(early.friction == 0.0);
  CHECK(early.days() == Approx(85.0));
  CHECK(early.enclaves == 3);  // the two of cloud two besides
  const Route impatient = found_on(scenario, 5.0, 89.0, "beta");
  CHECK(impatient.wait == 0.0);
  CHECK(impatient.friction == 100.0);
  CHECK(impatient.enclaves == 2);
  CHECK(found_on(scenario, 95.0, 400.0, "beta").days() == 0.0);  // it is there
  spec::Scenario near = scenario;
  near.access.migration = base::Days(80.0);
  CHECK(found_on(near, 5.0, 400.0, "beta").wait == 0.0);  // 80 days are fewer than 85
  CHECK(found_on(near, 15.0, 400.0, "beta").wait == Approx(75.0));
}

TEST_CASE("nobody is due where no partnership serves, or while the pipeline is off",
          "[model][due]") {
  spec::Scenario scenario = nearly_there();
  scenario.vendors["beta"].partnerships["one"].scope = {"defense"};
  CHECK(found_on(scenario, 5.0, 400.0, "beta").wait == 0.0);
  scenario = nearly_there();
  scenario.pipeline.enabled = false;
  CHECK(found_on(scenario, 5.0, 400.0, "beta").wait == 0.0);
  scenario = nearly_there();
  scenario.access.wait_for_due = false;
  CHECK(found_on(scenario, 5.0, 400.0, "beta").wait == 0.0);
}

TEST_CASE("an authorised offering is due for a level when its enclave comes to hold it",
          "[model][due]") {
  spec::Scenario scenario = nearly_there();
  scenario.vendors["beta"].offerings["one-gov"].status = spec::OfferingStatus::authorized;
  scenario.providers["one"].enclaves["one-gov"].levels["high"] =
      base::Date(scenario.start.days_since_epoch() + 50);
  CHECK(found_on(scenario, 10.0, 400.0, "beta").wait == Approx(40.0));
  CHECK(found_on(scenario, 10.0, 45.0, "beta").wait == 0.0);
  CHECK(found_on(scenario, 60.0, 400.0, "beta").days() == 0.0);
}

TEST_CASE("an offering that gets under way is due at once, though there was nothing to wait for",
          "[model][due]") {
  spec::Scenario scenario = nearly_there();
  scenario.providers["one"].affiliate = "beta";  // serves from there without a partnership
  scenario.vendors["beta"].partnerships.erase("one");
  scenario.vendors["beta"].offerings.erase("one-gov");
  test::Run run(scenario);
  std::vector<double> waits;
  run.on_day(5.0, [&](World& world) {
    const auto place = world.access.place(run.agency("health"), run.names().levels.at("moderate"),
                                          run.provider("one"));
    const auto look = [&] {
      waits.push_back(world.access.best_by(place, run.vendor("beta"), Days(400.0)).wait);
    };
    look();
    look();
    world.pipeline.start_assessment(world, run.vendor("beta"), run.enclave("one-gov"));
    look();
  });
  run.run();
  REQUIRE(waits.size() == 3);
  CHECK(waits[0] == 0.0);
  CHECK(waits[1] == 0.0);
  CHECK(waits[2] == Approx(90.0));
}

double expected_on(const spec::Scenario& scenario, double day, const char* vendor,
                   const char* enclave) {
  test::Run run(scenario);
  double found = 0.0;
  run.on_day(day, [&](World& world) {
    found = world.pipeline.expected(world, run.vendor(vendor), run.enclave(enclave));
  });
  run.run();
  return found;
}

TEST_CASE("what is expected of fixed stages is what happens", "[model][due]") {
  spec::Scenario scenario = nearly_there();
  scenario.pipeline.integrate = Distribution::fixed(40.0);
  CHECK(expected_on(scenario, 10.0, "beta", "one-gov") == Approx(80.0));
  CHECK(expected_on(scenario, 50.0, "beta", "one-gov") == Approx(40.0));
  CHECK(std::isinf(expected_on(scenario, 100.0, "beta", "one-gov")));  // authorised
  CHECK(std::isinf(expected_on(scenario, 10.0, "alpha", "two-gov")));  // nothing under way
  scenario.vendors["beta"].offerings["one-gov"] = {
      spec::OfferingStatus::integrating, base::Date(scenario.start.days_since_epoch() - 25)};
  CHECK(expected_on(scenario, 5.0, "beta", "one-gov") == Approx(10.0 + 30.0 + 60.0));
  scenario.vendors["beta"].engineers = 0;
  CHECK(std::isinf(expected_on(scenario, 5.0, "beta", "one-gov")));
}

TEST_CASE("what is overdue is expected after what such stages have left, not at once",
          "[model][due]") {
  // Exponential times forget: however long it has lasted, the median of what is left is m ln 2.
  spec::Scenario scenario = nearly_there();
  auto& path = scenario.pipeline.paths["agency"];
  path.assess = Distribution::exponential(200.0);
  path.review = Distribution::fixed(0.0);
  test::Run run(scenario);
  int looks = 0;
  for (int day = 1; day < 700; day += 20) {
    run.on_day(day, [&](World& world) {
      const double left =
          world.pipeline.expected(world, run.vendor("beta"), run.enclave("one-gov"));
      if (std::isinf(left)) return;
      CHECK(left == Approx(200.0 * std::log(2.0)));
      ++looks;
    });
  }
  run.run();
  CHECK(looks > 0);
}

TEST_CASE("a queue before it makes an offering due later, by what reviews take in the mean",
          "[model][due]") {
  spec::Scenario scenario = nearly_there();
  auto& path = scenario.pipeline.paths["agency"];
  path.backlog = 5;  // one reviewer, 60 days each; the offering joins on day 30 behind four
  CHECK(expected_on(scenario, 35.0, "beta", "one-gov") == Approx(5.0 * 60.0 + 60.0));
  // In assessment: as if it joined the queue of now, of four.
  CHECK(expected_on(scenario, 20.0, "beta", "one-gov") == Approx(10.0 + 5.0 * 60.0 + 60.0));
  path.reviewers = 6;  // five are busy with the backlog, one is free
  CHECK(expected_on(scenario, 35.0, "beta", "one-gov") == Approx(55.0));
}

/// Beta is worth waiting for, and in assessment until day 10 or, one time in ten, day 200.
MiniWorld worth_waiting() {
  MiniWorld market;
  market.choice().capability = 10.0;
  market.vendor("beta").capability(110.0).spec().offerings.at("region").status =
      spec::OfferingStatus::assessing;
  market.scenario().pipeline.enabled = true;
  market.scenario().pipeline.paths.at("review").assess =
      Distribution::discrete({{10.0, 0.9}, {200.0, 0.1}});
  market.scenario().kinds.at("civilian").patience = Distribution::fixed(50.0);
  market.arrives({1.0});
  return market;
}

TEST_CASE(
    "a requirement waits for a vendor that is due until its patience ends, then chooses again",
    "[model][due]") {
  MiniWorld market = worth_waiting();
  int in_time = 0;
  int in_vain = 0;
  for (std::uint64_t r = 0; r < 60; ++r) {
    market.run(Days(365.0), r);
    const auto awards = market.events<Awarded>();
    REQUIRE(awards.size() == 1);
    const bool is_beta = awards[0].event.vendor == market.names().vendors.at("beta");
    ++(is_beta ? in_time : in_vain);
    CHECK(awards[0].at.value() == Approx(is_beta ? 10.0 : 51.0));
    CHECK(awards[0].event.waited.value() == Approx(is_beta ? 9.0 : 50.0));
    CHECK(market.count<RouteMissed>() == (is_beta ? 0U : 1U));
  }
  CHECK(in_time > 40);
  CHECK(in_vain > 0);
}

TEST_CASE("a requirement stops waiting for a vendor that is suspended", "[model][due]") {
  MiniWorld market = worth_waiting();
  market.scenario().pipeline.paths.at("review").assess = Distribution::fixed(30.0);
  auto& entry = market.scenario().timeline["order"];
  entry.at = base::Date(market.scenario().start.days_since_epoch() + 20);
  entry.action = {
      "suspend_vendor",
      {{"vendor", std::string("beta")}, {"scope", std::vector<std::string>{"civilian"}}}};
  market.run(Days(365.0));
  const auto awards = market.events<Awarded>();
  REQUIRE(awards.size() == 1);
  CHECK(awards[0].event.vendor == market.names().vendors.at("alpha"));
  CHECK(awards[0].at.value() == Approx(20.0));
}

TEST_CASE("an acquisition goes on while its only vendor is due", "[model][due]") {
  MiniWorld market = worth_waiting();
  market.vendor("alpha").without_offerings();
  market.scenario().pipeline.paths.at("review").assess = Distribution::fixed(30.0);
  market.scenario().vendors.at("alpha").engineers = 0;  // never placed
  market.lead_time(Distribution::fixed(25.0));
  market.run(Days(365.0));
  const auto awards = market.events<Awarded>();
  REQUIRE(awards.size() == 1);
  CHECK(awards[0].at.value() == Approx(30.0));  // not 55: it did not wait to begin
}

TEST_CASE("who waits in vain hears of an offering that sets out", "[model][due]") {
  // Nobody can serve; beta's assessment begins on day 11 and takes 30 days: due within the
  // patience, so that the acquisition of 25 days begins on day 11 and not on day 41.
  MiniWorld market = worth_waiting();
  for (const char* vendor : {"alpha", "beta"}) {
    market.vendor(vendor).without_offerings();
    market.scenario().vendors.at(vendor).engineers = 0;
    market.scenario().vendors.at(vendor).partnerships.clear();
  }
  market.scenario().providers.at("cloud").affiliate = "beta";
  market.scenario().pipeline.paths.at("review").assess = Distribution::fixed(30.0);
  market.lead_time(Distribution::fixed(25.0));
  auto& entry = market.scenario().timeline["listed"];
  entry.at = base::Date(market.scenario().start.days_since_epoch() + 11);
  entry.action = {"start_assessment",
                  {{"vendor", std::string("beta")}, {"enclave", std::string("region")}}};
  market.run(Days(365.0));
  const auto awards = market.events<Awarded>();
  REQUIRE(awards.size() == 1);
  CHECK(awards[0].at.value() == Approx(41.0));
}

TEST_CASE("a withdrawal ends the wait for a vendor that is due", "[model][due]") {
  MiniWorld market = worth_waiting();
  market.scenario().pipeline.paths.at("review").assess = Distribution::fixed(45.0);
  market.lead_time(Distribution::fixed(0.0));
  market.scenario().acquisition.withdrawal = base::Rate(1.0);  // within days
  market.run(Days(365.0));
  REQUIRE(market.count<RequirementWithdrawn>() == 1);
  CHECK(market.events<RequirementWithdrawn>()[0].at.value() < 40.0);
  CHECK(market.count<Awarded>() == 0);
}

TEST_CASE("without patience nothing is due, to the bit", "[model][due]") {
  spec::Scenario scenario = test::lively_two_clouds();
  scenario.pipeline.paths["agency"].assess = Distribution::exponential(120.0);
  scenario.vendors["beta"].partnerships["one"].scope = {"civilian"};
  const auto run = [&scenario](bool waits, double patience) {
    for (auto& [id, kind] : scenario.kinds) kind.patience = Distribution::fixed(patience);
    scenario.access.wait_for_due = waits;
    return Market(scenario).replicate(11, 4);
  };
  const Replication on = run(true, 0.0);
  const Replication off = run(false, 0.0);
  CHECK(on.path_hash == off.path_hash);
  CHECK(on.events == off.events);
  CHECK(on.draws == off.draws);
  CHECK(run(true, 365.0).path_hash != run(false, 365.0).path_hash);
}

TEST_CASE("a multi-homed requirement is served by who is there beside the one it waited for",
          "[model][due]") {
  // Beta, the best, is due first; gamma, the next, later: it is left out.
  MiniWorld market = worth_waiting();
  market.scenario().pipeline.paths.at("review").assess = Distribution::fixed(10.0);
  auto& lock_in = market.scenario().lock_in;
  lock_in.enabled = true;
  lock_in.multi_homing = base::Share(1.0);
  lock_in.multi_homing_vendors = 2;
  market.vendor("gamma").capability(105.0).without_offerings();
  market.scenario().pipeline.integrate = Distribution::fixed(20.0);
  market.operation(Days(1000.0));
  market.run(Days(100.0));
  REQUIRE(market.count<Awarded>() == 1);
  const auto started = market.events<SupplyStarted>();
  REQUIRE(started.size() == 2);
  CHECK(started[0].event.vendor == market.names().vendors.at("beta"));
  CHECK(started[1].event.vendor == market.names().vendors.at("alpha"));
  REQUIRE(market.count<RouteMissed>() == 1);
  CHECK(market.events<RouteMissed>()[0].event.vendor == market.names().vendors.at("gamma"));
}

TEST_CASE("an explanation tells how long a vendor that is due would be waited for",
          "[model][due]") {
  spec::Scenario scenario = test::lively_two_clouds();
  scenario.vendors["beta"].partnerships["one"].scope = {"civilian"};
  const Market market(scenario);
  const History told = history(market, 2, 1);
  CHECK(told.replication.path_hash == market.replicate(2, 1).path_hash);
  int due = 0;
  for (const auto& choice : told.choices) {
    for (const auto& vendor : choice.vendors) {
      double wait = 0.0;
      double friction = 0.0;
      double term = 0.0;
      for (const auto& input : vendor.inputs) {
        if (input.name == "wait") wait = input.value;
        if (input.name == "friction") friction = input.value;
      }
      for (const auto& one : vendor.terms) {
        if (one.name == "friction") term = one.value;
      }
      if (wait <= 0.0) continue;
      ++due;
      CHECK(term == Approx(-0.005 * (friction + wait)));
    }
  }
  CHECK(due > 0);
}

}  // namespace
}  // namespace acqsim::model
