#include "acqsim/experiment/sweep_plan.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace acqsim::experiment {
namespace {

using scenario::Design;
using scenario::VariedGroup;
using scenario::VariedParameter;
using scenario::Vary;

VariedParameter listed(const std::string& path, const std::vector<double>& values) {
  VariedParameter parameter;
  parameter.path = path;
  parameter.values = values;
  for (const double value : values) parameter.texts.push_back(scenario::varied_text(value, {}));
  return parameter;
}

VariedParameter ranged(const std::string& path, double low, double high) {
  VariedParameter parameter;
  parameter.path = path;
  parameter.span = base::Range{low, high};
  return parameter;
}

Vary vary_of(const std::vector<VariedGroup>& groups, Design design = {}) {
  return {groups, {}, design};
}

std::vector<std::vector<double>> numbers(const std::vector<PlannedPoint>& points) {
  std::vector<std::vector<double>> all;
  for (const PlannedPoint& point : points) all.push_back(point.numbers);
  return all;
}

}  // namespace

TEST_CASE("a grid has all combinations, the first varying slowest", "[sweep]") {
  const auto points =
      plan_points(vary_of({{{listed("a", {1, 2})}}, {{listed("b", {5, 6, 7})}}}), 1);
  CHECK(numbers(points) ==
        std::vector<std::vector<double>>{{1, 5}, {1, 6}, {1, 7}, {2, 5}, {2, 6}, {2, 7}});
  CHECK(points[1].settings[1].path == "b");
  CHECK(points[1].settings[1].value == "6");
}

TEST_CASE("what moves together is one dimension", "[sweep]") {
  const auto points = plan_points(
      vary_of({{{listed("a", {1, 2}), listed("b", {10, 20})}}, {{listed("c", {0, 1})}}}), 1);
  CHECK(numbers(points) ==
        std::vector<std::vector<double>>{{1, 10, 0}, {1, 10, 1}, {2, 20, 0}, {2, 20, 1}});
}

TEST_CASE("points that no relation allows are left out", "[sweep]") {
  Vary vary = vary_of({{{listed("a", {1, 2, 3})}}, {{listed("b", {1, 2, 3})}}});
  vary.where.push_back({"a < b", {0, 0.0}, {1, 0.0}, "<"});
  CHECK(numbers(plan_points(vary, 1)) == std::vector<std::vector<double>>{{1, 2}, {1, 3}, {2, 3}});
}

TEST_CASE("a Latin hypercube has one point in every part of each range", "[sweep]") {
  constexpr std::size_t kPoints = 40;
  const auto points = plan_points(
      vary_of({{{ranged("a", -10, 30)}}, {{ranged("b", 0, 1)}}}, {Design::Kind::lhs, kPoints}), 7);
  REQUIRE(points.size() == kPoints);
  std::set<int> parts;
  for (const PlannedPoint& point : points) {
    CHECK(point.numbers[0] >= -10.0);
    CHECK(point.numbers[0] <= 30.0);
    parts.insert(static_cast<int>(std::floor(point.numbers[0] + 10.0)));
  }
  CHECK(parts.size() == kPoints);
  const auto again = plan_points(
      vary_of({{{ranged("a", -10, 30)}}, {{ranged("b", 0, 1)}}}, {Design::Kind::lhs, kPoints}), 7);
  CHECK(numbers(again) == numbers(points));
  const auto other = plan_points(
      vary_of({{{ranged("a", -10, 30)}}, {{ranged("b", 0, 1)}}}, {Design::Kind::lhs, kPoints}), 8);
  CHECK(numbers(other) != numbers(points));
}

TEST_CASE("a sampling design takes listed values alike, and ranges together in step", "[sweep]") {
  const auto points =
      plan_points(vary_of({{{listed("a", {1, 2, 4})}}, {{ranged("b", 0, 1), ranged("c", 0, 100)}}},
                          {Design::Kind::sobol, 96}),
                  3);
  std::map<double, int> counts;
  for (const PlannedPoint& point : points) {
    ++counts[point.numbers[0]];
    CHECK(point.numbers[2] == Approx(100.0 * point.numbers[1]));
  }
  REQUIRE(counts.size() == 3);
  for (const auto& [value, count] : counts) CHECK(count == Approx(32).margin(3));
}

TEST_CASE("a longer Sobol design begins with the shorter one", "[sweep]") {
  const std::vector<VariedGroup> groups{{{ranged("a", 0, 1)}}, {{ranged("b", 0, 1)}}};
  const auto few = numbers(plan_points(vary_of(groups, {Design::Kind::sobol, 16}), 1));
  auto many = numbers(plan_points(vary_of(groups, {Design::Kind::sobol, 64}), 1));
  many.resize(16);
  CHECK(many == few);
}

TEST_CASE("trajectories move one value at a time", "[sweep]") {
  const auto points =
      plan_points(vary_of({{{ranged("a", 0, 3)}}, {{ranged("b", 0, 3)}}, {{ranged("c", 0, 3)}}},
                          {Design::Kind::morris, 1}),
                  5);
  REQUIRE(points.size() == 4);
  for (std::size_t i = 1; i < points.size(); ++i) {
    int moved = 0;
    for (std::size_t d = 0; d < 3; ++d) moved += points[i].numbers[d] != points[i - 1].numbers[d];
    CHECK(moved == 1);
  }
}

}  // namespace acqsim::experiment
