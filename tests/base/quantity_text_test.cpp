#include <acqsim/base/check.hpp>
#include <acqsim/base/quantity_text.hpp>
#include <acqsim/base/units.hpp>

#include <catch2/catch.hpp>

#include <limits>
#include <utility>
#include <vector>

using namespace acqsim::base;

namespace {
const std::vector<Unit> kNumericUnits{Unit::none, Unit::count, Unit::share,
                                      Unit::days, Unit::money, Unit::per_year};
}

TEST_CASE("durations are stored in days", "[base][quantity_text]") {
  CHECK(parse_quantity("90d", Unit::days) == 90.0);
  CHECK(parse_quantity("12w", Unit::days) == 84.0);
  CHECK(parse_quantity("6mo", Unit::days) == 182.625);  // half of 365.25
  CHECK(parse_quantity("2y", Unit::days) == 730.5);
  CHECK(parse_quantity("0.5d", Unit::days) == 0.5);
  CHECK(parse_quantity("-3d", Unit::days) == -3.0);
  CHECK(parse_quantity("0", Unit::days) == 0.0);
  for (const char* text : {"90", "90 d", "90D", "90days", "1m", "2yr", "d", "$90", "90%", "2/y"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_quantity(text, Unit::days));
  }
}

TEST_CASE("money is stored in dollars, exactly as the decimal was written",
          "[base][quantity_text]") {
  CHECK(parse_quantity("$2.5M", Unit::money) == 2.5e6);
  CHECK(parse_quantity("$400k", Unit::money) == 4e5);
  CHECK(parse_quantity("$0.47", Unit::money) == 0.47);
  CHECK(parse_quantity("$1.2B", Unit::money) == 1.2e9);
  CHECK(parse_quantity("$1.1M", Unit::money) == 1'100'000.0);  // 1.1 * 1e6 is above that
  CHECK(parse_quantity("-$3k", Unit::money) == -3000.0);
  CHECK(parse_quantity("$1e6", Unit::money) == 1e6);
  CHECK(parse_quantity("0", Unit::money) == 0.0);
  CHECK(parse_quantity("$0", Unit::money) == 0.0);
  for (const char* text : {"400", "400k", "$1,200", "$ 5", "$", "$-3", "$400K", "$4m", "$1T", "$$4",
                           "$5d", "0k", "USD5", "5$"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_quantity(text, Unit::money));
  }
}

TEST_CASE("shares are plain or in percent", "[base][quantity_text]") {
  CHECK(parse_quantity("0.35", Unit::share) == 0.35);
  CHECK(parse_quantity("35%", Unit::share) == 0.35);
  CHECK(parse_quantity("7%", Unit::share) == 0.07);
  CHECK(parse_quantity("100%", Unit::share) == 1.0);
  CHECK(parse_quantity("150%", Unit::share) == 1.5);  // ranges are the caller's
  CHECK_FALSE(parse_quantity("35 %", Unit::share));
  CHECK_FALSE(parse_quantity("35%%", Unit::share));
  CHECK_FALSE(parse_quantity("$0.3", Unit::share));
}

TEST_CASE("frequencies are stored per day", "[base][quantity_text]") {
  CHECK(parse_quantity("2/y", Unit::per_year) == per_year(2).value());
  CHECK(parse_quantity("0.5/mo", Unit::per_year) == 0.5 / kDaysPerMonth);
  CHECK(parse_quantity("1/d", Unit::per_year) == 1.0);
  CHECK(parse_quantity("7/w", Unit::per_year) == 1.0);
  CHECK(parse_quantity("0/y", Unit::per_year) == 0.0);
  CHECK(parse_quantity("0", Unit::per_year) == 0.0);
  for (const char* text : {"2", "2/", "2y", "/y", "2/year", "2 / y", "1/2"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_quantity(text, Unit::per_year));
  }
}

TEST_CASE("counts are whole", "[base][quantity_text]") {
  CHECK(parse_quantity("12", Unit::count) == 12.0);
  CHECK(parse_quantity("-3", Unit::count) == -3.0);
  CHECK(parse_quantity("1e6", Unit::count) == 1e6);
  CHECK_FALSE(parse_quantity("1.5", Unit::count));
  CHECK_FALSE(parse_quantity("1e-1", Unit::count));
  CHECK_FALSE(parse_quantity("12d", Unit::count));
}

