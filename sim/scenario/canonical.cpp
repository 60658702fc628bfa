#include "scenario/canonical.hpp"

#include "scenario/value_reader.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/spec/tables.hpp>

namespace acqsim::scenario {
namespace {

using spec::Field;

void add(void* owner, const spec::Table& table, const std::string& path,
         std::map<std::string, std::string>& lines) {
  for (const Field& field : table.fields) {
    const std::string here = path.empty() ? field.about.name : path + "." + field.about.name;
    switch (field.shape) {
      case Field::Shape::leaf:
        if (const auto value = field.get(owner)) lines.try_emplace(here, canonical_leaf(*value));
        break;
      case Field::Shape::leaf_map:
        for (const auto& [key, value] : field.entries(owner))
          lines.try_emplace(here + "." + key, canonical_leaf(value));
        break;
      case Field::Shape::record:
        add(field.child(owner), *field.table, here, lines);
        break;
      case Field::Shape::record_map:
        for (const auto& [key, child] : field.children(owner))
          add(field.child_at(owner, key), *field.table, here + "." + key, lines);
        break;
      case Field::Shape::condition:
      case Field::Shape::span:
      case Field::Shape::effects:
        break;  // absent unless given
    }
  }
}

}  // namespace

std::string canonical_leaf(const spec::Leaf& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* number = std::get_if<double>(&value)) return exact(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return quoted(*text);
  if (const auto* day = std::get_if<base::Date>(&value)) return day->iso();
  if (const auto* ids = std::get_if<std::vector<std::string>>(&value))
    return "[" + base::join(*ids, ", ") + "]";
  const auto& distribution = std::get<stats::Distribution>(value);
  return distribution.is_fixed() ? exact(distribution.median()) : distribution.describe();
}

std::string canonical_text(spec::Scenario& scenario, std::map<std::string, std::string> given) {
  add(&scenario, spec::scenario_table(), {}, given);
  std::string text;
  for (const auto& [path, value] : given) text += path + " = " + value + "\n";
  return text;
}

}  // namespace acqsim::scenario
