#pragma once

#include "model/ids.hpp"
#include "model/parameter_listener.hpp"

#include <acqsim/base/date.hpp>
#include <acqsim/base/units.hpp>

#include <array>
#include <vector>

namespace acqsim::model {

class World;

/// Arrivals: when requirements arise. A non-homogeneous Poisson process per agency with rate
///
///     lambda(t) = lambda0 x a(t) x season(fiscal quarter),   da/dt = s a (1 - a/K),   a(0) = 1,
///     so a(t) = K / (1 + (K/a0 - 1) e^(-s (t - t0)))   from a0 at t0
///
/// by thinning against its bound.     lambda0: `requirement_rate` x `rate_scale`, requirements/day;
/// K: adoption ceiling; s: 1/day; t: days
///
/// Source: [inventory-2024] for rates and seasons; adoption is an assumption. Limit: alone, counts
/// are Poisson with the integrated rate (tests/limits/poisson_arrivals_test.cpp).
class Arrivals : public ParameterListener {
 public:
  explicit Arrivals(const World& world);
  /// a now, at an agency.
  double adoption(const World& world, AgencyId agency) const;
  /// season now.
  double season(const World& world, AgencyId agency, int fiscal_quarter) const {
    return curve(world, agency).season[static_cast<std::size_t>(fiscal_quarter - 1)];
  }
  /// What `rate` x a x season is never above, as parameters are.
  double bound(const World& world, AgencyId agency, double rate) const;

  /// What has been adopted until now stays: the logistic goes on from there.
  void before_change(World& world, std::string_view path) override;
  void after_change(World& world, std::string_view path) override;

 private:
  struct Curve {
    double level = 1.0;  ///< a at `since`
    base::Days since{0.0};
    std::array<double, 4> season{1.0, 1.0, 1.0, 1.0};  ///< by fiscal quarter
    double highest = 1.0;                              ///< season
  };
  const Curve& curve(const World& world, AgencyId agency) const;

  std::vector<Curve> curves_;  // [part of the market]; one while no policy has changed it
};

namespace arrivals {

/// a after `elapsed`, from a level of `from`; dimensionless.
double adoption(double ceiling, base::Rate speed, base::Days elapsed, double from = 1.0);

/// Spawns the arrivals of every agency, and the use cases already in operation at the start.
void install(World& world);

/// From now on requirements arise at (task_forces.demand_factor - 1) times the agency's rate
/// besides, with keys of their own: those that arise anyway stay the same.
void add_task_force(World& world, AgencyId agency);

}  // namespace arrivals
}  // namespace acqsim::model
