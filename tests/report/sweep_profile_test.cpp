#include "acqsim/report/sweep_profile.hpp"

#include <catch2/catch.hpp>

namespace acqsim::report {
namespace {

/// Points a = 0, 1, ..., n - 1 by b = 0, 1, ten futures each; yes in a of them, and once more where
/// b is 1.
SweepResults swept(int n) {
  SweepResults results;
  results.parameters = {{"a", "", ""}, {"b", "share", ""}};
  results.columns.questions = {{"q", "Q?", "", ""}};
  for (int a = 0; a < n; ++a) {
    for (int b = 0; b < 2; ++b) {
      SweptPoint point;
      point.id = 2 * a + b;
      point.settings = {{"a", std::to_string(a), static_cast<double>(a)},
                        {"b", b == 0 ? "0%" : "100%", static_cast<double>(b)}};
      const auto yes = static_cast<std::uint64_t>(std::min(9, a) + b);
      point.outcomes = {{yes, 10 - yes, 0}};
      results.points.push_back(point);
    }
  }
  return results;
}

TEST_CASE("few values are shown one by one, over all values of the other parameters") {
  const auto points = profile(swept(3), 0, 0);
  REQUIRE(points.size() == 3);
  CHECK(points[1].value == "1");
  CHECK(points[1].number == 1.0);
  CHECK(points[1].points == 2);
  CHECK(points[1].outcome.yes == 3);  // 1 and 2 of ten
  CHECK(points[1].outcome.trials() == 20);
}

TEST_CASE("many values are put together into parts of about equally many points") {
  const auto points = profile(swept(10), 0, 0, 5);
  REQUIRE(points.size() == 5);
  for (const ProfilePoint& one : points) CHECK(one.points == 4);
  CHECK(points[0].value == "0 to 1");
  CHECK(points[0].number == 0.5);
  CHECK(points[4].value == "8 to 9");
  CHECK(points[4].outcome.yes == 8 + 9 + 9 + 10);
}

TEST_CASE("points that do not set a parameter do not count in its profile") {
  SweepResults results = swept(2);
  results.points[0].settings.erase(results.points[0].settings.begin());
  CHECK(profile(results, 0, 0)[0].points == 1);
  CHECK(profile(results, 0, 1)[0].points == 2);
}

TEST_CASE("the strongest pull comes first") {
  const auto all = pulls(swept(5), 0);
  REQUIRE(all.size() == 2);
  CHECK(all[0].parameter == 0);
  CHECK(all[0].reach() == Approx(0.4));  // from 1 of 20 to 9 of 20
  CHECK(all[0].low.value == "0");
  CHECK(all[1].reach() == Approx(0.1));
  SweepResults constant = swept(1);
  CHECK(pulls(constant, 0).size() == 1);  // only b takes two values
}

TEST_CASE("a heat map has a cell for each pair of parts") {
  const HeatMap map = heat_map(swept(4), 0, 0, 1);
  CHECK(map.first_values == std::vector<std::string>{"0", "1", "2", "3"});
  CHECK(map.second_values == std::vector<std::string>{"0%", "100%"});
  REQUIRE(map.cells.size() == 8);
  CHECK(map.cells[5].first == 2);
  CHECK(map.cells[5].second == 1);
  CHECK(map.cells[5].outcome.yes == 3);
}

}  // namespace
}  // namespace acqsim::report
