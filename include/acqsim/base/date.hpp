#pragma once

#include <acqsim/base/units.hpp>

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace acqsim::base {

/// A UTC civil date of the proleptic Gregorian calendar, without time of day.
class Date {
 public:
  constexpr Date() = default;
  /// Days since 1970-01-01.
  constexpr explicit Date(int days_since_epoch) : days_(days_since_epoch) {}
  /// Requires: a real calendar date (ACQSIM_CHECK).
  static Date from_civil(int year, unsigned month, unsigned day);
  /// Strict ISO 8601 "YYYY-MM-DD"; nothing when the text is not a real date.
  static std::optional<Date> parse(std::string_view text);

  constexpr int days_since_epoch() const { return days_; }
  int year() const;
  unsigned month() const;   ///< 1 to 12
  unsigned day() const;     ///< 1 to 31
  std::string iso() const;  ///< "YYYY-MM-DD"

  friend constexpr auto operator<=>(Date, Date) = default;
  friend constexpr Days operator-(Date a, Date b) {
    return Days(static_cast<double>(a.days_ - b.days_));
  }

 private:
  int days_ = 0;
};

/// A fiscal calendar is named by the first day of its year: "US: starts 1 October", FY2028 begins
/// 2027-10-01.
struct FiscalCalendar {
  unsigned first_month = 10;             ///< 1 to 12
  int year_of(Date date) const;          ///< the fiscal year's number
  Date start_of(int fiscal_year) const;  ///< its first day
  int quarter_of(Date date) const;       ///< 1 to 4
};

}  // namespace acqsim::base
