#include "model/rules/catalog.hpp"

namespace acqsim::model::rules {

namespace {

void rank(std::vector<Candidate>& candidates) {
  sort_best_first(candidates, [](const Candidate& a, const Candidate& b) {
    return a.price_paid < b.price_paid;
  });
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
