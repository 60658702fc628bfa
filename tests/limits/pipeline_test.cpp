#include "limits/loaded_world.hpp"

#include <acqsim/stats/estimate.hpp>

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::limits {
namespace {

using model::Days;
using stats::Distribution;

constexpr int kVendors = 40;
constexpr int kReplications = 50;

/// Forty vendors that have just signed, none of them placed yet.
LoadedWorld newcomers() {
  LoadedWorld market;
  for (int i = 0; i < kVendors; ++i) {
    market.vendor("newcomer-" + std::to_string(i)).without_offerings();
  }
  auto& pipeline = market.scenario().pipeline;
  pipeline.enabled = true;
  pipeline.integrate = Distribution::gamma(90.0, 0.5);                      // variance 45^2 = 2,025
  pipeline.paths.at("review").assess = Distribution::uniform(30.0, 150.0);  // mean 90, 120^2/12
  pipeline.paths.at("review").review = Distribution::exponential(120.0);    // variance 120^2
  return market;
}

stats::Moments times_to_authorized(LoadedWorld& market) {
  stats::Moments times;
  for (std::uint64_t r = 0; r < kReplications; ++r) {
    market.run(Days(20'000.0), r);
    const auto authorized = market.events<model::OfferingAuthorized>();
    REQUIRE(authorized.size() == kVendors);
    for (const auto& one : authorized) times.add(one.at.value());
  }
  return times;
}

TEST_CASE("with engineers and reviewers in plenty the time to authorised is the sum of the stages",
          "[limits][pipeline]") {
  LoadedWorld market = newcomers();
  market.scenario().pipeline.paths.at("review").reviewers = kVendors;
  const stats::Moments times = times_to_authorized(market);
  constexpr double kMean = 90.0 + 90.0 + 120.0;
  constexpr double kVariance = 2'025.0 + 1'200.0 + 14'400.0;  // the stages are independent
  constexpr double kTimes = static_cast<double>(kVendors) * kReplications;
  CHECK(times.mean() == Approx(kMean).margin(4.0 * std::sqrt(kVariance / kTimes)));
  // Fourth cumulants add: gamma 6 v^2/shape with shape 4, uniform -1.2 v^2, exponential 6 v^2. The
  // variance of a sample variance is (kappa_4 + 2 v^2)/n.
  constexpr double kFourth =
      1.5 * 2'025.0 * 2'025.0 - 1.2 * 1'200.0 * 1'200.0 + 6.0 * 14'400.0 * 14'400.0;
  CHECK(times.variance() == Approx(kVariance).margin(
                                4.0 * std::sqrt((kFourth + 2.0 * kVariance * kVariance) / kTimes)));
}

TEST_CASE("one reviewer for all makes the last one wait for the work of all",
          "[limits][pipeline]") {
  LoadedWorld market = newcomers();
  auto& pipeline = market.scenario().pipeline;
  pipeline.integrate = Distribution::fixed(10.0);
  pipeline.paths.at("review").assess = Distribution::fixed(5.0);
  pipeline.paths.at("review").review = Distribution::fixed(7.0);
  const stats::Moments times = times_to_authorized(market);
  // The k-th leaves at 15 + 7 k: the mean over k = 1..40 is 15 + 7 x 20.5.
  CHECK(times.mean() == Approx(15.0 + 7.0 * 20.5));
}

}  // namespace
}  // namespace acqsim::limits
