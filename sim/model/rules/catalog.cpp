#include "model/rules/catalog.hpp"

namespace acqsim::model::rules {

const std::vector<const RuleRow*>& all() {
  static const std::vector<const RuleRow*> rows{&utility(), &lowest_price(), &sole_source()};
  return rows;
}

const RuleRow& of(spec::ChoiceRule rule) { return *all().at(static_cast<std::size_t>(rule)); }

}  // namespace acqsim::model::rules
