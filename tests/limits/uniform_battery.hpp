#pragma once

#include "limits/p_values.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

/// Tests of a sequence of 64-bit words that should be independent and uniform; after [knuth-1997]
/// 3.3.2 (frequency, serial, gap) and [marsaglia-1985] (birthday spacings). Each gives a p-value.
namespace acqsim::limits {

using Words = std::vector<std::uint64_t>;
struct TestResult {
  std::string name;
  double p;
};

inline double unit(std::uint64_t word) { return static_cast<double>(word >> 11U) * 0x1p-53; }

/// Frequencies of the values of one byte.
inline double byte_p(const Words& words, unsigned shift) {
  std::vector<double> counts(256);
  for (const std::uint64_t word : words) counts[(word >> shift) & 0xFFU] += 1.0;
  return equal_cells_p(counts);
}

/// Frequencies of pairs of six bits of successive words, without overlap.
inline double pairs_p(const Words& words, unsigned shift) {
  std::vector<double> counts(4096);
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
    const std::uint64_t pair =
        (((words[i] >> shift) & 0x3FU) << 6U) | ((words[i + 1] >> shift) & 0x3FU);
    counts[static_cast<std::size_t>(pair)] += 1.0;
  }
  return equal_cells_p(counts);
}

/// Mean product of centred numbers `lag` apart: standard deviation (1/12) / sqrt(n).
inline double correlation_p(const Words& words, std::size_t lag) {
  double sum = 0.0;
  const std::size_t n = words.size() - lag;
  for (std::size_t i = 0; i < n; ++i) sum += (unit(words[i]) - 0.5) * (unit(words[i + lag]) - 0.5);
  return normal_p(12.0 * sum / std::sqrt(static_cast<double>(n)));
}

/// Lengths of the gaps between numbers below one eighth: geometric.
inline double gaps_p(const Words& words) {
  constexpr std::size_t kCells = 48;  // the last: so long or longer
  std::vector<double> counts(kCells);
  std::size_t gap = 0;
  double total = 0.0;
  for (const std::uint64_t word : words) {
    if (word >> 61U != 0) {
      ++gap;
      continue;
    }
    counts[std::min(gap, kCells - 1)] += 1.0;
    total += 1.0;
    gap = 0;
  }
  std::vector<double> expected(kCells);
  double left = 1.0;
  for (std::size_t i = 0; i + 1 < kCells; ++i) {
    expected[i] = total * left / 8.0;
    left *= 7.0 / 8.0;
  }
  expected[kCells - 1] = total * left;
  return total == 0.0 ? 0.0 : chi_squared_p(counts, expected);
}

/// Numbers of ones in successive words, in five classes each: dependence that values do not show.
inline double weights_p(const Words& words) {
  constexpr std::array<int, 4> kUpTo{28, 31, 32, 35};
  const auto class_of = [&kUpTo](int ones) {
    std::size_t index = 0;
    while (index < kUpTo.size() && ones > kUpTo.at(index)) ++index;
    return index;
  };
  std::array<double, 5> share{};
  for (int ones = 0; ones <= 64; ++ones) {
    share.at(class_of(ones)) += std::exp(std::lgamma(65.0) - std::lgamma(ones + 1.0) -
                                         std::lgamma(65.0 - ones) - 64.0 * std::log(2.0));
  }
  std::vector<double> counts(25);
  std::vector<double> expected(25);
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
    counts[5 * class_of(std::popcount(words[i])) + class_of(std::popcount(words[i + 1]))] += 1.0;
  }
  const auto pairs = static_cast<double>(words.size() / 2);
  for (std::size_t i = 0; i < 25; ++i) expected[i] = pairs * share.at(i / 5) * share.at(i % 5);
  return chi_squared_p(counts, expected);
}

/// Birthday spacings: 4,096 days of 2^32, sorted; equal spacings are Poisson with mean
/// 4096^3 / (4 * 2^32) = 4. Over all groups the sum is compared with its normal limit.
inline double birthdays_p(const Words& words, unsigned shift) {
  constexpr std::size_t kDays = 4096;
  const std::size_t groups = words.size() / kDays;
  std::vector<std::uint64_t> days(kDays);
  double equal = 0.0;
  for (std::size_t group = 0; group < groups; ++group) {
    for (std::size_t i = 0; i < kDays; ++i) {
      days[i] = (words[group * kDays + i] >> shift) & 0xFFFF'FFFFU;
    }
    std::sort(days.begin(), days.end());
    for (std::size_t i = kDays - 1; i > 0; --i) days[i] -= days[i - 1];
    std::sort(days.begin(), days.end());
    for (std::size_t i = 1; i < kDays; ++i) equal += days[i] == days[i - 1] ? 1.0 : 0.0;
  }
  const double mean = 4.0 * static_cast<double>(groups);
  return normal_p((equal - mean) / std::sqrt(mean));
}

inline std::vector<TestResult> run_battery(const Words& words) {
  std::vector<TestResult> results;
  for (unsigned shift = 0; shift < 64; shift += 8) {
    results.push_back({"byte " + std::to_string(shift / 8), byte_p(words, shift)});
  }
  for (const unsigned shift : {0U, 26U, 58U}) {
    results.push_back({"pairs of bits from " + std::to_string(shift), pairs_p(words, shift)});
  }
  for (const std::size_t lag : {1U, 2U, 3U, 4U, 8U, 16U}) {
    results.push_back({"correlation at lag " + std::to_string(lag), correlation_p(words, lag)});
  }
  results.push_back({"gaps", gaps_p(words)});
  results.push_back({"numbers of ones", weights_p(words)});
  for (const unsigned shift : {0U, 16U, 32U}) {
    results.push_back(
        {"birthdays in bits from " + std::to_string(shift), birthdays_p(words, shift)});
  }
  return results;
}

}  // namespace acqsim::limits
