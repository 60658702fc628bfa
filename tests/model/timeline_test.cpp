#include "model/timeline.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

namespace acqsim::model {
namespace {

using base::Date;
using stats::Distribution;

spec::Call close_schedule() { return {"close_vehicle", {{"vehicle", std::string("schedule")}}}; }
spec::Call open_schedule() { return {"open_vehicle", {{"vehicle", std::string("schedule")}}}; }

spec::TimelineEntry dated(Date at, spec::Call action) {
  spec::TimelineEntry entry;
  entry.at = at;
  entry.action = std::move(action);
  return entry;
}

spec::TimelineEntry after(std::string other, double days, spec::Call action) {
  spec::TimelineEntry entry;
  entry.after = std::move(other);
  entry.delay = Distribution::fixed(days);
  entry.action = std::move(action);
  return entry;
}

TEST_CASE("an entry happens on its day", "[model][timeline]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.timeline["close"] = dated(Date::from_civil(2026, 1, 31), close_schedule());
  test::Run run(scenario);
  run.run();
  const auto closed = run.events.all<VehicleClosed>();
  REQUIRE(closed.size() == 1);
  CHECK(closed[0].first == 30.0);
}

TEST_CASE("entries follow one another with their delays", "[model][timeline]") {
  // "a-last" sorts before what it waits for: 30, 30 + 10, 40 + 5.
  spec::Scenario scenario = test::two_clouds();
  scenario.timeline["m-close"] = dated(Date::from_civil(2026, 1, 31), close_schedule());
  scenario.timeline["b-open"] = after("m-close", 10.0, open_schedule());
  scenario.timeline["a-last"] = after("b-open", 5.0, close_schedule());
  test::Run run(scenario);
  const auto times = timeline::times(run.world());
  CHECK(times.at("m-close") == 30.0);
  CHECK(times.at("b-open") == 40.0);
  CHECK(times.at("a-last") == 45.0);
}

TEST_CASE("a date can be delayed too", "[model][timeline]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.timeline["close"] = dated(Date::from_civil(2026, 1, 31), close_schedule());
  scenario.timeline["close"].delay = Distribution::fixed(7.0);
  test::Run run(scenario);
  CHECK(timeline::times(run.world()).at("close") == 37.0);
}

TEST_CASE("what is dated before the start has happened at its first instant", "[model][timeline]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.timeline["close"] = dated(Date::from_civil(2025, 6, 1), close_schedule());
  test::Run run(scenario);
  run.run();
  REQUIRE(run.events.count<VehicleClosed>() == 1);
  CHECK(run.events.all<VehicleClosed>()[0].first == 0.0);
}

TEST_CASE("what falls after the end does not happen", "[model][timeline]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.timeline["close"] = dated(Date::from_civil(2027, 12, 31), close_schedule());
  scenario.timeline["close"].delay = Distribution::fixed(2.0);
  test::Run run(scenario);
  run.run();
  CHECK(run.events.count<VehicleClosed>() == 0);
}

TEST_CASE("a drawn delay differs between replications and not within one", "[model][timeline]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.timeline["close"] = dated(Date::from_civil(2026, 1, 31), close_schedule());
  scenario.timeline["close"].delay = Distribution::uniform(0.0, 100.0);
  test::Run run(scenario, 1, 0);
  test::Run again(scenario, 1, 0);
  test::Run other(scenario, 1, 1);
  const double at = timeline::times(run.world()).at("close");
  CHECK(at >= 30.0);
  CHECK(at <= 130.0);
  CHECK(timeline::times(again.world()).at("close") == at);
  CHECK(timeline::times(other.world()).at("close") != at);
}

}  // namespace
}  // namespace acqsim::model
