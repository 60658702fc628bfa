#include "model/actions/catalog.hpp"
#include "model/world.hpp"

namespace acqsim::model::actions {

namespace {

void act(World& world, const spec::Call& call) {
  world.policies.enact(world, world.blueprint().policies.at(text(call, "policy")));
}

}  // namespace

const ActionRow& enact_policy() {
  static const ActionRow row{.about = {.name = "enact_policy",
                                       .meaning = "A policy comes into force, if it has not yet.",
                                       .source = "acqsim-model",
                                       .parameters = {{.name = "policy",
                                                       .kind = base::Kind::reference,
                                                       .unit = base::Unit::text,
                                                       .meaning = "Which one.",
                                                       .source = "acqsim-model",
                                                       .required = true,
                                                       .refers_to = "policies"}}},
                             .act = act};
  return row;
}

}  // namespace acqsim::model::actions
