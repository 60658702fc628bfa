#include "support/temporary_directory.hpp"
#include "support/test_catalogue.hpp"

#include <acqsim/scenario/claims_loader.hpp>

#include <catch2/catch.hpp>

#include <fstream>
#include <string>

namespace acqsim::scenario {
namespace {

LoadedClaims load(const TemporaryDirectory& directory, const std::string& text) {
  const std::string file = directory / "claims.yaml";
  std::ofstream(file) << text;
  return load_claims(file, test::small_catalogue());
}

std::string said(const LoadedClaims& loaded) {
  std::string text;
  for (const base::Diagnostic& one : loaded.problems) text += base::to_string(one) + "\n";
  return text;
}

}  // namespace

TEST_CASE("a claims file is read through its table in the order of writing", "[claims]") {
  const TemporaryDirectory directory;
  const LoadedClaims loaded = load(directory, R"(schema: 1
title: Two claims
scenario: a.yaml
confidence: 0.9
replications: 30
claims:
  c10: {claim: The last first., untested: Nothing to run.}
  c2:
    claim: Demand matters.
    tests:
      t: {asks: 'Does it?', scenario: a.yaml, set: {agencies.health.requirement_rate: 40/y},
          against: b.yaml, measure: awards, of: {vendor: alpha}, is: "> 5", because: Five are many.}
    assumptions:
      lock_in.strength: {tried: true, because: It binds.}
)");
  CHECK(said(loaded).empty());
  CHECK(loaded.claims.confidence == 0.9);
  CHECK(loaded.claims.replications == 30);
  CHECK(loaded.claims.claims.at("c10").position < loaded.claims.claims.at("c2").position);
  const spec::ClaimTest& test = loaded.claims.claims.at("c2").tests.at("t");
  CHECK(test.set.at("agencies.health.requirement_rate") == "40/y");
  CHECK(test.of.at("vendor") == "alpha");
  CHECK(loaded.claims.claims.at("c2").assumptions.at("lock_in.strength").is_tried);
}

TEST_CASE("all that is wrong with a claims file is told at once with its place", "[claims]") {
  const TemporaryDirectory directory;
  const LoadedClaims loaded = load(directory, R"(schema: 1
title: Wrong
scenaro: a.yaml
claims:
  c1:
    claim: Both.
    untested: Why not.
    tests:
      t: {asks: 'What?', scenario: a.yaml, outcome: x, measure: y, is: "> 0", becaus: z}
  c2:
    claim: Neither.
    assumptions:
      Choice.friction: {because: no path}
      lock_in.strength: {low: 1, because: not tried}
)");
  const std::string text = said(loaded);
  const std::string file = loaded.file;
  CHECK_THAT(text, Catch::Contains(file + ":3:1: error: unknown key 'scenaro' (did you mean "
                                          "'scenario'?)") &&
                       Catch::Contains("required key 'scenario' is missing") &&
                       Catch::Contains("unknown key 'becaus' (did you mean 'because'?)") &&
                       Catch::Contains("claims.c1.untested: both 'tests' and 'untested'") &&
                       Catch::Contains("claims.c1.tests.t.measure: both 'outcome' and 'measure'") &&
                       Catch::Contains("claims.c2: has neither 'tests' nor 'untested'") &&
                       Catch::Contains("'Choice.friction' is not the path of a value") &&
                       Catch::Contains("has an end that is not tried"));
}

TEST_CASE("a claims file that cannot be read says so", "[claims]") {
  CHECK_THROWS_AS(load_claims("nowhere.yaml", test::small_catalogue()), base::InputError);
  const TemporaryDirectory directory;
  CHECK_THROWS_AS(load(directory, "schema: [1\n"), base::InputError);
  CHECK_THAT(said(load(directory, "schema: 1\ntitle: t\nscenario: a\nclaims: {}\n")),
             Catch::Contains("there is no claim"));
}

}  // namespace acqsim::scenario
