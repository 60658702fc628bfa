#include "cli/harness.hpp"
#include "support/temporary_directory.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/store/study.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <fstream>
#include <iterator>

namespace acqsim::cli {
namespace {

std::string content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string bad_scenario(const TemporaryDirectory& directory) {
  const std::string path = directory / "bad.yaml";
  std::ofstream(path) << content(small_scenario()) << "\nnonsense: 3\n";
  return path;
}

std::string count(const std::string& study) {
  return store::query(study, "SELECT count(*) FROM replications").rows.at(0).at(0);
}

}  // namespace

TEST_CASE("a run answers on standard output alone") {
  const Said said = say({"run", small_scenario(), "--reps", "20"});
  INFO(said.err);
  CHECK(said.code == kDone);
  CHECK(said.err.empty());
  CHECK_THAT(said.out, Catch::Contains("20 simulated futures, seed 1") &&
                           Catch::Contains("Does Alpha sign Cloud One first?") &&
                           Catch::Contains("95% confidence") &&
                           Catch::Contains("Obligations by vendor") &&
                           Catch::Contains("\nNext: keep every future, to go on or to query:\n  "
                                           "acqsim run "));
}

TEST_CASE("a run says the same bytes for any number of threads, in each format") {
  for (const std::string format : {"table", "json", "csv"}) {
    const auto with = [&format](const std::string& threads) {
      return say({"run", small_scenario(), "--reps", "60", "--format", format, "-j", threads}).out;
    };
    CHECK(with("1") == with("2"));
    CHECK(with("1") == with("7"));
  }
}

TEST_CASE("seed and settings change the answer, and are part of the command's meaning") {
  const auto csv = [](const std::vector<std::string>& more) {
    std::vector<std::string> args{"run", small_scenario(), "--reps", "30", "--format", "csv"};
    args.insert(args.end(), more.begin(), more.end());
    const Said said = say(args);
    CHECK(said.code == kDone);
    return said.out;
  };
  const std::string first = csv({});
  CHECK(csv({"--seed", "1"}) == first);
  CHECK(csv({"--seed", "2"}) != first);
  CHECK(csv({"--set", "agencies.health.requirement_rate=40/y"}) != first);
}

TEST_CASE("a run until precise stops when its questions are") {
  const Said said = say({"run", small_scenario(), "--precision", "0.2", "--format", "json"});
  CHECK(said.code == kDone);
  CHECK_THAT(said.out, Catch::Contains("\"ending\": \"precise\""));
}

TEST_CASE("a table keeps to the width of the console") {
  for (const int width : {80, 120}) {
    Console console;
    console.width = width;
    const Said said = say({"run", small_scenario(), "--reps", "20", "--all"}, "", console);
    for (const std::string& line : base::split(said.out, '\n')) {
      if (line.find("/tests/support/") != std::string::npos) continue;  // a long path stays whole
      INFO(line);
      CHECK(base::display_width(line) <= static_cast<std::size_t>(width));
    }
  }
}

TEST_CASE("colours are for a terminal that wants them, progress for one that listens") {
  Console console;
  console.has_colour = true;
  console.is_err_terminal = true;
  const std::vector<std::string> args{"run", small_scenario(), "--reps", "5"};
  const Said coloured = say(args, "", console);
  CHECK_THAT(coloured.out, Catch::Contains("\x1b[1m"));
  CHECK_THAT(coloured.err, Catch::Contains("of 5 futures") && Catch::EndsWith("\r\x1b[K"));
  const Said plain =
      say({"run", small_scenario(), "--reps", "5", "--no-color", "--quiet"}, "", console);
  CHECK(plain.out.find('\x1b') == std::string::npos);
  CHECK(plain.err.empty());
}

TEST_CASE("a scenario is read from standard input as from a file") {
  const Said said = say({"run", "-", "--reps", "5", "--format", "csv"}, content(small_scenario()));
  CHECK(said.code == kDone);
  CHECK(said.out == say({"run", small_scenario(), "--reps", "5", "--format", "csv"}).out);
}

TEST_CASE("bad input is told with its place, and leaves nothing behind") {
  const TemporaryDirectory directory;
  const std::string out = directory / "out";
  const Said said = say({"run", bad_scenario(directory), "--out", out});
  CHECK(said.code == kBadInput);
  CHECK(said.out.empty());
  CHECK_THAT(said.err, Catch::Contains("bad.yaml:") && Catch::Contains("error: ") &&
                           Catch::Contains("nonsense"));
  CHECK_FALSE(std::filesystem::exists(out));
  CHECK(say({"run", directory / "absent.yaml", "--out", out}).code == kBadInput);
  CHECK(say({"run", small_scenario(), "--set", "vendors.gamma.price=$1", "--out", out}).code ==
        kBadInput);
  CHECK_FALSE(std::filesystem::exists(out));
}

TEST_CASE("all settings that are wrong are told at once, with what is wrong in the file") {
  const TemporaryDirectory directory;
  const Said said =
      say({"run", bad_scenario(directory), "--set", "no-equals", "--set", "vendors.gamma.price=$1",
           "--set", "=3", "--set", "precision.confidence=9"});
  CHECK(said.code == kBadInput);
  CHECK_THAT(said.err, Catch::Contains("'no-equals' has no '='") &&
                           Catch::Contains("'=3' has no path") && Catch::Contains("gamma") &&
                           Catch::Contains("precision.confidence") && Catch::Contains("nonsense"));
  CHECK(say({"check", bad_scenario(directory)}).code == kBadInput);
}

TEST_CASE("a setting outside the range that the scenario gives the value is remarked on") {
  const TemporaryDirectory directory;
  const std::string path = directory / "ranged.yaml";
  std::ofstream(path) << "extends: " << small_scenario()
                      << "\nlock_in: {strength: {value: 1, range: [0, 2]}}\n";
  const auto with = [&path](const std::string& setting, std::vector<std::string> more = {}) {
    std::vector<std::string> args{"run", path, "--reps", "2", "--set", setting};
    args.insert(args.end(), more.begin(), more.end());
    const Said said = say(args);
    CHECK(said.code == kDone);
    return said.err;
  };
  CHECK(with("lock_in.strength=3") ==
        "acqsim: remark: --set lock_in.strength=3 is outside the range 0 to 2 that the scenario "
        "gives it\n");
  CHECK(with("lock_in.strength=2").empty());
  CHECK(with("lock_in.strength=3", {"--quiet"}).empty());
  CHECK(with("agencies.health.requirement_rate=40/y").empty());
}

TEST_CASE("a part of a scenario is told from a whole one") {
  const std::string part = ACQSIM_SOURCE_DIR "/scenarios/world/vendors.yaml";
  for (const char* verb : {"run", "check"}) {
    CHECK_THAT(say({verb, part}).err,
               Catch::Contains("vendors.yaml looks like a part of a scenario"));
  }
  CHECK_THAT(say({"check", "-"}, "schema: 1\nname: a\n").err, !Catch::Contains("looks like"));
}

TEST_CASE("an output directory holds the study and the results, nothing else") {
  const TemporaryDirectory directory;
  const std::string out = directory / "deep/out";
  const Said said =
      say({"run", small_scenario(), "--reps", "10", "--out", out, "--format", "json"});
  REQUIRE(said.code == kDone);
  CHECK(content(out + "/results.json") == said.out);
  CHECK_THAT(content(out + "/outcomes.csv"), Catch::Contains("first-signature"));
  CHECK_THAT(content(out + "/measures.csv"), Catch::Contains("obligations"));
  CHECK_THAT(content(out + "/manifest.json"), Catch::Contains("--seed 1 --reps 10"));
  CHECK(count(out + "/study.sqlite") == "10");
  const auto files = std::filesystem::directory_iterator(out);
  CHECK(std::distance(begin(files), end(files)) == 5);
}

TEST_CASE("the same command goes on with a study to the same results") {
  const TemporaryDirectory directory;
  const std::string whole = directory / "whole";
  const std::string parts = directory / "parts";
  say({"run", small_scenario(), "--reps", "30", "--out", whole});
  say({"run", small_scenario(), "--reps", "12", "--out", parts});
  const Said second = say({"run", small_scenario(), "--reps", "30", "--out", parts, "-j", "2"});
  CHECK(second.code == kDone);
  CHECK_THAT(second.err, Catch::Contains("going on with 12 replications"));
  for (const char* file : {"/results.json", "/outcomes.csv", "/measures.csv", "/manifest.json"}) {
    CHECK(content(whole + file) == content(parts + file));
  }
  CHECK(count(parts + "/study.sqlite") == "30");
}

TEST_CASE("a directory with another study is refused and kept") {
  const TemporaryDirectory directory;
  const std::string out = directory / "out";
  say({"run", small_scenario(), "--reps", "5", "--out", out});
  const std::string before = content(out + "/results.json");
  const Said other = say({"run", small_scenario(), "--reps", "5", "--seed", "2", "--out", out});
  CHECK(other.code == kBadInput);
  CHECK(other.out.empty());
  CHECK_THAT(other.err,
             Catch::Contains("another study") && Catch::Contains("choose another --out"));
  CHECK(content(out + "/results.json") == before);
}

TEST_CASE("an output directory that cannot be made is named") {
  const TemporaryDirectory directory;
  std::ofstream(directory / "file") << "x";
  const Said said = say({"run", small_scenario(), "--reps", "5", "--out", directory / "file/out"});
  CHECK(said.code == kBadInput);
  CHECK_THAT(said.err, Catch::Contains("file/out"));
}

TEST_CASE("an interrupted run shows what was done and can go on") {
  const TemporaryDirectory directory;
  const std::string out = directory / "out";
  const std::atomic<bool> stop{true};
  Console console;
  console.stop = &stop;
  const Said said = say({"run", small_scenario(), "--reps", "50", "--out", out}, "", console);
  CHECK(said.code == kInterrupted);
  CHECK_THAT(said.err, Catch::Contains("interrupted"));
  CHECK_THAT(said.out, Catch::Contains("goes on from here"));
  CHECK(say({"run", small_scenario(), "--reps", "50", "--out", out}).code == kDone);
  CHECK(count(out + "/study.sqlite") == "50");
}

TEST_CASE("the option policy enables a policy of the scenario, once", "[cli][run][policies]") {
  const TemporaryDirectory directory;
  const std::string file = directory / "policies.yaml";
  std::ofstream(file) << "schema: 1\nname: policies\nextends: " << small_scenario()
                      << "\npolicies: {no-beta: {effects: [{forbid: {vendors: [beta]}}]}}\n";
  const auto csv = [&](const std::vector<std::string>& more) {
    std::vector<std::string> args{"run", file, "--reps", "5", "--format", "csv"};
    args.insert(args.end(), more.begin(), more.end());
    return say(args).out;
  };
  const std::string with = csv({"--policy", "no-beta"});
  CHECK(with != csv({}));
  CHECK(with == csv({"--set", "policies.no-beta.enabled=true"}));
  CHECK_THAT(say({"run", file, "--reps", "5", "--policy", "no-beta"}).out,
             Catch::Contains("--policy no-beta"));
  CHECK(say({"check", file, "--policy", "no-beta"}).code == kDone);
  const Said twice = say({"check", file, "--policy", "no-beta", "--policy", "no-beta"});
  CHECK(twice.code == kBadInput);
  CHECK_THAT(twice.err, Catch::Contains("--policy: error: policies.no-beta.enabled: changes "
                                        "nothing: the policy is enabled already"));
}

}  // namespace acqsim::cli
