#pragma once

#include "model/choice.hpp"
#include "model/ids.hpp"

#include <acqsim/des/process.hpp>

#include <vector>

namespace acqsim::model {

class World;

/// Acquisition: takes a contracting officer (a finite resource with a queue) and the lead time of
/// the method, which follows from the order's value and the vehicle of the easiest route.
///
/// Lead times have a point mass at zero and a lognormal body: half of the inventories' use cases
/// report initiation and acquisition on the same day. Days.
///
/// Source: [inventory-2024]. Limit: Poisson arrivals and exponential lead times make each agency's
/// office an M/M/c queue (tests/limits/erlang_c_test.cpp).
namespace acquisition {

/// The vehicle of the easiest of these routes, by which the requirement would be acquired.
VehicleId easiest_vehicle(const std::vector<Candidate>& candidates);

/// Waits for an officer, then for the lead time.
des::Process carry_out(World& world, RequirementId requirement, MethodId method);

}  // namespace acquisition
}  // namespace acqsim::model
