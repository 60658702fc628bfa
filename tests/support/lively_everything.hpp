#pragma once

#include "support/two_clouds.hpp"

/// A market in which every mechanism acts, for tests that go through all parameters.
namespace acqsim::model::test {

/// lively_two_clouds() and the rest: task forces, incidents, character, protests, prototypes, large
/// orders, ceilings, promotions, budgets, late appropriations, shutdowns, a suspension that phases
/// contracts out, references of before the start, hazards of exclusivity and withdrawal.
inline spec::Scenario lively_everything() {
  using base::Date;
  using base::Money;
  using base::Share;
  using stats::Distribution;
  spec::Scenario s = lively_two_clouds();
  s.references = {true, Money(5e5), 0.5, base::Days(365.0)};
  s.choice.default_vendor = 0.3;
  s.acquisition.withdrawal = base::per_year(0.3);
  auto& contest = s.acquisition.methods["contest"];
  contest.lead_time = Distribution::exponential(80.0);
  contest.officer_share = Share(0.5);
  contest.protest = spec::ProtestReview::above_threshold;
  auto& pilot = s.acquisition.methods["pilot"];
  pilot.lead_time = Distribution::fixed(20.0);
  pilot.prototype_period = base::Days(100.0);
  pilot.production = Share(0.5);
  auto& schedule = s.vehicles["schedule"];
  schedule.large_from = Money(1.2e6);
  schedule.large_method = "contest";
  auto& other = s.vehicles["other"];
  other.open_to = {"civilian", "defense"};
  other.sellers = {"alpha", "beta"};
  other.method = "pilot";
  other.ceiling = Money(4e6);
  for (auto& [id, kind] : s.kinds) {
    kind.annual_value = Distribution::lognormal(1e6, 3e6);
    kind.needed_capability = Distribution::uniform(50.0, 110.0);
  }
  s.kinds["defense"].similarity["civilian"] = Share(0.3);
  s.kinds["defense"].level_mix["high"] = Share(0.4);
  s.agencies["army"].footprint["one"] = 0.5;
  s.agencies["health"].footprint["two"] = 0.2;
  s.agencies["health"].level_mix = {{"moderate", Share(0.6)}, {"high", Share(0.4)}};
  s.agencies["health"].budget = Money(2e7);
  s.agencies["army"].budget = Money(4e7);
  s.agencies["health"].task_force = Date::from_civil(2026, 5, 1);
  s.agencies["army"].peers["health"] = Share(0.8);
  s.protests = {true,
                Share(0.6),
                Money(1e6),
                0.3,
                1.0,
                {{"civilian", Money(1e5)}},
                Share(0.3),
                Share(0.2),
                Share(0.5),
                Distribution::exponential(60.0),
                Distribution::exponential(20.0),
                base::Days(90.0),
                Distribution::exponential(30.0),
                Share(0.3),
                3};
  s.funding = {true, 1.0, base::per_year(0.05)};
  s.appropriations.enactment_delay = Distribution::exponential(60.0);
  s.appropriations.full_year_resolution = Share(0.3);
  s.appropriations.exempt_starts = Share(0.4);
  s.shutdowns.rate = base::per_year(1.0);
  s.shutdowns.length = Distribution::exponential(20.0);
  s.shutdowns.lapses["known"] = {Date::from_civil(2026, 3, 1), Distribution::fixed(10.0), {"army"}};
  s.character.enabled = true;
  s.character.effort_gain = 0.4;
  for (auto& [id, vendor] : s.vendors) {
    vendor.commercial_revenue = Money(2e7);
    vendor.commercial_growth = base::per_year(0.2);
    vendor.government_share = Share(0.3);
    vendor.engineers = 2;
    vendor.integration_cost = Money(1e5);
  }
  s.vendors["alpha"].compute_support["two"] = Money(1e6);
  s.vendors["alpha"].references["old"] = {"defense", Date::from_civil(2025, 6, 1), Money(5e6)};
  s.vendors["alpha"].exclusivity["one"].lapse_rate = base::per_year(0.8);
  s.vendors["beta"].suspensions["order"] = {
      {"civilian"}, Date::from_civil(2026, 9, 1), Date::from_civil(2025, 12, 1)};
  s.partnership_decisions.scale = Money(2e6);
  s.pipeline.paths["agency"].reviewers = 2;
  s.pipeline.paths["agency"].others = base::per_year(10.0);
  s.pipeline.paths["agency"].backlog = 3;
  s.promotions["offer"] = {"beta", "schedule", Money(100.0), {}, Date::from_civil(2027, 3, 1)};
  s.task_forces = {true, base::per_year(1.0), 2.0, base::per_year(1.0)};
  s.incidents = {true, base::per_year(1.0), 0.5, base::per_year(0.5), 1.0, base::Days(90.0)};
  s.phase_out = {true, base::Days(60.0), base::Days(120.0)};
  return s;
}

}  // namespace acqsim::model::test
