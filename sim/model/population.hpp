#pragma once

#include <acqsim/spec/scenario.hpp>

/// Generated agencies: the members of the scenario's populations, as agencies like any other.
///
/// Agency i of a population has    requirement rate   quantile of the population's distribution
///                                 cloud              one provider, drawn by the footprint's
///                                 weights officers           max(1, ceil(rate / acquisitions per
///                                 officer)) officials          likewise use cases at start
///                                 Poisson, for each vendor
/// Every draw is keyed by the agency's id alone, neither by the seed nor by the replication: the
/// agencies are part of the world, not of its luck, and a larger population begins with the
/// agencies of a smaller one. Rates: 1/day, as stored; their spread is an assumption of the
/// scenario.
///
/// Limit: a population of one with a fixed rate, one cloud and no use cases gives, to the bit, what
/// that agency gives when it is written out (tests/model/population_test.cpp).
namespace acqsim::model::population {

/// Adds the members of all populations to `scenario.agencies`. Requires: no agency has an id of
/// theirs (the loader checks).
void expand(spec::Scenario& scenario);

/// The least n with P(N <= n) >= u for a Poisson number N. Requires: 0 < u < 1, 0 <= mean <= 100.
int poisson_quantile(double u, double mean);

/// Units of capacity for a rate, of which one copes with `rate_per_unit`; zero: one is enough.
int capacity_for(base::Rate rate, base::Rate rate_per_unit);

}  // namespace acqsim::model::population
