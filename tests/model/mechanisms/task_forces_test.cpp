#include "model/mechanisms/task_forces.hpp"

#include "model/choice.hpp"
#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

namespace acqsim::model {
namespace {

spec::Scenario organised() {
  spec::Scenario scenario = test::two_clouds();
  scenario.task_forces.enabled = true;
  return scenario;
}

/// The same agency many times over.
spec::Scenario many_agencies(int count) {
  spec::Scenario scenario = organised();
  for (int n = 0; n < count; ++n) {
    scenario.agencies["bureau-" + std::to_string(n)] = scenario.agencies.at("health");
  }
  return scenario;
}

TEST_CASE("a task force stands up on its agency's date or was there at the start",
          "[model][task-forces]") {
  spec::Scenario scenario = organised();
  scenario.agencies["health"].task_force = base::Date::from_civil(2026, 1, 11);
  scenario.agencies["army"].task_force = base::Date::from_civil(2024, 5, 1);
  test::Run run(scenario);
  run.run();
  const auto stood_up = run.events.all<TaskForceStoodUp>();
  REQUIRE(stood_up.size() == 2);
  CHECK(stood_up[0].first == 0.0);
  CHECK(stood_up[0].second.agency == run.agency("army"));
  CHECK(stood_up[1].first == 10.0);
  CHECK(run.world().task_forces.stands(run.agency("health")));
}

TEST_CASE("with a hazard the times to stand up are exponential", "[model][task-forces]") {
  // 2,000 agencies, mean 200 days, looked at until day 730. The Kolmogorov-Smirnov distance of the
  // times below 730 from 1 - e^(-t/200) exceeds 1.95/sqrt(n) with probability 0.001.
  spec::Scenario scenario = many_agencies(1998);
  scenario.task_forces.stand_up = base::Rate(1.0 / 200.0);
  test::Run run(scenario);
  run.run();
  std::vector<double> times;
  for (const auto& [at, event] : run.events.all<TaskForceStoodUp>()) times.push_back(at);
  REQUIRE(times.size() > 1800);
  REQUIRE(std::is_sorted(times.begin(), times.end()));
  double distance = 0.0;
  for (std::size_t i = 0; i < times.size(); ++i) {
    const double expected = 1.0 - std::exp(-times[i] / 200.0);
    distance = std::max({distance, std::abs(expected - static_cast<double>(i) / 2000.0),
                         std::abs(expected - static_cast<double>(i + 1) / 2000.0)});
  }
  CHECK(distance < 1.95 / std::sqrt(2000.0));
}

TEST_CASE("after the stand-up arrivals are Poisson with the integrated rate of the factor",
          "[model][task-forces]") {
  // 500 agencies, one requirement in 50 days, tripled from day 365 on until day 730: before it a
  // mean of 7.3 an agency, after it 21.9. Sums over 500: 3,650 and 10,950, within four standard
  // deviations; the variance over the mean of counts is within 4 sqrt(2/499) of one.
  spec::Scenario scenario = many_agencies(500);
  scenario.arrivals.enabled = true;
  scenario.task_forces.demand_factor = 3.0;
  for (auto& [id, agency] : scenario.agencies) {
    agency.requirement_rate = base::Rate(id.starts_with("bureau") ? 1.0 / 50.0 : 0.0);
    agency.task_force = base::Date::from_civil(2027, 1, 1);
  }
  test::Run run(scenario);
  run.run();
  std::vector<double> after(run.names().agencies.size(), 0.0);
  double before = 0.0;
  double sum = 0.0;
  for (const auto& [at, event] : run.events.all<RequirementArrived>()) {
    if (at < 365.0) {
      ++before;
    } else {
      ++after[event.agency.value()];
      ++sum;
    }
  }
  CHECK(std::abs(before - 3650.0) < 4.0 * std::sqrt(3650.0));
  CHECK(std::abs(sum - 10950.0) < 4.0 * std::sqrt(10950.0));
  double squares = 0.0;
  for (const double count : after) {
    if (count > 0.0) squares += (count - sum / 500.0) * (count - sum / 500.0);
  }
  CHECK(squares / 499.0 / (sum / 500.0) == Approx(1.0).margin(4.0 * std::sqrt(2.0 / 499.0)));
}

TEST_CASE("a task force leaves the requirements that arise anyway as they are",
          "[model][task-forces]") {
  const auto arrivals = [](double factor) {
    spec::Scenario scenario = organised();
    scenario.arrivals.enabled = true;
    scenario.task_forces.demand_factor = factor;
    scenario.agencies["health"].requirement_rate = base::per_year(20.0);
    scenario.agencies["health"].task_force = base::Date::from_civil(2026, 3, 1);
    test::Run run(scenario);
    run.run();
    std::vector<std::pair<double, std::uint64_t>> found;
    for (const auto& [at, event] : run.events.all<RequirementArrived>()) {
      found.emplace_back(at, run.world()[event.requirement].key);
    }
    return found;
  };
  const auto without = arrivals(1.0);
  const auto with = arrivals(2.0);
  REQUIRE(without.size() > 20);
  CHECK(with.size() > without.size() + 10);
  CHECK(std::includes(with.begin(), with.end(), without.begin(), without.end()));
}

TEST_CASE("an agency standardises on the vendor with most of its money in operation",
          "[model][task-forces]") {
  spec::Scenario scenario = organised();
  scenario.operation.enabled = true;
  scenario.agencies["health"].installed_base = {{"alpha", 2.0}, {"beta", 3.0}};
  scenario.choice.default_vendor = 1.5;
  test::Run run(scenario);
  World& world = run.world();
  bool is_early = true;
  bool is_done = false;
  bool of_army = true;
  double utility_before = 0.0;
  double utility_after = 0.0;
  const AgencyId health = run.agency("health");
  const VendorId beta = run.vendor("beta");
  run.on_day(100.0, [&](World& w) {
    is_early = w.task_forces.default_of(health).is_valid();
    utility_before = choice::vendor_terms(w, health, beta, false).systematic();
    is_done = w.task_forces.standardize(health);
    utility_after = choice::vendor_terms(w, health, beta, false).systematic();
    of_army = w.task_forces.standardize(run.agency("army"));
  });
  run.run();
  CHECK_FALSE(is_early);
  CHECK(is_done);
  CHECK_FALSE(of_army);  // has nothing in operation
  CHECK(world.task_forces.default_of(health) == beta);
  CHECK(utility_after - utility_before == Approx(1.5));
  CHECK(run.events.count<VendorStandardized>() == 1);
}

TEST_CASE("a suspended vendor becomes nobody's default and a given default stays",
          "[model][task-forces]") {
  spec::Scenario scenario = organised();
  scenario.operation.enabled = true;
  scenario.agencies["health"].installed_base = {{"alpha", 2.0}, {"beta", 3.0}};
  scenario.agencies["army"].installed_base = {{"beta", 3.0}};
  scenario.agencies["army"].default_vendor = "alpha";
  scenario.vendors["beta"].suspensions["order"].scope = {"civilian"};
  for (auto& [id, agency] : scenario.agencies) agency.task_force = scenario.start;
  scenario.task_forces.standardize = base::Rate(0.1);
  test::Run run(scenario);
  run.run();
  CHECK(run.world().task_forces.default_of(run.agency("health")) == run.vendor("alpha"));
  CHECK(run.world().task_forces.default_of(run.agency("army")) == run.vendor("alpha"));
  CHECK(run.events.count<VendorStandardized>() == 1);
}

TEST_CASE("without the mechanism no task force stands up", "[model][task-forces]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.agencies["health"].task_force = scenario.start;
  scenario.task_forces.stand_up = base::Rate(1.0);
  test::Run run(scenario);
  run.run();
  CHECK(run.events.count<TaskForceStoodUp>() == 0);
}

}  // namespace
}  // namespace acqsim::model
