#pragma once

#include <acqsim/model/access_map.hpp>

namespace acqsim::model {

class World;

/// The access graph of a world as it is now.
AccessMap read_access(World& world, AccessParts parts);

}  // namespace acqsim::model
