#include "cli/harness.hpp"
#include "support/temporary_directory.hpp"

#include <acqsim/base/text.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <string>
#include <vector>

namespace acqsim::cli {
namespace {

/// Extends the small scenario with one change.
std::string with_change(const TemporaryDirectory& directory, const std::string& change) {
  const std::string path = directory / "changed.yaml";
  std::ofstream(path) << "schema: 1\nname: changed\nextends: " << small_scenario() << "\n"
                      << change << "\n";
  return path;
}

/// The cells of one column of a CSV, without its header. Fields with commas are not in what is
/// asked here.
std::vector<std::string> column(const std::string& csv, const std::string& name) {
  std::vector<std::string> values;
  std::size_t place = 0;
  for (const std::string& line : base::split(csv, '\n')) {
    const auto cells = base::split(line, ',');
    if (values.empty() && place == 0) {
      while (place < cells.size() && cells[place] != name) ++place;
      REQUIRE(place < cells.size());
      continue;
    }
    if (cells.size() > place) values.push_back(cells[place]);
  }
  return values;
}

}  // namespace

TEST_CASE("a scenario compared with itself differs by exactly nothing", "[cli][compare]") {
  const Said said =
      say({"compare", small_scenario(), small_scenario(), "--reps", "30", "--format", "csv"});
  INFO(said.err);
  CHECK(said.code == kDone);
  const auto differences = column(said.out, "difference");
  CHECK(differences.size() > 10);
  for (const std::string& one : differences) CHECK((one == "0" || one.empty()));
  for (const std::string& one : column(said.out, "verdict")) {
    CHECK((one == "same" || one == "no data"));
  }
  CHECK_THAT(say({"compare", small_scenario(), small_scenario(), "--reps", "30"}).out,
             Catch::Contains("No event differs in any of them.") &&
                 Catch::Contains("The same in every future."));
}

TEST_CASE("a comparison says the same bytes for any number of threads in each format",
          "[cli][compare]") {
  const TemporaryDirectory directory;
  const std::string changed =
      with_change(directory, "agencies: {health: {requirement_rate: 40/y}}");
  for (const std::string format : {"table", "json", "csv"}) {
    const auto with = [&](const std::string& threads) {
      return say({"compare", small_scenario(), changed, "--reps", "40", "--format", format, "-j",
                  threads})
          .out;
    };
    const std::string one = with("1");
    CHECK(one == with("2"));
    CHECK_FALSE(one.empty());
  }
}

TEST_CASE("a comparison tells difference and verdict and what pairing saved", "[cli][compare]") {
  const TemporaryDirectory directory;
  const std::string changed =
      with_change(directory, "agencies: {health: {requirement_rate: 80/y}}");
  for (const int width : {80, 120}) {
    Console console;
    console.width = width;
    const Said said = say({"compare", small_scenario(), changed, "--reps", "40"}, "", console);
    INFO(said.out);
    CHECK(said.code == kDone);
    CHECK_THAT(said.out, Catch::Contains("changed against small") &&
                             Catch::Contains("40 simulated futures of each on common random") &&
                             Catch::Contains("Holm's correction") && Catch::Contains("higher") &&
                             Catch::Contains("Next: every difference"));
    for (const std::string& line : base::split(said.out, '\n')) {
      INFO(line);
      CHECK(base::display_width(line) <= static_cast<std::size_t>(width));
    }
  }
}

TEST_CASE("pairing pays on two scenarios of the pack", "[cli][compare][long]") {
  // What OpenAI may sell where does not change who needs what when: the rest of the market keeps
  // its luck. 0.9 at 60 futures; the bounds are those of chance alone.
  const Said said = say({"compare", ACQSIM_SOURCE_DIR "/scenarios/baseline.yaml",
                         ACQSIM_SOURCE_DIR "/scenarios/openai-azure-only.yaml", "--reps", "16",
                         "--format", "csv", "-j", "2"});
  INFO(said.err);
  REQUIRE(said.code == kDone);
  const auto names = column(said.out, "name");
  const auto vendors = column(said.out, "vendor");
  const auto correlations = column(said.out, "correlation");
  const auto worths = column(said.out, "worth");
  const auto saved = column(said.out, "saved");
  int tried = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] != "obligations" || vendors[i].empty() || vendors[i] == "openai") continue;
    if (correlations[i].empty()) continue;
    INFO(vendors[i]);
    CHECK(std::stod(correlations[i]) > 0.0);
    CHECK(std::stod(worths[i]) > 1.0);
    CHECK(std::stod(saved[i]) > 0.0);
    ++tried;
  }
  CHECK(tried >= 8);
}

TEST_CASE("a comparison wants two scenarios that are right", "[cli][compare]") {
  CHECK_THAT(say({"compare", small_scenario()}).err, Catch::Contains("two scenarios or more"));
  CHECK(say({"compare", small_scenario()}).code == kBadInput);
  CHECK(say({"compare", "-", "-"}).code == kBadInput);
  CHECK(say({"compare", small_scenario(), "nowhere.yaml"}).code == kBadInput);
  CHECK(say({"compare", small_scenario(), small_scenario(), "--format", "xml"}).code == kBadInput);
}

TEST_CASE("a stop before the first pair interrupts a comparison", "[cli][compare]") {
  const std::atomic<bool> stop{true};
  Console console;
  console.stop = &stop;
  const Said said =
      say({"compare", small_scenario(), small_scenario(), "--reps", "20"}, "", console);
  CHECK(said.code == kInterrupted);
  CHECK_THAT(said.err, Catch::Contains("interrupted"));
}

TEST_CASE("a policy is compared with the scenario without it", "[cli][compare][policies]") {
  const TemporaryDirectory directory;
  const std::string file = with_change(directory,
                                       "policies:\n"
                                       "  no-beta: {effects: [{forbid: {vendors: [beta]}}]}\n"
                                       "  no-lock-in: {effects: [{scale: {lock_in.strength: 0}}]}");
  const Said one = say({"compare", file, "--policy", "no-beta", "--reps", "30", "--format", "csv"});
  INFO(one.err);
  CHECK(one.code == kDone);
  CHECK_THAT(one.out, Catch::Contains("changed with no-beta"));
  CHECK_THAT(one.out, !Catch::Contains("no-lock-in"));
  const auto verdicts = column(one.out, "verdict");
  CHECK(std::find(verdicts.begin(), verdicts.end(), "lower") != verdicts.end());
  const Said two = say({"compare", file, "--policy", "no-beta", "--policy", "no-lock-in", "--reps",
                        "30", "--format", "csv"});
  CHECK(two.code == kDone);
  CHECK_THAT(two.out,
             Catch::Contains("changed with no-beta") && Catch::Contains("changed with no-lock-in"));
  // In the table, the command to go on with asks for the same.
  CHECK_THAT(say({"compare", file, "--policy", "no-beta", "--reps", "30"}).out,
             Catch::Contains("--policy no-beta"));

  CHECK_THAT(say({"compare", file}).err, Catch::Contains("--policy"));
  CHECK(say({"compare", "-", "--policy", "no-beta"}, "x").code == kBadInput);
  const Said unknown = say({"compare", file, "--policy", "no-bets"});
  CHECK(unknown.code == kBadInput);
  CHECK_THAT(unknown.err,
             Catch::Contains("--policy: error:") && Catch::Contains("did you mean 'no-beta'?"));
}

}  // namespace acqsim::cli
