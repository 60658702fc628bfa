#include "model/withdrawal.hpp"

#include "model/world.hpp"

#include <limits>

namespace acqsim::model {

Withdrawal::Withdrawal(const World& world)
    : hazards_{RateHistory(world.spec().acquisition.withdrawal)} {}

void Withdrawal::after_change(World& world, std::string_view path) {
  if (path != "acquisition.withdrawal") return;
  hazards_.resize(world.policies.parts(), RateHistory(hazards_.front()));
  for (std::size_t part = 0; part < hazards_.size(); ++part) {
    const base::Rate rate = world.policies.part(world.spec(), part).acquisition.withdrawal;
    if (world.has_begun()) {
      hazards_[part].change(world.now(), rate);
    } else {
      hazards_[part] = RateHistory(rate);
    }
  }
}

const RateHistory& Withdrawal::hazard(const World& world, AgencyId agency) const {
  return hazards_.size() == 1 ? hazards_.front() : hazards_[world.policies.part(agency)];
}

namespace withdrawal {

base::Days Clock::at() {
  constexpr base::Days kNever(std::numeric_limits<double>::infinity());
  if (!is_new_ || !world_->spec().acquisition.enabled) return kNever;
  const Requirement& requirement = (*world_)[requirement_];
  const RateHistory& hazard = world_->withdrawal.hazard(*world_, requirement.agency);
  if (drawn_ < 0.0) {
    if (!hazard.has_acted_since(requirement.arose)) return kNever;
    drawn_ = world_->exponential(requirement.key, Purpose::withdrawal, 0);
  }
  return hazard.reaches(requirement.arose, drawn_);
}

}  // namespace withdrawal
}  // namespace acqsim::model
