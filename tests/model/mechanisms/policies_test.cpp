#include "model/mechanisms/policies.hpp"

#include "support/two_clouds.hpp"

#include <acqsim/model/market.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace acqsim::model {
namespace {

using spec::Effect;
using spec::RuleKind;
using test::Run;
using Operation = Effect::Operation;

spec::Policy policy_of(std::vector<Effect> effects) {
  spec::Policy policy;
  policy.enabled = true;
  policy.effects = std::move(effects);
  return policy;
}

spec::Scenario lively_with(spec::Policy policy) {
  spec::Scenario scenario = test::lively_two_clouds();
  scenario.policies["reform"] = std::move(policy);
  return scenario;
}

Effect value_effect(Operation operation, std::string path, double amount) {
  return {.operation = operation, .path = std::move(path), .amount = amount};
}

Effect rule_effect(RuleKind kind, double amount = 0.0, std::vector<std::string> names = {}) {
  return {.operation = Operation::rule, .amount = amount, .rule = kind, .names = std::move(names)};
}

/// The history but for the policy's own event, which no other scenario has, and for one measure.
std::vector<std::uint64_t> history(const spec::Scenario& scenario,
                                   const std::string& left_out = "") {
  const Market market(scenario);
  const Replication run = market.replicate(5, 2);
  std::vector<std::uint64_t> all{run.draws};
  for (std::size_t m = 0; m < run.measures.size(); ++m) {
    if (market.measures()[m].measure == left_out) continue;
    const double value = run.measures[m];
    all.push_back(std::isnan(value) ? 1 : std::bit_cast<std::uint64_t>(value));
  }
  return all;
}

base::Date day(const spec::Scenario& scenario, int after_start) {
  return base::Date(scenario.start.days_since_epoch() + after_start);
}

TEST_CASE("a policy that is not enabled changes not a bit", "[model][policies]") {
  const Replication plain = Market(test::lively_two_clouds()).replicate(3, 1);
  spec::Policy policy = policy_of({value_effect(Operation::scale, "choice.price", 0.1),
                                   rule_effect(RuleKind::vendor_share_at_most, 0.3)});
  policy.effects.back().where.kinds = {"civilian"};
  policy.enabled = false;
  const Replication off = Market(lively_with(policy)).replicate(3, 1);
  CHECK(off.path_hash == plain.path_hash);
  CHECK(off.events == plain.events);
  CHECK(off.draws == plain.draws);
  policy.enabled = true;
  CHECK(Market(lively_with(policy)).replicate(3, 1).path_hash != plain.path_hash);
}

TEST_CASE("lock-in scaled to nothing on the first day is lock-in of no strength",
          "[model][policies]") {
  spec::Scenario governed =
      lively_with(policy_of({value_effect(Operation::scale, "lock_in.strength", 0.0)}));
  spec::Scenario set = test::lively_two_clouds();
  set.lock_in.strength = 0.0;
  CHECK(history(governed) == history(set));
  // Where nobody looks again and nothing migrates, that is no lock-in at all.
  for (spec::Scenario* one : {&governed, &set}) {
    one->access.migration = base::Days(0.0);
    one->lock_in.gateway_review = base::Rate(0.0);
    one->lock_in.multi_homing = base::Share(0.0);
  }
  set.lock_in.enabled = false;
  set.lock_in.strength = 1.0;
  // But for what is built without binding anybody.
  CHECK(history(governed, "workflows") == history(set, "workflows"));
}

TEST_CASE("effects act once and in order on their date", "[model][policies]") {
  spec::Policy policy = policy_of({value_effect(Operation::set, "lock_in.strength", 2.0),
                                   value_effect(Operation::scale, "lock_in.strength", 0.25),
                                   value_effect(Operation::add, "lock_in.strength", 1.0)});
  policy.effective = day(test::lively_two_clouds(), 100);
  Run run(lively_with(policy));
  double before = 0.0;
  run.on_day(99.0, [&](World& world) { before = world.spec().lock_in.strength; });
  run.on_day(200.0, [](World& world) { world.policies.enact(world, PolicyId(0)); });
  run.run();
  CHECK(before == 1.0);
  CHECK(run.world().spec().lock_in.strength == 1.5);  // 2 x 0.25 + 1
  const auto effective = run.events.all<PolicyEffective>();
  REQUIRE(effective.size() == 1);
  CHECK(effective.front().first == 100.0);
}

TEST_CASE("a value stays within its range and a distribution is scaled as a whole",
          "[model][policies]") {
  Effect more = value_effect(Operation::scale, "lock_in.multi_homing", 50.0);
  more.range = {0.0, 1.0};
  Run run(
      lively_with(policy_of({more, value_effect(Operation::scale, "authorization.first", 2.0)})));
  run.run();
  CHECK(run.world().spec().lock_in.multi_homing.value() == 1.0);
  const auto doubled = test::lively_two_clouds().authorization.first.scaled(2.0);
  CHECK(run.world().spec().authorization.first.describe() == doubled.describe());
}

TEST_CASE("where limits a value to agencies", "[model][policies]") {
  Effect half = value_effect(Operation::scale, "choice.price", 0.5);
  half.where.kinds = {"defense"};
  Run run(lively_with(policy_of({half, value_effect(Operation::add, "choice.price", 1.0)})));
  run.run();
  World& world = run.world();
  CHECK(world.spec_of(run.agency("army")).choice.price == 1.25);
  CHECK(world.spec_of(run.agency("health")).choice.price == 1.5);
  CHECK(world.spec().choice.price == 1.5);
}

/// Checks each award by what the world says at that moment.
class AwardCheck : public Listener {
 public:
  explicit AwardCheck(World& world) : world_(world) {}
  void on(Days now, const Event& event) override {
    if (const auto* award = std::get_if<Awarded>(&event)) check(now, *award);
  }
  std::size_t good = 0;
  std::size_t bad = 0;

