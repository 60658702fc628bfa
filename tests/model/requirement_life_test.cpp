#include "model/requirement_life.hpp"

#include "support/mini_world.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>
#include <vector>

namespace acqsim::model {
namespace {

using namespace base::literals;
using stats::Distribution;
using test::MiniWorld;

TEST_CASE("a requirement passes its stages in order and its times add up", "[model][life]") {
  MiniWorld market;
  market.lead_time(Distribution::fixed(30.0)).authorization_time(Distribution::fixed(20.0));
  market.operation(100_d).arrives({5.0});
  market.run(160_d);
  std::vector<std::string> names;
  for (const auto& [at, event] : market.all_events()) names.emplace_back(name_of(event));
  CHECK(names == std::vector<std::string>{"requirement-arrived", "awarded", "operation-started",
                                          "supply-started", "obligated", "supply-ended",
                                          "contract-ended"});
  CHECK(market.events<Awarded>()[0].at == 35_d);
  CHECK(market.events<OperationStarted>()[0].at == 55_d);
  CHECK(market.events<OperationStarted>()[0].event.waited == 50_d);
  CHECK(market.events<OperationStarted>()[0].event.is_first);
  CHECK(market.events<ContractEnded>()[0].at == 155_d);
}

TEST_CASE("a requirement that nobody can reach waits out its patience and names who was missing",
          "[model][life]") {
  MiniWorld market;
  market.vendor("alpha").without_offerings();
  market.vendor("beta").without_offerings();
  market.arrives({10.0});
  market.scenario().kinds.at("civilian").patience = Distribution::fixed(60.0);
  market.run(365_d);
  const auto unmet = market.events<RequirementUnmet>();
  REQUIRE(unmet.size() == 1);
  CHECK(unmet[0].at == 70_d);
  CHECK(unmet[0].event.cause == UnmetCause::no_route);
  CHECK(market.count<RouteMissed>() == 2);
  CHECK(market.count<Awarded>() == 0);
}

TEST_CASE("a requirement beyond every vendor's capability is unmet for want of capability",
          "[model][life]") {
  MiniWorld market;
  market.arrives({10.0});
  // In points of a scale on which the frontier is 100 when the requirement arises.
  market.scenario().kinds.at("civilian").needed_capability = Distribution::fixed(101.0);
  market.run(500_d);
  const auto unmet = market.events<RequirementUnmet>();
  REQUIRE(unmet.size() == 1);
  CHECK(unmet[0].event.cause == UnmetCause::no_capability);
  CHECK(market.count<RouteMissed>() == 0);
}

TEST_CASE("a waiting requirement is served when a route opens within its patience",
          "[model][life]") {
  MiniWorld market;
  market.arrives({10.0});
  market.scenario().kinds.at("civilian").patience = Distribution::fixed(60.0);
  auto& opens = market.scenario().vehicles.at("schedule").opens;
  opens = base::Date(market.scenario().start.days_since_epoch() + 50);
  market.run(365_d);
  REQUIRE(market.count<Awarded>() == 1);
  CHECK(market.events<Awarded>()[0].at == 50_d);
  CHECK(market.events<Awarded>()[0].event.waited == 40_d);

  opens = base::Date(market.scenario().start.days_since_epoch() + 80);  // ten days too late
  market.run(365_d);
  CHECK(market.count<Awarded>() == 0);
  CHECK(market.count<RequirementUnmet>() == 1);
}

TEST_CASE("a route that closes during the acquisition starts market research again",
          "[model][life]") {
  MiniWorld market;
  market.lead_time(Distribution::fixed(30.0)).arrives({0.0});
  const auto day = [&market](int n) {
    return base::Date(market.scenario().start.days_since_epoch() + n);
  };
  auto& second = market.scenario().vehicles["second"];
  second = market.scenario().vehicles.at("schedule");
  market.scenario().vehicles.at("schedule").closes = day(10);
  second.opens = day(100);
  market.run(365_d);
  // Ordered by day 30, when the vehicle is closed; again from day 100.
  REQUIRE(market.count<Awarded>() == 1);
  CHECK(market.events<Awarded>()[0].at == 130_d);
  CHECK(market.events<Awarded>()[0].event.vehicle == market.names().vehicles.at("second"));
}

TEST_CASE("a contract's end calls a recompete that the incumbent may lose", "[model][life]") {
  MiniWorld market;
  market.operation(50_d).lead_time(Distribution::fixed(10.0)).arrives({0.0});
  market.choice().price = 1e6;
  market.vendor("alpha").price(Money(90.0));
  market.scenario().promotions["deal"] = {
      .vendor = "beta",
      .vehicle = "schedule",
      .price = Money(1.0),
      .from = base::Date(market.scenario().start.days_since_epoch() + 40),
      .until = {}};
  market.run(100_d);
  const auto awards = market.events<Awarded>();
  REQUIRE(awards.size() == 2);
  CHECK_FALSE(awards[0].event.incumbent.is_valid());
  CHECK(awards[1].at == 70_d);  // 10 + 50 + 10
  CHECK(awards[1].event.waited == 10_d);
  CHECK(awards[1].event.incumbent == market.names().vendors.at("alpha"));
  CHECK(awards[1].event.vendor == market.names().vendors.at("beta"));
  REQUIRE(market.count<VendorChanged>() == 1);
  // The incumbent bridges the ten days of the recompete.
  const auto paid = market.events<Obligated>();
  REQUIRE(paid.size() == 3);
  CHECK(paid[1].event.vendor == market.names().vendors.at("alpha"));
  CHECK(paid[1].event.model.value() == Approx(1e6 * 10.0 / 365.25));
  CHECK_FALSE(market.events<OperationStarted>()[1].event.is_first);
}

TEST_CASE("a contract may be renewed without competition and without delay", "[model][life]") {
  MiniWorld market;
  market.operation(50_d).lead_time(Distribution::fixed(10.0)).arrives({0.0});
  market.scenario().operation.renew_without_competition = base::Share(1.0);
  market.run(100_d);
  const auto awards = market.events<Awarded>();
  REQUIRE(awards.size() == 2);
  CHECK(awards[1].at == 60_d);
  CHECK(awards[1].event.is_renewal);
  CHECK_FALSE(awards[1].event.is_competed);
  CHECK(awards[1].event.vendor == awards[0].event.vendor);
  CHECK(market.count<Obligated>() == 2);
}

TEST_CASE("a prototype that has run its time may be followed by production with its vendor",
          "[model][life]") {
  MiniWorld market;
  market.operation(100_d, 1).lead_time(Distribution::fixed(10.0)).arrives({0.0});
  spec::Method& order = market.scenario().acquisition.methods.at("order");
  order.prototype_period = 30_d;
  order.production = base::Share(1.0);
  market.run(245_d);
  auto awards = market.events<Awarded>();
  REQUIRE(awards.size() == 2);
  CHECK(awards[1].at == 40_d);
  CHECK(awards[1].event.is_renewal);
  CHECK_FALSE(awards[1].event.is_competed);
  CHECK(awards[1].event.vendor == awards[0].event.vendor);
  const auto ended = market.events<ContractEnded>();  // production has a base period and an option
  REQUIRE(ended.size() == 2);
  CHECK(ended[1].at == 240_d);
  CHECK(ended[1].event.cause == EndCause::options_exhausted);

  order.production = base::Share(0.0);  // another competition, by prototype again
  market.run(75_d);
  awards = market.events<Awarded>();
  REQUIRE(awards.size() == 2);
  CHECK(awards[1].at == 50_d);
  CHECK_FALSE(awards[1].event.is_renewal);
}

TEST_CASE("production follows prototypes as often as its probability says", "[model][life]") {
  MiniWorld market;
  market.operation(1'000_d).arrives(std::vector<double>(2'000, 0.0));
  spec::Method& order = market.scenario().acquisition.methods.at("order");
  order.prototype_period = 30_d;
  order.production = base::Share(0.6);
  market.run(31_d);
  std::size_t renewals = 0;
  for (const auto& award : market.events<Awarded>()) renewals += award.event.is_renewal ? 1 : 0;
  // Binomial: mean 1200, deviation 21.9; four of them.
  CHECK(static_cast<double>(renewals) == Approx(1200.0).margin(87.7));
}

TEST_CASE("a use case installed before the start is in operation from the first day",
          "[model][life]") {
  MiniWorld market;
  market.operation(365_d, 4);
  market.agency().installed("beta", 200.0);
  market.run(1_d);
  CHECK(market.count<RequirementArrived>() == 0);
  CHECK(market.count<Awarded>() == 0);
  CHECK(market.count<OperationStarted>() == 200);
  CHECK(market.count<SupplyStarted>() == 200);
  for (const auto& started : market.events<OperationStarted>()) {
    CHECK_FALSE(started.event.is_first);
    CHECK(started.event.vendor == market.names().vendors.at("beta"));
  }
  // The present period is paid already; ages are uniform over five periods, so of 200 the contracts
  // that end in the first 365 days are a fifth: binomial, 40 and four standard deviations of 5.66.
  market.run(365_d);
  CHECK(static_cast<double>(market.count<ContractEnded>()) == Approx(40.0).margin(22.7));
}

}  // namespace
}  // namespace acqsim::model
