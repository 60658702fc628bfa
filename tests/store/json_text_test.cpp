#include "acqsim/store/json_text.hpp"

#include <catch2/catch.hpp>

#include <limits>

namespace acqsim::store {

TEST_CASE("a JSON string escapes what it must and keeps the rest") {
  CHECK(json_string("a \"b\" \\ c\n\x01 é") == "\"a \\\"b\\\" \\\\ c\\n\\u0001 é\"");
}

TEST_CASE("a JSON number reads back exactly, and none is null") {
  CHECK(json_number(0.1) == "0.1");
  CHECK(json_number(1.0 / 3.0) == "0.3333333333333333");
  CHECK(json_number(std::numeric_limits<double>::quiet_NaN()) == "null");
  CHECK(json_number(std::numeric_limits<double>::infinity()) == "null");
}

TEST_CASE("a JSON object has its keys in order") {
  CHECK(json_object({{"vendor", "openai"}, {"agency", "va"}}) ==
        R"({"agency":"va","vendor":"openai"})");
  CHECK(json_object({}) == "{}");
}

}  // namespace acqsim::store
