#include "acqsim/experiment/year_series.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::experiment {
namespace {

/// Two vendors in two years; a third is never paid.
Columns columns() {
  Columns columns;
  for (const char* year : {"FY2027", "FY2028"}) {
    for (const char* vendor : {"a", "b", "nobody"})
      columns.measures.push_back({"paid", {{"fiscal_year", year}, {"vendor", vendor}}, "$"});
  }
  columns.measures.push_back({"paid", {{"vendor", "a"}}, "$"});  // of no year
  columns.measures.push_back({"stock", {{"fiscal_year", "FY2027"}}, "$"});
  return columns;
}

model::Replication replication(std::vector<double> measures) {
  model::Replication one;
  one.measures = std::move(measures);
  return one;
}

const std::vector<model::Replication> kFive{
    replication({0, 10, 0, 1, 1, 0, 99, 7}), replication({1, 9, 0, 2, 2, 0, 99, 8}),
    replication({2, 8, 0, 3, 3, 0, 99, 9}), replication({3, 7, 0, 4, 4, 0, 99, std::nan("")}),
    replication({4, 6, 0, 0, 0, 0, 99, 10})};

TEST_CASE("a measure by year is read as quantiles over replications, the weightiest first") {
  const auto all = year_series(columns(), kFive, "paid", "vendor", false);
  REQUIRE(all.size() == 2);  // "nobody" is always zero
  CHECK(all[0].name == "b");
  CHECK(all[0].weight == Approx(10.0));  // 8 on average in the first year, 2 in the second
  CHECK(all[1].name == "a");
  REQUIRE(all[1].points.size() == 2);
  const YearPoint& first = all[1].points[0];
  CHECK(first.year == "FY2027");
  CHECK(first.p50 == 2.0);
  CHECK(first.p25 == 1.0);
  CHECK(first.p5 == Approx(0.2));  // type 7: at 0.05 of the way from 0 to 4, between 0 and 1
  CHECK(first.p95 == Approx(3.8));
  CHECK(first.n == 5);
}

TEST_CASE("shares are of a replication's own year, and a year without any has no data") {
  const auto all = year_series(columns(), kFive, "paid", "vendor", true);
  REQUIRE(all.size() == 2);
  CHECK(all[1].points[0].p50 == Approx(0.2));  // 2 of 10
  CHECK(all[1].points[1].p50 == Approx(0.5));
  CHECK(all[1].points[1].n == 4);  // nobody is paid in the fifth
}

TEST_CASE("a measure of the market has one series, and no data does not count") {
  const auto all = year_series(columns(), kFive, "stock", "", false);
  REQUIRE(all.size() == 1);
  CHECK(all[0].name.empty());
  CHECK(all[0].points[0].n == 4);
  CHECK(all[0].points[0].p50 == Approx(8.5));
  CHECK(year_series(columns(), kFive, "unknown", "", false).empty());
  CHECK(year_series(columns(), {}, "stock", "", false).empty());
}

}  // namespace
}  // namespace acqsim::experiment
