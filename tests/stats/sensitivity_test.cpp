#include <acqsim/stats/sensitivity.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <random>

using namespace acqsim::stats;

namespace {

using Function = std::function<double(const std::vector<double>&)>;

/// Ishigami and Homma's function on [-pi, pi]^3 with a = 7, b = 0.1.
double ishigami(const std::vector<double>& u) {
  const auto x = [&](std::size_t i) { return std::numbers::pi * (2.0 * u[i] - 1.0); };
  return std::sin(x(0)) + 7.0 * std::pow(std::sin(x(1)), 2) +
         0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

const std::array<double, 8> kWeights = {0, 1, 4.5, 9, 99, 99, 99, 99};

/// Sobol's g function.
double g_function(const std::vector<double>& u) {
  double product = 1.0;
  for (std::size_t i = 0; i < u.size(); ++i) {
    product *= (std::fabs(4.0 * u[i] - 2.0) + kWeights[i]) / (1.0 + kWeights[i]);
  }
  return product;
}

/// `replications` answers to each row, with normal noise of that standard deviation.
Responses answers(const Points& rows, const Function& function, std::size_t replications = 1,
                  double noise = 0.0) {
  std::mt19937_64 engine(4);
  std::normal_distribution<double> normal;
  Responses responses;
  for (const auto& row : rows) {
    const double mean = function(row);
    auto& mine = responses.emplace_back();
    for (std::size_t r = 0; r < replications; ++r) mine.push_back(mean + noise * normal(engine));
  }
  return responses;
}

}  // namespace

TEST_CASE("Sobol's indices of Ishigami's function are those of the formula",
          "[stats][sensitivity]") {
  const double pi4 = std::pow(std::numbers::pi, 4);
  const double v1 = 0.5 * std::pow(1.0 + 0.1 * pi4 / 5.0, 2);
  const double v2 = 49.0 / 8.0;
  const double v13 = 0.01 * pi4 * pi4 * 8.0 / 225.0;
  const double v = v1 + v2 + v13;
  const Points rows = saltelli_rows(sobol_owen(4096, 6, 1));
  const SobolIndices indices = sobol_indices(answers(rows, ishigami), 3, 0.95, 200, 1);
  // Scrambled nets do better than chance, whose standard error is about 1/sqrt(4096) = 0.016.
  CHECK(indices.variance == Approx(v).epsilon(0.02));
  CHECK(indices.first[0].value == Approx(v1 / v).margin(0.02));
  CHECK(indices.first[1].value == Approx(v2 / v).margin(0.02));
  CHECK(indices.first[2].value == Approx(0.0).margin(0.02));
  CHECK(indices.total[0].value == Approx((v1 + v13) / v).margin(0.02));
  CHECK(indices.total[1].value == Approx(v2 / v).margin(0.02));
  CHECK(indices.total[2].value == Approx(v13 / v).margin(0.02));
  CHECK(indices.noise_share == 0.0);
  CHECK(indices.total[2].interval.contains(v13 / v));
  CHECK(indices.total[2].interval.high - indices.total[2].interval.low < 0.1);
}

TEST_CASE("Sobol's indices are those that SALib publishes for the same sample",
          "[stats][sensitivity]") {
  // Its introduction gives eight digits for 1,024 base points of the plain sequence, from the
  // 1,025th on [salib].
  const Points rows = saltelli_rows(sobol(1024, 6, 1024));
  const SobolIndices indices = sobol_indices(answers(rows, ishigami), 3, 0.95, 10, 1);
  const std::array<double, 3> first = {0.31683154, 0.44376306, 0.01220312};
  const std::array<double, 3> total = {0.55586009, 0.44189807, 0.24467539};
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(indices.first[i].value == Approx(first[i]).margin(5e-9));
    CHECK(indices.total[i].value == Approx(total[i]).margin(5e-9));
  }
}

TEST_CASE("Sobol's indices of the g function are those of the formula", "[stats][sensitivity]") {
  std::array<double, 8> parts{};
  double product = 1.0;
  for (std::size_t i = 0; i < 8; ++i) {
    parts[i] = 1.0 / (3.0 * std::pow(1.0 + kWeights[i], 2));
    product *= 1.0 + parts[i];
  }
  const double v = product - 1.0;
  const Points rows = saltelli_rows(sobol_owen(4096, 16, 2));
  const SobolIndices indices = sobol_indices(answers(rows, g_function), 8, 0.95, 100, 1);
  for (std::size_t i = 0; i < 8; ++i) {
    CHECK(indices.first[i].value == Approx(parts[i] / v).margin(0.02));
    CHECK(indices.total[i].value == Approx(parts[i] * product / (1.0 + parts[i]) / v).margin(0.02));
  }
}

