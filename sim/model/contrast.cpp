#include <acqsim/model/history.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace acqsim::model {

namespace {

struct Award {
  std::string id;
  std::string winner;
};
/// By the requirement's key and how many awards it had before.
using Awards = std::map<std::pair<std::uint64_t, std::size_t>, Award>;

Awards awards_of(const History& history) {
  std::map<std::string, std::uint64_t> keys;
  for (const auto& requirement : history.requirements) keys[requirement.id] = requirement.key;
  Awards all;
  for (const auto& [id, event] : history.awards) {
    const std::size_t dot = id.rfind('.');
    all[{keys.at(id.substr(0, dot)), std::stoul(id.substr(dot + 1))}] = {
        id, *history.events[event].text("vendor")};
  }
  return all;
}

const ConsideredVendor& seen(const ChoiceMade& choice, const std::string& vendor) {
  return *std::find_if(choice.vendors.begin(), choice.vendors.end(),
                       [&vendor](const ConsideredVendor& one) { return one.vendor == vendor; });
}

/// Why an award went from one vendor to another: somebody was no candidate in one of the two, or
/// the term that moved the difference between the two the most.
std::string cause_of(const ChoiceMade* a, const ChoiceMade* b, const std::string& from,
                     const std::string& to) {
  if (a == nullptr || b == nullptr) return "renewal in one of the two";
  const ConsideredVendor& from_a = seen(*a, from);
  const ConsideredVendor& from_b = seen(*b, from);
  const ConsideredVendor& to_a = seen(*a, to);
  const ConsideredVendor& to_b = seen(*b, to);
  if (!to_a.excluded.empty()) return fmt::format("{}: {} in A", to, to_a.reason);
  if (!from_b.excluded.empty()) return fmt::format("{}: {} in B", from, from_b.reason);
  if (from_a.terms.empty() || to_b.terms.empty()) return "protest";
  double greatest = 0.0;
  std::string name = "protest";
  for (std::size_t t = 0; t < to_a.terms.size(); ++t) {
    const double moved = (to_b.terms[t].value - from_b.terms[t].value) -
                         (to_a.terms[t].value - from_a.terms[t].value);
    if (moved <= greatest) continue;
    greatest = moved;
    name = to_a.terms[t].name;
  }
  return name;
}

}  // namespace

Contrast contrast(const History& a, const History& b) {
  Contrast result;
  const auto is_alike = [](const HappenedEvent& x, const HappenedEvent& y) {
    return std::tie(x.day, x.name, x.details) == std::tie(y.day, y.name, y.details);
  };
  const std::size_t common = std::min(a.events.size(), b.events.size());
  while (result.first < common && is_alike(a.events[result.first], b.events[result.first]))
    ++result.first;
  result.is_same = result.first == a.events.size() && result.first == b.events.size();

  const Awards in_a = awards_of(a);
  const Awards in_b = awards_of(b);
  result.awards_a = in_a.size();
  result.awards_b = in_b.size();
  std::map<std::string, const ChoiceMade*> choices_a;
  std::map<std::string, const ChoiceMade*> choices_b;
  for (const auto& choice : a.choices) choices_a[choice.award] = &choice;
  for (const auto& choice : b.choices) choices_b[choice.award] = &choice;
  const auto choice_in = [](const std::map<std::string, const ChoiceMade*>& all,
                            const std::string& award) {
    const auto found = all.find(award);
    return found == all.end() ? nullptr : found->second;
  };
  std::map<std::string, std::size_t> counts;
  for (const auto& [key, award] : in_a) {
    const auto other = in_b.find(key);
    if (other == in_b.end()) continue;
    ++result.matched;
    if (other->second.winner == award.winner) continue;
    std::string cause =
        cause_of(choice_in(choices_a, award.id), choice_in(choices_b, other->second.id),
                 award.winner, other->second.winner);
    ++counts[cause];
    result.changed.push_back(
        {award.id, other->second.id, award.winner, other->second.winner, std::move(cause)});
  }
  result.by_cause.assign(counts.begin(), counts.end());
  std::stable_sort(result.by_cause.begin(), result.by_cause.end(),
                   [](const auto& x, const auto& y) { return x.second > y.second; });
  return result;
}

}  // namespace acqsim::model
