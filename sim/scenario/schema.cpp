#include "acqsim/scenario/schema.hpp"

#include "scenario/distribution_reader.hpp"
#include "scenario/glossary.hpp"
#include "scenario/json.hpp"
#include "scenario/value_reader.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/spec/policy.hpp>
#include <acqsim/spec/tables.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace acqsim::scenario {
namespace {

using base::Kind;
using base::Unit;
using spec::Field;

constexpr const char* kNumber = R"(-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?)";
constexpr const char* kMoney = R"(-?\$(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?[kMB]?)";
/// An id; in a map of ids, basis, source and note speak of the map.
constexpr const char* kId = "^(?!(basis|source|note)$)[a-z][a-z0-9]*(-[a-z0-9]+)*$";
constexpr const char* kDate = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

std::string unit_name(Unit unit) {
  switch (unit) {
    case Unit::none:
    case Unit::text:
      return "number";
    case Unit::count:
      return "count";
    case Unit::share:
      return "share";
    case Unit::days:
      return "duration";
    case Unit::money:
      return "money";
    case Unit::per_year:
      return "frequency";
  }
  return "";
}

Json refer(const std::string& name) {
  return Json::object().set("$ref", Json::text("#/definitions/" + name));
}
/// In draft-07 nothing beside a $ref counts, not even its description.
Json refer(const std::string& name, const std::string& description) {
  Json all = Json::array();
  all.push(refer(name));
  return Json::object().set("description", Json::text(description)).set("allOf", std::move(all));
}
Json type(const char* name) { return Json::object().set("type", Json::text(name)); }
Json pattern(const std::string& text) {
  return type("string").set("pattern", Json::text("^(" + text + ")$"));
}
Json any_of(std::initializer_list<Json> choices) {
  Json list = Json::array();
  for (const Json& one : choices) list.push(one);
  return Json::object().set("anyOf", std::move(list));
}
/// A type, or null, which removes what an extended file gives.
Json type_or_null(const char* name) {
  return Json::object().set("type", Json::strings({name, "null"}));
}
Json list_of(Json item) { return type("array").set("items", std::move(item)); }

Json closed(Json properties) {
  return type("object")
      .set("properties", std::move(properties))
      .set("additionalProperties", Json::raw("false"));
}

/// A text of that form, or a number: zero stands bare everywhere. Without anyOf, from whose
/// branches an editor would make its explanation of the key.
Json text_or_number(const std::string& form) {
  return Json::object()
      .set("type", Json::strings({"string", "number"}))
      .set("pattern", Json::text("^(" + form + ")$"));
}
Json text_or_zero(const std::string& form) {
  return text_or_number(form).set("minimum", Json::raw("0")).set("maximum", Json::raw("0"));
}

/// Plain text of a unit's numbers.
Json quantity(Unit unit) {
  switch (unit) {
    case Unit::none:
    case Unit::text:
      return type("number");
    case Unit::count:
      return type("integer");
    case Unit::share:
      return text_or_number(std::string(kNumber) + "%");
    case Unit::days:
      return text_or_zero(std::string(kNumber) + "(d|w|mo|y)");
    case Unit::money:
      return text_or_zero(kMoney);
    case Unit::per_year:
      return text_or_zero(std::string(kNumber) + "/(d|w|mo|y)");
  }
  return Json::object();
}

Json distribution(Unit unit) {
  const std::string name = unit_name(unit == Unit::count ? Unit::none : unit);
  const Json value = refer(name);
  Json properties = Json::object();
  for (const auto& family : distribution_families()) {
    if (family.name == "discrete") {
      properties.set(
          "discrete",
          closed(
              Json::object().set("values", list_of(value)).set("weights", list_of(type("number"))))
              .set("required", Json::strings(family.arguments)));
    } else if (family.name == "empirical") {
      properties.set("empirical", list_of(value).set("minItems", Json::raw("1")));
    } else if (family.is_list) {
      const std::string count = fmt::format("{}", family.arguments.size());
      properties.set(
          family.name,
          list_of(value).set("minItems", Json::raw(count)).set("maxItems", Json::raw(count)));
    } else {
      Json arguments = Json::object();
      for (const auto& one : family.arguments)
        arguments.set(one, one == "cv" || one == "shape" ? type("number") : value);
      properties.set(family.name,
                     closed(std::move(arguments)).set("required", Json::strings(family.arguments)));
    }
  }
  properties.set("at_zero", refer("share"));
  properties.set("truncate", list_of(value));
  return closed(std::move(properties)).set("minProperties", Json::raw("1"));
}

/// Bounds that JSON can state: of numbers that it sees as numbers.
Json bounded(const base::Parameter& about) {
  if (about.unit != Unit::none && about.unit != Unit::count) return refer(unit_name(about.unit));
  Json number = type(about.unit == Unit::count ? "integer" : "number");
  if (std::isfinite(about.range.low)) number.set("minimum", Json::raw(exact(about.range.low)));
  if (std::isfinite(about.range.high)) number.set("maximum", Json::raw(exact(about.range.high)));
  return number;
}

/// Everything that may stand where one value is wanted. Null removes what an extended file gives.
Json leaf(const base::Parameter& about, const std::string& description) {
  Json bare = Json::array();
  Json range = Json::object();
  switch (about.kind) {
    case Kind::text:
      bare.push(Json::object().set(
          "type", Json::strings({"string", "number", "boolean"})));  // a title may look like one
      break;
    case Kind::boolean:
      bare.push(type("boolean"));
      break;
    case Kind::number:
    case Kind::distribution:
      bare.push(bounded(about));
      bare.push(refer(unit_name(about.unit) + "-distribution"));
      range = list_of(refer(unit_name(about.unit == Unit::count ? Unit::none : about.unit)));
      break;
    case Kind::date:
      bare.push(refer("date"));
      range = list_of(refer("date"));
      break;
    case Kind::choice:
      bare.push(Json::object().set("enum", Json::strings(about.choices)));
      break;
    case Kind::reference:
      bare.push(refer("id"));
      break;
    case Kind::references:
      bare.push(list_of(refer("id")));
      break;
    case Kind::comparison:
      bare.push(pattern(
          "(" + (about.choices.empty() ? "<=|>=|==|!=|<|>" : base::join(about.choices, "|")) +
          ") *.+"));
      break;
  }
  Json record = Json::object();
  record.set("value", Json::object().set("anyOf", bare));
  if (about.unit == Unit::per_year) record.set("rate", Json::object().set("anyOf", bare));
  record.set("basis", refer("basis")).set("source", refer("source")).set("note", refer("note"));
  record.set("range", std::move(range));
  Json choices = bare;
  choices.push(closed(std::move(record)).set("minProperties", Json::raw("1")));
  choices.push(type("null"));
  // One level down: beside its own anyOf an editor does not look at the description.
  Json all = Json::array();
  all.push(Json::object().set("anyOf", std::move(choices)));
  return Json::object().set("description", Json::text(description)).set("allOf", std::move(all));
}

std::string described(const base::Parameter& about) {
  std::string text = about.meaning;
  const std::string allowed = allowed_text(about);
  text += fmt::format(" Written as {}", form_text(about));
  if (allowed != "any") text += fmt::format("; {}", allowed);
  text += about.required ? "; required." : ".";
  return text + fmt::format(" Source: {}.", about.source);
}

std::string table_name(const spec::Table& table) {
  std::string name = table.name;
  std::replace(name.begin(), name.end(), ' ', '-');
  return "record-" + name;
}

void add_citation(Json& properties) {
  properties.set("basis", refer("basis")).set("source", refer("source")).set("note", refer("note"));
}

Json map_of(const Field& field, Json value) {
  Json properties = Json::object();
  add_citation(properties);
  return type_or_null("object")
      .set("description", Json::text(field.about.meaning))
      .set("properties", std::move(properties))
      .set("patternProperties", Json::object().set(kId, std::move(value)))
      .set("additionalProperties", Json::raw("false"));
}

/// Paths and amounts of set, scale and add are for the checker, which knows the whole scenario.
Json effects() {
  const Json ids = list_of(refer("id"));
  const Json where =
      closed(Json::object().set("kinds", ids).set("agencies", ids).set("levels", ids));
  Json choices = Json::array();
  const auto add = [&](const char* verb, Json value) {
    Json properties = Json::object();
    properties.set(verb, std::move(value)).set("where", where);
    add_citation(properties);
    choices.push(closed(std::move(properties)).set("required", Json::strings({verb})));
  };
  for (const char* operation : {"set", "scale", "add"}) add(operation, type("object"));
  for (const char* verb : {"require", "forbid"}) {
    Json rules = Json::object();
    for (const spec::PolicyRule& rule : spec::policy_rules()) {
      if (rule.verb != verb) continue;
      rules.set(rule.about.name,
                rule.about.refers_to == "origins"
                    ? list_of(type("string")).set("description", Json::text(rule.about.meaning))
                    : leaf(rule.about, described(rule.about)));
    }
    add(verb, closed(std::move(rules)));
  }
  Json paths = Json::object();
  add_citation(paths);
  add("reroute",
      type("object").set("properties", std::move(paths)).set("additionalProperties", refer("id")));
  return list_of(Json::object().set("anyOf", std::move(choices)));
}

Json field_schema(const Field& field) {
  const std::string& meaning = field.about.meaning;
  switch (field.shape) {
    case Field::Shape::leaf: {
      return leaf(field.about, described(field.about));
    }
    case Field::Shape::leaf_map:
      return map_of(field, leaf(field.about, described(field.about)));
    case Field::Shape::record:
      return refer(table_name(*field.table), meaning);
    case Field::Shape::record_map:
      return map_of(field, refer(table_name(*field.table)));
    case Field::Shape::condition:
      return any_of({refer("condition"), type("null")}).set("description", Json::text(meaning));
    case Field::Shape::span:
      return any_of({pattern("FY[1-9][0-9]{3}"), list_of(refer("date")), type("null")})
          .set("description", Json::text(meaning));
    case Field::Shape::effects:
      return any_of({refer("effects"), type("null")}).set("description", Json::text(meaning));
  }
  return Json::object();
}

Json arguments(const base::Row& row) {
  Json properties = Json::object();
  for (const auto& one : row.parameters) properties.set(one.name, leaf(one, described(one)));
  return properties;
}

Json vary() {
  const Json scalar = Json::object().set("type", Json::strings({"string", "number"}));
  const Json values = any_of(
      {list_of(scalar), pattern("range"),
       closed(
           Json::object().set("from", scalar).set("to", scalar).set("points", type("integer")))});
  const auto paths = [&] {
    return type("object").set("patternProperties",
                              Json::object().set("^[a-z0-9_-]+(\\.[a-z0-9_-]+)+$", values));
  };
  return paths()
      .set("description", Json::text("What sweeps vary; ignored by a run."))
      .set("properties",
           Json::object()
               .set("together", paths().set("additionalProperties", Json::raw("false")))
               .set("where", any_of({type("string"), list_of(type("string"))}))
               .set("design", pattern("grid|(lhs|sobol|morris)\\([1-9][0-9]*\\)")))
      .set("additionalProperties", Json::raw("false"));
}

Json record_schema(const spec::Table& table, const Catalogue& catalogue) {
  Json properties = Json::object();
  for (const Field& field : table.fields) properties.set(field.about.name, field_schema(field));
  if (!table.catalogue.empty()) {
    for (const auto& row : catalogue.actions)
      properties.set(row.name, any_of({closed(arguments(row)), type("null")})
                                   .set("description", Json::text(row.meaning)));
  }
  if (&table == &spec::scenario_table()) {
    properties.set("extends", any_of({type("string"), list_of(type("string"))})
                                  .set("description",
                                       Json::text("The file, or the files in order, that this one "
                                                  "overlays; paths relative to it.")));
    properties.set("vary", vary());
  }
  add_citation(properties);
  return type_or_null("object")
      .set("description", Json::text(table.meaning))
      .set("properties", std::move(properties))
      .set("additionalProperties", Json::raw("false"));
}

Json condition(const Catalogue& catalogue) {
  Json choices = Json::array();
  const auto add = [&](std::span<const base::Row> rows, const char* op) {
    for (const auto& row : rows) {
      const bool is_measure = std::string_view(op) == "measure";
      Json properties = Json::object();
      properties.set(op, Json::object().set("const", Json::text(row.name)));
      for (const auto& one : row.parameters) properties.set(one.name, leaf(one, described(one)));
      if (is_measure) properties.set("is", pattern("(<=|>=|==|!=|<|>) *.+"));
      std::vector<std::string> required{op};
      if (is_measure) required.emplace_back("is");
      choices.push(closed(std::move(properties))
                       .set("required", Json::strings(required))
                       .set("description", Json::text(row.meaning)));
    }
  };
  add(catalogue.events, "event");
  add(catalogue.measures, "measure");
  for (const char* op : {"all", "any", "not"}) {
    const bool is_one = std::string_view(op) == "not";
    choices.push(
        closed(Json::object().set(op, is_one ? refer("condition") : list_of(refer("condition"))))
            .set("required", Json::strings({op})));
  }
  return Json::object().set("anyOf", std::move(choices));
}

}  // namespace

