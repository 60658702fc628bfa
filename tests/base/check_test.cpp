#include <acqsim/base/check.hpp>

#include <catch2/catch.hpp>

#include <string>

using acqsim::base::CheckFailed;

TEST_CASE("a broken promise says what was broken and where, without the builder's folders",
          "[base][check]") {
  std::string text;
  try {
    ACQSIM_CHECK(1 + 1 == 3, "sums are wrong");
  } catch (const CheckFailed& failure) {
    text = failure.what();
  }
  CHECK_THAT(text,
             Catch::StartsWith("internal error: sums are wrong (1 + 1 == 3 at check_test.cpp:"));
}

TEST_CASE("a kept promise does not evaluate its message", "[base][check]") {
  int evaluations = 0;
  const auto message = [&evaluations] {
    ++evaluations;
    return std::string("unused");
  };
  ACQSIM_CHECK(true, message());
  CHECK(evaluations == 0);
}
