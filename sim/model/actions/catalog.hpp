#pragma once

#include <acqsim/base/row.hpp>
#include <acqsim/spec/field.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace acqsim::model {
class World;
}

/// What a scenario's timeline can make happen. Each action is one file with its row.
namespace acqsim::model::actions {

struct ActionRow {
  base::Row about;
  void (*act)(World& world, const spec::Call& call);
};

const ActionRow& authorize_offering();
const ActionRow& close_vehicle();
const ActionRow& end_promotion();
const ActionRow& enact_policy();
const ActionRow& lapse_exclusivity();
const ActionRow& lapse_partnership();
const ActionRow& lift_suspension();
const ActionRow& open_vehicle();
const ActionRow& sign_partnership();
const ActionRow& start_assessment();
const ActionRow& start_integration();
const ActionRow& suspend_vendor();

/// In reading order.
const std::vector<const ActionRow*>& all();
/// Requires: the loader has checked the name.
const ActionRow& of(std::string_view name);

/// An argument that the loader has checked to be there.
const std::string& text(const spec::Call& call, const std::string& name);
const std::vector<std::string>& list(const spec::Call& call, const std::string& name);

/// Parameters that several actions have.
base::Parameter vendor_parameter(std::string meaning);
base::Parameter provider_parameter(std::string meaning);
base::Parameter enclave_parameter(std::string meaning);
base::Parameter vehicle_parameter(std::string meaning);
base::Parameter scope_parameter(std::string meaning);

}  // namespace acqsim::model::actions
