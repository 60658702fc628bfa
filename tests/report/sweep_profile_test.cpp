#include "acqsim/report/sweep_profile.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace acqsim::report {
namespace {

/// Points a = 0, 1, ..., n - 1 by b = 0, 1, ten futures each; yes in a of them, and once more where
/// b is 1.
SweepResults swept(int n) {
  SweepResults results;
  results.parameters = {{"a", "", ""}, {"b", "share", ""}};
  results.columns.questions = {{"q", "Q?", "", ""}};
  results.heading.confidence = 0.95;
  results.lucks = 10;
  for (int a = 0; a < n; ++a) {
    for (int b = 0; b < 2; ++b) {
      SweptPoint point;
      point.id = 2 * a + b;
      point.settings = {{"a", std::to_string(a), static_cast<double>(a)},
                        {"b", b == 0 ? "0%" : "100%", static_cast<double>(b)}};
      const auto yes = static_cast<std::uint64_t>(std::min(9, a) + b);
      point.outcomes = {{yes, 10 - yes, 0}};
      for (std::uint32_t luck = 0; luck < 10; ++luck) {
        point.lucks.push_back(luck);
        point.answers.push_back(luck < yes ? model::Answer::yes : model::Answer::no);
      }
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

/// A hundred points of two parameters that do nothing: `yes` of `lucks` lucks answer yes at each.
SweepResults unmoved(std::uint32_t yes, std::uint32_t lucks) {
  SweepResults results;
  results.parameters = {{"a", "", ""}, {"b", "", ""}};
  results.columns.questions = {{"q", "Q?", "", ""}};
  results.heading.confidence = 0.95;
  results.lucks = lucks;
  for (int i = 0; i < 100; ++i) {
    SweptPoint point;
    point.id = i;
    point.settings = {{"a", std::to_string(i / 10), static_cast<double>(i / 10)},
                      {"b", std::to_string(i % 10), static_cast<double>(i % 10)}};
    point.outcomes = {{yes, lucks - yes, 0}};
    for (std::uint32_t luck = 0; luck < lucks; ++luck) {
      point.lucks.push_back(luck);
      point.answers.push_back(luck < yes ? model::Answer::yes : model::Answer::no);
    }
    results.points.push_back(point);
  }
  return results;
}

TEST_CASE("a question that no parameter moves has the interval of its lucks, not of all futures") {
  const SweepResults results = unmoved(3, 12);
  const stats::Interval alone = stats::wilson(3, 12, 0.95);
  const stats::Interval one_less{stats::wilson(3, 11, 0.95).low, stats::wilson(2, 11, 0.95).high};
  const auto check = [&](const stats::Interval& interval) {
    CHECK(interval.width() > alone.width() - 1e-9);
    CHECK(interval.width() < 1.1 * alone.width());
    CHECK(interval.low < one_less.low);
    CHECK(interval.high > one_less.high);
  };
  check(total(results, 0).interval);
  for (const ProfilePoint& point : profile(results, 0, 0)) check(point.interval);
  for (const HeatCell& cell : heat_map(results, 0, 0, 1).cells) check(cell.interval);
  for (const Pull& pull : pulls(results, 0)) CHECK_FALSE(pull.is_beyond_luck());
  // All answers alike: as many trials as there are lucks.
  const stats::Interval sure = total(unmoved(4, 4), 0).interval;
  CHECK(sure.low == Approx(stats::wilson(4, 4, 0.95).low));
}

TEST_CASE("a pull is beyond luck by its differences on the same luck, and only with enough lucks") {
  // Each of ten lucks answers yes at the highest value and no at the lowest.
  const auto swung = [](std::uint32_t lucks) {
    SweepResults results = unmoved(lucks, lucks);
    for (SweptPoint& point : results.points) {
      if (point.settings[0].number > 0.0) continue;
      point.outcomes = {{0, lucks, 0}};
      point.answers.assign(lucks, model::Answer::no);
    }
    return results;
  };
  const auto many = pulls(swung(10), 0);
  CHECK(many[0].parameter == 0);
  CHECK(many[0].difference == 1.0);
  CHECK(many[0].is_beyond_luck());
  CHECK_FALSE(many[1].is_beyond_luck());
  CHECK_FALSE(pulls(swung(2), 0)[0].is_beyond_luck());
  CHECK_FALSE(pulls(swung(1), 0)[0].is_beyond_luck());
  // 5 of 8 against 4 of 8.
  SweepResults close = unmoved(4, 8);
  for (SweptPoint& point : close.points) {
    if (point.settings[0].number < 9.0) continue;
    point.outcomes = {{5, 3, 0}};
    point.answers[4] = model::Answer::yes;
  }
  CHECK_FALSE(pulls(close, 0)[0].is_beyond_luck());
}

TEST_CASE("a pull between points that differ in more than its parameter counts what they differ") {
  SweepResults results = unmoved(6, 12);
  // Without b's pairs: as in a Latin hypercube, each point has a value of its own.
  for (std::size_t i = 0; i < results.points.size(); ++i) {
    SweptPoint& point = results.points[i];
    point.settings[1] = {"b", std::to_string(i), static_cast<double>(i)};
    // By b alone, and by chance more often where a is low.
    if (i % 10 < 2 || i < 3) {
      point.outcomes = {{0, 12, 0}};
      point.answers.assign(12, model::Answer::no);
    }
  }
  const auto all = pulls(results, 0);
  const auto of_a = std::ranges::find_if(all, [](const Pull& pull) { return pull.parameter == 0; });
  CHECK(of_a->reach() > 0.04);
  CHECK_FALSE(of_a->is_beyond_luck());
}

TEST_CASE("the same difference on every luck is the same, whatever the shares") {
  // Each part has three points: one of three lucks says yes at one more of them where a is high.
  SweepResults results;
  results.parameters = {{"a", "", ""}};
  results.columns.questions = {{"q", "Q?", "", ""}};
  results.heading.confidence = 0.95;
  results.lucks = 8;
  for (std::uint32_t i = 0; i < 6; ++i) {
    SweptPoint point;
    point.settings = {{"a", std::to_string(i / 3), static_cast<double>(i / 3)},
                      {"b", std::to_string(i % 3), static_cast<double>(i % 3)}};
    point.outcomes.resize(1);
    for (std::uint32_t luck = 0; luck < 8; ++luck) {
      const bool is_yes = i % 3 < luck % 3 + i / 3;
      point.lucks.push_back(luck);
      point.answers.push_back(is_yes ? model::Answer::yes : model::Answer::no);
      ++(is_yes ? point.outcomes[0].yes : point.outcomes[0].no);
    }
    results.points.push_back(point);
  }
  const auto all = pulls(results, 0);
  REQUIRE(all.size() == 1);
  CHECK(all[0].difference == Approx(1.0 / 3.0));
  CHECK(all[0].is_beyond_luck());
}

TEST_CASE("long values are shortened where that tells them apart") {
  SweepResults results = swept(2);
  results.points[2].settings[0].value = results.points[3].settings[0].value = "1.33333333333";
  results.points[2].settings[0].number = results.points[3].settings[0].number = 4.0 / 3.0;
  CHECK(profile(results, 0, 0)[1].value == "1.33");
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
