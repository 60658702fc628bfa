#pragma once

#include "model/ids.hpp"
#include "model/parameter_listener.hpp"

#include <acqsim/base/units.hpp>

#include <vector>

namespace acqsim::model {

class World;

/// M11 Incidents: outages and breaches lower trust in a vendor for a time.
///
///     T(v, t) = sum over incidents  loss 2^(-age/half_life);   a choice's utility falls by T
///
/// T in units of utility: log-odds of a choice. Each vendor has outages and breaches as Poisson
/// processes of their rates (per day). Contracts go on; a gateway's look and a recompete see T.
///
/// Source: assumption. Limit: losses 0 give T = 0, and no choice changes by a bit.
class Incidents : public ParameterListener {
 public:
  explicit Incidents(const World& world);
  /// T now, all agencies alike.
  double loss(const World& world, VendorId vendor) const;
  void outage(World& world, VendorId vendor);
  void breach(World& world, VendorId vendor);
  /// What trust has come back until now has come back at the half-life until now.
  void before_change(World& world, std::string_view path) override;

 private:
  void add(const World& world, VendorId vendor, double loss);

  struct Stock {
    double value = 0.0;
    base::Days at{};
  };
  std::vector<Stock> stocks_;
};

namespace incidents {
void install(World& world);
}

}  // namespace acqsim::model
