#include "cli/harness.hpp"

#include <acqsim/scenario/parameter_document.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace acqsim::cli {
namespace {

std::string committed(const std::string& name) {
  std::ifstream file(ACQSIM_SOURCE_DIR "/scenarios/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const char* const kRefresh =
    "refresh with: build/acqsim doc --all > scenarios/REFERENCE.md && "
    "build/acqsim schema > scenarios/acqsim.schema.json";

}  // namespace

TEST_CASE("the committed reference and schema are what the program prints") {
  INFO(kRefresh);
  // Not CHECK(a == b): a difference would print both files whole.
  CHECK((say({"doc", "--all"}).out == committed("REFERENCE.md")));
  CHECK((say({"schema"}).out == committed("acqsim.schema.json")));
}

TEST_CASE("the description of the model has every table of parameters as it is now") {
  INFO(
      "refresh with: build/acqsim doc --fill sim/model/ODD.md > ODD.new && mv ODD.new "
      "sim/model/ODD.md");
  const std::string page = ACQSIM_SOURCE_DIR "/sim/model/ODD.md";
  std::ifstream file(page, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const Said said = say({"doc", "--fill", page, ACQSIM_SOURCE_DIR "/scenarios/baseline.yaml"});
  REQUIRE(said.code == kDone);
  CHECK((said.out == text));
  const auto has = scenario::tables_in(text);
  for (const std::string& table : scenario::parameter_tables()) {
    INFO(table << " is in no block of the description");
    CHECK(std::count(has.begin(), has.end(), table) == 1);
  }
  CHECK(say({"doc", "--fill", "nowhere.md"}).code == kBadInput);
}

TEST_CASE("the main scenarios refer editors to the schema beside them") {
  for (const char* name : {"baseline.yaml", "google-cloud-next.yaml"}) {
    CHECK_THAT(committed(name),
               Catch::StartsWith("# yaml-language-server: $schema=acqsim.schema.json\n"));
  }
}

TEST_CASE("doc of a map of records tells the keys of its records") {
  // "outcomes" is a map of ids to questions; a question's keys are in spec's table of it.
  const Said said = say({"doc", "outcomes"});
  CHECK(said.code == kDone);
  CHECK_THAT(said.out, Catch::StartsWith("outcomes\n") && Catch::Contains("outcomes.ID\n") &&
                           Catch::Contains("\n  question ") && Catch::Contains("\n  expect ") &&
                           Catch::Contains("\n  that "));
  CHECK_THAT(say({"doc", "choice"}).out, Catch::Contains("\n  friction "));
  CHECK_THAT(say({"doc", "vendors.openai.partnerships"}).out,
             Catch::Contains("vendors.ID.partnerships.ID\n"));
}

TEST_CASE("doc ends no sentence twice") {
  const std::string event = say({"doc", "partnership-signed"}).out;
  CHECK_THAT(event,
             Catch::Contains("  vendor: Of this vendor alone. Written as an id of vendors."));
  for (const std::string& text : {event, say({"doc", "--all"}).out, say({"schema"}).out}) {
    CHECK_THAT(text, !Catch::Contains(".;") && !Catch::Contains(".. "));
  }
}

}  // namespace acqsim::cli