 protected:
  virtual bool holds(Days now, const Awarded& award) = 0;
  World& world_;

 private:
  void check(Days now, const Awarded& award) { ++(holds(now, award) ? good : bad); }
};

TEST_CASE("no vendor is awarded with fewer enclaves than a policy requires", "[model][policies]") {
  class Check : public AwardCheck {
    using AwardCheck::AwardCheck;
    bool holds(Days /*now*/, const Awarded& award) override {
      const Requirement& requirement = world_[award.requirement];
      return world_.access.best(award.agency, requirement.level, requirement.home, award.vendor)
                 .enclaves >= 2;
    }
  };
  for (const bool is_enabled : {false, true}) {
    spec::Policy policy = policy_of({rule_effect(RuleKind::enclaves_at_least, 2.0)});
    policy.enabled = is_enabled;
    Run run(lively_with(policy));
    Check check(run.world());
    run.world().listen(check);
    run.run();
    CHECK(check.good > 20);
    CHECK((check.bad == 0) == is_enabled);
  }
}

TEST_CASE("a rule that is limited to levels holds nowhere else", "[model][policies]") {
  Effect rule = rule_effect(RuleKind::forbidden_vendors, 0.0, {"alpha"});
  rule.where.levels = {"high"};
  spec::Policy policy = policy_of({rule});
  Run run(lively_with(policy));
  run.run();
  std::size_t at_moderate = 0;
  for (const auto& [at, award] : run.events.all<Awarded>()) {
    if (award.vendor != run.vendor("alpha")) continue;
    const bool is_barred_there = run.world()[award.requirement].level == run.level("high");
    CHECK_FALSE(is_barred_there);
    ++at_moderate;
  }
  CHECK(at_moderate > 0);
}

TEST_CASE("origin and price bar vendors", "[model][policies]") {
  const auto awards = [](const Effect& rule, const char* vendor) {
    spec::Scenario scenario = lively_with(policy_of({rule}));
    scenario.vendors["alpha"].origin = "US";
    scenario.vendors["beta"].origin = "FR";
    Run run(scenario);
    run.run();
    std::size_t count = 0;
    for (const auto& [at, award] : run.events.all<Awarded>())
      count += award.vendor == run.vendor(vendor) ? 1U : 0U;
    return count;
  };
  struct Case {
    Effect rule;
    const char* barred;
    const char* other;
  };
  // Alpha costs $400 and Beta $300, falling by a tenth a year over two years.
  const std::vector<Case> cases{
      {rule_effect(RuleKind::origins, 0.0, {"US"}), "beta", "alpha"},
      {rule_effect(RuleKind::forbidden_origins, 0.0, {"US"}), "alpha", "beta"},
      {rule_effect(RuleKind::price_at_most, 305.0), "alpha", "beta"},
      {rule_effect(RuleKind::price_at_least, 305.0), "beta", "alpha"}};
  for (const auto& [rule, barred, other] : cases) {
    INFO(static_cast<int>(rule.rule));
    CHECK(awards(rule, barred) == 0);
    CHECK(awards(rule, other) > 0);
  }
}

TEST_CASE("a cap on a vendor's share holds after each award", "[model][policies]") {
  constexpr double kCap = 0.7;
  // Kept here from the events alone, beside the mechanism's own accounts.
  class Check : public AwardCheck {
    using AwardCheck::AwardCheck;

   public:
    void on(Days now, const Event& event) override {
      if (const auto* award = std::get_if<Awarded>(&event)) keep(award->requirement);
      if (const auto* started = std::get_if<SupplyStarted>(&event)) keep(started->requirement);
      if (const auto* ended = std::get_if<SupplyEnded>(&event))
        held_.erase(ended->requirement.value());
      AwardCheck::on(now, event);
    }

   private:
    void keep(RequirementId id) { held_[id.value()] = id; }
    bool holds(Days /*now*/, const Awarded& award) override {
      double total = 0.0;
      double own = 0.0;
      int contracts = 0;
      for (const auto& [ignored, id] : held_) {
        const Requirement& one = world_[id];
        if (one.agency != award.agency) continue;
        for (const Supply& supply : one.supplies) {
          const double value = one.annual_value.value() * supply.share;
          total += value;
          if (supply.vendor != award.vendor) continue;
          own += value;
          ++contracts;
        }
      }
      return contracts == 1 || own <= kCap * total + 2.0;
    }
    std::map<std::size_t, RequirementId> held_;
  };
  for (const bool is_enabled : {false, true}) {
    spec::Policy policy = policy_of({rule_effect(RuleKind::vendor_share_at_most, kCap)});
    policy.enabled = is_enabled;
    spec::Scenario scenario = lively_with(policy);
    Run run(scenario);
    Check check(run.world());
    run.world().listen(check);
    run.run();
    CHECK(check.good > 10);  // of two vendors each soon has its share, and needs wait
    CHECK((check.bad == 0) == is_enabled);
  }
}

TEST_CASE("a default list names who serves most of an agency on the day", "[model][policies]") {
  for (const int at : {0, 300}) {
    spec::Policy policy = policy_of({rule_effect(RuleKind::default_list)});
    policy.effective = day(test::lively_two_clouds(), at);
    spec::Scenario scenario = lively_with(policy);
    scenario.agencies["army"].default_vendor = "alpha";  // has one: keeps it
    Run run(scenario);
    std::vector<double> served(2, 0.0);
    run.on_day(at + 1e-9, [&](World& world) {
      for (std::size_t r = 0; r < world.requirements(); ++r) {
        const Requirement& one = world[RequirementId(r)];
        if (!one.is_in_operation || one.agency != run.agency("health")) continue;
        for (const Supply& supply : one.supplies)
          served[supply.vendor.value()] += one.annual_value.value() * supply.share;
      }
    });
    run.run();
    REQUIRE(served[0] != served[1]);
    const VendorId leader(served[0] > served[1] ? 0U : 1U);
    CHECK(run.world().task_forces.default_of(run.agency("health")) == leader);
    CHECK(run.world().task_forces.default_of(run.agency("army")) == run.vendor("alpha"));
    const auto listed = run.events.all<VendorStandardized>();
    REQUIRE(listed.size() == 1);
    CHECK(listed.front().first == static_cast<double>(at));
  }
}

TEST_CASE("a policy goes through its stages", "[model][policies]") {
  spec::Policy policy = policy_of({value_effect(Operation::scale, "choice.price", 0.5)});
  policy.stages.introduced = day(test::lively_two_clouds(), 50);
  policy.stages.passage = stats::Distribution::fixed(100.0);
  policy.stages.grace = stats::Distribution::fixed(30.0);
  policy.stages.passes = base::Share(0.3);
  std::size_t passed = 0;
  constexpr std::size_t kRuns = 200;
  for (std::size_t i = 0; i < kRuns; ++i) {
    spec::Scenario quiet = test::two_clouds();
    quiet.policies["reform"] = policy;
    Run run(quiet, 1, i);
    run.run();
    CHECK(run.events.all<PolicyIntroduced>().front().first == 50.0);
    const bool has_passed = run.events.count<PolicyPassed>() == 1;
    CHECK(run.events.count<PolicyRejected>() == (has_passed ? 0 : 1));
    CHECK(run.events.count<PolicyEffective>() == (has_passed ? 1 : 0));
    if (!has_passed) continue;
    ++passed;
    CHECK(run.events.all<PolicyPassed>().front().first == 150.0);
    CHECK(run.events.all<PolicyEffective>().front().first == 180.0);
  }
  // Binomial(200, 0.3): 60, four standard deviations of 6.5.
  CHECK(passed > 34);
  CHECK(passed < 86);
}

TEST_CASE("a variant is drawn by its probability and another policy moves nobody's draws",
          "[model][policies]") {
  spec::Policy policy;
  policy.enabled = true;
  policy.effective = day(test::two_clouds(), 10);
  policy.delay = stats::Distribution::exponential(100.0);
  policy.variants["mild"].probability = base::Share(0.25);
  policy.variants["strict"].probability = base::Share(0.75);
  policy.variants["strict"].effects = {value_effect(Operation::set, "choice.price", 3.0)};
  std::size_t strict = 0;
  constexpr std::size_t kRuns = 200;
  for (std::size_t i = 0; i < kRuns; ++i) {
    spec::Scenario quiet = test::two_clouds();
    quiet.policies["reform"] = policy;
    Run alone(quiet, 1, i);
    alone.run();
    const bool is_strict = alone.world().spec().choice.price == 3.0;
    strict += is_strict ? 1U : 0U;
    quiet.policies["another"] = policy;
    quiet.policies["another"].variants["strict"].effects.front().path = "choice.friction";
    Run both(quiet, 1, i);
    both.run();
    CHECK((both.world().spec().choice.price == 3.0) == is_strict);
    double date = -1.0;
    for (const auto& [at, effective] : both.events.all<PolicyEffective>()) {
      if (effective.policy == both.names().policies.at("reform")) date = at;
    }
    const auto own = alone.events.all<PolicyEffective>();
    CHECK(date == (own.empty() ? -1.0 : own.front().first));
  }
  // Binomial(200, 0.75 x P(10 + exponential of mean 100 < 730) = 0.999): 150, four of 6.1.
  CHECK(strict > 125);
  CHECK(strict < 175);
}

TEST_CASE("the timeline enacts a policy that is not enabled", "[model][policies]") {
  spec::Policy policy = policy_of({value_effect(Operation::set, "choice.price", 3.0)});
  policy.enabled = false;
  spec::Scenario scenario = lively_with(policy);
  auto& entry = scenario.timeline["law"];
  entry.at = day(scenario, 40);
  entry.action = {"enact_policy", {{"policy", std::string("reform")}}};
  Run run(scenario);
  run.run();
  CHECK(run.world().spec().choice.price == 3.0);
  CHECK(run.events.all<PolicyEffective>().front().first == 40.0);
}

}  // namespace
}  // namespace acqsim::model
