#include "model/operation.hpp"

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

TEST_CASE("a contract lasts its base period and every option, each paid on its first day",
          "[model][operation]") {
  MiniWorld market;
  market.operation(100_d, 2).arrives({5.0});
  market.run(310_d);  // the contract ends on day 305
  const auto paid = market.events<Obligated>();
  REQUIRE(paid.size() >= 3);
  for (std::size_t period = 0; period < 3; ++period) {
    CHECK(paid[period].at.value() == Approx(5.0 + 100.0 * static_cast<double>(period)));
    // $1M a year for 100 days, all of it to the vendor.
    CHECK(paid[period].event.model.value() == Approx(1e6 * 100.0 / 365.25));
    CHECK(paid[period].event.hosting.value() == 0.0);
  }
  const auto ended = market.events<ContractEnded>();
  REQUIRE(ended.size() == 1);
  CHECK(ended[0].at == 305_d);
  CHECK(ended[0].event.cause == EndCause::options_exhausted);
}

TEST_CASE("obligations divide between vendor and host, and a promotion cheapens the vendor's part",
          "[model][operation]") {
  MiniWorld market;
  market.operation(365.25_d).arrives({0.0});
  market.scenario().operation.hosting_share = base::Share(0.3);
  market.vendor("beta").without_offerings();
  market.vendor("alpha").price(Money(400.0));
  market.scenario().promotions["deal"] = {
      .vendor = "alpha", .vehicle = "schedule", .price = Money(100.0), .from = {}, .until = {}};
  market.run(300_d);
  const auto paid = market.events<Obligated>();
  REQUIRE(paid.size() == 1);
  CHECK(paid[0].event.model.value() == Approx(1e6 * 0.7 * 100.0 / 400.0));
  CHECK(paid[0].event.hosting.value() == Approx(1e6 * 0.3));  // the cloud's price is its own
}

TEST_CASE("an option that is not exercised ends the contract and calls a recompete",
          "[model][operation]") {
  MiniWorld market;
  market.operation(50_d, 4).arrives({0.0});
  market.scenario().operation.exercise = base::Share(0.0);
  market.run(60_d);
  const auto ended = market.events<ContractEnded>();
  REQUIRE(ended.size() == 1);
  CHECK(ended[0].at == 50_d);
  CHECK(ended[0].event.cause == EndCause::option_declined);
  CHECK(market.count<Awarded>() == 2);
}