TEST_CASE("plain numbers are decimal", "[base][quantity_text]") {
  CHECK(parse_quantity("3", Unit::none) == 3.0);
  CHECK(parse_quantity("-3", Unit::none) == -3.0);
  CHECK(parse_quantity("0.5", Unit::none) == 0.5);
  CHECK(parse_quantity("1e6", Unit::none) == 1e6);
  CHECK(parse_quantity("1E+6", Unit::none) == 1e6);
  CHECK(parse_quantity("2.5e-3", Unit::none) == 0.0025);
  CHECK(parse_quantity("0.1", Unit::none) == 0.1);
  const auto minus_zero = parse_quantity("-0", Unit::none);
  REQUIRE(minus_zero.has_value());
  CHECK(1.0 / *minus_zero > 0.0);
}

TEST_CASE("what only looks like a number is refused in every unit", "[base][quantity_text]") {
  for (const Unit unit : kNumericUnits) {
    for (const char* text : {"",         "-",     "+5",    "--5",   "010",
                             "00",       "-01",   "1_000", "1,000", "0x10",
                             "1e",       "1e+",   "1e+-2", "1e--2", ".5",
                             "5.",       "1.e3",  "nan",   "inf",   "-inf",
                             "infinity", "1 ",    " 1",    "1e999", "1e99999999999",
                             "1e-99999", "1.2.3", "yes",   "0b1",   "0.0.0",
                             "1e1.5",    "1e5e5"}) {
      CAPTURE(symbol(unit), text);
      CHECK_FALSE(parse_quantity(text, unit));
    }
  }
  CHECK_FALSE(parse_quantity("1e308y", Unit::days));  // overflows when made days
  CHECK_FALSE(parse_quantity("$1e300B", Unit::money));
  CHECK_FALSE(parse_quantity("5", Unit::text));
}

TEST_CASE("a quantity is written in its short form", "[base][quantity_text]") {
  const std::vector<std::pair<const char*, Unit>> forms{
      {"$2.5M", Unit::money},  {"$400k", Unit::money},    {"$0.47", Unit::money},
      {"$1.2B", Unit::money},  {"$12", Unit::money},      {"-$3k", Unit::money},
      {"90d", Unit::days},     {"210d", Unit::days},      {"6mo", Unit::days},
      {"2y", Unit::days},      {"0d", Unit::days},        {"35%", Unit::share},
      {"7%", Unit::share},     {"100%", Unit::share},     {"0%", Unit::share},
      {"2/y", Unit::per_year}, {"0.7/y", Unit::per_year}, {"1/d", Unit::per_year},
      {"12", Unit::count},     {"1000000", Unit::count},  {"0.1", Unit::none},
      {"-3", Unit::none},      {"1.5e+300", Unit::none}};
  for (const auto& [text, unit] : forms) {
    CAPTURE(text);
    const auto value = parse_quantity(text, unit);
    REQUIRE(value.has_value());
    CHECK(quantity_text(*value, unit) == text);
  }
}

TEST_CASE("every quantity reads back as the same bits", "[base][quantity_text]") {
  // Values without a short decimal, over many orders of magnitude and both signs.
  for (const Unit unit : kNumericUnits) {
    if (unit == Unit::count) continue;
    double value = 1.0 / 3.0e9;
    for (int step = 0; step < 400; ++step, value *= -1.37) {
      CAPTURE(symbol(unit), value);
      REQUIRE(parse_quantity(quantity_text(value, unit), unit) == value);
    }
    for (const double extreme :
         {std::numeric_limits<double>::max(), std::numeric_limits<double>::min(), 5e-324}) {
      CHECK(parse_quantity(quantity_text(extreme, unit), unit) == extreme);
    }
  }
}

TEST_CASE("values that have no text are a programmer's error", "[base][quantity_text]") {
  CHECK_THROWS_AS(quantity_text(std::numeric_limits<double>::infinity(), Unit::days), CheckFailed);
  CHECK_THROWS_AS(quantity_text(std::numeric_limits<double>::quiet_NaN(), Unit::none), CheckFailed);
  CHECK_THROWS_AS(quantity_text(1.0, Unit::text), CheckFailed);
}

TEST_CASE("each example in a hint is itself accepted", "[base][quantity_text]") {
  // "... such as A, B or C": every word after "as" that holds a digit.
  for (const Unit unit : kNumericUnits) {
    const std::string form = expected_form(unit);
    CAPTURE(form);
    std::string words = form.substr(form.find(" as ") + 4);
    int accepted = 0;
    while (!words.empty()) {
      const auto end = words.find_first_of(" ,");
      const std::string word = words.substr(0, end);
      if (word.find_first_of("0123456789") != std::string::npos) {
        CAPTURE(word);
        CHECK(parse_quantity(word, unit));
        ++accepted;
      }
      words = end == std::string::npos ? "" : words.substr(end + 1);
    }
    CHECK(accepted >= 1);
  }
}
