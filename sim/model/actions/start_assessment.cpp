#include "model/actions/catalog.hpp"
#include "model/world.hpp"

namespace acqsim::model::actions {

namespace {

void act(World& world, const spec::Call& call) {
  const auto& names = world.blueprint();
  world.pipeline.start_assessment(world, names.vendors.at(text(call, "vendor")),
                                  names.enclaves.at(text(call, "enclave")));
}

}  // namespace

const ActionRow& start_assessment() {
  static const ActionRow row{
      .about = {.name = "start_assessment",
                .meaning = "An offering enters assessment, as when a service of the vendor's own "
                           "is listed as in process.",
                .source = "acqsim-model",
                .parameters = {vendor_parameter("Whose models they are."),
                               enclave_parameter("Where they are placed.")}},
      .act = act};
  return row;
}

}  // namespace acqsim::model::actions
