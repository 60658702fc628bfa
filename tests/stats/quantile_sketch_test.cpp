#include <acqsim/base/check.hpp>
#include <acqsim/stats/quantile_sketch.hpp>

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <vector>

using namespace acqsim::stats;

TEST_CASE("a small stream is kept whole", "[stats][quantile_sketch]") {
  SystematicSample sample;
  const std::vector<double> values{30, 10, 50, 20, 40};
  for (std::size_t i = 0; i < values.size(); ++i) sample.add(i, values[i]);
  CHECK(sample.stride() == 1);
  CHECK(sample.sorted_values() == std::vector<double>{10, 20, 30, 40, 50});
  CHECK(sample.quantile(0) == 10);
  CHECK(sample.quantile(0.5) == 30);
  CHECK(sample.quantile(1) == 50);
  // Position 0.9 * 4 = 3.6: 40 + 0.6 * 10.
  CHECK(sample.quantile(0.9) == Approx(46));
  const std::vector<double> several = sample.quantiles(std::vector<double>{0.25, 0.75});
  CHECK(several == std::vector<double>{20, 40});
}

TEST_CASE("a long stream is thinned to every second, fourth, eighth", "[stats][quantile_sketch]") {
  SystematicSample sample(8);
  for (std::uint64_t i = 0; i < 50; ++i) sample.add(i, static_cast<double>(i));
  // Of 0..49 are 50, 25, 13, 7 multiples of 1, 2, 4, 8: the first that fits is 8.
  CHECK(sample.stride() == 8);
  CHECK(sample.sorted_values() == std::vector<double>{0, 8, 16, 24, 32, 40, 48});
  CHECK(sample.count() == 50);
  CHECK(sample.kept() == 7);
}

TEST_CASE("a full sample is thinned only when it overflows", "[stats][quantile_sketch]") {
  SystematicSample sample(4);
  for (std::uint64_t i = 0; i < 4; ++i) sample.add(i, 1.0);
  CHECK(sample.stride() == 1);
  sample.add(4, 1.0);
  CHECK(sample.stride() == 2);
  CHECK(sample.kept() == 3);  // 0, 2, 4
}

TEST_CASE("neither order nor division among threads changes the sample",
          "[stats][quantile_sketch]") {
  constexpr std::uint64_t n = 1000;
  const auto value = [](std::uint64_t i) { return std::sin(static_cast<double>(i)); };
  SystematicSample forward(64);
  SystematicSample backward(64);
  SystematicSample odd(64);
  SystematicSample even(64);
  for (std::uint64_t i = 0; i < n; ++i) {
    forward.add(i, value(i));
    backward.add(n - 1 - i, value(n - 1 - i));
    (i % 2 == 0 ? even : odd).add(i, value(i));
  }
  odd.merge(even);
  for (const SystematicSample* other : {&backward, &odd}) {
    CHECK(other->stride() == forward.stride());
    CHECK(other->count() == forward.count());
    CHECK(other->sorted_values() == forward.sorted_values());
  }
}

TEST_CASE("quantiles of a thinned stream are near the true ones", "[stats][quantile_sketch]") {
  // Values 0..99999 in a scrambled order (7919 and 100000 have no common factor). At least half of
  // 4096 are kept; 4 standard deviations of a sample median of 2048 are 4 * 0.5 / sqrt(2048) =
  // 0.044.
  SystematicSample sample;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    sample.add(i, static_cast<double>(i * 7919 % 100'000));
  }
  CHECK(sample.kept() > SystematicSample::kDefaultCapacity / 2);
  CHECK(sample.kept() <= SystematicSample::kDefaultCapacity);
  for (const double p : {0.05, 0.5, 0.95}) {
    CHECK(sample.quantile(p) == Approx(p * 100'000).margin(4'400));
  }
}

TEST_CASE("replications without data are counted and not kept", "[stats][quantile_sketch]") {
  SystematicSample sample;
  CHECK(std::isnan(sample.quantile(0.5)));
  sample.add(0, std::nan(""));
  CHECK(std::isnan(sample.quantile(0.5)));
  sample.add(1, 5.0);
  CHECK(sample.missing() == 1);
  CHECK(sample.count() == 1);
  CHECK(sample.quantile(0.5) == 5.0);
}

TEST_CASE("infinite values do not make the others unknown", "[stats][quantile_sketch]") {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const std::vector<double> values{1, 2, kInfinity, kInfinity};
  CHECK(quantile_of_sorted(values, 1.0 / 3) == Approx(2));
  CHECK(quantile_of_sorted(values, 0.9) == kInfinity);
  CHECK(quantile_of_sorted(values, 1) == kInfinity);
}

TEST_CASE("samples refuse what breaks their promise", "[stats][quantile_sketch]") {
  using acqsim::base::CheckFailed;
  CHECK_THROWS_AS(SystematicSample(0), CheckFailed);
  SystematicSample sample(2);
  CHECK_THROWS_AS(sample.quantile(1.5), CheckFailed);
  CHECK_THROWS_AS(sample.merge(SystematicSample(3)), CheckFailed);
  sample.add(0, 1.0);
  sample.add(0, 1.0);
  CHECK_THROWS_AS(sample.add(0, 1.0), CheckFailed);
}
