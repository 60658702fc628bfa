#pragma once

#include "model/ids.hpp"

#include <acqsim/base/date.hpp>
#include <acqsim/base/units.hpp>

namespace acqsim::model {

class World;

/// Arrivals: when requirements arise. A non-homogeneous Poisson process per agency with rate
///
///     lambda(t) = lambda0 x a(t) x season(fiscal quarter),   a(t) = K / (1 + (K - 1) e^(-s t)),
///     a(0) = 1
///
/// by thinning against its bound.             lambda0: requirements/day; K: adoption ceiling; s:
/// 1/day; t: days
///
/// Source: [inventory-2024] for rates and seasons; adoption is an assumption. Limit: alone, counts
/// are Poisson with the integrated rate (tests/limits/poisson_arrivals_test.cpp).
namespace arrivals {

/// a(t); dimensionless.
double adoption(double ceiling, base::Rate speed, base::Days elapsed);

/// Spawns the arrivals of every agency, and the use cases already in operation at the start.
void install(World& world);

/// From now on requirements arise at `factor` times the agency's rate besides, with keys of their
/// own: those that arise anyway stay the same.
void add_task_force(World& world, AgencyId agency, double factor);

}  // namespace arrivals
}  // namespace acqsim::model
