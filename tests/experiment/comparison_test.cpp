#include "experiment/fake_source.hpp"

#include <acqsim/experiment/comparison.hpp>
#include <acqsim/experiment/runner.hpp>

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::experiment {
namespace {

/// The fake source with a cent more for openai in every future, and "rare" answered yes in every
/// fifth.
Source moved_source() {
  Source source = fake::source();
  source.replicate = [](std::uint64_t index) {
    model::Replication result = fake::replication(index);
    result.measures[0] += 1e4 * (1.0 + fake::scrambled(index + 1000));
    if (index % 5 == 1) result.outcomes[1] = model::Answer::yes;
    result.path_hash += 1;
    return result;
  };
  return source;
}

std::vector<Comparison> compare(const std::vector<Contender>& contenders, std::uint64_t pairs,
                                unsigned threads = 1) {
  ComparisonSink sink(contenders);
  Plan plan;
  plan.replications = pairs;
  RunOptions options;
  options.threads = threads;
  run(side_by_side(contenders), plan, sink, options);
  return sink.comparisons();
}

}  // namespace

TEST_CASE("a scenario differs from itself by exactly nothing", "[comparison]") {
  const auto comparisons = compare({{"a", fake::source()}, {"b", fake::source()}}, 200);
  REQUIRE(comparisons.size() == 1);
  CHECK(comparisons[0].pairs() == 200);
  CHECK(comparisons[0].different() == 0);
  const auto findings = find(comparisons, 0.95);
  REQUIRE(findings[0].questions.size() == 2);
  REQUIRE(findings[0].measures.size() == 4);
  for (const Difference& one : findings[0].questions) {
    CHECK(one.difference == 0.0);
    CHECK(one.p == 1.0);
    CHECK(one.change == Change::none);
  }
  for (const Difference& one : findings[0].measures) {
    CHECK(one.difference == 0.0);
    CHECK(one.interval.low == 0.0);
    CHECK(one.interval.high == 0.0);
    CHECK(one.change == Change::none);
  }
}

TEST_CASE("a small change is found in pairs that independent samples would hide", "[comparison]") {
  const auto comparisons = compare({{"a", fake::source()}, {"b", moved_source()}}, 200);
  CHECK(comparisons[0].different() == 200);
  const Difference money = find(comparisons, 0.95)[0].measures[0];
  // 10,000 (1 + u): 15,000 on average, within four standard errors of 204; against values that
  // spread by 289,000.
  CHECK(money.difference == Approx(15'000).margin(4 * 204));
  CHECK(money.interval.contains(15'000));
  CHECK(money.change == Change::higher);
  CHECK(money.correlation > 0.99);
  // (Var a + Var b) / Var d is about 2 x 10^12 / 12 over 10^8 / 12.
  CHECK(money.worth == Approx(20'000).epsilon(0.3));
  CHECK(money.saved() == Approx(200 * (money.worth - 1.0)));
}

TEST_CASE("answers in pairs are tested exactly and without those that are missing",
          "[comparison]") {
  const auto comparisons = compare({{"a", fake::source()}, {"b", moved_source()}}, 100);
  // Every tenth has no data in the first, none of them is a fifth plus one: 20 of 90 change.
  const QuestionPairs& rare = comparisons[0].questions()[1];
  CHECK(rare.no_data == 10);
  CHECK(rare.counts.pairs() == 90);
  CHECK(rare.counts.only_second == 20);
  const Difference difference = find(comparisons, 0.95)[0].questions[1];
  CHECK(difference.p == Approx(2.0 * std::pow(0.5, 20)));
  CHECK(difference.p_corrected == Approx(2.0 * difference.p));  // the smaller of two questions
  CHECK(difference.change == Change::higher);
  CHECK(std::isnan(difference.correlation));  // the first never says yes
}

TEST_CASE("a comparison of three corrects for all that is asked and keeps its bits in threads",
          "[comparison]") {
  const std::vector<Contender> three{
      {"a", fake::shuffled_source()}, {"b", moved_source()}, {"c", fake::source()}};
  const auto one = compare(three, 150, 1);
  const auto two = compare(three, 150, 2);
  REQUIRE(one.size() == 2);
  CHECK(families(one).questions == 4);
  CHECK(families(one).measures == 8);
  CHECK(find(one, 0.95)[1].measures[0].change == Change::none);
  for (std::size_t i = 0; i < one.size(); ++i) {
    for (std::size_t m = 0; m < one[i].measures().size(); ++m) {
      CHECK(one[i].measures()[m].moments.difference().mean() ==
            two[i].measures()[m].moments.difference().mean());
      CHECK(one[i].measures()[m].moments.skewness() == two[i].measures()[m].moments.skewness());
    }
  }
}

TEST_CASE("what only one scenario asks or measures is left out and told", "[comparison]") {
  Source other = fake::source();
  other.columns.questions[1].clock = "by 2027-01-01";
  other.columns.measures[3].measure = "days_to_operation";
  const auto comparisons = compare({{"a", fake::source()}, {"b", other}}, 10);
  CHECK(comparisons[0].questions().size() == 1);
  CHECK(comparisons[0].lone_questions() == std::vector<std::string>{"rare"});
  CHECK(comparisons[0].measures().size() == 3);
  CHECK(comparisons[0].lone_measures() == 2);
}

TEST_CASE("a future that fails in one scenario is no pair", "[comparison]") {
  const std::vector<Contender> two{{"a", fake::source()}, {"b", fake::failing_source()}};
  ComparisonSink sink(two);
  Plan plan;
  plan.replications = 14;
  const RunOutcome outcome = run(side_by_side(two), plan, sink, {});
  CHECK(outcome.summary.failures() == 2);
  CHECK(outcome.summary.first_failures().at(0).message == "b: broke at 3");
  CHECK(sink.comparisons()[0].pairs() == 12);
}

}  // namespace acqsim::experiment
