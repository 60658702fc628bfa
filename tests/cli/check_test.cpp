#include "cli/harness.hpp"
#include "support/temporary_directory.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

namespace acqsim::cli {

TEST_CASE("a right scenario is said to be so, with what it holds") {
  const Said said = say({"check", small_scenario()});
  CHECK(said.code == kDone);
  CHECK(said.err.empty());
  CHECK_THAT(said.out, Catch::EndsWith("tests/support/small.yaml: ok (1 agency, 2 vendors, 1 "
                                       "provider, 1 dated fact, 2 questions)\n"));
  CHECK(say({"check", small_scenario(), "--quiet"}).out.empty());
}

TEST_CASE("errors of all files are told at once and counted") {
  const TemporaryDirectory directory;
  std::ofstream(directory / "a.yaml") << "schema: 1\nnonsense: 3\n";
  std::ofstream(directory / "b.yaml") << "";
  const Said said = say({"check", directory / "a.yaml", small_scenario(), directory / "b.yaml"});
  CHECK(said.code == kBadInput);
  CHECK_THAT(said.err, Catch::Contains("a.yaml:2:1: error:") && Catch::Contains("b.yaml") &&
                           Catch::EndsWith(" in 2 of 3 files\n"));
  CHECK_THAT(said.out, Catch::Contains(": ok"));
}

TEST_CASE("citations are demanded when asked for") {
  const Said said = say({"check", small_scenario(), "--citations"});
  CHECK(said.code == kBadInput);
  CHECK_THAT(said.err, Catch::Contains("small.yaml:"));
}

TEST_CASE("check reads standard input") {
  std::ifstream file(small_scenario());
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  CHECK_THAT(say({"check", "-"}, text).out, Catch::StartsWith("<stdin>: ok"));
  CHECK_THAT(say({"check", "-"}, "schema: 2").err, Catch::StartsWith("<stdin>:"));
}

}  // namespace acqsim::cli
