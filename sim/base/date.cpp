#include "acqsim/base/date.hpp"

#include <acqsim/base/check.hpp>

#include <fmt/format.h>

#include <chrono>

namespace acqsim::base {
namespace {

std::chrono::year_month_day civil(Date date) {
  return std::chrono::sys_days(std::chrono::days(date.days_since_epoch()));
}

Date from(const std::chrono::year_month_day& civil_date) {
  return Date(static_cast<int>(std::chrono::sys_days(civil_date).time_since_epoch().count()));
}

/// Digits only: std::from_chars alone would take a sign.
std::optional<unsigned> parse_digits(std::string_view text) {
  unsigned value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = 10 * value + static_cast<unsigned>(c - '0');
  }
  return value;
}

}  // namespace

Date Date::from_civil(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  ACQSIM_CHECK(date.ok(), fmt::format("{}-{}-{} is not a date of the calendar", year, month, day));
  return from(date);
}

std::optional<Date> Date::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = parse_digits(text.substr(0, 4));
  const auto month = parse_digits(text.substr(5, 2));
  const auto day = parse_digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(*month), std::chrono::day(*day)};
  if (!date.ok()) return std::nullopt;
  return from(date);
}

int Date::year() const { return static_cast<int>(civil(*this).year()); }
unsigned Date::month() const { return static_cast<unsigned>(civil(*this).month()); }
unsigned Date::day() const { return static_cast<unsigned>(civil(*this).day()); }
std::string Date::iso() const { return fmt::format("{:04}-{:02}-{:02}", year(), month(), day()); }

int FiscalCalendar::year_of(Date date) const {
  ACQSIM_CHECK(first_month >= 1 && first_month <= 12, "a fiscal year starts in no such month");
  const bool named_by_next_year = first_month > 1 && date.month() >= first_month;
  return date.year() + (named_by_next_year ? 1 : 0);
}

Date FiscalCalendar::start_of(int fiscal_year) const {
  return Date::from_civil(first_month > 1 ? fiscal_year - 1 : fiscal_year, first_month, 1);
}

int FiscalCalendar::quarter_of(Date date) const {
  ACQSIM_CHECK(first_month >= 1 && first_month <= 12, "a fiscal year starts in no such month");
  return static_cast<int>((date.month() + 12 - first_month) % 12 / 3) + 1;
}

}  // namespace acqsim::base
