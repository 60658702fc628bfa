#pragma once

#include <string>

namespace acqsim::model {

class World;

/// The access graph as it can be used now, in Graphviz' DOT language: vendors, their authorised
/// offerings, enclaves with the levels that they hold, providers and vendors as sellers, vehicles
/// that take orders, and kinds of customers with how many agencies each has. What nobody can use is
/// left out.
std::string access_drawing(World& world);

}  // namespace acqsim::model
