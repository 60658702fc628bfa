#pragma once

#include "model/decision_observer.hpp"

#include <acqsim/model/history.hpp>

#include <vector>

namespace acqsim::model {

/// Keeps every decision with its terms, and works out why each vendor that was no candidate was
/// none. Draws nothing.
class DecisionRecord : public DecisionObserver {
 public:
  void ranked(World& world, RequirementId requirement,
              const std::vector<Candidate>& candidates) override;
  void weighed(World& world, VendorId vendor,
               const std::vector<partnership_decisions::Option>& options,
               const std::vector<double>& values) override;

  struct Choice {
    RequirementId requirement;
    ChoiceMade made;
  };
  std::vector<Choice>& choices() { return choices_; }
  std::vector<PartnershipWeighed>& partnerships() { return partnerships_; }

 private:
  std::vector<Choice> choices_;
  std::vector<PartnershipWeighed> partnerships_;
};

}  // namespace acqsim::model
