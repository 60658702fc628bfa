#include "acqsim/experiment/summary.hpp"

#include <acqsim/base/check.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace acqsim::experiment {
namespace {

constexpr std::size_t kKeptFailures = 5;

/// Sample values kept over all measures together: 16 bytes each, twice that while vectors grow.
constexpr std::size_t kSampleBudget = std::size_t{1} << 20;
constexpr std::size_t kLeastCapacity = 256;

/// Depends on the number of columns alone, so that quantiles are the same bits in any run.
std::size_t sample_capacity(std::size_t columns) {
  if (columns == 0) return stats::SystematicSample::kDefaultCapacity;
  return std::clamp(kSampleBudget / columns, kLeastCapacity,
                    stats::SystematicSample::kDefaultCapacity);
}

}  // namespace

double OutcomeSummary::frequency() const {
  if (trials() == 0) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(yes) / static_cast<double>(trials());
}

stats::Interval OutcomeSummary::interval(double confidence) const {
  return stats::wilson(yes, trials(), confidence);
}

Summary::Summary(Columns columns)
    : columns_(std::move(columns)), outcomes_(columns_.questions.size()) {
  const std::size_t capacity = sample_capacity(columns_.measures.size());
  const MeasureSummary empty{stats::Moments(), stats::SystematicSample(capacity)};
  measures_.assign(columns_.measures.size(), empty);
}

void Summary::add(const model::Replication& replication) {
  ACQSIM_CHECK(replication.measures.size() == measures_.size() &&
                   replication.outcomes.size() == outcomes_.size(),
               "a replication answers other columns than its source promised");
  for (std::size_t i = 0; i < measures_.size(); ++i) {
    const double value = replication.measures[i];
    measures_[i].sample.add(replication.index, value);
    if (!std::isnan(value)) measures_[i].moments.add(value);
  }
  for (std::size_t i = 0; i < outcomes_.size(); ++i) {
    switch (replication.outcomes[i]) {
      case model::Answer::yes:
        ++outcomes_[i].yes;
        break;
      case model::Answer::no:
        ++outcomes_[i].no;
        break;
      case model::Answer::no_data:
        ++outcomes_[i].no_data;
        break;
    }
  }
  ++replications_;
  events_ += replication.events;
}

void Summary::count(const model::Replication& replication) {
  ++replications_;
  events_ += replication.events;
}

void Summary::add(const Failure& failure) {
  ++failure_count_;
  if (first_failures_.size() < kKeptFailures) first_failures_.push_back(failure);
}

}  // namespace acqsim::experiment
