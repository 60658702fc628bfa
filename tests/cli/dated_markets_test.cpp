#include "acqsim/starter.hpp"
#include "cli/harness.hpp"
#include "support/temporary_directory.hpp"

#include <acqsim/base/text.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

// What rules and dated facts do while things are under way, as a user sees it in the trace.
namespace acqsim::cli {
namespace {

/// The starter's market with these changes; its first policy date is 2026-10-01.
struct Dated {
  TemporaryDirectory directory;
  std::string file = directory / "dated.yaml";

  explicit Dated(const std::string& changes) {
    std::ofstream(directory / "small.yaml") << starter_scenario("small");
    std::ofstream(file) << "extends: small.yaml\nname: dated\ntitle: t\n" << changes;
  }

  Said check() const { return say({"check", file}); }

  /// Events of one replication of this name, as lines of JSON, of which each of `with` is a part.
  std::vector<std::string> events(const std::string& name,
                                  const std::vector<std::string>& with = {}) const {
    const Said said = say({"trace", file, "--rep", "0"});
    INFO(said.err);
    REQUIRE(said.code == kDone);
    std::vector<std::string> found = base::split(said.out, '\n');
    std::erase_if(found, [&](const std::string& line) {
      const bool is_it = line.find("\"name\":\"" + name + '"') != std::string::npos;
      return !is_it || std::ranges::any_of(with, [&line](const std::string& part) {
        return line.find(part) == std::string::npos;
      });
    });
    return found;
  }
};

double day_of(const std::string& event) {
  return std::atof(event.c_str() + event.find("\"day\":") + 6);
}

/// Alpha has one enclave, and a second on day 299, nearer to the agency; Beta has two.
const std::string kSecondEnclaveIsDue = R"(
kinds:
  civilian:
    level_mix: {moderate: 100%, high: null}
    embedded_share: 0%
    needed_capability: 0
    patience: 400d
providers:
  south-cloud:
    enclaves:
      south-two: {name: s2, path: agency-path, levels: {high: 2020-01-01}}
pipeline: {paths: {agency-path: {assess: 200d, review: 100d}}}
vendors:
  alpha:
    reviews_partnerships: 0/y
    partnerships:
      south-cloud: {scope: [civilian], since: 2025-01-01}
    offerings:
      north-gov: {status: assessing, since: 2026-09-30}
      south-gov: {status: authorized, since: 2025-01-01}
      south-two: {status: suspended, since: 2025-01-01}
  beta:
    capability: 100
    offerings:
      south-two: {since: 2025-06-01}
access: {migration: 600d, wait_for_due: WAIT}
choice: {friction: 0.003}
lock_in: {enabled: true, multi_homing: 100%, multi_homing_vendors: 2}
agencies:
  health: {requirement_rate: 100/y, contracting_officers: 100, authorizing_officials: 100}
  parks: {requirement_rate: 0/y}
)";
constexpr double kDue = 299.0;

std::string waiting(bool waits, const std::string& more) {
  std::string text = kSecondEnclaveIsDue;
  const auto at = text.find("WAIT");
  return text.replace(at, 4, waits ? "true" : "false") + more;
}

std::size_t before(const std::vector<std::string>& events, double day) {
  return static_cast<std::size_t>(std::ranges::count_if(
      events, [day](const std::string& event) { return day_of(event) < day; }));
}

TEST_CASE("a vendor that is due gets no part of a contract that a rule forbids it now",
          "[cli][due]") {
  const std::string rule =
      "policies: {two: {title: t, enabled: true, effects: [{require: {enclaves_at_least: 2}}]}}\n";
  const Dated market(waiting(true, rule));
  REQUIRE(market.check().code == kDone);
  const auto authorized = market.events("offering-authorized", {"\"vendor\":\"alpha\""});
  REQUIRE(authorized.size() == 1);
  CHECK(day_of(authorized[0]) == Approx(kDue).margin(1e-9));
  const auto supplies = market.events("supply-started", {"\"vendor\":\"alpha\""});
  CHECK(before(supplies, kDue) == 0);
  CHECK(supplies.size() > 10);
}

TEST_CASE("a vendor whose route of now is permitted stays, if the one that is due is not",
          "[cli][due]") {
  // On the schedule Alpha costs $50, on the vehicle of the due route its list price of $400.
  const std::string rule = R"(
vehicles:
  market: {name: m, open_to: [civilian], sellers: [north-cloud], method: quick}
acquisition:
  methods: {quick: {name: q, competed: true, lead_time: 5d}}
promotions: {offer: {vendor: alpha, vehicle: schedule, price: $50}}
policies: {cheap: {title: t, enabled: true, effects: [{require: {price_at_most: $350}}]}}
)";
  const auto awards = [&](bool waits) {
    const Dated market(waiting(waits, rule));
    const Said checked = market.check();
    INFO(checked.err);
    REQUIRE(checked.code == kDone);
    return before(market.events("awarded", {"\"vendor\":\"alpha\""}), kDue);
  };
  CHECK(awards(false) > 10);
  CHECK(awards(true) == awards(false));
}

