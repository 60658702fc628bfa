#pragma once

#include <acqsim/experiment/source.hpp>

#include <cstddef>
#include <vector>

/// Which replications to look at out of many.
namespace acqsim::experiment {

/// Positions among the replications.
struct Exemplars {
  std::size_t median = 0;                ///< the least unusual
  std::vector<std::size_t> extremes;     ///< the two most unusual, the most unusual first
  std::vector<std::size_t> all() const;  ///< median, then extremes, none twice
};

/// How unusual each replication is: the mean, over the measures of vendors', providers' and years'
/// obligations, of the distance of its rank from the middle, between 0 and 1. Ranks make measures
/// of different units comparable; equal values share their mean rank, and those without data stand
/// in the middle.
std::vector<double> unusualness(const Columns& columns,
                                const std::vector<model::Replication>& replications);

/// By unusualness; among equals the first. Requires: at least one replication.
Exemplars exemplars(const Columns& columns, const std::vector<model::Replication>& replications);

}  // namespace acqsim::experiment
