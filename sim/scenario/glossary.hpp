#pragma once

#include <acqsim/scenario/catalogue.hpp>
#include <acqsim/spec/field.hpp>

#include <functional>
#include <string>
#include <vector>

/// Words about keys, shared by the schema, the reference and `doc`.
namespace acqsim::scenario {

/// One table in its place: "vendors.ID.partnerships.ID", with the values of a fresh record.
struct TablePlace {
  std::string path;
  const spec::Table* table = nullptr;
  const spec::Field* field = nullptr;  ///< that leads to it; none: the root
  void* fresh = nullptr;               ///< valid during the visit
};

/// Visits every table once for each place where it stands, from the root, in reading order.
void visit_tables(const std::function<void(const TablePlace&)>& visitor);

/// "required", "$12M", "none": what holds where the key is not given.
std::string default_text(const spec::Field& field, const void* fresh);

/// What a value has to look like: "an amount such as $2.5M", "one of a, b", "ids of vendors".
std::string form_text(const base::Parameter& about);

/// Allowed values of a number, "any" where all are.
std::string allowed_text(const base::Parameter& about);

}  // namespace acqsim::scenario
