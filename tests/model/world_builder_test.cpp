#include "model/world_builder.hpp"

#include "support/mini_world.hpp"

#include <catch2/catch.hpp>

namespace acqsim::model {
namespace {

using namespace base::literals;
using test::MiniWorld;

TEST_CASE("a market with everything off has no events", "[model][world]") {
  MiniWorld market;
  market.run(3'650_d);
  CHECK(market.all_events().empty());
  CHECK(market.world().draws() == 0);
}

TEST_CASE("mechanisms that are on run beside each other from the first day", "[model][world]") {
  MiniWorld market;
  auto& scenario = market.scenario();
  scenario.capability.enabled = true;
  scenario.capability.releases = base::Rate(0.1);
  scenario.references.enabled = true;
  scenario.references.threshold = Money(1e5);
  scenario.references.increment = 1.0;
  scenario.lock_in.enabled = true;
  scenario.lock_in.model.per_award = 1.0;
  scenario.pipeline.enabled = true;
  market.vendor("gamma").without_offerings();
  market.agency().rate(base::Rate(0.1));
  market.run(100_d);
  CHECK(market.count<ModelReleased>() > 0);
  CHECK(market.count<RequirementArrived>() > 0);
  CHECK(market.count<OfferingAuthorized>() == 1);  // its stages take no time here
  World& world = market.world();
  double references = 0.0;
  double workflows = 0.0;
  for (std::size_t v = 0; v < 3; ++v) {
    references += world.references.strength(world, VendorId(v), KindId(0));
    workflows += world.lock_in.model_workflows(AgencyId(0), VendorId(v));
  }
  CHECK(references > 0.0);
  CHECK(workflows == Approx(static_cast<double>(market.count<Awarded>())));
}

TEST_CASE("listeners hear of an event in the order in which they subscribed, mechanisms first",
          "[model][world]") {
  // The recorder subscribes after the mechanisms: it must find lock-in told of the award already.
  struct Probe : Listener {
    explicit Probe(World& given) : world(&given) {}
    void on(Days /*now*/, const Event& event) override {
      if (const auto* award = std::get_if<Awarded>(&event)) {
        seen = world->lock_in.model_workflows(award->agency, award->vendor);
      }
    }
    World* world;
    double seen = -1.0;
  };
  MiniWorld market;
  market.scenario().lock_in.enabled = true;
  market.scenario().lock_in.model.per_award = 4.0;
  market.agency().rate(base::Rate(1.0));
  market.run(1_d);
  const spec::Scenario scenario = market.scenario();
  const Blueprint blueprint(scenario);
  RunningWorld running(blueprint, scenario, 1, 2);
  Probe probe(running.world());
  running.world().listen(probe);
  running.run();
  CHECK(probe.seen >= 4.0);
}

}  // namespace
}  // namespace acqsim::model
