#include "support/test_catalogue.hpp"

#include <acqsim/scenario/parameter_document.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace acqsim::scenario {
namespace {

Loaded small() {
  return load(ACQSIM_SOURCE_DIR "/tests/support/small.yaml", test::small_catalogue());
}

std::string filled(const std::string& document) {
  Loaded loaded = small();
  return fill_parameters(document, "page.md", loaded);
}

}  // namespace

TEST_CASE("blocks of a document are filled and the rest stays", "[document]") {
  const std::string text = filled(
      "# Page\n\nBefore.\n<!-- parameters: vendors.ID, lock_in -->\nstale words\n<!-- end "
      "-->\nAfter.\n");
  CHECK_THAT(text, Catch::StartsWith("# Page\n\nBefore.\n<!-- parameters: vendors.ID, lock_in -->\n"
                                     "\n`vendors.ID`. ") &&
                       Catch::EndsWith("|\n\n<!-- end -->\nAfter.\n") &&
                       !Catch::Contains("stale words"));
  // Over many records how many give it and from what to what; of one, the value and its range.
  CHECK_THAT(text, Catch::Contains("| `price` | $ | required | ") &&
                       Catch::Contains("2 values, $300 to $400"));
  CHECK_THAT(text, Catch::Contains("| `strength` | 1 | 1 | ") &&
                       Catch::Contains("| 0 to 2 | assumption |"));
  CHECK(filled(text) == text);
}

TEST_CASE("a block of no table and one without end are refused with their line", "[document]") {
  CHECK_THROWS_WITH(
      filled("a\n<!-- parameters: lock_inn -->\n<!-- end -->\n"),
      Catch::Contains("page.md:2:1: error: there is no table 'lock_inn' (did you mean "
                      "'lock_in'?)"));
  CHECK_THROWS_WITH(filled("<!-- parameters: lock_in -->\nnever ends\n"),
                    Catch::Contains("page.md:1:1: error: the block has no"));
}

TEST_CASE("the tables of a document are known by name", "[document]") {
  const auto tables = tables_in("<!-- parameters: scenario, choice -->\n<!-- end -->\n");
  CHECK(tables == std::vector<std::string>{"scenario", "choice"});
  const auto all = parameter_tables();
  CHECK(all.front() == "scenario");
  CHECK(std::find(all.begin(), all.end(), "lock_in.platform") != all.end());
  CHECK(std::find(all.begin(), all.end(), "vendors.ID.offerings.ID") != all.end());
}

}  // namespace acqsim::scenario