TEST_CASE("an offering that a dated fact authorises is not assessed again", "[cli][pipeline]") {
  const Dated market(R"(
pipeline: {integrate: 60d, paths: {agency-path: {assess: 90d, review: 120d}}}
vendors: {alpha: {reviews_partnerships: 0/y}}
timeline:
  sign: {at: 2026-10-10, sign_partnership: {vendor: alpha, provider: south-cloud, scope: [civilian]}}
  auth: {at: 2026-11-01, authorize_offering: {vendor: alpha, enclave: south-gov}}
access: {migration: 100d}
)");
  CHECK(market.events("integration-started", {"\"vendor\":\"alpha\""}).size() == 1);
  const auto authorized = market.events("offering-authorized", {"\"vendor\":\"alpha\""});
  REQUIRE(authorized.size() == 1);
  CHECK(day_of(authorized[0]) == 31.0);
  for (const std::string day : {"2026-11-15", "2027-01-15", "2027-07-15"}) {
    INFO(day);
    const Said graph = say({"graph", market.file, "--rep", "0", "--at", day, "--format", "json"});
    CHECK_THAT(graph.out, !Catch::Contains("assessing"));
  }
}

TEST_CASE("a requirement that waits for a vendor is withdrawn when the hazard is raised",
          "[cli][due]") {
  // Nobody serves before day 209; from day 61 on the hazard is 50 a year.
  const Dated market(R"(
kinds: {civilian: {patience: 400d}}
pipeline: {integrate: 60d, paths: {agency-path: {assess: 90d, review: 120d}}}
acquisition: {withdrawal: 0/y}
vendors:
  alpha: {offerings: {north-gov: {status: assessing, since: 2026-09-30}}}
  beta: {offerings: {south-gov: {status: integrating, since: 2026-09-30}}}
policies:
  more: {title: t, enabled: true, effective: 2026-12-01, effects: [{set: {acquisition.withdrawal: 50/y}}]}
)");
  const auto withdrawn = market.events("requirement-withdrawn", {"\"requirement\":\"health-1\""});
  REQUIRE(withdrawn.size() == 1);
  CHECK(day_of(withdrawn[0]) > 61.0);
  CHECK(day_of(withdrawn[0]) < 150.0);  // e^(-50/365 x 89) is 5 in a million
}

TEST_CASE("a shutdown that is put off and comes back is told once", "[cli][policies]") {
  const auto shutdowns = [](const std::string& policies) {
    return Dated(
               "appropriations: {enabled: true, enactment_delay: 120d}\n"
               "shutdowns: {enabled: true, rate: 3/y, length: 20d}\n" +
               policies)
        .events("shutdown-began");
  };
  const auto plain = shutdowns("");
  const auto moved = shutdowns(R"(
policies:
  off: {title: t, enabled: true, effective: 2026-11-01, effects: [{set: {shutdowns.rate: 0/y}}]}
  on: {title: t, enabled: true, effective: 2026-12-01, effects: [{set: {shutdowns.rate: 3/y}}]}
)");
  REQUIRE(plain.size() >= 2);
  REQUIRE(moved.size() == plain.size());
  for (std::size_t i = 0; i < plain.size(); ++i) CHECK(day_of(moved[i]) == day_of(plain[i]));
}

TEST_CASE("one policy may take back what another did, and a temporary measure can be written",
          "[cli][policies]") {
  const Dated moratorium(R"(
policies:
  stop: {title: t, enabled: true, effective: 2027-10-01, effects: [{set: {agencies.health.requirement_rate: 0/y}}]}
  go: {title: t, enabled: true, effective: 2028-10-01, effects: [{set: {agencies.health.requirement_rate: 12/y}}]}
)");
  const Said checked = moratorium.check();
  INFO(checked.err);
  CHECK(checked.code == kDone);
  const auto arrived = moratorium.events("requirement-arrived", {"\"agency\":\"health\""});
  CHECK(before(arrived, 731.0) == before(arrived, 365.0));
  CHECK(before(arrived, 1096.0) > before(arrived, 731.0));
  // Alone, the second would change nothing, and is refused as before.
  CHECK(Dated("policies:\n  go: {title: t, enabled: true, effective: 2028-10-01, effects: [{set: "
              "{agencies.health.requirement_rate: 12/y}}]}\n")
            .check()
            .code == kBadInput);
}

TEST_CASE("a count that is scaled is rounded, and an effect lost in rounding is refused",
          "[cli][policies]") {
  const auto scaled = [](const std::string& factor) {
    return Dated(
        "agencies: {health: {contracting_officers: 1}}\n"
        "policies:\n  a: {title: t, enabled: true, effective: 2027-10-01, effects: "
        "[{scale: {agencies.health.contracting_officers: " +
        factor + "}}]}\n");
  };
  CHECK(scaled("1.5").check().code == kDone);  // two officers
  const Said lost = scaled("1.4").check();
  CHECK(lost.code == kBadInput);
  CHECK_THAT(lost.err, Catch::Contains("changes nothing"));
}

}  // namespace
}  // namespace acqsim::cli
