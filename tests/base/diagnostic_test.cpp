#include <acqsim/base/check.hpp>
#include <acqsim/base/diagnostic.hpp>

#include <catch2/catch.hpp>

using acqsim::base::Diagnostic;
using acqsim::base::InputError;

namespace {

Diagnostic at(const char* file, int line, int column, const char* message) {
  return {file, line, column, "", message, "", Diagnostic::Severity::error};
}

}  // namespace

TEST_CASE("a diagnostic is shown as file, line, column, severity, message and hint",
          "[base][diagnostic]") {
  Diagnostic diagnostic = at("a.yaml", 12, 5, "unknown key 'prise'");
  CHECK(to_string(diagnostic) == "a.yaml:12:5: error: unknown key 'prise'");
  diagnostic.hint = "did you mean 'price'?";
  CHECK(to_string(diagnostic) == "a.yaml:12:5: error: unknown key 'prise' (did you mean 'price'?)");
  diagnostic.severity = Diagnostic::Severity::warning;
  CHECK(to_string(diagnostic) ==
        "a.yaml:12:5: warning: unknown key 'prise' (did you mean 'price'?)");
}

TEST_CASE("places that do not exist are left out", "[base][diagnostic]") {
  CHECK(to_string(at("a.yaml", 0, 0, "is empty")) == "a.yaml: error: is empty");
  CHECK(to_string(at("a.yaml", 3, 0, "is odd")) == "a.yaml:3: error: is odd");
  CHECK(to_string(at("", 0, 0, "nothing given")) == "error: nothing given");
}

TEST_CASE("diagnostics order by file, line, column and message", "[base][diagnostic]") {
  CHECK(at("a", 9, 9, "z") < at("b", 1, 1, "a"));
  CHECK(at("a", 2, 9, "z") < at("a", 10, 1, "a"));
  CHECK(at("a", 2, 3, "z") < at("a", 2, 4, "a"));
  CHECK(at("a", 2, 3, "a") < at("a", 2, 3, "b"));
  CHECK_FALSE(at("a", 2, 3, "a") < at("a", 2, 3, "a"));
}

TEST_CASE("an input error shows all that is wrong in order, one a line", "[base][diagnostic]") {
  const InputError error({at("a", 7, 1, "second"), at("a", 2, 1, "first")});
  CHECK(std::string(error.what()) == "a:2:1: error: first\na:7:1: error: second");
  REQUIRE(error.diagnostics().size() == 2);
  CHECK(error.diagnostics().front().message == "first");
}

TEST_CASE("an input error about nothing is a programmer's error", "[base][diagnostic]") {
  CHECK_THROWS_AS(InputError({}), acqsim::base::CheckFailed);
}
