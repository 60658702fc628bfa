#include "cli/harness.hpp"
#include "support/temporary_directory.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace acqsim::cli {
namespace {

/// The lines in a document's ```sh blocks that call the program.
std::vector<std::string> commands_of(const std::string& document) {
  std::ifstream file(std::string(ACQSIM_SOURCE_DIR "/") + document);
  REQUIRE(file);
  std::vector<std::string> commands;
  bool is_shell = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("```")) {
      is_shell = line == "```sh";
    } else if (is_shell && line.starts_with("build/acqsim ")) {
      commands.push_back(line);
    }
  }
  return commands;
}

TEST_CASE("every command of the documents works as it is written", "[cli][documents][slow]") {
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(ACQSIM_SOURCE_DIR);
  const TemporaryDirectory scratch;
  std::size_t tried = 0;
  for (const char* document : {"README.md", "scenarios/README.md"}) {
    for (const std::string& command : commands_of(document)) {
      auto args = shell_words(command, scratch.path().string());
      args.erase(args.begin());
      for (std::size_t i = 1; i < args.size(); ++i) {
        if (args[i - 1] == "--reps") args[i] = "2";  // as true, and quick
      }
      INFO(document << ": " << command);
      const Said said = say(args);
      INFO(said.err);
      CHECK(said.code == 0);
      CHECK_FALSE(said.out.empty());
      ++tried;
    }
  }
  std::filesystem::current_path(before);
  CHECK(tried >= 10);
}

}  // namespace
}  // namespace acqsim::cli
