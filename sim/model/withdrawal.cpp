#include "model/withdrawal.hpp"

#include "model/world.hpp"

namespace acqsim::model::withdrawal {

base::Days at(World& world, RequirementId id) {
  const auto& parameters = world.spec().acquisition;
  if (!parameters.enabled || parameters.withdrawal.value() <= 0.0) return kNever;
  const Requirement& requirement = world[id];
  const double wait = world.exponential(requirement.key, Purpose::withdrawal, 0);
  return requirement.arose + Days(wait / parameters.withdrawal.value());
}

}  // namespace acqsim::model::withdrawal
