#include "acqsim/experiment/stopping.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/stats/normal.hpp>

#include <algorithm>
#include <cmath>

namespace acqsim::experiment {
namespace {

constexpr std::uint64_t kGrid = 50;

std::uint64_t cap(const Plan& plan) {
  return static_cast<std::uint64_t>(std::max(plan.precision.max_replications, 1));
}

/// A question that no future so far answers has an interval that never narrows, and holds up no
/// other.
bool is_precise(const OutcomeSummary& outcome, const spec::Precision& precision) {
  if (outcome.trials() == 0) return true;
  return outcome.interval(precision.confidence).width() / 2.0 <= precision.half_width;
}

/// Replications after which the interval of an outcome with this frequency is narrow enough, by the
/// normal approximation.
double needed(const OutcomeSummary& outcome, const spec::Precision& precision) {
  if (outcome.trials() == 0) return 0.0;
  const double p = outcome.frequency();
  const double z = stats::normal_quantile(0.5 + precision.confidence / 2.0);
  const double ratio = z / precision.half_width;
  return ratio * ratio * p * (1.0 - p);
}

}  // namespace

std::uint64_t next_checkpoint(const Plan& plan, std::uint64_t after) {
  if (plan.replications) {
    ACQSIM_CHECK(after < *plan.replications, "a checkpoint is asked for after the last one");
    return *plan.replications;
  }
  ACQSIM_CHECK(after < cap(plan), "a checkpoint is asked for after the last one");
  const auto first = static_cast<std::uint64_t>(std::max(plan.precision.min_replications, 1));
  if (after < first) return std::min(first, cap(plan));
  const std::uint64_t grown = after + (after + 3) / 4;
  return std::min((grown + kGrid - 1) / kGrid * kGrid, cap(plan));
}

std::optional<Ending> decide(const Plan& plan, const Summary& summary) {
  const std::uint64_t done = summary.replications() + summary.failures();
  if (plan.replications) {
    if (done >= *plan.replications) return Ending::complete;
    return std::nullopt;
  }
  if (summary.replications() == 0) return Ending::all_failed;
  if (summary.outcomes().empty()) return Ending::complete;
  const bool all = std::ranges::all_of(summary.outcomes(), [&plan](const OutcomeSummary& outcome) {
    return is_precise(outcome, plan.precision);
  });
  if (all) return Ending::precise;
  if (done >= cap(plan)) return Ending::capped;
  return std::nullopt;
}

std::uint64_t expected_replications(const Plan& plan, const Summary& summary) {
  if (plan.replications) return *plan.replications;
  const std::uint64_t done = summary.replications() + summary.failures();
  const auto first = static_cast<std::uint64_t>(std::max(plan.precision.min_replications, 1));
  std::uint64_t most = std::max(done, first);
  if (summary.replications() > 0) {
    for (const OutcomeSummary& outcome : summary.outcomes()) {
      const double count =
          std::min(needed(outcome, plan.precision), static_cast<double>(cap(plan)));
      most = std::max(most, static_cast<std::uint64_t>(std::ceil(count)));
    }
  }
  return std::min(most, cap(plan));
}

}  // namespace acqsim::experiment
