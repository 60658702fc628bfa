#include "acqsim/experiment/claims.hpp"

#include <acqsim/experiment/comparison.hpp>
#include <acqsim/experiment/market_source.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace acqsim::experiment {
namespace {

constexpr double kNoData = std::numeric_limits<double>::quiet_NaN();
constexpr double kLeastLevel = 1e-12;

/// Which columns of which scenarios some tests read, and where they are once only those are kept.
class Columned {
 public:
  explicit Columned(const std::vector<const TestPlan*>& tests) {
    std::map<std::size_t, std::pair<std::set<std::size_t>, std::set<std::size_t>>> wanted;
    const auto want = [&wanted](const TestPlan& test, std::size_t scenario, std::size_t column) {
      auto& [measures, questions] = wanted[scenario];
      (test.is_question ? questions : measures).insert(column);
    };
    for (const TestPlan* test : tests) {
      want(*test, test->scenario, test->column);
      if (test->against) want(*test, *test->against, test->against_column);
    }
    for (const auto& [scenario, columns] : wanted) {
      used_.push_back(scenario);
      for (const std::size_t one : columns.first) measures_[{scenario, one}] = measure_count_++;
      for (const std::size_t one : columns.second) questions_[{scenario, one}] = question_count_++;
    }
  }

  const std::vector<std::size_t>& used() const { return used_; }

  /// Replications of the used scenarios, one after the other, with the read columns alone.
  Source source(const ClaimPlan& plan, std::uint64_t seed) const {
    std::vector<Contender> contenders;
    for (const std::size_t one : used_) {
      const ClaimScenario& scenario = plan.scenarios[one];
      contenders.push_back({scenario.name, narrowed(market_source(*scenario.market, seed), one)});
    }
    // side_by_side wants two: a lone level is held beside itself, and the second is not read.
    if (contenders.size() == 1) contenders.push_back(contenders.front());
    return side_by_side(contenders);
  }

  double measure(const model::Replication& all, std::size_t scenario, std::size_t column) const {
    return all.measures.at(measures_.at({scenario, column}));
  }
  model::Answer answer(const model::Replication& all, std::size_t scenario,
                       std::size_t column) const {
    return all.outcomes.at(questions_.at({scenario, column}));
  }

 private:
  using Key = std::pair<std::size_t, std::size_t>;

  static std::vector<std::size_t> columns_of(const std::map<Key, std::size_t>& places,
                                             std::size_t scenario) {
    std::vector<std::size_t> columns;
    for (const auto& [key, place] : places) {
      if (key.first == scenario) columns.push_back(key.second);
    }
    return columns;
  }

  Source narrowed(const Source& whole, std::size_t scenario) const {
    const auto measures = columns_of(measures_, scenario);
    const auto questions = columns_of(questions_, scenario);
    Source narrow;
    for (const std::size_t one : measures)
      narrow.columns.measures.push_back(whole.columns.measures[one]);
    for (const std::size_t one : questions)
      narrow.columns.questions.push_back(whole.columns.questions[one]);
    narrow.replicate = [measures, questions, replicate = whole.replicate](std::uint64_t index) {
      model::Replication all = replicate(index);
      std::vector<double> numbers;
      std::vector<model::Answer> answers;
      for (const std::size_t one : measures) numbers.push_back(all.measures[one]);
      for (const std::size_t one : questions) answers.push_back(all.outcomes[one]);
      all.measures = std::move(numbers);
      all.outcomes = std::move(answers);
      return all;
    };
    return narrow;
  }

  std::vector<std::size_t> used_;
  std::map<Key, std::size_t> measures_;
  std::map<Key, std::size_t> questions_;
  std::size_t measure_count_ = 0;
  std::size_t question_count_ = 0;
};

/// What is kept of one test: of the four, the one that fits it.
struct Tally {
  stats::PairedCounts answers;
  stats::PairedMoments numbers;
  OutcomeSummary level_answers;
  stats::Moments level;
  std::uint64_t no_data = 0;
};

class ClaimSink : public NullSink {
 public:
  ClaimSink(const std::vector<const TestPlan*>& tests, const Columned& columned)
      : tests_(tests), columned_(columned), tallies_(tests.size()) {}

