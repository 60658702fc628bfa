#pragma once

#include <acqsim/base/row.hpp>

#include <span>

namespace acqsim::scenario {

/// What a scenario may name besides its own entities. Handed in by the caller, so that this layer
/// need not know the model. The rows must outlive every call that is given them.
struct Catalogue {
  std::span<const base::Row> actions;   ///< of `timeline`
  std::span<const base::Row> events;    ///< of questions
  std::span<const base::Row> measures;  ///< of questions
};

}  // namespace acqsim::scenario
