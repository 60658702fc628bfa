#pragma once

#include <acqsim/experiment/result_sink.hpp>
#include <acqsim/stats/estimate.hpp>
#include <acqsim/stats/quantile_sketch.hpp>

#include <cstdint>
#include <vector>

namespace acqsim::experiment {

/// How often a question was answered each way.
struct OutcomeSummary {
  std::uint64_t yes = 0;
  std::uint64_t no = 0;
  std::uint64_t no_data = 0;

  std::uint64_t trials() const { return yes + no; }
  double frequency() const;  ///< yes over trials; NaN without any
  /// Of the probability of yes, given that there is an answer: [wilson-1927].
  stats::Interval interval(double confidence) const;
};

/// One measure over replications. Replications without data count in `sample.missing()` alone.
struct MeasureSummary {
  stats::Moments moments;
  stats::SystematicSample sample;
};

/// What is known after some replications, in memory that does not grow with their number. Adding in
/// index order gives the same bits whatever produced the results.
class Summary {
 public:
  explicit Summary(Columns columns);

  void add(const model::Replication& replication);  ///< Requires: as wide as the columns
  void add(const Failure& failure);
  void count(const model::Replication& replication);  ///< that it succeeded, and nothing else
  void count(const Failure& failure) { add(failure); }

  const Columns& columns() const { return columns_; }
  const std::vector<OutcomeSummary>& outcomes() const { return outcomes_; }
  const std::vector<MeasureSummary>& measures() const { return measures_; }

  std::uint64_t replications() const { return replications_; }  ///< that succeeded
  std::uint64_t failures() const { return failure_count_; }
  std::uint64_t events() const { return events_; }  ///< of the kernel, in all of them
  /// The first few failures; the others are in the study.
  const std::vector<Failure>& first_failures() const { return first_failures_; }

 private:
  Columns columns_;
  std::vector<OutcomeSummary> outcomes_;
  std::vector<MeasureSummary> measures_;
  std::vector<Failure> first_failures_;
  std::uint64_t replications_ = 0;
  std::uint64_t failure_count_ = 0;
  std::uint64_t events_ = 0;
};

}  // namespace acqsim::experiment
