#include "report/sentence.hpp"

#include "report/fake_results.hpp"

#include <catch2/catch.hpp>

#include <cmath>

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

TEST_CASE("what is seldom or nearly always is not told as never or always") {
  const auto told = [](std::uint64_t yes, std::uint64_t all) {
    const experiment::OutcomeSummary outcome{yes, all - yes, 0};
    const std::string text = frequency_text(outcome, 0.95);
    CHECK(of_100(outcome.frequency()) == text);
    return text;
  };
  CHECK(told(1, 250) == "0.4");
  CHECK(told(1, 200) == "0.5");
  CHECK(told(199, 200) == "99.5");
  CHECK(told(1, 5000) == "<0.1");
  CHECK(told(1999, 2000) == ">99.9");
  CHECK(told(0, 200) == "0");
  CHECK(told(200, 200) == "100");
  CHECK(told(62, 200) == "31");
  CHECK(of_100(std::nan("")) == "–");
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

TEST_CASE("why a run ended is told in a sentence") {
  Results results = fake::results(1200);
  CHECK(ending_sentence(results) == "1,200 simulated futures, seed 1; as many as asked.");
  results.half_width = 0.03;
  CHECK(ending_sentence(results) ==
        "1,200 simulated futures, seed 1; there is no question to be precise about.");
  results.ending = experiment::Ending::precise;
  CHECK(ending_sentence(results) ==
        "1,200 simulated futures, seed 1; every question is known to plus or minus 3 points.");
  results.half_width = 0.005;
  results.ending = experiment::Ending::capped;
  CHECK(ending_sentence(results) ==
        "1,200 simulated futures, seed 1; stopped at the cap of 1,200, short of plus or minus 0.5 "
        "points.");
  results.ending = experiment::Ending::interrupted;
  CHECK_THAT(ending_sentence(results), Catch::Contains("interrupted"));
}

TEST_CASE("failures are part of why a run ended") {
  Results results = fake::results(8, experiment::fake::failing_source());
  CHECK(ending_sentence(results) ==
        "7 simulated futures, seed 1, and 1 that failed; as many as asked.");
  results.ending = experiment::Ending::all_failed;
  CHECK_THAT(ending_sentence(results), Catch::EndsWith("stopped because none succeeded."));
}

}  // namespace acqsim::report
