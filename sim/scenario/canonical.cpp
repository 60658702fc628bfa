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

/// The value at a path from this record on.
std::optional<spec::Leaf> leaf_of(void* owner, const spec::Table& table, std::string_view path) {
  const std::size_t dot = path.find('.');
  const Field* field = table.find(path.substr(0, dot));
  if (field == nullptr) return std::nullopt;
  if (field->shape == Field::Shape::leaf) {
    return dot == std::string_view::npos ? field->get(owner) : std::nullopt;
  }
  if (dot == std::string_view::npos) return std::nullopt;
  const std::string_view rest = path.substr(dot + 1);
  if (field->shape == Field::Shape::record)
    return leaf_of(field->child(owner), *field->table, rest);
  if (field->shape == Field::Shape::leaf_map) {
    for (const auto& [key, value] : field->entries(owner)) {
      if (key == rest) return value;
    }
  }
  if (field->shape == Field::Shape::record_map) {
    const std::size_t end = rest.find('.');
    if (end == std::string_view::npos) return std::nullopt;
    for (const auto& [key, child] : field->children(owner)) {
      if (key != rest.substr(0, end)) continue;
      return leaf_of(field->child_at(owner, key), *field->table, rest.substr(end + 1));
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<spec::Leaf> leaf_at(spec::Scenario& scenario, const std::string& path) {
  return leaf_of(&scenario, spec::scenario_table(), path);
}

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
