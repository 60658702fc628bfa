#include "cli/harness.hpp"

#include <acqsim/base/text.hpp>

#include <catch2/catch.hpp>

#include <cstdlib>

namespace acqsim::cli {

TEST_CASE("graph tells reach and choke points in 80 columns", "[cli][graph]") {
  const Said said = say({"graph", small_scenario()});
  CHECK(said.code == kDone);
  CHECK(said.err.empty());
  CHECK_THAT(said.out, Catch::Contains("Who can be reached on ") &&
                           Catch::Contains("Reach without a change of cloud") &&
                           Catch::Contains("provider ") && Catch::Contains("vehicle "));
  const Said baseline = say({"graph", ACQSIM_SOURCE_DIR "/scenarios/baseline.yaml"});
  for (const std::string& line : base::split(baseline.out, '\n')) {
    INFO(line);
    CHECK(base::display_width(line) <= 80);
  }
}

TEST_CASE("graph draws for Graphviz and gives JSON", "[cli][graph]") {
  CHECK_THAT(say({"graph", small_scenario(), "--format", "dot"}).out,
             Catch::StartsWith("digraph G {") && Catch::EndsWith("}\n"));
  const std::string json = say({"graph", small_scenario(), "--format", "json"}).out;
  CHECK_THAT(json, Catch::StartsWith("{\"scenario\":") && Catch::Contains("\"choke_points\":[") &&
                       Catch::Contains("\"replication\":null"));
  CHECK_THAT(say({"graph", small_scenario(), "--rep", "2", "--format", "json"}).out,
             Catch::Contains("\"replication\":2"));
}

TEST_CASE("graph draws SVG where Graphviz is, and says what is missing where not", "[cli][graph]") {
  const Said drawn = say({"graph", small_scenario(), "--format", "svg"});
  CHECK(drawn.code == kDone);
  CHECK_THAT(drawn.out, Catch::Contains("<svg") && Catch::Contains("</svg>"));
  const std::string before = std::getenv("PATH");
  setenv("PATH", "/nonexistent", 1);
  const Said missing = say({"graph", small_scenario(), "--format", "svg"});
  setenv("PATH", before.c_str(), 1);
  CHECK(missing.code == kBadInput);
  CHECK(missing.out.empty());
  CHECK_THAT(missing.err, Catch::Contains("graphviz") && Catch::Contains("--format dot"));
}

TEST_CASE("graph refuses what it cannot show", "[cli][graph]") {
  using Args = std::vector<std::string>;
  const std::vector<std::pair<Args, const char*>> wrong{
      {{"graph"}, "which scenario?"},
      {{"graph", "a.yaml", "b.yaml"}, "one too many"},
      {{"graph", small_scenario(), "--format", "csv"}, "table, dot, svg or json"},
      {{"graph", small_scenario(), "--format", "sgv"}, "did you mean svg?"},
      {{"graph", small_scenario(), "--at", "soon"}, "wants a date"},
      {{"graph", small_scenario(), "--at", "1999-01-01"}, "outside the scenario"},
      {{"graph", small_scenario(), "--rep", "-1"}, "whole number"},
      {{"graph", "does-not-exist.yaml"}, "does-not-exist.yaml"}};
  for (const auto& [args, words] : wrong) {
    const Said said = say(args);
    INFO(base::join(args, " "));
    CHECK(said.code == kBadInput);
    CHECK(said.out.empty());
    CHECK_THAT(said.err, Catch::Contains(words));
  }
}

}  // namespace acqsim::cli
