#include "model/mechanisms/arrivals.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::model {
namespace {

TEST_CASE("adoption starts at one and tends to its ceiling", "[model][arrivals]") {
  for (const double ceiling : {0.01, 0.5, 1.0, 3.0, 100.0}) {
    INFO("ceiling " << ceiling);
    CHECK(arrivals::adoption(ceiling, base::Rate(0.01), Days(0.0)) == Approx(1.0));
    CHECK(arrivals::adoption(ceiling, base::Rate(0.01), Days(1e5)) == Approx(ceiling));
    CHECK(arrivals::adoption(ceiling, base::Rate(0.0), Days(1e5)) == Approx(1.0));
  }
  // K / (1 + (K - 1) e^-st) with K = 3, st = 1: 3 / (1 + 2 e^-1) = 1.7283...
  CHECK(arrivals::adoption(3.0, base::Rate(0.01), Days(100.0)) ==
        Approx(3.0 / (1.0 + 2.0 * std::exp(-1.0))).epsilon(1e-14));
  CHECK(arrivals::adoption(3.0, base::Rate(0.01), Days(100.0)) == Approx(1.7283).epsilon(1e-4));
}

spec::Scenario arriving(double per_year) {
  spec::Scenario scenario = test::two_clouds();
  scenario.arrivals.enabled = true;
  scenario.agencies["health"].requirement_rate = base::per_year(per_year);
  return scenario;
}

std::vector<double> times(const spec::Scenario& scenario, const char* agency = "health") {
  test::Run run(scenario);
  run.run();
  std::vector<double> found;
  for (const auto& [at, e] : run.events.all<RequirementArrived>()) {
    if (e.agency == run.agency(agency)) found.push_back(at);
  }
  return found;
}

TEST_CASE("requirements arise at the agency's rate", "[model][arrivals]") {
  // 100 a year for 730 days: 199.9 with a standard deviation of 14.1.
  const auto found = times(arriving(100.0));
  CHECK(found.size() > 143);
  CHECK(found.size() < 257);
  CHECK(times(arriving(0.0)).empty());
}

TEST_CASE("nothing arises when arrivals are off", "[model][arrivals]") {
  spec::Scenario scenario = arriving(100.0);
  scenario.arrivals.enabled = false;
  CHECK(times(scenario).empty());
}

TEST_CASE("adoption multiplies the rate", "[model][arrivals]") {
  // Tripled within days: 600 with a standard deviation of 24.5.
  spec::Scenario scenario = arriving(100.0);
  scenario.arrivals.adoption_ceiling = 3.0;
  scenario.arrivals.adoption_speed = base::Rate(1.0);
  const auto found = times(scenario);
  CHECK(found.size() > 500);
  CHECK(found.size() < 700);
}

TEST_CASE("adoption below one thins the arrivals", "[model][arrivals]") {
  // A tenth within days: 20 with a standard deviation of 4.5.
  spec::Scenario scenario = arriving(100.0);
  scenario.arrivals.adoption_ceiling = 0.1;
  scenario.arrivals.adoption_speed = base::Rate(1.0);
  const auto found = times(scenario);
  CHECK(found.size() > 2);
  CHECK(found.size() < 45);
}

TEST_CASE("a season without demand has no arrivals", "[model][arrivals]") {
  // All in the fourth fiscal quarter, July to September: days 181 to 272 and 546 to 637.
  spec::Scenario scenario = arriving(100.0);
  scenario.arrivals.season = {{"q1", 0.0}, {"q2", 0.0}, {"q3", 0.0}, {"q4", 4.0}};
  const auto found = times(scenario);
  CHECK(found.size() > 120);  // 4 x 100 x 184 / 365.25 = 201
  for (const double at : found) {
    INFO("day " << at);
    CHECK(((at >= 181.0 && at < 273.0) || (at >= 546.0 && at < 638.0)));
  }
}

TEST_CASE("another agency's demand moves nobody's", "[model][arrivals]") {
  spec::Scenario scenario = arriving(20.0);
  const auto before = times(scenario);
  scenario.agencies["army"].requirement_rate = base::per_year(50.0);
  scenario.agencies["aaa-first"] = scenario.agencies["army"];
  CHECK(times(scenario) == before);
  CHECK_FALSE(before.empty());
}

TEST_CASE("use cases of before the start are in operation on the first day", "[model][arrivals]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.operation.enabled = true;
  scenario.agencies["health"].installed_base = {{"alpha", 3.0}, {"beta", 2.4}};
  test::Run run(scenario);
  run.run();
  std::size_t started = 0;
  for (const auto& [at, e] : run.events.all<OperationStarted>()) {
    if (at > 0.0) continue;
    ++started;
    CHECK(e.agency == run.agency("health"));
    CHECK_FALSE(e.is_first);  // they count in no time from requirement to operation
  }
  CHECK(started == 5);  // 2.4 is rounded to 2
  CHECK(run.events.count<RequirementArrived>() == 0);
  CHECK(run.world().has_authorized(run.agency("health"), run.vendor("alpha"),
                                   run.enclave("one-gov")));
  CHECK(run.world().access.runs_on(run.agency("health"), run.provider("two")));
}

TEST_CASE("their contracts end at different days within one life", "[model][arrivals]") {
  // A life is (1 + 1) x 100 days, the part that is over uniform: all first ends lie within 200
  // days, and on average at day 100 (standard error 200 / sqrt(12 x 200) = 4).
  spec::Scenario scenario = test::two_clouds();
  scenario.operation.enabled = true;
  scenario.operation.period = Days(100.0);
  scenario.operation.options = 1;
  scenario.agencies["health"].installed_base = {{"alpha", 200.0}};
  test::Run run(scenario);
  run.run();
  std::vector<bool> has_ended(run.world().requirements(), false);
  double sum = 0.0;
  std::size_t count = 0;
  for (const auto& [at, e] : run.events.all<ContractEnded>()) {
    if (has_ended[e.requirement.value()]) continue;
    has_ended[e.requirement.value()] = true;
    CHECK(at > 0.0);
    CHECK(at < 200.0);
    sum += at;
    ++count;
  }
  REQUIRE(count == 200);
  CHECK(sum / 200.0 == Approx(100.0).margin(17.0));
}

TEST_CASE("a use case that no route explains is left out", "[model][arrivals]") {
  // Alpha has nothing at IL5, the only level that the army orders.
  spec::Scenario scenario = test::two_clouds();
  scenario.operation.enabled = true;
  scenario.agencies["army"].installed_base = {{"alpha", 3.0}};
  test::Run run(scenario);
  run.run();
  CHECK(run.events.count<OperationStarted>() == 0);
}

TEST_CASE("a use case is put at a level at which its vendor can be reached", "[model][arrivals]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.operation.enabled = true;
  scenario.agencies["army"].level_mix = {{"moderate", base::Share(0.01)},
                                         {"il5", base::Share(0.99)}};
  scenario.vendors["alpha"].partnerships["one"].scope = {"civilian", "defense"};
  scenario.agencies["army"].installed_base = {{"alpha", 10.0}};
  test::Run run(scenario);
  run.run();
  std::size_t at_start = 0;
  for (const auto& [at, e] : run.events.all<OperationStarted>()) at_start += at == 0.0;
  CHECK(at_start == 10);
  for (std::size_t r = 0; r < run.world().requirements(); ++r) {
    CHECK(run.world()[RequirementId(r)].level == run.level("moderate"));
  }
}

}  // namespace
}  // namespace acqsim::model
