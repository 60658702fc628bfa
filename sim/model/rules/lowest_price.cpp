#include "model/rules/catalog.hpp"

namespace acqsim::model::rules {

namespace {

void rank(std::vector<Candidate>& candidates) {
  sort_least_first(candidates, [](const Candidate& one) { return one.price_paid; });
}

}  // namespace

const RuleRow& lowest_price() {
  static const RuleRow row{
      .about = {.name = "lowest-price",
                .meaning = "The cheapest vendor that meets the needed capability wins.",
                .source = "far-15-101-2"},
      .rank = rank};
  return row;
}

}  // namespace acqsim::model::rules
