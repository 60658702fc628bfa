#pragma once

#include <acqsim/experiment/expectation.hpp>
#include <acqsim/experiment/runner.hpp>
#include <acqsim/stats/sequential.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Expectations of a scenario put to sequential tests, on one stream of replications that all of
/// them share.
namespace acqsim::experiment {

/// How expectations are tested.
struct TestTerms {
  /// Probabilities closer than this to a bound are too close to matter. Nearer to 0 or 1 than twice
  /// that, half the bound's distance from there; at 0 and 1 themselves, from there to so far off.
  double indifference = 0.02;
  /// P(holds) if the probability, or the mean, is on the wrong side, and P(fails) if it is on the
  /// right one, are each at most this, over all looks together.
  double error = 0.05;
};

/// The probabilities between which either verdict will do.
struct Indifference {
  double low = 0.0;
  double high = 1.0;
};
/// Nothing if the claim is true of every probability, or of none ("<= 1", "< 0").
std::optional<Indifference> indifference_at(const Claim& claim, double half_width);

/// What came of one expectation. All numbers in the stored unit of its claim.
struct TestFinding {
  std::size_t question = 0;  ///< position among the questions
  bool is_mean = false;      ///< of the measure asked for; else of the probability
  Claim claim;
  std::optional<Indifference> indifference{};  ///< of a probability
  Verdict verdict = Verdict::undecided;
  std::uint64_t futures = 0;  ///< up to the verdict, with those that have no data; not failed ones
  std::uint64_t no_data = 0;  ///< of these
  /// The frequency, or the mean, and its confidence sequence: holds the truth whenever the test
  /// stops. NaN and unbounded where nothing is known.
  double estimate = 0.0;
  stats::Interval interval;
  bool is_constant =
      false;  ///< a measure that was the same in all futures: luck says nothing of it
};

/// One expectation, fed with the futures in order.
class ExpectationTest {
 public:
  /// Of a probability. Requires: a claim about a share.
  ExpectationTest(std::size_t question, const Claim& claim, const TestTerms& terms);
  /// Of a mean, the values of which stand in a column of measures with this claim's unit.
  ExpectationTest(std::size_t question, const Claim& claim, const TestTerms& terms,
                  std::size_t column);

  void add(const model::Replication& replication);  ///< does nothing once decided
  bool is_decided() const { return verdict_ != Verdict::undecided; }
  TestFinding finding() const;

 private:
  void add_answer(model::Answer answer);
  void add_value(double measured);
  stats::Interval interval() const;

  std::size_t question_;
  std::optional<std::size_t> column_;  // of a mean
  Claim claim_;
  double confidence_;
  std::optional<Indifference> indifference_;
  std::optional<stats::ProbabilityRatioTest> ratio_;
  OutcomeSummary answers_;
  stats::Moments moments_;
  stats::BoundedMeanSequence shares_;
  std::uint64_t no_data_ = 0;
  Verdict verdict_ = Verdict::undecided;
};

/// The expectations of the columns, in the order of the questions; of a probability before that of
/// a mean.
std::vector<ExpectationTest> expectation_tests(const Columns& columns, const TestTerms& terms);

struct TestOutcome {
  std::vector<TestFinding> findings;
  Summary summary{Columns{}};  ///< of the futures that were run
  Ending ending = Ending::complete;
};

/// Runs futures until every expectation is decided, at most `most`; none if there is none. Ends
/// also when the first `min_replications` have all failed. What is found depends on the results in
/// order of index alone, so it is the same for any number of threads.
TestOutcome run_tests(const Source& source, const TestTerms& terms, std::uint64_t most,
                      std::uint64_t min_replications, const RunOptions& options);

}  // namespace acqsim::experiment
