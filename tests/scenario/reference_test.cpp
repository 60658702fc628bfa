#include "support/test_catalogue.hpp"

#include <acqsim/scenario/reference.hpp>

#include <catch2/catch.hpp>

#include <string>

using namespace acqsim;

TEST_CASE("a key is described by its path, with any word for an id", "[scenario][reference]") {
  const auto catalogue = test::small_catalogue();
  const std::string expected =
      "vendors.ID.price\n"
      "  List price of one user for one year.\n"
      "  written:  an amount such as $2.5M, $400k or $0.47\n"
      "  range:    $0.01 to $1M\n"
      "  default:  required\n"
      "  policies: may change it on a date\n"
      "  source:   assumption\n";
  CHECK(scenario::describe(catalogue, "vendors.ID.price") == expected);
  CHECK(scenario::describe(catalogue, "vendors.openai.price") == expected);
  CHECK(scenario::describe(catalogue, "precision.confidence")->find("default:  0.95") !=
        std::string::npos);
  CHECK(scenario::describe(catalogue, "vendors.openai.prise") == std::nullopt);
  CHECK(scenario::describe(catalogue, "") == std::nullopt);
}

TEST_CASE("a record is described by its keys and a catalogue's row by its arguments",
          "[scenario][reference]") {
  const auto catalogue = test::small_catalogue();
  CHECK(scenario::describe(catalogue, "lock_in")->find("reference_workflows") != std::string::npos);
  CHECK(scenario::describe(catalogue, "timeline.x")->find("ACTION") != std::string::npos);
  const auto measure = scenario::describe(catalogue, "hosted_share");
  REQUIRE(measure.has_value());
  CHECK(measure->starts_with("hosted_share (measure, in share)\n"));
  CHECK(measure->find("provider:") != std::string::npos);
  CHECK(scenario::describe(catalogue, "cut_price")->find("$0.01 to $1M") != std::string::npos);
}

TEST_CASE("everything that is said to be describable is described", "[scenario][reference]") {
  const auto catalogue = test::small_catalogue();
  const auto all = scenario::describable(catalogue);
  CHECK(all.size() > 150);
  for (const auto& one : all) {
    INFO(one);
    CHECK(scenario::describe(catalogue, one).has_value());
  }
}

TEST_CASE("the reference shows each table once, and every row of the catalogue",
          "[scenario][reference]") {
  const std::string text = scenario::reference_markdown(test::small_catalogue());
  const auto first = text.find("\n## layer\n");
  REQUIRE(first != std::string::npos);  // it stands in three places of lock_in
  CHECK(text.find("\n## layer\n", first + 1) == std::string::npos);
  for (const char* part : {"## vendor\n", "| `price` |", "| `cut_price` |", "| `hosted_share` |",
                           "| `partnership-signed` |", "{lognormal: {median: ..., p90: ...}}"})
    CHECK(text.find(part) != std::string::npos);
}
