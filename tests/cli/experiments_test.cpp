#include "cli/harness.hpp"
#include "store/database.hpp"
#include "support/temporary_directory.hpp"

#include <acqsim/base/text.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>

/// sensitivity, drivers and tip: what follows a sweep.
namespace acqsim::cli {
namespace {

using Args = std::vector<std::string>;

/// The small scenario with an open question: how prices are weighed decides it.
class Priced {
 public:
  Priced() : file(directory / "priced.yaml") {
    std::ofstream(file) << "extends: " << small_scenario() << R"(
name: priced
outcomes:
  beta-leads:
    question: Does Beta win most awards?
    that: {measure: award_share, vendor: beta, is: "> 50%"}
policies:
  cheap:
    title: Cheap
    question: What if Beta were cheap?
    enabled: false
    effective: 2026-06-01
    basis: assumption
    note: for tests
    effects: [{set: {vendors.beta.price: $200}}]
)";
  }

  /// Two factors, one of which counts.
  Args sensitivity(const std::string& folder, const Args& more = {}) const {
    Args args{"sensitivity", file, "--vary", "lock_in.strength=0..2", "--vary", "choice.price=0..3",
              "--reps",      "4",  "--out",  directory / folder};
    args.insert(args.end(), more.begin(), more.end());
    return args;
  }

  TemporaryDirectory directory;
  std::string file;
};

void check_width(const std::string& text) {
  for (const std::string& line : base::split(text, '\n')) {
    INFO(line);
    CHECK((line.find('/') != std::string::npos || base::display_width(line) <= 80));
  }
}

/// The fields of the line of CSV about a parameter.
std::vector<std::string> fields_of(const std::string& csv, const std::string& path) {
  for (const std::string& line : base::split(csv, '\n')) {
    if (line.find("," + path + ",") != std::string::npos) return base::split(line, ',');
  }
  return {};
}

}  // namespace

TEST_CASE("screening finds the factor that moves an answer, and its direction",
          "[cli][sensitivity]") {
  const Priced market;
  const Said said = say(market.sensitivity(
      "m", {"--outcome", "beta-leads", "--design", "morris(12)", "--format", "csv"}));
  INFO(said.err);
  REQUIRE(said.code == kDone);
  const auto price = fields_of(said.out, "choice.price");
  REQUIRE(price.size() == 16);
  CHECK(price[3] == "0");
  CHECK(price[4] == "3");
  // Its frequency goes from about 0.46 to about 0.96 over the range.
  const double mu = std::stod(price[5]);
  CHECK(mu > 0.25);
  CHECK(mu < 0.75);
  CHECK(std::stod(price[6]) - 2.0 * std::stod(price[7]) > std::stod(price[9]));
  const auto strength = fields_of(said.out, "lock_in.strength");
  REQUIRE(strength.size() == 16);
  CHECK(std::stod(strength[6]) < std::stod(price[6]));
}

TEST_CASE("a factor that does nothing is rarely said to move an answer",
          "[cli][sensitivity][slow]") {
  // Two vendors that are alike in everything: however many requirements there are, either leads
  // half of the futures. The number changes all that comes after it, so that chance is at its
  // greatest.
  const TemporaryDirectory directory;
  const std::string file = directory / "twins.yaml";
  std::ofstream(file) << "extends: " << small_scenario() << R"(
name: twins
end: 2028-09-30
vendors:
  alpha:
    price: $300
    capability: 90
    reviews_partnerships: 0/y
    integration_cost: $12M
    partnerships: {cloud-one: {scope: [civilian], since: null}}
    exclusivity: null
    offerings: {one-gov: {since: null}}
  beta: {integration_cost: $12M}
promotions: {alpha-dollar: null}
timeline: {lapse: null}
outcomes:
  first-signature: null
  minority: null
  beta-leads:
    question: Does Beta win most awards?
    that: {measure: award_share, vendor: beta, is: "> 50%"}
)";
  int analyses = 0;
  int moving = 0;
  for (int seed = 1; seed <= 60; ++seed) {
    const Said said =
        say({"sensitivity", file, "--vary", "agencies.health.requirement_rate=5/y..40/y", "--seed",
             std::to_string(seed), "--quiet", "--out", directory / std::to_string(seed)});
    INFO(said.err);
    REQUIRE(said.code == kDone);
    analyses += said.out.find("  agencies.health.requirement_rate  ") != std::string::npos ? 1 : 0;
    moving += said.out.find("moves it\n") != std::string::npos ? 1 : 0;
  }
  CHECK(analyses == 60);
  // Beyond two standard errors lie at most one in twenty, of 60 three; nine or more have a chance
  // of 0.3% then.
  CHECK(moving < 9);
}

