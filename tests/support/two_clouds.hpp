#pragma once

#include "model/blueprint.hpp"
#include "model/events.hpp"
#include "model/world.hpp"
#include "model/world_builder.hpp"

#include <acqsim/spec/scenario.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// A market of two kinds of customers, two vendors and two clouds, where every mechanism is
/// switched off: a test switches on the one that it is about.
namespace acqsim::model::test {

/// Day zero is 2026-01-01, the horizon 730 days. Alpha serves civilians at cloud `one`, Beta both
/// kinds at cloud `two`; `health` runs on `one`, `army` on `two`. Everything is authorised, one
/// vehicle sells everything, an order takes 30 days, requirements are worth $1M a year, sit behind
/// a gateway and wait for a year.
inline spec::Scenario two_clouds() {
  using base::Date;
  using stats::Distribution;
  spec::Scenario s;
  s.name = "two-clouds";
  s.start = Date::from_civil(2026, 1, 1);
  s.end = Date::from_civil(2027, 12, 31);
  s.levels["moderate"];
  s.levels["high"].covers = {"moderate"};
  s.levels["il5"].covers = {"high"};
  for (const char* id : {"civilian", "defense"}) {
    auto& kind = s.kinds[id];
    kind.level_mix[std::string(id) == "defense" ? "il5" : "moderate"] = base::Share(1.0);
    kind.annual_value = Distribution::fixed(1e6);
    kind.embedded_share = base::Share(0.0);
    kind.patience = Distribution::fixed(365.0);
  }
  const Date long_ago = Date::from_civil(2018, 1, 1);
  s.pipeline.paths["agency"];
  s.providers["one"].enclaves["one-gov"] = {"", {{"high", long_ago}}, "agency"};
  s.providers["two"].enclaves["two-gov"] = {"", {{"high", long_ago}}, "agency"};
  s.providers["two"].enclaves["two-secret"] = {"", {{"il5", long_ago}}, "agency"};
  auto& alpha = s.vendors["alpha"];
  alpha.price = base::Money(400.0);
  alpha.partnerships["one"].scope = {"civilian"};
  alpha.offerings["one-gov"];
  auto& beta = s.vendors["beta"];
  beta.price = base::Money(300.0);
  beta.partnerships["two"].scope = {"civilian", "defense"};
  beta.offerings["two-gov"];
  beta.offerings["two-secret"];
  s.acquisition.methods["order"].lead_time = Distribution::fixed(30.0);
  auto& schedule = s.vehicles["schedule"];
  schedule.open_to = {"civilian", "defense"};
  schedule.sellers = {"alpha", "beta"};
  schedule.method = "order";
  auto& health = s.agencies["health"];
  health.kind = "civilian";
  health.footprint["one"] = 1.0;
  auto& army = s.agencies["army"];
  army.kind = "defense";
  army.footprint["two"] = 1.0;

  s.arrivals.enabled = false;
  s.acquisition.enabled = false;
  s.protests.enabled = false;
  s.authorization.enabled = false;
  s.operation.enabled = false;
  s.lock_in.enabled = false;
  s.references.enabled = false;
  s.pipeline.enabled = false;
  s.partnership_decisions.enabled = false;
  s.partnership_decisions.scale = base::Money(1e6);
  s.capability.enabled = false;
  s.character.enabled = false;
  s.task_forces.enabled = false;
  s.incidents.enabled = false;
  s.phase_out.enabled = false;
  return s;
}

/// Arrivals, operation and the rest of the mechanisms with plain values: a market in which things
/// happen.
inline spec::Scenario lively_two_clouds() {
  using stats::Distribution;
  spec::Scenario s = two_clouds();
  for (auto& [id, agency] : s.agencies) {
    agency.requirement_rate = base::per_year(30.0);
    agency.contracting_officers = 2;
    agency.installed_base["beta"] = 3.0;
  }
  s.kinds["civilian"].level_mix["high"] = base::Share(0.5);
  s.kinds["civilian"].similarity["defense"] = base::Share(0.5);
  s.kinds["civilian"].embedded_share = base::Share(0.4);
  for (auto& [id, vendor] : s.vendors) {
    vendor.reviews_partnerships = base::per_year(2.0);
    vendor.engineers = 4;
  }
  s.vendors["alpha"].exclusivity["one"] = {
      {"civilian"}, base::Date::from_civil(2026, 6, 1), base::Rate(0.0)};
  s.arrivals = {true, 2.0, base::per_year(1.0), {{"q4", 1.5}}};
  s.choice.capability = 0.1;
  s.choice.price = 0.5;
  s.choice.friction = 0.005;
  s.choice.enclaves = 0.1;
  s.choice.reference = 0.2;
  s.choice.lock_in = 0.5;
  s.choice.price_floor = base::Money(20.0);
  s.access.migration = base::Days(60.0);
  s.acquisition.enabled = true;
  s.acquisition.methods["order"].lead_time = Distribution::lognormal(30.0, 90.0);
  s.authorization = {true, Distribution::fixed(5.0), Distribution::fixed(20.0),
                     Distribution::exponential(60.0), base::Share(0.5)};
  s.operation.enabled = true;
  s.operation.period = base::Days(120.0);
  s.operation.options = 1;
  s.operation.exercise = base::Share(0.9);
  s.operation.retirement = base::per_year(0.1);
  s.operation.hosting_share = base::Share(0.3);
  s.operation.renew_without_competition = base::Share(0.3);
  s.lock_in.enabled = true;
  s.lock_in.reference_workflows = 5.0;
  for (auto* layer : {&s.lock_in.model, &s.lock_in.platform, &s.lock_in.cloud}) {
    layer->per_award = 1.0;
    layer->growth = base::per_year(2.0);
    layer->capacity = 10.0;
    layer->decay = base::per_year(1.0);
    layer->cost_base = 0.1;
    layer->cost_slope = 0.2;
  }
  s.lock_in.gateway_review = base::per_year(2.0);
  s.lock_in.multi_homing = base::Share(0.5);
  s.references = {true, base::Money(5e5), 0.5, base::Days(365.0)};
  s.pipeline.enabled = true;
  s.pipeline.integrate = Distribution::fixed(40.0);
  s.pipeline.paths["agency"].assess = Distribution::fixed(30.0);
  s.pipeline.paths["agency"].review = Distribution::exponential(60.0);
  s.partnership_decisions.enabled = true;
  s.partnership_decisions.scale = base::Money(2e7);
  s.partnership_decisions.negotiation = Distribution::fixed(60.0);
  s.partnership_decisions.exclusivity_premium = base::Share(0.1);
  s.partnership_decisions.exclusivity_term = base::Days(200.0);
  s.price = {true, base::per_year(0.1)};
  s.capability = {true, base::per_year(1.0), base::Share(0.5), Distribution::fixed(2.0)};
  return s;
}

/// Keeps all that happens.
class Recorder : public Listener {
 public:
  void on(Days now, const Event& event) override { happened.emplace_back(now, event); }

