#include "model/metrics/tallies.hpp"

#include "model/world.hpp"

namespace acqsim::model::metrics {

Tally& Tallies::over(Days from, Days to) {
  for (Tally& tally : tallies_) {
    if (tally.from() == from && tally.to() == to) return tally;
  }
  Tally& tally = tallies_.emplace_back(*world_, from, to);
  world_->listen(tally);
  return tally;
}

}  // namespace acqsim::model::metrics
