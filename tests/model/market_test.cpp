#include "acqsim/model/market.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

#include <bit>
#include <cmath>
#include <map>
#include <set>

namespace acqsim::model {
namespace {

/// Bits, with all NaN alike.
std::uint64_t bits(double value) {
  return std::isnan(value) ? 1 : std::bit_cast<std::uint64_t>(value);
}

std::vector<std::uint64_t> bits(const Replication& run) {
  std::vector<std::uint64_t> all{run.index, run.events, run.path_hash, run.draws};
  for (const double value : run.measures) all.push_back(bits(value));
  for (const Answer answer : run.outcomes) all.push_back(static_cast<std::uint64_t>(answer));
  return all;
}

TEST_CASE("a column's key is its measure and its labels", "[model][market]") {
  CHECK(MeasureColumn{"unmet", {}, "count"}.key() == "unmet");
  CHECK(MeasureColumn{"hosted_share", {{"vendor", "a"}, {"provider", "b"}}, "share"}.key() ==
        "hosted_share{provider=b,vendor=a}");
}

TEST_CASE("every column has its own key, and every replication a number for it",
          "[model][market]") {
  const Market market(test::lively_two_clouds());
  std::set<std::string> keys;
  for (const auto& column : market.measures()) {
    INFO(column.key());
    CHECK(keys.insert(column.key()).second);
  }
  CHECK(keys.count("obligation_share{vendor=alpha}") == 1);
  CHECK(keys.count("annual_obligations{fiscal_year=FY2026}") == 1);
  CHECK(keys.count("annual_obligations{fiscal_year=FY2028}") == 1);
  CHECK(keys.count("annual_obligations{fiscal_year=FY2029}") == 0);
  const auto run = market.replicate(1, 0);
  CHECK(run.measures.size() == market.measures().size());
  CHECK(run.outcomes.size() == market.outcomes().size());
  CHECK(run.events > 100);
  CHECK(run.draws > 100);
}

TEST_CASE("a question of which a mean is expected has a column of what it asks for",
          "[model][market]") {
  spec::Scenario scenario = test::lively_two_clouds();
  spec::Outcome& outcome = scenario.outcomes["share"];
  outcome.question = "Is Alpha's share below a half?";
  outcome.that.op = spec::Condition::Operator::measure;
  outcome.that.call = {"obligation_share",
                       {{"vendor", std::string("alpha")}, {"is", std::string("< 0.5")}}};
  const Market without(scenario);
  outcome.expect.mean = "< 0.5";
  const Market with(scenario);
  REQUIRE(with.measures().size() == without.measures().size() + 1);
  CHECK(with.measures().back().key() == "asked_measure{outcome=share}");
  CHECK(with.measures().back().unit == "share");
  // At the end and from the start on: what the run reports itself.
  std::size_t reported = 0;
  while (with.measures()[reported].key() != "obligation_share{vendor=alpha}") ++reported;
  const Replication run = with.replicate(1, 0);
  CHECK(run.measures.back() == run.measures[reported]);
  CHECK(run.measures.back() > 0.0);
  CHECK(run.path_hash == without.replicate(1, 0).path_hash);
}

TEST_CASE("a replication is the same bits alone, again, and in any order", "[model][market]") {
  const Market market(test::lively_two_clouds());
  const auto third = bits(market.replicate(7, 3));
  const auto fifth = bits(market.replicate(7, 5));
  const Market other(test::lively_two_clouds());
  CHECK(bits(other.replicate(7, 5)) == fifth);
  CHECK(bits(other.replicate(7, 3)) == third);
  CHECK(bits(market.replicate(7, 3)) == third);
}

TEST_CASE("seeds and replications make different futures", "[model][market]") {
  const Market market(test::lively_two_clouds());
  const auto hash = [&](std::uint64_t seed, std::uint64_t index) {
    return market.replicate(seed, index).path_hash;
  };
  const std::set<std::uint64_t> hashes{hash(1, 0), hash(1, 1), hash(2, 0), hash(2, 1)};
  CHECK(hashes.size() == 4);
}

TEST_CASE("outcomes are answered in the order in which they are asked", "[model][market]") {
  spec::Scenario scenario = test::lively_two_clouds();
  auto& never = scenario.outcomes["b-never"];
  never.position = 1;
  never.question = "Does it lapse?";
  never.that.call.name = "partnership-lapsed";
  auto& surely = scenario.outcomes["a-surely"];
  surely.position = 2;
  surely.question = "Does anything arise?";
  surely.that.call.name = "requirement-arrived";
  const Market market(scenario);
  REQUIRE(market.outcomes().size() == 2);
  CHECK(market.outcomes()[0].id == "b-never");
  CHECK(market.outcomes()[1].question == "Does anything arise?");
  const auto run = market.replicate(1, 0);
  CHECK(run.outcomes == std::vector<Answer>{Answer::no, Answer::yes});
}

TEST_CASE("an uncertain number is drawn once a replication and leaves the scenario alone",
          "[model][market]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.arrivals.enabled = true;
  scenario.agencies["health"].requirement_rate = base::per_year(50.0);
  scenario.uncertain["agencies.health.requirement_rate"] =
      stats::Distribution::discrete({{0.0, 1.0}, {base::per_year(50.0).value(), 1.0}});
  const Market market(scenario);
  // Half of the replications have no demand at all; of 40, all or none has odds of 2^-39.
  int without = 0;
  for (std::uint64_t i = 0; i < 40; ++i) without += market.replicate(1, i).draws == 0;
  CHECK(without > 5);
  CHECK(without < 35);
  CHECK(market.scenario().agencies.at("health").requirement_rate == base::per_year(50.0));
}

TEST_CASE("a vendor that nobody can reach changes no other result by a bit", "[model][market]") {
  spec::Scenario scenario = test::lively_two_clouds();
  scenario.capability.enabled = false;  // its releases would move the frontier
  const auto results = [](const spec::Scenario& given) {
    const Market market(given);
    const auto run = market.replicate(3, 1);
    std::map<std::string, std::uint64_t> found;
    for (std::size_t m = 0; m < run.measures.size(); ++m) {
      found[market.measures()[m].key()] = bits(run.measures[m]);
    }
    return found;
  };
  const auto before = results(scenario);
  scenario.vendors["middle"] = scenario.vendors["beta"];
  scenario.vendors["middle"].partnerships.clear();
  scenario.vendors["middle"].offerings.clear();
  scenario.vendors["middle"].reviews_partnerships = base::Rate(0.0);
  scenario.vendors["aaa-first"] = scenario.vendors["middle"];  // moves everyone's position
  const auto after = results(scenario);
  for (const auto& [key, value] : before) {
    INFO(key);
    REQUIRE(after.count(key) == 1);
    CHECK(after.at(key) == value);
  }
}

}  // namespace
}  // namespace acqsim::model
