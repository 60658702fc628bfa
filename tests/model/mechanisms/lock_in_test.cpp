#include "model/mechanisms/lock_in.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::model {
namespace {

spec::LockInLayer layer() {
  spec::LockInLayer one;
  one.growth = base::Rate(0.01);
  one.capacity = 10.0;
  one.decay = base::Rate(0.02);
  return one;
}

TEST_CASE("workflows in operation grow logistically", "[model][lock_in]") {
  // W(t) = C / (1 + (C/W0 - 1) e^-rt) with C = 10, W0 = 1, r = 0.01, t = 100:
  // 10 / (1 + 9 e^-1) = 10 / 4.310914970542980 = 2.319693169...
  CHECK(lock_in::grown(1.0, 1, layer(), Days(100.0)) ==
        Approx(10.0 / (1.0 + 9.0 * std::exp(-1.0))).epsilon(1e-14));
  CHECK(lock_in::grown(1.0, 1, layer(), Days(100.0)) == Approx(2.3196931668).epsilon(1e-9));
}

TEST_CASE("the ceiling is one capacity for each contract in operation", "[model][lock_in]") {
  // After a long time only the ceiling is left: 1 x 10, 3 x 10.
  CHECK(lock_in::grown(1.0, 1, layer(), Days(1e5)) == Approx(10.0));
  CHECK(lock_in::grown(1.0, 3, layer(), Days(1e5)) == Approx(30.0));
  CHECK(lock_in::grown(30.0, 3, layer(), Days(50.0)) == Approx(30.0));
}

TEST_CASE("growth in two steps is growth in one", "[model][lock_in]") {
  const double once = lock_in::grown(2.0, 2, layer(), Days(70.0));
  const double half = lock_in::grown(2.0, 2, layer(), Days(30.0));
  CHECK(lock_in::grown(half, 2, layer(), Days(40.0)) == Approx(once).epsilon(1e-13));
}

TEST_CASE("without contracts workflows decay to nothing", "[model][lock_in]") {
  // 8 e^(-0.02 x 50) = 8 e^-1 = 2.943035529371539
  CHECK(lock_in::grown(8.0, 0, layer(), Days(50.0)) == Approx(2.943035529371539).epsilon(1e-14));
}

TEST_CASE("what exceeds the capacity of the contracts left decays towards it", "[model][lock_in]") {
  // 10 + (30 - 10) e^-1 = 17.357588823428847
  CHECK(lock_in::grown(30.0, 1, layer(), Days(50.0)) == Approx(17.357588823428847).epsilon(1e-14));
  CHECK(lock_in::grown(30.0, 1, layer(), Days(1e5)) == Approx(10.0));
}

TEST_CASE("nothing grows from nothing, nor in no time", "[model][lock_in]") {
  CHECK(lock_in::grown(0.0, 1, layer(), Days(100.0)) == 0.0);
  CHECK(lock_in::grown(3.0, 1, layer(), Days(0.0)) == 3.0);
}

TEST_CASE("familiarity is the logarithm of one plus workflows over w0", "[model][lock_in]") {
  CHECK(lock_in::familiarity(0.0, 5.0) == 0.0);
  CHECK(lock_in::familiarity(5.0, 5.0) == Approx(std::log(2.0)));
  CHECK(lock_in::familiarity(15.0, 5.0) == Approx(std::log(4.0)));
}

TEST_CASE("leaving costs a base and a slope of familiarity, scaled by portability",
          "[model][lock_in]") {
  spec::LockInLayer one;
  one.cost_base = 0.1;
  one.cost_slope = 0.2;
  // 0.1 + 0.2 ln 2 = 0.238629436111989
  CHECK(lock_in::cost_in_years(5.0, 5.0, one) == Approx(0.238629436111989));
  CHECK(lock_in::cost_in_years(0.0, 5.0, one) == Approx(0.1));
  one.portability = 0.5;
  CHECK(lock_in::cost_in_years(5.0, 5.0, one) == Approx(0.238629436111989 / 2.0));
  one.portability = 0.0;
  CHECK(lock_in::cost_in_years(5.0, 5.0, one) == 0.0);
}

/// Three layers of w0 = 5 in which an award brings 5 workflows and nothing grows or decays.
spec::Scenario still() {
  spec::Scenario scenario = test::two_clouds();
  auto& lock_in = scenario.lock_in;
  lock_in.enabled = true;
  lock_in.reference_workflows = 5.0;
  for (auto* one : {&lock_in.model, &lock_in.platform, &lock_in.cloud}) {
    one->per_award = 5.0;
    one->cost_base = 0.1;
    one->cost_slope = 0.2;
  }
  lock_in.model.weight = 1.0;
  lock_in.platform.weight = 2.0;
  return scenario;
}

/// An award of a requirement of `health` to Alpha at cloud `one`, embedded or behind a gateway.
Awarded award(test::Run& run, bool is_embedded, bool is_renewal = false) {
  World& world = run.world();
  const RequirementId id = world.add_requirement(run.agency("health"), 77);
  world[id].is_embedded = is_embedded;
  return {id,
          run.agency("health"),
          run.vendor("alpha"),
          run.provider("one"),
          run.enclave("one-gov"),
          run.vehicle("schedule"),
          VendorId(),
          Money(1e6),
          Days(0.0),
          true,
          is_renewal};
}

TEST_CASE("an award behind a gateway builds the model and the cloud layer only",
          "[model][lock_in]") {
  test::Run run(still());
  World& world = run.world();
  world.emit(award(run, false));
  CHECK(world.lock_in.model_workflows(run.agency("health"), run.vendor("alpha")) == 5.0);
  CHECK(world.lock_in.platform_workflows(run.agency("health"), run.vendor("alpha")) == 0.0);
  CHECK(world.lock_in.cloud_workflows(run.agency("health"), run.provider("one")) == 5.0);
  CHECK(world.lock_in.model_workflows(run.agency("army"), run.vendor("alpha")) == 0.0);
  CHECK(world.lock_in.model_workflows(run.agency("health"), run.vendor("beta")) == 0.0);
}

TEST_CASE("an embedded award builds all three layers", "[model][lock_in]") {
  test::Run run(still());
  World& world = run.world();
  world.emit(award(run, true));
  CHECK(world.lock_in.platform_workflows(run.agency("health"), run.vendor("alpha")) == 5.0);
}

TEST_CASE("a renewal without competition brings no new workflows", "[model][lock_in]") {
  test::Run run(still());
  World& world = run.world();
  world.emit(award(run, false, true));
  CHECK(world.lock_in.model_workflows(run.agency("health"), run.vendor("alpha")) == 0.0);
}

TEST_CASE("the term of a choice sums the layers that the requirement carries", "[model][lock_in]") {
  spec::Scenario scenario = still();
  scenario.lock_in.strength = 3.0;
  scenario.lock_in.platform.portability = 0.5;
  test::Run run(scenario);
  World& world = run.world();
  world.emit(award(run, true));
  const double ln2 = std::log(2.0);  // W = w0 in each layer
  const auto term = [&](bool is_embedded) {
    return world.lock_in.term(run.agency("health"), run.vendor("alpha"), is_embedded);
  };
  CHECK(term(false) == Approx(3.0 * ln2));                     // model: weight 1
  CHECK(term(true) == Approx(3.0 * (ln2 + 2.0 * 0.5 * ln2)));  // platform: 2 x 0.5
  CHECK(world.lock_in.term(run.agency("health"), run.vendor("beta"), true) == 0.0);
}

TEST_CASE("the dollar cost of switching adds the layers' years of annual value",
          "[model][lock_in]") {
  test::Run run(still());
  World& world = run.world();
  world.emit(award(run, true));
  const double one_layer = 0.1 + 0.2 * std::log(2.0);
  const auto cost = [&](bool is_embedded) {
    return world.lock_in
        .switching_cost(run.agency("health"), run.vendor("alpha"), run.provider("one"), Money(1e6),
                        is_embedded)
        .value();
  };
  CHECK(cost(false) == Approx(1e6 * one_layer));
  CHECK(cost(true) == Approx(1e6 * 3.0 * one_layer));
}

TEST_CASE("a mechanism that is off has no term, cost or workflows", "[model][lock_in]") {
  spec::Scenario scenario = still();
  scenario.lock_in.enabled = false;
  test::Run run(scenario);
  World& world = run.world();
  world.emit(award(run, true));
  CHECK(world.lock_in.model_workflows(run.agency("health"), run.vendor("alpha")) == 0.0);
  CHECK(world.lock_in.term(run.agency("health"), run.vendor("alpha"), true) == 0.0);
  CHECK(world.lock_in.switching_cost(run.agency("health"), run.vendor("alpha"), run.provider("one"),
                                     Money(1e6), true) == Money(0.0));
}

TEST_CASE("workflows grow while a supply is in operation and decay after it", "[model][lock_in]") {
  spec::Scenario scenario = still();
  scenario.lock_in.model = layer();
  scenario.lock_in.model.per_award = 1.0;
  test::Run run(scenario);
  const auto agency = run.agency("health");
  const auto alpha = run.vendor("alpha");
  const SupplyStarted started{RequirementId(0), agency, alpha, run.provider("one"), false};
  const SupplyEnded ended{RequirementId(0), agency, alpha, run.provider("one"), false};
  double grown = 0.0;
  double decayed = 0.0;
  run.on_day(0.0, [&](World& world) {
    world.emit(award(run, false));
    world.emit(started);
  });
  run.on_day(100.0, [&](World& world) {
    grown = world.lock_in.model_workflows(agency, alpha);
    world.emit(ended);
  });
  run.on_day(150.0, [&](World& world) { decayed = world.lock_in.model_workflows(agency, alpha); });
  run.run();
  CHECK(grown == Approx(10.0 / (1.0 + 9.0 * std::exp(-1.0))));  // as above
  CHECK(decayed == Approx(grown * std::exp(-0.02 * 50.0)));
}

TEST_CASE("contracts of before the start begin with their capacity of workflows",
          "[model][lock_in]") {
  spec::Scenario scenario = still();
  scenario.lock_in.model.capacity = 12.0;
  scenario.lock_in.platform.capacity = 7.0;
  scenario.lock_in.cloud.capacity = 3.0;
  test::Run run(scenario);
  World& world = run.world();
  world.lock_in.seed(run.agency("health"), run.vendor("alpha"), run.provider("one"), true);
  world.lock_in.seed(run.agency("health"), run.vendor("alpha"), run.provider("one"), false);
  CHECK(world.lock_in.model_workflows(run.agency("health"), run.vendor("alpha")) == 24.0);
  CHECK(world.lock_in.platform_workflows(run.agency("health"), run.vendor("alpha")) == 7.0);
  CHECK(world.lock_in.cloud_workflows(run.agency("health"), run.provider("one")) == 6.0);
}

}  // namespace
}  // namespace acqsim::model
