#include "scenario/json.hpp"
#include "support/test_catalogue.hpp"

#include <acqsim/scenario/schema.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

using namespace acqsim;
using scenario::Json;

namespace {

int count(const std::string& text, const std::string& part) {
  int found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

}  // namespace

TEST_CASE("JSON is written with its order kept and its texts escaped", "[scenario][schema]") {
  Json json = Json::object();
  json.set("b", Json::text("a \"quoted\"\nline"));
  json.set("a", Json::strings({"x", "y"}));
  CHECK(json.print() == "{\n  \"b\": \"a \\\"quoted\\\"\\u000aline\",\n  \"a\": [\"x\", \"y\"]\n}");
  CHECK(Json::object().print() == "{}");
  CHECK(Json::array().print() == "[]");
}

TEST_CASE("the schema is closed and knows every table, action, event and measure",
          "[scenario][schema]") {
  const std::string schema = scenario::json_schema(test::small_catalogue());
  CHECK(schema.starts_with("{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\""));
  CHECK(schema.find("\"additionalProperties\": true") == std::string::npos);
  for (const char* name :
       {"record-scenario", "record-vendor", "record-timeline-entry", "record-path",
        "money-distribution", "cut_price", "partnership-signed", "hosted_share"})
    CHECK(schema.find(std::string("\"") + name + "\"") != std::string::npos);
  // What an object may hold is said wherever an object is described.
  CHECK(count(schema, "\"properties\": {") <= count(schema, "\"additionalProperties\": false"));
  // Brackets balance, outside of texts.
  int depth = 0;
  int lowest = 0;
  bool is_text = false;
  for (std::size_t i = 0; i < schema.size(); ++i) {
    const char c = schema[i];
    if (is_text) {
      if (c == '\\') ++i;
      if (c == '"') is_text = false;
      continue;
    }
    if (c == '"') is_text = true;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    lowest = std::min(lowest, depth);
  }
  CHECK(depth == 0);
  CHECK(lowest == 0);
}

TEST_CASE("in a map of ids, basis, source and note are no ids", "[scenario][schema]") {
  const std::string schema = scenario::json_schema(test::small_catalogue());
  CHECK(count(schema, "\"patternProperties\"") ==
        count(schema, "\"^(?!(basis|source|note)$)") + 2);  // the others are the paths of vary
}

TEST_CASE("the schema is the same text each time", "[scenario][schema]") {
  CHECK(scenario::json_schema(test::small_catalogue()) ==
        scenario::json_schema(test::small_catalogue()));
}
