#include "model/world.hpp"

#include "support/mini_world.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::model {
namespace {

using namespace base::literals;
using test::MiniWorld;

TEST_CASE("a world ends with the last day of its scenario", "[model][world]") {
  MiniWorld market;
  market.run(365_d);
  CHECK(market.world().horizon() == 365_d);
  CHECK(market.world().now() == 365_d);
  CHECK(market.scenario().end == base::Date::from_civil(2027, 9, 30));
  CHECK(market.world().today() == base::Date::from_civil(2027, 10, 1));  // midnight after it
}

TEST_CASE("a draw depends on its key and not on what was drawn before", "[model][world]") {
  MiniWorld market;
  market.run(1_d, 3, 9);
  World& world = market.world();
  const double first = world.uniform(1, Purpose::taste, 0);
  const auto draws = world.draws();
  world.uniform(2, Purpose::taste, 0);
  CHECK(world.uniform(1, Purpose::taste, 0) == first);
  CHECK(world.draws() == draws + 2);
  CHECK(world.uniform(2, Purpose::taste, 0) != first);
  CHECK(world.uniform(1, Purpose::level, 0) != first);
  CHECK(world.uniform(1, Purpose::taste, 1) != first);
  market.run(1_d, 4, 9);
  CHECK(market.world().uniform(1, Purpose::taste, 0) != first);
  market.run(1_d, 3, 10);
  CHECK(market.world().uniform(1, Purpose::taste, 0) != first);
  market.run(1_d, 3, 9);
  CHECK(market.world().uniform(1, Purpose::taste, 0) == first);
}

TEST_CASE("requirements follow the mixes of their agency and kind", "[model][world]") {
  MiniWorld market;
  auto& scenario = market.scenario();
  scenario.levels["high"].name = "High";
  auto& kind = scenario.kinds.at("civilian");
  kind.level_mix = {{"high", base::Share(1.0)}, {"moderate", base::Share(3.0)}};  // weights
  kind.embedded_share = base::Share(0.2);
  scenario.lock_in.multi_homing = base::Share(0.5);
  scenario.providers["other"].name = "Other";
  market.agency().footprint("cloud", 9.0).footprint("other", 1.0);
  market.run(1_d);
  World& world = market.world();
  constexpr int kCount = 10'000;
  double high = 0.0;
  double other = 0.0;
  double embedded = 0.0;
  double multi = 0.0;
  for (std::uint64_t i = 0; i < kCount; ++i) {
    const Requirement& one = world[world.add_requirement(AgencyId(0), i * 7919 + 1)];
    high += one.level == market.names().levels.at("high") ? 1.0 / kCount : 0.0;
    other += one.home == market.names().providers.at("other") ? 1.0 / kCount : 0.0;
    embedded += one.is_embedded ? 1.0 / kCount : 0.0;
    multi += one.is_multi_homed ? 1.0 / kCount : 0.0;
    CHECK_FALSE((one.is_embedded && one.is_multi_homed));
  }
  const auto margin = [](double p) { return 4.0 * std::sqrt(p * (1.0 - p) / kCount); };
  CHECK(high == Approx(0.25).margin(margin(0.25)));
  CHECK(other == Approx(0.1).margin(margin(0.1)));
  CHECK(embedded == Approx(0.2).margin(margin(0.2)));
  CHECK(multi == Approx(0.4).margin(margin(0.4)));  // half of the 80% behind a gateway
}

TEST_CASE("an agency's own mix of levels comes before its kind's", "[model][world]") {
  MiniWorld market;
  market.scenario().levels["high"].name = "High";
  market.agency().spec().level_mix = {{"high", base::Share(1.0)}};
  market.run(1_d);
  World& world = market.world();
  for (std::uint64_t key = 0; key < 20; ++key) {
    CHECK(world[world.add_requirement(AgencyId(0), key)].level == market.names().levels.at("high"));
  }
}

TEST_CASE("an authorisation is the agency's, the vendor's and the enclave's alone",
          "[model][world]") {
  MiniWorld market;
  market.agency("gsa");
  market.run(1_d);
  World& world = market.world();
  const AgencyId gsa = market.names().agencies.at("gsa");
  const AgencyId va = market.names().agencies.at("va");
  world.authorize(va, VendorId(1), EnclaveId(0));
  CHECK(world.has_authorized(va, VendorId(1), EnclaveId(0)));
  CHECK_FALSE(world.has_authorized(va, VendorId(0), EnclaveId(0)));
  CHECK_FALSE(world.has_authorized(gsa, VendorId(1), EnclaveId(0)));
}

TEST_CASE("the path hash tells histories apart", "[model][world]") {
  MiniWorld market;
  market.agency().rate(base::Rate(0.1));
  market.run(100_d);
  const auto hash = market.world().path_hash();
  CHECK(market.run(100_d).world().path_hash() == hash);
  CHECK(market.run(100_d, 1).world().path_hash() != hash);
}

}  // namespace
}  // namespace acqsim::model
