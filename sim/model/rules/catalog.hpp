#pragma once

#include "model/choice.hpp"

#include <acqsim/base/row.hpp>
#include <acqsim/spec/mechanisms.hpp>

#include <algorithm>
#include <vector>

/// The rules by which an agency orders the candidates of a choice. A rule is pure: candidates in,
/// their order out.
namespace acqsim::model::rules {

struct RuleRow {
  base::Row about;
  void (*rank)(std::vector<Candidate>& candidates);  ///< best first; ties in the order of vendors
};

/// Sorts by `is_better`, ties as they are. By insertion: candidates are few, and most of the time
/// of std::stable_sort would go into the memory that it asks for.
template <class IsBetter>
void sort_best_first(std::vector<Candidate>& candidates, IsBetter is_better) {
  for (auto next = candidates.begin(); next != candidates.end(); ++next) {
    auto place = next;
    while (place != candidates.begin() && is_better(*next, *(place - 1))) --place;
    const Candidate moved = *next;
    std::move_backward(place, next, next + 1);
    *place = moved;
  }
}

const RuleRow& utility();
const RuleRow& lowest_price();
const RuleRow& sole_source();

/// In reading order, which is that of spec::ChoiceRule.
const std::vector<const RuleRow*>& all();
const RuleRow& of(spec::ChoiceRule rule);

}  // namespace acqsim::model::rules
