#include "limits/loaded_world.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace acqsim::limits {
namespace {

using model::Days;
using stats::Distribution;

constexpr int kRequirements = 4'000;
constexpr double kArrive = 1.0;
constexpr double kDue = 40.0;  // day on which beta's offering is authorised

/// Two vendors alike, of which beta's offering is still in assessment; many requirements at once.
LoadedWorld one_is_due() {
  LoadedWorld market;
  market.vendor("beta").spec().offerings.at("region").status = spec::OfferingStatus::assessing;
  auto& pipeline = market.scenario().pipeline;
  pipeline.enabled = true;
  pipeline.paths.at("review").assess = Distribution::fixed(30.0);
  pipeline.paths.at("review").review = Distribution::fixed(10.0);
  market.arrives(std::vector<double>(kRequirements, kArrive));
  return market;
}

TEST_CASE("a vendor that is due competes as if its wait were friction", "[limits][due]") {
  for (const double weight : {0.0, 0.02, 0.05}) {
    LoadedWorld market = one_is_due();
    market.choice().friction = weight;
    market.run(Days(365.0));
    // exp(-b D) / (1 + exp(-b D)), D the 39 days from arrival to authorisation.
    const double share = 1.0 / (1.0 + std::exp(weight * (kDue - kArrive)));
    const auto won = static_cast<double>(market.awards_of("beta"));
    INFO("weight " << weight);
    CHECK(won / kRequirements ==
          Approx(share).margin(4.0 * std::sqrt(share * (1.0 - share) / kRequirements)));
    CHECK(market.count<model::Awarded>() == kRequirements);
    // Who chose beta waited for it; everybody else did not, and beta has missed their awards.
    const auto beta = market.names().vendors.at("beta");
    for (const auto& award : market.events<model::Awarded>())
      CHECK(award.at.value() == (award.event.vendor == beta ? kDue : kArrive));
    CHECK(static_cast<double>(market.count<model::RouteMissed>()) == kRequirements - won);
  }
}

TEST_CASE("a vendor that is due after a requirement's patience is never waited for",
          "[limits][due]") {
  for (const double patience : {38.9, 39.1}) {
    LoadedWorld market = one_is_due();
    market.scenario().kinds.at("civilian").patience = Distribution::fixed(patience);
    market.run(Days(365.0));
    const auto won = static_cast<double>(market.awards_of("beta"));
    if (patience < kDue - kArrive) {
      CHECK(won == 0.0);
    } else {  // without a weight of friction one in two
      CHECK(won / kRequirements == Approx(0.5).margin(4.0 * std::sqrt(0.25 / kRequirements)));
    }
  }
}

}  // namespace
}  // namespace acqsim::limits
