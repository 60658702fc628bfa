#include "model/metrics/breakdown.hpp"

namespace acqsim::model::metrics {

namespace {

/// Whether a position is the one asked for, or none is.
template <class Id>
bool is_asked(Id asked, std::size_t position) {
  return !asked.is_valid() || asked.value() == position;
}

}  // namespace

Breakdown::Breakdown(const Blueprint& names)
    : kinds_(names.kinds.size()),
      levels_(names.levels.size()),
      vendors_(names.vendors.size()),
      providers_(names.providers.size()),
      flows_(kinds_ * levels_ * vendors_ * providers_),
      demands_(kinds_ * levels_) {}

Breakdown::Flow Breakdown::flow(const Part& part) const {
  Flow sum;
  std::size_t at = 0;
  for (std::size_t k = 0; k < kinds_; ++k) {
    for (std::size_t l = 0; l < levels_; ++l) {
      for (std::size_t v = 0; v < vendors_; ++v) {
        for (std::size_t p = 0; p < providers_; ++p, ++at) {
          if (!is_asked(part.kind, k) || !is_asked(part.level, l) || !is_asked(part.vendor, v) ||
              !is_asked(part.provider, p))
            continue;
          sum.model += flows_[at].model;
          sum.hosting += flows_[at].hosting;
          sum.awards += flows_[at].awards;
        }
      }
    }
  }
  return sum;
}

Breakdown::Demand Breakdown::demand(const Part& part) const {
  Demand sum;
  std::size_t at = 0;
  for (std::size_t k = 0; k < kinds_; ++k) {
    for (std::size_t l = 0; l < levels_; ++l, ++at) {
      if (!is_asked(part.kind, k) || !is_asked(part.level, l)) continue;
      const Demand& one = demands_[at];
      sum.arrived += one.arrived;
      sum.unmet += one.unmet;
      sum.first_awards += one.first_awards;
      sum.days_to_award += one.days_to_award;
      sum.first_operations += one.first_operations;
      sum.days_to_operation += one.days_to_operation;
    }
  }
  return sum;
}

}  // namespace acqsim::model::metrics
