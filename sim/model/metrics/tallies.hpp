#pragma once

#include "model/metrics/tally.hpp"

#include <deque>

namespace acqsim::model::metrics {

/// The tallies of one world, one for each window: questions on the same years read the same sums.
class Tallies {
 public:
  /// Requires: the world outlives this, and does nothing more once this is gone.
  explicit Tallies(World& world) : world_(&world) {}

  /// The tally from one day to before another. A new one listens from now on, so that it is to be
  /// asked for before the run. The reference holds as long as this.
  Tally& over(Days from, Days to);

 private:
  World* world_;
  std::deque<Tally> tallies_;
};

}  // namespace acqsim::model::metrics
