#include "model/mechanisms/protests.hpp"

#include "support/mini_world.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::model {
namespace {

using namespace base::literals;
using stats::Distribution;
using test::MiniWorld;

/// One requirement on day 5, which alpha wins by far, and which is protested for sure: closed after
/// 40 days without relief.
MiniWorld protested() {
  MiniWorld market;
  market.arrives({5.0});
  market.choice().capability = 1.0;
  market.vendor("alpha").capability(1000.0);
  market.scenario().acquisition.methods.at("order").protest = spec::ProtestReview::always;
  auto& protests = market.scenario().protests;
  protests.enabled = true;
  protests.probability = base::Share(1.0);
  protests.closeness = 1e12;  // margins do not matter
  protests.settlement = Distribution::fixed(40.0);
  protests.decision = Distribution::fixed(90.0);
  protests.corrective_action = Distribution::fixed(30.0);
  protests.rounds = 1;
  return market;
}

TEST_CASE("the probability of a protest grows with value and falls with the margin",
          "[model][protests]") {
  spec::Protests parameters;
  parameters.probability = base::Share(0.06);
  parameters.reference_value = Money(25e6);
  parameters.elasticity = 0.5;
  parameters.closeness = 2.0;
  CHECK(protests::probability(parameters, Money(25e6), 0.0) == Approx(0.06));
  CHECK(protests::probability(parameters, Money(100e6), 0.0) == Approx(0.12));
  CHECK(protests::probability(parameters, Money(25e6), 2.0) == Approx(0.06 / std::exp(1.0)));
  CHECK(protests::probability(parameters, Money(25e6), -5.0) == Approx(0.06));  // no margin at all
  CHECK(protests::probability(parameters, Money(25e10), 0.0) == 1.0);           // 0.06 x 100
}

TEST_CASE("corrective action makes up what decisions on the merits leave of relief",
          "[model][protests]") {
  spec::Protests parameters;
  parameters.merits = base::Share(0.25);
  parameters.sustained = base::Share(0.2);
  parameters.effective = base::Share(0.5);
  // 0.25 x 0.2 + 0.75 c = 0.5
  CHECK(protests::corrective_share(parameters) == Approx(0.6));
  parameters.effective = base::Share(0.01);
  CHECK(protests::corrective_share(parameters) == 0.0);
  parameters.effective = base::Share(1.0);
  CHECK(protests::corrective_share(parameters) == 1.0);
  parameters.merits = base::Share(1.0);
  CHECK(protests::corrective_share(parameters) == 0.0);
}

TEST_CASE("a protest without relief delays the award and leaves the winner", "[model][protests]") {
  MiniWorld market = protested();
  market.run(200_d);
  REQUIRE(market.count<Protested>() == 1);
  const auto filed = market.events<Protested>()[0];
  CHECK(filed.at == 5_d);
  CHECK(filed.event.vendor == market.names().vendors.at("beta"));
  CHECK(filed.event.awardee == market.names().vendors.at("alpha"));
  // $1M a year over a base period and four options of 365 days.
  CHECK(filed.event.value.value() == Approx(5e6 * 365.0 / 365.25));
  REQUIRE(market.count<ProtestDecided>() == 1);
  const auto decided = market.events<ProtestDecided>()[0];
  CHECK(decided.at == 45_d);
  CHECK(decided.event.stayed == 40_d);
  CHECK_FALSE(decided.event.is_on_merits);
  CHECK_FALSE(decided.event.is_effective);
  REQUIRE(market.count<Awarded>() == 1);
  CHECK(market.events<Awarded>()[0].at == 45_d);
  CHECK(market.events<Awarded>()[0].event.waited == 40_d);
  CHECK(market.awards_of("alpha") == 1);
}

TEST_CASE("no stay is longer than the limit", "[model][protests]") {
  MiniWorld market = protested();
  market.scenario().protests.merits = base::Share(1.0);
  market.run(400_d);
  REQUIRE(market.count<ProtestDecided>() == 1);
  CHECK(market.events<ProtestDecided>()[0].event.is_on_merits);
  CHECK(market.events<Awarded>()[0].at == 95_d);
  market.scenario().protests.decision = Distribution::fixed(250.0);
  market.run(400_d);
  CHECK(market.events<Awarded>()[0].at == 105_d);
}

TEST_CASE("relief means that the choice is made again", "[model][protests]") {
  MiniWorld market = protested();
  market.scenario().protests.effective = base::Share(1.0);
  SECTION("the best vendor wins again") {
    market.run(400_d);
    REQUIRE(market.count<Awarded>() == 1);
    CHECK(market.events<Awarded>()[0].at == 75_d);  // 5 + 40 + 30
    CHECK(market.awards_of("alpha") == 1);
  }
  SECTION("the protester wins if the evaluation is reversed") {
    market.scenario().protests.reversal = base::Share(1.0);
    market.run(400_d);
    REQUIRE(market.count<Awarded>() == 1);
    CHECK(market.awards_of("beta") == 1);
  }
  SECTION("another protest follows up to the number of rounds") {
    market.scenario().protests.rounds = 4;
    market.run(400_d);
    CHECK(market.count<Protested>() == 4);
    REQUIRE(market.count<Awarded>() == 1);
    CHECK(market.events<Awarded>()[0].at == 285_d);  // 5 + 4 x 70
  }
}

TEST_CASE("a winner who may no longer serve loses the award to those who can",
          "[model][protests]") {
  MiniWorld market = protested();
  auto& own = market.scenario().vehicles["alpha-only"];
  own = market.scenario().vehicles.at("schedule");
  own.sellers = {"alpha"};
  own.closes = base::Date(market.scenario().start.days_since_epoch() + 20);
  market.scenario().vehicles.at("schedule").sellers = {"beta"};
  market.run(400_d);
  CHECK(market.count<Protested>() == 1);
  REQUIRE(market.count<Awarded>() == 1);
  CHECK(market.events<Awarded>()[0].at == 45_d);
  CHECK(market.awards_of("beta") == 1);
}

TEST_CASE("some awards cannot be protested", "[model][protests]") {
  MiniWorld market = protested();
  auto& method = market.scenario().acquisition.methods.at("order");
  auto& thresholds = market.scenario().protests.order_threshold;
  SECTION("a method that nobody reviews") { method.protest = spec::ProtestReview::never; }
  SECTION("without competition") { method.competed = false; }
  SECTION("an order below the threshold") {
    method.protest = spec::ProtestReview::above_threshold;
    thresholds["civilian"] = Money(5e6);  // the contract is worth a little less
  }
  SECTION("nobody was left out") { market.vendor("beta").without_offerings(); }
  SECTION("the mechanism is off") { market.scenario().protests.enabled = false; }
  market.run(200_d);
  CHECK(market.count<Protested>() == 0);
  REQUIRE(market.count<Awarded>() == 1);
  CHECK(market.events<Awarded>()[0].at == 5_d);
}

TEST_CASE("an order above the threshold of its kind can be protested", "[model][protests]") {
  MiniWorld market = protested();
  market.scenario().acquisition.methods.at("order").protest = spec::ProtestReview::above_threshold;
  market.scenario().protests.order_threshold["civilian"] = Money(4.9e6);
  market.run(200_d);
  CHECK(market.count<Protested>() == 1);
}

TEST_CASE("where several vendors serve the first one left out protests", "[model][protests]") {
  MiniWorld market = protested();
  market.vendor("gamma").capability(500.0);
  market.vendor("beta").capability(10.0);
  auto& lock_in = market.scenario().lock_in;
  lock_in.multi_homing = base::Share(1.0);
  lock_in.multi_homing_vendors = 2;
  market.scenario().protests.effective = base::Share(1.0);
  market.scenario().protests.reversal = base::Share(1.0);
  market.run(200_d);
  REQUIRE(market.count<Protested>() == 1);
  CHECK(market.events<Protested>()[0].event.vendor == market.names().vendors.at("beta"));
  // Beta takes gamma's place, the last one chosen, and alpha stays first.
  CHECK(market.awards_of("alpha") == 1);
  const auto& supplies = market.world()[market.events<Awarded>()[0].event.requirement].supplies;
  REQUIRE(supplies.size() == 2);
  CHECK(supplies[1].vendor == market.names().vendors.at("beta"));
}

TEST_CASE("protests that are off change nothing by a bit", "[model][protests]") {
  const auto history = [](double probability, bool enabled) {
    MiniWorld market = protested();
    market.agency().rate(base::Rate(0.5));
    market.scenario().protests.probability = base::Share(probability);
    market.scenario().protests.enabled = enabled;
    market.run(300_d);
    return market.world().path_hash();
  };
  CHECK(history(1.0, false) == history(0.0, false));
  CHECK(history(1.0, false) == history(0.0, true));  // draws, but shifts nobody's numbers
  CHECK(history(1.0, false) != history(1.0, true));
}

}  // namespace
}  // namespace acqsim::model
