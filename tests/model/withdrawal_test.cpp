#include "model/withdrawal.hpp"

#include "support/mini_world.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

namespace acqsim::model {
namespace {

using namespace base::literals;
using stats::Distribution;
using test::MiniWorld;

TEST_CASE("of new requirements those come into operation that no withdrawal meets before",
          "[model][withdrawal]") {
  MiniWorld market;
  constexpr int kCases = 2'000;
  market.lead_time(Distribution::fixed(60.0))
      .authorization_time(Distribution::fixed(40.0))
      .operation(1'000_d)
      .arrives(std::vector<double>(kCases, 0.0));
  market.agency().officers(kCases).officials(kCases);
  market.scenario().acquisition.withdrawal = base::Rate(0.005);
  market.run(200_d);
  // Of all, exp(-0.005 x 60) are awarded and exp(-0.005 x 100) operate: binomial; four deviations.
  const auto is_near = [](std::size_t count, double share) {
    return std::abs(static_cast<double>(count) / kCases - share) <
           4.0 * std::sqrt(share * (1.0 - share) / kCases);
  };
  CHECK(is_near(market.count<Awarded>(), std::exp(-0.3)));
  CHECK(is_near(market.count<OperationStarted>(), std::exp(-0.5)));
  CHECK(market.count<RequirementWithdrawn>() + market.count<OperationStarted>() == kCases);
  std::size_t awarded = 0;
  for (const auto& withdrawn : market.events<RequirementWithdrawn>()) {
    CHECK(withdrawn.at == (withdrawn.event.is_awarded ? 100_d : 60_d));
    awarded += withdrawn.event.is_awarded ? 1 : 0;
  }
  CHECK(awarded == market.count<Awarded>() - market.count<OperationStarted>());
  CHECK(market.count<ContractEnded>() == 0);
  CHECK(market.count<Obligated>() == market.count<OperationStarted>());
}

TEST_CASE("a withdrawal ends the wait for a route at once and is not unmet demand",
          "[model][withdrawal]") {
  MiniWorld market;
  market.lead_time(Distribution::fixed(0.0)).arrives(std::vector<double>(500, 0.0));
  market.vendor("alpha").without_offerings();
  market.vendor("beta").without_offerings();
  market.scenario().acquisition.withdrawal = base::Rate(0.01);
  market.run(366_d);  // patience is 365 days
  // exp(-3.65) = 0.026 wait to the end: binomial, mean 13.0, deviation 3.6; four of them.
  CHECK(static_cast<double>(market.count<RequirementUnmet>()) == Approx(13.0).margin(14.4));
  CHECK(market.count<RequirementWithdrawn>() + market.count<RequirementUnmet>() == 500);
  for (const auto& withdrawn : market.events<RequirementWithdrawn>()) {
    CHECK(withdrawn.at.value() > 0.0);
    CHECK(withdrawn.at < 365_d);
  }
}

TEST_CASE("a withdrawn requirement gives its money back", "[model][withdrawal]") {
  // $1M is enough for one at a time; the second starts when the first is withdrawn on day 50.
  const auto second_is_awarded = [](double hazard) {
    MiniWorld market;
    market.lead_time(Distribution::fixed(50.0)).operation(365.25_d).arrives({0.0, 60.0});
    market.agency().spec().budget = Money(1e6);
    market.scenario().acquisition.withdrawal = base::Rate(hazard);
    market.run(300_d);
    return market.count<FundsExhausted>() == 0;
  };
  CHECK_FALSE(second_is_awarded(0.0));
  CHECK(second_is_awarded(10.0));  // withdrawn within hours, noticed at the step's end
}

TEST_CASE("what follows a contract is not withdrawn", "[model][withdrawal]") {
  MiniWorld market;
  market.lead_time(Distribution::fixed(1.0)).operation(10_d).arrives(std::vector<double>(200, 0.0));
  market.agency().officers(200);
  market.scenario().acquisition.withdrawal = base::Rate(0.05);
  market.run(365_d);
  for (const auto& withdrawn : market.events<RequirementWithdrawn>()) CHECK(withdrawn.at == 1_d);
  CHECK(market.count<Awarded>() > 200 * 20);
}

}  // namespace
}  // namespace acqsim::model
