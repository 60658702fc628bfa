#pragma once

#include <acqsim/spec/field.hpp>
#include <acqsim/spec/scenario.hpp>

#include <limits>
#include <string>

/// The tables of each kind of record, in the order in which the reference shows them.
namespace acqsim::spec::detail {

const Table& level_table();
const Table& kind_table();
const Table& provider_table();
const Table& vendor_table();
const Table& vehicle_table();
const Table& promotion_table();
const Table& agency_table();
const Table& population_table();

const Table& arrivals_table();
const Table& access_table();
const Table& choice_table();
const Table& acquisition_table();
const Table& protests_table();
const Table& authorization_table();
const Table& operation_table();
const Table& lock_in_table();
const Table& references_table();
const Table& pipeline_table();
const Table& exclusivity_terms_table();
const Table& partnership_decisions_table();
const Table& price_table();
const Table& capability_table();
const Table& funding_table();
const Table& appropriations_table();
const Table& shutdowns_table();
const Table& character_table();
const Table& task_forces_table();
const Table& incidents_table();
const Table& suspensions_table();
const Table& phase_out_table();
const Table& vehicle_terms_table();

const Table& policy_table();
const Table& timeline_table();
const Table& outcome_table();
const Table& precision_table();

inline constexpr base::Range kNotNegative{0.0, std::numeric_limits<double>::infinity()};
inline constexpr base::Range kPositive{1e-9, std::numeric_limits<double>::infinity()};

/// The key `enabled` of every mechanism.
template <class T>
Field enabled() {
  return leaf(&T::enabled, {.name = "enabled",
                            .meaning = "Whether the mechanism acts at all.",
                            .source = "acqsim-model"});
}

}  // namespace acqsim::spec::detail
