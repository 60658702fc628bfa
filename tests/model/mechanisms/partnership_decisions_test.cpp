#include "model/mechanisms/partnership_decisions.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::model {
namespace {

using partnership_decisions::Option;
using partnership_decisions::options;
using partnership_decisions::probabilities;
using stats::Distribution;

std::vector<Option> with_surpluses(const std::vector<double>& surpluses) {
  std::vector<Option> all;
  for (const double surplus : surpluses) {
    all.push_back({Option::Kind::sign, ProviderId(all.size()), 1, Money(surplus)});
  }
  return all;
}

TEST_CASE("options are chosen by a logit over their surplus", "[model][partnership_decisions]") {
  // exp(0), exp(1), exp(2) over their sum 11.1073: 0.0900, 0.2447, 0.6652
  const auto shares = probabilities(with_surpluses({0.0, 5.0, 10.0}), Money(5.0));
  const double sum = 1.0 + std::exp(1.0) + std::exp(2.0);
  CHECK(shares[0] == Approx(1.0 / sum));
  CHECK(shares[1] == Approx(std::exp(1.0) / sum));
  CHECK(shares[2] == Approx(0.66524).epsilon(1e-4));
}

TEST_CASE("a great scale makes all options equally likely, a small one the best certain",
          "[model][partnership_decisions]") {
  const auto equal = probabilities(with_surpluses({0.0, -3e8, 5e8}), Money(1e20));
  for (const double share : equal) CHECK(share == Approx(1.0 / 3.0));
  const auto certain = probabilities(with_surpluses({0.0, -3e8, 5e8, 4.99e8}), Money(1.0));
  CHECK(certain == std::vector<double>{0.0, 0.0, 1.0, 0.0});
}

/// Both agencies want 10 requirements a year; over two years of horizon each is a demand of
/// 10 x $1M x 2^2 / 2 = $20M. Without weights in the choice, who is reachable shares alike.
spec::Scenario deciding() {
  spec::Scenario s = test::two_clouds();
  for (auto& [id, agency] : s.agencies) agency.requirement_rate = base::per_year(10.0);
  s.access.migration = Days(100.0);
  s.operation.hosting_share = base::Share(0.25);
  for (auto& [id, provider] : s.providers) provider.hosting_margin = base::Share(0.3);
  for (auto& [id, vendor] : s.vendors) {
    vendor.model_margin = base::Share(0.5);
    vendor.integration_cost = Money(1e6);
  }
  s.vendors["alpha"].compute_support["two"] = Money(2e5);
  s.vendors["alpha"].reviews_partnerships = base::Rate(1e-12);
  auto& decisions = s.partnership_decisions;
  decisions.enabled = true;
  decisions.horizon = Days(2.0 * base::kDaysPerYear);
  decisions.scale = Money(1.0);
  decisions.negotiation = Distribution::fixed(60.0);
  decisions.relation_cost = base::Share(0.2);
  decisions.exclusivity_premium = base::Share(0.1);
  decisions.exclusivity_term = Days(200.0);
  decisions.lost_awards = 1000000;
  decisions.response = Days(30.0);
  return s;
}

TEST_CASE("staying comes first and is worth nothing more", "[model][partnership_decisions]") {
  test::Run run(deciding());
  const auto all = options(run.world(), run.vendor("alpha"));
  REQUIRE(all.size() == 3);
  CHECK(all[0].kind == Option::Kind::stay);
  CHECK(all[0].surplus == Money(0.0));
}

TEST_CASE("signing is worth margins won, support and hosting, less cost and relation",
          "[model][partnership_decisions]") {
  // Now Alpha wins half of the civilians' $20M, hosted at `one`: 10M. With `two` added it reaches
  // IL5 and wins half of defense's 20M there too: D = 10M, at two Dp = 10M, H = 10M.
  //   vendor    0.5 x 0.75 x 10M + 0.2M - 1M - 0.2 x 0.25 x 10M = 3.75M + 0.2M - 1M - 0.5M
  //   provider  0.3 x 0.25 x 10M = 0.75M
  test::Run run(deciding());
  const auto all = options(run.world(), run.vendor("alpha"));
  REQUIRE(all.size() == 3);
  const Option& sign = all[2];
  CHECK(sign.kind == Option::Kind::sign);
  CHECK(sign.provider == run.provider("two"));
  CHECK(sign.scope == mask_of(run.world(), {"civilian", "defense"}));
  CHECK(sign.surplus.value() == Approx(3.2e6));
}

TEST_CASE("a provider that sells models of its own counts what they lose",
          "[model][partnership_decisions]") {
  // Beta is cloud `two`'s own: it wins 10M of civilians and all 20M of defense, and would be left
  // with 10M + 10M. It loses 10M x 0.5 x 0.75 = 3.75M, so Z = 3.2M - 3.75M.
  spec::Scenario scenario = deciding();
  scenario.providers["two"].affiliate = "beta";
  test::Run run(scenario);
  const auto all = options(run.world(), run.vendor("alpha"));
  REQUIRE(all.size() == 3);
  CHECK(all[2].surplus.value() == Approx(-0.55e6));
}

TEST_CASE("reaffirming is worth the premium on what the partner hosts",
          "[model][partnership_decisions]") {
  // 0.1 x 0.25 x 10M
  test::Run run(deciding());
  const auto all = options(run.world(), run.vendor("alpha"));
  REQUIRE(all.size() == 3);
  CHECK(all[1].kind == Option::Kind::reaffirm);
  CHECK(all[1].provider == run.provider("one"));
  CHECK(all[1].surplus.value() == Approx(0.25e6));
}

TEST_CASE("exclusivity in force is not reaffirmed again, and narrows what can be signed",
          "[model][partnership_decisions]") {
  spec::Scenario scenario = deciding();
  scenario.vendors["alpha"].exclusivity["one"].scope = {"civilian"};
  {
    test::Run run(scenario);
    const auto all = options(run.world(), run.vendor("alpha"));
    REQUIRE(all.size() == 2);
    CHECK(all[1].kind == Option::Kind::sign);
    CHECK(all[1].scope == mask_of(run.world(), {"defense"}));
  }
  scenario.vendors["alpha"].exclusivity["one"].scope = {"civilian", "defense"};
  test::Run run(scenario);
  CHECK(options(run.world(), run.vendor("alpha")).size() == 1);  // nobody is left to sign
}

TEST_CASE("what is signed, negotiated, one's own or closed to partners is not an option",
          "[model][partnership_decisions]") {
  spec::Scenario scenario = deciding();
  scenario.providers["negotiated"];
  scenario.providers["own"].affiliate = "alpha";
  scenario.providers["closed"].takes_partners = false;
  scenario.vendors["alpha"].partnerships["negotiated"] = {
      spec::PartnershipStatus::negotiating, {"civilian"}, {}};
  test::Run run(scenario);
  const auto all = options(run.world(), run.vendor("alpha"));
  REQUIRE(all.size() == 3);  // stay, reaffirm one, sign two
  CHECK(all[2].provider == run.provider("two"));
}

TEST_CASE("a negotiation under way at the start ends in a signature for every kind",
          "[model][partnership_decisions]") {
  spec::Scenario scenario = deciding();
  scenario.partnership_decisions.enabled = true;
  scenario.partnership_decisions.negotiation = stats::Distribution::fixed(20.0);
  for (auto& [id, vendor] : scenario.vendors) vendor.reviews_partnerships = base::Rate(0.0);
  scenario.vendors["alpha"].partnerships["two"] = {
      spec::PartnershipStatus::negotiating, {"civilian"}, {}};
  test::Run run(scenario);
  run.run();
  const auto signatures = run.events.all<PartnershipSigned>();
  REQUIRE(signatures.size() == 1);
  CHECK(signatures[0].first == 20.0);
  CHECK(run.world().partnerships.serves(run.world(), run.vendor("alpha"), run.provider("two"),
                                        run.world().blueprint().kinds.at("defense")));
}

TEST_CASE("the end of exclusivity calls a review, and the best option is carried out",
          "[model][partnership_decisions]") {
  // Exclusivity ends on day 30; signing `two` is worth most; negotiation takes 60 days.
  spec::Scenario scenario = deciding();
  scenario.vendors["alpha"].exclusivity["one"] = {
      {"civilian", "defense"}, base::Date::from_civil(2026, 1, 31), base::Rate(0.0)};
  test::Run run(scenario);
  bool is_negotiating = false;
  run.on_day(60.0, [&](World& world) {
    is_negotiating = world.partnerships.is_negotiating(run.vendor("alpha"), run.provider("two"));
  });
  run.run();
  const auto reviews = run.events.all<PartnershipReviewed>();
  REQUIRE_FALSE(reviews.empty());
  CHECK(reviews[0].first == 30.0);
  CHECK(reviews[0].second.cause == ReviewCause::exclusivity_lapsed);
  const auto signatures = run.events.all<PartnershipSigned>();
  REQUIRE(signatures.size() == 1);
  CHECK(signatures[0].first == 90.0);
  CHECK(signatures[0].second.provider == run.provider("two"));
  CHECK(signatures[0].second.order == 1);
  CHECK(is_negotiating);
}

TEST_CASE("a reaffirmed partner is exclusive for the term", "[model][partnership_decisions]") {
  // Signing costs more than it brings, so that the premium decides: reaffirmed on day 90.
  spec::Scenario scenario = deciding();
  scenario.vendors["alpha"].integration_cost = Money(1e8);
  scenario.vendors["alpha"].exclusivity["one"] = {
      {"civilian"}, base::Date::from_civil(2026, 1, 31), base::Rate(0.0)};
  scenario.end = base::Date::from_civil(2026, 9, 1);
  test::Run run(scenario);
  run.run();
  const auto reaffirmed = run.events.all<ExclusivityReaffirmed>();
  REQUIRE(reaffirmed.size() == 1);
  CHECK(reaffirmed[0].first == 90.0);
  CHECK(run.events.count<ExclusivityLapsed>() == 1);  // of day 30; the new one ends on day 290
  CHECK(run.world().exclusivity.is_in_force(run.vendor("alpha"), run.provider("one")));
}

TEST_CASE("a rival's signature calls a review, one's own does not",
          "[model][partnership_decisions]") {
  spec::Scenario scenario = deciding();
  scenario.vendors["beta"].reviews_partnerships = base::Rate(1e-12);
  scenario.end = base::Date::from_civil(2026, 2, 20);  // day 50
  test::Run run(scenario);
  run.on_day(50.0, [&](World& world) {
    world.partnerships.sign(world, run.vendor("alpha"), run.provider("two"), 1);
  });
  run.run();
  const auto reviews = run.events.all<PartnershipReviewed>();
  REQUIRE(reviews.size() == 1);
  CHECK(reviews[0].first == 50.0);
  CHECK(reviews[0].second.vendor == run.vendor("beta"));
  CHECK(reviews[0].second.cause == ReviewCause::rival_signed);
}

TEST_CASE("awards lost for want of a route call a review when there are enough of them",
          "[model][partnership_decisions]") {
  spec::Scenario scenario = deciding();
  scenario.partnership_decisions.lost_awards = 3;
  test::Run run(scenario);
  const RouteMissed missed{RequirementId(0), run.agency("army"), run.vendor("alpha")};
  for (const double day : {10.0, 20.0, 40.0}) {
    run.on_day(day, [&](World& world) { world.emit(missed); });
  }
  run.run();
  const auto reviews = run.events.all<PartnershipReviewed>();
  REQUIRE_FALSE(reviews.empty());
  CHECK(reviews[0].first == 40.0);
  CHECK(reviews[0].second.cause == ReviewCause::awards_lost);
}

TEST_CASE("two reviews of a vendor lie a response apart, and calls in between are kept",
          "[model][partnership_decisions]") {
  spec::Scenario scenario = deciding();
  scenario.vendors["alpha"].integration_cost = Money(1e9);  // stays, whatever happens
  scenario.partnership_decisions.exclusivity_premium = base::Share(0.0);
  scenario.vendors["alpha"].reviews_partnerships = base::Rate(1.0);
  test::Run run(scenario);
  run.run();
  const auto reviews = run.events.all<PartnershipReviewed>();
  REQUIRE(reviews.size() > 10);
  for (std::size_t i = 1; i < reviews.size(); ++i) {
    CHECK(reviews[i].first - reviews[i - 1].first >= 30.0 - 1e-9);
  }
}

TEST_CASE("nobody reviews when the mechanism is off or has no rate",
          "[model][partnership_decisions]") {
  spec::Scenario scenario = deciding();
  scenario.vendors["alpha"].reviews_partnerships = base::per_year(12.0);
  scenario.partnership_decisions.enabled = false;
  {
    test::Run run(scenario);
    run.run();
    CHECK(run.events.count<PartnershipReviewed>() == 0);
  }
  scenario.partnership_decisions.enabled = true;
  test::Run run(scenario);
  run.run();
  REQUIRE(run.events.count<PartnershipReviewed>() > 0);
  for (const auto& [at, e] : run.events.all<PartnershipReviewed>()) {
    CHECK(e.vendor == run.vendor("alpha"));
  }
}

}  // namespace
}  // namespace acqsim::model
