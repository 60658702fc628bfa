#pragma once

#include <acqsim/model/history.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

/// Of a measure that a question reads: what its reading was made of, and what moved it.
namespace acqsim::model {

struct MeasureStory {
  std::string counted;  ///< "model obligations", "hosting", "obligations", "awards"; empty: it is
                        ///< no sum of such
  std::string by;       ///< "vendor" or "provider": what `parts` are told apart by
  double total = 0.0;   ///< of all parts: dollars, or a count of awards
  std::vector<std::pair<std::string, double>> parts;  ///< who and how much, the greatest first
  /// Awards by id with what they add to the part that the measure names (all parts, if it names
  /// none), the greatest first. What a contract of before the start adds has no award.
  std::vector<std::pair<std::string, double>> largest;
  /// Positions of events until the reading that are of the market, not of one requirement or
  /// agency, and about the vendor, provider or kind that the measure names or about none:
  /// signatures, authorisations, releases, suspensions, policies, vehicles, appropriations. In
  /// order.
  std::vector<std::size_t> milestones;
};

/// Requires: `condition` is a measure's, of this history.
MeasureStory measure_story(const History& history, const ConditionFacts& condition);

}  // namespace acqsim::model
