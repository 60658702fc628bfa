#include "acqsim/stats/bisection.hpp"

#include <acqsim/base/check.hpp>

#include <algorithm>
#include <cstddef>

namespace acqsim::stats {

ProbabilisticBisection::ProbabilisticBisection() : edges_{0.0, 1.0}, density_{1.0} {}

double ProbabilisticBisection::quantile(double p) const {
  ACQSIM_CHECK(p >= 0.0 && p <= 1.0, "a quantile belongs to a probability");
  double below = 0.0;
  for (std::size_t i = 0; i < density_.size(); ++i) {
    const double mass = density_[i] * (edges_[i + 1] - edges_[i]);
    if (mass > 0.0 && below + mass >= p) {
      return std::min(edges_[i + 1], edges_[i] + std::max(0.0, p - below) / density_[i]);
    }
    below += mass;
  }
  return edges_.back();
}

double ProbabilisticBisection::mass(double low, double high) const {
  ACQSIM_CHECK(low >= 0.0 && low <= high && high <= 1.0, "an interval within [0, 1]");
  double sum = 0.0;
  for (std::size_t i = 0; i < density_.size(); ++i) {
    const double width = std::min(high, edges_[i + 1]) - std::max(low, edges_[i]);
    if (width > 0.0) sum += width * density_[i];
  }
  return sum;
}

void ProbabilisticBisection::tell(double at, bool is_above, double error) {
  ACQSIM_CHECK(at >= 0.0 && at <= 1.0, "a place outside of [0, 1]");
  ACQSIM_CHECK(error >= 0.0 && error < 0.5, "an answer that says nothing");
  const auto place = std::lower_bound(edges_.begin(), edges_.end(), at);
  if (*place != at) {
    const auto cell = place - edges_.begin() - 1;
    edges_.insert(place, at);
    density_.insert(density_.begin() + cell, density_[static_cast<std::size_t>(cell)]);
  }
  double whole = 0.0;
  for (std::size_t i = 0; i < density_.size(); ++i) {
    density_[i] *= (edges_[i] >= at) == is_above ? 1.0 - error : error;
    whole += density_[i] * (edges_[i + 1] - edges_[i]);
  }
  ACQSIM_CHECK(whole > 0.0, "an answer that contradicts certain ones");
  for (double& density : density_) density /= whole;
  if (is_above) {
    told_.low = std::max(told_.low, at);
  } else {
    told_.high = std::min(told_.high, at);
  }
}

}  // namespace acqsim::stats
