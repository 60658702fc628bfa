#pragma once

#include "model/events.hpp"
#include "model/ids.hpp"

#include <vector>

namespace acqsim::model {

class World;

/// M10 Task forces: agencies that organise for AI want more of it, and settle on a vendor.
///
/// An agency's task force stands up on its date, else with hazard h: exponential times of mean 1/h.
/// From then on requirements arise at (demand_factor - 1) times the rate of arrivals.hpp besides,
/// as a process of their own: what would have arisen anyway stays as it is. With hazard
/// `standardize` the agency then makes its largest vendor (by annual value in operation, $/year,
/// suspended ones left out) its default, which choices weigh by b_d. One that has a default keeps
/// it; with nothing in operation the hazard goes on. Rates per day.
///
/// Source: assumption. Limits: counts after the stand-up are Poisson with the integrated rate;
/// factor 1 and hazard 0 change nothing but the event.
class TaskForces : public Listener {
 public:
  explicit TaskForces(World& world);
  /// The vendor on which the agency has standardised, by the scenario or since; invalid: none.
  VendorId default_of(AgencyId agency) const { return defaults_[agency.value()]; }
  bool stands(AgencyId agency) const { return stands_[agency.value()]; }
  void stand_up(AgencyId agency);
  /// Makes a vendor the default, as a policy may.
  void settle_on(AgencyId agency, VendorId vendor);
  /// Makes the largest vendor the default. False: there is none.
  bool standardize(AgencyId agency);
  EventKinds wants() const override { return kinds<SupplyStarted, SupplyEnded>(); }
  void on(Days now, const Event& event) override;

 private:
  double& in_operation(AgencyId agency, VendorId vendor);
  void count(RequirementId requirement, VendorId vendor, double sign);

  World* world_;
  std::vector<bool> stands_;
  std::vector<VendorId> defaults_;
  std::vector<double> in_operation_;  // [agency][vendor], $/year
};

namespace task_forces {
void install(World& world);
}

}  // namespace acqsim::model