TEST_CASE("options are exercised as often as their probability says", "[model][operation]") {
  MiniWorld market;
  market.operation(10_d, 1000).arrives(std::vector<double>(2'000, 0.0));
  market.scenario().operation.exercise = base::Share(0.75);
  market.run(15_d);  // one option each
  // Declined: binomial, mean 500, standard deviation sqrt(2000 x 0.75 x 0.25) = 19.4; four of them.
  CHECK(static_cast<double>(market.count<ContractEnded>()) == Approx(500.0).margin(78.0));
}

TEST_CASE("a vendor's incidents lower the odds that its option is exercised",
          "[model][operation]") {
  CHECK(operation::exercise_probability(base::Share(0.9), 0.0) == Approx(0.9).epsilon(1e-14));
  CHECK(operation::exercise_probability(base::Share(1.0), 3.0) == 1.0);
  CHECK(operation::exercise_probability(base::Share(0.0), 0.0) == 0.0);
  // Odds of 9 divided by e^ln3 are 3.
  CHECK(operation::exercise_probability(base::Share(0.9), std::log(3.0)) == Approx(0.75));
}

TEST_CASE("a prototype lasts its own period and has no options", "[model][operation]") {
  MiniWorld market;
  market.operation(100_d, 4).arrives({0.0});
  spec::Method& order = market.scenario().acquisition.methods.at("order");
  order.prototype_period = 30_d;
  market.run(31_d);
  const auto ended = market.events<ContractEnded>();
  REQUIRE(ended.size() == 1);
  CHECK(ended[0].at == 30_d);
  CHECK(ended[0].event.cause == EndCause::prototype_completed);
  CHECK(market.events<Obligated>()[0].event.model.value() == Approx(1e6 * 30.0 / 365.25));
}

TEST_CASE("use cases are retired with their hazard and do not come back", "[model][operation]") {
  MiniWorld market;
  constexpr int kCases = 2'000;
  market.operation(10'000_d).arrives(std::vector<double>(kCases, 0.0));
  market.scenario().operation.retirement = base::Rate(0.01);
  market.run(100_d);
  const auto ended = market.events<ContractEnded>();
  for (const auto& one : ended) CHECK(one.event.cause == EndCause::retired);
  // Retired within 100 days: 1 - e^-1, binomial; four standard deviations.
  const double share = 1.0 - std::exp(-1.0);
  CHECK(static_cast<double>(ended.size()) / kCases ==
        Approx(share).margin(4.0 * std::sqrt(share * (1.0 - share) / kCases)));
  CHECK(market.count<Awarded>() == kCases);
  CHECK(market.count<SupplyEnded>() == ended.size());
}

TEST_CASE("a suspended vendor's option is not exercised and another takes over",
          "[model][operation]") {
  MiniWorld market;
  market.operation(50_d, 4).arrives({0.0});
  market.choice().capability = 1e6;
  market.vendor("beta").capability(90.0);  // alpha, with 100, wins at first
  market.scenario().timeline["out"] = {
      .at = base::Date(market.scenario().start.days_since_epoch() + 20),
      .after = {},
      .delay = {},
      .action = {
          .name = "suspend_vendor",
          .arguments = {{"vendor", "alpha"}, {"scope", std::vector<std::string>{"civilian"}}}}};
  market.run(90_d);
  const auto ended = market.events<ContractEnded>();
  REQUIRE(ended.size() == 1);
  CHECK(ended[0].at == 50_d);
  CHECK(ended[0].event.cause == EndCause::vendor_excluded);
  CHECK(market.awards_of("alpha") == 1);
  CHECK(market.awards_of("beta") == 1);
  // The second award is no first one: alpha is known as the incumbent that lost it.
  const auto awards = market.events<Awarded>();
  REQUIRE(awards.size() == 2);
  CHECK(awards[1].event.incumbent == awards[0].event.vendor);
  CHECK(market.count<VendorChanged>() == 1);
}

TEST_CASE("a multi-homed requirement divides its obligations among vendors", "[model][operation]") {
  MiniWorld market;
  market.vendor("gamma");
  market.operation(365.25_d).arrives({0.0});
  auto& lock_in = market.scenario().lock_in;
  lock_in.multi_homing = base::Share(1.0);
  lock_in.multi_homing_vendors = 3;
  lock_in.primary_share = base::Share(0.7);
  market.run(100_d);
  const auto paid = market.events<Obligated>();
  REQUIRE(paid.size() == 3);
  CHECK(paid[0].event.model.value() == Approx(0.7e6));
  CHECK(paid[1].event.model.value() == Approx(0.15e6));
  CHECK(paid[2].event.model.value() == Approx(0.15e6));
  CHECK(paid[0].event.vendor == market.events<Awarded>()[0].event.vendor);
  CHECK(market.count<SupplyStarted>() == 3);

  market.vendor("gamma").without_offerings();  // two to choose from: 70% and 30%
  market.run(100_d);
  REQUIRE(market.count<Obligated>() == 2);
  CHECK(market.events<Obligated>()[1].event.model.value() == Approx(0.3e6));
}

TEST_CASE("a second vendor that is suspended leaves at the option, and workflows build on each",
          "[model][operation]") {
  MiniWorld market;
  market.operation(50_d, 4).arrives({0.0});
  market.choice().capability = 1e6;
  market.vendor("beta").capability(90.0);  // alpha, with 100, is first
  auto& lock_in = market.scenario().lock_in;
  lock_in.multi_homing = base::Share(1.0);
  lock_in.multi_homing_vendors = 2;
  lock_in.primary_share = base::Share(0.7);
  lock_in.enabled = true;
  lock_in.model.per_award = 1.0;
  lock_in.model.capacity = 10.0;
  lock_in.model.growth = base::Rate(0.1);
  market.scenario().timeline["out"] = {
      .at = base::Date(market.scenario().start.days_since_epoch() + 60),
      .after = {},
      .delay = {},
      .action = {
          .name = "suspend_vendor",
          .arguments = {{"vendor", "beta"}, {"scope", std::vector<std::string>{"civilian"}}}}};
  market.run(140_d);
  // Both at days 0 and 50; alpha alone, with all of it, at day 100.
  const auto paid = market.events<Obligated>();
  REQUIRE(paid.size() == 5);
  CHECK(paid[4].at == 100_d);
  CHECK(paid[4].event.model.value() == Approx(1e6 * 50.0 / 365.25));
  CHECK(market.count<ContractEnded>() == 0);
  // Beta had no award, but 100 days of operation: logistic from 1 towards 10 at 0.1 a day.
  const auto& names = market.names();
  const double beta =
      market.world().lock_in.model_workflows(names.agencies.at("va"), names.vendors.at("beta"));
  CHECK(beta > 9.9);
}

TEST_CASE("a gateway looks again and moves when another vendor has become better",
          "[model][operation]") {
  MiniWorld market;
  market.operation(1'000_d).arrives({0.0});
  auto& lock_in = market.scenario().lock_in;
  lock_in.enabled = true;
  lock_in.gateway_review = base::Rate(1.0);  // a day; nobody looks in 100 days with e^-100
  market.choice().price = 1e6;
  market.vendor("alpha").price(Money(90.0));
  market.scenario().promotions["deal"] = {
      .vendor = "beta",
      .vehicle = "schedule",
      .price = Money(1.0),
      .from = base::Date(market.scenario().start.days_since_epoch() + 50),
      .until = {}};

  SECTION("behind a gateway") {
    market.run(150_d);
    const auto changed = market.events<VendorChanged>();
    REQUIRE(changed.size() == 1);
    CHECK(changed[0].at > 50_d);
    CHECK(changed[0].event.from == market.names().vendors.at("alpha"));
    CHECK(changed[0].event.to == market.names().vendors.at("beta"));
    CHECK(market.count<Awarded>() == 1);  // without a new contract
    CHECK(market.count<SupplyEnded>() == 1);
    CHECK(market.count<SupplyStarted>() == 2);
  }
  SECTION("embedded in a platform it stays") {
    market.scenario().kinds.at("civilian").embedded_share = base::Share(1.0);
    market.run(150_d);
    CHECK(market.count<VendorChanged>() == 0);
  }
  SECTION("and so does everyone without lock-in's mechanism") {
    lock_in.enabled = false;
    market.run(150_d);
    CHECK(market.count<VendorChanged>() == 0);
  }
}

}  // namespace
}  // namespace acqsim::model