TEST_CASE("variance is divided between factors, chance told apart", "[cli][sensitivity]") {
  const Priced market;
  const Said said =
      say(market.sensitivity("s", {"--outcome", "beta-leads", "--design", "sobol(128)"}));
  INFO(said.err);
  REQUIRE(said.code == kDone);
  CHECK_THAT(said.out, Catch::Contains("design sobol(128)") &&
                           Catch::Contains("of the variance of a single future are chance") &&
                           Catch::Contains("choice.price"));
  check_width(said.out);
}

TEST_CASE("a sensitivity analysis says what moves an outcome and what to do next",
          "[cli][sensitivity]") {
  const Priced market;
  const Said said =
      say(market.sensitivity("m", {"--design", "morris(3)", "--outcome", "beta-leads"}));
  INFO(said.err);
  CHECK(said.code == kDone);
  CHECK_THAT(said.out, Catch::Contains("Sensitivity of priced") && Catch::Contains("mu*") &&
                           Catch::Contains("2 parameters over their ranges") &&
                           Catch::Contains("\nNext: "));
  check_width(said.out);
}

TEST_CASE("an answer that some futures lack is not analysed", "[cli][sensitivity]") {
  const Priced market;
  const Said said =
      say(market.sensitivity("m", {"--design", "morris(2)", "--outcome", "minority"}));
  INFO(said.err);
  CHECK(said.code == kDone);
  CHECK_THAT(said.out, Catch::Contains("Not analysed: ") && Catch::Contains("have no answer"));
}

TEST_CASE("an answer that few futures lack is analysed by the others", "[cli][sensitivity]") {
  const Priced market;
  const Said said =
      say(market.sensitivity("few", {"--design", "morris(12)", "--outcome", "beta-leads", "--set",
                                     "agencies.health.requirement_rate=1.2/y"}));
  INFO(said.err);
  CHECK(said.code == kDone);
  CHECK_THAT(said.out, Catch::Contains("have no answer; each point stands for the mean") &&
                           Catch::Contains("mu*"));
}

TEST_CASE("failed replications end a sensitivity analysis with 4 until they are run again",
          "[cli][sensitivity]") {
  const Priced market;
  const Args args = market.sensitivity("f", {"--design", "morris(3)", "--outcome", "beta-leads"});
  const Said first = say(args);
  REQUIRE(first.code == kDone);
  store::Database(market.directory / "f/study.sqlite", store::Database::Mode::read_write)
      .execute(
          "UPDATE replications SET status = 'failed', message = 'broke', outcomes = NULL, "
          "measures = NULL WHERE point = 2 AND replication % 4 = 1");
  const Said failed = say(args);
  CHECK(failed.code == kSomeFailed);
  CHECK_THAT(failed.err, Catch::Contains("failed: broke") && Catch::Contains("failed\n"));
  Args again = args;
  again.push_back("--retry-failed");
  const Said mended = say(again);
  CHECK(mended.code == kDone);
  CHECK(mended.out == first.out);
}

TEST_CASE("the next command of a sensitivity analysis can be run, and asks the same",
          "[cli][sensitivity]") {
  const Priced market;
  const auto next_of = [](const Said& said) {
    INFO(said.err);
    REQUIRE(said.code == kDone);
    std::string command = said.out.substr(said.out.find("\nNext: ") + 1);
    command = command.substr(command.find("\n") + 1);
    for (std::size_t at = 0; (at = command.find("\\\n")) != std::string::npos;) {
      command.erase(at, 2);
    }
    Args words;
    for (const std::string& word : shell_words(command.substr(0, command.find('\n')), "")) {
      if (!word.empty()) words.push_back(word);
    }
    words.erase(words.begin());  // the program
    return words;
  };
  const auto has = [](const Args& words, const std::string& option, const std::string& value) {
    const auto found = std::ranges::find(words, option);
    return found != words.end() && found + 1 != words.end() && *(found + 1) == value;
  };
  // One parameter that counts: where does it flip?
  Args tip =
      next_of(say(market.sensitivity("m", {"--design", "morris(12)", "--outcome", "beta-leads",
                                           "--seed", "5", "--set", "vendors.beta.price=$290"})));
  CHECK(tip[0] == "tip");
  CHECK(tip[2] == "choice.price=0..3");
  CHECK(has(tip, "--outcome", "beta-leads"));
  CHECK(has(tip, "--seed", "5"));
  CHECK(has(tip, "--set", "vendors.beta.price=$290"));
  tip.insert(tip.end(), {"--reps", "40"});
  const Said flips = say(tip);
  INFO(flips.err);
  CHECK(flips.code == kDone);
  // Variance divided: along the strongest, although it is named second.
  Args strongest = next_of(say(market.sensitivity(
      "s", {"--design", "sobol(32)", "--outcome", "beta-leads", "--policy", "cheap"})));
  CHECK(strongest[2] == "choice.price=0..3");
  CHECK(has(strongest, "--policy", "cheap"));
  // Of a measure there is no tip.
  Args sweep = next_of(say(
      market.sensitivity("w", {"--design", "sobol(4)", "--measure", "award_share{vendor=beta}"})));
  CHECK(sweep[0] == "sweep");
  sweep.insert(sweep.end(), {"--reps", "1", "--out", market.directory / "swept"});
  CHECK(say(sweep).code == kDone);
}

