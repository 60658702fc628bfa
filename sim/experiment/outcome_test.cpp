#include "acqsim/experiment/outcome_test.hpp"

#include <acqsim/base/check.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace acqsim::experiment {
namespace {

constexpr double kNoData = std::numeric_limits<double>::quiet_NaN();

bool wants_more(const Claim& claim) {
  return claim.order == Claim::Order::greater || claim.order == Claim::Order::greater_or_equal;
}

/// Sums of shares round.
double as_share(double value) {
  constexpr double kRounding = 1e-6;
  ACQSIM_CHECK(value >= -kRounding && value <= 1.0 + kRounding, "a share is not between 0 and 1");
  return std::clamp(value, 0.0, 1.0);
}

class TestSink : public ResultSink {
 public:
  TestSink(std::vector<ExpectationTest> tests, std::uint64_t min_replications)
      : tests_(std::move(tests)), min_replications_(min_replications) {}
  void begin(const Columns&) override {}
  void replication(const model::Replication& replication) override {
    ++succeeded_;
    for (ExpectationTest& test : tests_) test.add(replication);
  }
  void failure(const Failure&) override { ++failed_; }
  void finish(Ending) override {}

  bool is_enough() const {
    if (succeeded_ == 0) return failed_ >= min_replications_;
    return std::ranges::all_of(tests_, [](const auto& test) { return test.is_decided(); });
  }
  std::vector<TestFinding> findings() const {
    std::vector<TestFinding> all;
    for (const ExpectationTest& test : tests_) all.push_back(test.finding());
    return all;
  }

 private:
  std::vector<ExpectationTest> tests_;
  std::uint64_t min_replications_;
  std::uint64_t succeeded_ = 0;
  std::uint64_t failed_ = 0;
};

}  // namespace

std::optional<Indifference> indifference_at(const Claim& claim, double half_width) {
  const double bound = claim.bound;
  // At the ends a claim may say nothing: true of 0 and 1 alike, or of neither.
  if (claim.is_true_of(0.0) == claim.is_true_of(1.0)) return std::nullopt;
  if (bound <= 0.0) return Indifference{0.0, half_width};
  if (bound >= 1.0) return Indifference{1.0 - half_width, 1.0};
  const double narrowed = std::min({half_width, bound / 2.0, (1.0 - bound) / 2.0});
  return Indifference{bound - narrowed, bound + narrowed};
}

ExpectationTest::ExpectationTest(std::size_t question, const Claim& claim, const TestTerms& terms)
    : question_(question),
      claim_(claim),
      confidence_(1.0 - terms.error),
      indifference_(indifference_at(claim, terms.indifference)),
      shares_(confidence_) {
  if (indifference_) {
    ratio_.emplace(indifference_->low, indifference_->high, terms.error);
  } else {
    verdict_ = claim.is_true_of(0.5) ? Verdict::holds : Verdict::fails;
  }
}

ExpectationTest::ExpectationTest(std::size_t question, const Claim& claim, const TestTerms& terms,
                                 std::size_t column)
    : question_(question),
      column_(column),
      claim_(claim),
      confidence_(1.0 - terms.error),
      shares_(confidence_) {}

void ExpectationTest::add(const model::Replication& replication) {
  if (is_decided()) return;
  if (column_) {
    add_value(replication.measures.at(*column_));
  } else {
    add_answer(replication.outcomes.at(question_));
  }
}

void ExpectationTest::add_answer(model::Answer answer) {
  if (answer == model::Answer::no_data) {
    ++no_data_;
    return;
  }
  const bool is_yes = answer == model::Answer::yes;
  ++(is_yes ? answers_.yes : answers_.no);
  ratio_->add(is_yes);
  if (ratio_->decision() == stats::Decision::undecided) return;
  const bool is_high = ratio_->decision() == stats::Decision::high;
  verdict_ = is_high == wants_more(claim_) ? Verdict::holds : Verdict::fails;
}

void ExpectationTest::add_value(double measured) {
  if (std::isnan(measured)) {
    ++no_data_;
    return;
  }
  const double value = base::stored(measured, claim_.unit);
  moments_.add(value);
  if (claim_.unit == base::Unit::share) shares_.add(as_share(value));
  verdict_ = judge(claim_, interval());
}

stats::Interval ExpectationTest::interval() const {
  if (!column_) return stats::probability_sequence(answers_.yes, answers_.trials(), confidence_);
  if (claim_.unit == base::Unit::share) return shares_.interval();
  return stats::mean_sequence(moments_, confidence_);
}

TestFinding ExpectationTest::finding() const {
  TestFinding found;
  found.question = question_;
  found.is_mean = column_.has_value();
  found.claim = claim_;
  found.indifference = indifference_;
  found.verdict = verdict_;
  const std::uint64_t told = column_ ? moments_.count() : answers_.trials();
  found.futures = told + no_data_;
  found.no_data = no_data_;
  found.estimate = column_ ? moments_.mean() : answers_.frequency();
  found.interval = interval();
  found.is_constant = column_ && moments_.count() > 1 && moments_.variance() <= 0.0;
  if (told == 0) found.estimate = kNoData;
  return found;
}

std::vector<ExpectationTest> expectation_tests(const Columns& columns, const TestTerms& terms) {
  std::vector<ExpectationTest> tests;
  for (std::size_t q = 0; q < columns.questions.size(); ++q) {
    const Question& question = columns.questions[q];
    if (const auto claim = parse_claim(question.expectation)) tests.emplace_back(q, *claim, terms);
    if (question.mean_expectation.empty()) continue;
    const auto column = std::ranges::find_if(columns.measures, [&](const auto& one) {
      return one.measure == model::kAskedMeasure && one.labels.at("outcome") == question.id;
    });
    ACQSIM_CHECK(column != columns.measures.end(), "an expected mean has no column");
    const auto claim = parse_stored_claim(question.mean_expectation, base::unit_of(column->unit));
    ACQSIM_CHECK(claim.has_value(), "an expected mean is no comparison");
    tests.emplace_back(q, *claim, terms,
                       static_cast<std::size_t>(column - columns.measures.begin()));
  }
  return tests;
}

TestOutcome run_tests(const Source& source, const TestTerms& terms, std::uint64_t most,
                      std::uint64_t min_replications, const RunOptions& options) {
  TestSink sink(expectation_tests(source.columns, terms), min_replications);
  TestOutcome outcome{{}, Summary(source.columns), Ending::complete};
  const bool has_open = std::ranges::any_of(
      sink.findings(), [](const TestFinding& one) { return one.verdict == Verdict::undecided; });
  if (has_open) {
    Plan plan;
    plan.replications = most;
    RunOptions own = options;
    own.is_enough = [&sink] { return sink.is_enough(); };
    RunOutcome ran = run(source, plan, sink, own);
    outcome.summary = std::move(ran.summary);
    outcome.ending = ran.ending;
  }
  outcome.findings = sink.findings();
  return outcome;
}

}  // namespace acqsim::experiment
