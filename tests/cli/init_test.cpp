#include "cli/harness.hpp"
#include "support/temporary_directory.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

namespace acqsim::cli {

TEST_CASE("init writes a scenario that is right in every way and says what to do next") {
  const TemporaryDirectory scratch;
  const std::string file = scratch / "my-market.yaml";
  const Said said = say({"init", scratch / "my-market"});
  CHECK(said.code == kDone);
  CHECK_THAT(said.out,
             Catch::StartsWith("Wrote " + file) && Catch::Contains("  acqsim run " + file + "\n"));
  const Said checked = say({"check", "--citations", file});
  INFO(checked.err);
  CHECK(checked.code == kDone);
  const Said ran = say({"run", file, "--reps", "20"});
  CHECK(ran.code == kDone);
  CHECK_THAT(ran.out, Catch::Contains("my-market, 2026-10-01") &&
                          Catch::Contains("\nObligation share by vendor\n") &&
                          Catch::Contains("\nalpha, south-cloud "));
  CHECK(say({"test", file}).code == kDone);
}

TEST_CASE("init takes the name with or without its ending and refuses what is no name") {
  const TemporaryDirectory scratch;
  CHECK(say({"init", scratch / "one.yaml"}).code == kDone);
  CHECK(std::ifstream(scratch / "one.yaml").good());
  for (const char* wrong : {"My Market", "a_b", "", "-"}) {
    const Said said = say({"init", scratch / wrong});
    CHECK(said.code == kBadInput);
    CHECK(said.out.empty());
  }
  CHECK(say({"init", "a", "b"}).code == kBadInput);
  CHECK(say({"init", scratch / "no/such/folder"}).code == kBadInput);
}

TEST_CASE("init leaves a file that exists as it is") {
  const TemporaryDirectory scratch;
  const std::string file = scratch / "mine.yaml";
  std::ofstream(file) << "precious";
  const Said said = say({"init", file});
  CHECK(said.code == kBadInput);
  CHECK_THAT(said.err, Catch::Contains("exists already"));
  std::ifstream stream(file);
  CHECK(std::string{std::istreambuf_iterator<char>(stream), {}} == "precious");
}

}  // namespace acqsim::cli
