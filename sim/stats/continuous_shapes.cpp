#include "stats/shape.hpp"

#include <acqsim/stats/normal.hpp>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace acqsim::stats {
namespace {

/// In double, not long double: as precise as needed here, and three times as fast.
using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

class Lognormal : public Distribution::Shape {
 public:
  Lognormal(double median, double p90)
      : median_(median), p90_(p90), sigma_(std::log(p90 / median) / normal_quantile(0.9)) {}

  double quantile(double u) const override {
    if (u == 0.5) return median_;  // who expects asks for it again and again
    return median_ * std::exp(sigma_ * normal_quantile(u));
  }
  double cdf(double x) const override { return x <= 0.0 ? 0.0 : normal_cdf(standardized(x)); }
  double mean() const override { return median_ * std::exp(0.5 * sigma_ * sigma_); }
  /// The lognormal weighted by its values is the lognormal shifted by sigma on the log scale.
  double mean_within(double low, double high) const override {
    const double from = low <= 0.0 ? 0.0 : normal_cdf(standardized(low) - sigma_);
    const double to = normal_cdf(standardized(high) - sigma_);
    return mean() * (to - from) / probability(low, high);
  }
  std::string describe() const override {
    return fmt::format("lognormal(median {}, p90 {})", median_, p90_);
  }

 private:
  double standardized(double x) const { return std::log(x / median_) / sigma_; }

  double median_;
  double p90_;
  double sigma_;  ///< of the logarithm
};

class Uniform : public Distribution::Shape {
 public:
  Uniform(double low, double high) : low_(low), high_(high) {}
  double quantile(double u) const override { return low_ + u * (high_ - low_); }
  double cdf(double x) const override { return std::clamp((x - low_) / (high_ - low_), 0.0, 1.0); }
  double mean() const override { return 0.5 * (low_ + high_); }
  std::string describe() const override { return fmt::format("uniform({}, {})", low_, high_); }

 private:
  double low_;
  double high_;
};

class Triangular : public Distribution::Shape {
 public:
  Triangular(double low, double mode, double high) : low_(low), mode_(mode), high_(high) {}

  double quantile(double u) const override {
    const double width = high_ - low_;
    if (u * width <= mode_ - low_) return low_ + std::sqrt(u * width * (mode_ - low_));
    return high_ - std::sqrt((1.0 - u) * width * (high_ - mode_));
  }
  double cdf(double x) const override {
    const double width = high_ - low_;
    if (x <= low_) return 0.0;
    if (x >= high_) return 1.0;
    if (x <= mode_) return (x - low_) * (x - low_) / (width * (mode_ - low_));
    return 1.0 - (high_ - x) * (high_ - x) / (width * (high_ - mode_));
  }
  double mean() const override { return (low_ + mode_ + high_) / 3.0; }
  std::string describe() const override {
    return fmt::format("triangular({}, {}, {})", low_, mode_, high_);
  }

 private:
  double low_;
  double mode_;
  double high_;
};

/// A beta distribution on [low, high] whose parameters sum to 6, so that its mean is (low + 4 mode
/// + high) / 6.
class Pert : public Distribution::Shape {
 public:
  Pert(double low, double mode, double high)
      : low_(low),
        mode_(mode),
        high_(high),
        alpha_(1.0 + 4.0 * (mode - low) / (high - low)),
        beta_(1.0 + 4.0 * (high - mode) / (high - low)) {
    knots_.back().part = 1.0;
    for (std::size_t i = 1; i < kCells; ++i) {
      Knot& knot = knots_[i];
      knot.part = invert(static_cast<double>(i) / kDensity);
      knot.slope = 1.0 / (kDensity * density(knot.part));
    }
  }

  double quantile(double u) const override { return at(part(u)); }
  /// The quantiles on either side in a table, and a little more, far above the inversion's error:
  /// inverting takes thousands of instructions.
  Distribution::Bounds quantile_bounds(double u) const override {
    const double slack = 1e-9 * (high_ - low_);
    const auto cell = static_cast<std::size_t>(u * kDensity);
    return {at(knots_[cell].part) - slack, at(knots_[cell + 1].part) + slack};
  }
  double cdf(double x) const override {
    const double part = std::clamp((x - low_) / (high_ - low_), 0.0, 1.0);
    return boost::math::ibeta(alpha_, beta_, part, Policy());
  }
  double mean() const override { return (low_ + 4.0 * mode_ + high_) / 6.0; }
  std::string describe() const override {
    return fmt::format("pert({}, {}, {})", low_, mode_, high_);
  }

 private:
  static constexpr std::size_t kCells = 128;
  static constexpr double kDensity = static_cast<double>(kCells);
  struct Knot {
    double part = 0.0;   ///< of the way from low to high: the quantile at i / kCells
    double slope = 0.0;  ///< by how much it grows per cell there; not known at the ends
  };

