#pragma once

#include "model/ids.hpp"

#include <acqsim/base/units.hpp>

#include <limits>

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
namespace withdrawal {

inline constexpr base::Days kNever{std::numeric_limits<double>::infinity()};

/// When the requirement is withdrawn, counted from when it arose; kNever: it is not.
base::Days at(World& world, RequirementId requirement);

}  // namespace withdrawal
}  // namespace acqsim::model
