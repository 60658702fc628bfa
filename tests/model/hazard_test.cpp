#include "model/hazard.hpp"

#include "model/requirement_life.hpp"
#include "support/two_clouds.hpp"

#include <acqsim/spec/tables.hpp>

#include <catch2/catch.hpp>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

// Each mechanism that waits at a rate, held to a rate that a policy changes while it waits.
namespace acqsim::model {
namespace {

using test::Run;

constexpr double kChange = 200.0;  // days, of a horizon of 730
constexpr double kHorizon = 730.0;

/// `market` with the parameter at `before`, and a policy that sets it to `after` on day kChange.
spec::Scenario stepping(spec::Scenario market, const std::string& path, double before,
                        double after) {
  spec::set_number(market, path, before);
  spec::Policy policy;
  policy.enabled = true;
  policy.effective = base::Date(market.start.days_since_epoch() + static_cast<int>(kChange));
  policy.effects = {
      {.operation = spec::Effect::Operation::set, .path = path, .amount = after, .range = {}}};
  market.policies["step"] = policy;
  return market;
}

/// A mechanism whose events at a rate can be counted.
struct Counted {
  std::string path;
  spec::Scenario market;
  std::function<std::vector<double>(const Run&)> times;  // of its events
  double copies = 1.0;                                   // processes at this rate
};

template <class E>
std::vector<double> times_of(const Run& run) {
  std::vector<double> times;
  for (const auto& [at, event] : run.events.all<E>()) times.push_back(at);
  return times;
}

std::vector<Counted> counted() {
  std::vector<Counted> all;
  spec::Scenario incidents = test::two_clouds();
  incidents.incidents.enabled = true;
  all.push_back({"incidents.outages", incidents, times_of<OutageOccurred>, 2.0});
  all.push_back({"incidents.breaches", incidents, times_of<BreachOccurred>, 2.0});
  spec::Scenario capability = test::two_clouds();
  capability.capability.enabled = true;
  all.push_back({"capability.releases", capability, times_of<ModelReleased>, 2.0});
  spec::Scenario arrivals = test::two_clouds();
  arrivals.arrivals.enabled = true;
  all.push_back({"agencies.army.requirement_rate", arrivals, times_of<RequirementArrived>});
  for (auto& [id, agency] : arrivals.agencies) agency.requirement_rate = base::Rate(1.0);
  all.push_back({"arrivals.rate_scale", arrivals, times_of<RequirementArrived>, 2.0});
  spec::Scenario reviews = test::two_clouds();
  reviews.partnership_decisions.enabled = true;
  reviews.partnership_decisions.response = base::Days(0.0);
  reviews.partnership_decisions.scale = base::Money(1e-3);  // whatever it is, it is to stay
  for (auto& [id, vendor] : reviews.vendors) vendor.integration_cost = base::Money(1e9);
  all.push_back({"vendors.beta.reviews_partnerships", reviews, [](const Run& run) {
                   std::vector<double> times;
                   for (const auto& [at, review] : run.events.all<PartnershipReviewed>()) {
                     if (review.cause == ReviewCause::regular) times.push_back(at);
                   }
                   return times;
                 }});
  return all;
}

TEST_CASE("events at a rate that a policy changes are Poisson with the integrated rate",
          "[model][hazard]") {
  struct Step {
    double before, after;  // 1/day
  };
  constexpr std::size_t kRuns = 40;
  for (const Counted& one : counted()) {
    for (const Step step :
         {Step{0.002, 0.05}, Step{0.0, 0.05}, Step{0.05, 0.0}, Step{0.05, 0.01}}) {
      INFO(one.path << " from " << step.before << " to " << step.after);
      double early = 0.0;
      double late = 0.0;
      for (std::size_t i = 0; i < kRuns; ++i) {
        Run run(stepping(one.market, one.path, step.before, step.after), 1, i);
        run.run();
        for (const double at : one.times(run)) ++(at < kChange ? early : late);
      }
      // Counts over all runs and processes; four standard deviations.
      const double mean_early = step.before * kChange * one.copies * kRuns;
      const double mean_late = step.after * (kHorizon - kChange) * one.copies * kRuns;
      CHECK(early == Approx(mean_early).margin(4.0 * std::sqrt(mean_early)));
      CHECK(late == Approx(mean_late).margin(4.0 * std::sqrt(mean_late)));
    }
  }
}

TEST_CASE("a change of a rate draws nothing anew: what is left of the unit time is rescaled",
          "[model][hazard]") {
  for (const Counted& one : counted()) {
    INFO(one.path);
    // At a constant rate the n-th event of one process comes at (E_1 + ... + E_n)/rate.
    constexpr double kRate = 0.02;
    spec::Scenario constant = one.market;
    spec::set_number(constant, one.path, kRate);
    Run plain(constant);
    plain.run();
    Run changed(stepping(one.market, one.path, kRate, 0.01));
    changed.run();
    const auto before = one.times(plain);
    const auto after = one.times(changed);
    REQUIRE(after.size() > 4);
    REQUIRE(after.size() <= before.size());
    for (std::size_t n = 0; n < after.size(); ++n) {
      const double integrated = kRate * before[n];
      const double expected = integrated <= kRate * kChange
                                  ? before[n]
                                  : kChange + (integrated - kRate * kChange) / 0.01;
      CHECK(after[n] == Approx(expected).epsilon(1e-9));
    }
  }
}

/// A mechanism that ends once, with a hazard.
struct Ending {
  std::string path;
  spec::Scenario market;
  std::function<bool(const Run&)> is_over;
};

std::vector<Ending> endings() {
  std::vector<Ending> all;
  spec::Scenario forces = test::two_clouds();
  forces.task_forces.enabled = true;
  all.push_back({"task_forces.stand_up", forces,
                 [](const Run& run) { return run.events.count<TaskForceStoodUp>() == 2; }});
  all.back().market.agencies.erase("army");
  all.back().is_over = [](const Run& run) { return run.events.count<TaskForceStoodUp>() == 1; };
  spec::Scenario standardize = all.back().market;
  standardize.operation.enabled = true;
  standardize.operation.period = base::Days(3000.0);
  standardize.agencies["health"].installed_base["alpha"] = 1.0;
  standardize.agencies["health"].task_force = base::Date::from_civil(2020, 1, 1);
  all.push_back({"task_forces.standardize", standardize,
                 [](const Run& run) { return run.events.count<VendorStandardized>() == 1; }});
  spec::Scenario exclusive = test::two_clouds();
  exclusive.vendors["alpha"].exclusivity["one"].scope = {"civilian"};
  all.push_back({"vendors.alpha.exclusivity.one.lapse_rate", exclusive,
                 [](const Run& run) { return run.events.count<ExclusivityLapsed>() == 1; }});
  spec::Scenario retirement = test::two_clouds();
  retirement.operation.enabled = true;
  retirement.operation.period = base::Days(1e6);
  retirement.agencies["health"].installed_base["alpha"] = 1.0;
  all.push_back({"operation.retirement", retirement,
                 [](const Run& run) { return run.events.count<ContractEnded>() == 1; }});
  // An order takes the whole time: whether it is awarded at its end tells of a withdrawal.
  spec::Scenario withdrawal = test::two_clouds();
  withdrawal.acquisition.enabled = true;
  withdrawal.acquisition.methods["order"].lead_time = stats::Distribution::fixed(kHorizon - 1.0);
  all.push_back({"acquisition.withdrawal", withdrawal,
                 [](const Run& run) { return run.events.count<RequirementWithdrawn>() == 1; }});
  return all;
}

TEST_CASE("what a hazard ends once survives with the integrated hazard", "[model][hazard]") {
  struct Step {
    double before, after;  // 1/day
  };
  constexpr std::size_t kRuns = 400;
  for (const Ending& one : endings()) {
    for (const Step step :
         {Step{0.0002, 0.002}, Step{0.0, 0.002}, Step{0.003, 0.0}, Step{0.0, 0.0}}) {
      INFO(one.path << " from " << step.before << " to " << step.after);
      double over = 0.0;
      for (std::size_t i = 0; i < kRuns; ++i) {
        Run run(stepping(one.market, one.path, step.before, step.after), 1, i);
        if (one.path == "acquisition.withdrawal") {
          run.on_day(0.0, [&run](World& world) {
            const RequirementId id = world.add_requirement(run.agency("health"), 77);
            world.simulation().spawn(requirement_life(world, id), "requirement");
          });
        }
        run.run();
        over += one.is_over(run) ? 1.0 : 0.0;
      }
      const double integral = step.before * kChange + step.after * (kHorizon - kChange);
      const double share = 1.0 - std::exp(-integral);
      CHECK(over / kRuns == Approx(share).margin(4.0 * std::sqrt(share * (1.0 - share) / kRuns)));
    }
  }
}

TEST_CASE("a gateway looks at its models as often as a policy says from its day on",
          "[model][hazard]") {
  // Each look draws one waiting time; nothing else draws after the first day.
  spec::Scenario market = test::two_clouds();
  market.operation.enabled = true;
  market.operation.period = base::Days(3000.0);
  market.operation.retirement = base::Rate(0.0);
  market.lock_in.enabled = true;
  market.agencies["health"].installed_base["alpha"] = 1.0;
  constexpr std::size_t kRuns = 40;
  double looks = 0.0;
  for (std::size_t i = 0; i < kRuns; ++i) {
    Run changed(stepping(market, "lock_in.gateway_review", 0.0, 0.05), 1, i);
    changed.run();
    Run idle(stepping(market, "lock_in.gateway_review", 0.0, 0.0), 1, i);
    idle.run();
    const auto gap = [](const Run& run) { return run.events.happened.size(); };
    CHECK(gap(changed) >= gap(idle));
    looks += static_cast<double>(changed.world().draws() - idle.world().draws());
  }
  // A look ranks the vendors, one taste each of those that can serve, and draws the time to the
  // next; the first time is drawn when the rate rises.
  const double mean = 0.05 * (kHorizon - kChange) * kRuns;
  const double per_look = 3.0;  // two tastes and the next time
  CHECK((looks - kRuns) / per_look == Approx(mean).margin(4.0 * std::sqrt(mean)));
}

}  // namespace
}  // namespace acqsim::model