  double at(double part) const { return low_ + (high_ - low_) * part; }
  double density(double part) const {
    return boost::math::ibeta_derivative(alpha_, beta_, part, Policy());
  }
  double invert(double u) const { return boost::math::ibeta_inv(alpha_, beta_, u, Policy()); }

  /// The quantile as a part of the way, from the cubic through the knots on either side (Hermite's)
  /// by Halley's steps, whose error is of the order of the step's cube: mostly one, for less
  /// than half of the work of a full inversion.
  double part(double u) const {
    const auto cell = static_cast<std::size_t>(u * kDensity);
    if (cell == 0 || cell + 1 >= kCells) return invert(u);
    const Knot& left = knots_[cell];
    const Knot& right = knots_[cell + 1];
    const double t = u * kDensity - static_cast<double>(cell);
    const double s = 1.0 - t;
    double x = s * s * ((1.0 + 2.0 * t) * left.part + t * left.slope) +
               t * t * ((1.0 + 2.0 * s) * right.part - s * right.slope);
    constexpr int kMostSteps = 8;
    constexpr double kSmall = 1e-5;  // its cube is below the precision of a double
    for (int steps = 0; steps < kMostSteps; ++steps) {
      const double newton = (boost::math::ibeta(alpha_, beta_, x, Policy()) - u) / density(x);
      const double bend = (alpha_ - 1.0) / x - (beta_ - 1.0) / (1.0 - x);
      const double step = newton / (1.0 - 0.5 * newton * bend);
      x -= step;
      if (!(x > 0.0 && x < 1.0)) break;
      if (std::abs(step) < kSmall * std::min(x, 1.0 - x)) return x;
    }
    return invert(u);
  }

  double low_;
  double mode_;
  double high_;
  double alpha_;
  double beta_;
  std::array<Knot, kCells + 1> knots_{};
};

class Exponential : public Distribution::Shape {
 public:
  explicit Exponential(double mean) : mean_(mean) {}
  double quantile(double u) const override { return -mean_ * std::log1p(-u); }
  double cdf(double x) const override { return x <= 0.0 ? 0.0 : -std::expm1(-x / mean_); }
  double mean() const override { return mean_; }
  std::string describe() const override { return fmt::format("exponential(mean {})", mean_); }

 private:
  double mean_;
};

class Gamma : public Distribution::Shape {
 public:
  Gamma(double mean, double cv) : mean_(mean), cv_(cv), shape_(1.0 / (cv * cv)) {}
  double quantile(double u) const override {
    return mean_ / shape_ * boost::math::gamma_p_inv(shape_, u, Policy());
  }
  double cdf(double x) const override {
    if (x <= 0.0) return 0.0;
    if (std::isinf(x)) return 1.0;
    return boost::math::gamma_p(shape_, x * shape_ / mean_, Policy());
  }
  double mean() const override { return mean_; }
  std::string describe() const override { return fmt::format("gamma(mean {}, cv {})", mean_, cv_); }

 private:
  double mean_;
  double cv_;     ///< standard deviation over mean
  double shape_;  ///< 1 / cv^2
};

class Weibull : public Distribution::Shape {
 public:
  Weibull(double scale, double shape) : scale_(scale), shape_(shape) {}
  double quantile(double u) const override {
    return scale_ * std::pow(-std::log1p(-u), 1.0 / shape_);
  }
  double cdf(double x) const override {
    return x <= 0.0 ? 0.0 : -std::expm1(-std::pow(x / scale_, shape_));
  }
  double mean() const override { return scale_ * std::tgamma(1.0 + 1.0 / shape_); }
  std::string describe() const override {
    return fmt::format("weibull(scale {}, shape {})", scale_, shape_);
  }

 private:
  double scale_;
  double shape_;
};

}  // namespace

ShapePtr make_lognormal(double median, double p90) {
  return std::make_shared<Lognormal>(median, p90);
}
ShapePtr make_uniform(double low, double high) { return std::make_shared<Uniform>(low, high); }
ShapePtr make_triangular(double low, double mode, double high) {
  return std::make_shared<Triangular>(low, mode, high);
}
ShapePtr make_pert(double low, double mode, double high) {
  return std::make_shared<Pert>(low, mode, high);
}
ShapePtr make_exponential(double mean) { return std::make_shared<Exponential>(mean); }
ShapePtr make_gamma(double mean, double cv) { return std::make_shared<Gamma>(mean, cv); }
ShapePtr make_weibull(double scale, double shape) {
  return std::make_shared<Weibull>(scale, shape);
}

}  // namespace acqsim::stats
