#include "acqsim/explanation_sources.hpp"

#include <acqsim/base/quantity_text.hpp>
#include <acqsim/base/text.hpp>
#include <acqsim/scenario/canonical_values.hpp>
#include <acqsim/spec/tables.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <variant>

namespace acqsim::cli {
namespace {

/// As a scenario writes it, if it is a number or a distribution.
std::string value_text(scenario::Loaded& loaded, const std::string& path,
                       const std::string& canonical) {
  const auto target = spec::find(loaded.scenario, path);
  return target ? scenario::written(canonical, *target->field) : canonical;
}

bool has_term(const model::ChoiceMade& choice, const std::string& name) {
  return std::any_of(choice.vendors.begin(), choice.vendors.end(), [&name](const auto& vendor) {
    return std::any_of(vendor.terms.begin(), vendor.terms.end(), [&name](const auto& term) {
      return term.name == name && term.value != 0.0;
    });
  });
}

}  // namespace

std::vector<std::string> parameters_of(const model::ChoiceMade& choice,
                                       const model::RequirementFacts& requirement) {
  std::vector<std::string> paths{"choice.rule"};
  const auto add = [&paths](const std::vector<std::string>& more) {
    paths.insert(paths.end(), more.begin(), more.end());
  };
  if (has_term(choice, "capability")) add({"choice.capability"});
  if (has_term(choice, "price")) add({"choice.price", "choice.price_floor"});
  if (has_term(choice, "friction")) {
    add({"choice.friction", "access.migration", "authorization.inherited", "authorization.first"});
  }
  if (has_term(choice, "enclaves")) add({"choice.enclaves"});
  if (has_term(choice, "references")) {
    add({"choice.reference", "references.threshold", "references.increment",
         "references.half_life"});
  }
  if (has_term(choice, "lock-in")) {
    add({"choice.lock_in", "lock_in.strength", "lock_in.reference_workflows",
         requirement.is_embedded ? "lock_in.platform.weight" : "lock_in.model.weight"});
  }
  if (has_term(choice, "default")) add({"choice.default_vendor"});
  add({"kinds." + requirement.kind + ".needed_capability",
       "kinds." + requirement.kind + ".annual_value"});
  for (std::size_t i = 0; i < choice.vendors.size(); ++i) {
    const auto& one = choice.vendors[i];
    if (i < 2 || one.reason == "capability too low") {
      add({"vendors." + one.vendor + ".capability"});
    }
    if (i < 2 && i < choice.candidates) add({"vendors." + one.vendor + ".price"});
  }
  return paths;
}

std::vector<std::string> parameters_of(const model::PartnershipWeighed& weighed) {
  std::vector<std::string> paths{"partnership_decisions.scale",
                                 "partnership_decisions.horizon",
                                 "partnership_decisions.relation_cost",
                                 "partnership_decisions.exclusivity_premium",
                                 "operation.hosting_share",
                                 "vendors." + weighed.vendor + ".model_margin",
                                 "vendors." + weighed.vendor + ".integration_cost"};
  for (const auto& option : weighed.options) {
    if (option.kind != "sign") continue;
    paths.push_back("vendors." + weighed.vendor + ".compute_support." + option.provider);
    paths.push_back("providers." + option.provider + ".hosting_margin");
  }
  return paths;
}

std::vector<ParameterSource> sources_of(scenario::Loaded& loaded,
                                        const std::vector<std::string>& paths) {
  const auto lines = scenario::canonical_values(loaded);
  std::vector<ParameterSource> found;
  for (const std::string& path : paths) {
    const auto line = lines.find(path);
    if (line == lines.end()) continue;
    ParameterSource one{path, value_text(loaded, path, line->second), "default", {}, {}, {}};
    const auto origin = loaded.origin.find(path);
    if (origin != loaded.origin.end()) {
      const auto& from = origin->second;
      one.basis = from.basis.empty() ? from.file : from.basis;
      if (!from.range_low.empty()) one.range = from.range_low + " to " + from.range_high;
      one.title = from.source.title;
      one.date = from.source.date;
    }
    found.push_back(std::move(one));
  }
  return found;
}

std::vector<InputDifference> differences(const scenario::Loaded& a, const scenario::Loaded& b) {
  const auto is_about_answers = [](const std::string& path) {
    return path.starts_with("outcomes.") || path.starts_with("precision.") || path == "name" ||
           path == "title" || path == "question" || path == "description";
  };
  const auto in_a = scenario::canonical_values(a);
  const auto in_b = scenario::canonical_values(b);
  std::map<std::string, InputDifference> all;
  for (const auto& [path, value] : in_a) {
    const auto other = in_b.find(path);
    if (other == in_b.end() || other->second != value)
      all[path] = {path, value, other == in_b.end() ? std::string() : other->second};
  }
  for (const auto& [path, value] : in_b) {
    if (!in_a.contains(path)) all[path] = {path, {}, value};
  }
  std::vector<InputDifference> found;
  for (auto& [path, difference] : all) {
    if (!is_about_answers(path)) found.push_back(std::move(difference));
  }
  return found;
}

}  // namespace acqsim::cli
