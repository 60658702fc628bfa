#include "model/mechanisms/partnerships.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

namespace acqsim::model {
namespace {

TEST_CASE("a mask holds the kinds that it was made of", "[model][partnerships]") {
  test::Run run(test::two_clouds());
  const KindMask mask = mask_of(run.world(), {"defense"});
  CHECK(contains(mask, run.kind("defense")));
  CHECK_FALSE(contains(mask, run.kind("civilian")));
  CHECK(mask_of(run.world(), {}) == 0);
}

TEST_CASE("a partnership serves the kinds in its scope", "[model][partnerships]") {
  test::Run run(test::two_clouds());
  World& world = run.world();
  const auto serves = [&](const char* vendor, const char* provider, const char* kind) {
    return world.partnerships.serves(world, run.vendor(vendor), run.provider(provider),
                                     run.kind(kind));
  };
  CHECK(serves("alpha", "one", "civilian"));
  CHECK_FALSE(serves("alpha", "one", "defense"));
  CHECK_FALSE(serves("alpha", "two", "civilian"));
  CHECK(serves("beta", "two", "defense"));
}

TEST_CASE("only what is signed at the start is in force", "[model][partnerships]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.vendors["alpha"].partnerships["one"].status = spec::PartnershipStatus::negotiating;
  scenario.vendors["beta"].partnerships["two"].status = spec::PartnershipStatus::lapsed;
  test::Run run(scenario);
  World& world = run.world();
  CHECK_FALSE(world.partnerships.is_signed(run.vendor("alpha"), run.provider("one")));
  CHECK(world.partnerships.is_negotiating(run.vendor("alpha"), run.provider("one")));
  CHECK_FALSE(world.partnerships.is_signed(run.vendor("beta"), run.provider("two")));
  CHECK_FALSE(world.partnerships.is_negotiating(run.vendor("beta"), run.provider("two")));
}

TEST_CASE("a vendor needs no partnership in its own company's cloud", "[model][partnerships]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.providers["one"].affiliate = "beta";
  test::Run run(scenario);
  World& world = run.world();
  CHECK(world.partnerships.serves(world, run.vendor("beta"), run.provider("one"),
                                  run.kind("defense")));
}

TEST_CASE("signatures are counted per vendor from the start and announced once",
          "[model][partnerships]") {
  test::Run run(test::two_clouds());
  World& world = run.world();
  const KindMask civilian = mask_of(world, {"civilian"});
  const KindMask defense = mask_of(world, {"defense"});
  world.partnerships.sign(world, run.vendor("alpha"), run.provider("two"), civilian);
  world.partnerships.sign(world, run.vendor("beta"), run.provider("one"), civilian);
  world.partnerships.sign(world, run.vendor("alpha"), run.provider("two"), defense);  // widens
  const auto found = run.events.all<PartnershipSigned>();
  REQUIRE(found.size() == 2);
  CHECK(found[0].second.order == 1);
  CHECK(found[1].second.order == 1);
  CHECK(world.partnerships.scope(run.vendor("alpha"), run.provider("two")) == (civilian | defense));
  // Alpha's scope with `one` is widened too, without a new signature.
  world.partnerships.sign(world, run.vendor("alpha"), run.provider("one"), defense);
  CHECK(run.events.count<PartnershipSigned>() == 2);
  CHECK(world.partnerships.serves(world, run.vendor("alpha"), run.provider("one"),
                                  run.kind("defense")));
}

TEST_CASE("a second signature of a vendor is its second, even after a lapse",
          "[model][partnerships]") {
  test::Run run(test::two_clouds());
  World& world = run.world();
  const KindMask civilian = mask_of(world, {"civilian"});
  world.partnerships.lapse(world, run.vendor("alpha"), run.provider("one"));
  world.partnerships.sign(world, run.vendor("alpha"), run.provider("two"), civilian);
  world.partnerships.sign(world, run.vendor("alpha"), run.provider("one"), civilian);
  const auto found = run.events.all<PartnershipSigned>();
  REQUIRE(found.size() == 2);
  CHECK(found[0].second.order == 1);
  CHECK(found[1].second.order == 2);
  CHECK(found[1].second.provider == run.provider("one"));
}

TEST_CASE("a partnership that lapses serves nobody, and lapses once", "[model][partnerships]") {
  test::Run run(test::two_clouds());
  World& world = run.world();
  world.partnerships.lapse(world, run.vendor("beta"), run.provider("two"));
  world.partnerships.lapse(world, run.vendor("beta"), run.provider("two"));
  CHECK(run.events.count<PartnershipLapsed>() == 1);
  CHECK_FALSE(world.partnerships.serves(world, run.vendor("beta"), run.provider("two"),
                                        run.kind("civilian")));
}

TEST_CASE("a signature ends the negotiation", "[model][partnerships]") {
  test::Run run(test::two_clouds());
  World& world = run.world();
  world.partnerships.begin_negotiation(run.vendor("alpha"), run.provider("two"));
  CHECK(world.partnerships.is_negotiating(run.vendor("alpha"), run.provider("two")));
  world.partnerships.sign(world, run.vendor("alpha"), run.provider("two"), 1);
  CHECK_FALSE(world.partnerships.is_negotiating(run.vendor("alpha"), run.provider("two")));
}

}  // namespace
}  // namespace acqsim::model
