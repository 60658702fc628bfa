#pragma once

#include <acqsim/experiment/source.hpp>

#include <cstdint>

namespace acqsim::experiment {

/// The replications of a market under one seed. Requires: the market outlives the source.
Source market_source(const model::Market& market, std::uint64_t seed);

}  // namespace acqsim::experiment
