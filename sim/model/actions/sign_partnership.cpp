#include "model/actions/catalog.hpp"
#include "model/world.hpp"

namespace acqsim::model::actions {

namespace {

void act(World& world, const spec::Call& call) {
  const auto& names = world.blueprint();
  world.partnerships.sign(world, names.vendors.at(text(call, "vendor")),
                          names.providers.at(text(call, "provider")),
                          mask_of(world, list(call, "scope")));
}

}  // namespace

const ActionRow& sign_partnership() {
  static const ActionRow row{
      .about = {.name = "sign_partnership",
                .meaning = "A vendor and a provider sign a partnership, or widen the scope of the "
                           "one they have.",
                .source = "acqsim-model",
                .parameters = {vendor_parameter("Who places its models."),
                               provider_parameter("Who hosts them."),
                               scope_parameter("The kinds of customers that it serves.")}},
      .act = act};
  return row;
}

}  // namespace acqsim::model::actions
