#include "cli/harness.hpp"
#include "support/temporary_directory.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace acqsim::cli {
namespace {

Console confined() {
  Console console;
  console.is_confined = true;
  return console;
}

/// The small scenario in a folder of its own, which a file beside that folder extends.
struct Neighbours {
  TemporaryDirectory directory;
  std::string folder = directory / "pack";
  std::string inner = folder + "/inner.yaml";
  std::string outer = directory / "outer.yaml";

  Neighbours() {
    std::filesystem::create_directory(folder);
    std::filesystem::copy_file(small_scenario(), folder + "/small.yaml");
    std::filesystem::copy_file(small_scenario(), directory / "small.yaml");
    std::ofstream(inner) << "extends: ../small.yaml\nname: inner\n";
    std::ofstream(outer) << "extends: pack/small.yaml\nname: outer\n";
  }
};

}  // namespace

TEST_CASE("extends leads out of the folder of a scenario only when that is allowed", "[cli]") {
  const Neighbours place;
  CHECK(say({"check", place.outer}, "", confined()).code == kDone);

  const Said refused = say({"check", place.inner}, "", confined());
  CHECK(refused.code == kBadInput);
  CHECK_THAT(refused.err, Catch::Contains("inner.yaml:1:10: error: extends: '" +
                                          (place.directory / "small.yaml") +
                                          "' lies outside the folder of the scenario") &&
                              Catch::Contains("--allow-outside"));
  for (const std::string verb : {"run", "show", "explain", "graph", "trace", "test"}) {
    INFO(verb);
    CHECK(say({verb, place.inner}, "", confined()).code == kBadInput);
  }
  CHECK(say({"check", "--allow-outside", place.inner}, "", confined()).code == kDone);
  CHECK(say({"show", "--allow-outside", place.inner, "--diff", "parent"}, "", confined()).code ==
        kDone);
}

TEST_CASE("neither a link nor an absolute path leads out unseen", "[cli]") {
  const Neighbours place;
  std::filesystem::create_symlink(place.directory / "small.yaml", place.folder + "/link.yaml");
  std::ofstream(place.folder + "/linked.yaml") << "extends: link.yaml\nname: linked\n";
  std::ofstream(place.folder + "/absolute.yaml")
      << "extends: " << (place.directory / "small.yaml") << "\nname: absolute\n";
  // A folder whose name begins like this one's is another folder.
  std::filesystem::create_directory(place.directory / "pack-two");
  std::filesystem::copy_file(small_scenario(), place.directory / "pack-two/small.yaml");
  std::ofstream(place.folder + "/likely.yaml") << "extends: ../pack-two/small.yaml\nname: likely\n";
  for (const std::string name : {"/linked.yaml", "/absolute.yaml", "/likely.yaml"}) {
    INFO(name);
    const Said said = say({"check", place.folder + name}, "", confined());
    CHECK(said.code == kBadInput);
    CHECK_THAT(said.err, Catch::Contains("outside the folder of the scenario"));
  }
}

TEST_CASE("a scenario from standard input extends what lies in the working directory", "[cli]") {
  const Neighbours place;
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(place.folder);
  const Said inside = say({"check", "-"}, "extends: small.yaml\nname: piped\n", confined());
  const Said outside = say({"check", "-"}, "extends: ../small.yaml\nname: piped\n", confined());
  std::filesystem::current_path(before);
  INFO(inside.err);
  CHECK(inside.code == kDone);
  CHECK(outside.code == kBadInput);
}

TEST_CASE("what no scenario holds is refused, whatever it is", "[cli][long]") {
  const std::string head = "schema: 1\nname: ";
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += '[';
  std::string bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c <= 'z'; ++c) {
    const char before = static_cast<char>(c - 1);
    bomb += fmt::format("{0}: &{0} [*{1}, *{1}, *{1}]\n", c, before);
  }
  const std::vector<std::pair<std::string, std::string>> texts{
      {"an alias bomb", bomb},
      {"a deep nest", head + deep},
      {"a scalar of ten megabytes", head + std::string(10'000'000, 'x') + "\n"},
      {"a file of seventeen megabytes", head + std::string(17'000'000, ' ') + "x\n"},
      {"bytes that are not UTF-8", head + "\xff\xfe\n"},
      {"an overlong code", head + "\xc0\xaf\n"},
      {"a NUL byte", head + std::string("a\0b", 3) + "\n"},
      {"a tab for indentation", "schema: 1\nvendors:\n\talpha: {}\n"},
      {"a carriage return alone", "schema: 1\rname: x\r"},
      {"a byte-order mark in the middle", head + "x\n\xef\xbb\xbf\x00y: 1\n"},
      {"UTF-16", std::string("\xff\xfes\0c\0h\0e\0m\0a\0:\0 \0001\0", 20)},
      {"nothing but a mark", "\xef\xbb\xbf"},
      {"a million keys",
       [] {
         std::string keys;
         for (int i = 0; i < 200'000; ++i) keys += "k" + std::to_string(i) + ": 1\n";
         return keys;
       }()},
  };
  for (const auto& [what, text] : texts) {
    INFO(what);
    const Said said = say({"check", "-"}, text, confined());
    CHECK(said.code == kBadInput);
    CHECK_THAT(said.err, Catch::Contains("<stdin>:"));
    CHECK(said.err.size() < 100'000);  // a wall of messages helps nobody
  }
}

TEST_CASE("a byte-order mark and Windows line ends leave a scenario what it is", "[cli]") {
  std::ifstream file(small_scenario(), std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  std::string windows = "\xef\xbb\xbf";
  for (const char c : text) {
    if (c == '\n') windows += '\r';
    windows += c;
  }
  const Said plain = say({"run", "-", "--reps", "3", "--format", "csv", "--quiet"}, text);
  const Said other = say({"run", "-", "--reps", "3", "--format", "csv", "--quiet"}, windows);
  CHECK(plain.code == kDone);
  CHECK(plain.out == other.out);
}

}  // namespace acqsim::cli
