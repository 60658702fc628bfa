#pragma once

#include "model/ids.hpp"

#include <string>

namespace acqsim::model {

class World;

/// The access graph as it can be used now, in Graphviz' DOT language: vendors, their authorised
/// offerings, enclaves with the levels that they hold, providers and vendors as sellers, vehicles
/// that take orders, and kinds of customers with how many agencies each has. What nobody can use is
/// left out.
std::string access_drawing(World& world);

/// A vendor's models are authorised in an enclave, and customers of some kind may buy them there.
bool is_offered(World& world, VendorId vendor, EnclaveId enclave);

}  // namespace acqsim::model
