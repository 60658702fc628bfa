#include "cli/harness.hpp"

#include <acqsim/base/text.hpp>

#include <catch2/catch.hpp>

namespace acqsim::cli {
namespace {

const std::string kBaseline = ACQSIM_SOURCE_DIR "/scenarios/baseline.yaml";

/// The first award that a listing shows.
std::string first_award(const std::string& listing) {
  for (const std::string& line : base::split(listing, '\n')) {
    if (line.size() > 12 && line[0] == '2' && line[4] == '-')
      return line.substr(11, line.find(' ', 11) - 11);
  }
  return {};
}

void check_width(const std::string& text) {
  for (const std::string& line : base::split(text, '\n')) {
    INFO(line);
    CHECK(base::display_width(line) <= 80);
  }
}

}  // namespace

TEST_CASE("explain leads from the overview to an award and its terms", "[cli][explain]") {
  const Said overview = say({"explain", kBaseline, "--rep", "1"});
  CHECK(overview.code == kDone);
  CHECK_THAT(overview.out, Catch::Contains("awarded") && Catch::Contains("--outcome ID"));
  check_width(overview.out);
  const Said agency = say({"explain", kBaseline, "--rep", "1", "--agency", "va"});
  REQUIRE(agency.code == kDone);
  const std::string id = first_award(agency.out);
  REQUIRE_FALSE(id.empty());
  const Said award = say({"explain", kBaseline, "--rep", "1", "--award", id});
  INFO(award.err);
  REQUIRE(award.code == kDone);
  CHECK(award.err.empty());
  CHECK_THAT(award.out, Catch::Contains("Award " + id) && Catch::Contains("How it came about"));
  check_width(award.out);
  const Said json = say({"explain", kBaseline, "--rep", "1", "--award", id, "--format", "json"});
  CHECK_THAT(json.out,
             Catch::StartsWith("{\"scenario\":\"baseline\",\"seed\":1,\"replication\":1") &&
                 Catch::Contains("\"chain\":[") && Catch::EndsWith("}\n"));
}

TEST_CASE("explain tells every review of a vendor with the terms of surplus", "[cli][explain]") {
  const Said said = say({"explain", kBaseline, "--rep", "0", "--partnership", "openai"});
  CHECK(said.code == kDone);
  check_width(said.out);
  CHECK_THAT(said.out, Catch::Contains("review: ") && Catch::Contains("> ") &&
                           Catch::Contains("hosting margin") &&
                           Catch::Contains("partnership_decisions.scale = $40M (assumption"));
  const Said one = say({"explain", kBaseline, "--rep", "0", "--partnership", "openai:oracle"});
  CHECK_THAT(one.out, Catch::Contains("sign oracle"));
  CHECK(one.out.size() < said.out.size());
}

TEST_CASE("explain tells what an answer rests on", "[cli][explain]") {
  for (const char* id : {"google-next", "azure-minority"}) {
    const Said said = say({"explain", kBaseline, "--rep", "0", "--outcome", id});
    INFO(said.err);
    CHECK(said.code == kDone);
    CHECK_THAT(said.out, Catch::Contains("Because"));
    check_width(said.out);
  }
}

TEST_CASE("explain tells what a measure was made of and the choice behind most of it",
          "[cli][explain][long]") {
  const std::vector<std::string> asked{"explain", kBaseline,   "--rep",
                                       "0",       "--outcome", "azure-minority"};
  const Said said = say(asked);
  CHECK_THAT(said.out, Catch::Contains("What it was made of: $") &&
                           Catch::Contains("The awards that brought most of it") &&
                           Catch::Contains("What happened on the way") &&
                           Catch::Contains("The choice (rule: utility)"));
  std::vector<std::string> as_json = asked;
  as_json.insert(as_json.end(), {"--format", "json"});
  CHECK_THAT(say(as_json).out,
             Catch::Contains("\"parts\":[{\"provider\":") && Catch::Contains("\"milestones\":[{"));
}

TEST_CASE("a contrast names inputs and the first event and the awards", "[cli][explain][long]") {
  const Said same = say({"explain", kBaseline, "--rep", "0", "--contrast", kBaseline});
  CHECK_THAT(same.out, Catch::Contains("Inputs that differ: none") &&
                           Catch::Contains("the same, event by event"));
  const std::string other = ACQSIM_SOURCE_DIR "/scenarios/openai-azure-only.yaml";
  const Said said = say({"explain", kBaseline, "--rep", "0", "--contrast", other});
  CHECK(said.code == kDone);
  CHECK_THAT(said.out,
             Catch::Contains("The first event that differs") && Catch::Contains("changed hands"));
  check_width(said.out);
  CHECK_THAT(say({"explain", kBaseline, "--rep", "0", "--contrast", other, "--format", "json"}).out,
             Catch::Contains("\"by_cause\":[{\"cause\":"));
}

TEST_CASE("explain refuses what it cannot tell", "[cli][explain]") {
  using Args = std::vector<std::string>;
  const std::string small = small_scenario();
  const std::vector<std::pair<Args, const char*>> wrong{
      {{"explain", small}, "which replication?"},
      {{"explain", "--rep", "1"}, "which scenario?"},
      {{"explain", small, "--rep", "x"}, "whole number"},
      {{"explain", small, "--rep", "0", "--award", "nobody-1.1"}, "has no award"},
      {{"explain", small, "--rep", "0", "--agency", "nobody"}, "no agency 'nobody'"},
      {{"explain", small, "--rep", "0", "--partnership", "nobody"}, "no vendor 'nobody'"},
      {{"explain", small, "--rep", "0", "--outcome", "nothing"}, "no question 'nothing'"},
      {{"explain", small, "--rep", "0", "--format", "csv"}, "table or json"},
      {{"explain", small, "--rep", "0", "--agency", "a", "--award", "b"}, "exclude each other"},
      {{"explain", small, "--rep", "0", "--contrast", "nowhere.yaml"}, "nowhere.yaml"}};
  for (const auto& [args, words] : wrong) {
    const Said said = say(args);
    INFO(base::join(args, " ") << "\n" << said.err);
    CHECK(said.code == kBadInput);
    CHECK(said.out.empty());
    CHECK_THAT(said.err, Catch::Contains(words));
  }
}

}  // namespace acqsim::cli
