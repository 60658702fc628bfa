#pragma once

#include "model/blueprint.hpp"
#include "model/events.hpp"

#include <acqsim/model/history.hpp>

#include <string>
#include <vector>

namespace acqsim::model {

/// What an event says, field by field, with ids as scenarios write them; parts that it does not
/// have are left out. Requirements are named by `requirements` [requirement].
std::vector<Detail> fields_of(const Event& event, const Blueprint& names,
                              const std::vector<std::string>& requirements);

}  // namespace acqsim::model
