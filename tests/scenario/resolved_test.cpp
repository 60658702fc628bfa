#include "support/test_catalogue.hpp"

#include <acqsim/base/diagnostic.hpp>
#include <acqsim/scenario/resolved.hpp>

#include <catch2/catch.hpp>

#include <string>

namespace {

using namespace acqsim;

const std::string kSmall = std::string(ACQSIM_SOURCE_DIR) + "/tests/support/small.yaml";

scenario::Resolved small(const std::string& text) {
  return scenario::Resolved::of_text("extends: " + kSmall + "\n" + text, "test.yaml");
}

}  // namespace

TEST_CASE("texts that YAML would read otherwise come back as they were", "[scenario][resolved]") {
  const std::string text = R"(title: "a: b, [c] {d} # e \"f\" \\ g"
vendors:
  alpha:
    name: one, two and {three}
    integration_cost: {value: $12M, basis: assumption, range: [$4M, $30M], note: "x, y: z"}
  beta: {name: "yes", price: "$400"}
outcomes:
  first-signature:
    question: |
      Two
      lines?
)";
  const auto shown = small(text).yaml(false);
  const auto again = scenario::Resolved::of_text(shown, "again.yaml");
  CHECK(again.yaml(false) == shown);
  CHECK(
      scenario::load_text(shown, "again.yaml", test::small_catalogue()).canonical ==
      scenario::load_text("extends: " + kSmall + "\n" + text, "test.yaml", test::small_catalogue())
          .canonical);
}

TEST_CASE("a record put together from two files tells the place of each part",
          "[scenario][resolved]") {
  // The child annotates the parent's value.
  const auto shown = small("vendors:\n  alpha:\n    price: {note: a word}\n").yaml(true);
  CHECK_THAT(shown, Catch::Contains("    price:\n      value: $400  # " + kSmall + ":") &&
                        Catch::Contains("      note: a word  # test.yaml:4\n"));
}

TEST_CASE("a difference is told at the least place that differs", "[scenario][resolved]") {
  const auto before = small("");
  const auto after = small("vendors:\n  alpha: {price: $500}\nname: other\n");
  CHECK(after.differences_from(before, false) ==
        "- name: small\n+ name: other\n- vendors.alpha.price: $400\n+ vendors.alpha.price: $500\n");
  CHECK(before.differences_from(before, true).empty());
}

TEST_CASE("a text's parent is what it extends, and nothing extends nothing",
          "[scenario][resolved]") {
  const auto parent =
      scenario::Resolved::parent_of_text("extends: small.yaml\nname: x\n", kSmall + ".child.yaml");
  CHECK(small("").differences_from(parent, false).empty());
  CHECK(scenario::Resolved::parent_of_text("name: x\n", "x.yaml").is_empty());
  CHECK_THROWS_AS(scenario::Resolved::parent_of_text("extends: nowhere.yaml\n", "x.yaml"),
                  base::InputError);
}
