#pragma once

#include <acqsim/spec/field.hpp>
#include <acqsim/spec/scenario.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace acqsim::spec {

/// The table of a whole scenario: the root of all keys. Built once; never changes.
const Table& scenario_table();

/// The table of a claims file (claims.hpp), which stands beside scenarios.
const Table& claims_table();

/// Where a dotted path leads in a scenario's own data: "vendors.openai.price".
struct Target {
  const Field* field = nullptr;
  void* owner = nullptr;  ///< the record that holds the field
  std::string key;        ///< of a leaf_map's entry
};

/// The place of a leaf that exists in this scenario, or nothing.
std::optional<Target> find(Scenario& scenario, std::string_view path);

/// Sets a number by path, in the stored unit. Requires: `find` finds it and it is a number or
/// distribution.
void set_number(Scenario& scenario, std::string_view path, double value);

/// A number's present value by path; a distribution's median. Requires: as set_number.
double number_at(Scenario& scenario, std::string_view path);

}  // namespace acqsim::spec
