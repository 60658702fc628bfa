#include "model/actions/catalog.hpp"
#include "model/world.hpp"

namespace acqsim::model::actions {

namespace {

void act(World& world, const spec::Call& call) {
  const auto& names = world.blueprint();
  world.standing.suspend(world, names.vendors.at(text(call, "vendor")),
                         mask_of(world, list(call, "scope")));
}

}  // namespace

const ActionRow& suspend_vendor() {
  static const ActionRow row{
      .about = {.name = "suspend_vendor",
                .meaning = "Kinds of customers may not buy from a vendor any longer.",
                .source = "acqsim-model",
                .parameters = {vendor_parameter("Who is suspended."),
                               scope_parameter("The kinds of customers that may not buy.")}},
      .act = act};
  return row;
}

}  // namespace acqsim::model::actions
