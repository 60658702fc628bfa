#include "cli/harness.hpp"
#include "support/temporary_directory.hpp"

#include <acqsim/base/text.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <fstream>
#include <iterator>

namespace acqsim::cli {
namespace {

/// The small world with expectations of its own. FY2027 begins in October 2026.
std::string expecting(const std::string& outcomes) {
  return "extends: " + small_scenario() + "\nname: expecting\noutcomes:\n" + outcomes;
}

const char* const kHolds =
    "  never: {question: \"Are awards negative?\", that: {measure: awards, is: \"< 0\"},\n"
    "    expect: {probability: \"<= 5%\"}}\n";
const char* const kFails =
    "  always: {question: \"Are awards counted?\", that: {measure: awards, is: \">= 0\"},\n"
    "    expect: {probability: \"< 0.5\"}}\n";

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("test says ok and ends with 0 when all expectations hold") {
  const Said plain =
      say({"test", "-"}, expecting(std::string("  first-signature: null\n") + kHolds));
  INFO(plain.out << plain.err);
  CHECK(plain.code == kDone);
  CHECK_THAT(plain.out, Catch::StartsWith("TAP version 13\n1..2\n"));
  CHECK_THAT(plain.out, Catch::Contains("ok 1 - expecting: minority: ") &&
                            Catch::Contains(" # SKIP nothing is expected\n"));
  CHECK_THAT(plain.out, Catch::Contains("\nok 2 - expecting: never: Are awards negative?\n  ---\n"
                                        "  verdict: holds\n"));
  CHECK_THAT(plain.out, !Catch::Contains("not ok"));
  CHECK_THAT(plain.out, Catch::Contains("# 1 holds, 0 fail, 0 undecided, 1 without expectation"));
}

TEST_CASE("test ends with 1 when one expectation fails and with 3 when one is undecided") {
  const std::string failing = expecting(std::string("  first-signature: null\n") + kHolds + kFails);
  const Said fails = say({"test", "-"}, failing);
  CHECK(fails.code == kExpectationFails);
  CHECK_THAT(fails.out, Catch::Contains("\nnot ok 3 - expecting: always: ") &&
                            Catch::Contains("verdict: fails"));
  const Said undecided = say({"test", "-", "--reps", "5"},
                             expecting(std::string("  first-signature: null\n") + kHolds));
  CHECK(undecided.code == kUndecided);
  CHECK_THAT(undecided.out, Catch::Contains("\nnot ok 2 - ") &&
                                Catch::Contains("verdict: undecided") &&
                                Catch::Contains("# Next: four times as many futures"));
  CHECK_THAT(undecided.out, Catch::Contains("--reps 20"));
  // One that fails in them, and one that forty futures do not decide: failing is worse.
  CHECK(say({"test", "-", "--reps", "40"}, failing).code == kExpectationFails);
}

TEST_CASE("test gives the same bytes for any number of threads and other ones for another seed") {
  const std::string file = small_scenario();
  const Said alone = say({"test", file, "-j", "1", "--reps", "60"});
  const Said many = say({"test", file, "-j", "5", "--reps", "60"});
  CHECK(alone.out == many.out);
  CHECK(alone.code == many.code);
  CHECK(say({"test", file, "--reps", "60", "--seed", "2"}).out != alone.out);
}

TEST_CASE("a mean is tested in the unit of its measure") {
  const Said said =
      say({"test", "-"}, expecting("  first-signature: null\n"
                                   "  spent: {question: \"Is much spent?\", that: {measure: "
                                   "obligations, vendor: alpha, is: \"> $1M\"},\n"
                                   "    expect: {mean: \"> $1k\", probability: \">= 0.5\"}}\n"));
  INFO(said.out << said.err);
  CHECK(said.code == kDone);
  CHECK_THAT(said.out, Catch::Contains("1..3\n") && Catch::Contains("spent (mean): Is much") &&
                           Catch::Contains("a mean of more than $1k"));
}

TEST_CASE("a rate is told per year and a constant measure is not put down to few futures") {
  const Said said = say(
      {"test", "-", "--reps", "150"},
      expecting(
          "  first-signature: null\n"
          "  changes: {question: \"Do vendors change seldom?\",\n"
          "    that: {measure: vendor_change_rate, is: \"< 0.5/y\"},\n"
          "    expect: {mean: \"< 10/y\", probability: \"> 1%\"}}\n"
          "  constant: {question: \"Is it so?\", that: {measure: shutdown_days, is: \">= 0\"},\n"
          "    expect: {mean: \"< 1\"}}\n"));
  INFO(said.out << said.err);
  CHECK_THAT(said.out,
             Catch::Contains("expected: 'a mean of less than 10/y'\n  found: '0/y in 150") &&
                 Catch::Contains("  unit: '1/y'\n") && Catch::Contains("the same in every future"));
  CHECK_THAT(said.out, !Catch::Contains("four times"));
  CHECK(said.code == kUndecided);
}

TEST_CASE("test writes JUnit XML beside its output") {
  const TemporaryDirectory scratch;
  const std::string file = scratch / "results.xml";
  const Said said = say({"test", small_scenario(), "--reps", "40", "--junit", file});
  CHECK(said.code != kBadInput);
  CHECK_THAT(text_of(file), Catch::StartsWith("<?xml version=\"1.0\"") &&
                                Catch::Contains("<testsuite name=\"small\" tests=\"2\"") &&
                                Catch::Contains("classname=\"small\""));
  const Said nowhere = say({"test", small_scenario(), "--junit", scratch / "no/such/file.xml"});
  CHECK(nowhere.code == kBadInput);
  CHECK(nowhere.out.empty());
}

TEST_CASE("several scenarios are one plan with numbers that go on") {
  const Said said = say({"test", small_scenario(), small_scenario(), "--reps", "30"});
  CHECK_THAT(said.out,
             Catch::Contains("1..4\n") && Catch::Contains("ok 1 - ") && Catch::Contains("ok 4 - "));
}

TEST_CASE("every error of every file is told before anything runs") {
  const Said said = say({"test", "nowhere.yaml", small_scenario(), "elsewhere.yaml"});
  CHECK(said.code == kBadInput);
  CHECK(said.out.empty());
  CHECK_THAT(said.err, Catch::Contains("nowhere.yaml") && Catch::Contains("elsewhere.yaml"));
}

TEST_CASE("test refuses wrong options before it reads") {
  using Args = std::vector<std::string>;
  for (const Args& options : {Args{"--indifference", "0"}, Args{"--indifference", "x"},
                              Args{"--error", "50%"}, Args{"--reps", "0"}, Args{"--junit", ""},
                              Args{"--precision", "0.1"}, Args{"--format", "json"}}) {
    Args args{"test", "does-not-exist.yaml"};
    args.insert(args.end(), options.begin(), options.end());
    const Said said = say(args);
    INFO(base::join(args, " "));
    CHECK(said.code == kBadInput);
    CHECK_THAT(said.err, !Catch::Contains("does-not-exist"));
  }
  CHECK(say({"test"}).code == kBadInput);
  CHECK(say({"test", "-", "-"}).code == kBadInput);
}

TEST_CASE("an interrupted test bails out") {
  const std::atomic<bool> stop{true};
  Console console;
  console.stop = &stop;
  const Said said = say({"test", small_scenario()}, "", console);
  CHECK(said.code == kInterrupted);
  CHECK_THAT(said.out, Catch::EndsWith("Bail out! interrupted\n"));
}

}  // namespace acqsim::cli
