#include "stats/shape.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace acqsim::stats {
namespace {

class Fixed : public Distribution::Shape {
 public:
  explicit Fixed(double value) : value_(value) {}
  double quantile(double) const override { return value_; }
  double cdf(double x) const override { return x >= value_ ? 1.0 : 0.0; }
  double below(double x) const override { return x > value_ ? 1.0 : 0.0; }
  double mean() const override { return value_; }
  bool is_fixed() const override { return true; }
  std::string describe() const override { return fmt::format("{}", value_); }
  ShapePtr within(const ShapePtr& self, double, double) const override { return self; }
  ShapePtr times(const ShapePtr&, double factor) const override {
    return make_fixed(value_ * factor);
  }

 private:
  double value_;
};

/// Atoms at ascending values. Invariant: cumulated_ ascends and its last is exactly one.
class Steps : public Distribution::Shape {
 public:
  Steps(std::string name, std::vector<std::pair<double, double>> atoms)
      : name_(std::move(name)), atoms_(std::move(atoms)) {
    double total = 0.0;
    for (const auto& [value, weight] : atoms_) cumulated_.push_back(total += weight);
    for (double& part : cumulated_) part /= total;
  }

  double quantile(double u) const override {
    const auto step = std::lower_bound(cumulated_.begin(), cumulated_.end(), u);
    return atoms_[static_cast<std::size_t>(step - cumulated_.begin())].first;
  }
  double cdf(double x) const override {
    return cumulated_before(std::upper_bound(
        atoms_.begin(), atoms_.end(), x,
        [](double value, const std::pair<double, double>& atom) { return value < atom.first; }));
  }
  double below(double x) const override {
    return cumulated_before(std::lower_bound(
        atoms_.begin(), atoms_.end(), x,
        [](const std::pair<double, double>& atom, double value) { return atom.first < value; }));
  }
  double mean() const override {
    double sum = 0.0;
    double total = 0.0;
    for (const auto& [value, weight] : atoms_) {
      sum += value * weight;
      total += weight;
    }
    return sum / total;
  }
  std::string describe() const override {
    return fmt::format("{}({} values from {} to {})", name_, atoms_.size(), atoms_.front().first,
                       atoms_.back().first);
  }
  ShapePtr within(const ShapePtr&, double low, double high) const override {
    std::vector<std::pair<double, double>> kept;
    for (const auto& atom : atoms_) {
      if (atom.first >= low && atom.first <= high) kept.push_back(atom);
    }
    return make_steps(name_, std::move(kept));
  }
  ShapePtr times(const ShapePtr&, double factor) const override {
    auto scaled = atoms_;
    for (auto& [value, weight] : scaled) value *= factor;
    return make_steps(name_, std::move(scaled));
  }

 private:
  using Atoms = std::vector<std::pair<double, double>>;

  double cumulated_before(Atoms::const_iterator end) const {
    if (end == atoms_.begin()) return 0.0;
    return cumulated_[static_cast<std::size_t>(end - atoms_.begin()) - 1];
  }

  std::string name_;
  Atoms atoms_;                    ///< value and weight, each value once
  std::vector<double> cumulated_;  ///< P(X <= value)
};

}  // namespace

ShapePtr make_fixed(double value) { return std::make_shared<Fixed>(value); }

ShapePtr make_steps(std::string name, std::vector<std::pair<double, double>> value_and_weight) {
  std::sort(value_and_weight.begin(), value_and_weight.end());
  std::vector<std::pair<double, double>> atoms;
  for (const auto& [value, weight] : value_and_weight) {
    if (weight == 0.0) continue;
    if (!atoms.empty() && atoms.back().first == value) {
      atoms.back().second += weight;
    } else {
      atoms.emplace_back(value, weight);
    }
  }
  if (atoms.size() == 1) return make_fixed(atoms.front().first);
  return std::make_shared<Steps>(std::move(name), std::move(atoms));
}

}  // namespace acqsim::stats
