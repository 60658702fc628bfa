#include "limits/loaded_world.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <map>

namespace acqsim::limits {
namespace {

using base::Days;
using base::Money;
using stats::Distribution;

constexpr int kDays = 40'000;  // and as many awards on average

/// Three vendors, each with a vehicle of its own, so that their friction can differ.
LoadedWorld three_vendors() {
  LoadedWorld market;
  market.vendor("gamma");
  market.scenario().vehicles.at("schedule").sellers = {"alpha"};
  for (const char* vendor : {"beta", "gamma"}) {
    auto& vehicle = market.scenario().vehicles[vendor];
    vehicle = market.scenario().vehicles.at("schedule");
    vehicle.sellers = {vendor};
    vehicle.method = vendor;
    market.scenario().acquisition.methods[vendor].name = vendor;
  }
  market.agency().rate(base::Rate(1.0));
  return market;
}

void differ_in_capability(LoadedWorld& market) {
  market.choice().capability = 0.05;
  market.vendor("alpha").capability(100.0);
  market.vendor("beta").capability(90.0);
  market.vendor("gamma").capability(70.0);
}
void differ_in_price(LoadedWorld& market) {
  market.choice().price = 0.8;
  market.vendor("alpha").price(Money(400.0));
  market.vendor("beta").price(Money(250.0));
  market.vendor("gamma").price(Money(120.0));
}
/// Friction is the vehicle's median lead time, here 0, 30 and 45 days.
void differ_in_friction(LoadedWorld& market) {
  market.choice().friction = 0.02;
  market.scenario().acquisition.enabled = true;
  auto& methods = market.scenario().acquisition.methods;
  methods.at("beta").lead_time = Distribution::fixed(30.0);
  methods.at("gamma").lead_time = Distribution::fixed(45.0);
}

/// The shares of awards against exp(V) / sum of exp(V). Awards are independent draws, so the
/// statistic of Pearson is chi-squared with two degrees of freedom: above x with probability
/// exp(-x/2), above 18.4 once in 10,000 seeds.
void check_shares(LoadedWorld& market, const std::map<std::string, double>& utility) {
  market.agency().officers(100);  // the easiest method takes no time anyway
  market.run(Days(kDays));
  double sum = 0.0;
  for (const auto& [vendor, v] : utility) sum += std::exp(v);
  const auto awards = static_cast<double>(market.count<model::Awarded>());
  REQUIRE(awards > 0.9 * kDays);
  double statistic = 0.0;
  for (const auto& [vendor, v] : utility) {
    const double expected = awards * std::exp(v) / sum;
    const double off = static_cast<double>(market.awards_of(vendor)) - expected;
    statistic += off * off / expected;
    CAPTURE(vendor, expected, off);
    CHECK(std::abs(off) < 4.0 * std::sqrt(expected));  // so that the vendor is named
  }
  CHECK(statistic < 18.4);
}

TEST_CASE("vendors that differ in capability alone share awards as the logit says",
          "[limits][logit]") {
  LoadedWorld market = three_vendors();
  differ_in_capability(market);
  check_shares(market, {{"alpha", 5.0}, {"beta", 4.5}, {"gamma", 3.5}});
}

TEST_CASE("vendors that differ in price alone share awards as the logit says", "[limits][logit]") {
  LoadedWorld market = three_vendors();
  differ_in_price(market);
  check_shares(market, {{"alpha", -0.8 * std::log(400.0)},
                        {"beta", -0.8 * std::log(250.0)},
                        {"gamma", -0.8 * std::log(120.0)}});
}

TEST_CASE("vendors that differ in friction alone share awards as the logit says",
          "[limits][logit]") {
  LoadedWorld market = three_vendors();
  differ_in_friction(market);
  check_shares(market, {{"alpha", 0.0}, {"beta", -0.6}, {"gamma", -0.9}});
}

TEST_CASE("capability, price and friction add up in the logit", "[limits][logit]") {
  LoadedWorld market = three_vendors();
  differ_in_capability(market);
  differ_in_price(market);
  differ_in_friction(market);
  check_shares(market, {{"alpha", 5.0 - 0.8 * std::log(400.0)},
                        {"beta", 4.5 - 0.8 * std::log(250.0) - 0.6},
                        {"gamma", 3.5 - 0.8 * std::log(120.0) - 0.9}});
}

TEST_CASE("leaving one vendor out keeps the odds of the others", "[limits][logit]") {
  // Independence of irrelevant alternatives: odds of alpha to beta are e^0.5 with or without gamma.
  LoadedWorld market = three_vendors();
  differ_in_capability(market);
  market.vendor("gamma").without_offerings();
  market.run(Days(kDays));
  CHECK(market.awards_of("gamma") == 0);
  const auto awards = static_cast<double>(market.count<model::Awarded>());
  const double share = 1.0 / (1.0 + std::exp(-0.5));
  // Four binomial standard errors.
  CHECK(static_cast<double>(market.awards_of("alpha")) / awards ==
        Approx(share).margin(4.0 * std::sqrt(share * (1.0 - share) / awards)));
}

}  // namespace
}  // namespace acqsim::limits
