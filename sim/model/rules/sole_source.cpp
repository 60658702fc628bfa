#include "model/rules/catalog.hpp"

namespace acqsim::model::rules {

namespace {

void rank(std::vector<Candidate>& candidates) {
  sort_least_first(candidates, [](const Candidate& one) {
    return std::pair(-(one.lock_in + one.default_vendor), one.route.days());
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
