#include "acqsim/completion.hpp"

#include "acqsim/verbs/catalog.hpp"
#include "cli/harness.hpp"
#include "support/temporary_directory.hpp"

#include <acqsim/base/text.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace acqsim::cli {
namespace {

/// What a shell command prints.
std::string printed_by(const std::string& command) {
  std::string text;
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> block{};
  while (const std::size_t got = std::fread(block.data(), 1, block.size(), pipe))
    text.append(block.data(), got);
  pclose(pipe);
  return text;
}

bool has(const char* program) {
  return std::system((std::string("command -v ") + program + " >/dev/null 2>&1").c_str()) == 0;
}

/// bash itself completes a command whose last word is being typed.
class Bash {
 public:
  Bash() {
    std::ofstream(directory_ / "acqsim.bash") << *completion_script("bash");
    std::ofstream(directory_ / "market.yaml") << "";
    std::ofstream(directory_ / "notes.txt") << "";
  }
  std::vector<std::string> complete(const std::vector<std::string>& words) const {
    std::string array;
    for (const std::string& word : words) array += " '" + word + "'";
    const std::string script = "cd '" + (directory_ / "") +
                               "' && . ./acqsim.bash && COMP_WORDS=(acqsim" + array +
                               ") COMP_CWORD=" + std::to_string(words.size()) +
                               " && _acqsim 2>&1; printf \"%s\\n\" \"${COMPREPLY[@]}\"";
    std::ofstream(directory_ / "ask.sh") << script;
    auto lines = base::split(printed_by("bash '" + (directory_ / "ask.sh") + "'"), '\n');
    std::erase(lines, "");
    return lines;
  }

 private:
  TemporaryDirectory directory_;
};

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace

TEST_CASE("bash completes verbs and options and what stands behind them") {
  if (!has("bash")) {
    WARN("bash is not installed: its completion is not tried");
    return;
  }
  const Bash bash;
  CHECK(bash.complete({"co"}) == std::vector<std::string>{"compare", "completion"});
  for (const std::string& verb : verb_names()) CHECK(contains(bash.complete({""}), verb));
  CHECK(bash.complete({"run", "--se"}) == std::vector<std::string>{"--set", "--seed"});
  for (const Verb& verb : verbs()) {
    const auto offered = bash.complete({verb.name, "-"});
    for (const Option& option : verb.options) CHECK(contains(offered, "--" + option.name));
  }
  CHECK(bash.complete({"run", "--format", "j"}) == std::vector<std::string>{"json"});
  CHECK(bash.complete({"run", "--format", "=", "c"}) == std::vector<std::string>{"csv"});
  CHECK(bash.complete({"run", "--seed", ""}).empty());
  CHECK(bash.complete({"test", "--junit", "no"}) == std::vector<std::string>{"notes.txt"});
  CHECK(bash.complete({"run", "--set", "lock_in.stren"}) ==
        std::vector<std::string>{"lock_in.strength="});
  CHECK(bash.complete({"run", "x.yaml", "--out", "nothing"}).empty());
}

TEST_CASE("bash completes scenarios and names") {
  if (!has("bash")) return;
  const Bash bash;
  CHECK(bash.complete({"check", ""}) == std::vector<std::string>{"market.yaml"});
  CHECK(bash.complete({"--quiet", "run", "ma"}) == std::vector<std::string>{"market.yaml"});
  CHECK(bash.complete({"list", "me"}) == std::vector<std::string>{"measures"});
  CHECK(bash.complete({"doc", "hosted_s"}) == std::vector<std::string>{"hosted_share"});
  CHECK(bash.complete({"help", "ver"}) == std::vector<std::string>{"version"});
  CHECK(bash.complete({"completion", ""}) == shells());
  CHECK(contains(bash.complete({"show", "a.yaml", "--diff", "p"}), "parent"));
}

TEST_CASE("every shell that is installed finds its script well formed") {
  const TemporaryDirectory scratch;
  for (const auto& [shell, check] : std::vector<std::pair<std::string, std::string>>{
           {"bash", "bash -n "}, {"zsh", "zsh -n "}, {"fish", "fish --no-execute "}}) {
    const std::string script = *completion_script(shell);
    for (const Verb& verb : verbs()) {
      CHECK_THAT(script, Catch::Contains(verb.name));
      for (const Option& option : verb.options) {
        const std::string dashed = shell == "fish" ? "-l " + option.name : "--" + option.name;
        CHECK_THAT(script, Catch::Contains(dashed));
      }
    }
    if (!has(shell.c_str())) {
      WARN(shell << " is not installed: its script is not tried");
      continue;
    }
    std::ofstream(scratch / shell) << script;
    CHECK(std::system((check + "'" + (scratch / shell) + "'").c_str()) == 0);
  }
}

TEST_CASE("completion knows its shells") {
  CHECK(say({"completion", "bash"}).out == *completion_script("bash"));
  CHECK_THAT(say({"completion", "bsh"}).err, Catch::Contains("did you mean bash?"));
  CHECK(say({"completion"}).code == kBadInput);
}

}  // namespace acqsim::cli
