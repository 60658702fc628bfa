#include "stats/shape.hpp"

#include <boost/math/quadrature/tanh_sinh.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace acqsim::stats {
namespace {

constexpr double kLeastProbability = std::numeric_limits<double>::min();
constexpr double kGreatestProbability = 1.0 - std::numeric_limits<double>::epsilon() / 2.0;

/// The part of a shape without atoms that lies in [low, high].
class Truncated : public Distribution::Shape {
 public:
  Truncated(ShapePtr whole, double low, double high)
      : whole_(std::move(whole)),
        low_(low),
        high_(high),
        start_(whole_->below(low)),
        probability_(whole_->cdf(high) - start_) {}

  double quantile(double u) const override {
    const double within_whole =
        std::clamp(start_ + u * probability_, kLeastProbability, kGreatestProbability);
    return std::clamp(whole_->quantile(within_whole), low_, high_);
  }
  double cdf(double x) const override {
    if (x < low_) return 0.0;
    if (x >= high_) return 1.0;
    return std::clamp((whole_->cdf(x) - start_) / probability_, 0.0, 1.0);
  }
  double mean() const override { return whole_->mean_within(low_, high_); }
  double mean_within(double low, double high) const override {
    return whole_->mean_within(std::max(low, low_), std::min(high, high_));
  }
  std::string describe() const override {
    return fmt::format("{} within [{}, {}]", whole_->describe(), low_, high_);
  }
  ShapePtr within(const ShapePtr&, double low, double high) const override {
    return std::make_shared<Truncated>(whole_, std::max(low, low_), std::min(high, high_));
  }

 private:
  ShapePtr whole_;
  double low_;
  double high_;
  double start_;        ///< P(whole < low)
  double probability_;  ///< P(low <= whole <= high)
};

class Scaled : public Distribution::Shape {
 public:
  Scaled(ShapePtr unscaled, double factor) : unscaled_(std::move(unscaled)), factor_(factor) {}

  double quantile(double u) const override { return factor_ * unscaled_->quantile(u); }
  double cdf(double x) const override { return unscaled_->cdf(x / factor_); }
  double below(double x) const override { return unscaled_->below(x / factor_); }
  double mean() const override { return factor_ * unscaled_->mean(); }
  double mean_within(double low, double high) const override {
    return factor_ * unscaled_->mean_within(low / factor_, high / factor_);
  }
  std::string describe() const override {
    return fmt::format("{} x {}", factor_, unscaled_->describe());
  }
  ShapePtr within(const ShapePtr&, double low, double high) const override {
    const ShapePtr part = unscaled_->within(unscaled_, low / factor_, high / factor_);
    return part->times(part, factor_);
  }
  ShapePtr times(const ShapePtr&, double factor) const override {
    return std::make_shared<Scaled>(unscaled_, factor * factor_);
  }

 private:
  ShapePtr unscaled_;
  double factor_;
};

/// Zero with probability `mass`, otherwise the rest.
class ZeroMass : public Distribution::Shape {
 public:
  ZeroMass(double mass, ShapePtr rest)
      : mass_(mass), rest_(std::move(rest)), negative_((1.0 - mass_) * rest_->below(0.0)) {}

  double quantile(double u) const override {
    if (u <= negative_) return quantile_of_rest(u / (1.0 - mass_));
    if (u <= negative_ + mass_) return 0.0;
    return std::max(0.0, quantile_of_rest((u - mass_) / (1.0 - mass_)));
  }
  double cdf(double x) const override {
    return (x >= 0.0 ? mass_ : 0.0) + (1.0 - mass_) * rest_->cdf(x);
  }
  double below(double x) const override {
    return (x > 0.0 ? mass_ : 0.0) + (1.0 - mass_) * rest_->below(x);
  }
  double mean() const override { return (1.0 - mass_) * rest_->mean(); }
  std::string describe() const override {
    return fmt::format("{}, {:.6g}% at 0", rest_->describe(), 100.0 * mass_);
  }
  ShapePtr within(const ShapePtr&, double low, double high) const override {
    const double rest_within = (1.0 - mass_) * rest_->probability(low, high);
    if (rest_within <= 0.0) return make_fixed(0.0);
    ShapePtr part = rest_->within(rest_, low, high);
    const bool keeps_zero = low <= 0.0 && high >= 0.0;
    if (!keeps_zero) return part;
    return make_zero_mass(mass_ / (mass_ + rest_within), std::move(part));
  }
  ShapePtr times(const ShapePtr&, double factor) const override {
    return make_zero_mass(mass_, rest_->times(rest_, factor));
  }

 private:
  double quantile_of_rest(double u) const {
    return rest_->quantile(std::clamp(u, kLeastProbability, kGreatestProbability));
  }

  double mass_;
  ShapePtr rest_;
  double negative_;  ///< P(X < 0)
};

}  // namespace

double Distribution::Shape::mean_within(double low, double high) const {
  const double start = below(low);
  const double part = cdf(high) - start;
  boost::math::quadrature::tanh_sinh<double> integrator;
  const auto value_at = [&](double u) {
    const double p = std::clamp(start + u * part, kLeastProbability, kGreatestProbability);
    return std::clamp(quantile(p), low, high);
  };
  return integrator.integrate(value_at, 0.0, 1.0);
}

ShapePtr Distribution::Shape::within(const ShapePtr& self, double low, double high) const {
  return std::make_shared<Truncated>(self, low, high);
}

ShapePtr Distribution::Shape::times(const ShapePtr& self, double factor) const {
  return std::make_shared<Scaled>(self, factor);
}

ShapePtr make_zero_mass(double mass, ShapePtr rest) {
  return std::make_shared<ZeroMass>(mass, std::move(rest));
}

}  // namespace acqsim::stats
