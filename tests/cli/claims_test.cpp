#include "acqsim/catalogue.hpp"
#include "cli/harness.hpp"
#include "support/temporary_directory.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/experiment/claims.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <fstream>
#include <iterator>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace acqsim::cli {
namespace {

std::string tiny_claims(const TemporaryDirectory& directory, const std::string& is = "> 20") {
  const std::string file = directory / "claims.yaml";
  std::ofstream(file)
      << "schema: 1\ntitle: Two small claims\nscenario: " << small_scenario()
      << "\nreplications: 12\nreplications_at_ends: 6\nclaims:\n"
      << "  c1:\n    claim: Twice the needs are more requirements.\n    tests:\n"
      << "      more: {asks: 'Are there more?', scenario: " << small_scenario()
      << ", set: {agencies.health.requirement_rate: 40/y}, against: " << small_scenario()
      << ", measure: requirements, is: '" << is << "', because: Twenty can be told from none.}\n"
      << "    assumptions:\n      lock_in.strength: {tried: true, because: It should "
         "not matter.}\n"
      << "  c2: {claim: The moon is full., untested: There is no moon here.}\n";
  return file;
}

std::string project_file(const std::string& name) {
  std::ifstream file(ACQSIM_SOURCE_DIR "/scenarios/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("claims are written as Markdown with verdicts and figures and assumptions",
          "[cli][claims]") {
  const TemporaryDirectory directory;
  const Said said = say({"claims", tiny_claims(directory)});
  INFO(said.err << said.out);
  CHECK(said.code == kDone);
  CHECK_THAT(
      said.out,
      Catch::StartsWith("# Two small claims\n") &&
          Catch::Contains("seed 1, 12 replications of each scenario, 6 at each end") &&
          Catch::Contains("| C1 | Twice the needs are more requirements. | **supported** | "
                          "1 of 1 | 2 of 2 |") &&
          Catch::Contains("## C2: not tested") && Catch::Contains("There is no moon here.") &&
          Catch::Contains("> +20") && Catch::Contains("Twenty can be told from none.") &&
          Catch::Contains("| `lock_in.strength` |") && Catch::Contains("0: stays: `more` +") &&
          Catch::Contains("small with agencies.health.requirement_rate=40/y"));
}

TEST_CASE("a claim that the runs do not bear out is reported so", "[cli][claims]") {
  const TemporaryDirectory directory;
  CHECK_THAT(say({"claims", tiny_claims(directory, "< -20")}).out,
             Catch::Contains("## C1: not supported"));
}

TEST_CASE("one claim can be asked for alone", "[cli][claims]") {
  const TemporaryDirectory directory;
  const Said said = say({"claims", tiny_claims(directory), "--claim", "c2"});
  CHECK(said.code == kDone);
  CHECK_THAT(said.out, Catch::Contains("## C2: not tested") && !Catch::Contains("## C1"));
}

TEST_CASE("claims say the same bytes for any number of threads", "[cli][claims]") {
  const TemporaryDirectory directory;
  const std::string file = tiny_claims(directory);
  const std::string one = say({"claims", file, "-j", "1"}).out;
  CHECK(one == say({"claims", file, "-j", "2"}).out);
  CHECK(one != say({"claims", file, "--seed", "2"}).out);
  CHECK_THAT(say({"claims", file, "--reps", "4"}).out,
             Catch::Contains("4 replications of each scenario, 4 at each end"));
}

TEST_CASE("wrong claims are told with their places and end in bad input", "[cli][claims]") {
  const TemporaryDirectory directory;
  const Said said = say({"claims", tiny_claims(directory, "more")});
  CHECK(said.code == kBadInput);
  CHECK(said.out.empty());
  CHECK_THAT(said.err, Catch::Contains("claims.yaml:10:") &&
                           Catch::Contains("claims.c1.tests.more.is: expected <, <=, > or >="));
  CHECK(say({"claims", "nowhere.yaml"}).code == kBadInput);
  CHECK(say({"claims", "-"}).code == kBadInput);
  CHECK_THAT(say({"claims", tiny_claims(directory), "--claim", "c3"}).err,
             Catch::Contains("there is no claim 'c3'"));
  CHECK(say({"claims", "a.yaml", "b.yaml"}).code == kBadInput);
}

TEST_CASE("a stop interrupts the claims and prints no half of them", "[cli][claims]") {
  const TemporaryDirectory directory;
  const std::atomic<bool> stop{true};
  Console console;
  console.stop = &stop;
  const Said said = say({"claims", tiny_claims(directory)}, "", console);
  CHECK(said.code == kInterrupted);
  CHECK(said.out.empty());
}

TEST_CASE("the ten claims of the project are in its file and in what was written from it",
          "[cli][claims]") {
  const std::string file = project_file("claims.yaml");
  const std::string written = project_file("CLAIMS.md");
  const Said version = say({"version"});
  std::set<std::string> named;
  for (const std::string& line : base::split(written, '\n')) {
    if (line.starts_with("## C")) named.insert(line.substr(3, line.find(':') - 3));
  }
  std::set<std::string> expected;
  for (int i = 1; i <= 10; ++i) {
    CHECK_THAT(file, Catch::Contains("\n  c" + std::to_string(i) + ":\n"));
    expected.insert("C" + std::to_string(i));
    CHECK_THAT(written, Catch::Contains("| C" + std::to_string(i) + " | "));
  }
  CHECK(named == expected);
  const std::size_t from = written.find("Model version ");
  REQUIRE(from != std::string::npos);
  const std::string stated = written.substr(from + 14, written.find(',', from) - from - 14);
  CHECK_THAT(version.out, Catch::Contains(stated));
  CHECK_THAT(written, Catch::Contains(" replications of each scenario"));
}

TEST_CASE("every scenario and end of the project's claims can be run", "[cli][claims][long]") {
  const auto loaded =
      scenario::load_claims(ACQSIM_SOURCE_DIR "/scenarios/claims.yaml", catalogue());
  const experiment::ClaimPlan plan = experiment::plan_claims(
      loaded, [](const std::string& file, std::span<const scenario::Override> overrides) {
        return scenario::load(file, catalogue(), overrides);
      });
  CHECK(plan.tests.size() >= 10);
  CHECK(plan.ends.size() >= 20);
  for (const experiment::EndPlan& end : plan.ends) CHECK_FALSE(end.tests.empty());
}

}  // namespace acqsim::cli
