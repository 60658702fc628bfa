#pragma once

#include <acqsim/stats/distribution.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

/// Probabilities of what a test statistic shows or more, if what is tested were true. Near zero it
/// is refuted; near one it fits better than chance allows, which refutes it as well.
namespace acqsim::limits {

/// Chi-squared of counts against expectations, with one less degree of freedom than cells.
inline double chi_squared_p(const std::vector<double>& counts,
                            const std::vector<double>& expected) {
  double sum = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    sum += (counts[i] - expected[i]) * (counts[i] - expected[i]) / expected[i];
  }
  // The law of k degrees of freedom is a gamma of mean k and variance 2 k.
  const double freedom = static_cast<double>(counts.size()) - 1.0;
  return 1.0 - stats::Distribution::gamma(freedom, std::sqrt(2.0 / freedom)).cdf(sum);
}

/// The same where all cells are as likely.
inline double equal_cells_p(const std::vector<double>& counts) {
  double total = 0.0;
  for (const double count : counts) total += count;
  return chi_squared_p(
      counts, std::vector<double>(counts.size(), total / static_cast<double>(counts.size())));
}

/// Upper tail of a standard normal.
inline double normal_p(double z) { return 0.5 * std::erfc(z / std::sqrt(2.0)); }

/// P(K > x) of Kolmogorov's distribution: 2 sum (-1)^(k-1) exp(-2 k^2 x^2), or below one, where
/// that converges slowly, 1 - sqrt(2 pi)/x sum exp(-(2k-1)^2 pi^2 / (8 x^2)).
inline double kolmogorov_tail(double x) {
  constexpr double kPi = 3.14159265358979323846;
  double sum = 0.0;
  if (x < 1.0) {
    for (int k = 1; k < 20; k += 2) sum += std::exp(-k * k * kPi * kPi / (8.0 * x * x));
    return 1.0 - std::sqrt(2.0 * kPi) / x * sum;
  }
  for (int k = 1; k < 20; ++k) sum += (k % 2 == 1 ? 2.0 : -2.0) * std::exp(-2.0 * k * k * x * x);
  return sum;
}

/// Kolmogorov-Smirnov of numbers that should be uniform in [0, 1]. The sample enters with the
/// correction of order 1/sqrt(n), which makes the limit law exact to 1/n.
inline double uniform_ks_p(std::vector<double> sample) {
  std::sort(sample.begin(), sample.end());
  const auto n = static_cast<double>(sample.size());
  double distance = 0.0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const auto rank = static_cast<double>(i);
    distance = std::max({distance, (rank + 1.0) / n - sample[i], sample[i] - rank / n});
  }
  return kolmogorov_tail(distance * std::sqrt(n) + 1.0 / (6.0 * std::sqrt(n)));
}

}  // namespace acqsim::limits
