#include "acqsim/model/access_map.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::model {
namespace {

using base::Date;

spec::Scenario scenario() {
  spec::Scenario s = test::lively_two_clouds();
  s.providers["one"].enclaves["one-gov"].levels["il5"] = Date::from_civil(2026, 9, 1);
  s.vendors["alpha"].partnerships["one"].scope = {"civilian", "defense"};
  return s;
}

/// At the end of a run, as the measure `reach` says.
double measured(const Market& market, const Replication& run, const std::string& key) {
  for (std::size_t m = 0; m < market.measures().size(); ++m) {
    if (market.measures()[m].key() == key) return run.measures[m];
  }
  return NAN;
}

TEST_CASE("levels that a cloud comes to hold are in the map from their day on", "[model][map]") {
  const Market market(scenario());
  const auto reach = [&](Date at) {
    const AccessMap map = access_map(market, 1, std::nullopt, at);
    REQUIRE(map.vendors == std::vector<std::string>{"alpha", "beta"});
    REQUIRE(map.levels == std::vector<std::string>{"high", "il5", "moderate"});
    return map.reach;
  };
  // Army and health want as much; the army's is il5, where alpha's cloud comes late.
  const auto early = reach(Date::from_civil(2026, 8, 31));
  CHECK(early[0][1].whole == 0.0);
  CHECK(early[0][3].whole == Approx(0.5));
  CHECK(early[0][3].without_migration == Approx(0.5));
  CHECK(early[1][3].whole == Approx(1.0));
  CHECK(early[1][3].without_migration == Approx(0.5));
  const auto late = reach(Date::from_civil(2026, 9, 1));
  CHECK(late[0][1].whole == 1.0);
  CHECK(late[0][1].without_migration == 0.0);
  CHECK(late[0][3].whole == Approx(1.0));
}

TEST_CASE("after a replication's events the map agrees with the measures of reach",
          "[model][map]") {
  const Market market(scenario());
  const Replication run = market.replicate(7, 3);
  // The map is of the last day's beginning; nothing happens to the graph on that day.
  const AccessMap map = access_map(market, 7, 3, market.scenario().end);
  for (std::size_t v = 0; v < map.vendors.size(); ++v) {
    const std::string label = "{vendor=" + map.vendors[v] + "}";
    CHECK(map.reach[v].back().whole == Approx(measured(market, run, "reach" + label)));
    CHECK(map.reach[v].back().without_migration ==
          Approx(measured(market, run, "reach_without_migration" + label)));
  }
}

TEST_CASE("a level without demand has no shares", "[model][map]") {
  spec::Scenario s = scenario();
  s.levels["secret"];
  const AccessMap map = access_map(Market(s), 1, std::nullopt, s.start);
  CHECK(map.levels[3] == "secret");
  CHECK(map.demand[3] == 0.0);
  CHECK(std::isnan(map.reach[0][3].whole));
}

TEST_CASE("the drawing has what can be used and nothing else", "[model][map]") {
  spec::Scenario s = test::two_clouds();
  const AccessMap map = access_map(Market(s), 1, std::nullopt, s.start);
  CHECK_THAT(map.dot, Catch::StartsWith("digraph") && Catch::Contains("\"vendor:alpha\"") &&
                          Catch::Contains("\"offering:beta/two-secret\"") &&
                          Catch::Contains("\"offering:alpha/one-gov\"->\"enclave:one-gov\"") &&
                          Catch::Contains("\"seller:beta\"->\"vehicle:schedule\"") &&
                          Catch::Contains("\"vehicle:schedule\"->\"kind:defense\""));
  // Alpha is in no enclave of cloud two; the clouds sell nothing themselves.
  CHECK_THAT(map.dot, !Catch::Contains("offering:alpha/two") && !Catch::Contains("provider:"));
}

}  // namespace
}  // namespace acqsim::model