  void replication(const model::Replication& all) override {
    ++pairs_;
    for (std::size_t i = 0; i < tests_.size(); ++i) {
      const TestPlan& test = *tests_[i];
      const bool has_data =
          test.is_question ? question(test, all, tallies_[i]) : measure(test, all, tallies_[i]);
      if (!has_data) ++tallies_[i].no_data;
    }
  }

  const std::vector<Tally>& tallies() const { return tallies_; }
  std::uint64_t pairs() const { return pairs_; }

 private:
  bool question(const TestPlan& test, const model::Replication& all, Tally& tally) const {
    const model::Answer one = columned_.answer(all, test.scenario, test.column);
    if (one == model::Answer::no_data) return false;
    const bool is_yes = one == model::Answer::yes;
    if (!test.against) {
      ++(is_yes ? tally.level_answers.yes : tally.level_answers.no);
      return true;
    }
    const model::Answer other = columned_.answer(all, *test.against, test.against_column);
    if (other == model::Answer::no_data) return false;
    tally.answers.add(other == model::Answer::yes, is_yes);
    return true;
  }

  bool measure(const TestPlan& test, const model::Replication& all, Tally& tally) const {
    const double one = columned_.measure(all, test.scenario, test.column);
    if (std::isnan(one)) return false;
    if (!test.against) {
      tally.level.add(one);
      return true;
    }
    const double other = columned_.measure(all, *test.against, test.against_column);
    if (std::isnan(other)) return false;
    tally.numbers.add(other, one);
    return true;
  }

  const std::vector<const TestPlan*>& tests_;
  const Columned& columned_;
  std::vector<Tally> tallies_;
  std::uint64_t pairs_ = 0;
};

using IntervalAt = std::function<stats::Interval(double)>;

/// The numbers of a test, and its interval at any confidence.
IntervalAt measured(const TestPlan& test, const Tally& tally, ClaimTestFinding& finding) {
  finding.no_data = tally.no_data;
  finding.without = kNoData;
  if (test.is_question && test.against) {
    finding.with = tally.answers.second();
    finding.without = tally.answers.first();
    finding.effect = tally.answers.difference();
    finding.n = tally.answers.pairs();
    return [&tally](double c) { return stats::paired_difference(tally.answers, c); };
  }
  if (test.is_question) {
    finding.with = finding.effect = tally.level_answers.frequency();
    finding.n = tally.level_answers.trials();
    return [&tally](double c) { return tally.level_answers.interval(c); };
  }
  if (test.against) {
    finding.with = tally.numbers.second().mean();
    finding.without = tally.numbers.first().mean();
    finding.effect = tally.numbers.difference().mean();
    finding.n = tally.numbers.count();
    return [&tally](double c) { return stats::mean_difference(tally.numbers, c).interval; };
  }
  finding.with = finding.effect = tally.level.mean();
  finding.n = tally.level.count();
  return [&tally](double c) { return stats::mean_interval(tally.level, c); };
}

/// Below two futures with data nothing can be said.
bool is_known(const ClaimTestFinding& finding) { return finding.n >= 2; }

/// Of no difference in answers the exact test is at hand; every other bound is held to the
/// interval.
double p_of(const TestPlan& test, const Tally& tally, const IntervalAt& interval) {
  if (test.is_question && test.against && test.wanted.bound == 0.0)
    return stats::mcnemar_exact(tally.answers);
  return p_at(test.wanted.bound, interval);
}

std::vector<ClaimTestFinding> findings_of(const std::vector<const TestPlan*>& tests,
                                          const std::vector<Tally>& tallies, double confidence) {
  std::vector<ClaimTestFinding> findings(tests.size());
  for (std::size_t i = 0; i < tests.size(); ++i) {
    ClaimTestFinding& finding = findings[i];
    const IntervalAt interval = measured(*tests[i], tallies[i], finding);
    finding.interval = {kNoData, kNoData};
    finding.p = kNoData;
    if (!is_known(finding)) continue;
    finding.interval = interval(confidence);
    finding.p = p_of(*tests[i], tallies[i], interval);
  }
  return findings;
}

ClaimVerdict verdict_of(Verdict verdict) {
  if (verdict == Verdict::holds) return ClaimVerdict::supported;
  return verdict == Verdict::fails ? ClaimVerdict::not_supported : ClaimVerdict::undecided;
}

std::vector<const TestPlan*> pointers(const std::vector<TestPlan>& tests) {
  std::vector<const TestPlan*> all;
  for (const TestPlan& test : tests) all.push_back(&test);
  return all;
}

struct Phase {
  std::vector<ClaimTestFinding> findings;
  std::uint64_t pairs = 0;
  RunOutcome outcome;
};

Phase run_phase(const ClaimPlan& plan, const std::vector<const TestPlan*>& tests,
                std::uint64_t replications, const ClaimRun& run, const RunOptions& options) {
  const Columned columned(tests);
  ClaimSink sink(tests, columned);
  Plan asked;
  asked.replications = replications;
  RunOutcome outcome = experiment::run(columned.source(plan, run.seed), asked, sink, options);
  return {findings_of(tests, sink.tallies(), run.confidence), sink.pairs(), std::move(outcome)};
}

void judge_tests(const std::vector<TestPlan>& tests, std::vector<ClaimTestFinding>& findings,
                 double confidence) {
  std::vector<double> p_values;
  for (const ClaimTestFinding& one : findings) p_values.push_back(one.p);
  const std::vector<double> corrected = stats::holm(p_values);
  for (std::size_t i = 0; i < tests.size(); ++i) {
    ClaimTestFinding& finding = findings[i];
    finding.p_corrected = corrected[i];
    if (!is_known(finding) || !(corrected[i] < 1.0 - confidence)) continue;
    finding.verdict = verdict_of(judge(tests[i].wanted, finding.interval));
  }
}

}  // namespace

