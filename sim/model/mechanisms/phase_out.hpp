#pragma once

#include "model/events.hpp"
#include "model/ids.hpp"
#include "model/parameter_listener.hpp"

#include <acqsim/des/signal.hpp>

#include <vector>

namespace acqsim::model {

class World;

/// M11 Phase-out: contracts with a suspended vendor end within a period by depth of integration.
///
/// Behind a gateway a requirement moves to the best other vendor `gateway` days after the
/// suspension; one in a platform loses the vendor after `embedded` days, and its contract, which is
/// then procured anew, if nobody else serves it. What is lifted before its day does not happen.
/// What was obligated for the rest of a period is not given back. Days; a suspension of before the
/// start counts from its `since`.
///
/// Source: [natural-experiment-2026]. Limit: times to the phase-out are exact; without it contracts
/// go on to their next option.
class PhaseOut : public Listener, public ParameterListener {
 public:
  explicit PhaseOut(World& world);
  /// Whether some supplier of the requirement may not go on serving it today.
  bool is_over(RequirementId requirement) const;
  /// Notified whenever a period ends, and when policies have changed rates: contracts look again.
  des::Signal& due() { return due_; }
  /// Waits for the ends of periods that began before the start.
  void install();
  EventKinds wants() const override { return kinds<VendorSuspended, SuspensionLifted>(); }
  void on(Days now, const Event& event) override;
  void after_change(World& world, std::string_view path) override;

 private:
  Days& since(VendorId vendor, KindId kind);
  void announce_all();
  void announce(Days suspended);

  World* world_;
  des::Signal due_;
  std::size_t kinds_;
  std::vector<Days> since_;  // [vendor][kind]; infinite: not suspended
};

}  // namespace acqsim::model
