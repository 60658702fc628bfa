#include "model/actions/catalog.hpp"
#include "model/world.hpp"

namespace acqsim::model::actions {

namespace {

void act(World& world, const spec::Call& call) {
  const auto& names = world.blueprint();
  world.pipeline.start(world, names.vendors.at(text(call, "vendor")),
                       names.enclaves.at(text(call, "enclave")));
}

}  // namespace

const ActionRow& start_integration() {
  static const ActionRow row{
      .about =
          {.name = "start_integration",
           .meaning =
               "A vendor begins to place its models in an enclave, unless it has begun already.",
           .source = "acqsim-model",
           .parameters = {vendor_parameter("Whose models they are."),
                          enclave_parameter("Where they are placed.")}},
      .act = act};
  return row;
}

}  // namespace acqsim::model::actions
