#pragma once

#include <acqsim/experiment/result_sink.hpp>
#include <acqsim/stats/paired.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// Scenarios against each other on common random numbers: replication i of each shares its luck
/// with replication i of the others, so what differs is what the scenarios make differ.
namespace acqsim::experiment {

/// One scenario of a comparison.
struct Contender {
  std::string name;  ///< as shown: no two alike
  Source source;
};

/// One replication of every contender at once, in one: their measures and answers one after the
/// other. Fails when one of them fails, with its name. The last measures say of each contender but
/// the first whether its events were other than the first's, by their hash.
Source side_by_side(const std::vector<Contender>& contenders);

/// A question that two scenarios answer, with the answers in pairs.
struct QuestionPairs {
  Question question;
  stats::PairedCounts counts;
  stats::PairedMoments moments;  ///< of the answers as 0 and 1, for what pairing is worth
  std::uint64_t no_data = 0;     ///< pairs in which one had no answer
};

/// A measure that two scenarios have.
struct MeasurePairs {
  model::MeasureColumn column;
  stats::PairedMoments moments;
  std::uint64_t no_data = 0;
};

/// What two scenarios have in common and how it differs, in the order of the first's columns. A
/// question counts as the same if id, words and clock are.
class Comparison {
 public:
  Comparison(const Columns& first, const Columns& second);

  /// Requires: replications of the sources with these columns.
  void add(const model::Replication& first, const model::Replication& second, bool differ);

  const std::vector<QuestionPairs>& questions() const { return questions_; }
  const std::vector<MeasurePairs>& measures() const { return measures_; }
  std::uint64_t pairs() const { return pairs_; }
  std::uint64_t different() const { return different_; }  ///< pairs in which any event differs
  /// Ids of questions, and how many measures, that only one of both has.
  const std::vector<std::string>& lone_questions() const { return lone_questions_; }
  std::size_t lone_measures() const { return lone_measures_; }

 private:
  struct Place {
    std::size_t first = 0;
    std::size_t second = 0;
  };
  std::vector<QuestionPairs> questions_;
  std::vector<MeasurePairs> measures_;
  std::vector<Place> question_places_;
  std::vector<Place> measure_places_;
  std::vector<std::string> lone_questions_;
  std::size_t lone_measures_ = 0;
  std::uint64_t pairs_ = 0;
  std::uint64_t different_ = 0;
};

/// Takes the results of side_by_side apart again: each contender but the first against the first.
class ComparisonSink : public ResultSink {
 public:
  explicit ComparisonSink(const std::vector<Contender>& contenders);
  void begin(const Columns&) override {}
  void replication(const model::Replication& replication) override;
  void failure(const Failure&) override {}
  void finish(Ending) override {}

  /// Of the second contender, the third, ...
  const std::vector<Comparison>& comparisons() const { return comparisons_; }

 private:
  struct Width {
    std::size_t measures = 0;
    std::size_t questions = 0;
  };
  std::vector<Width> widths_;
  std::vector<Comparison> comparisons_;
};

/// What came of one comparison of one figure.
enum class Change {
  none,    ///< the same in every pair
  higher,  ///< the second is higher, by the corrected p value
  lower,
  undecided,  ///< they differ, but no more than luck may
  no_data,
};

/// "same", "higher", ...: as shown.
std::string to_string(Change change);

/// One figure of two scenarios. All numbers in the figure's unit; a probability for questions. NaN
/// where there is no data.
struct Difference {
  double first = 0.0;
  double second = 0.0;
  double difference = 0.0;   ///< second less first
  stats::Interval interval;  ///< of the difference, for itself alone
  double p = 1.0;            ///< McNemar's exact, or of mean_difference
  double p_corrected = 1.0;  ///< by Holm, among its family
  Change change = Change::no_data;
  double correlation = 0.0;  ///< between both, over the futures
  double worth = 1.0;        ///< see stats::PairedMoments::worth
  std::uint64_t n = 0;       ///< pairs with data
  std::uint64_t no_data = 0;

  /// Futures beyond n that independent samples would have needed; below zero if pairing harmed.
  double saved() const { return static_cast<double>(n) * (worth - 1.0); }
};

/// The differences of one comparison, in the order of its questions and measures.
struct Findings {
  std::vector<Difference> questions;
  std::vector<Difference> measures;
};

/// Of all comparisons together. Two families are corrected, each across all comparisons: all
/// questions, and all measures. A figure without any data does not count. A change is called at a
/// corrected p below 1 - confidence.
std::vector<Findings> find(const std::vector<Comparison>& comparisons, double confidence);

/// How many figures were corrected together.
struct Families {
  std::size_t questions = 0;
  std::size_t measures = 0;
};
Families families(const std::vector<Comparison>& comparisons);

}  // namespace acqsim::experiment
