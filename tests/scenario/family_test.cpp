#include "acqsim/scenario/family.hpp"

#include "support/test_catalogue.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace acqsim::scenario {
namespace {

const std::string kSmall = ACQSIM_SOURCE_DIR "/tests/support/small.yaml";

Family varied(const std::string& vary, const VaryRequest& request = {}) {
  return Family::of_text("extends: " + kSmall + "\n" + vary, "test.yaml", test::small_catalogue(),
                         {}, request);
}

Family asked(const std::vector<std::string>& arguments, std::optional<std::string> design = {}) {
  return varied("", {arguments, std::move(design)});
}

/// All that is said of what varies.
std::string complaint(const std::string& vary, const VaryRequest& request = {}) {
  try {
    varied(vary, request);
  } catch (const base::InputError& error) {
    return error.what();
  }
  return "nothing";
}

}  // namespace

TEST_CASE("what varies is read with its values in the stored unit", "[scenario][vary]") {
  const Family family = varied(R"(
vary:
  lock_in.strength: {from: 0, to: 0.3, points: 4}
  vendors.alpha.integration_cost: [$5M, $10M]
  together: {agencies.health.requirement_rate: [10/y, 30/y], pipeline.paths.agency-path.assess: [30d, 60d]}
)");
  const auto& groups = family.vary().groups;
  REQUIRE(groups.size() == 3);
  // A third of the way is written 0.1, not 0.09999999999999999.
  CHECK(groups[0].parameters[0].texts == std::vector<std::string>{"0", "0.1", "0.2", "0.3"});
  CHECK(groups[1].parameters[0].values == std::vector<double>{5e6, 10e6});
  CHECK(groups[2].parameters.size() == 2);
  CHECK(groups[2].parameters[1].values == std::vector<double>{30.0, 60.0});
  CHECK(family.vary().design.text() == "grid");
}

TEST_CASE("a range of the scenario stands in for what is left out", "[scenario][vary]") {
  const Family family = varied(R"(
vary:
  vendors.alpha.integration_cost: {points: 3}
  lock_in.strength: range
  design: lhs(10)
)");
  const VariedParameter& cost = family.vary().groups[0].parameters[0];
  CHECK(cost.texts == std::vector<std::string>{"$4M", "$17M", "$30M"});
  const VariedParameter& strength = family.vary().groups[1].parameters[0];
  REQUIRE(strength.span);
  CHECK(strength.span->high == 2.0);
  CHECK(strength.texts.empty());
  CHECK(family.vary().groups[1].is_continuous());
}

TEST_CASE("the command line's short forms mean the long ones", "[scenario][vary]") {
  const Family family = asked({"lock_in.strength=0..2/5", "vendors.beta.price=$100,$200",
                               "agencies.health.requirement_rate=10/y..40/y/4",
                               "vendors.alpha.integration_cost={points: 2}"});
  const auto parameters = family.vary().parameters();
  REQUIRE(parameters.size() == 4);
  CHECK(parameters[0]->texts == std::vector<std::string>{"0", "0.5", "1", "1.5", "2"});
  CHECK(parameters[1]->values == std::vector<double>{100.0, 200.0});
  CHECK(parameters[2]->texts == std::vector<std::string>{"10/y", "20/y", "30/y", "40/y"});
  CHECK(parameters[3]->values == std::vector<double>{4e6, 30e6});
  CHECK(asked({"lock_in.strength"}, "sobol(8)").vary().design.text() == "sobol(8)");
}

TEST_CASE("the command line stands in the place of what the file varies", "[scenario][vary]") {
  const std::string file = "vary: {lock_in.strength: [0, 1], design: grid}\n";
  CHECK(varied(file, {{"vendors.beta.price=$1,$2"}, {}}).vary().parameters()[0]->path ==
        "vendors.beta.price");
  const Family sampled = varied(file, {{}, "lhs(7)"});
  CHECK(sampled.vary().parameters()[0]->path == "lock_in.strength");
  CHECK(sampled.vary().design.text() == "lhs(7)");
}

