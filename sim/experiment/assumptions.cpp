#include "acqsim/experiment/assumptions.hpp"

#include <acqsim/base/quantity_text.hpp>
#include <acqsim/base/text.hpp>
#include <acqsim/spec/tables.hpp>

#include <fmt/format.h>

#include <map>

namespace acqsim::experiment {
namespace {

using base::Kind;

bool is_setting(const std::string& path) {
  const std::string top = path.substr(0, path.find('.'));
  return top == "schema" || top == "start" || top == "end" || top == "base_year" ||
         top == "fiscal_year_start" || top == "outcomes" || top == "precision" ||
         path.ends_with(".enabled");
}

std::map<std::string, std::string> lines_of(const scenario::Loaded& loaded) {
  std::map<std::string, std::string> lines;
  for (const std::string& line : base::split(loaded.canonical, '\n')) {
    const auto at = line.find(" = ");
    if (at != std::string::npos) lines[line.substr(0, at)] = line.substr(at + 3);
  }
  return lines;
}

/// A plain number with its unit; anything else as the canonical text has it.
std::string written(const std::string& canonical, const spec::Field& field) {
  const auto number = base::parse_quantity(canonical, base::Unit::none);
  return number ? base::quantity_text(*number, field.about.unit) : canonical;
}

}  // namespace

std::vector<GivenValue> given_values(const scenario::Loaded& loaded) {
  std::vector<GivenValue> values;
  spec::Scenario scenario = loaded.scenario;  // the tables find places in a scenario of one's own
  const auto lines = lines_of(loaded);
  for (const auto& [path, origin] : loaded.origin) {
    const auto line = lines.find(path);
    const auto target = spec::find(scenario, path);
    if (is_setting(path) || !target || line == lines.end()) continue;
    const Kind kind = target->field->about.kind;
    if (kind != Kind::number && kind != Kind::distribution && kind != Kind::date) continue;
    GivenValue one;
    one.path = path;
    one.value = written(line->second, *target->field);
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
    if (one.basis == "fact") {
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
