#include "acqsim/help.hpp"
#include "acqsim/verbs/catalog.hpp"
#include "cli/harness.hpp"
#include "support/golden.hpp"
#include "support/temporary_directory.hpp"

#include <acqsim/base/text.hpp>

#include <catch2/catch.hpp>

#include <filesystem>
#include <set>

namespace acqsim::cli {

TEST_CASE("without a verb the program says on standard error what it is") {
  const Said said = say({});
  CHECK(said.code == kBadInput);
  CHECK(said.out.empty());
  CHECK_THAT(said.err, Catch::Contains("Usage: acqsim VERB") &&
                           Catch::Contains("acqsim run scenarios/baseline.yaml"));
}

TEST_CASE("help that was asked for goes to standard output") {
  for (const std::vector<std::string>& args :
       {std::vector<std::string>{"help"}, {"--help"}, {"-h"}}) {
    const Said said = say(args);
    CHECK(said.code == kDone);
    CHECK(said.err.empty());
    CHECK(said.out == program_help());
  }
  CHECK(say({"run", "--help"}).out == say({"help", "run"}).out);
  CHECK(say({"run", "-h"}).code == kDone);
}

TEST_CASE("help texts read as agreed") {
  std::string all = program_help();
  for (const Verb& verb : verbs()) all += "\n---\n" + verb_help(verb);
  check_golden("help.txt", all);
}

TEST_CASE("help keeps to 80 columns") {
  std::string all = program_help();
  for (const Verb& verb : verbs()) all += verb_help(verb);
  for (const std::string& line : base::split(all, '\n')) {
    INFO(line);
    CHECK(base::display_width(line) <= 80);
  }
}

TEST_CASE("an unknown verb or option is refused with the nearest right one") {
  const Said verb = say({"rn"});
  CHECK(verb.code == kBadInput);
  CHECK(verb.out.empty());
  CHECK_THAT(verb.err, Catch::Contains("unknown verb 'rn'; did you mean run?"));
  const Said option = say({"run", "a.yaml", "--seeed", "3"});
  CHECK(option.code == kBadInput);
  CHECK_THAT(option.err, Catch::Contains("did you mean --seed?") && Catch::Contains("acqsim run"));
  CHECK_THAT(say({"list", "measure"}).err, Catch::Contains("did you mean measures?"));
  CHECK_THAT(say({"help", "chek"}).err, Catch::Contains("did you mean check?"));
  CHECK_THAT(say({"doc", "hosted_shar"}).err, Catch::Contains("did you mean hosted_share?"));
}

TEST_CASE("wrong values of options are refused before anything is read") {
  using Args = std::vector<std::string>;
  const std::vector<Args> wrong{{"--reps", "0"},
                                {"--reps", "many"},
                                {"--reps", "-3"},
                                {"--seed", "1.5"},
                                {"--precision", "0.5"},
                                {"--precision", "x"},
                                {"--format", "xml"},
                                {"-j", "0"},
                                {"--jobs", ""},
                                {"--reps", "1", "--reps", "2"},
                                {"--reps", "1", "--precision", "0.1"},
                                {"--out", ""},
                                {"--seed"}};
  for (const Args& options : wrong) {
    Args args{"run", "does-not-exist.yaml"};
    args.insert(args.end(), options.begin(), options.end());
    const Said said = say(args);
    INFO(base::join(args, " "));
    CHECK(said.code == kBadInput);
    CHECK(said.out.empty());
    CHECK_THAT(said.err, !Catch::Contains("does-not-exist"));
  }
}

TEST_CASE("run wants exactly one scenario") {
  CHECK(say({"run"}).code == kBadInput);
  CHECK(say({"run", "a.yaml", "b.yaml"}).code == kBadInput);
}

TEST_CASE("the version is one line") {
  const Said said = say({"version"});
  CHECK_THAT(said.out, Catch::Matches("acqsim [0-9]+\\.[0-9]+\\.[0-9]+\\+[0-9a-f]{12}\n"));
  CHECK(say({"--version"}).out == said.out);
}

TEST_CASE("verbs are described by themselves, each once") {
  std::set<std::string> names;
  for (const Verb& verb : verbs()) {
    INFO(verb.name);
    CHECK(names.insert(verb.name).second);
    CHECK(verb.meaning.ends_with('.'));
    CHECK_FALSE(verb.examples.empty());
    std::set<std::string> options;
    for (const Option& option : verb.options) {
      CHECK(options.insert(option.name).second);
      CHECK_FALSE(option.meaning.empty());
    }
    CHECK(options.contains("help"));
  }
}

TEST_CASE("every example of the help works as it is written", "[cli][slow]") {
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(ACQSIM_SOURCE_DIR);
  const TemporaryDirectory scratch;
  for (const Verb& verb : verbs()) {
    for (const Example& example : verb.examples) {
      auto args = shell_words(example.command, scratch.path().string());
      const bool is_short = example.command.find("--reps") != std::string::npos;
      if (verb.name == "run" && !is_short) args.insert(args.end(), {"--reps", "2"});
      if (verb.name == "init") args.back() = scratch / args.back();
      const Said said = say(args);
      INFO("acqsim " << example.command << "\n" << said.err);
      CHECK(said.code == kDone);
      CHECK_FALSE(said.out.empty());
    }
  }
  std::filesystem::current_path(before);
}

TEST_CASE("lists, documents and the schema speak of the same things") {
  const Said list = say({"list", "measures"});
  CHECK(list.code == kDone);
  CHECK_THAT(list.out, Catch::Contains("hosted_share [share]") && !Catch::Contains("Actions"));
  CHECK_THAT(say({"doc", "vendors.openai.price"}).out, Catch::Contains("$"));
  CHECK_THAT(say({"doc"}).out, Catch::Contains("vendors") && Catch::Contains("timeline"));
  CHECK_THAT(say({"doc", "--all"}).out, Catch::Contains("hosted_share"));
  CHECK(say({"schema"}).out.front() == '{');
}

}  // namespace acqsim::cli
