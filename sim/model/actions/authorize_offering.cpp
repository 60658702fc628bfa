#include "model/actions/catalog.hpp"
#include "model/world.hpp"

namespace acqsim::model::actions {

namespace {

void act(World& world, const spec::Call& call) {
  const auto& names = world.blueprint();
  world.pipeline.authorize(world, names.vendors.at(text(call, "vendor")),
                           names.enclaves.at(text(call, "enclave")));
}

}  // namespace

const ActionRow& authorize_offering() {
  static const ActionRow row{
      .about = {.name = "authorize_offering",
                .meaning = "An offering is authorised, whatever stage it was in.",
                .source = "acqsim-model",
                .parameters = {vendor_parameter("Whose models they are."),
                               enclave_parameter("Where they are placed.")}},
      .act = act};
  return row;
}

}  // namespace acqsim::model::actions
