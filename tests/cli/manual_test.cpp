#include "acqsim/manual.hpp"

#include "acqsim/verbs/catalog.hpp"
#include "cli/harness.hpp"
#include "support/temporary_directory.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace acqsim::cli {
namespace {

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("the manual page has every verb, option and exit code") {
  const std::string page = manual_page();
  CHECK(say({"help", "--man"}).out == page);
  for (const Verb& verb : verbs()) CHECK_THAT(page, Catch::Contains(".SS \"" + verb.name));
  CHECK_THAT(page, Catch::Contains("\\fB\\-j\\fR, \\fB\\-\\-jobs\\fR \\fIN\\fR\n") &&
                       Catch::Contains(".TP\n130\n") && Catch::Contains("NO_COLOR"));
  CHECK(say({"help", "run", "--man"}).code == kBadInput);
}

TEST_CASE("groff sets the manual page without a warning") {
  if (std::system("groff --version >/dev/null 2>&1") != 0) {
    WARN("groff is not installed: the manual page is not set");
    return;
  }
  const TemporaryDirectory scratch;
  std::ofstream(scratch / "acqsim.1") << manual_page();
  const std::string command = "groff -man -ww -Tutf8 -P-cbu '" + (scratch / "acqsim.1") + "' >'" +
                              (scratch / "set") + "' 2>'" + (scratch / "said") + "'";
  CHECK(std::system(command.c_str()) == 0);
  CHECK(text_of(scratch / "said").empty());
  // Nothing is swallowed: a line that begins with a quotation mark or a dot would be a request.
  const std::string set = text_of(scratch / "set");
  CHECK_THAT(set, Catch::Contains("EXIT STATUS") && Catch::Contains("acqsim run scenarios"));
}

}  // namespace acqsim::cli
