#include "model/acquisition.hpp"

#include "support/mini_world.hpp"

#include <catch2/catch.hpp>

namespace acqsim::model {
namespace {

using namespace base::literals;
using stats::Distribution;
using test::MiniWorld;

TEST_CASE("an award comes after the lead time of its method", "[model][acquisition]") {
  MiniWorld market;
  market.lead_time(Distribution::fixed(30.0)).arrives({5.0});
  market.run(365_d);
  const auto awards = market.events<Awarded>();
  REQUIRE(awards.size() == 1);
  CHECK(awards[0].at == 35_d);
  CHECK(awards[0].event.waited == 30_d);
}

TEST_CASE("acquisition switched off awards on the day", "[model][acquisition]") {
  MiniWorld market;
  market.lead_time(Distribution::fixed(30.0)).arrives({5.0});
  market.scenario().acquisition.enabled = false;
  market.run(365_d);
  const auto awards = market.events<Awarded>();
  REQUIRE(awards.size() == 1);
  CHECK(awards[0].at == 5_d);
}

TEST_CASE("requirements queue for a contracting officer in the order in which they arise",
          "[model][acquisition]") {
  MiniWorld market;
  market.lead_time(Distribution::fixed(10.0)).arrives({0.0, 1.0, 2.0});
  market.agency().officers(1);
  market.run(100_d);
  const auto one = market.events<Awarded>();
  REQUIRE(one.size() == 3);
  CHECK(one[0].at == 10_d);  // free from 0
  CHECK(one[1].at == 20_d);  // then from 10
  CHECK(one[2].at == 30_d);
  CHECK(one[0].event.requirement < one[1].event.requirement);
  CHECK(one[1].event.requirement < one[2].event.requirement);

  market.agency().officers(2);
  market.run(100_d);
  const auto two = market.events<Awarded>();
  REQUIRE(two.size() == 3);
  CHECK(two[1].at == 11_d);  // the second officer was free
  CHECK(two[2].at == 20_d);  // the first one is free from 10
}

TEST_CASE("an officer is free again after their share of the lead time", "[model][acquisition]") {
  MiniWorld market;
  market.lead_time(Distribution::fixed(10.0), 0.3).arrives({0.0, 0.0});
  market.agency().officers(1);
  market.run(100_d);
  const auto awards = market.events<Awarded>();
  REQUIRE(awards.size() == 2);
  CHECK(awards[0].at.value() == Approx(10.0));  // 3 with the officer, 7 without
  CHECK(awards[1].at.value() == Approx(13.0));  // from 3 on
}

TEST_CASE("officers of one agency do not serve another", "[model][acquisition]") {
  MiniWorld market;
  market.agency("gsa").officers(1);
  market.agency("va").officers(1);
  market.lead_time(Distribution::fixed(10.0)).arrives({0.0}, "va").arrives({0.0}, "gsa");
  market.run(100_d);
  const auto awards = market.events<Awarded>();
  REQUIRE(awards.size() == 2);
  CHECK(awards[0].at == 10_d);
  CHECK(awards[1].at == 10_d);
}

TEST_CASE("the method follows from the order's value and the easiest vehicle",
          "[model][acquisition]") {
  MiniWorld market;
  market.lead_time(Distribution::fixed(10.0)).arrives({0.0});
  auto& slow = market.scenario().acquisition.methods["competition"];
  slow.lead_time = Distribution::fixed(100.0);
  slow.competed = true;
  market.scenario().acquisition.methods.at("order").competed = false;
  auto& schedule = market.scenario().vehicles.at("schedule");
  schedule.large_method = "competition";

  SECTION("below the threshold: the ordinary one") {
    schedule.large_from = Money(1e6 + 1.0);
    market.run(365_d);
    REQUIRE(market.count<Awarded>() == 1);
    CHECK(market.events<Awarded>()[0].at == 10_d);
    CHECK_FALSE(market.events<Awarded>()[0].event.is_competed);
  }
  SECTION("from the threshold on: the one for large orders") {
    schedule.large_from = Money(1e6);  // what the requirement is worth
    market.run(365_d);
    REQUIRE(market.count<Awarded>() == 1);
    CHECK(market.events<Awarded>()[0].at == 100_d);
    CHECK(market.events<Awarded>()[0].event.is_competed);
  }
  SECTION("another vehicle that takes longer is not used") {
    auto& tender = market.scenario().vehicles["a-tender"];
    tender = schedule;
    tender.method = "competition";
    schedule.large_method.clear();
    market.run(365_d);
    REQUIRE(market.count<Awarded>() == 1);
    CHECK(market.events<Awarded>()[0].at == 10_d);
    CHECK(market.events<Awarded>()[0].event.vehicle == market.names().vehicles.at("schedule"));
  }
}

}  // namespace
}  // namespace acqsim::model
