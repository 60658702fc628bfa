#include "model/actions/catalog.hpp"
#include "model/world.hpp"

namespace acqsim::model::actions {

namespace {

void act(World& world, const spec::Call& call) {
  const auto& names = world.blueprint();
  world.standing.lift(world, names.vendors.at(text(call, "vendor")),
                      mask_of(world, list(call, "scope")));
}

}  // namespace

const ActionRow& lift_suspension() {
  static const ActionRow row{
      .about = {.name = "lift_suspension",
                .meaning = "Kinds of customers may buy from a suspended vendor again.",
                .source = "acqsim-model",
                .parameters = {vendor_parameter("Whose suspension is lifted."),
                               scope_parameter("The kinds of customers that may buy again.")}},
      .act = act};
  return row;
}

}  // namespace acqsim::model::actions
