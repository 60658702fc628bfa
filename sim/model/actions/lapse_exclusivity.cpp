#include "model/actions/catalog.hpp"
#include "model/world.hpp"

namespace acqsim::model::actions {

namespace {

void act(World& world, const spec::Call& call) {
  const auto& names = world.blueprint();
  world.exclusivity.lapse(world, names.vendors.at(text(call, "vendor")),
                          names.providers.at(text(call, "provider")));
}

}  // namespace

const ActionRow& lapse_exclusivity() {
  static const ActionRow row{
      .about =
          {.name = "lapse_exclusivity",
           .meaning =
               "The kinds of customers that a vendor had reserved to a provider are free again.",
           .source = "acqsim-model",
           .parameters = {vendor_parameter("Who had promised."), provider_parameter("To whom.")}},
      .act = act};
  return row;
}

}  // namespace acqsim::model::actions
