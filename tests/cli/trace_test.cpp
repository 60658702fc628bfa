#include "cli/harness.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/model/history.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

namespace acqsim::cli {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  auto lines = base::split(text, '\n');
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

/// The keys of a flat JSON object's text, in order.
std::vector<std::string> keys_of(const std::string& object) {
  std::vector<std::string> keys;
  for (std::size_t at = 0; (at = object.find("\":", at)) != std::string::npos; ++at) {
    const std::size_t quote = object.rfind('"', at - 1);
    keys.push_back(object.substr(quote + 1, at - quote - 1));
  }
  return keys;
}

std::string string_at(const std::string& object, const std::string& key) {
  const std::string mark = "\"" + key + "\":\"";
  const auto from = object.find(mark) + mark.size();
  return object.substr(from, object.find('"', from) - from);
}

}  // namespace

TEST_CASE("a trace in JSON lines has what its description says", "[cli][trace]") {
  const Said said = say({"trace", small_scenario(), "--rep", "0"});
  CHECK(said.code == kDone);
  CHECK(said.err.empty());
  const auto lines = lines_of(said.out);
  REQUIRE(lines.size() > 10);
  CHECK_THAT(lines[0], Catch::StartsWith("{\"trace\":\"acqsim\",\"version\":1,\"program\":\""));
  std::set<std::string> seen;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    INFO(lines[i]);
    CHECK(lines[i].starts_with("{\"event\":" + std::to_string(i - 1) + ","));
    const std::string name = string_at(lines[i], "name");
    seen.insert(name);
    const auto& forms = model::event_forms();
    const auto form = std::find_if(forms.begin(), forms.end(),
                                   [&name](const auto& one) { return one.name == name; });
    REQUIRE(form != forms.end());
    for (const std::string& key : keys_of(lines[i])) {
      const bool is_frame =
          key == "event" || key == "date" || key == "day" || key == "name" || key == "causes";
      const bool is_field =
          std::find(form->fields.begin(), form->fields.end(), key) != form->fields.end();
      CHECK((is_frame || is_field));
    }
  }
  CHECK(seen.contains("awarded"));
  CHECK(seen.contains("requirement-arrived"));
}

TEST_CASE("the committed description of traces is what the program prints", "[cli][trace]") {
  INFO("refresh with: build/acqsim trace --describe > scenarios/TRACE.md");
  std::ifstream file(ACQSIM_SOURCE_DIR "/scenarios/TRACE.md", std::ios::binary);
  const std::string committed{std::istreambuf_iterator<char>(file), {}};
  CHECK((say({"trace", "--describe"}).out == committed));
}

TEST_CASE("a trace for process mining has cases in the order of time", "[cli][trace]") {
  const Said said = say({"trace", small_scenario(), "--rep", "0", "--format", "csv"});
  CHECK(said.code == kDone);
  const auto lines = lines_of(said.out);
  CHECK(lines[0] == "case,activity,timestamp,agency,vendor,provider,level,annual_value");
  std::string before;
  bool has_award = false;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto fields = base::split(lines[i], ',');
    INFO(lines[i]);
    REQUIRE(fields.size() == 8);
    CHECK_THAT(fields[2], Catch::Matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"));
    CHECK(fields[2] >= before);
    before = fields[2];
    has_award = has_award || fields[1] == "awarded";
  }
  CHECK(has_award);
}

TEST_CASE("a trace is the same bytes each time and differs by replication", "[cli][trace]") {
  for (const char* format : {"jsonl", "csv", "ocds"}) {
    const auto once = say({"trace", small_scenario(), "--rep", "3", "--format", format}).out;
    CHECK(once == say({"trace", small_scenario(), "--rep", "3", "--format", format}).out);
    CHECK(once != say({"trace", small_scenario(), "--rep", "4", "--format", format}).out);
  }
}

TEST_CASE("a trace for OCDS is a package of releases", "[cli][trace]") {
  // Its schema is checked by tests/tools/ocds_test.py, where the schema is at hand.
  const Said said = say({"trace", small_scenario(), "--rep", "0", "--format", "ocds"});
  CHECK(said.code == kDone);
  CHECK_THAT(said.out, Catch::StartsWith("{\"uri\":\"urn:acqsim:") &&
                           Catch::Contains("\"version\":\"1.1\"") &&
                           Catch::Contains("\"tag\":[\"planning\"]") &&
                           Catch::Contains("\"tag\":[\"award\",\"contract\"]") &&
                           Catch::EndsWith("]}\n"));
}

TEST_CASE("trace refuses what it cannot write", "[cli][trace]") {
  using Args = std::vector<std::string>;
  const std::vector<std::pair<Args, const char*>> wrong{
      {{"trace"}, "which scenario?"},
      {{"trace", small_scenario()}, "which replication?"},
      {{"trace", small_scenario(), "--rep", "0", "--format", "xml"}, "jsonl, csv or ocds"},
      {{"trace", small_scenario(), "--rep", "1.5"}, "whole number"},
      {{"trace", small_scenario(), "--describe"}, "leave out"},
      {{"trace", "nowhere.yaml", "--rep", "0"}, "nowhere.yaml"}};
  for (const auto& [args, words] : wrong) {
    const Said said = say(args);
    INFO(base::join(args, " ") << "\n" << said.err);
    CHECK(said.code == kBadInput);
    CHECK(said.out.empty());
    CHECK_THAT(said.err, Catch::Contains(words));
  }
}

}  // namespace acqsim::cli
