#include "model/actions/catalog.hpp"

#include <acqsim/base/check.hpp>

#include <utility>
#include <variant>

namespace acqsim::model::actions {

const std::vector<const ActionRow*>& all() {
  static const std::vector<const ActionRow*> rows{
      &sign_partnership(), &lapse_partnership(),  &lapse_exclusivity(), &start_integration(),
      &start_assessment(), &authorize_offering(), &suspend_vendor(),    &lift_suspension(),
      &open_vehicle(),     &close_vehicle(),      &end_promotion(),     &enact_policy()};
  return rows;
}

const ActionRow& of(std::string_view name) {
  for (const ActionRow* row : all()) {
    if (row->about.name == name) return *row;
  }
  base::check_failed("a known name", "unknown action '" + std::string(name) + "'", __FILE__,
                     __LINE__);
}

const std::string& text(const spec::Call& call, const std::string& name) {
  return std::get<std::string>(call.arguments.at(name));
}

const std::vector<std::string>& list(const spec::Call& call, const std::string& name) {
  return std::get<std::vector<std::string>>(call.arguments.at(name));
}

namespace {

base::Parameter reference(std::string name, std::string refers_to, std::string meaning) {
  return {.name = std::move(name),
          .kind = base::Kind::reference,
          .unit = base::Unit::text,
          .meaning = std::move(meaning),
          .source = "acqsim-model",
          .required = true,
          .refers_to = std::move(refers_to)};
}

}  // namespace

base::Parameter vendor_parameter(std::string meaning) {
  return reference("vendor", "vendors", std::move(meaning));
}
base::Parameter provider_parameter(std::string meaning) {
  return reference("provider", "providers", std::move(meaning));
}
base::Parameter enclave_parameter(std::string meaning) {
  return reference("enclave", "enclaves", std::move(meaning));
}
base::Parameter vehicle_parameter(std::string meaning) {
  return reference("vehicle", "vehicles", std::move(meaning));
}
base::Parameter scope_parameter(std::string meaning) {
  auto parameter = reference("scope", "kinds", std::move(meaning));
  parameter.kind = base::Kind::references;
  return parameter;
}

}  // namespace acqsim::model::actions