TEST_CASE("a variation is the scenario with other values, checked like it", "[scenario][vary]") {
  const Family family = varied("vary: {lock_in.strength: [0, 1]}\n");
  const std::vector<Override> set{{"vendors.beta.price", "$250", "vary"}};
  const Loaded with = family.with(set);
  CHECK(with.scenario.vendors.at("beta").price == base::Money(250.0));
  CHECK(
      with.canonical ==
      load_text("extends: " + kSmall + "\n", "test.yaml", test::small_catalogue(), set).canonical);
  CHECK(family.base().scenario.vendors.at("beta").price == base::Money(300.0));
  const std::vector<Override> wrong{{"vendors.beta.price", "-$1", "vary"}};
  CHECK_THROWS_AS(family.with(wrong), base::InputError);
}

TEST_CASE("relations between varied values are read and hold as they say", "[scenario][vary]") {
  const Family family = varied(R"(
vary:
  vendors.alpha.price: [$100, $200]
  vendors.beta.price: [$100, $200]
  where: ["vendors.alpha.price < vendors.beta.price", "vendors.beta.price <= $200"]
)");
  const auto& where = family.vary().where;
  REQUIRE(where.size() == 2);
  CHECK(where[0].holds({100.0, 200.0}));
  CHECK_FALSE(where[0].holds({200.0, 200.0}));
  CHECK(where[1].holds({0.0, 200.0}));
  CHECK_FALSE(where[1].holds({0.0, 201.0}));
}

TEST_CASE("what is wrong with what varies is said", "[scenario][vary]") {
  const auto says = [](const std::string& vary) { return complaint("vary: {" + vary + "}\n"); };
  CHECK_THAT(says("lock_in.strengh: [1, 2]"), Catch::Contains("did you mean 'strength'?"));
  CHECK_THAT(says("name: [a, b]"), Catch::Contains("only numbers can be varied"));
  CHECK_THAT(says("lock_in.strength: [1, 1]"), Catch::Contains("has the value 1 twice"));
  CHECK_THAT(says("lock_in.strength: {from: 2, to: 1, points: 3}"),
             Catch::Contains("which is no range"));
  CHECK_THAT(says("lock_in.strength: {from: 0, to: 1}"),
             Catch::Contains("'points' is missing, which a grid needs"));
  CHECK_THAT(says("vendors.beta.price: range, design: lhs(3)"),
             Catch::Contains("the scenario gives this value no range"));
  CHECK_THAT(says("lock_in.strength: [1, 2], design: lsh(3)"),
             Catch::Contains("did you mean 'lhs'?"));
  CHECK_THAT(says("lock_in.strength: [1, 2], design: lhs(0)"), Catch::Contains("vary.design"));
  CHECK_THAT(says("lock_in.strength: [1, 2], design: grid(3)"),
             Catch::Contains("a grid takes its size from the values"));
  CHECK_THAT(says("together: {lock_in.strength: [1, 2], vendors.beta.price: [$1]}"),
             Catch::Contains("what moves together needs equally many"));
  CHECK_THAT(says("lock_in.strength: [1, 2], where: 'lock_in.strength < vendors.beta.price'"),
             Catch::Contains("is neither varied nor"));
  CHECK_THAT(says("lock_in.strength: [1, 2], where: 'a < 2'"), Catch::Contains("is varied"));
  CHECK_THAT(says("lock_in.strength: [1, 2], vendors.beta.price: [$1, $2], where: "
                  "'lock_in.strength < vendors.beta.price'"),
             Catch::Contains("different units"));
  CHECK_THAT(says("lock_in.strength: [1, 2], where: '(1)'"),
             Catch::Contains("expected a relation"));
  CHECK_THAT(complaint(""), Catch::Contains("varies nothing"));
  CHECK_THAT(complaint("", {{"=1,2"}, {}}), Catch::Contains("has no path before '='"));
  CHECK_THAT(complaint("", {{"lock_in.strength=1", "lock_in.strength=2"}, {}}),
             Catch::Contains("is varied twice"));
}

TEST_CASE("a grid too large to run is refused", "[scenario][vary]") {
  CHECK_THAT(complaint("vary: {lock_in.strength: {from: 0, to: 1, points: 2000}, "
                       "vendors.beta.price: {from: $1, to: $2, points: 2000}}\n"),
             Catch::Contains("more than 1000000 points"));
}

}  // namespace acqsim::scenario
