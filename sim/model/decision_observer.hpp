#pragma once

#include "model/choice.hpp"
#include "model/ids.hpp"
#include "model/mechanisms/partnership_decisions.hpp"

#include <vector>

namespace acqsim::model {

class World;

/// Sees decisions as they are made, with all their terms; World::observe_decisions. Nothing is
/// called, kept or worked out for it when there is none.
///
/// Requires: it draws nothing and changes nothing, so that a replication that is watched has the
/// same bits as one that is not.
class DecisionObserver {
 public:
  virtual ~DecisionObserver() = default;
  /// Candidates were ranked for a requirement, the best first.
  virtual void ranked(World& world, RequirementId requirement,
                      const std::vector<Candidate>& candidates) = 0;
  /// A vendor has weighed its options; `values` are surplus over scale with the noise of each.
  virtual void weighed(World& world, VendorId vendor,
                       const std::vector<partnership_decisions::Option>& options,
                       const std::vector<double>& values) = 0;
};

}  // namespace acqsim::model
