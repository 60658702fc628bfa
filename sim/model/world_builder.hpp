#pragma once

#include "model/mechanisms/partnership_decisions.hpp"
#include "model/world.hpp"

#include <memory>

namespace acqsim::model {

/// A world with its mechanisms listening and their processes spawned, in the order of
/// sim/README.md, ready to run. After the run all processes are gone; what they changed stays to be
/// read.
class RunningWorld {
 public:
  /// `governed`: the same scenario, this replication's own, if policies may change it.
  RunningWorld(const Blueprint& blueprint, const spec::Scenario& scenario, std::uint64_t seed,
               std::uint64_t replication, spec::Scenario* governed = nullptr);
  World& world() { return world_; }

  /// Spawns everything and runs to the end of the scenario. Listeners that should hear of the first
  /// day are added to the world before.
  void run() { run_until(world_.horizon()); }
  /// The same, but stops after what happens at this time; only once.
  void run_until(Days until);

 private:
  World world_;
  partnership_decisions::Reviews reviews_;
};

}  // namespace acqsim::model
