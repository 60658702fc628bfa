#include <acqsim/base/check.hpp>
#include <acqsim/base/date.hpp>

#include <catch2/catch.hpp>

using acqsim::base::CheckFailed;
using acqsim::base::Date;
using acqsim::base::Days;
using acqsim::base::FiscalCalendar;

TEST_CASE("dates count days from 1970-01-01", "[base][date]") {
  CHECK(Date::from_civil(1970, 1, 1).days_since_epoch() == 0);
  CHECK(Date::from_civil(1969, 12, 31).days_since_epoch() == -1);
  // 30 years of 365 days and the leap days of 72, 76, 80, 84, 88, 92, 96: 10950 + 7.
  CHECK(Date::from_civil(2000, 1, 1).days_since_epoch() == 10957);
  // 2000 is a leap year although it ends a century: 31 + 29 days later it is March.
  CHECK(Date::from_civil(2000, 3, 1).days_since_epoch() == 10957 + 31 + 29);
}

TEST_CASE("a date reads back as it was written", "[base][date]") {
  const auto date = Date::parse("2026-03-18");
  REQUIRE(date.has_value());
  CHECK(date->year() == 2026);
  CHECK(date->month() == 3);
  CHECK(date->day() == 18);
  CHECK(date->iso() == "2026-03-18");
  CHECK(Date().iso() == "1970-01-01");
}

TEST_CASE("every day of four centuries survives the way to text and back", "[base][date]") {
  for (int day = -80'000; day < 80'000; day += 37) {
    const Date date(day);
    REQUIRE(Date::parse(date.iso()) == date);
    REQUIRE(Date::from_civil(date.year(), date.month(), date.day()) == date);
  }
}

TEST_CASE("texts that are not an ISO date of the calendar are refused", "[base][date]") {
  for (const char* text :
       {"", "2026", "2026-3-18", "26-03-18", "2026-03-18 ", " 2026-03-18", "2026/03/18",
        "2026-13-01", "2026-00-10", "2026-02-29", "2026-02-30", "2026-03-00", "+026-03-18",
        "2026-+3-18", "2026-03-1x", "18-03-2026", "2026-03-18T00:00"}) {
    CAPTURE(text);
    CHECK_FALSE(Date::parse(text).has_value());
  }
  CHECK(Date::parse("2028-02-29").has_value());
}

TEST_CASE("a date that is not in the calendar is a programmer's error", "[base][date]") {
  CHECK_THROWS_AS(Date::from_civil(2026, 2, 29), CheckFailed);
  CHECK_THROWS_AS(Date::from_civil(2026, 13, 1), CheckFailed);
}

TEST_CASE("dates order and subtract", "[base][date]") {
  const Date early = Date::from_civil(2026, 3, 18);
  const Date late = Date::from_civil(2027, 3, 18);
  CHECK(early < late);
  CHECK(late - early == Days(365));
}

TEST_CASE("the federal fiscal year is named by the year in which it ends", "[base][date]") {
  const FiscalCalendar federal;
  CHECK(federal.start_of(2028) == Date::from_civil(2027, 10, 1));
  CHECK(federal.year_of(Date::from_civil(2027, 9, 30)) == 2027);
  CHECK(federal.year_of(Date::from_civil(2027, 10, 1)) == 2028);
  CHECK(federal.year_of(Date::from_civil(2028, 1, 1)) == 2028);
  CHECK(federal.quarter_of(Date::from_civil(2027, 10, 1)) == 1);
  CHECK(federal.quarter_of(Date::from_civil(2027, 12, 31)) == 1);
  CHECK(federal.quarter_of(Date::from_civil(2028, 1, 1)) == 2);
  CHECK(federal.quarter_of(Date::from_civil(2028, 9, 30)) == 4);
}

TEST_CASE("a fiscal year that starts in January is the calendar year", "[base][date]") {
  const FiscalCalendar calendar{1};
  CHECK(calendar.start_of(2028) == Date::from_civil(2028, 1, 1));
  CHECK(calendar.year_of(Date::from_civil(2028, 12, 31)) == 2028);
  CHECK(calendar.quarter_of(Date::from_civil(2028, 12, 31)) == 4);
}

TEST_CASE("each day lies in the fiscal year that its calendar says has begun", "[base][date]") {
  for (unsigned first_month = 1; first_month <= 12; ++first_month) {
    const FiscalCalendar calendar{first_month};
    for (int day = 20'000; day < 20'800; ++day) {
      const int year = calendar.year_of(Date(day));
      REQUIRE(calendar.start_of(year) <= Date(day));
      REQUIRE(Date(day) < calendar.start_of(year + 1));
    }
  }
}
