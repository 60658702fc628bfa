#pragma once

#include <acqsim/experiment/source.hpp>
#include <acqsim/stats/estimate.hpp>

#include <string>
#include <vector>

/// Which event comes first, and when: competing risks.
namespace acqsim::experiment {

struct IncidencePoint {
  double day = 0.0;    ///< since the scenario's start
  double share = 0.0;  ///< of replications in which it has happened by then
  stats::Interval interval;
};

/// How often a provider has become a vendor's next partner by a day.
struct Incidence {
  std::string provider;
  std::vector<IncidencePoint> points;  ///< on a grid of days, equal for all providers
};

struct NextPartner {
  std::string vendor;
  double ever = 0.0;                 ///< share of replications with any next partner
  std::vector<Incidence> providers;  ///< the most frequent first; those that never come left out
};

/// Cumulative incidence of the next partner for each vendor that ever signs one, the one that most
/// often does first. Every replication is watched until the scenario's end, so that nothing is
/// censored and the estimate of [aalen-1978] is the plain share of replications; intervals of
/// [wilson-1927]. `horizon`: days from start to end; `points`: grid points after day 0.
std::vector<NextPartner> next_partners(const Columns& columns,
                                       const std::vector<model::Replication>& replications,
                                       double horizon, double confidence, int points);

}  // namespace acqsim::experiment
