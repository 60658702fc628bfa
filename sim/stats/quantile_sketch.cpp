#include "acqsim/stats/quantile_sketch.hpp"

#include <acqsim/base/check.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace acqsim::stats {

SystematicSample::SystematicSample(std::size_t capacity) : capacity_(capacity) {
  ACQSIM_CHECK(capacity > 0, "a sample without room");
}

void SystematicSample::add(std::uint64_t index, double value) {
  if (std::isnan(value)) {
    ++missing_;
    return;
  }
  ++count_;
  if (index % stride() != 0) return;
  kept_.emplace_back(index, value);
  thin_until_it_fits();
}

void SystematicSample::merge(const SystematicSample& other) {
  ACQSIM_CHECK(capacity_ == other.capacity_, "samples of different capacity were merged");
  count_ += other.count_;
  missing_ += other.missing_;
  log2_stride_ = std::max(log2_stride_, other.log2_stride_);
  kept_.insert(kept_.end(), other.kept_.begin(), other.kept_.end());
  std::erase_if(kept_, [this](const auto& entry) { return entry.first % stride() != 0; });
  thin_until_it_fits();
}

void SystematicSample::thin_until_it_fits() {
  while (kept_.size() > capacity_) {
    ACQSIM_CHECK(log2_stride_ < 63, "one replication was added to a sample several times");
    ++log2_stride_;
    std::erase_if(kept_, [this](const auto& entry) { return entry.first % stride() != 0; });
  }
}

double SystematicSample::quantile(double p) const { return quantile_of_sorted(sorted_values(), p); }

std::vector<double> SystematicSample::quantiles(std::span<const double> ps) const {
  const std::vector<double> ascending = sorted_values();
  std::vector<double> result;
  result.reserve(ps.size());
  for (const double p : ps) result.push_back(quantile_of_sorted(ascending, p));
  return result;
}

std::vector<double> SystematicSample::sorted_values() const {
  std::vector<double> values;
  values.reserve(kept_.size());
  for (const auto& [index, value] : kept_) values.push_back(value);
  std::sort(values.begin(), values.end());
  return values;
}

double quantile_of_sorted(std::span<const double> ascending, double p) {
  ACQSIM_CHECK(p >= 0.0 && p <= 1.0, "a quantile is asked for by a probability");
  if (ascending.empty()) return std::numeric_limits<double>::quiet_NaN();
  const double position = p * static_cast<double>(ascending.size() - 1);
  const auto before = static_cast<std::size_t>(position);
  const auto after = std::min(before + 1, ascending.size() - 1);
  const double part = position - std::floor(position);
  // Without this, infinite values would give NaN where the position is on a value.
  if (part == 0.0 || ascending[before] == ascending[after]) return ascending[before];
  return ascending[before] + part * (ascending[after] - ascending[before]);
}

}  // namespace acqsim::stats
