#include "model/actions/catalog.hpp"
#include "model/world.hpp"

namespace acqsim::model::actions {

namespace {

void act(World& world, const spec::Call& call) {
  const auto& names = world.blueprint();
  world.partnerships.lapse(world, names.vendors.at(text(call, "vendor")),
                           names.providers.at(text(call, "provider")));
}

}  // namespace

const ActionRow& lapse_partnership() {
  static const ActionRow row{
      .about = {.name = "lapse_partnership",
                .meaning = "A partnership ends, and with it the routes that rest on it.",
                .source = "acqsim-model",
                .parameters = {vendor_parameter("Whose models they are."),
                               provider_parameter("Who hosted them.")}},
      .act = act};
  return row;
}

}  // namespace acqsim::model::actions
