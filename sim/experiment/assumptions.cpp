#include "acqsim/experiment/assumptions.hpp"

#include <acqsim/scenario/canonical_values.hpp>
#include <acqsim/scenario/citations.hpp>
#include <acqsim/spec/tables.hpp>

#include <fmt/format.h>

namespace acqsim::experiment {
namespace {

using base::Kind;

}  // namespace

std::vector<GivenValue> given_values(const scenario::Loaded& loaded) {
  std::vector<GivenValue> values;
  spec::Scenario scenario = loaded.scenario;  // the tables find places in a scenario of one's own
  const auto lines = scenario::canonical_values(loaded);
  for (const auto& [path, origin] : loaded.origin) {
    const auto line = lines.find(path);
    const auto target = spec::find(scenario, path);
    if (scenario::is_setting(path) || !target || line == lines.end()) continue;
    const Kind kind = target->field->about.kind;
    if (kind != Kind::number && kind != Kind::distribution && kind != Kind::date) continue;
    GivenValue one;
    one.path = path;
    one.value = scenario::written(line->second, *target->field);
    one.basis = origin.file.starts_with("--") ? origin.file : origin.basis;
    if (!origin.range_low.empty()) one.range = origin.range_low + " to " + origin.range_high;
    one.source = origin.source;
    one.note = origin.note;
    one.place = origin.line > 0 ? fmt::format("{}:{}", origin.file, origin.line) : origin.file;
    values.push_back(std::move(one));
  }
  return values;
}

BasisCounts count(const std::vector<GivenValue>& values) {
  BasisCounts counts;
  for (const GivenValue& one : values) {
    if ((one.basis == "fact" || one.basis == "estimate") && !one.has_source()) {
      ++counts.claimed;
    } else if (one.basis == "fact") {
      ++counts.facts;
    } else if (one.basis == "estimate") {
      ++counts.estimates;
    } else if (one.basis == "assumption") {
      ++(one.has_source() ? counts.assumptions_with_source : counts.assumptions_without);
    } else {
      ++counts.others;
    }
  }
  return counts;
}

}  // namespace acqsim::experiment