std::string json_schema(const Catalogue& catalogue) {
  Json defs = Json::object();
  defs.set("id", pattern("[a-z][a-z0-9]*(-[a-z0-9]+)*"));
  defs.set("date", type("string").set("pattern", Json::text(kDate)));
  defs.set("basis", Json::object()
                        .set("description", Json::text("What a value is."))
                        .set("enum", Json::strings({"fact", "estimate", "assumption"})));
  defs.set("note", type("string").set("description", Json::text("Whatever else is to be said.")));
  defs.set("source", any_of({type("string"),
                             closed(Json::object()
                                        .set("title", type("string"))
                                        .set("href", type("string"))
                                        .set("date", any_of({type("string"), type("integer")})))})
                         .set("description", Json::text("Where it was published.")));
  for (const Unit unit :
       {Unit::none, Unit::count, Unit::share, Unit::days, Unit::money, Unit::per_year}) {
    defs.set(unit_name(unit), quantity(unit));
    defs.set(unit_name(unit) + "-distribution", distribution(unit));
  }
  defs.set("condition", condition(catalogue));
  defs.set("effects", effects());
  std::vector<const spec::Table*> known;
  visit_tables([&](const TablePlace& place) {
    if (place.path.empty() || std::find(known.begin(), known.end(), place.table) != known.end())
      return;
    known.push_back(place.table);
    defs.set(table_name(*place.table), record_schema(*place.table, catalogue));
  });
  // Required keys may come from an extended file, so only `check` can demand them.
  Json schema = Json::object();
  schema.set("$schema", Json::text("http://json-schema.org/draft-07/schema#"));
  schema.set("title", Json::text("acqsim scenario"));
  Json root = record_schema(spec::scenario_table(), catalogue);
  Json whole = Json::array();
  whole.push(refer("record-scenario"));
  schema.set("allOf", std::move(whole));
  defs.set("record-scenario", std::move(root));
  schema.set("definitions", std::move(defs));
  return schema.print() + "\n";
}

}  // namespace acqsim::scenario
