#include <acqsim/model/catalog.hpp>
#include <acqsim/model/market.hpp>
#include <acqsim/scenario/loader.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <string>

namespace acqsim::limits {
namespace {

using model::Market;

spec::Scenario baseline() {
  const scenario::Catalogue catalogue{.actions = model::action_rows(),
                                      .events = model::event_rows(),
                                      .measures = model::measure_rows()};
  return scenario::load(ACQSIM_SOURCE_DIR "/scenarios/baseline.yaml", catalogue).scenario;
}

/// Bits rather than values: no data equals no data, and 0 is not -0.
std::map<std::string, std::uint64_t> bits_by_measure(const Market& market,
                                                     const model::Replication& replication) {
  std::map<std::string, std::uint64_t> bits;
  for (std::size_t m = 0; m < market.measures().size(); ++m) {
    bits[market.measures()[m].key()] = std::bit_cast<std::uint64_t>(replication.measures[m]);
  }
  return bits;
}

TEST_CASE("two markets of the same scenario differ by exactly nothing", "[limits][sameness]") {
  const Market first(baseline());
  const Market second(baseline());
  // In different orders, so that nothing is carried from one replication to the next.
  std::map<std::uint64_t, model::Replication> forwards;
  for (const std::uint64_t r : {0U, 1U, 2U}) forwards[r] = first.replicate(42, r);
  for (const std::uint64_t r : {2U, 0U, 1U}) {
    const model::Replication again = second.replicate(42, r);
    CAPTURE(r);
    CHECK(bits_by_measure(first, forwards[r]) == bits_by_measure(second, again));
    CHECK(forwards[r].outcomes == again.outcomes);
    CHECK(forwards[r].path_hash == again.path_hash);
    CHECK(forwards[r].events == again.events);
    CHECK(forwards[r].draws == again.draws);
  }
  CHECK(forwards[0].path_hash != forwards[1].path_hash);
  CHECK(first.replicate(43, 0).path_hash != forwards[0].path_hash);
}

/// Two vendors that nobody can order from: no partnership, no offering, on no vehicle, and never
/// looking for a partner. One sorts before all others and one after, so that every position of
/// every vendor moves.
/// One is ahead of the frontier and one behind it.
spec::Scenario with_unreachable_vendors(spec::Scenario scenario) {
  for (const char* id : {"a-nobody", "z-nobody"}) {
    spec::Vendor& vendor = scenario.vendors[id];
    vendor.name = id;
    vendor.price = base::Money(300.0);
    vendor.capability = id[0] == 'a' ? 130.0 : 80.0;
  }
  return scenario;
}

TEST_CASE("vendors that nobody can reach change nobody else's results by a bit",
          "[limits][sameness]") {
  const Market without(baseline());
  const Market with(with_unreachable_vendors(baseline()));
  for (const std::uint64_t r : {0U, 1U, 2U, 3U}) {
    CAPTURE(r);
    const model::Replication before = without.replicate(7, r);
    const model::Replication after = with.replicate(7, r);
    const auto bits_after = bits_by_measure(with, after);
    for (const auto& [key, bits] : bits_by_measure(without, before)) {
      CAPTURE(key);
      REQUIRE(bits_after.count(key) == 1);
      CHECK(bits_after.at(key) == bits);
    }
    CHECK(after.outcomes == before.outcomes);
  }
}

TEST_CASE("a capable vendor without a route changes nobody's awards by a bit",
          "[limits][sameness]") {
  // At the frontier, so good enough for every requirement, and cheap; still nobody can order from
  // it. Capability stands still, since a release of its own would move the frontier.
  spec::Scenario scenario = baseline();
  scenario.capability.enabled = false;
  const Market without(scenario);
  spec::Vendor& vendor = scenario.vendors["a-nobody"];
  vendor.name = "Nobody";
  vendor.price = base::Money(1.0);
  for (const auto& [id, other] : scenario.vendors) {
    vendor.capability = id == "a-nobody" ? 0.0 : std::max(vendor.capability, other.capability);
  }
  const Market with(scenario);
  for (const std::uint64_t r : {0U, 1U}) {
    CAPTURE(r);
    const auto before = bits_by_measure(without, without.replicate(7, r));
    const auto after = bits_by_measure(with, with.replicate(7, r));
    for (const auto& [key, bits] : before) {
      CAPTURE(key);
      CHECK(after.at(key) == bits);
    }
  }
}

}  // namespace
}  // namespace acqsim::limits
