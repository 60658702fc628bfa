#include "acqsim/experiment/outcome_test.hpp"

#include "experiment/fake_source.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

namespace acqsim::experiment {
namespace {

Columns one_question(const std::string& expectation) {
  Columns columns;
  columns.questions = {{"q", "Q?", "", expectation, ""}};
  return columns;
}

/// Futures that say yes with a known probability; of another stream for another seed.
Source answers(double probability, std::uint64_t seed, const std::string& expectation) {
  return {one_question(expectation), [probability, seed](std::uint64_t index) {
            model::Replication result;
            result.index = index;
            const double u = fake::scrambled(index ^ (seed << 32U));
            result.outcomes = {u < probability ? model::Answer::yes : model::Answer::no};
            return result;
          }};
}

/// Futures in which what the question asks for is `value`.
template <class Value>
Source values(const std::string& unit, const std::string& expectation, Value value) {
  Columns columns;
  columns.questions = {{"q", "Q?", "", "", expectation}};
  columns.measures = {{std::string(model::kAskedMeasure), {{"outcome", "q"}}, unit}};
  return {columns, [value](std::uint64_t index) {
            model::Replication result;
            result.index = index;
            result.measures = {value(index)};
            result.outcomes = {model::Answer::yes};
            return result;
          }};
}

TestFinding only(const Source& source, const TestTerms& terms = {}, std::uint64_t most = 20'000) {
  const TestOutcome outcome = run_tests(source, terms, most, 100, {});
  REQUIRE(outcome.findings.size() == 1);
  return outcome.findings.front();
}

/// Without threads, which would take most of the time.
Verdict verdict_on(const Source& source) {
  ExpectationTest test = expectation_tests(source.columns, {}).front();
  for (std::uint64_t index = 0; !test.is_decided() && index < 20'000; ++index)
    test.add(source.replicate(index));
  return test.finding().verdict;
}

}  // namespace

TEST_CASE("a bound in the middle has an indifference to both sides and one near an end less") {
  const auto around = [](const char* text) { return *indifference_at(*parse_claim(text), 0.02); };
  CHECK(around(">= 0.5").low == Approx(0.48));
  CHECK(around("< 0.5").high == Approx(0.52));
  CHECK(around("<= 0.02").low == Approx(0.01));  // half of the way to 0
  CHECK(around("<= 0.02").high == Approx(0.03));
  CHECK(around("> 99%").low == Approx(0.985));
  CHECK(around("> 99%").high == Approx(0.995));
}

TEST_CASE("a bound at an end has its indifference inside") {
  const Indifference never = *indifference_at(*parse_claim("<= 0"), 0.02);
  CHECK(never.low == 0.0);
  CHECK(never.high == 0.02);
  const Indifference always = *indifference_at(*parse_claim(">= 1"), 0.02);
  CHECK(always.low == 0.98);
  CHECK(always.high == 1.0);
  for (const char* empty : {">= 0", "< 0", "<= 1", "> 1"})
    CHECK_FALSE(indifference_at(*parse_claim(empty), 0.02));
}

TEST_CASE("what is true of every probability or of none needs no future") {
  CHECK(only(answers(0.5, 1, ">= 0")).verdict == Verdict::holds);
  CHECK(only(answers(0.5, 1, "< 0")).verdict == Verdict::fails);
  CHECK(only(answers(0.5, 1, "<= 100%")).futures == 0);
}

TEST_CASE("verdicts on probabilities are wrong no more often than the terms say") {
  // Each verdict errs with at most 5% when the truth is at the edge of the indifference: of 400
  // tests at most 20 + 4 sqrt(19) = 37 (four standard deviations of the binomial), and none may
  // stay undecided. Near 0, in the middle and near 1; expectations of both directions.
  struct Case {
    const char* expectation;
    double true_edge;
    double false_edge;
  };
  for (const Case& one : {Case{">= 0.03", 0.045, 0.015}, Case{"< 0.03", 0.015, 0.045},
                          Case{">= 0.5", 0.52, 0.48}, Case{"<= 0.97", 0.955, 0.985}}) {
    CAPTURE(one.expectation);
    int wrong_holds = 0;
    int wrong_fails = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
      const Source right = answers(one.true_edge, seed, one.expectation);
      const Source wrong = answers(one.false_edge, seed + 1000, one.expectation);
      wrong_fails += verdict_on(right) != Verdict::holds ? 1 : 0;
      wrong_holds += verdict_on(wrong) != Verdict::fails ? 1 : 0;
    }
    CHECK(wrong_fails <= 37);
    CHECK(wrong_holds <= 37);
  }
}

TEST_CASE("a probability far from its bound is decided soon and with its futures told") {
  const TestFinding found = only(answers(0.9, 3, ">= 20%"));
  CHECK(found.verdict == Verdict::holds);
  CHECK(found.futures < 40);
  CHECK(found.interval.contains(found.estimate));
  CHECK(found.interval.width() < 1.0);
  CHECK(only(answers(0.0, 3, "<= 0")).futures == 149);  // 0.98^149 < 5%
  CHECK(only(answers(1.0, 3, "<= 0")).futures == 1);
}

TEST_CASE("what is decided counts no further while others go on") {
  Columns columns = fake::columns();  // question 0: yes in a third; question 1: never
  columns.questions[0].expectation = ">= 0.33";
  columns.questions[1].expectation = "< 50%";
  const Source source{columns, fake::replication};
  const TestOutcome outcome = run_tests(source, {}, 300, 100, {});
  REQUIRE(outcome.findings.size() == 2);
  CHECK(outcome.findings[0].futures == 300);
  CHECK(outcome.findings[0].verdict == Verdict::undecided);
  CHECK(outcome.findings[1].verdict == Verdict::holds);
  CHECK(outcome.findings[1].futures < 60);
  // Index 0, 10, 20, ... have no data.
  CHECK(outcome.findings[1].no_data == (outcome.findings[1].futures + 9) / 10);
  CHECK(outcome.summary.replications() == 300);
}

TEST_CASE("verdicts and futures do not depend on threads") {
  Columns columns = fake::columns();
  columns.questions[0].expectation = "< 0.4";
  columns.questions[1].expectation = "<= 0";
  Source shuffled = fake::shuffled_source();
  shuffled.columns = columns;
  const TestOutcome alone = run_tests({columns, fake::replication}, {}, 20'000, 100, {});
  RunOptions options;
  options.threads = 7;
  const TestOutcome many = run_tests(shuffled, {}, 20'000, 100, options);
  CHECK(alone.summary.replications() == many.summary.replications());
  CHECK(alone.summary.replications() < 20'000);
  REQUIRE(many.findings.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(alone.findings[i].verdict == many.findings[i].verdict);
    CHECK(alone.findings[i].futures == many.findings[i].futures);
    CHECK(alone.findings[i].estimate == many.findings[i].estimate);
    CHECK(alone.findings[i].interval.low == many.findings[i].interval.low);
  }
}

TEST_CASE("means are decided by their sequences and constants never") {
  const auto spread = [](std::uint64_t index) { return 1e6 * (1.0 + fake::scrambled(index)); };
  CHECK(only(values("$", ">= 1400000", spread)).verdict == Verdict::holds);  // the mean is $1.5M
  CHECK(only(values("$", "> 1600000", spread)).verdict == Verdict::fails);
  CHECK(only(values("$", "> 1500000", spread), {}, 500).verdict == Verdict::undecided);
  CHECK(only(values("$", "> 0", spread), {}, 99).verdict == Verdict::undecided);
  const TestFinding constant = only(values("$", "> 0", [](std::uint64_t) { return 5.0; }), {}, 500);
  CHECK(constant.verdict == Verdict::undecided);
  CHECK(constant.is_constant);
  const auto share = [](std::uint64_t index) { return fake::scrambled(index) / 2.0; };
  CHECK(only(values("share", "< 0.3", share)).verdict == Verdict::holds);
  // Of shares a constant one is known too: they have bounds.
  CHECK(only(values("share", "< 0.3", [](std::uint64_t) { return 0.1; })).verdict ==
        Verdict::holds);
}

TEST_CASE("a mean rate is measured per year and held against a bound stored per day") {
  const auto rate = [](std::uint64_t index) { return 0.1 + 0.1 * fake::scrambled(index); };
  const std::string bound = std::to_string(0.2 / 365.25);
  const TestFinding found = only(values("1/y", "< " + bound, rate));  // 0.15/y on average
  CHECK(found.verdict == Verdict::holds);
  CHECK(found.estimate == Approx(0.15 / 365.25).epsilon(0.1));
  CHECK(only(values("1/y", "> " + bound, rate)).verdict == Verdict::fails);
}

TEST_CASE("failed futures are left out and all failing soon ends the test") {
  Source failing = fake::failing_source();
  failing.columns.questions[0].expectation = ">= 0.2";
  const TestOutcome some = run_tests(failing, {}, 4000, 100, {});
  CHECK(some.summary.failures() > 0);
  CHECK(some.findings[0].futures == some.summary.replications());
  const Source hopeless{one_question(">= 0.2"), [](std::uint64_t) -> model::Replication {
                          throw std::runtime_error("no");
                        }};
  const TestOutcome none = run_tests(hopeless, {}, 4000, 100, {});
  CHECK(none.summary.failures() == 100);
  CHECK(std::isnan(none.findings[0].estimate));
}

TEST_CASE("without expectations nothing runs") {
  Source source = fake::source();
  source.columns.questions[0].expectation.clear();
  const TestOutcome outcome = run_tests(source, {}, 4000, 100, {});
  CHECK(outcome.findings.empty());
  CHECK(outcome.summary.replications() == 0);
}

}  // namespace acqsim::experiment
