#pragma once

#include <acqsim/stats/distribution.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace acqsim::stats {

using ShapePtr = std::shared_ptr<const Distribution::Shape>;

/// What every kind of distribution answers. Arguments were checked by Distribution.
///
/// Invariant: quantile(u) is the least x with cdf(x) >= u, also where there are atoms.
class Distribution::Shape {
 public:
  Shape() = default;
  Shape(const Shape&) = delete;
  Shape& operator=(const Shape&) = delete;
  virtual ~Shape() = default;

  virtual double quantile(double u) const = 0;
  virtual Distribution::Bounds quantile_bounds(double u) const {
    const double exact = quantile(u);
    return {exact, exact};
  }
  virtual double cdf(double x) const = 0;
  /// P(X < x): differs from the cdf only where there are atoms.
  virtual double below(double x) const { return cdf(x); }
  virtual double mean() const = 0;
  virtual std::string describe() const = 0;
  virtual bool is_fixed() const { return false; }

  /// E[X | low <= X <= high]. By default the integral of the quantile over the probabilities of
  /// that interval, by double-exponential quadrature (relative error below 1e-6 unless the tail is
  /// extremely heavy).
  virtual double mean_within(double low, double high) const;

  /// The shape given that low <= X <= high, which has positive probability; `self` is this shape.
  /// Atoms are filtered, so that only shapes without atoms are truncated by inverting their cdf.
  virtual ShapePtr within(const ShapePtr& self, double low, double high) const;
  /// The shape of factor * X; `self` is this shape.
  virtual ShapePtr times(const ShapePtr& self, double factor) const;

  double probability(double low, double high) const { return cdf(high) - below(low); }
};

ShapePtr make_fixed(double value);
ShapePtr make_lognormal(double median, double p90);
ShapePtr make_uniform(double low, double high);
ShapePtr make_triangular(double low, double mode, double high);
ShapePtr make_pert(double low, double mode, double high);
ShapePtr make_exponential(double mean);
ShapePtr make_gamma(double mean, double cv);
ShapePtr make_weibull(double scale, double shape);
/// Atoms. `name` is how they are described. Requires: a positive total weight.
ShapePtr make_steps(std::string name, std::vector<std::pair<double, double>> value_and_weight);
ShapePtr make_zero_mass(double mass, ShapePtr rest);

}  // namespace acqsim::stats
