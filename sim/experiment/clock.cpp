#include "acqsim/experiment/clock.hpp"

namespace acqsim::experiment {
namespace {

/// A condition's event, for "before": the author's own names.
std::string event_text(const spec::Condition& condition) {
  return condition.call.name.empty() ? "the other event" : condition.call.name;
}

}  // namespace

std::string clock_text(const spec::Outcome& outcome) {
  if (outcome.by) return "by " + outcome.by->iso();
  if (outcome.at) return "on " + outcome.at->iso();
  if (outcome.over_from && outcome.over_to) {
    return "from " + outcome.over_from->iso() + " to " + outcome.over_to->iso();
  }
  if (outcome.always) return "in every quarter";
  if (outcome.before) return "before " + event_text(*outcome.before);
  return {};
}

}  // namespace acqsim::experiment
