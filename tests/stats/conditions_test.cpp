#include <acqsim/stats/conditions.hpp>

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <numeric>
#include <random>

using namespace acqsim::stats;

namespace {

struct Data {
  Points points;
  std::vector<Trials> answers;
};

/// In five factors: yes with probability 0.9 where x0 < 0.4 and x3 > 0.55, else with 0.05.
Data planted(std::size_t count, std::uint64_t trials, double inside = 0.9, double outside = 0.05) {
  Data data;
  data.points = latin_hypercube(count, 5, 3);
  std::mt19937_64 engine(8);
  for (const auto& x : data.points) {
    const double p = x[0] < 0.4 && x[3] > 0.55 ? inside : outside;
    std::binomial_distribution<int> yes(static_cast<int>(trials), p);
    data.answers.push_back({static_cast<std::uint64_t>(yes(engine)), trials});
  }
  return data;
}

Trials counted(const Data& data, const Box& box) {
  Trials sum;
  for (std::size_t i = 0; i < data.points.size(); ++i) {
    if (!box.holds(data.points[i])) continue;
    sum.yes += data.answers[i].yes;
    sum.all += data.answers[i].all;
  }
  return sum;
}

TEST_CASE("a tree of few points has p values whatever the answers are") {
  // Two kinds of points: correlations of exactly minus one, which rounding leads beyond.
  const Points points{{0, 0}, {0, 1}, {1, 0}, {1, 1}, {2, 0}, {2, 1}};
  for (std::uint64_t a = 0; a <= 8; ++a) {
    for (std::uint64_t b = 0; b <= 8; ++b) {
      for (unsigned pattern = 0; pattern < 64; ++pattern) {
        std::vector<Trials> answers;
        for (unsigned i = 0; i < 6; ++i) answers.push_back({((pattern >> i) & 1U) != 0 ? a : b, 8});
        for (const Box& leaf : tree_leaves(points, answers)) {
          for (const Restriction& one : leaf.restrictions) REQUIRE((one.p >= 0.0 && one.p <= 1.0));
        }
      }
    }
  }
}

}  // namespace

TEST_CASE("peeling finds a planted box and nothing else", "[stats][conditions]") {
  const Data data = planted(2000, 1);
  const Box box = best_box(peel(data.points, data.answers), data.points, data.answers);
  REQUIRE(box.restrictions.size() == 2);
  CHECK(box.restrictions[0].factor == 0);
  CHECK(box.restrictions[0].low == -std::numeric_limits<double>::infinity());
  CHECK(box.restrictions[0].high == Approx(0.4).margin(0.03));
  CHECK(box.restrictions[1].factor == 3);
  CHECK(box.restrictions[1].low == Approx(0.55).margin(0.03));
  CHECK(box.restrictions[0].p < 1e-6);
  // The planted box holds 18% of the space: coverage 0.162/(0.162 + 0.041) = 0.80, density 0.9.
  CHECK(box.density == Approx(0.9).margin(0.05));
  CHECK(box.coverage == Approx(0.80).margin(0.06));
}

TEST_CASE("boxes on the way shrink, grow denser and count what is in them", "[stats][conditions]") {
  const Data data = planted(500, 4);
  const auto boxes = peel(data.points, data.answers);
  REQUIRE(boxes.size() > 5);
  CHECK(boxes.front().restrictions.empty());
  CHECK(boxes.front().coverage == 1.0);
  const Trials all = counted(data, boxes.front());
  for (std::size_t k = 0; k < boxes.size(); ++k) {
    const Trials inside = counted(data, boxes[k]);
    CHECK(boxes[k].trials.yes == inside.yes);
    CHECK(boxes[k].trials.all == inside.all);
    CHECK(boxes[k].density ==
          Approx(static_cast<double>(inside.yes) / static_cast<double>(inside.all)));
    CHECK(boxes[k].coverage ==
          Approx(static_cast<double>(inside.yes) / static_cast<double>(all.yes)));
    CHECK(static_cast<double>(inside.all) >= 0.05 * static_cast<double>(all.all));
    if (k == 0) continue;
    CHECK(boxes[k].density > boxes[k - 1].density);
    CHECK(boxes[k].trials.all < boxes[k - 1].trials.all);
  }
}

TEST_CASE("on a grid a slice is all points of one value", "[stats][conditions]") {
  // Yes exactly at the two greatest of five values: after three slices nothing is left to gain.
  Data data;
  for (int i = 0; i < 50; ++i) {
    data.points.push_back({static_cast<double>(i % 5), static_cast<double>(i % 2)});
    data.answers.push_back({i % 5 >= 3 ? 1U : 0U, 1});
  }
  const auto boxes = peel(data.points, data.answers);
  REQUIRE(boxes.size() == 4);
  CHECK(boxes.back().density == 1.0);
  CHECK(boxes.back().coverage == 1.0);
  REQUIRE(boxes.back().restrictions.size() == 1);
  CHECK(boxes.back().restrictions[0].low == 3.0);
  CHECK(best_box(boxes, data.points, data.answers).restrictions[0].low == 3.0);
}

