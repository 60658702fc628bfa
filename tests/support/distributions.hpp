#pragma once

#include <acqsim/stats/distribution.hpp>

#include <limits>
#include <vector>

/// Distributions of every shape, plain, truncated, scaled and with atoms, for tests of them all.
namespace acqsim::test {

using stats::Distribution;

inline std::vector<Distribution> continuous_ones() {
  return {Distribution::lognormal(210, 520),
          Distribution::lognormal(0.001, 3),
          Distribution::uniform(-2, 5),
          Distribution::triangular(0, 10, 100),
          Distribution::triangular(3, 3, 9),
          Distribution::triangular(3, 9, 9),
          Distribution::pert(30, 90, 400),
          Distribution::exponential(45),
          Distribution::gamma(120, 0.4),
          Distribution::gamma(120, 2.5),
          Distribution::weibull(50, 0.7),
          Distribution::weibull(50, 3),
          Distribution::lognormal(210, 520).truncated(100, 900),
          Distribution::exponential(45).truncated(30, std::numeric_limits<double>::infinity()),
          Distribution::pert(30, 90, 400).scaled(2.5),
          Distribution::gamma(120, 0.4).scaled(0.5).truncated(20, 90),
          Distribution::lognormal(210, 520).truncated(100, 900).truncated(50, 300)};
}

inline std::vector<Distribution> ones_with_atoms() {
  return {Distribution::fixed(3),
          Distribution::discrete({{1, 0.5}, {4, 1.5}, {2, 2}}),
          Distribution::empirical({5, 1, 1, 9, -2}),
          Distribution::lognormal(210, 520).with_zero_mass(0.5),
          Distribution::uniform(-2, 6).with_zero_mass(0.25),
          Distribution::discrete({{-1, 1}, {1, 1}}).with_zero_mass(0.5),
          Distribution::uniform(-2, 6).with_zero_mass(0.25).truncated(-1, 2),
          Distribution::lognormal(210, 520).with_zero_mass(0.5).scaled(3),
          Distribution::exponential(9).with_zero_mass(0.3).with_zero_mass(0.3),
          Distribution::discrete({{1, 1}, {2, 2}, {7, 3}, {9, 4}}).truncated(2, 8),
          Distribution::lognormal(210, 520).with_zero_mass(0.5).truncated(-1, 300)};
}

inline std::vector<Distribution> all_ones() {
  auto all = continuous_ones();
  for (const auto& one : ones_with_atoms()) all.push_back(one);
  return all;
}

}  // namespace acqsim::test
