#include <acqsim/stats/design.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <set>

using namespace acqsim::stats;

namespace {

/// How many points lie in each cell of a grid of `across` by `up` cells over two coordinates.
std::vector<int> cells(const Points& points, std::size_t x, std::size_t y, int across, int up) {
  std::vector<int> counts(static_cast<std::size_t>(across * up));
  for (const auto& point : points) {
    const int column = static_cast<int>(point[x] * across);
    const int row = static_cast<int>(point[y] * up);
    ++counts[static_cast<std::size_t>(row * across + column)];
  }
  return counts;
}

bool each_is(const std::vector<int>& counts, int wanted) {
  return std::all_of(counts.begin(), counts.end(), [&](int count) { return count == wanted; });
}

/// Of a function whose integral is one: the product of 1 + (x - 1/2) / (j + 1).
double mean_of_product(const Points& points) {
  double sum = 0.0;
  for (const auto& point : points) {
    double product = 1.0;
    for (std::size_t j = 0; j < point.size(); ++j) {
      product *= 1.0 + (point[j] - 0.5) / static_cast<double>(j + 1);
    }
    sum += product;
  }
  return sum / static_cast<double>(points.size());
}

}  // namespace

TEST_CASE("a Latin hypercube has one point in every row and column", "[stats][design]") {
  const Points points = latin_hypercube(17, 4, 5);
  REQUIRE(points.size() == 17);
  for (std::size_t factor = 0; factor < 4; ++factor)
    CHECK(each_is(cells(points, factor, factor, 17, 1), 1));
  CHECK(points == latin_hypercube(17, 4, 5));
  CHECK(points != latin_hypercube(17, 4, 6));
  CHECK(latin_hypercube(0, 2, 1).empty());
}

TEST_CASE("the Sobol sequence begins as published", "[stats][design]") {
  // Joe and Kuo's directions: the first eight points in three dimensions.
  const Points wanted = {{0, 0, 0},          {.5, .5, .5},       {.75, .25, .25},
                         {.25, .75, .75},    {.375, .375, .625}, {.875, .875, .125},
                         {.625, .125, .875}, {.125, .625, .375}};
  CHECK(sobol(8, 3) == wanted);
  const Points later = sobol(5, 3, 3);
  CHECK(std::equal(later.begin(), later.end(), wanted.begin() + 3));
}

TEST_CASE("scrambled Sobol points fill every elementary interval", "[stats][design]") {
  const Points points = sobol_owen(64, 6, 3);
  // The first two coordinates make a (0, 6, 2) net: any 2^a by 2^b grid of 64 cells, one in each.
  for (int across = 1; across <= 64; across *= 2) {
    CHECK(each_is(cells(points, 0, 1, across, 64 / across), 1));
  }
  for (std::size_t factor = 0; factor < 6; ++factor) {
    CHECK(each_is(cells(points, factor, factor, 64, 1), 1));
  }
  const Points longer = sobol_owen(100, 6, 3);
  CHECK(std::equal(points.begin(), points.end(), longer.begin()));
  CHECK(points != sobol_owen(64, 6, 4));
}

TEST_CASE("scrambling leaves each point uniform, and the error smaller than chance",
          "[stats][design]") {
  // Over 400 scramblings the third point's second coordinate: mean 1/2 with standard error
  // 1/sqrt(12 * 400) = 0.0144, and its square's mean 1/3 with sqrt(4/45/400) = 0.0149.
  double sum = 0.0;
  double squares = 0.0;
  double error = 0.0;
  constexpr int kScramblings = 400;
  for (int seed = 0; seed < kScramblings; ++seed) {
    const Points points = sobol_owen(256, 3, static_cast<std::uint64_t>(seed));
    sum += points[2][1];
    squares += points[2][1] * points[2][1];
    error += std::pow(mean_of_product(points) - 1.0, 2);
  }
  CHECK(sum / kScramblings == Approx(0.5).margin(4 * 0.0144));
  CHECK(squares / kScramblings == Approx(1.0 / 3.0).margin(4 * 0.0149));
  // Independent points would have the variance (prod(1 + 1/(12 j^2)) - 1) / 256; for a smooth
  // function a scrambled net's falls like n^-3. Ten thousand times less is far from either bound.
  const double independent = ((1 + 1.0 / 12) * (1 + 1.0 / 48) * (1 + 1.0 / 108) - 1.0) / 256.0;
  CHECK(error / kScramblings < independent / 1e3);
  CHECK(error > 0.0);
}

TEST_CASE("a Morris trajectory moves each factor once, by half the grid", "[stats][design]") {
  constexpr std::size_t kFactors = 5;
  const Points points = morris_trajectories(40, kFactors, 4, 11);
  REQUIRE(points.size() == 40 * (kFactors + 1));
  std::set<double> seen;
  for (std::size_t path = 0; path < 40; ++path) {
    std::vector<int> moved(kFactors);
    for (std::size_t step = 1; step <= kFactors; ++step) {
      const auto& before = points[path * (kFactors + 1) + step - 1];
      const auto& after = points[path * (kFactors + 1) + step];
      int changes = 0;
      for (std::size_t factor = 0; factor < kFactors; ++factor) {
        seen.insert(after[factor]);
        if (before[factor] == after[factor]) continue;
        ++changes;
        ++moved[factor];
        CHECK(std::fabs(after[factor] - before[factor]) == Approx(2.0 / 3.0));
      }
      CHECK(changes == 1);
    }
    CHECK(each_is(moved, 1));
  }
  CHECK(seen == std::set<double>{0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0});
}

TEST_CASE("Saltelli's rows exchange one coordinate at a time", "[stats][design]") {
  const Points wanted = {{1, 2}, {3, 2}, {1, 4}, {3, 4}};
  CHECK(saltelli_rows({{1, 2, 3, 4}}) == wanted);
}
