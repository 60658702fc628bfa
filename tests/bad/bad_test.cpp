#include "support/test_catalogue.hpp"

#include <acqsim/scenario/loader.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>

/// Wrong scenarios and exactly what is said of them: each x.yaml here has an x.expected beside it.
/// A case is added by writing both (ACQSIM_UPDATE=1 writes the second; read it before it is kept).
/// Lines "# --set PATH=VALUE" in a case are overrides. What a case extends, but is none itself, is
/// in parts/. What cannot be a file in a repository is made by the tests at the end.
namespace {

namespace fs = std::filesystem;
using namespace acqsim;

const fs::path kHere = fs::path(ACQSIM_SOURCE_DIR) / "tests" / "bad";

std::string text_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

/// What is said of a file, one diagnostic a line.
std::string said_of(const std::string& file, const std::vector<std::string>& sets = {}) {
  std::string said;
  std::vector<scenario::Override> overrides;
  const auto note = [&](const base::InputError& error) {
    said += error.what() + std::string("\n");
  };
  for (const auto& set : sets) {
    try {
      overrides.push_back(scenario::parse_override(set));
    } catch (const base::InputError& error) {
      note(error);
    }
  }
  try {
    scenario::load(file, test::small_catalogue(), overrides);
  } catch (const base::InputError& error) {
    note(error);
  }
  return said;
}

std::vector<std::string> sets_in(const std::string& text) {
  std::vector<std::string> sets;
  std::istringstream lines(text);
  const std::string mark = "# --set ";
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(mark)) sets.push_back(line.substr(mark.size()));
  }
  return sets;
}

std::vector<fs::path> cases() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(kHere)) {
    if (entry.path().extension() == ".yaml") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// A directory of one's own for the length of a test.
class Scratch {
 public:
  Scratch() {
    std::string name = (fs::temp_directory_path() / "acqsim-bad-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return (path_ / name).string();
  }
  fs::path path() const { return path_; }

 private:
  fs::path path_;
};

std::string repeated(const std::string& part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

}  // namespace

TEST_CASE("each wrong scenario is refused with exactly the expected words", "[bad]") {
  const bool is_update = std::getenv("ACQSIM_UPDATE") != nullptr;
  fs::current_path(kHere);  // so that the words do not depend on where the project lies
  const auto all = cases();
  REQUIRE(all.size() > 50);
  for (const fs::path& file : all) {
    INFO(file.filename().string());
    const std::string said = said_of(file.filename().string(), sets_in(text_of(file)));
    const fs::path expected = fs::path(file).replace_extension(".expected");
    if (is_update) std::ofstream(expected, std::ios::binary) << said;
    CHECK(said != "");
    CHECK(said == text_of(expected));
  }
}

TEST_CASE("the small world that the cases extend is right", "[bad]") {
  CHECK(said_of((kHere / "../support/small.yaml").string()) == "");
}

TEST_CASE("a file that is not there is named with one that is", "[bad]") {
  const Scratch scratch;
  scratch.write("baseline.yaml", "");
  const std::string file = (scratch.path() / "baselin.yaml").string();
  CHECK(said_of(file) == file + ": error: does not exist (did you mean '" +
                             (scratch.path() / "baseline.yaml").string() + "'?)\n");
}

TEST_CASE("a directory is refused as one", "[bad]") {
  const Scratch scratch;
  CHECK(said_of(scratch.path().string()) ==
        scratch.path().string() + ": error: is a directory, not a file\n");
}

TEST_CASE("a file without permission is refused as such", "[bad]") {
  if (geteuid() == 0) {
    WARN("not tried: the superuser may read every file");
    return;
  }
  const Scratch scratch;
  const std::string file = scratch.write("secret.yaml", "name: a\n");
  fs::permissions(file, fs::perms::none);
  CHECK(said_of(file) == file + ": error: may not be read: permission denied\n");
}

TEST_CASE("nesting a hundred thousand deep is refused, without exhausting the stack", "[bad]") {
  const Scratch scratch;
  const std::string deep = "nested more than 64 levels deep\n";
  const auto file =
      scratch.write("deep.yaml", "a: " + repeated("[", 100000) + repeated("]", 100000));
  CHECK(said_of(file) == file + ":1:67: error: " + deep);
  const auto dashes = scratch.write("dashes.yaml", repeated("- ", 100000) + "x");
  CHECK(said_of(dashes) == dashes + ":1:129: error: " + deep);
  std::string steps;
  for (int i = 0; i < 2000; ++i) steps += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  const auto indents = scratch.write("indents.yaml", steps);
  CHECK(said_of(indents) == indents + ":65:65: error: " + deep);
  // Unclosed, these are no list at all to the parser: any located refusal will do.
  for (const std::string& part : {std::string("["), std::string("{a: "), std::string("? ")}) {
    const auto open = scratch.write("open.yaml", repeated(part, 100000));
    CHECK(said_of(open).starts_with(open + ":1:"));
  }
}

TEST_CASE("a file larger than any scenario is refused unread", "[bad]") {
  const Scratch scratch;
  const auto file = scratch.write("large.yaml", std::string((std::size_t{16} << 20) + 1, 'x'));
  CHECK(said_of(file) == file + ": error: is larger than 16 MiB\n");
}

TEST_CASE("a long chain of extended files is refused", "[bad]") {
  const Scratch scratch;
  for (int i = 0; i < 40; ++i)
    scratch.write("f" + std::to_string(i) + ".yaml",
                  "extends: f" + std::to_string(i + 1) + ".yaml\n");
  const std::string said = said_of((scratch.path() / "f0.yaml").string());
  CHECK(said.find("extends: a chain of more than 32 files") != std::string::npos);
}