TEST_CASE("without a pattern no restriction survives", "[stats][conditions]") {
  const Data data = planted(1000, 1, 0.3, 0.3);
  const Box box = best_box(peel(data.points, data.answers), data.points, data.answers, 1e-4);
  CHECK(box.restrictions.empty());
  CHECK(box.coverage == 1.0);
}

TEST_CASE("trials that repeat their point are no evidence of their own", "[stats][conditions]") {
  // Six points, whose forty trials all say the same: dealt out anew, three yes of six lie in the
  // upper half one time in twenty, however many trials each has.
  Points points;
  std::vector<Trials> answers;
  for (int i = 0; i < 6; ++i) {
    points.push_back({static_cast<double>(i)});
    answers.push_back({i < 3 ? 0U : 40U, 40});
  }
  const Box box = best_box(peel(points, answers), points, answers, 1.0);
  REQUIRE(box.restrictions.size() == 1);
  CHECK(box.restrictions[0].p == Approx(1.0 / 20.0));
}

TEST_CASE("an interval of trials that hang together is as wide as of what they hang on",
          "[stats][conditions]") {
  // A hundred points share ten futures, and a future says the same at all of them: ten answers, not
  // a thousand.
  const std::vector<Trials> points(100, {4, 10});
  std::vector<Trials> futures(10, {0, 100});
  for (std::size_t i = 0; i < 4; ++i) futures[i].yes = 100;
  const Interval known = clustered_share(points, futures, 0.95);
  const Interval ten = wilson(4, 9, 0.95);  // ten with Bessel's correction
  CHECK(known.width() == Approx(ten.width()).epsilon(0.03));
  CHECK(known.contains(0.4));
  // Independent in every way: as wide as of a thousand.
  std::mt19937_64 engine(4);
  std::vector<Trials> by_point(100, {0, 10});
  std::vector<Trials> by_future(10, {0, 100});
  for (std::size_t p = 0; p < 100; ++p) {
    for (std::size_t f = 0; f < 10; ++f) {
      const std::uint64_t yes = engine() % 10 < 4 ? 1 : 0;
      by_point[p].yes += yes;
      by_future[f].yes += yes;
    }
  }
  CHECK(clustered_share(by_point, by_future, 0.95).width() < 2.0 * wilson(400, 1000, 0.95).width());
  CHECK(
      clustered_share(std::vector<Trials>(100, {10, 10}), std::vector<Trials>(10, {100, 100}), 0.95)
          .low == Approx(wilson(10, 10, 0.95).low));
}

TEST_CASE("boxes of nothing", "[stats][conditions]") {
  CHECK(std::isnan(peel({}, {}).front().density));
  const Box never = peel({{1.0}, {2.0}}, {{0, 5}, {0, 5}}).back();
  CHECK(std::isnan(never.coverage));
  CHECK(never.density == 0.0);
  CHECK(best_box({never}, {{1.0}, {2.0}}, {{0, 5}, {0, 5}}).restrictions.empty());
}

TEST_CASE("a tree's leaves part the points, and its first is the planted box",
          "[stats][conditions]") {
  const Data data = planted(2000, 1);
  const auto leaves = tree_leaves(data.points, data.answers);
  std::uint64_t all = 0;
  for (const Box& leaf : leaves) {
    all += leaf.trials.all;
    CHECK(counted(data, leaf).all == leaf.trials.all);
    CHECK(counted(data, leaf).yes == leaf.trials.yes);
  }
  CHECK(all == 2000);
  REQUIRE(leaves.size() == 3);
  const Box& first = leaves.front();
  REQUIRE(first.restrictions.size() == 2);
  CHECK(first.restrictions[0].factor == 0);
  CHECK(first.restrictions[0].high == Approx(0.4).margin(0.02));
  CHECK(first.restrictions[1].factor == 3);
  CHECK(first.restrictions[1].low == Approx(0.55).margin(0.02));
  CHECK(leaves.back().density < 0.1);
}

TEST_CASE("a tree without anything to ask is one leaf", "[stats][conditions]") {
  const Data data = planted(300, 1, 1.0, 1.0);
  const auto leaves = tree_leaves(data.points, data.answers);
  REQUIRE(leaves.size() == 1);
  CHECK(leaves.front().restrictions.empty());
  CHECK(leaves.front().density == 1.0);
}
