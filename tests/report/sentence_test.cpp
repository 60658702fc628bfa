#include "report/sentence.hpp"

#include <catch2/catch.hpp>

namespace acqsim::report {

TEST_CASE("a frequency is told as a number in a hundred futures with its interval") {
  // Wilson, 95%: 124 of 400: (0.31 + 0.0048) / 1.0096 +- 0.0453: 26.7% to 35.7%.
  CHECK(outcome_sentence({124, 276, 0}, "by 2029-09-30", 0.95) ==
        "In 31 of 100 simulated futures (27 to 36, 95% confidence), by 2029-09-30.");
}

TEST_CASE("tenths are shown when the interval is narrower than two in a hundred") {
  // 20 of 4000: 0.5% in 0.32% to 0.77%.
  CHECK(outcome_sentence({20, 3980, 0}, "", 0.95) ==
        "In 0.5 of 100 simulated futures (0.3 to 0.8, 95% confidence).");
}

TEST_CASE("never and always are told as what was seen and what it bounds") {
  // Wilson's bound at zero of n: z^2 / (n + z^2) = 3.841 / 403.8 = 0.95%.
  CHECK(outcome_sentence({0, 400, 0}, "", 0.95) ==
        "In none of 400 simulated futures (at most 1.0 of 100, 95% confidence).");
  CHECK(outcome_sentence({400, 0, 0}, "by 2028-01-01", 0.95) ==
        "In all of 400 simulated futures (at least 99.0 of 100, 95% confidence), by 2028-01-01.");
}

TEST_CASE("futures without an answer are told apart") {
  CHECK(outcome_sentence({0, 0, 1250}, "", 0.95) ==
        "No answer: none of 1,250 simulated futures had data for this.");
  CHECK_THAT(outcome_sentence({30, 60, 10}, "", 0.95),
             Catch::EndsWith("Not counted: 10 simulated futures without an answer."));
}

}  // namespace acqsim::report
