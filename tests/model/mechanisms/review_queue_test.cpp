#include "model/mechanisms/review_queue.hpp"

#include "support/two_clouds.hpp"

#include <acqsim/model/market.hpp>

#include <catch2/catch.hpp>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace acqsim::model {
namespace {

using spec::Effect;
using stats::Distribution;
using Operation = Effect::Operation;

/// Integration 40 days, assessment 30, review 60; "fast" takes 10 and 20.
spec::Scenario piped() {
  spec::Scenario scenario = test::two_clouds();
  scenario.pipeline.enabled = true;
  scenario.pipeline.integrate = Distribution::fixed(40.0);
  auto& agency = scenario.pipeline.paths["agency"];
  agency.assess = Distribution::fixed(30.0);
  agency.review = Distribution::fixed(60.0);
  agency.reviewers = 10;
  auto& fast = scenario.pipeline.paths["fast"];
  fast.assess = Distribution::fixed(10.0);
  fast.review = Distribution::fixed(20.0);
  fast.reviewers = 10;
  return scenario;
}

void enact_on(spec::Scenario& scenario, int day, std::vector<Effect> effects) {
  spec::Policy policy;
  policy.enabled = true;
  if (day > 0) policy.effective = base::Date(scenario.start.days_since_epoch() + day);
  policy.effects = std::move(effects);
  scenario.policies["reform"] = std::move(policy);
}

Effect reroute() { return {.operation = Operation::reroute, .names = {"agency", "fast"}}; }

Effect set(std::string path, double amount) {
  return {
      .operation = Operation::set, .path = std::move(path), .amount = amount, .range = {0.0, 1e6}};
}

std::vector<double> authorized_at(const test::Run& run) {
  std::vector<double> times;
  for (const auto& [at, e] : run.events.all<OfferingAuthorized>()) times.push_back(at);
  return times;
}

/// Alpha signs cloud `two` for civilians on the first day: two integrations.
std::vector<double> signed_at_start(const spec::Scenario& scenario) {
  test::Run run(scenario);
  run.on_day(0.0, [&run](World& world) {
    world.partnerships.sign(world, run.vendor("alpha"), run.provider("two"),
                            mask_of(world, {"civilian"}));
  });
  run.run();
  return authorized_at(run);
}

TEST_CASE("a reroute sends those that are not yet in assessment by the other path",
          "[model][review-queue]") {
  spec::Scenario scenario = piped();
  enact_on(scenario, 39, {reroute()});
  CHECK(signed_at_start(scenario) == std::vector<double>{70.0, 70.0});  // 40 + 10 + 20
  enact_on(scenario, 41, {reroute()});
  CHECK(signed_at_start(scenario) == std::vector<double>{130.0, 130.0});  // 40 + 30 + 60
}

TEST_CASE("a reroute of the first day leaves those alone that are in assessment at the start",
          "[model][review-queue]") {
  spec::Scenario scenario = piped();
  scenario.vendors["alpha"].offerings["two-gov"].status = spec::OfferingStatus::assessing;
  // Integration of 40 days and half of the assessment are over: 75 days left on its own path.
  scenario.vendors["beta"].offerings["one-gov"] = {
      spec::OfferingStatus::integrating, base::Date(scenario.start.days_since_epoch() - 55)};
  scenario.vendors["alpha"].offerings["two-secret"].status = spec::OfferingStatus::integrating;
  enact_on(scenario, 0, {reroute()});
  test::Run run(scenario);
  run.run();
  // In assessment: 30 + 60. In integration: 40 + 10 + 20.
  CHECK(authorized_at(run) == std::vector<double>{70.0, 75.0, 90.0});
}

TEST_CASE("a reroute takes its last word from the policies", "[model][review-queue]") {
  spec::Scenario scenario = piped();
  scenario.pipeline.paths["slow"] = scenario.pipeline.paths["agency"];
  scenario.pipeline.paths["slow"].assess = Distribution::fixed(100.0);
  enact_on(scenario, 1,
           {reroute(), {.operation = Operation::reroute, .names = {"agency", "slow"}}});
  CHECK(signed_at_start(scenario) == std::vector<double>{200.0, 200.0});  // 40 + 100 + 60
}

/// Completions of reviews of other companies.
std::vector<double> others_done(const spec::Scenario& scenario) {
  test::Run run(scenario);
  run.run();
  std::vector<double> times;
  for (const auto& [at, e] : run.events.all<ReviewCompleted>()) {
    if (!e.vendor.is_valid()) times.push_back(at);
  }
  return times;
}

TEST_CASE("a policy changes the number of reviewers on its day", "[model][review-queue]") {
  spec::Scenario scenario = piped();
  auto& path = scenario.pipeline.paths["agency"];
  path.backlog = 6;
  path.reviewers = 1;
  // One at a time: 60, 120; from day 100 on five: the rest begins then.
  enact_on(scenario, 100, {set("pipeline.paths.agency.reviewers", 5.0)});
  CHECK(others_done(scenario) == std::vector<double>{60.0, 120.0, 160.0, 160.0, 160.0, 160.0});
  // Fewer: who is under review is done, then one at a time.
  path.reviewers = 3;
  enact_on(scenario, 30, {set("pipeline.paths.agency.reviewers", 1.0)});
  CHECK(others_done(scenario) == std::vector<double>{60.0, 60.0, 60.0, 120.0, 180.0, 240.0});
}

/// Arrivals of others' packages in so many futures, before and after the day.
struct Counts {
  double before = 0.0;
  double after = 0.0;
};
Counts counts(const spec::Scenario& scenario, double day, int futures) {
  Counts sum;
  for (int i = 0; i < futures; ++i) {
    test::Run run(scenario, 1, static_cast<std::uint64_t>(i));
    run.run();
    for (const auto& [at, e] : run.events.all<ReviewCompleted>()) {
      if (e.vendor.is_valid()) continue;
      const double came = at - (e.waited + e.reviewed).value();
      ++(came < day ? sum.before : sum.after);
    }
  }
  return sum;
}

TEST_CASE("a policy changes the rate of others at once", "[model][review-queue]") {
  // Reviews take no time, so that every arrival is seen. Horizon 730 days, the policy's day 365.
  spec::Scenario scenario = piped();
  auto& path = scenario.pipeline.paths["agency"];
  path.review = Distribution::fixed(0.0);
  constexpr int kFutures = 50;
  struct Case {
    double from;
    double to;
  };
  for (const Case point : {Case{0.1, 0.4}, Case{0.0, 0.2}, Case{0.3, 0.0}, Case{0.001, 0.5}}) {
    path.others = base::Rate(point.from);
    enact_on(scenario, 365, {set("pipeline.paths.agency.others", point.to)});
    const Counts found = counts(scenario, 365.0, kFutures);
    const double before = point.from * 365.0 * kFutures;
    const double after = point.to * 365.0 * kFutures;
    INFO(point.from << " to " << point.to);
    // Counts are Poisson.
    CHECK(found.before == Approx(before).margin(4.0 * std::sqrt(before) + 1e-9));
    CHECK(found.after == Approx(after).margin(4.0 * std::sqrt(after) + 1e-9));
  }
}

TEST_CASE("a policy that touches no review moves no package by a bit", "[model][review-queue]") {
  spec::Scenario scenario = piped();
  auto& path = scenario.pipeline.paths["agency"];
  path.others = base::Rate(0.2);
  path.backlog = 3;
  path.reviewers = 2;
  path.review = Distribution::exponential(9.0);
  const std::vector<double> alone = others_done(scenario);
  REQUIRE(alone.size() > 100);
  enact_on(scenario, 100, {set("choice.price", 0.7)});
  CHECK(others_done(scenario) == alone);
}

TEST_CASE("others at the review move nothing but who waits for it", "[model][review-queue]") {
  // With reviewers in plenty nobody waits for others: the market is the same, but for their events.
  spec::Scenario scenario = test::lively_two_clouds();
  scenario.pipeline.paths["agency"].reviewers = 1000;
  const Replication alone = Market(scenario).replicate(7, 3);
  scenario.pipeline.paths["agency"].others = base::Rate(0.1);
  scenario.pipeline.paths["agency"].backlog = 5;
  const Market with(scenario);
  const Replication beside = with.replicate(7, 3);
  const Market plain(test::lively_two_clouds());
  const auto& names = plain.measures();
  const auto& more = with.measures();
  REQUIRE(more.size() > names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::size_t j = 0;
    while (j < more.size() && more[j].key() != names[i].key()) ++j;
    REQUIRE(j < more.size());
    INFO(names[i].key());
    CHECK((alone.measures[i] == beside.measures[j] ||
           (std::isnan(alone.measures[i]) && std::isnan(beside.measures[j]))));
  }
}

TEST_CASE("measures of reviews count what passed and who waits", "[model][review-queue]") {
  // Five packages, one reviewer, 60 days each: done on 60, 120, ...; after 150 days two are done
  // and two wait.
  spec::Scenario scenario = piped();
  auto& path = scenario.pipeline.paths["agency"];
  path.backlog = 5;
  path.reviewers = 1;
  scenario.end = base::Date(scenario.start.days_since_epoch() + 149);
  const Market market(scenario);
  const Replication run = market.replicate(1, 0);
  const auto& columns = market.measures();
  int found = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].measure == "reviews") CHECK(run.measures[i] == 2.0);
    if (columns[i].measure == "review_days") CHECK(run.measures[i] == Approx(90.0));
    if (columns[i].measure == "review_queue") CHECK(run.measures[i] == 2.0);
    if (columns[i].measure.starts_with("review")) ++found;
  }
  CHECK(found == 3);
}

}  // namespace
}  // namespace acqsim::model
