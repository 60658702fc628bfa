#pragma once

#include "model/ids.hpp"

#include <acqsim/des/process.hpp>

namespace acqsim::model {

class World;

/// One requirement from arrival to end: market research, acquisition, choice, protests,
/// authorisation, operation, and at a contract's end renewal or a recompete in which the incumbent
/// has its workflows, or production after a prototype. A vendor whose offering is expected to be
/// authorised within its patience is a candidate like others; if it is chosen, the requirement
/// waits for it, and then chooses again. It ends when nobody can be found within its patience, when
/// it is withdrawn before operation (withdrawal.hpp), or when the use case is retired.
///
/// Source: [acqsim-model]; each step has its own. Limit: with steps of fixed length and servers
/// without number, operation starts after their sum (tests/limits/pipeline_test.cpp,
/// tests/model/requirement_life_test.cpp).
des::Process requirement_life(World& world, RequirementId requirement);

/// A requirement that has been in operation since before the start: `done` of its contract is over.
/// Requires: its supplies are set.
des::Process installed_life(World& world, RequirementId requirement, base::Days done);

}  // namespace acqsim::model