TEST_CASE("noise moves Sobol's indices of the mean answer nowhere", "[stats][sensitivity]") {
  // The noise has the function's own variance, 13.84: half of a single replication's variance. With
  // two replications the uncorrected total of x2 would be (6.125 + 6.92)/(13.84 + 6.92) = 0.63.
  const double sd = std::sqrt(13.8446);
  const Points rows = saltelli_rows(sobol_owen(8192, 6, 1));
  const SobolIndices indices = sobol_indices(answers(rows, ishigami, 2, sd), 3, 0.95, 200, 1);
  // Of products of noise with 13.84/2 per factor: standard errors about 1/sqrt(8192) = 0.011 times
  // at most 2.
  CHECK(indices.variance == Approx(13.8446).epsilon(0.06));
  CHECK(indices.noise_share == Approx(0.5).margin(0.02));
  CHECK(indices.first[0].value == Approx(0.3139).margin(0.07));
  CHECK(indices.total[1].value == Approx(0.4424).margin(0.07));
  CHECK(indices.total[2].value == Approx(0.2437).margin(0.07));
}

TEST_CASE("where nothing but noise moves the answer no index is given", "[stats][sensitivity]") {
  const Points rows = saltelli_rows(sobol_owen(64, 4, 1));
  const auto nothing = [](const std::vector<double>&) { return 3.0; };
  const SobolIndices constant = sobol_indices(answers(rows, nothing), 2, 0.95, 50, 1);
  CHECK(constant.variance == 0.0);
  CHECK(std::isnan(constant.first[0].value));
  CHECK(std::isinf(constant.first[0].interval.high));
  const SobolIndices noisy = sobol_indices(answers(rows, nothing, 3, 1.0), 2, 0.95, 200, 1);
  CHECK(noisy.variance_interval.low < 0.0);
  CHECK(noisy.noise_share > 0.9);
}

TEST_CASE("the bootstrap's intervals hold the index about as often as they say",
          "[stats][sensitivity]") {
  // y = x1 + x2 / 2 over independent points: S1 = 1 / (1 + 1/4) = 0.8. Percentile intervals of a
  // ratio fall a little short of 95%; 300 trials have a standard error of 1.3 points.
  std::mt19937_64 engine(9);
  const auto uniform = [&] { return static_cast<double>(engine() >> 11U) * 0x1p-53; };
  int first = 0;
  int total = 0;
  for (int trial = 0; trial < 300; ++trial) {
    Points base(100, std::vector<double>(4));
    for (auto& row : base) std::generate(row.begin(), row.end(), uniform);
    const auto sum = [](const std::vector<double>& x) { return x[0] + 0.5 * x[1]; };
    const SobolIndices indices = sobol_indices(answers(saltelli_rows(base), sum), 2, 0.95, 200, 3);
    first += indices.first[0].interval.contains(0.8) ? 1 : 0;
    total += indices.total[0].interval.contains(0.8) ? 1 : 0;
  }
  CHECK(first / 300.0 > 0.88);
  CHECK(total / 300.0 > 0.88);
  CHECK(first < 300);
}

TEST_CASE("elementary effects of a linear function are its slopes", "[stats][sensitivity]") {
  const Points points = morris_trajectories(10, 3, 4, 2);
  const auto linear = [](const std::vector<double>& x) { return 2.0 * x[0] - 3.0 * x[1] + 7.0; };
  const auto effects = elementary_effects(points, answers(points, linear));
  REQUIRE(effects.size() == 3);
  CHECK(effects[0].mu == Approx(2.0));
  CHECK(effects[1].mu == Approx(-3.0));
  CHECK(effects[1].mu_star == Approx(3.0));
  CHECK(effects[1].sigma == Approx(0.0).margin(1e-12));
  CHECK(effects[2].mu_star == 0.0);
  CHECK(effects[2].noise == 0.0);
}

TEST_CASE("an interaction shows in the spread of effects", "[stats][sensitivity]") {
  // y = x1 x2: the effect of x1 is x2, which is 0, 1/3, 2/3, 1 alike often: mean 1/2, sd sqrt(5)/6.
  const Points points = morris_trajectories(4000, 2, 4, 2);
  const auto product = [](const std::vector<double>& x) { return x[0] * x[1]; };
  const auto effects = elementary_effects(points, answers(points, product));
  CHECK(effects[0].mu == Approx(0.5).margin(4 * 0.3727 / std::sqrt(4000.0)));
  CHECK(effects[0].sigma == Approx(std::sqrt(5.0) / 6.0).margin(0.02));
  CHECK(effects[0].error == Approx(effects[0].sigma / std::sqrt(4000.0)).epsilon(1e-6));
}

TEST_CASE("a factor that does nothing is told from noise", "[stats][sensitivity]") {
  // An effect is a difference of two means of 5 replications over 2/3: sd sqrt(2/5) * 3/2, and the
  // mean absolute value of such noise sqrt(2/pi) times that, 0.757; over 500 effects within 5%.
  // The standard deviation is estimated from 5 replications, 6% low on average.
  const Points points = morris_trajectories(500, 2, 4, 2);
  const auto first = [](const std::vector<double>& x) { return 10.0 * x[0]; };
  const auto effects = elementary_effects(points, answers(points, first, 5, 1.0));
  CHECK(effects[1].mu_star == Approx(0.757).epsilon(0.15));
  CHECK(effects[1].noise == Approx(0.757 * 0.94).epsilon(0.05));
  CHECK(effects[0].mu_star > 10 * effects[0].noise);
}
