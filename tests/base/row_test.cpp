#include <acqsim/base/row.hpp>

#include <catch2/catch.hpp>

using namespace acqsim::base;

TEST_CASE("units have the symbols shown in tables", "[base][row]") {
  CHECK(symbol(Unit::none).empty());
  CHECK(symbol(Unit::text).empty());
  CHECK(symbol(Unit::count) == "count");
  CHECK(symbol(Unit::share) == "share");
  CHECK(symbol(Unit::days) == "d");
  CHECK(symbol(Unit::money) == "$");
  CHECK(symbol(Unit::per_year) == "1/y");
}

TEST_CASE("a measure's symbol says in which unit a comparison with it is written", "[base][row]") {
  for (const Unit unit : {Unit::share, Unit::days, Unit::money, Unit::per_year})
    CHECK(unit_of(symbol(unit)) == unit);
  for (const char* plain : {"", "count", "index"}) CHECK(unit_of(plain) == Unit::none);
}

TEST_CASE("a measured frequency is per year and stored per day", "[base][row]") {
  CHECK(stored(0.25, Unit::per_year) == 0.25 / 365.25);
  CHECK(stored(0.25, Unit::share) == 0.25);
  CHECK(stored(1e6, Unit::money) == 1e6);
}

TEST_CASE("a range contains its ends and no NaN", "[base][row]") {
  const Range range{0.0, 1.0};
  CHECK(range.contains(0.0));
  CHECK(range.contains(1.0));
  CHECK_FALSE(range.contains(1.0000001));
  CHECK_FALSE(range.contains(std::numeric_limits<double>::quiet_NaN()));
}
