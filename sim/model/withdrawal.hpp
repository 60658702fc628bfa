#pragma once

#include "model/ids.hpp"
#include "model/parameter_listener.hpp"
#include "model/rate_history.hpp"

#include <acqsim/base/units.hpp>

#include <vector>

namespace acqsim::model {

class World;

/// Withdrawal: a new requirement is given up before it comes into operation, for reasons that the
/// model does not have (priorities, people, failed pilots).
///
/// The time from arrival to withdrawal is exponential with hazard `acquisition.withdrawal` (1/day).
/// It ends market research at once. In the other steps it is noticed when a step ends, so that
/// officers and officials are taken in vain. What follows a contract is not withdrawn; use cases in
/// operation are retired (operation.hpp).
///
/// Source: [inventory-2024]. Limit: with steps that take T in all, exp(-hazard T) of the
/// requirements come into operation (tests/model/withdrawal_test.cpp).
class Withdrawal : public ParameterListener {
 public:
  explicit Withdrawal(const World& world);
  void after_change(World& world, std::string_view path) override;

  /// The hazard as it has been at an agency.
  const RateHistory& hazard(const World& world, AgencyId agency) const;

 private:
  std::vector<RateHistory> hazards_;  // [part of the market], one while no policy has changed it
};

namespace withdrawal {

/// When one requirement is withdrawn. Draws once, when the hazard is first above zero.
class Clock {
 public:
  /// `is_new`: it has not come into operation; other requirements are not withdrawn.
  Clock(World& world, RequirementId requirement, bool is_new)
      : world_(&world), requirement_(requirement), is_new_(is_new) {}
  /// As things stand now; infinite: it is not.
  base::Days at();

 private:
  World* world_;
  RequirementId requirement_;
  bool is_new_;
  double drawn_ = -1.0;  // unit exponential; negative: not drawn
};

}  // namespace withdrawal
}  // namespace acqsim::model
