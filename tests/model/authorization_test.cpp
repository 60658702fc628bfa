#include "model/authorization.hpp"

#include "support/mini_world.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace acqsim::model {
namespace {

using namespace base::literals;
using stats::Distribution;
using test::MiniWorld;

/// 10 days where the agency has authorised the offering before, 40 where it inherits, else 200.
MiniWorld three_times() {
  MiniWorld market;
  auto& authorization = market.scenario().authorization;
  authorization.enabled = true;
  authorization.repeat = Distribution::fixed(10.0);
  authorization.inherited = Distribution::fixed(40.0);
  authorization.first = Distribution::fixed(200.0);
  market.vendor("beta").without_offerings();  // alpha wins
  return market;
}

TEST_CASE("an agency inherits on a provider that it runs on, and repeats what it has authorised",
          "[model][authorization]") {
  MiniWorld market = three_times();
  market.arrives({0.0, 100.0});
  market.run(365_d);
  const auto started = market.events<OperationStarted>();
  REQUIRE(started.size() == 2);
  CHECK(started[0].at == 40_d);
  CHECK(started[1].at == 110_d);
  CHECK(started[1].event.waited == 10_d);
}

TEST_CASE("an agency with nothing to inherit from takes the long way once",
          "[model][authorization]") {
  MiniWorld market = three_times();
  market.agency().spec().footprint.clear();
  market.arrives({0.0, 250.0});
  market.run(365_d);
  const auto started = market.events<OperationStarted>();
  REQUIRE(started.size() == 2);
  CHECK(started[0].at == 200_d);
  CHECK(started[1].at == 260_d);
  CHECK(market.world().access.runs_on(AgencyId(0), market.names().providers.at("cloud")));
}

TEST_CASE("another vendor at a provider once authorised inherits", "[model][authorization]") {
  MiniWorld market = three_times();
  market.agency().spec().footprint.clear();
  market.vendor("beta").spec().offerings["region"].since = base::Date::from_civil(2026, 1, 1);
  market.choice().capability = 1e6;  // the better one wins, whatever the taste
  market.vendor("alpha").capability(90.0);
  market.vendor("beta").capability(80.0);
  // From day 100 on alpha is suspended for all kinds, so beta wins.
  market.scenario().timeline["out"] = {
      .at = base::Date(market.scenario().start.days_since_epoch() + 100),
      .after = {},
      .delay = {},
      .action = {
          .name = "suspend_vendor",
          .arguments = {{"vendor", "alpha"}, {"scope", std::vector<std::string>{"civilian"}}}}};
  market.arrives({0.0, 300.0});
  market.run(365_d);
  const auto started = market.events<OperationStarted>();
  REQUIRE(started.size() == 2);
  CHECK(started[0].at == 200_d);
  CHECK(started[1].event.vendor == market.names().vendors.at("beta"));
  CHECK(started[1].at == 340_d);
}

TEST_CASE("requirements queue for an authorising official", "[model][authorization]") {
  MiniWorld market;
  market.authorization_time(Distribution::fixed(20.0)).arrives({0.0, 0.0, 0.0});
  market.agency().officials(1);
  market.run(365_d);
  const auto started = market.events<OperationStarted>();
  REQUIRE(started.size() == 3);
  CHECK(started[0].at == 20_d);
  CHECK(started[1].at == 40_d);
  CHECK(started[2].at == 60_d);

  market.authorization_time(Distribution::fixed(20.0), 0.25);
  market.run(365_d);
  CHECK(market.events<OperationStarted>()[2].at == 30_d);  // busy 5 days with each: 10 + 20
}

TEST_CASE("authorisation switched off starts operation on the day of the award",
          "[model][authorization]") {
  MiniWorld market;
  market.authorization_time(Distribution::fixed(20.0)).arrives({3.0});
  market.scenario().authorization.enabled = false;
  market.run(365_d);
  REQUIRE(market.count<OperationStarted>() == 1);
  CHECK(market.events<OperationStarted>()[0].at == 3_d);
  CHECK(market.world().has_authorized(AgencyId(0), market.events<Awarded>()[0].event.vendor,
                                      EnclaveId(0)));
}

}  // namespace
}  // namespace acqsim::model
