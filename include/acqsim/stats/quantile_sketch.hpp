#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace acqsim::stats {

/// A sample of bounded size of a stream whose values carry a number (the replication), from which
/// to read quantiles. It keeps the values whose number is a multiple of a stride, and doubles the
/// stride whenever the kept ones exceed the capacity; replications are independent, so this is as
/// good as a random sample.
///
/// Invariant: kept are exactly the values added so far whose number is a multiple of stride(), and
/// stride() is the least power of two for which they fit. So the state is a function of the set of
/// (number, value) pairs: the same for any order of adding, of merging, and for any number of
/// threads.
class SystematicSample {
 public:
  static constexpr std::size_t kDefaultCapacity = 4096;

  /// Requires: capacity > 0.
  explicit SystematicSample(std::size_t capacity = kDefaultCapacity);

  /// NaN means that this replication had no data: counted in missing(), not kept. Requires: each
  /// number once.
  void add(std::uint64_t index, double value);
  /// Requires: the same capacity, no number in both.
  void merge(const SystematicSample& other);

  /// Linear between the order statistics around position p (n - 1), so 0 is the least and 1 the
  /// greatest kept value; NaN without data. Requires: 0 <= p <= 1. Definition 7 of [hyndman-1996].
  double quantile(double p) const;
  /// The same for several, sorting once.
  std::vector<double> quantiles(std::span<const double> ps) const;
  /// Kept values in ascending order.
  std::vector<double> sorted_values() const;

  std::size_t kept() const { return kept_.size(); }
  std::uint64_t count() const { return count_; }      ///< values seen, without the missing
  std::uint64_t missing() const { return missing_; }  ///< NaN seen
  std::uint64_t stride() const { return std::uint64_t{1} << log2_stride_; }

 private:
  void thin_until_it_fits();

  std::size_t capacity_;
  unsigned log2_stride_ = 0;
  std::uint64_t count_ = 0;
  std::uint64_t missing_ = 0;
  std::vector<std::pair<std::uint64_t, double>> kept_;
};

/// Quantile of ascending values as in SystematicSample::quantile; NaN when there are none.
double quantile_of_sorted(std::span<const double> ascending, double p);

}  // namespace acqsim::stats
