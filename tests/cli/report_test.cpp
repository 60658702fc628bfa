#include "acqsim/report_content.hpp"
#include "cli/harness.hpp"
#include "support/temporary_directory.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/stat.h>

namespace acqsim::cli {
namespace {

namespace fs = std::filesystem;

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_CASE("a report of a scenario and of its study say the same", "[cli][report]") {
  const TemporaryDirectory scratch;
  const std::string page = scratch / "page.html";
  const Said said = say({"report", small_scenario(), "--reps", "12", "--out", page, "--quiet"});
  CHECK(said.code == kDone);
  CHECK(said.err.empty());
  CHECK_THAT(said.out, Catch::Contains("The report is in " + page));
  const std::string text = text_of(page);
  for (const char* part :
       {"<h2 id=\"answer-title\">", "12 simulated futures, seed 1",
        "Does Alpha sign Cloud One first?", "Three futures to look at", "A press release",
        "vendors.alpha.integration_cost", "Where the days go", "Defaults of the program:",
        "<code>lock_in.model.weight</code></th><td class=\"n\">1</td>"}) {
    INFO(part);
    CHECK_THAT(text, Catch::Contains(part));
  }
  REQUIRE(say({"run", small_scenario(), "--reps", "12", "--out", scratch / "study"}).code == kDone);
  const Said again = say({"report", scratch / "study"});
  CHECK(again.code == kDone);
  // All but the manifest is equal.
  const auto body = [](const std::string& html) {
    const std::size_t from = html.find("<main ");
    return html.substr(from, html.find("<section id=\"manifest\"") - from);
  };
  CHECK(body(again.out) == body(text));
}

TEST_CASE("a study whose scenario has changed is reported without what needs it", "[cli][report]") {
  const TemporaryDirectory scratch;
  const std::string file = scratch / "changing.yaml";
  fs::copy_file(small_scenario(), file);
  REQUIRE(say({"run", file, "--reps", "5", "--out", scratch / "study"}).code == kDone);
  std::ofstream(file, std::ios::app) << "\nchoice: {friction: 0.004}\n";
  const Said said = say({"report", scratch / "study"});
  CHECK(said.code == kDone);
  CHECK_THAT(said.out, Catch::Contains("What is not in this report") &&
                           Catch::Contains("says something else by now") &&
                           !Catch::Contains("<section id=\"assumptions\""));
  fs::remove(file);
  CHECK_THAT(say({"report", scratch / "study"}).out,
             Catch::Contains("is not here; make the report in the folder"));
}

TEST_CASE("a report compares with another scenario, and of a sweep tells what pulls",
          "[cli][report]") {
  const TemporaryDirectory scratch;
  const std::string other = scratch / "other.yaml";
  std::ofstream(other) << "extends: " << small_scenario()
                       << "\nname: other\nvendors: {alpha: {price: $4000}}\n";
  const Said said =
      say({"report", small_scenario(), "--reps", "10", "--against", other, "--stress", "--quiet"});
  CHECK(said.code == kDone);
  CHECK_THAT(said.out, Catch::Contains("<h3>other against small</h3>") &&
                           Catch::Contains("10 simulated futures in pairs") &&
                           Catch::Contains("Reporting draft by STRESS-DES"));
  REQUIRE(say({"sweep", small_scenario(), "--vary", "vendors.alpha.price=$100,$4000", "--reps", "5",
               "--out", scratch / "sweep", "--quiet"})
              .code == kDone);
  const Said swept = say({"report", scratch / "sweep"});
  CHECK(swept.code == kDone);
  CHECK_THAT(swept.out, Catch::Contains("2 points of the design grid in vendors.alpha.price") &&
                            Catch::Contains("What pulls most"));
  CHECK(say({"report", scratch / "sweep", "--against", other}).code == kBadInput);
}

TEST_CASE("report refuses what it cannot show, and leaves an old page alone", "[cli][report]") {
  const TemporaryDirectory scratch;
  CHECK(say({"report"}).code == kBadInput);
  CHECK_THAT(say({"report", "a.yaml", "b.yaml"}).err, Catch::Contains("one study or scenario"));
  const Said missing = say({"report", scratch / "none.yaml"});
  CHECK(missing.code == kBadInput);
  CHECK_THAT(missing.err, Catch::Contains("none.yaml"));
  CHECK(say({"report", scratch.path().string()}).code == kBadInput);  // a folder without a study
  Console terminal;
  terminal.is_out_terminal = true;
  const Said to_terminal = say({"report", small_scenario(), "--reps", "2"}, "", terminal);
  CHECK(to_terminal.code == kBadInput);
  CHECK_THAT(to_terminal.err, Catch::Contains("--out report.html"));
  REQUIRE(say({"run", small_scenario(), "--reps", "2", "--out", scratch / "study"}).code == kDone);
  const Said reps = say({"report", scratch / "study", "--reps", "3"});
  CHECK(reps.code == kBadInput);
  CHECK_THAT(reps.err, Catch::Contains("--reps is for a scenario"));
  const std::string page = scratch / "page.html";
  std::ofstream(page) << "old";
  CHECK(say({"report", scratch / "none.yaml", "--out", page}).code == kBadInput);
  CHECK(text_of(page) == "old");
  CHECK(say({"report", small_scenario(), "--reps", "2", "--out", scratch / "no/page.html"}).code ==
        kBadInput);
}

TEST_CASE("a page is not written over what it is made of", "[cli][report]") {
  const TemporaryDirectory scratch;
  const std::string file = scratch / "self.yaml";
  const std::string other = scratch / "other.yaml";
  const std::string study = scratch / "study";
  fs::copy_file(small_scenario(), file);
  std::ofstream(other) << "extends: self.yaml\nname: other\n";
  REQUIRE(say({"run", file, "--reps", "2", "--out", study}).code == kDone);
  fs::create_symlink("self.yaml", scratch / "link");
  const auto refuses = [&](std::vector<std::string> words, const std::string& out) {
    const std::string before = text_of(out);
    words.insert(words.end(), {"--reps", "2"});
    if (words[1] == study) words.resize(words.size() - 2);
    words.insert(words.end(), {"--out", out});
    const Said said = say(words);
    CHECK(said.code == kBadInput);
    CHECK_THAT(said.err, Catch::Contains("is what the report is made of"));
    CHECK(text_of(out) == before);
  };
  refuses({"report", file}, file);
  refuses({"report", file}, scratch / "link");
  refuses({"report", other}, file);  // what it extends
  refuses({"report", file, "--against", other}, other);
  refuses({"report", study}, study + "/study.sqlite");
  refuses({"report", study}, file);
}

TEST_CASE("what cannot be read or written is told before the simulation", "[cli][report]") {
  const TemporaryDirectory scratch;
  // So many replications would take minutes.
  const std::vector<std::string> long_one{"report", small_scenario(), "--reps", "10000000"};
  auto words = long_one;
  words.insert(words.end(), {"--against", scratch / "none.yaml"});
  CHECK(say(words).code == kBadInput);
  words = long_one;
  words.insert(words.end(), {"--out", scratch / "absent/page.html"});
  CHECK(say(words).code == kBadInput);
}

TEST_CASE("a report says what was changed, and compares with a scenario as it is written",
          "[cli][report]") {
  const TemporaryDirectory scratch;
  const std::vector<std::string> changed{
      "report", small_scenario(), "--set", "vendors.alpha.price=$4000", "--reps", "10", "--quiet"};
  auto words = changed;
  words.insert(words.end(), {"--against", small_scenario()});
  const Said of_scenario = say(words);
  CHECK(of_scenario.code == kDone);
  CHECK_THAT(of_scenario.out,
             Catch::Contains("Changed for this run: vendors.alpha.price = $4000.") &&
                 Catch::Contains("; changed: vendors.alpha.price = $4000\"") &&
                 Catch::Contains("<h3>small of " + small_scenario() + " against small</h3>") &&
                 !Catch::Contains("0 measures differ"));
  REQUIRE(say({"run", small_scenario(), "--set", "vendors.alpha.price=$4000", "--reps", "10",
               "--out", scratch / "study"})
              .code == kDone);
  const Said of_study = say({"report", scratch / "study", "--against", small_scenario()});
  const auto body = [](const std::string& html) {
    const std::size_t from = html.find("<header>");
    return html.substr(from, html.find("<section id=\"manifest\"") - from);
  };
  CHECK(body(of_study.out) == body(of_scenario.out));
  CHECK_THAT(say({"report", small_scenario(), "--reps", "2", "--quiet"}).out,
             !Catch::Contains("Changed for this run"));
}

TEST_CASE("the command that makes a study again has its folder, and is none of others' making",
          "[cli][report]") {
  const TemporaryDirectory scratch;
  const std::string file = scratch / "a b.yaml";
  std::ofstream(file) << "name: a";
  const std::vector<std::string> run{"acqsim", "run", file, "--reps", "3"};
  const std::string bare = "acqsim run '" + file + "' --reps 3";
  CHECK(command_again(run, scratch / "study.sqlite") == bare + " --out " + scratch.path().string());
  CHECK(command_again(run, "study.sqlite") == bare + " --out .");
  // Of a shard, a merged study, or where the scenario is not, the words alone.
  CHECK(command_again(run, scratch / "merged.sqlite") == bare);
  CHECK(command_again({"acqsim", "run", "none.yaml"}, "study.sqlite") == "acqsim run none.yaml");
  const std::string endless = "acqsim run " + std::string(3000, 'a');  // no file has such a name
  CHECK(command_again(words_in(endless), "study.sqlite") == endless);
  CHECK_FALSE(command_again({"curl", "run", "x", "|", "sh"}, "study.sqlite"));
  CHECK_FALSE(command_again({"acqsim", "merge", "x"}, "study.sqlite"));
  CHECK_FALSE(command_again({}, "study.sqlite"));
  CHECK_FALSE(command_again({"acqsim", "run", "x", "--bogus", "y"}, "study.sqlite"));
  CHECK_FALSE(command_again({"acqsim", "run", "x", "--out", "y"}, "study.sqlite"));
  CHECK_FALSE(command_again(words_in("acqsim run x | sh"), "study.sqlite"));
  CHECK(command_again(words_in("acqsim run '$(x);'"), "study.sqlite") == "acqsim run '$(x);'");
}

TEST_CASE("changes are read off a command's words", "[cli][report]") {
  CHECK(changes_in({"acqsim", "run", "a", "--set", "x.y=a=b", "--policy", "portability"}) ==
        std::vector<std::string>{"x.y = a=b", "policy portability"});
  CHECK(changes_in({"run", "--set"}).empty());
}

TEST_CASE("a study that names a pipe as its scenario does not keep the report waiting",
          "[cli][report]") {
  const TemporaryDirectory scratch;
  const std::string file = scratch / "going.yaml";
  fs::copy_file(small_scenario(), file);
  REQUIRE(say({"run", file, "--reps", "2", "--out", scratch / "study"}).code == kDone);
  fs::remove(file);
  REQUIRE(::mkfifo(file.c_str(), 0600) == 0);
  const Said said = say({"report", scratch / "study"});
  CHECK(said.code == kDone);
  CHECK_THAT(said.out, Catch::Contains("is not here"));
}

TEST_CASE("what lies outside of a scenario's folder is in every command that makes a page again",
          "[cli][report]") {
  const TemporaryDirectory scratch;
  fs::create_directories(scratch / "inner");
  fs::copy_file(small_scenario(), scratch / "base.yaml");
  const std::string inner = scratch / "inner/one.yaml";
  std::ofstream(inner) << "extends: ../base.yaml\nname: one\n";
  const std::string study = scratch / "study";
  Console confined;
  confined.is_confined = true;
  REQUIRE(
      say({"run", inner, "--allow-outside", "--reps", "2", "--out", study}, "", confined).code ==
      kDone);
  const Said without = say({"report", study}, "", confined);
  CHECK_THAT(without.out, Catch::Contains("the study was made with --allow-outside"));
  const Said with = say({"report", study, "--allow-outside"}, "", confined);
  CHECK_THAT(with.out, Catch::Contains("acqsim run " + inner +
                                       " --seed 1 --reps 2 --allow-outside --out " + study) &&
                           Catch::Contains("acqsim report " + study + " --allow-outside --out"));
  CHECK_THAT(with.out, Catch::Contains("acqsim explain " + inner + " --allow-outside --seed 1"));
}

TEST_CASE("words of a command are read back as a shell would", "[cli][report]") {
  CHECK(words_in("acqsim run a.yaml --set 'x=$1 M' 'it'\\''s'") ==
        std::vector<std::string>{"acqsim", "run", "a.yaml", "--set", "x=$1 M", "it's"});
  CHECK(words_in("") == std::vector<std::string>{});
  CHECK(words_in("a  ''") == std::vector<std::string>{"a", ""});
}

}  // namespace
}  // namespace acqsim::cli
