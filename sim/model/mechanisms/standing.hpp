#pragma once

#include "model/ids.hpp"
#include "model/mechanisms/partnerships.hpp"

#include <vector>

namespace acqsim::model {

class World;

/// M11, the part that eligibility needs: which kinds of customers may not buy from a vendor now.
/// Suspensions come from the scenario's start and its timeline. A suspended vendor wins no award;
/// contracts are not renewed at their next option, and gateways switch at their next review;
/// earlier where phase_out.hpp says so.
///
/// Source: [natural-experiment-2026]. Switched off, every vendor may sell, whatever the scenario's
/// start and its timeline say. Limits: a vendor suspended for a kind wins nothing there from the
/// day on, and again from its end; off, to the bit the scenario without suspensions
/// (tests/model/mechanisms/standing_test.cpp).
class Standing {
 public:
  explicit Standing(const World& world);
  bool is_suspended(VendorId vendor, KindId kind) const {
    return contains(suspended_[vendor.value()], kind);
  }
  void suspend(World& world, VendorId vendor, KindMask scope);
  void lift(World& world, VendorId vendor, KindMask scope);

 private:
  std::vector<KindMask> suspended_;
};

namespace standing {
/// Ends suspensions that carry a date.
void install(World& world);
}  // namespace standing

}  // namespace acqsim::model
