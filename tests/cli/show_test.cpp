#include "acqsim/catalogue.hpp"
#include "cli/harness.hpp"
#include "support/temporary_directory.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/scenario/loader.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace acqsim::cli {
namespace {

std::string canonical(const std::string& text) {
  return scenario::load_text(text, "shown.yaml", catalogue()).canonical;
}

}  // namespace

TEST_CASE("what show prints means the same as every scenario of the project", "[long]") {
  std::size_t tried = 0;
  for (const auto& one : std::filesystem::directory_iterator(ACQSIM_SOURCE_DIR "/scenarios")) {
    const std::string file = one.path().string();
    if (one.path().extension() != ".yaml" || one.path().filename() == "claims.yaml") continue;
    INFO(file);
    const std::string expected = scenario::load(file, catalogue()).canonical;
    for (const auto& options : {std::vector<std::string>{}, {"--origin"}}) {
      std::vector<std::string> args{"show", file};
      args.insert(args.end(), options.begin(), options.end());
      const Said said = say(args);
      CHECK(said.code == kDone);
      CHECK((canonical(said.out) == expected));
    }
    ++tried;
  }
  CHECK(tried >= 20);
}

TEST_CASE("show keeps what a value rests on") {
  const Said said = say({"show", small_scenario()});
  CHECK_THAT(said.out, Catch::Contains("  alpha:\n    name: Alpha\n    price: $400\n") &&
                           Catch::Contains("basis: assumption") && Catch::Contains("a guess for"));
}

TEST_CASE("show tells the file and line of each value also through extends and settings") {
  const TemporaryDirectory scratch;
  const std::string file = scratch / "child.yaml";
  std::ofstream(file) << "extends: " + small_scenario() +
                             "\nname: child\nvendors:\n  alpha:\n    price: $500\n";
  const Said said = say({"show", file, "--origin", "--set", "vendors.beta.price=$9"});
  CHECK_THAT(said.out, Catch::Contains("    price: $500  # " + file + ":5\n") &&
                           Catch::Contains("    price: $9  # --set\n"));
  // The line of the file that says so: capability of beta in the small world.
  std::ifstream small(small_scenario());
  int line = 0;
  for (std::string text; std::getline(small, text);) {
    ++line;
    if (text == "    capability: 90") break;
  }
  CHECK_THAT(said.out, Catch::Contains("    capability: 90  # " + small_scenario() + ":" +
                                       std::to_string(line) + "\n"));
}

TEST_CASE("show tells what differs from the parent or from another scenario") {
  const TemporaryDirectory scratch;
  const std::string file = scratch / "child.yaml";
  std::ofstream(file) << "extends: " + small_scenario() +
                             "\nname: child\nvendors: {alpha: {price: $500}}\n"
                             "promotions: {alpha-dollar: null}\n"
                             "levels: {low: {name: Low}}\n";
  const Said said = say({"show", file, "--diff", "parent"});
  CHECK(said.code == kDone);
  CHECK(said.out ==
        "- name: small\n+ name: child\n"
        "+ levels.low: {name: Low}\n"
        "- vendors.alpha.price: $400\n+ vendors.alpha.price: $500\n"
        "- promotions.alpha-dollar.vendor: alpha\n- promotions.alpha-dollar.vehicle: schedule\n"
        "- promotions.alpha-dollar.price: $1\n- promotions.alpha-dollar.until: 2026-08-31\n");
  CHECK(say({"show", file, "--diff", small_scenario()}).out == said.out);
  CHECK(say({"show", file, "--diff", file}).out == "Nothing differs.\n");
  CHECK_THAT(say({"show", file, "--diff", "parent", "--origin"}).out,
             Catch::Contains("+ name: child  # " + file + ":2\n"));
  CHECK(say({"show", small_scenario(), "--diff", "parent"}).code == kBadInput);
  CHECK(say({"show", file, "--diff", scratch / "nowhere.yaml"}).code == kBadInput);
}

TEST_CASE("show tells what is wrong as check does") {
  const Said shown = say({"show", "-"}, "name: a\n");
  CHECK(shown.code == kBadInput);
  CHECK(shown.out.empty());
  CHECK_THAT(shown.err, Catch::Contains("required key 'start' is missing"));
  CHECK(say({"show"}).code == kBadInput);
  CHECK(say({"show", "a.yaml", "b.yaml"}).code == kBadInput);
}

}  // namespace acqsim::cli
