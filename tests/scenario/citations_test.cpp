#include "support/test_catalogue.hpp"

#include <acqsim/scenario/citations.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace acqsim;

namespace {

std::vector<std::string> missing(const std::string& text) {
  const std::string head =
      "schema: 1\nname: a\nstart: 2026-01-01\nend: 2030-01-01\nvendors:\n  alpha:\n";
  return scenario::citations_missing(
      scenario::load_text(head + text, "a.yaml", test::small_catalogue()));
}

}  // namespace

TEST_CASE("a number wants a basis, a fact its source and an assumption its range",
          "[scenario][citations]") {
  using All = std::vector<std::string>;
  CHECK(missing("    price: $1\n") == All{"a.yaml:7:12: error: vendors.alpha.price: has no basis"});
  CHECK(missing("    price: {value: $1, basis: fact}\n") ==
        All{"a.yaml:7:20: error: vendors.alpha.price: is given as a fact without a source"});
  CHECK(missing("    price: {value: $1, basis: assumption}\n") ==
        All{"a.yaml:7:20: error: vendors.alpha.price: is an assumption without a range"});
  CHECK(missing("    price: {value: $1, basis: fact, source: A list}\n").empty());
  CHECK(missing("    price: {value: $1, basis: assumption, range: [$1, $2]}\n").empty());
}

TEST_CASE("a spread says itself how unsure it is, and names need no source",
          "[scenario][citations]") {
  CHECK(missing("    name: Alpha\n    price: {value: {uniform: [$1, $2]}, basis: assumption}\n")
            .empty());
}

TEST_CASE("a record's basis and source hold for the values in it", "[scenario][citations]") {
  CHECK(missing("    basis: fact\n    source: {href: \"https://example.org\"}\n"
                "    price: $1\n    capability: 90\n")
            .empty());
}

TEST_CASE("an override needs no citation", "[scenario][citations]") {
  const std::vector<scenario::Override> sets{{"vendors.alpha.price", "$2"}};
  const auto loaded = scenario::load_text(
      "schema: 1\nname: a\nstart: 2026-01-01\nend: 2030-01-01\nvendors: {alpha: {price: $1}}\n",
      "a.yaml", test::small_catalogue(), sets);
  CHECK(scenario::citations_missing(loaded).empty());
}
