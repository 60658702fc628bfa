#pragma once

#include <acqsim/model/catalog.hpp>
#include <acqsim/scenario/catalogue.hpp>

namespace acqsim::cli {

/// What the market lets a scenario name: the loader is handed this, since it does not see the
/// market.
inline scenario::Catalogue catalogue() {
  return {model::action_rows(), model::event_rows(), model::measure_rows()};
}

}  // namespace acqsim::cli
