#include "model/hazard.hpp"

#include <algorithm>

namespace acqsim::model::hazard {

void Timer::run_at(World& world, base::Rate rate, std::uint64_t entity, Purpose purpose,
                   std::uint64_t ordinal) {
  if (left_ >= 0.0 && rate.value() == rate_) return;
  const Days now = world.now();
  if (left_ >= 0.0) {
    left_ = std::max(0.0, left_ - rate_ * (now - since_).value());
  } else if (rate.value() > 0.0) {
    left_ = world.exponential(entity, purpose, ordinal);
  }
  rate_ = rate.value();
  since_ = now;
  at_ = rate_ > 0.0 ? now + Days(left_ / rate_) : kNever;
}

}  // namespace acqsim::model::hazard
