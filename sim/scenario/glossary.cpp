#include "scenario/glossary.hpp"

#include "scenario/value_reader.hpp"

#include <acqsim/base/quantity_text.hpp>
#include <acqsim/base/text.hpp>
#include <acqsim/spec/tables.hpp>

#include <fmt/format.h>

namespace acqsim::scenario {
namespace {

using base::Kind;
using spec::Field;

void visit(const TablePlace& place, const std::function<void(const TablePlace&)>& visitor) {
  visitor(place);
  for (const Field& field : place.table->fields) {
    const std::string here =
        place.path.empty() ? field.about.name : place.path + "." + field.about.name;
    if (field.shape == Field::Shape::record)
      visit({here, field.table, &field, field.child(place.fresh)}, visitor);
    if (field.shape == Field::Shape::record_map)
      visit({here + ".ID", field.table, &field, field.child_at(place.fresh, "id")}, visitor);
  }
}

}  // namespace

void visit_tables(const std::function<void(const TablePlace&)>& visitor) {
  spec::Scenario fresh;
  visit({"", &spec::scenario_table(), nullptr, &fresh}, visitor);
}

std::string default_text(const Field& field, const void* fresh) {
  if (field.about.required) return "required";
  if (!field.about.default_text.empty()) return field.about.default_text;
  if (field.shape != Field::Shape::leaf) return "none";
  const auto value = field.get(fresh);
  if (!value) return "none";
  if (const auto* flag = std::get_if<bool>(&*value)) return *flag ? "true" : "false";
  // What a scenario could not write is a mark for "not given", not a default.
  const auto shown = [&field](double number) {
    return field.about.range.contains(number) ? base::quantity_text(number, field.about.unit)
                                              : std::string("none");
  };
  if (const auto* number = std::get_if<double>(&*value)) return shown(*number);
  if (const auto* text = std::get_if<std::string>(&*value)) return text->empty() ? "none" : *text;
  if (const auto* ids = std::get_if<std::vector<std::string>>(&*value))
    return ids->empty() ? "none" : base::join(*ids, ", ");
  if (const auto* spread = std::get_if<stats::Distribution>(&*value))
    return spread->is_fixed() ? shown(spread->median()) : spread->describe();
  return std::get<base::Date>(*value).iso();
}

std::string form_text(const base::Parameter& about) {
  std::string kinds = about.refers_to;
  if (const auto comma = kinds.find(','); comma != std::string::npos)
    kinds.replace(comma, 1, " or ");
  switch (about.kind) {
    case Kind::text:
      return "a text";
    case Kind::boolean:
      return "true or false";
    case Kind::number:
      return base::expected_form(about.unit);
    case Kind::date:
      return "a date such as 2026-03-18";
    case Kind::distribution:
      return base::expected_form(about.unit) + ", or a distribution of such";
    case Kind::choice:
      return "one of " + base::join(about.choices, ", ");
    case Kind::reference:
      return "an id of " + kinds;
    case Kind::references:
      return "a list of ids of " + kinds;
    case Kind::comparison:
      return "a comparison such as \"< 0.5\"";
  }
  return "";
}

std::string allowed_text(const base::Parameter& about) {
  const bool is_number = about.kind == Kind::number || about.kind == Kind::distribution;
  return is_number ? range_text(about.range, about.unit) : "any";
}

}  // namespace acqsim::scenario
