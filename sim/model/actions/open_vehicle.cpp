#include "model/actions/catalog.hpp"
#include "model/world.hpp"

namespace acqsim::model::actions {

namespace {

void act(World& world, const spec::Call& call) {
  world.vehicles.open(world, world.blueprint().vehicles.at(text(call, "vehicle")));
}

}  // namespace

const ActionRow& open_vehicle() {
  static const ActionRow row{.about = {.name = "open_vehicle",
                                       .meaning = "A contract vehicle begins to take orders.",
                                       .source = "acqsim-model",
                                       .parameters = {vehicle_parameter("Which vehicle.")}},
                             .act = act};
  return row;
}

}  // namespace acqsim::model::actions