std::string to_string(ClaimVerdict verdict) {
  switch (verdict) {
    case ClaimVerdict::supported:
      return "supported";
    case ClaimVerdict::not_supported:
      return "not supported";
    case ClaimVerdict::undecided:
      return "undecided";
    case ClaimVerdict::untested:
      break;
  }
  return "not tested";
}

double p_at(double bound, const std::function<stats::Interval(double confidence)>& interval) {
  const auto reaches = [&](double level) { return interval(1.0 - level).contains(bound); };
  if (!reaches(kLeastLevel)) return kLeastLevel;
  // In logarithms: a p value is wanted to a relative precision.
  double reached = std::log(kLeastLevel);
  double beyond = 0.0;
  for (int i = 0; i < 60; ++i) {
    const double middle = 0.5 * (reached + beyond);
    const double level = std::exp(middle);
    (level < 1.0 && reaches(level) ? reached : beyond) = middle;
  }
  return std::exp(reached);
}

ClaimVerdict together(std::span<const ClaimVerdict> tests) {
  if (tests.empty()) return ClaimVerdict::untested;
  if (std::ranges::find(tests, ClaimVerdict::not_supported) != tests.end())
    return ClaimVerdict::not_supported;
  const bool all =
      std::ranges::all_of(tests, [](ClaimVerdict one) { return one == ClaimVerdict::supported; });
  return all ? ClaimVerdict::supported : ClaimVerdict::undecided;
}

ClaimOutcome run_claims(const ClaimPlan& plan, const ClaimRun& run, const RunOptions& options) {
  ClaimOutcome outcome;
  if (!plan.tests.empty()) {
    Phase phase = run_phase(plan, pointers(plan.tests), run.replications, run, options);
    outcome.findings.tests = std::move(phase.findings);
    outcome.findings.pairs = phase.pairs;
    outcome.ending = phase.outcome.ending;
    outcome.summaries.push_back(std::move(phase.outcome.summary));
    judge_tests(plan.tests, outcome.findings.tests, run.confidence);
  }
  std::vector<const TestPlan*> at_ends;
  for (const EndPlan& end : plan.ends) {
    for (const TestPlan& test : end.tests) at_ends.push_back(&test);
  }
  if (at_ends.empty() || outcome.ending == Ending::interrupted) return outcome;
  Phase phase = run_phase(plan, at_ends, run.replications_at_ends, run, options);
  outcome.findings.pairs_at_ends = phase.pairs;
  outcome.ending = phase.outcome.ending;
  outcome.summaries.push_back(std::move(phase.outcome.summary));
  auto next = phase.findings.begin();
  for (const EndPlan& end : plan.ends) {
    std::vector<ClaimTestFinding>& findings = outcome.findings.ends.emplace_back();
    for (const TestPlan& test : end.tests) {
      if (is_known(*next)) next->verdict = verdict_of(judge(test.wanted, next->interval));
      findings.push_back(*next++);
    }
  }
  return outcome;
}

}  // namespace acqsim::experiment
