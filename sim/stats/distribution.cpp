#include "acqsim/stats/distribution.hpp"

#include "stats/shape.hpp"

#include <acqsim/base/check.hpp>

#include <fmt/format.h>

#include <cmath>

namespace acqsim::stats {
namespace {

bool is_positive(double value) { return std::isfinite(value) && value > 0.0; }

}  // namespace

Distribution::Distribution() : Distribution(make_fixed(0.0)) {}
Distribution::Distribution(std::shared_ptr<const Shape> shape) : shape_(std::move(shape)) {}

Distribution Distribution::fixed(double value) {
  ACQSIM_CHECK(std::isfinite(value), "a fixed value is not finite");
  return Distribution(make_fixed(value));
}

Distribution Distribution::lognormal(double median, double p90) {
  ACQSIM_CHECK(is_positive(median) && std::isfinite(p90) && median < p90,
               fmt::format("lognormal needs 0 < median < p90, not {} and {}", median, p90));
  return Distribution(make_lognormal(median, p90));
}

Distribution Distribution::uniform(double low, double high) {
  ACQSIM_CHECK(std::isfinite(low) && std::isfinite(high) && low <= high,
               fmt::format("uniform needs low <= high, not {} and {}", low, high));
  return Distribution(low == high ? make_fixed(low) : make_uniform(low, high));
}

Distribution Distribution::triangular(double low, double mode, double high) {
  ACQSIM_CHECK(
      std::isfinite(low) && std::isfinite(high) && low <= mode && mode <= high,
      fmt::format("triangular needs low <= mode <= high, not {}, {}, {}", low, mode, high));
  return Distribution(low == high ? make_fixed(low) : make_triangular(low, mode, high));
}

Distribution Distribution::pert(double low, double mode, double high) {
  ACQSIM_CHECK(std::isfinite(low) && std::isfinite(high) && low <= mode && mode <= high,
               fmt::format("pert needs low <= mode <= high, not {}, {}, {}", low, mode, high));
  return Distribution(low == high ? make_fixed(low) : make_pert(low, mode, high));
}

Distribution Distribution::exponential(double mean) {
  ACQSIM_CHECK(is_positive(mean), fmt::format("exponential needs mean > 0, not {}", mean));
  return Distribution(make_exponential(mean));
}

Distribution Distribution::gamma(double mean, double cv) {
  ACQSIM_CHECK(is_positive(mean) && is_positive(cv),
               fmt::format("gamma needs mean > 0 and cv > 0, not {} and {}", mean, cv));
  return Distribution(make_gamma(mean, cv));
}

Distribution Distribution::weibull(double scale, double shape) {
  ACQSIM_CHECK(is_positive(scale) && is_positive(shape),
               fmt::format("weibull needs scale > 0 and shape > 0, not {} and {}", scale, shape));
  return Distribution(make_weibull(scale, shape));
}

Distribution Distribution::discrete(std::vector<std::pair<double, double>> value_and_weight) {
  double total = 0.0;
  for (const auto& [value, weight] : value_and_weight) {
    ACQSIM_CHECK(
        std::isfinite(value) && std::isfinite(weight) && weight >= 0.0,
        fmt::format("discrete needs finite values and weights >= 0, not {}: {}", value, weight));
    total += weight;
  }
  ACQSIM_CHECK(is_positive(total), "discrete needs a positive and finite total weight");
  return Distribution(make_steps("discrete", std::move(value_and_weight)));
}

Distribution Distribution::empirical(std::vector<double> values) {
  ACQSIM_CHECK(!values.empty(), "empirical needs at least one value");
  std::vector<std::pair<double, double>> value_and_weight;
  value_and_weight.reserve(values.size());
  for (const double value : values) {
    ACQSIM_CHECK(std::isfinite(value), "empirical needs finite values");
    value_and_weight.emplace_back(value, 1.0);
  }
  return Distribution(make_steps("empirical", std::move(value_and_weight)));
}

Distribution Distribution::with_zero_mass(double mass) const {
  ACQSIM_CHECK(mass >= 0.0 && mass <= 1.0,
               fmt::format("a mass at zero is a probability, not {}", mass));
  if (mass == 0.0) return *this;
  if (mass == 1.0) return Distribution();
  return Distribution(make_zero_mass(mass, shape_));
}

Distribution Distribution::truncated(double low, double high) const {
  ACQSIM_CHECK(low <= high, fmt::format("no value lies in [{}, {}]", low, high));
  ACQSIM_CHECK(shape_->probability(low, high) > 0.0,
               fmt::format("{} has no probability in [{}, {}]", shape_->describe(), low, high));
  return Distribution(shape_->within(shape_, low, high));
}

Distribution Distribution::scaled(double factor) const {
  ACQSIM_CHECK(is_positive(factor), fmt::format("a scale is positive, not {}", factor));
  if (factor == 1.0) return *this;
  return Distribution(shape_->times(shape_, factor));
}

double Distribution::quantile(double u) const {
  ACQSIM_CHECK(u > 0.0 && u < 1.0, fmt::format("a quantile needs 0 < u < 1, not {}", u));
  return shape_->quantile(u);
}

Distribution::Bounds Distribution::quantile_bounds(double u) const {
  ACQSIM_CHECK(u > 0.0 && u < 1.0, "bounds of a quantile need 0 < u < 1");
  return shape_->quantile_bounds(u);
}

double Distribution::cdf(double x) const { return shape_->cdf(x); }
double Distribution::mean() const { return shape_->mean(); }
bool Distribution::is_fixed() const { return shape_->is_fixed(); }
std::string Distribution::describe() const { return shape_->describe(); }

}  // namespace acqsim::stats
