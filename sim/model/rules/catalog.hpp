#pragma once

#include "model/choice.hpp"

#include <acqsim/base/row.hpp>
#include <acqsim/spec/mechanisms.hpp>

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

/// The rules by which an agency orders the candidates of a choice. A rule is pure: candidates in,
/// their order out.
namespace acqsim::model::rules {

struct RuleRow {
  base::Row about;
  void (*rank)(std::vector<Candidate>& candidates);  ///< best first; ties in the order of vendors
};

/// Sorts by a key of each candidate, the least first and ties as they are. The keys are sorted by
/// insertion, as candidates are few; then each candidate, which is large, is moved once.
template <class KeyOf>
void sort_least_first(std::vector<Candidate>& candidates, KeyOf key_of) {
  using Key = std::pair<decltype(key_of(candidates.front())), std::size_t>;  // and where it was
  constexpr std::size_t kUsual = 16;  // so many need no memory of their own
  std::array<Key, kUsual> usual;
  std::vector<Key> more;
  if (candidates.size() > kUsual) more.resize(candidates.size());
  Key* const keys = more.empty() ? usual.data() : more.data();
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Key next(key_of(candidates[i]), i);
    std::size_t place = i;
    for (; place > 0 && next.first < keys[place - 1].first; --place) keys[place] = keys[place - 1];
    keys[place] = next;
  }
  for (std::size_t i = 0; i < candidates.size(); ++i) {  // each cycle of the permutation once
    if (keys[i].second == i) continue;
    const Candidate first = candidates[i];
    std::size_t to = i;
    while (keys[to].second != i) {
      const std::size_t from = std::exchange(keys[to].second, to);
      candidates[to] = candidates[from];
      to = from;
    }
    keys[to].second = to;
    candidates[to] = first;
  }
}

const RuleRow& utility();
const RuleRow& lowest_price();
const RuleRow& sole_source();

/// In reading order, which is that of spec::ChoiceRule.
const std::vector<const RuleRow*>& all();
const RuleRow& of(spec::ChoiceRule rule);

}  // namespace acqsim::model::rules
