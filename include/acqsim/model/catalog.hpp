#pragma once

#include <acqsim/base/row.hpp>

#include <vector>

/// What a scenario may name, described by itself: the loader checks against these rows, `doc`, the
/// schema and the reference print them.
namespace acqsim::model {

/// Dated actions of a scenario's `timeline`. Parameters are the action's arguments.
const std::vector<base::Row>& action_rows();

/// Events that a question may ask for. Parameters narrow which ones count ("vendor", "provider",
/// "order").
const std::vector<base::Row>& event_rows();

/// What is measured. Parameters are its labels; a question may give them all, a run reports every
/// combination.
const std::vector<base::Row>& measure_rows();

}  // namespace acqsim::model
