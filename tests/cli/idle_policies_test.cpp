#include "acqsim/starter.hpp"
#include "cli/harness.hpp"
#include "support/temporary_directory.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <string>

// A policy of a file that others build on: what they change may leave it without an effect.
namespace acqsim::cli {
namespace {

const std::string kPolicies = R"(
pipeline: {paths: {other-path: {assess: 20d, review: 10d}}}
policies:
  portability:
    title: t
    effective: 2027-10-01
    effects:
      - scale: {lock_in.model.portability: 0.5}
  faster:
    title: t
    effective: 2027-10-01
    effects:
      - reroute: {agency-path: other-path}
  cheap:
    title: t
    effective: 2027-10-01
    effects:
      - require: {price_at_most: $350}
)";

/// The starter's market, a file with policies over it, and one that changes this over both.
struct Pack {
  TemporaryDirectory directory;

  explicit Pack(const std::string& changes = {}, const std::string& with_policies = {}) {
    std::ofstream(directory / "small.yaml") << starter_scenario("small");
    std::ofstream(directory / "policies.yaml") << "extends: small.yaml\nname: policies\ntitle: t\n"
                                               << kPolicies << with_policies;
    std::ofstream(directory / "top.yaml") << "extends: policies.yaml\nname: top\ntitle: t\n"
                                          << changes;
  }

  Said run(const std::string& setting) const {
    return say({"run", directory / "policies.yaml", "--reps", "1", "--quiet", "--set", setting});
  }
  Said check(const std::string& file = "top.yaml") const {
    return say({"check", directory / file});
  }
};

TEST_CASE("a setting may leave a policy without an effect", "[cli][policies]") {
  const Pack pack;
  for (const std::string setting :
       {"lock_in.enabled=false", "lock_in.model.portability=0", "pipeline.enabled=false",
        "vendors={alpha: {price: $300}, beta: {price: $300}}"}) {
    CAPTURE(setting);
    const Said said = pack.run(setting);
    CHECK(said.err.empty());
    CHECK(said.code == kDone);
  }
}

TEST_CASE("so may a file that extends the policy's", "[cli][policies]") {
  for (const std::string changes :
       {"lock_in: {enabled: false}\n", "lock_in: {model: {portability: 0}}\n",
        "pipeline: {enabled: false}\n"}) {
    CAPTURE(changes);
    const Pack pack(changes);
    const Said said = pack.check();
    CHECK(said.err.empty());
    CHECK(said.code == kDone);
    CHECK(pack.check("policies.yaml").code == kDone);
  }
}

TEST_CASE("who writes a policy without an effect is told", "[cli][policies]") {
  SECTION("in the file of the policy") {
    const Said said = Pack({}, "lock_in: {enabled: false}\n").check();
    CHECK(said.code == kBadInput);
    CHECK_THAT(said.err, Catch::Contains("policies.yaml:") &&
                             Catch::Contains("changes nothing: lock_in is not enabled"));
  }
  SECTION("on values that other mechanisms read, which are off") {
    const Said said = Pack({}, R"(
  ends:
    title: t
    effective: 2027-10-01
    effects:
      - set: {vehicles.schedule.ceiling: $1M, vendors.alpha.exclusivity.cloud-one.lapse_rate: 2/y}
      - set: {partnership_decisions.exclusivity_premium: 12%, phase_out.gateway: 10d, promotions.deal.price: $2}
vendors: {alpha: {exclusivity: {cloud-one: {scope: [civilian]}}}}
exclusivity: {enabled: false}
suspensions: {enabled: false}
vehicle_terms: {enabled: false}
promotions: {deal: {vendor: alpha, vehicle: schedule, price: $1}}
price: {enabled: false}
)")
                          .check();
    CHECK(said.code == kBadInput);
    CHECK_THAT(said.err,
               Catch::Contains("ceiling: changes nothing: vehicle_terms is not enabled") &&
                   Catch::Contains("lapse_rate: changes nothing: exclusivity is not enabled") &&
                   Catch::Contains("deal.price: changes nothing: price is not enabled") &&
                   Catch::Contains("premium: changes nothing: exclusivity is not enabled") &&
                   Catch::Contains("gateway: changes nothing: suspensions is not enabled"));
  }
  SECTION("over a file that made it so") {
    const Said said = Pack(
                          "policies: {more: {title: t, effective: 2027-10-01, effects: [{scale: "
                          "{lock_in.platform.portability: 0.5}}]}}\n",
                          "lock_in: {platform: {portability: 0}}\n")
                          .check();
    CHECK(said.code == kBadInput);
    CHECK_THAT(said.err, Catch::Contains("top.yaml:"));
  }
  SECTION("whatever a setting says of something else") {
    const Pack pack({}, R"(
  dear: {title: t, effective: 2027-10-01, effects: [{require: {price_at_most: $950}}]}
)");
    CHECK_THAT(pack.run("vendors.alpha.capability=50").err,
               Catch::Contains("changes nothing: no price is higher at the start"));
  }
  SECTION("or by itself, on a path that leads to itself") {
    const Pack pack({}, R"(
  circle: {title: t, effective: 2027-10-01, effects: [{reroute: {other-path: other-path}}]}
)");
    CHECK_THAT(pack.run("pipeline.enabled=false").err, Catch::Contains("it leads to itself"));
  }
  SECTION("or by itself, whatever a setting says") {
    const Pack pack({}, R"(
  neutral: {title: t, effective: 2027-10-01, effects: [{scale: {lock_in.cloud.portability: 1}}]}
)");
    CHECK_THAT(pack.run("lock_in.cloud.portability=0.5").err,
               Catch::Contains("changes nothing: lock_in.cloud.portability stays as it is"));
  }
}

}  // namespace
}  // namespace acqsim::cli
