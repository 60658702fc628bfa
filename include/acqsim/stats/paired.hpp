#pragma once

#include <acqsim/stats/estimate.hpp>

#include <cstdint>
#include <span>
#include <vector>

/// Two answers to each of many independent trials: what differs, and how surely.
namespace acqsim::stats {

/// Yes-or-no answers in pairs.
struct PairedCounts {
  std::uint64_t both = 0;         ///< yes and yes
  std::uint64_t only_first = 0;   ///< yes and no
  std::uint64_t only_second = 0;  ///< no and yes
  std::uint64_t neither = 0;

  void add(bool first, bool second);
  std::uint64_t pairs() const { return both + only_first + only_second + neither; }
  double first() const;       ///< frequency of yes; NaN without pairs
  double second() const;      ///< likewise
  double difference() const;  ///< second less first; NaN without pairs
};

/// Two-sided p value of equal probabilities, exact given the pairs that disagree: these fall either
/// way like a fair coin, p = min(1, 2 P(Bin(b + c, 1/2) <= min(b, c))). One without such pairs.
/// Source: [mcnemar-1947], exact.
double mcnemar_exact(const PairedCounts& counts);

/// Interval for the second probability less the first, by inverting the score test: the values d
/// at which |c - b - n d| <= z sqrt(n (2 q + d (1 - d))), q being the probability of "only first"
/// that is likeliest given d. Like Wilson's interval good near no difference, where the textbook
/// interval collapses: without disagreement it is z^2 / (n + z^2) to either side. [-1, 1] without
/// pairs. Requires: 0 < confidence < 1. Source: [tango-1998].
Interval paired_difference(const PairedCounts& counts, double confidence);

/// Numbers in pairs: moments of both, of their difference and how they move together, in one pass.
class PairedMoments {
 public:
  void add(double first, double second);  ///< Requires: finite

  std::uint64_t count() const { return difference_.count(); }
  const Moments& first() const { return first_; }
  const Moments& second() const { return second_; }
  const Moments& difference() const { return difference_; }  ///< second less first
  double skewness() const;     ///< of the differences, m3 / m2^(3/2); 0 when they are all the same
  double correlation() const;  ///< Pearson's; NaN below two pairs or where one side is constant
  /// How many times as many trials two independent samples would need for as narrow an interval of
  /// the difference: (Var first + Var second) / Var difference. One when pairing does nothing, less
  /// when it harms, infinite when differences do not vary; NaN when nothing varies.
  double worth() const;

 private:
  Moments first_;
  Moments second_;
  Moments difference_;
  double products_ = 0.0;  ///< sum of products of deviations of both sides
  double cubes_ = 0.0;     ///< sum of cubed deviations of the difference
};

/// What is known of a mean difference.
struct MeanDifference {
  Interval interval;
  double p = 1.0;  ///< two-sided, of no difference
};

/// The paired t test, corrected for skewness: T = mean / std_error is first transformed to
/// g(T) = T + a T^2/3 + a^2 T^3/27 + a/6 with a = skewness / sqrt(n), which is closer to Student's
/// t when differences are lopsided (most of them zero, say) and is T itself when they are not.
/// Below 30 pairs, where the skewness is hardly known, the plain test stands beside it and the more
/// doubtful of both counts: the greater p, the hull of the intervals. A constant difference shows
/// no spread to be compared with: what is left is the sign test, p = 2^(1 - n), and the interval is
/// that difference once p allows it, unbounded before; a constant zero is no difference, p = 1.
/// Unbounded and p = 1 below two pairs. Requires: 0 < confidence < 1. Sources: [student-1908],
/// [hall-1992].
MeanDifference mean_difference(const PairedMoments& pairs, double confidence);

/// p values corrected for being one of many: the chance that any true hypothesis of all is refused
/// stays below the level. The k-th smallest of m becomes the greatest of (m - j + 1) p_(j), j <= k,
/// at most one. NaN is no hypothesis: it stays and does not count. Source: [holm-1979].
std::vector<double> holm(std::span<const double> p_values);

}  // namespace acqsim::stats
