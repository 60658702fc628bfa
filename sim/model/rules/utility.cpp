#include "model/rules/catalog.hpp"

namespace acqsim::model::rules {

namespace {

void rank(std::vector<Candidate>& candidates) {
  sort_best_first(candidates,
                  [](const Candidate& a, const Candidate& b) { return a.utility() > b.utility(); });
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
