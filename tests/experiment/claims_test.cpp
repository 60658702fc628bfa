#include "support/temporary_directory.hpp"

#include <acqsim/experiment/claims.hpp>
#include <acqsim/model/catalog.hpp>
#include <acqsim/stats/normal.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

namespace acqsim::experiment {
namespace {

scenario::Catalogue catalogue() {
  return {model::action_rows(), model::event_rows(), model::measure_rows()};
}

const std::string kSmall = ACQSIM_SOURCE_DIR "/tests/support/small.yaml";

scenario::LoadedClaims claims(const TemporaryDirectory& directory, const std::string& body) {
  const std::string file = directory / "claims.yaml";
  std::ofstream(file) << "schema: 1\ntitle: Small\nscenario: " << kSmall << "\nclaims:\n" << body;
  return scenario::load_claims(file, catalogue());
}

ClaimPlan plan(const scenario::LoadedClaims& loaded) {
  return plan_claims(loaded,
                     [](const std::string& file, std::span<const scenario::Override> overrides) {
                       return scenario::load(file, catalogue(), overrides);
                     });
}

std::string said(const scenario::LoadedClaims& loaded) {
  try {
    plan(loaded);
  } catch (const base::InputError& error) {
    return error.what();
  }
  return {};
}

/// A test of one claim as YAML: more keys, then the wanted effect.
std::string test_of(const std::string& keys, const std::string& is) {
  return "  c1:\n    claim: It is so.\n    tests:\n      t: {asks: 'Is it?', scenario: " + kSmall +
         ", " + keys + ", is: \"" + is + "\", because: So.}\n";
}

ClaimTestFinding found(const std::string& keys, const std::string& is,
                       std::uint64_t replications = 40) {
  const TemporaryDirectory directory;
  const ClaimPlan planned = plan(claims(directory, test_of(keys, is)));
  ClaimRun run;
  run.replications = replications;
  return run_claims(planned, run, {}).findings.tests.at(0);
}

}  // namespace

TEST_CASE("the p value at a bound is the level whose interval just reaches it", "[claims]") {
  // An estimate of 1 with standard error 0.5: 0 is two standard errors away, p = 2 (1 - Phi(2)).
  const auto interval = [](double confidence) {
    const double half = 0.5 * stats::normal_quantile(0.5 + 0.5 * confidence);
    return stats::Interval{1.0 - half, 1.0 + half};
  };
  CHECK(p_at(0.0, interval) == Approx(0.0455003).epsilon(1e-4));
  CHECK(p_at(2.0, interval) == Approx(p_at(0.0, interval)).epsilon(1e-9));
  CHECK(p_at(1.0, interval) == Approx(1.0));
  CHECK(p_at(1e6, interval) == 1e-12);
}

TEST_CASE("a claim is as good as its worst test", "[claims]") {
  using V = ClaimVerdict;
  const auto of = [](std::vector<V> verdicts) { return together(verdicts); };
  CHECK(of({}) == V::untested);
  CHECK(of({V::supported, V::supported}) == V::supported);
  CHECK(of({V::supported, V::undecided}) == V::undecided);
  CHECK(of({V::undecided, V::not_supported}) == V::not_supported);
  CHECK(to_string(V::not_supported) == "not supported");
}

TEST_CASE("a level is supported beyond the bound and refused short of it", "[claims]") {
  // 20 requirements a year, twice that when adoption has grown: more than 60 in four and a half
  // years in any future, fewer than 400.
  CHECK(found("measure: requirements", "> 60").verdict == ClaimVerdict::supported);
  CHECK(found("measure: requirements", "< 60").verdict == ClaimVerdict::not_supported);
  CHECK(found("measure: requirements", "> 400").verdict == ClaimVerdict::not_supported);
  const ClaimTestFinding level = found("measure: requirements", "> 60");
  CHECK(level.n == 40);
  CHECK(level.interval.contains(level.effect));
  CHECK(std::isnan(level.without));
  // Just at the mean it cannot be told.
  const std::string mean = std::to_string(level.effect);
  CHECK(found("measure: requirements", "> " + mean).verdict == ClaimVerdict::undecided);
  CHECK(found("outcome: first-signature", "< 50%").verdict == ClaimVerdict::supported);
}

TEST_CASE("an effect is the scenario less what it is held against", "[claims]") {
  const std::string doubled =
      "set: {agencies.health.requirement_rate: 40/y}, against: " + kSmall + ", measure: ";
  const ClaimTestFinding more = found(doubled + "requirements", "> 20");
  CHECK(more.verdict == ClaimVerdict::supported);
  CHECK(more.effect == Approx(more.with - more.without));
  CHECK(more.p_corrected < 1e-6);
  CHECK(found(doubled + "requirements", "< -1").verdict == ClaimVerdict::not_supported);
  const ClaimTestFinding answers =
      found("set: {agencies.health.requirement_rate: 40/y}, against: " + kSmall +
                ", outcome: first-signature",
            "> 50%");
  CHECK(answers.verdict == ClaimVerdict::not_supported);
  CHECK(answers.n == 40);
}

TEST_CASE("one test too many is not called by its own interval alone", "[claims]") {
  // p is corrected for all tests of the file: the same test twice doubles it.
  const TemporaryDirectory directory;
  const std::string one = test_of("measure: requirements", "> 80");
  const std::string two = one + "  c2:" + test_of("measure: requirements", "> 80").substr(5);
  ClaimRun run;
  run.replications = 20;
  const ClaimTestFinding alone =
      run_claims(plan(claims(directory, one)), run, {}).findings.tests[0];
  const auto both = run_claims(plan(claims(directory, two)), run, {}).findings.tests;
  REQUIRE(both.size() == 2);
  CHECK(both[0].p == alone.p);
  CHECK(both[0].p_corrected == Approx(std::min(1.0, 2.0 * alone.p)));
}

TEST_CASE("assumptions are tried at the ends of their range for any number of threads",
          "[claims]") {
  const TemporaryDirectory directory;
  const auto loaded =
      claims(directory, test_of("against: " + kSmall +
                                    ", against_set: {vendors.alpha.price: $900}, measure: "
                                    "obligations, of: {vendor: alpha}",
                                "> $1M") +
                            "    assumptions:\n      lock_in.strength: {tried: true, because: It "
                            "binds.}\n      vendors.alpha.integration_cost: {because: Shown.}\n    "
                            "  agencies.health.requirement_rate: {tried: true, low: 10/y, high: "
                            "60/y, because: Demand.}\n");
  const ClaimPlan planned = plan(loaded);
  REQUIRE(planned.ends.size() == 4);
  CHECK(planned.ends[0].value == "0");
  CHECK(planned.ends[1].value == "2");
  CHECK(planned.main_scenarios == 2);
  CHECK(planned.scenarios.size() == 10);
  CHECK(planned.ends[3].value == "60/y");
  CHECK(planned.scenarios[2].name == "small with lock_in.strength=0");
  CHECK(planned.facts.at("vendors.alpha.integration_cost").value == "$12M");
  CHECK(planned.facts.at("vendors.alpha.integration_cost").range_high == "$30M");
  CHECK(planned.facts.at("vendors.alpha.integration_cost").basis == "assumption");
  ClaimRun run;
  run.replications = 12;
  run.replications_at_ends = 8;
  const auto with = [&](unsigned threads) {
    RunOptions options;
    options.threads = threads;
    return run_claims(planned, run, options).findings;
  };
  const ClaimFindings one = with(1);
  const ClaimFindings two = with(2);
  CHECK(one.pairs == 12);
  CHECK(one.pairs_at_ends == 8);
  CHECK(one.tests[0].effect == two.tests[0].effect);
  CHECK(one.tests[0].interval.low == two.tests[0].interval.low);
  REQUIRE(one.ends.size() == 4);
  CHECK(one.ends[1][0].effect == two.ends[1][0].effect);
  CHECK(one.ends[2][0].with < one.ends[3][0].with);
}

TEST_CASE("what claims say of scenarios is checked all at once", "[claims]") {
  const TemporaryDirectory directory;
  const std::string text = said(claims(
      directory,
      "  c1:\n    claim: Wrong.\n    tests:\n"
      "      a: {asks: 'A?', scenario: nowhere.yaml, measure: awards, is: '> 1', because: x}\n"
      "      b: {asks: 'B?', scenario: " +
          kSmall +
          ", measure: obligatons, is: '> 1', because: x}\n"
          "      c: {asks: 'C?', scenario: " +
          kSmall +
          ", outcome: minorty, is: '> 1%', because: x}\n"
          "      d: {asks: 'D?', scenario: " +
          kSmall +
          ", measure: obligations, of: {vendor: alpha}, is: '> 5', because: x}\n"
          "      e: {asks: 'E?', scenario: " +
          kSmall +
          ", set: {lock_in.stength: 1}, measure: awards, "
          "is: '> 5', because: x}\n"
          "      f: {asks: 'F?', scenario: " +
          kSmall + ", against: " + kSmall +
          ", measure: awards, "
          "is: '> 5', because: x}\n"
          "    assumptions:\n"
          "      lock_in.strenth: {because: x}\n"
          "      vendors.alpha.price: {tried: true, because: x}\n"));
  CHECK_THAT(text,
             Catch::Contains("does not exist") && Catch::Contains("did you mean 'obligations'?") &&
                 Catch::Contains("small has no question 'minorty' (did you mean 'minority'?)") &&
                 Catch::Contains("and an amount such as $2.5M") &&
                 Catch::Contains("there is no 'stength'") &&
                 Catch::Contains("is the scenario itself") &&
                 Catch::Contains("did you mean 'lock_in.strength'?") &&
                 Catch::Contains("has no range to try"));
  CHECK_THAT(text, Catch::Contains((directory / "claims.yaml") + ":8:"));
}

}  // namespace acqsim::experiment
