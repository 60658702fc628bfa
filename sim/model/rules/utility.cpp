#include "model/rules/catalog.hpp"

namespace acqsim::model::rules {

namespace {

void rank(std::vector<Candidate>& candidates) {
  sort_least_first(candidates, [](const Candidate& one) { return -one.utility(); });
}

}  // namespace

const RuleRow& utility() {
  static const RuleRow row{
      .about = {.name = "utility",
                .meaning = "The vendor of the greatest utility wins, taste included.",
                .source = "mcfadden-1974"},
      .rank = rank};
  return row;
}

}  // namespace acqsim::model::rules
