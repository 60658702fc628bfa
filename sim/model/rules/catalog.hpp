#pragma once

#include "model/choice.hpp"

#include <acqsim/base/row.hpp>
#include <acqsim/spec/mechanisms.hpp>

#include <vector>

/// The rules by which an agency orders the candidates of a choice. A rule is pure: candidates in,
/// their order out.
namespace acqsim::model::rules {

struct RuleRow {
  base::Row about;
  void (*rank)(std::vector<Candidate>& candidates);  ///< best first; ties in the order of vendors
};

const RuleRow& utility();
const RuleRow& lowest_price();
const RuleRow& sole_source();

/// In reading order, which is that of spec::ChoiceRule.
const std::vector<const RuleRow*>& all();
const RuleRow& of(spec::ChoiceRule rule);

}  // namespace acqsim::model::rules
