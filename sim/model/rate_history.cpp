#include "model/rate_history.hpp"

#include <limits>

namespace acqsim::model {

void RateHistory::change(base::Days now, base::Rate rate) {
  if (rate == this->now()) return;
  if (!steps_.empty() && steps_.back().first == now) {
    steps_.back().second = rate;
  } else {
    steps_.emplace_back(now, rate);
  }
}

bool RateHistory::has_acted_since(base::Days from) const {
  bool has_acted = now().value() > 0.0;
  base::Rate before = first_;
  for (const auto& [at, rate] : steps_) {
    has_acted = has_acted || (at > from && before.value() > 0.0);
    before = rate;
  }
  return has_acted;
}

base::Days RateHistory::reaches(base::Days from, double e) const {
  base::Rate rate = first_;
  for (const auto& [at, next] : steps_) {
    if (at > from) {
      const double passed = rate.value() * (at - from).value();
      if (passed >= e) return from + base::Days(e / rate.value());
      e -= passed;
      from = at;
    }
    rate = next;
  }
  return rate.value() > 0.0 ? from + base::Days(e / rate.value())
                            : base::Days(std::numeric_limits<double>::infinity());
}

}  // namespace acqsim::model
