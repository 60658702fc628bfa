#pragma once

#include <acqsim/model/history.hpp>
#include <acqsim/scenario/loader.hpp>

#include <string>
#include <vector>

namespace acqsim::cli {

/// A parameter that bears on a decision, as the scenario gives it.
struct ParameterSource {
  std::string path;
  std::string value;
  std::string basis;  ///< "default" for what no file gives, "--set" for what was set
  std::string range;  ///< empty: none
  std::string title;
  std::string date;
};

/// Paths of the parameters behind an award's candidates, in reading order, none twice.
std::vector<std::string> parameters_of(const model::ChoiceMade& choice,
                                       const model::RequirementFacts& requirement);
/// And behind a review.
std::vector<std::string> parameters_of(const model::PartnershipWeighed& weighed);

/// Those of them that the scenario has, with what they rest on.
std::vector<ParameterSource> sources_of(scenario::Loaded& loaded,
                                        const std::vector<std::string>& paths);

/// Every parameter by which two scenarios differ, both values: for a contrast.
struct InputDifference {
  std::string path;
  std::string in_a;  ///< empty: not there
  std::string in_b;
};
std::vector<InputDifference> differences(const scenario::Loaded& a, const scenario::Loaded& b);

}  // namespace acqsim::cli
