#include <acqsim/base/text.hpp>

#include <catch2/catch.hpp>

using namespace acqsim::base;

TEST_CASE("edit distance counts insertions, deletions, substitutions and swaps", "[base][text]") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("abc", "abc") == 0);
  CHECK(edit_distance("prise", "price") == 1);
  CHECK(edit_distance("prcie", "price") == 1);  // one swap, which plain Levenshtein counts as two
  CHECK(edit_distance("kitten", "sitting") == 3);
  // No part is edited twice in this variant, so swapping and then inserting between costs 3, not 2.
  CHECK(edit_distance("ca", "abc") == 3);
}

TEST_CASE("edit distance does not depend on the direction", "[base][text]") {
  CHECK(edit_distance("openai", "opneaii") == edit_distance("opneaii", "openai"));
  CHECK(edit_distance("aws", "azure") == edit_distance("azure", "aws"));
}

TEST_CASE("the nearest candidate is offered only when it can have been meant", "[base][text]") {
  const std::vector<std::string> names{"price", "patience", "google-cloud", "gcp"};
  CHECK(nearest("prise", names) == "price");
  CHECK(nearest("Google_Cloud", names) == "google-cloud");
  CHECK(nearest("gpc", names) == "gcp");
  CHECK(nearest("xyz", names) == std::nullopt);
  CHECK(nearest("", names) == std::nullopt);
  // A third of six letters is two edits; three are too many.
  CHECK(nearest("pricXY", std::vector<std::string>{"price1"}) == "price1");
  CHECK(nearest("priXYZ", std::vector<std::string>{"price1"}) == std::nullopt);
}

TEST_CASE("of equally near candidates the first is offered", "[base][text]") {
  CHECK(nearest("cat", std::vector<std::string>{"bat", "car"}) == "bat");
  CHECK(nearest("cat", std::vector<std::string>{"car", "bat"}) == "car");
}

TEST_CASE("kebab and snake case are told apart", "[base][text]") {
  for (const char* name : {"a", "google-cloud", "gpt-5", "o1-pro"}) CHECK(is_kebab_case(name));
  for (const char* name : {"", "-a", "a-", "a--b", "5-a", "A", "a_b", "a b"}) {
    CAPTURE(name);
    CHECK_FALSE(is_kebab_case(name));
  }
  CHECK(is_snake_case("days_to_award"));
  CHECK_FALSE(is_snake_case("days-to-award"));
  CHECK_FALSE(is_snake_case("days__to"));
}

TEST_CASE("words join with commas and a last and", "[base][text]") {
  using Words = std::vector<std::string>;
  CHECK(join_and(Words{}) == "");
  CHECK(join_and(Words{"a"}) == "a");
  CHECK(join_and(Words{"a", "b"}) == "a and b");
  CHECK(join_and(Words{"a", "b", "c"}) == "a, b and c");
  CHECK(join(Words{"a", "b"}, " | ") == "a | b");
}

TEST_CASE("splitting keeps empty parts, so joining gives the text back", "[base][text]") {
  CHECK(split("a.b.c", '.') == std::vector<std::string>{"a", "b", "c"});
  CHECK(split("", '.') == std::vector<std::string>{""});
  CHECK(split(".a.", '.') == std::vector<std::string>{"", "a", ""});
  CHECK(join(split("x..y.", '.'), ".") == "x..y.");
}

TEST_CASE("display width counts code points, not bytes", "[base][text]") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("\xC3\xA9t\xC3\xA9") == 3);  // "été" in five bytes
  CHECK(display_width("\xE2\x96\x88") == 1);       // a block of a bar chart
}

TEST_CASE("a cell of a Markdown table holds neither bars nor line ends", "[base][text]") {
  CHECK(markdown_cell("one of a|b\nor c") == "one of a\\|b or c");
  CHECK(markdown_cell("").empty());
}
