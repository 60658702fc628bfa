#include "acqsim/scenario/citations.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/spec/tables.hpp>

#include <fmt/format.h>

namespace acqsim::scenario {

using base::Kind;

bool is_setting(const std::string& path) {
  const std::string top = path.substr(0, path.find('.'));
  return top == "schema" || top == "start" || top == "end" || top == "base_year" ||
         top == "fiscal_year_start" || top == "outcomes" || top == "precision" ||
         path.ends_with(".enabled");
}

std::vector<std::string> citations_missing(const Loaded& loaded) {
  std::vector<std::string> missing;
  spec::Scenario scenario = loaded.scenario;  // the tables find places in a scenario of one's own
  for (const auto& [path, origin] : loaded.origin) {
    if (is_setting(path) || origin.file.starts_with("--")) continue;
    const auto target = spec::find(scenario, path);
    const bool is_effect = path.starts_with("policies.") && path.find(".effects.") != path.npos;
    if (!target && !is_effect) continue;  // an argument of an action: its entry's date answers
    const Kind kind = is_effect ? Kind::number : target->field->about.kind;
    const bool is_number = kind == Kind::number || kind == Kind::distribution;
    const bool is_map = !is_effect && target->field->shape == spec::Field::Shape::leaf_map;
    if (!is_number && kind != Kind::date && !is_map) continue;
    std::string want;
    if (origin.basis.empty()) {
      want = "has no basis";
    } else if (origin.basis == "assumption") {
      if (is_number && origin.range_low.empty() && !loaded.scenario.uncertain.contains(path))
        want = "is an assumption without a range";
    } else if (origin.source.title.empty() && origin.source.href.empty()) {
      want = fmt::format("is given as {} {} without a source",
                         origin.basis == "estimate" ? "an" : "a", origin.basis);
    }
    if (want.empty()) continue;
    base::Diagnostic diagnostic{origin.file, origin.line,        origin.column,
                                path,        path + ": " + want, ""};
    missing.push_back(base::to_string(diagnostic));
  }
  return missing;
}

}  // namespace acqsim::scenario
