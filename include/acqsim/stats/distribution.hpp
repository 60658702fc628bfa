#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace acqsim::stats {

/// A probability distribution given the way analysts know it, sampled by its inverse cdf: one
/// uniform number in, one value out, so that a draw takes one step of its stream and is the same
/// with every library. Immutable and cheap to copy. Units are the caller's (days, dollars, plain).
class Distribution {
 public:
  Distribution();  ///< fixed at zero
  static Distribution fixed(double value);
  /// Requires: 0 < median < p90.
  static Distribution lognormal(double median, double p90);
  static Distribution uniform(double low, double high);
  static Distribution triangular(double low, double mode, double high);
  static Distribution pert(double low, double mode, double high);
  static Distribution exponential(double mean);
  /// Requires: mean > 0, cv > 0 (cv: standard deviation over mean).
  static Distribution gamma(double mean, double cv);
  static Distribution weibull(double scale, double shape);
  /// Values with weights, which need not sum to one.
  static Distribution discrete(std::vector<std::pair<double, double>> value_and_weight);
  /// Each value equally likely; quantiles step, as the data did.
  static Distribution empirical(std::vector<double> values);

  /// The same with probability `mass` at zero and this distribution otherwise.
  Distribution with_zero_mass(double mass) const;
  /// The same given that it falls in [low, high]. Requires: positive probability there.
  Distribution truncated(double low, double high) const;
  /// Values times a positive factor.
  Distribution scaled(double factor) const;

  /// The least x with cdf(x) >= u. Requires: 0 < u < 1.
  double quantile(double u) const;
  /// Between which quantile(u) lies. The quantile itself, twice, where it costs little; elsewhere
  /// (pert) from a table, for who compares more often than needs the number.
  struct Bounds {
    double low;
    double high;
  };
  Bounds quantile_bounds(double u) const;
  double cdf(double x) const;  ///< P(X <= x)
  /// Exact, except for what is truncated and not lognormal: by quadrature, relative error below
  /// 1e-6.
  double mean() const;
  double median() const { return quantile(0.5); }
  bool is_fixed() const;
  std::string describe() const;  ///< "lognormal(median 210, p90 520), 50% at 0"

  /// What one kind of distribution answers; derived from only inside this layer.
  class Shape;

 private:
  explicit Distribution(std::shared_ptr<const Shape> shape);
  std::shared_ptr<const Shape> shape_;
};

}  // namespace acqsim::stats
