#pragma once

#include "model/blueprint.hpp"
#include "model/ids.hpp"

#include <cstddef>
#include <vector>

namespace acqsim::model::metrics {

/// Which part of the market: invalid ids do not limit.
struct Part {
  KindId kind{};
  LevelId level{};
  VendorId vendor{};
  ProviderId provider{};
};

/// Flows of a window by kind of customers and level of the workload, and where money goes also by
/// vendor and provider. Sums over its parts are those of the whole but for rounding; figures of
/// the whole are kept by Tally in the order of events.
class Breakdown {
 public:
  /// What is paid and awarded. Money in $; awards without renewals.
  struct Flow {
    double model = 0.0;
    double hosting = 0.0;
    double awards = 0.0;
  };
  /// What requirements come to. Days are summed over first awards and first operations.
  struct Demand {
    double arrived = 0.0;
    double unmet = 0.0;
    double first_awards = 0.0;
    double days_to_award = 0.0;
    double first_operations = 0.0;
    double days_to_operation = 0.0;
  };

  explicit Breakdown(const Blueprint& names);

  Flow& flow(KindId kind, LevelId level, VendorId vendor, ProviderId provider) {
    return flows_[(cell(kind, level) * vendors_ + vendor.value()) * providers_ + provider.value()];
  }
  Demand& demand(KindId kind, LevelId level) { return demands_[cell(kind, level)]; }

  Flow flow(const Part& part) const;
  /// Requires: no vendor and no provider, who have no part in what is wanted.
  Demand demand(const Part& part) const;

 private:
  std::size_t cell(KindId kind, LevelId level) const {
    return kind.value() * levels_ + level.value();
  }
  std::size_t kinds_;
  std::size_t levels_;
  std::size_t vendors_;
  std::size_t providers_;
  std::vector<Flow> flows_;      // [kind][level][vendor][provider]
  std::vector<Demand> demands_;  // [kind][level]
};

}  // namespace acqsim::model::metrics
