#include "model/mechanisms/references.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

namespace acqsim::model {
namespace {

TEST_CASE("an award's weight is the increment times one plus the logarithm of its size",
          "[model][references]") {
  const Money threshold(1e6);
  CHECK(references::weight(Money(1e6), threshold, 0.5) == 0.5);
  CHECK(references::weight(Money(1e6 * std::exp(1.0)), threshold, 0.5) == Approx(1.0));
  CHECK(references::weight(Money(999999.0), threshold, 0.5) == 0.0);
  CHECK(references::weight(Money(1e9), threshold, 0.0) == 0.0);
}

TEST_CASE("without a threshold no award is noticed, rather than all without measure",
          "[model][references]") {
  CHECK(references::weight(Money(1e6), Money(0.0), 0.5) == 0.0);
}

TEST_CASE("strength halves with each half-life", "[model][references]") {
  CHECK(references::decayed(8.0, Days(365.0), Days(365.0)) == 4.0);
  CHECK(references::decayed(8.0, Days(1095.0), Days(365.0)) == 1.0);
  CHECK(references::decayed(8.0, Days(0.0), Days(365.0)) == 8.0);
}

spec::Scenario noticed() {
  spec::Scenario scenario = test::two_clouds();
  scenario.references = {true, Money(1e6), 0.5, Days(100.0)};
  scenario.kinds["civilian"].similarity["defense"] = base::Share(0.25);
  return scenario;
}

Awarded award(test::Run& run, const char* agency, double value) {
  return {RequirementId(0),
          run.agency(agency),
          run.vendor("alpha"),
          run.provider("one"),
          run.enclave("one-gov"),
          run.vehicle("schedule"),
          VendorId(),
          Money(value),
          Days(0.0),
          true,
          false};
}

TEST_CASE("an award counts in full for its own kind and by similarity for others",
          "[model][references]") {
  test::Run run(noticed());
  World& world = run.world();
  const auto strength = [&](const char* vendor, const char* kind) {
    return world.references.strength(world, run.vendor(vendor), run.kind(kind));
  };
  CHECK(strength("alpha", "civilian") == 0.0);
  world.emit(award(run, "army", 1e6));  // defense awards: civilians count it by a quarter
  CHECK(strength("alpha", "defense") == Approx(0.5));
  CHECK(strength("alpha", "civilian") == Approx(0.125));
  CHECK(strength("beta", "defense") == 0.0);
  // Similarity is directed: defense names none to civilians.
  world.emit(award(run, "health", 1e6));
  CHECK(strength("alpha", "defense") == Approx(0.5));
  CHECK(strength("alpha", "civilian") == Approx(0.625));
}

TEST_CASE("an award counts by the weight that a peer is given, and by kinds for the others",
          "[model][references]") {
  spec::Scenario scenario = noticed();
  scenario.agencies["parks"] = scenario.agencies["health"];
  scenario.agencies["parks"].peers = {{"army", base::Share(0.75)}, {"health", base::Share(0.0)}};
  scenario.agencies["forests"] = scenario.agencies["health"];
  test::Run run(scenario);
  const auto strengths = [&run](World& world) {
    std::vector<double> all;
    for (const char* agency : {"health", "parks", "forests", "army"})
      all.push_back(world.references.strength(world, run.vendor("alpha"), run.agency(agency)));
    return all;
  };
  run.on_day(0.0, [&](World& world) {
    world.emit(award(run, "army", 1e6));  // 0.5; civilians count defense by a quarter
    CHECK(strengths(world) == std::vector<double>{0.125, 0.375, 0.125, 0.0});  // army's is its own
    world.emit(award(run, "health", 1e6));  // parks look away; defense names no civilians
    CHECK(strengths(world) == std::vector<double>{0.125, 0.375, 0.625, 0.0});
    world.emit(award(run, "forests", 1e6));  // of this one their kind decides
    CHECK(strengths(world) == std::vector<double>{0.625, 0.875, 0.625, 0.0});
    world.emit(award(run, "parks", 1e6));  // its own
    CHECK(strengths(world) == std::vector<double>{1.125, 0.875, 1.125, 0.0});
  });
  run.on_day(100.0, [&](World& world) {  // a half-life later
    CHECK(strengths(world) == std::vector<double>{0.5625, 0.4375, 0.5625, 0.0});
  });
  run.run();
}

TEST_CASE("a renewal without competition is no reference", "[model][references]") {
  test::Run run(noticed());
  Awarded renewal = award(run, "army", 1e6);
  renewal.is_renewal = true;
  run.world().emit(renewal);
  CHECK(run.world().references.strength(run.world(), run.vendor("alpha"), run.kind("defense")) ==
        0.0);
}

TEST_CASE("peers with the weights of their kinds are no peers at all, to the bit",
          "[model][references]") {
  spec::Scenario plain = test::lively_two_clouds();
  plain.references.increment = 2.0;
  spec::Scenario named = plain;
  named.agencies["health"].peers["army"] = plain.kinds["civilian"].similarity["defense"];
  named.agencies["army"].peers["health"] = base::Share(0.0);
  const auto path = [](const spec::Scenario& scenario) {
    test::Run run(scenario, 3, 1);
    run.run();
    return run.world().path_hash();
  };
  CHECK(path(named) == path(plain));
  named.agencies["army"].peers["health"] = base::Share(1.0);
  CHECK(path(named) != path(plain));
}

TEST_CASE("awards of before the start are known by kind, so peers do not weigh them",
          "[model][references]") {
  spec::Scenario scenario = noticed();
  scenario.vendors["alpha"].references["pilot"] = {"defense", scenario.start, Money(1e6)};
  scenario.agencies["health"].peers["army"] = base::Share(1.0);
  test::Run run(scenario);
  World& world = run.world();
  CHECK(world.references.strength(world, run.vendor("alpha"), run.agency("health")) ==
        Approx(0.125));
}

TEST_CASE("awards below the threshold add nothing", "[model][references]") {
  test::Run run(noticed());
  World& world = run.world();
  world.emit(award(run, "army", 9e5));
  CHECK(world.references.strength(world, run.vendor("alpha"), run.kind("defense")) == 0.0);
}

TEST_CASE("references decay with time, each from its own day", "[model][references]") {
  test::Run run(noticed());
  double strength = 0.0;
  run.on_day(0.0, [&](World& world) { world.emit(award(run, "army", 1e6)); });
  run.on_day(100.0, [&](World& world) { world.emit(award(run, "army", 1e6)); });
  run.on_day(200.0, [&](World& world) {
    strength = world.references.strength(world, run.vendor("alpha"), run.kind("defense"));
  });
  run.run();
  CHECK(strength == Approx(0.5 / 4.0 + 0.5 / 2.0));  // two half-lives, and one
}

TEST_CASE("awards of before the start have decayed since", "[model][references]") {
  spec::Scenario scenario = noticed();
  // 200 days before 2026-01-01: two half-lives.
  scenario.vendors["alpha"].references["pilot"] = {
      "defense", base::Date(scenario.start.days_since_epoch() - 200), Money(1e6)};
  test::Run run(scenario);
  World& world = run.world();
  CHECK(world.references.strength(world, run.vendor("alpha"), run.kind("defense")) ==
        Approx(0.125));
  CHECK(world.references.strength(world, run.vendor("alpha"), run.kind("civilian")) ==
        Approx(0.125 * 0.25));
}

TEST_CASE("without the mechanism there are no references", "[model][references]") {
  spec::Scenario scenario = noticed();
  scenario.vendors["alpha"].references["pilot"] = {"defense", scenario.start, Money(1e6)};
  scenario.references.enabled = false;
  test::Run run(scenario);
  World& world = run.world();
  world.emit(award(run, "army", 1e7));
  CHECK(world.references.strength(world, run.vendor("alpha"), run.kind("defense")) == 0.0);
}

}  // namespace
}  // namespace acqsim::model