TEST_CASE("a dry run of a sensitivity analysis tells its size and writes nothing",
          "[cli][sensitivity]") {
  const Priced market;
  const Said said = say(market.sensitivity("dry", {"--design", "morris(10)", "--dry-run"}));
  INFO(said.err);
  CHECK(said.code == kDone);
  CHECK_THAT(said.out, Catch::Contains("2 parameters, 30 points of morris(10), 4 replications "
                                       "each: 120 runs") &&
                           Catch::Contains(" sensitivity "));
  CHECK_FALSE(std::filesystem::exists(market.directory / "dry"));
}

TEST_CASE("a sensitivity analysis is the same for any threads, and goes on from its study",
          "[cli][sensitivity]") {
  const Priced market;
  const auto with = [&](const std::string& folder, const std::string& threads) {
    return say(market.sensitivity(folder, {"--design", "sobol(4)", "--outcome", "beta-leads",
                                           "--format", "json", "-j", threads}));
  };
  const Said one = with("one", "1");
  const Said two = with("two", "2");
  INFO(one.err);
  REQUIRE(one.code == kDone);
  CHECK(one.out == two.out);
  const Said again = with("one", "2");
  CHECK(again.out == one.out);
  CHECK_THAT(again.err, Catch::Contains("0 replications to do, 64 are in"));
  CHECK_THAT(one.out, Catch::Contains("\"indices\": [{\"path\": \"lock_in.strength\""));
}

TEST_CASE("every number with a range is a factor when none is named", "[cli][sensitivity]") {
  const Priced market;
  const Said said = say({"sensitivity", market.file, "--design", "morris(1)", "--reps", "1",
                         "--out", market.directory / "all", "--all"});
  INFO(said.err);
  CHECK(said.code == kDone);
  CHECK_THAT(said.out, Catch::Contains("vendors.alpha.integration_cost") &&
                           Catch::Contains("lock_in.strength"));
}

TEST_CASE("wrong calls of sensitivity say what is wrong", "[cli][sensitivity]") {
  const Priced market;
  const auto wrong = [&](const Args& more, const std::string& what) {
    const Said said = say(market.sensitivity("w", more));
    INFO(said.err);
    CHECK(said.code == kBadInput);
    CHECK_THAT(said.err, Catch::Contains(what));
  };
  wrong({"--design", "grid"}, "morris(R) or sobol(N), not grid");
  wrong({"--outcome", "nothing"}, "there is no outcome 'nothing'");
  wrong({"--measure", "award_shore{vendor=beta}"}, "did you mean award_share{vendor=beta}?");
  wrong({"--vary", "lock_in.strenth=0..1"}, "lock_in.strenth");
  CHECK(say({"sensitivity"}).code == kBadInput);
  CHECK(say({"sensitivity", "-"}).code == kBadInput);
}

TEST_CASE("an interrupted sensitivity analysis keeps what it has", "[cli][sensitivity]") {
  const Priced market;
  std::atomic<bool> stop{true};
  Console console;
  console.stop = &stop;
  const Args args = market.sensitivity("i", {"--design", "morris(2)"});
  const Said said = say(args, {}, console);
  CHECK(said.code == kInterrupted);
  CHECK_THAT(said.err, Catch::Contains("the same command goes on from here"));
  CHECK(say(args).code == kDone);
}

