#include "scenario/distribution_reader.hpp"

#include "scenario/yaml_reader.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace acqsim;
using namespace acqsim::scenario;

namespace {

const base::Parameter kDuration{.name = "d",
                                .kind = base::Kind::distribution,
                                .unit = base::Unit::days,
                                .range = {0.0, 1e9},
                                .meaning = "A time.",
                                .source = "assumption"};

struct Outcome {
  std::optional<ReadDistribution> made;
  std::string said;
};

Outcome read(const std::string& text) {
  Tree tree;
  Problems problems(tree);
  const Node* const node = read_yaml(text, tree.add_file("a.yaml"), tree, problems);
  REQUIRE(node != nullptr);
  REQUIRE(is_distribution(node));
  Outcome outcome{read_distribution(kDuration, node, "d", problems), ""};
  try {
    problems.throw_if_any();
  } catch (const base::InputError& error) {
    outcome.said = error.what();
  }
  return outcome;
}

}  // namespace

TEST_CASE("every family is read in the field's unit", "[scenario][distribution]") {
  // Medians: the given one; the middle; of an exponential, mean x ln 2; of an equal two-point
  // distribution, the lower value; of three values, the second.
  CHECK(read("{lognormal: {median: 2w, p90: 90d}}").made->distribution.median() == Approx(14.0));
  CHECK(read("{lognormal: {median: 2w, p90: 90d}}").made->distribution.quantile(0.9) ==
        Approx(90.0));
  CHECK(read("{uniform: [10d, 20d]}").made->distribution.median() == Approx(15.0));
  CHECK(read("{triangular: [0d, 10d, 20d]}").made->distribution.median() == Approx(10.0));
  CHECK(read("{pert: [0d, 10d, 20d]}").made->distribution.median() == Approx(10.0));
  CHECK(read("{exponential: {mean: 10d}}").made->distribution.median() == Approx(6.931472));
  CHECK(read("{gamma: {mean: 10d, cv: 1}}").made->distribution.median() == Approx(6.931472));
  CHECK(read("{weibull: {scale: 10d, shape: 1}}").made->distribution.median() == Approx(6.931472));
  CHECK(read("{discrete: {values: [1d, 2w], weights: [3, 1]}}").made->distribution.median() == 1.0);
  CHECK(read("{empirical: [1d, 5d, 9d]}").made->distribution.median() == 5.0);
}

TEST_CASE("the body is truncated first, then zero gets its mass", "[scenario][distribution]") {
  const auto outcome = read("{uniform: [0d, 100d], truncate: [50d, 100d], at_zero: 50%}");
  REQUIRE(outcome.made.has_value());
  // Half at zero; the upper half of the probability is uniform on 50 to 100.
  CHECK(outcome.made->distribution.quantile(0.25) == 0.0);
  CHECK(outcome.made->distribution.quantile(0.75) == Approx(75.0));
  CHECK(outcome.made->canonical == "uniform(0, 100) in (50, 100) zero 0.5");
}

TEST_CASE("a distribution may not leave the range of its field", "[scenario][distribution]") {
  CHECK(read("{uniform: [-1d, 5d]}").said.find("leaves the allowed range") != std::string::npos);
  CHECK(read("{uniform: [-1d, 5d], truncate: [0d, 5d]}").said == "");
}

TEST_CASE("arguments are demanded, and no others taken", "[scenario][distribution]") {
  CHECK(read("{lognormal: {median: 3d}}").said ==
        "a.yaml:1:13: error: d: lognormal needs 'p90' ({lognormal: {median: ..., p90: ...}})");
  CHECK(read("{gamma: {mean: 3d, cv: 1, cw: 2}}").said ==
        "a.yaml:1:27: error: d: unknown key 'cw' of gamma (did you mean 'cv'?)");
  CHECK(read("{uniform: 3d}").said ==
        "a.yaml:1:11: error: d: uniform needs a list of 2 numbers ({uniform: [low, high]})");
  CHECK_FALSE(read("{uniform: [3d, 3d]}").made.has_value());
}
