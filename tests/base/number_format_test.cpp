#include <acqsim/base/number_format.hpp>

#include <catch2/catch.hpp>

#include <limits>

using namespace acqsim::base;

namespace {
constexpr double kNoData = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
}  // namespace

TEST_CASE("money is shown with three digits and a letter", "[base][number_format]") {
  CHECK(format_money(1.24e9) == "$1.24B");
  CHECK(format_money(31e6) == "$31.0M");
  CHECK(format_money(480e3) == "$480k");
  CHECK(format_money(12) == "$12");
  CHECK(format_money(0.47) == "$0.47");
  CHECK(format_money(0) == "$0");
  CHECK(format_money(12.5) == "$12.50");
  CHECK(format_money(123.45) == "$123");
  CHECK(format_money(0.0012) == "$0.0012");
  CHECK(format_money(-3200) == "-$3.20k");
  CHECK(format_money(2.5e12) == "$2.50T");
  CHECK(format_money(1.5e16) == "$15,000T");
}

TEST_CASE("money that rounds up to a thousand takes the next letter", "[base][number_format]") {
  CHECK(format_money(999.4) == "$999");
  CHECK(format_money(999.6) == "$1.00k");
  CHECK(format_money(999'499) == "$999k");
  CHECK(format_money(999'600) == "$1.00M");
  CHECK(format_money(9'996'000) == "$10.0M");
  CHECK(format_money(99.999) == "$100");
}

TEST_CASE("days show a decimal only while it matters", "[base][number_format]") {
  CHECK(format_days(0) == "0.0 d");
  CHECK(format_days(4.52) == "4.5 d");
  CHECK(format_days(9.96) == "10 d");
  CHECK(format_days(210.3) == "210 d");
  CHECK(format_days(1461) == "1,461 d");
  CHECK(format_days(-30) == "-30 d");
}

TEST_CASE("a rare share is never shown as none, nor a common one as all", "[base][number_format]") {
  CHECK(format_share(0.123) == "12.3%");
  CHECK(format_share(0) == "0%");
  CHECK(format_share(1) == "100%");
  CHECK(format_share(0.0001) == "<0.1%");
  CHECK(format_share(0.0005) == "0.1%");
  CHECK(format_share(0.9999) == ">99.9%");
  CHECK(format_share(0.999) == "99.9%");
  CHECK(format_share(1.5) == "150.0%");
  CHECK(format_share(-0.02) == "-2.0%");
}

TEST_CASE("counts are grouped, and means of counts keep decimals", "[base][number_format]") {
  CHECK(format_count(0) == "0");
  CHECK(format_count(7) == "7");
  CHECK(format_count(999) == "999");
  CHECK(format_count(1000) == "1,000");
  CHECK(format_count(1'234'567) == "1,234,567");
  CHECK(format_count(-1'234) == "-1,234");
  CHECK(format_count(0.25) == "0.25");
  CHECK(format_count(3.4) == "3.40");
  CHECK(format_count(12.34) == "12.3");
  CHECK(format_count(123.4) == "123");
  CHECK(format_count(-0.5) == "-0.50");
  CHECK(format_count(0.0013) == "0.0013");
}

TEST_CASE("what is not a number is said so in every format", "[base][number_format]") {
  for (const Unit unit :
       {Unit::none, Unit::count, Unit::share, Unit::days, Unit::money, Unit::per_year}) {
    CAPTURE(symbol(unit));
    CHECK(format_quantity(kNoData, unit) == "no data");
    CHECK(format_quantity(kInfinity, unit) == "inf");
    CHECK(format_quantity(-kInfinity, unit) == "-inf");
  }
}

TEST_CASE("a stored value is shown by its unit", "[base][number_format]") {
  CHECK(format_quantity(2.5e6, Unit::money) == "$2.50M");
  CHECK(format_quantity(0.35, Unit::share) == "35.0%");
  CHECK(format_quantity(90, Unit::days) == "90 d");
  CHECK(format_quantity(2.5 / 365.25, Unit::per_year) == "2.50/y");
  CHECK(format_quantity(0.25, Unit::none) == "0.25");
}