TEST_CASE("drivers tell which part of a sweep goes with an answer", "[cli][drivers]") {
  const Priced market;
  const std::string folder = market.directory / "d";
  const Said swept =
      say({"sweep", market.file, "--vary", "choice.price=0..3", "--vary", "lock_in.strength=0..2",
           "--design", "lhs(60)", "--reps", "6", "--out", folder, "--quiet"});
  INFO(swept.err);
  REQUIRE(swept.code == kDone);
  const Said said = say({"drivers", folder, "--outcome", "beta-leads"});
  INFO(said.err);
  CHECK(said.code == kDone);
  CHECK_THAT(said.out, Catch::Contains("60 points in 2 parameters, 360 simulated futures") &&
                           Catch::Contains("choice.price at least ") &&
                           Catch::Contains("a classification tree") &&
                           Catch::Contains("futures over all points (") &&
                           Catch::Contains("simulated futures) where"));
  check_width(said.out);
  const Said no = say({"drivers", folder, "--outcome", "beta-leads", "--no"});
  CHECK_THAT(no.out,
             Catch::Contains("The answer is no in") && Catch::Contains("choice.price at most "));
  const Said json = say({"drivers", folder, "--outcome", "beta-leads", "--format", "json"});
  CHECK(json.code == kDone);
  CHECK_THAT(json.out, Catch::Contains("\"answer\": \"yes\"") && Catch::Contains("\"leaves\"") &&
                           Catch::Contains("\"path\": \"choice.price\", \"low\": "));
}

TEST_CASE("wrong calls of drivers say what is wrong", "[cli][drivers]") {
  const Priced market;
  const std::string folder = market.directory / "d";
  REQUIRE(say({"sweep", market.file, "--vary", "choice.price=0,3", "--reps", "2", "--out", folder,
               "--quiet"})
              .code == kDone);
  const auto wrong = [](const Args& args, const std::string& what) {
    const Said said = say(args);
    INFO(said.err);
    CHECK(said.code == kBadInput);
    CHECK_THAT(said.err, Catch::Contains(what));
  };
  wrong({"drivers"}, "which study?");
  wrong({"drivers", folder}, "which outcome?");
  wrong({"drivers", folder, "--outcome", "beta-lead"}, "did you mean beta-leads?");
  wrong({"drivers", market.directory / "nowhere"}, "nowhere");
  REQUIRE(say({"run", market.file, "--reps", "2", "--out", market.directory / "r"}).code == kDone);
  wrong({"drivers", market.directory / "r"}, "nothing varies in this study");
}

TEST_CASE("a tip is found along one number, with its interval", "[cli][tip][long]") {
  const Priced market;
  const Args args{"tip",       market.file,  "choice.price=0..3",
                  "--outcome", "beta-leads", "--probability",
                  "0.8",       "--reps",     "400"};
  const Said said = say(args);
  INFO(said.err);
  CHECK(said.code == kDone);
  CHECK_THAT(said.out, Catch::Contains("It is likelier than 80 in 100 above choice.price = ") &&
                           Catch::Contains("95%") && Catch::Contains("side of the line"));
  check_width(said.out);
  Args machine = args;
  machine.insert(machine.end(), {"--format", "json", "-j", "2"});
  const Said json = say(machine);
  CHECK_THAT(json.out,
             Catch::Contains("\"kind\": \"found\"") && Catch::Contains("\"rises\": true"));
  machine.back() = "1";
  CHECK(say(machine).out == json.out);
}

TEST_CASE("wrong calls of tip say what is wrong", "[cli][tip]") {
  const Priced market;
  const auto wrong = [&](const Args& more, const std::string& what) {
    Args args{"tip", market.file};
    args.insert(args.end(), more.begin(), more.end());
    const Said said = say(args);
    INFO(said.err);
    CHECK(said.code == kBadInput);
    CHECK_THAT(said.err, Catch::Contains(what));
  };
  wrong({}, "the path of one number");
  wrong({"choice.price=1,2", "--outcome", "beta-leads"}, "along one range");
  wrong({"choice.price=1..2", "--outcome", "beta-leads", "--probability", "1.5"},
        "--probability lies between 0 and 1");
  wrong({"choice.price=1..2", "--outcome", "beta-led"}, "there is no outcome");
  wrong({"choice.price=1..2"}, "which outcome?");
  wrong({"choice.prise=1..2", "--outcome", "beta-leads"}, "did you mean");
}

}  // namespace acqsim::cli
