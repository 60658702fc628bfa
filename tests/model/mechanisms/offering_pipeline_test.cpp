#include "model/mechanisms/offering_pipeline.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::model {
namespace {

using Stage = OfferingPipeline::Stage;
using stats::Distribution;

/// Integration 40 days, assessment 30, review 60.
spec::Scenario piped() {
  spec::Scenario scenario = test::two_clouds();
  scenario.pipeline.enabled = true;
  scenario.pipeline.integrate = Distribution::fixed(40.0);
  scenario.pipeline.paths["agency"].assess = Distribution::fixed(30.0);
  scenario.pipeline.paths["agency"].review = Distribution::fixed(60.0);
  scenario.pipeline.paths["agency"].reviewers = 10;
  return scenario;
}

/// Alpha signs cloud `two` on the first day.
void sign(test::Run& run, const std::vector<std::string>& kinds) {
  run.on_day(0.0, [&run, kinds](World& world) {
    world.partnerships.sign(world, run.vendor("alpha"), run.provider("two"), mask_of(world, kinds));
  });
}

std::vector<double> authorized_at(const test::Run& run) {
  std::vector<double> times;
  for (const auto& [at, e] : run.events.all<OfferingAuthorized>()) times.push_back(at);
  return times;
}

TEST_CASE("a signed partnership starts one integration per enclave in scope", "[model][pipeline]") {
  // Civilians want the moderate level, which both enclaves of `two` cover.
  test::Run run(piped());
  sign(run, {"civilian"});
  run.run();
  CHECK(run.events.count<IntegrationStarted>() == 2);
  // 40 + 30 + 60
  CHECK(authorized_at(run) == std::vector<double>{130.0, 130.0});
  CHECK(run.world().pipeline.is_authorized(run.vendor("alpha"), run.enclave("two-gov")));
}

TEST_CASE("an enclave that no kind in scope has use for is left alone", "[model][pipeline]") {
  // Defense wants IL5, which the FedRAMP High enclave does not cover.
  test::Run run(piped());
  sign(run, {"defense"});
  run.run();
  REQUIRE(run.events.count<IntegrationStarted>() == 1);
  CHECK(run.events.all<IntegrationStarted>()[0].second.enclave == run.enclave("two-secret"));
  CHECK(run.world().pipeline.stage(run.vendor("alpha"), run.enclave("two-gov")) == Stage::none);
}

TEST_CASE("widening a partnership starts only what is new", "[model][pipeline]") {
  test::Run run(piped());
  sign(run, {"defense"});
  run.on_day(10.0, [&](World& world) {
    world.partnerships.sign(world, run.vendor("alpha"), run.provider("two"),
                            mask_of(world, {"civilian"}));
  });
  run.run();
  const auto started = run.events.all<IntegrationStarted>();
  REQUIRE(started.size() == 2);
  CHECK(started[1].first == 10.0);
  CHECK(started[1].second.enclave == run.enclave("two-gov"));
}

TEST_CASE("engineers are finite: one integration waits for the other", "[model][pipeline]") {
  spec::Scenario scenario = piped();
  scenario.vendors["alpha"].engineers = 5;
  scenario.pipeline.engineers_per_integration = 3;  // one at a time
  test::Run run(scenario);
  sign(run, {"civilian"});
  run.run();
  const auto started = run.events.all<IntegrationStarted>();
  REQUIRE(started.size() == 2);
  CHECK(started[0].first == 0.0);
  CHECK(started[1].first == 40.0);
  CHECK(authorized_at(run) == std::vector<double>{130.0, 170.0});
}

TEST_CASE("a vendor with fewer engineers than an integration takes does one at a time",
          "[model][pipeline]") {
  spec::Scenario scenario = piped();
  scenario.vendors["alpha"].engineers = 2;
  scenario.pipeline.engineers_per_integration = 3;
  test::Run run(scenario);
  sign(run, {"civilian"});
  run.run();
  // 40 + 90, and 80 + 90
  CHECK(authorized_at(run) == std::vector<double>{130.0, 170.0});

  scenario.vendors["alpha"].engineers = 0;  // nobody to do it
  test::Run none(scenario);
  sign(none, {"civilian"});
  none.run();
  CHECK(none.events.count<IntegrationStarted>() == 0);
}

TEST_CASE("reviewers are finite: one review waits for the other", "[model][pipeline]") {
  spec::Scenario scenario = piped();
  scenario.pipeline.paths["agency"].reviewers = 1;
  test::Run run(scenario);
  sign(run, {"civilian"});
  run.run();
  CHECK(authorized_at(run) == std::vector<double>{130.0, 190.0});
}

TEST_CASE("what was under way at the start goes on from its stage", "[model][pipeline]") {
  spec::Scenario scenario = piped();
  scenario.vendors["alpha"].offerings["one-gov"].status = spec::OfferingStatus::integrating;
  scenario.vendors["beta"].offerings["two-gov"].status = spec::OfferingStatus::assessing;
  scenario.vendors["beta"].offerings["two-secret"].status = spec::OfferingStatus::suspended;
  test::Run run(scenario);
  CHECK(run.world().pipeline.stage(run.vendor("alpha"), run.enclave("one-gov")) ==
        Stage::integrating);
  run.run();
  // Assessment and review: 90; all three: 130; suspended stays so.
  CHECK(authorized_at(run) == std::vector<double>{90.0, 130.0});
  CHECK(run.world().pipeline.stage(run.vendor("beta"), run.enclave("two-secret")) ==
        Stage::suspended);
}

TEST_CASE("what was under way before the start has that much less to go", "[model][pipeline]") {
  // Assessment 30 and review 60: after 50 days, 40 are left. All three 130: after 100, 30 are left.
  spec::Scenario scenario = piped();
  const auto days_before = [&](int days) {
    return base::Date(scenario.start.days_since_epoch() - days);
  };
  scenario.vendors["alpha"].offerings["one-gov"] = {spec::OfferingStatus::integrating,
                                                    days_before(100)};
  scenario.vendors["beta"].offerings["two-gov"] = {spec::OfferingStatus::assessing,
                                                   days_before(50)};
  test::Run run(scenario);
  run.run();
  CHECK(authorized_at(run) == std::vector<double>{30.0, 40.0});
}

TEST_CASE("a partnership of before the start places what it has not placed yet",
          "[model][pipeline]") {
  spec::Scenario scenario = piped();
  scenario.vendors["beta"].offerings.erase("two-secret");
  test::Run run(scenario);
  run.run();
  CHECK(authorized_at(run) == std::vector<double>{130.0});
}

TEST_CASE("an offering is authorised once, however it came about", "[model][pipeline]") {
  test::Run run(piped());
  sign(run, {"defense"});
  run.on_day(50.0, [&](World& world) {
    world.pipeline.authorize(world, run.vendor("alpha"), run.enclave("two-secret"));
    world.pipeline.start(world, run.vendor("alpha"), run.enclave("two-secret"));
  });
  run.run();
  CHECK(authorized_at(run) == std::vector<double>{50.0});
  CHECK(run.events.count<IntegrationStarted>() == 1);
}

TEST_CASE("the pipeline stands still when it is off", "[model][pipeline]") {
  spec::Scenario scenario = piped();
  scenario.pipeline.enabled = false;
  scenario.vendors["alpha"].offerings["one-gov"].status = spec::OfferingStatus::integrating;
  test::Run run(scenario);
  sign(run, {"civilian"});
  run.run();
  CHECK(run.events.count<IntegrationStarted>() == 0);
  CHECK(run.events.count<OfferingAuthorized>() == 0);
}

TEST_CASE("with everyone at hand the mean time is the sum of the stages' means",
          "[model][pipeline]") {
  // Exponential stages of 40, 30 and 60 days: mean 130, variance 1600 + 900 + 3600 = 6100. Over
  // 300 replications the standard error is 78.1 / 17.3 = 4.5; four of them are 18.
  spec::Scenario scenario = piped();
  scenario.end = base::Date::from_civil(2036, 1, 1);
  scenario.pipeline.integrate = Distribution::exponential(40.0);
  scenario.pipeline.paths["agency"].assess = Distribution::exponential(30.0);
  scenario.pipeline.paths["agency"].review = Distribution::exponential(60.0);
  double sum = 0.0;
  constexpr int kRuns = 300;
  for (int i = 0; i < kRuns; ++i) {
    test::Run run(scenario, 1, static_cast<std::uint64_t>(i));
    sign(run, {"defense"});
    run.run();
    REQUIRE(run.events.count<OfferingAuthorized>() == 1);
    sum += authorized_at(run).front();
  }
  CHECK(std::abs(sum / kRuns - 130.0) < 18.0);
}

}  // namespace
}  // namespace acqsim::model
