#include "limits/p_values.hpp"
#include "support/distributions.hpp"

#include <acqsim/des/random.hpp>
#include <acqsim/stats/distribution.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <vector>

namespace acqsim::limits {
namespace {

using des::RandomStream;
using des::StreamKey;
using stats::Distribution;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Refused below (or too good above one less this). About a hundred p-values: one is outside by
/// chance with probability 2e-3, and the seeds are fixed.
constexpr double kRefused = 1e-5;

struct Sampler {
  std::string name;
  std::function<double(RandomStream&)> draw;
  std::function<double(double)> cdf;
};

/// A sampler of RandomStream is one line here.
const std::vector<Sampler>& stream_samplers() {
  static const std::vector<Sampler> all{
      {"uniform", [](RandomStream& s) { return s.uniform(); }, [](double x) { return x; }},
      {"exponential", [](RandomStream& s) { return s.exponential(); },
       [](double x) { return -std::expm1(-x); }},
      {"gumbel", [](RandomStream& s) { return s.gumbel(); },
       [](double x) { return std::exp(-std::exp(-x)); }},
  };
  return all;
}

/// What should be uniform if the sample has this cdf.
std::vector<double> transformed(const Sampler& sampler, std::uint64_t seed, int n) {
  RandomStream stream(StreamKey{.seed = seed});
  std::vector<double> values;
  for (int i = 0; i < n; ++i) values.push_back(sampler.cdf(sampler.draw(stream)));
  return values;
}

/// Counts in a thousand cells of equal probability: sees a wrong patch that moves no distance.
double cells_p(const std::vector<double>& uniforms) {
  std::vector<double> counts(1000);
  for (const double u : uniforms) {
    counts[std::min<std::size_t>(999, static_cast<std::size_t>(1000.0 * u))] += 1.0;
  }
  return equal_cells_p(counts);
}

/// How many lie in the outermost ten-thousandth on either side: binomial, by its normal limit.
double tail_p(const std::vector<double>& uniforms, bool upper) {
  constexpr double kShare = 1e-4;
  double count = 0.0;
  for (const double u : uniforms) count += (upper ? 1.0 - u : u) < kShare ? 1.0 : 0.0;
  const double mean = kShare * static_cast<double>(uniforms.size());
  return normal_p((count - mean) / std::sqrt(mean * (1.0 - kShare)));
}

TEST_CASE("the samplers of a random stream have their distributions", "[limits][samplers]") {
  for (const Sampler& sampler : stream_samplers()) {
    const auto uniforms = transformed(sampler, 101, 2'000'000);
    for (const double p : {uniform_ks_p(uniforms), cells_p(uniforms), tail_p(uniforms, false),
                           tail_p(uniforms, true)}) {
      CAPTURE(sampler.name, p);
      CHECK(p > kRefused);
      CHECK(p < 1.0 - kRefused);
    }
  }
}

TEST_CASE("the same checks refuse samplers that are slightly wrong", "[limits][samplers]") {
  // A mean that is one per cent too large: sqrt(n) times the distance 0.01/e is 5.2.
  const auto cdf = [](double x) { return -std::expm1(-x); };
  const Sampler longer{"longer", [](RandomStream& s) { return 1.01 * s.exponential(); }, cdf};
  CHECK(uniform_ks_p(transformed(longer, 102, 2'000'000)) < kRefused);
  // A tail cut off at 8.5, where two in ten thousand are: no distance, but no outermost ones.
  const Sampler cut{"cut", [](RandomStream& s) { return std::min(8.5, s.exponential()); }, cdf};
  const auto cut_off = transformed(cut, 103, 2'000'000);
  CHECK(uniform_ks_p(cut_off) > kRefused);
  CHECK(tail_p(cut_off, true) > 1.0 - kRefused);
  // A patch of one per mille whose values lie beside it, as of one wrong layer.
  const Sampler patch{"patch",
                      [](RandomStream& s) {
                        const double x = s.exponential();
                        return x > 2.0 && x < 2.01 ? x + 0.01 : x;
                      },
                      cdf};
  CHECK(cells_p(transformed(patch, 104, 2'000'000)) < kRefused);
  // The table of Kolmogorov's distribution, and chi-squared of one degree: a normal's square.
  CHECK(kolmogorov_tail(1.3581) == Approx(0.05).epsilon(1e-3));
  CHECK(chi_squared_p({65.0, 35.0}, {50.0, 50.0}) == Approx(std::erfc(3.0 / std::sqrt(2.0))));
  CHECK(kolmogorov_tail(0.8276) == Approx(0.5).epsilon(1e-3));
}

std::vector<double> sample(const Distribution& distribution, std::uint64_t seed, int n) {
  RandomStream stream(StreamKey{.seed = seed});
  std::vector<double> values;
  for (int i = 0; i < n; ++i) values.push_back(distribution.quantile(stream.uniform()));
  return values;
}

/// Uniform if the values have this distribution: F(x) where it is continuous; in an atom a random
/// place within the jump of F.
std::vector<double> transformed(const Distribution& distribution,
                                const std::vector<double>& values) {
  RandomStream within(StreamKey{.seed = 7});
  std::vector<double> uniforms;
  for (const double x : values) {
    const double below = distribution.cdf(std::nextafter(x, -kInfinity));
    uniforms.push_back(below + within.uniform() * (distribution.cdf(x) - below));
  }
  return uniforms;
}

TEST_CASE("every shape of distribution is sampled as its cdf says", "[limits][samplers]") {
  std::uint64_t seed = 200;
  for (const Distribution& distribution : test::all_ones()) {
    const auto uniforms = transformed(distribution, sample(distribution, seed++, 200'000));
    for (const double p : {uniform_ks_p(uniforms), cells_p(uniforms)}) {
      CAPTURE(distribution.describe(), p);
      CHECK(p > kRefused);
      CHECK(p < 1.0 - kRefused);
    }
  }
  // Three per cent off are refused.
  const auto days = Distribution::gamma(120, 0.4);
  CHECK(uniform_ks_p(transformed(days, sample(days.scaled(1.03), seed, 200'000))) < kRefused);
}

TEST_CASE("discrete values come in their proportions", "[limits][samplers]") {
  struct Case {
    Distribution distribution;
    std::map<double, double> shares;
  };
  const std::vector<Case> cases{
      {Distribution::discrete({{1, 0.5}, {4, 1.5}, {2, 2}}),
       {{1, 1. / 8}, {2, 1. / 2}, {4, 3. / 8}}},
      {Distribution::empirical({5, 1, 1, 9, -2}), {{-2, .2}, {1, .4}, {5, .2}, {9, .2}}},
      {Distribution::discrete({{1, 1}, {2, 2}, {7, 3}, {9, 4}}).truncated(2, 8),
       {{2, .4}, {7, .6}}},
      {Distribution::discrete({{-1, 1}, {1, 1}}).with_zero_mass(0.5),
       {{-1, .25}, {0, .5}, {1, .25}}}};
  constexpr int n = 1'000'000;
  std::uint64_t seed = 300;
  for (const Case& one : cases) {
    std::map<double, double> found;
    for (const double x : sample(one.distribution, seed++, n)) found[x] += 1.0;
    REQUIRE(found.size() == one.shares.size());
    std::vector<double> counts;
    std::vector<double> expected;
    for (const auto& [value, share] : one.shares) {
      REQUIRE(found.contains(value));
      counts.push_back(found[value]);
      expected.push_back(share * n);
    }
    CAPTURE(one.distribution.describe());
    CHECK(chi_squared_p(counts, expected) > kRefused);
    // The same counts against shares that are off by half a per cent of all.
    expected.front() += 0.005 * n;
    expected.back() -= 0.005 * n;
    CHECK(chi_squared_p(counts, expected) < kRefused);
  }
}

TEST_CASE("whole numbers below a bound are all as likely", "[limits][samplers]") {
  for (const std::uint64_t bound : {2U, 3U, 7U, 100U, 1000U}) {
    RandomStream stream(StreamKey{.seed = 400 + bound});
    std::vector<double> counts(static_cast<std::size_t>(bound));
    for (int i = 0; i < 1'000'000; ++i)
      counts[static_cast<std::size_t>(stream.below(bound))] += 1.0;
    CAPTURE(bound);
    CHECK(equal_cells_p(counts) > kRefused);
    CHECK(equal_cells_p(counts) < 1.0 - kRefused);
  }
}

}  // namespace
}  // namespace acqsim::limits
