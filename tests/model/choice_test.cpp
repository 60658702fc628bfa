#include "model/choice.hpp"

#include "support/mini_world.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <string>

namespace acqsim::model {
namespace {

using namespace base::literals;
using test::MiniWorld;

Candidate of(MiniWorld& market, const std::string& vendor, bool is_embedded = false) {
  World& world = market.world();
  const VendorId id = market.names().vendors.at(vendor);
  const Route& route = world.access.best(AgencyId(0), LevelId(0), ProviderId(0), id);
  return choice::candidate(world, AgencyId(0), id, route, is_embedded);
}

TEST_CASE("each term of utility carries its weight and sign", "[model][choice]") {
  MiniWorld market;
  market.choice() = {.rule = spec::ChoiceRule::utility,
                     .capability = 0.1,
                     .price = 0.5,
                     .friction = 0.01,
                     .enclaves = 0.2,
                     .reference = 3.0,
                     .lock_in = 2.0,
                     .default_vendor = 1.5,
                     .price_floor = Money(0.0)};
  market.vendor("alpha").price(Money(400.0)).capability(80.0);
  market.agency().prefers("alpha");
  market.lead_time(stats::Distribution::fixed(30.0));
  auto& lock_in = market.scenario().lock_in;
  lock_in.enabled = true;
  lock_in.reference_workflows = 2.0;
  lock_in.model.per_award = 6.0;
  market.vendor("beta").without_offerings();
  market.arrives({0.0});
  market.run(40_d);
  const Candidate alpha = of(market, "alpha");
  CHECK(alpha.capability == Approx(8.0));
  CHECK(alpha.price == Approx(-0.5 * std::log(400.0)));
  CHECK(alpha.friction == Approx(-0.3));  // 30 days to order
  CHECK(alpha.enclaves == Approx(0.2));   // one
  CHECK(alpha.reference == 0.0);          // the mechanism is off
  CHECK(alpha.lock_in == Approx(2.0 * std::log(1.0 + 6.0 / 2.0)));
  CHECK(alpha.default_vendor == 1.5);
  CHECK(alpha.systematic() ==
        Approx(8.0 - 0.5 * std::log(400.0) - 0.3 + 0.2 + 2.0 * std::log(4.0) + 1.5));
}

TEST_CASE("price counts no less than the floor", "[model][choice]") {
  MiniWorld market;
  market.choice().price = 1.0;
  market.choice().price_floor = Money(50.0);
  market.vendor("alpha").price(Money(1.0));
  market.vendor("beta").price(Money(60.0));
  market.run(1_d);
  CHECK(of(market, "alpha").price == Approx(-std::log(50.0)));
  CHECK(of(market, "alpha").price_paid == 1.0);  // and is paid as it is
  CHECK(of(market, "beta").price == Approx(-std::log(60.0)));
}

TEST_CASE("more than three enclaves count as three", "[model][choice]") {
  MiniWorld market;
  market.choice().enclaves = 1.0;
  auto& cloud = market.scenario().providers.at("cloud");
  for (const char* id : {"region-2", "region-3", "region-4"}) {
    cloud.enclaves[id] = cloud.enclaves.at("region");
    market.vendor("alpha").spec().offerings[id].status = spec::OfferingStatus::authorized;
  }
  market.run(1_d);
  CHECK(of(market, "alpha").route.enclaves == 4);
  CHECK(of(market, "alpha").enclaves == 3.0);
  CHECK(of(market, "beta").enclaves == 1.0);
}

TEST_CASE("market research keeps apart who can serve, who cannot be reached and who cannot do it",
          "[model][choice]") {
  MiniWorld market;
  market.vendor("gamma").capability(40.0);
  market.vendor("delta").without_offerings();
  market.scenario().kinds.at("civilian").needed_capability = stats::Distribution::fixed(60.0);
  market.scenario().vendors.at("beta").suspensions["order"].scope = {"civilian"};
  market.run(1_d);
  World& world = market.world();
  const auto found = choice::research(world, world.add_requirement(AgencyId(0), 1));
  REQUIRE(found.candidates.size() == 1);
  CHECK(found.candidates[0].vendor == market.names().vendors.at("alpha"));
  REQUIRE(found.unreachable.size() == 1);
  CHECK(found.unreachable[0] == market.names().vendors.at("delta"));
  CHECK(found.any_capable);
}

TEST_CASE("a capability is enough just when it is not below the quantile drawn",
          "[model][choice]") {
  MiniWorld market;
  const auto needs = stats::Distribution::pert(50.0, 75.0, 100.0);
  market.scenario().kinds.at("civilian").needed_capability = needs;
  market.run(1_d);
  World& world = market.world();
  for (std::uint64_t key = 1; key <= 200; ++key) {
    const RequirementId id = world.add_requirement(AgencyId(0), key);
    const double u = world.uniform(key, Purpose::needed_capability);
    const double needed = needs.quantile(u) / 100.0 * world.capability.frontier(world);
    CHECK(world.is_enough(needed + 5.0, id));
    CHECK_FALSE(world.is_enough(needed - 5.0, id));
    CHECK(world.is_enough(needed, id));
    CHECK_FALSE(world.is_enough(std::nextafter(needed, 0.0), id));
  }
}

TEST_CASE("a requirement keeps its tastes, and a further vendor leaves them alone",
          "[model][choice]") {
  const auto tastes = [](MiniWorld& market) {
    market.run(1_d);
    World& world = market.world();
    const auto id = world.add_requirement(AgencyId(0), 77);
    auto found = choice::research(world, id).candidates;
    choice::rank(world, id, found);
    std::map<std::string, double> by_name;
    for (const auto& one : found) by_name[market.names().vendors[one.vendor]] = one.taste;
    return by_name;
  };
  MiniWorld two;
  MiniWorld three;
  three.vendor("a-further-one");
  const auto before = tastes(two);
  const auto after = tastes(three);
  CHECK(before == tastes(two));
  CHECK(after.at("alpha") == before.at("alpha"));
  CHECK(after.at("beta") == before.at("beta"));
  CHECK(before.at("alpha") != before.at("beta"));
}

TEST_CASE("the ranking puts the greatest utility first", "[model][choice]") {
  MiniWorld market;
  market.vendor("gamma");
  market.run(1_d);
  World& world = market.world();
  const auto id = world.add_requirement(AgencyId(0), 5);
  auto found = choice::research(world, id).candidates;
  choice::rank(world, id, found);
  REQUIRE(found.size() == 3);
  CHECK(found[0].utility() > found[1].utility());
  CHECK(found[1].utility() > found[2].utility());
}

}  // namespace
}  // namespace acqsim::model
