#include "acqsim/experiment/clock.hpp"

#include <acqsim/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <variant>
#include <vector>

namespace acqsim::experiment {
namespace {

template <class Entity>
std::string name_in(const std::map<std::string, Entity>& all, const std::string& id) {
  const auto found = all.find(id);
  return found == all.end() || found->second.name.empty() ? id : found->second.name;
}

/// The name of what an argument of this name means by the id; the id, if that has none.
std::string name_of(const std::string& argument, const std::string& id,
                    const spec::Scenario& scenario) {
  if (argument.starts_with("vendor")) return name_in(scenario.vendors, id);
  if (argument.starts_with("provider")) return name_in(scenario.providers, id);
  return id;
}

/// An argument that narrows an event: an id, ids, a number or a date.
std::string text_of(const std::string& argument, const spec::Leaf& value,
                    const spec::Scenario& scenario) {
  if (const auto* text = std::get_if<std::string>(&value))
    return name_of(argument, *text, scenario);
  if (const auto* number = std::get_if<double>(&value)) return fmt::format("{}", *number);
  if (const auto* date = std::get_if<base::Date>(&value)) return date->iso();
  if (const auto* ids = std::get_if<std::vector<std::string>>(&value)) {
    std::vector<std::string> names;
    for (const std::string& id : *ids) names.push_back(name_of(argument, id, scenario));
    return base::join_and(names);
  }
  return {};
}

/// A condition's event, with what narrows it.
std::string event_text(const spec::Condition& condition, const spec::Scenario& scenario) {
  if (condition.call.name.empty()) return "the other event";
  std::vector<std::string> narrowed;
  for (const auto& [name, value] : condition.call.arguments) {
    narrowed.push_back(name + " " + text_of(name, value, scenario));
  }
  const std::string inside = base::join(narrowed, ", ");
  std::string name = condition.call.name;
  std::ranges::replace(name, '-', ' ');
  return "the event '" + name + "'" + (inside.empty() ? "" : " (" + inside + ")");
}

std::string span_text(base::Date from, base::Date to, const base::FiscalCalendar& calendar) {
  const int year = calendar.year_of(from);
  const bool is_year = calendar.start_of(year) == from &&
                       calendar.start_of(year + 1) == base::Date(to.days_since_epoch() + 1);
  return is_year ? fmt::format("in FY{}", year)
                 : fmt::format("from {} to {}", from.iso(), to.iso());
}

}  // namespace

std::string clock_text(const spec::Outcome& outcome, const spec::Scenario& scenario) {
  const base::FiscalCalendar calendar{static_cast<unsigned>(scenario.fiscal_year_start)};
  if (outcome.by) return "by " + outcome.by->iso();
  if (outcome.at) return "on " + outcome.at->iso();
  if (outcome.over_from && outcome.over_to) {
    return span_text(*outcome.over_from, *outcome.over_to, calendar);
  }
  if (outcome.always) return "in every quarter";
  if (outcome.before) return "before " + event_text(*outcome.before, scenario);
  return {};
}

}  // namespace acqsim::experiment