  template <class E>
  std::vector<std::pair<double, E>> all() const {
    std::vector<std::pair<double, E>> found;
    for (const auto& [at, event] : happened) {
      if (const auto* one = std::get_if<E>(&event)) found.emplace_back(at.value(), *one);
    }
    return found;
  }
  template <class E>
  std::size_t count() const {
    return all<E>().size();
  }

  std::vector<std::pair<Days, Event>> happened;
};

/// One replication of a scenario, with its ids at hand.
class Run {
 public:
  explicit Run(spec::Scenario scenario, std::uint64_t seed = 1, std::uint64_t replication = 0)
      : spec_(std::move(scenario)),
        blueprint_(spec_),
        running_(blueprint_, spec_, seed, replication,
                 spec::has_policies_to_come(spec_) ? &spec_ : nullptr) {
    running_.world().listen(events);
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  World& world() { return running_.world(); }
  const Blueprint& names() const { return blueprint_; }

  /// Does something to the world on a day of the run.
  void on_day(double day, std::function<void(World&)> what) {
    world().simulation().spawn(later(world(), Days(day), std::move(what)), "test");
  }
  void run() { running_.run(); }

  VendorId vendor(const char* id) const { return blueprint_.vendors.at(id); }
  ProviderId provider(const char* id) const { return blueprint_.providers.at(id); }
  EnclaveId enclave(const char* id) const { return blueprint_.enclaves.at(id); }
  AgencyId agency(const char* id) const { return blueprint_.agencies.at(id); }
  KindId kind(const char* id) const { return blueprint_.kinds.at(id); }
  LevelId level(const char* id) const { return blueprint_.levels.at(id); }
  VehicleId vehicle(const char* id) const { return blueprint_.vehicles.at(id); }

  Recorder events;

 private:
  static des::Process later(World& world, Days at, std::function<void(World&)> what) {
    co_await world.simulation().until(at);
    what(world);
  }

  spec::Scenario spec_;
  Blueprint blueprint_;
  RunningWorld running_;
};

}  // namespace acqsim::model::test
