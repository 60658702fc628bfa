#pragma once

#include "scenario/node.hpp"
#include "scenario/problems.hpp"

#include <acqsim/base/row.hpp>
#include <acqsim/stats/distribution.hpp>

#include <optional>
#include <span>
#include <string>

namespace acqsim::scenario {

struct ReadDistribution {
  stats::Distribution distribution;
  std::string canonical;  ///< "lognormal(210, 520)": exact, in stored units
};

/// A family as scenarios write it, for the schema and the reference.
struct DistributionFamily {
  std::string name;
  /// Names of its arguments: {lognormal: {median: .., p90: ..}}.
  std::vector<std::string> arguments;
  bool is_list = false;  ///< written as a list in this order: {uniform: [a, b]}
};
std::span<const DistributionFamily> distribution_families();

/// Whether a map is meant as a distribution: it has the key of a family.
bool is_distribution(const Node* node);

/// Reads a distribution whose numbers are in `about.unit`, and checks that it stays in
/// `about.range` but for one in a million. Numbers of the same unit, but for `cv`, `shape`,
/// `weights` and `at_zero`.
std::optional<ReadDistribution> read_distribution(const base::Parameter& about, const Node* node,
                                                  const std::string& path, Problems& problems);

}  // namespace acqsim::scenario
