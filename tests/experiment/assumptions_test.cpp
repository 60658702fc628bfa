#include "acqsim/experiment/assumptions.hpp"

#include <catch2/catch.hpp>

namespace acqsim::experiment {
namespace {

/// Values as a loader would leave them.
scenario::Loaded loaded() {
  scenario::Loaded loaded;
  loaded.canonical =
      "access.migration = 300\nchoice.friction = 0.003\nlock_in.enabled = true\n"
      "lock_in.strength = 1\nprecision.half_width = 0.03\n";
  loaded.origin["access.migration"] = {"world.yaml", 3,  1,  "fact", {"A title", "", "2026"},
                                       "",           "", {}, {},     ""};
  loaded.origin["choice.friction"] = {"world.yaml", 4,       1,     "assumption", {},
                                      "0.001",      "0.008", 0.001, 0.008,        "why"};
  loaded.origin["lock_in.enabled"] = {"world.yaml", 5, 1, "assumption", {}, "", "", {}, {}, ""};
  loaded.origin["lock_in.strength"] = {"--set", 0, 0, "", {}, "", "", {}, {}, ""};
  loaded.origin["precision.half_width"] = {"world.yaml", 6, 1, "", {}, "", "", {}, {}, ""};
  return loaded;
}

TEST_CASE("given values are numbers of the world, with unit, basis, range, source and place") {
  const auto values = given_values(loaded());
  REQUIRE(values.size() == 3);  // no switch, and nothing of how to run
  CHECK(values[0].path == "access.migration");
  CHECK(values[0].value == "300d");
  CHECK(values[0].basis == "fact");
  CHECK(values[0].source.title == "A title");
  CHECK(values[0].place == "world.yaml:3");
  CHECK_FALSE(values[0].is_bare());
  CHECK(values[1].range == "0.001 to 0.008");
  CHECK(values[1].note == "why");
  CHECK(values[1].is_bare());
  CHECK(values[2].basis == "--set");
  CHECK(values[2].place == "--set");
  CHECK(values[2].is_bare());
}

TEST_CASE("default values are numbers of the world that nobody gives") {
  scenario::Loaded one = loaded();
  CHECK(default_values(one).empty());
  one.canonical += "precision.error = 0.05\nprice.decline = 0\nprice.enabled = true\n";
  CHECK(default_values(one) == std::map<std::string, std::string>{{"price.decline", "0/y"}});
}

TEST_CASE("values are counted by what they rest on") {
  std::vector<GivenValue> values(7);
  values[0].basis = values[5].basis = "fact";
  values[1].basis = values[6].basis = "estimate";
  values[0].source.title = values[1].source.title = "A title";
  values[2].basis = values[3].basis = "assumption";
  values[3].source.href = "https://example.org";
  const BasisCounts counts = count(values);
  CHECK(counts.facts == 1);
  CHECK(counts.estimates == 1);
  CHECK(counts.assumptions_without == 1);
  CHECK(counts.assumptions_with_source == 1);
  CHECK(counts.others == 1);
  CHECK(counts.claimed == 2);  // a fact and an estimate by name alone
  CHECK(values[5].is_bare());
  CHECK(counts.all() == 7);
}

}  // namespace
}  // namespace acqsim::experiment
