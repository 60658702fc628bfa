#include "acqsim/experiment/clock.hpp"

#include <acqsim/base/text.hpp>

#include <fmt/format.h>

#include <variant>
#include <vector>

namespace acqsim::experiment {
namespace {

/// An argument that narrows an event: an id, ids, a number or a date.
std::string text_of(const spec::Leaf& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<double>(&value)) return fmt::format("{}", *number);
  if (const auto* date = std::get_if<base::Date>(&value)) return date->iso();
  if (const auto* ids = std::get_if<std::vector<std::string>>(&value)) return base::join_and(*ids);
  return {};
}

/// A condition's event by the author's own names, with what narrows it.
std::string event_text(const spec::Condition& condition) {
  if (condition.call.name.empty()) return "the other event";
  std::vector<std::string> narrowed;
  for (const auto& [name, value] : condition.call.arguments) {
    narrowed.push_back(name + " " + text_of(value));
  }
  const std::string inside = base::join(narrowed, ", ");
  return condition.call.name + (inside.empty() ? "" : " (" + inside + ")");
}

std::string span_text(base::Date from, base::Date to, const base::FiscalCalendar& calendar) {
  const int year = calendar.year_of(from);
  const bool is_year = calendar.start_of(year) == from &&
                       calendar.start_of(year + 1) == base::Date(to.days_since_epoch() + 1);
  return is_year ? fmt::format("in FY{}", year)
                 : fmt::format("from {} to {}", from.iso(), to.iso());
}

}  // namespace

std::string clock_text(const spec::Outcome& outcome, const base::FiscalCalendar& calendar) {
  if (outcome.by) return "by " + outcome.by->iso();
  if (outcome.at) return "on " + outcome.at->iso();
  if (outcome.over_from && outcome.over_to) {
    return span_text(*outcome.over_from, *outcome.over_to, calendar);
  }
  if (outcome.always) return "in every quarter";
  if (outcome.before) return "before " + event_text(*outcome.before);
  return {};
}

}  // namespace acqsim::experiment
