#include "acqsim/experiment/assumptions.hpp"

#include <acqsim/scenario/canonical_values.hpp>
#include <acqsim/scenario/citations.hpp>
#include <acqsim/spec/tables.hpp>

#include <fmt/format.h>

namespace acqsim::experiment {
namespace {

using base::Kind;

/// What given and default values are of, by path, as a scenario writes it.
std::map<std::string, std::string> numbers_of(const scenario::Loaded& loaded) {
  std::map<std::string, std::string> numbers;
  spec::Scenario scenario = loaded.scenario;  // the tables find places in a scenario of one's own
  for (const auto& [path, line] : scenario::canonical_values(loaded)) {
    const auto target = spec::find(scenario, path);
    if (scenario::is_setting(path) || !target) continue;
    const Kind kind = target->field->about.kind;
    if (kind == Kind::number || kind == Kind::distribution || kind == Kind::date)
      numbers[path] = scenario::written(line, *target->field);
  }
  return numbers;
}

}  // namespace

std::vector<GivenValue> given_values(const scenario::Loaded& loaded) {
  std::vector<GivenValue> values;
  const auto numbers = numbers_of(loaded);
  for (const auto& [path, origin] : loaded.origin) {
    const auto number = numbers.find(path);
    if (number == numbers.end()) continue;
    GivenValue one;
    one.path = path;
    one.value = number->second;
    one.basis = origin.file.starts_with("--") ? origin.file : origin.basis;
    if (!origin.range_low.empty()) one.range = origin.range_low + " to " + origin.range_high;
    one.source = origin.source;
    one.note = origin.note;
    one.place = origin.line > 0 ? fmt::format("{}:{}", origin.file, origin.line) : origin.file;
    values.push_back(std::move(one));
  }
  return values;
}

std::map<std::string, std::string> default_values(const scenario::Loaded& loaded) {
  auto numbers = numbers_of(loaded);
  for (const auto& [path, origin] : loaded.origin) numbers.erase(path);
  return numbers;
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
