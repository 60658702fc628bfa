#include "model/actions/catalog.hpp"
#include "model/world.hpp"

#include <iterator>

namespace acqsim::model::actions {

namespace {

void act(World& world, const spec::Call& call) {
  const auto& promotions = world.spec().promotions;
  const auto found = promotions.find(text(call, "promotion"));
  world.price.end_promotion(world,
                            static_cast<std::size_t>(std::distance(promotions.begin(), found)));
}

}  // namespace

const ActionRow& end_promotion() {
  static const ActionRow row{.about = {.name = "end_promotion",
                                       .meaning = "A promotional price ends before its own date.",
                                       .source = "acqsim-model",
                                       .parameters = {base::Parameter{.name = "promotion",
                                                                      .kind = base::Kind::reference,
                                                                      .unit = base::Unit::text,
                                                                      .meaning = "Which promotion.",
                                                                      .source = "acqsim-model",
                                                                      .required = true,
                                                                      .refers_to = "promotions"}}},
                             .act = act};
  return row;
}

}  // namespace acqsim::model::actions
