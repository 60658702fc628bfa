#pragma once

#include "model/ids.hpp"

#include <vector>

namespace acqsim::spec {
struct Capability;
}

namespace acqsim::model {

class World;

/// M1 Capability: what a vendor's best model can do, in points; 100 was the frontier at the start.
///
/// A vendor releases models as a Poisson process of rate `capability.releases`. A release closes a
/// share of the gap to the frontier and adds a step, both scaled by the vendor's research effort
/// r (character.hpp):  q' = q + min(1, r gap_closed) max(0, frontier - q) + r step.
///
/// Source: assumption; swept in the scenarios. Limit: without releases q stays as given.
class Capability {
 public:
  explicit Capability(const World& world);
  double of(VendorId vendor) const { return points_[vendor.value()]; }
  /// The best that agencies can buy: the greatest among vendors that are sold (access_graph.hpp),
  /// of all vendors if none is. A vendor that nobody can reach moves nobody.
  double frontier(World& world) const;
  void release(World& world, VendorId vendor, double step);

 private:
  std::vector<double> points_;
};

namespace capability {
double after_release(double points, double frontier, double gap_closed, double step);
void install(World& world);
}  // namespace capability

}  // namespace acqsim::model
