#pragma once

#include <acqsim/spec/scenario.hpp>

#include <map>
#include <string>

namespace acqsim::model {

class World;

/// Dated facts and forced events of a scenario.
namespace timeline {

/// When each entry happens in this replication, in days since the start. An entry dated before the
/// start has happened at its first instant. Requires: `after` has no cycle (the loader's promise).
std::map<std::string, double> times(World& world);

/// Spawns one process per entry.
void install(World& world);

}  // namespace timeline
}  // namespace acqsim::model
