#include "acqsim/stats/design.hpp"

#include <acqsim/base/check.hpp>

#include <boost/random/sobol.hpp>

#include <algorithm>
#include <limits>
#include <numeric>
#include <random>

namespace acqsim::stats {
namespace {

constexpr int kBits = 32;
constexpr std::size_t kMostFactors = 1000;

/// Whole numbers and reals from the standard's Mersenne Twister, whose bits the standard fixes; its
/// distributions it does not.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : engine_(seed) {}

  double uniform() { return static_cast<double>(engine_() >> 11U) * 0x1p-53; }  ///< in [0, 1)

  std::size_t below(std::size_t n) {
    const std::uint64_t limit = engine_.max() - engine_.max() % n;
    std::uint64_t drawn = engine_();
    while (drawn >= limit) drawn = engine_();
    return static_cast<std::size_t>(drawn % n);
  }

  std::vector<std::size_t> permutation(std::size_t n) {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = n; i > 1; --i) std::swap(order[i - 1], order[below(i)]);
    return order;
  }

 private:
  std::mt19937_64 engine_;
};

/// The finaliser of SplitMix64 [steele-2014].
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31U);
}

/// Whether a digit is turned over depends on the digits before it, and on nothing else.
std::uint32_t scrambled(std::uint32_t digits, std::uint64_t key) {
  std::uint32_t result = 0;
  for (int bit = 0; bit < kBits; ++bit) {
    const auto place = static_cast<unsigned>(kBits - 1 - bit);
    // The digits before this one, led by a one so that prefixes of unlike length differ.
    const std::uint64_t prefix = ((std::uint64_t{1} << kBits) | digits) >> (place + 1U);
    const auto flip = static_cast<std::uint32_t>(mixed(key ^ mixed(prefix)) >> 63U);
    result |= (((digits >> place) & 1U) ^ flip) << place;
  }
  return result;
}

std::vector<std::vector<std::uint32_t>> sobol_digits(std::size_t count, std::size_t factors,
                                                     std::size_t skip) {
  ACQSIM_CHECK(factors > 0 && factors <= kMostFactors,
               "a Sobol sequence has between 1 and 1000 factors");
  ACQSIM_CHECK(count <= (std::uint64_t{1} << kBits) && skip <= (std::uint64_t{1} << kBits) - count,
               "a Sobol sequence has at most 2^32 points");
  using Engine = boost::random::sobol_engine<std::uint32_t, kBits>;
  Engine engine(factors);
  // The engine leaves out the origin, the first point of the sequence.
  if (skip > 1) engine.discard((skip - 1) * factors);
  std::vector<std::vector<std::uint32_t>> rows(count, std::vector<std::uint32_t>(factors, 0));
  for (std::size_t i = skip == 0 ? 1 : 0; i < count; ++i) {
    for (std::uint32_t& digits : rows[i]) digits = engine();
  }
  return rows;
}

}  // namespace

Points latin_hypercube(std::size_t count, std::size_t factors, std::uint64_t seed) {
  ACQSIM_CHECK(factors > 0, "a design without factors");
  Draws draws(seed);
  Points points(count, std::vector<double>(factors));
  for (std::size_t factor = 0; factor < factors; ++factor) {
    const std::vector<std::size_t> order = draws.permutation(count);
    for (std::size_t i = 0; i < count; ++i) {
      points[i][factor] =
          (static_cast<double>(order[i]) + draws.uniform()) / static_cast<double>(count);
    }
  }
  return points;
}

Points sobol_owen(std::size_t count, std::size_t factors, std::uint64_t seed) {
  const auto digits = sobol_digits(count, factors, 0);
  Points points(count, std::vector<double>(factors));
  for (std::size_t factor = 0; factor < factors; ++factor) {
    const std::uint64_t key = mixed(mixed(seed) + 0x9e3779b97f4a7c15ULL * (factor + 1));
    for (std::size_t i = 0; i < count; ++i) {
      // The digits below the last are uniform under the full scrambling: their mean, a half, will
      // do.
      points[i][factor] = (static_cast<double>(scrambled(digits[i][factor], key)) + 0.5) * 0x1p-32;
    }
  }
  return points;
}

Points sobol(std::size_t count, std::size_t factors, std::size_t skip) {
  const auto digits = sobol_digits(count, factors, skip);
  Points points(count, std::vector<double>(factors));
  for (std::size_t i = 0; i < count; ++i) {
    std::transform(digits[i].begin(), digits[i].end(), points[i].begin(),
                   [](std::uint32_t value) { return static_cast<double>(value) * 0x1p-32; });
  }
  return points;
}

Points morris_trajectories(std::size_t trajectories, std::size_t factors, std::size_t levels,
                           std::uint64_t seed) {
  ACQSIM_CHECK(factors > 0, "a design without factors");
  ACQSIM_CHECK(levels >= 2 && levels % 2 == 0, "Morris' grid has an even number of levels");
  Draws draws(seed);
  const std::size_t jump = levels / 2;
  const auto place = [levels](std::size_t level) {
    return static_cast<double>(level) / static_cast<double>(levels - 1);
  };
  Points points;
  points.reserve(trajectories * (factors + 1));
  for (std::size_t path = 0; path < trajectories; ++path) {
    std::vector<std::size_t> at(factors);
    // Every level is as likely as any other: from the lower half the factor moves up, else down.
    for (std::size_t& level : at) level = draws.below(levels);
    const std::vector<std::size_t> order = draws.permutation(factors);
    std::vector<double> row(factors);
    std::transform(at.begin(), at.end(), row.begin(), place);
    points.push_back(row);
    for (const std::size_t factor : order) {
      at[factor] = at[factor] < jump ? at[factor] + jump : at[factor] - jump;
      row[factor] = place(at[factor]);
      points.push_back(row);
    }
  }
  return points;
}

Points saltelli_rows(const Points& base) {
  Points rows;
  for (const std::vector<double>& both : base) {
    ACQSIM_CHECK(!both.empty() && both.size() % 2 == 0, "a base point holds two points");
    const auto factors = static_cast<std::ptrdiff_t>(both.size() / 2);
    const std::vector<double> a(both.begin(), both.begin() + factors);
    const std::vector<double> b(both.begin() + factors, both.end());
    rows.push_back(a);
    for (std::size_t i = 0; i < a.size(); ++i) {
      rows.push_back(a);
      rows.back()[i] = b[i];
    }
    rows.push_back(b);
  }
  return rows;
}

}  // namespace acqsim::stats
