#pragma once

#include "model/ids.hpp"

#include <acqsim/des/process.hpp>

namespace acqsim::model {

class World;

/// Authorisation to operate: takes an authorising official (a finite resource with a queue) and a
/// time that is short if the agency has authorised the offering before, moderate if it runs on the
/// provider and inherits the offering's authorisation, and long if it has nothing to inherit from.
/// Days.
///
/// Source: assumption, informed by [inventory-2024]. Limit: with officials in plenty the time is
/// the drawn one.
namespace authorization {

/// Authorises the requirement's first supply; afterwards the agency runs on its provider.
des::Process carry_out(World& world, RequirementId requirement);

}  // namespace authorization
}  // namespace acqsim::model
