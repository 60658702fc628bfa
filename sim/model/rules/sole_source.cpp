#include "model/rules/catalog.hpp"

namespace acqsim::model::rules {

namespace {

void rank(std::vector<Candidate>& candidates) {
  sort_best_first(candidates, [](const Candidate& a, const Candidate& b) {
    const double familiar_a = a.lock_in + a.default_vendor;
    const double familiar_b = b.lock_in + b.default_vendor;
    if (familiar_a != familiar_b) return familiar_a > familiar_b;
    return a.route.days() < b.route.days();
  });
}

}  // namespace

const RuleRow& sole_source() {
  static const RuleRow row{.about = {.name = "sole-source",
                                     .meaning = "The vendor that the agency knows best wins, and "
                                                "among strangers the one that is easiest to order.",
                                     .source = "far-6-302-1"},
                           .rank = rank};
  return row;
}

}  // namespace acqsim::model::rules
