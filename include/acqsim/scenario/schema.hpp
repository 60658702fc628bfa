#pragma once

#include <acqsim/scenario/catalogue.hpp>

#include <string>

namespace acqsim::scenario {

/// JSON Schema (draft-07, which editors know) of the whole language, made from the tables and the
/// catalogue: what yaml-language-server completes and checks while a scenario is typed. It is
/// closed: an unknown key is an error. It cannot see ids, horizons and cycles, which `check` does.
std::string json_schema(const Catalogue& catalogue);

}  // namespace acqsim::scenario
