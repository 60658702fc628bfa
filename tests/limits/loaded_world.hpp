#pragma once

#include "support/mini_world.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/base/quantity_text.hpp>
#include <acqsim/model/catalog.hpp>
#include <acqsim/scenario/loader.hpp>
#include <acqsim/spec/tables.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

/// The small market as users have it: written as a scenario file and read again by the loader, so
/// that a closed form holds for what is run from the shell.
namespace acqsim::limits {

/// A distribution in the words of a scenario file. Requires: a fixed number, or one of the families
/// below, perhaps with a mass at zero.
inline std::string written(const stats::Distribution& distribution, base::Unit unit) {
  const auto quantity = [unit](double value) { return base::quantity_text(value, unit); };
  if (distribution.is_fixed()) return quantity(distribution.median());
  std::string text = distribution.describe();
  std::string at_zero;
  const auto comma = text.rfind(", ");
  if (text.ends_with("% at 0")) {
    at_zero = ", at_zero: " + text.substr(comma + 2, text.size() - comma - 7);
    text.resize(comma);
  }
  const std::string family = text.substr(0, text.find('('));
  if (family == "empirical" || family == "discrete") {
    std::string values;
    std::string weights;
    constexpr double kStep = 1e-9;  // less than any weight
    for (double below = 0.0; below < 1.0 - kStep;) {
      const double value = distribution.quantile(below + kStep);
      const double up_to = distribution.cdf(value);
      const char* const comma_before = values.empty() ? "" : ", ";
      values += comma_before + quantity(value);
      weights += comma_before + fmt::format("{}", up_to - below);
      below = up_to;
    }
    return fmt::format("{{discrete: {{values: [{}], weights: [{}]}}}}", values, weights);
  }
  static const std::map<std::string, std::vector<std::string>> kArguments{
      {"lognormal", {"median", "p90"}},
      {"exponential", {"mean"}},
      {"gamma", {"mean", "cv"}},
      {"uniform", {"", ""}}};
  const auto arguments = kArguments.find(family);
  ACQSIM_CHECK(arguments != kArguments.end(), "no way to write " + text);
  std::vector<std::string> values;
  std::string rest = text.substr(family.size() + 1);  // "median 25, p90 60)"
  for (const std::string& name : arguments->second) {
    const auto end = rest.find_first_of(",)");
    const auto begin = name.empty() ? 0 : name.size() + 1;
    const double value = std::stod(rest.substr(begin, end - begin));
    const std::string one = name == "cv" ? fmt::format("{}", value) : quantity(value);
    values.push_back(name.empty() ? one : name + ": " + one);
    rest = rest.substr(std::min(rest.size(), end + 2));
  }
  const char* const brackets = family == "uniform" ? "[]" : "{}";
  return fmt::format("{{{}: {}{}{}{}}}", family, brackets[0], fmt::join(values, ", "), brackets[1],
                     at_zero);
}

inline std::string written(const spec::Leaf& value, base::Unit unit) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* number = std::get_if<double>(&value)) return base::quantity_text(*number, unit);
  if (const auto* text = std::get_if<std::string>(&value)) return '"' + *text + '"';
  if (const auto* day = std::get_if<base::Date>(&value)) return day->iso();
  if (const auto* ids = std::get_if<std::vector<std::string>>(&value))
    return fmt::format("[{}]", fmt::join(*ids, ", "));
  return written(std::get<stats::Distribution>(value), unit);
}

/// The record's keys as lines, what has no value left out.
inline std::string written(void* owner, const spec::Table& table, const std::string& indent) {
  using Shape = spec::Field::Shape;
  std::string lines;
  const auto add = [&](const std::string& key, const std::string& value) {
    if (!value.empty() && value != "\"\"" && value != "[]")
      lines += fmt::format("{}{}: {}\n", indent, key, value);
  };
  const auto nest = [&](const std::string& key, const std::string& body) {
    if (!body.empty()) lines += fmt::format("{}{}:\n{}", indent, key, body);
  };
  ACQSIM_CHECK(!table.call, "actions are not written");
  for (const spec::Field& field : table.fields) {
    const auto& name = field.about.name;
    std::string body;
    switch (field.shape) {
      case Shape::leaf:
        if (const auto value = field.get(owner)) add(name, written(*value, field.about.unit));
        break;
      case Shape::leaf_map:
        for (const auto& [key, value] : field.entries(owner))
          body += fmt::format("{}  {}: {}\n", indent, key, written(value, field.about.unit));
        nest(name, body);
        break;
      case Shape::record:
        nest(name, written(field.child(owner), *field.table, indent + "  "));
        break;
      case Shape::record_map:
        for (const auto& [key, child] : field.children(owner)) {
          const std::string inner =
              written(field.child_at(owner, key), *field.table, indent + "    ");
          body += fmt::format("{}  {}:{}{}", indent, key, inner.empty() ? " {}\n" : "\n", inner);
        }
        nest(name, body);
        break;
      case Shape::condition:
      case Shape::span:
      case Shape::effects:
        break;  // questions and policies, of which these markets have none
    }
  }
  return lines;
}

/// Reads scenarios that tests have put together by way of their text; the last one read is kept,
/// for tests that run one many times.
class AsLoaded {
 public:
  spec::Scenario operator()(spec::Scenario scenario) const {
    // A queue's long run may last longer than the calendar that files know: its end is set after.
    const base::Date end = scenario.end;
    scenario.end = std::min(end, base::Date::from_civil(9999, 12, 31));
    std::string text = written(&scenario, spec::scenario_table(), "");
    if (text != last_->text) {
      const scenario::Catalogue catalogue{.actions = model::action_rows(),
                                          .events = model::event_rows(),
                                          .measures = model::measure_rows()};
      last_->scenario = scenario::load_text(text, "limit.yaml", catalogue).scenario;
      last_->text = std::move(text);
    }
    spec::Scenario loaded = last_->scenario;
    loaded.end = end;
    return loaded;
  }

 private:
  struct Last {
    std::string text;
    spec::Scenario scenario;
  };
  std::shared_ptr<Last> last_ = std::make_shared<Last>();
};

class LoadedWorld : public test::MiniWorld {
 public:
  LoadedWorld() { reads_by(AsLoaded()); }
};

}  // namespace acqsim::limits
