#include "acqsim/scenario/reference.hpp"

#include "scenario/distribution_reader.hpp"
#include "scenario/glossary.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/spec/policy.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace acqsim::scenario {
namespace {

using base::markdown_cell;
using spec::Field;

constexpr const char* kPreface =
    R"(# Reference of the scenario language

Printed by `acqsim doc --all` from the same tables that `acqsim check` reads: do not edit.
Sources are keys of `sim/REFERENCES.md`; an assumption wants a range where a scenario gives it.

## How values are written

- A value stands bare (`price: $400`), or in a record with what it rests on:
  `{value: $400, basis: fact | estimate | assumption, source: {title, href, date}, range: [low, high], note: ...}`.
  `basis`, `source` and `note` may stand in any record, and hold for all values in it that have none.
- Numbers carry their unit: `$2.5M`, `90d`, `6mo`, `2/y`, `35%`. Only zero may stand bare.
- A number that is not known for sure may be a distribution: it is drawn once in each simulated future.
- Named things are maps by id, in lower-case words joined by hyphens.
- `extends: other.yaml`, or a list of such, overlays this file on others: maps merge by key, values and lists are
  replaced, `key: null` removes.
- `vary` says what sweeps vary, and a run ignores it: `{PATH: [values] | {from, to, points} | range, together: {...}, where: [...], design: grid}`.
  `range`, and `{points: 5}` without ends, take the range that the scenario gives the value. What stands in `together` moves in step. `where` keeps the points for
  which a relation holds, such as `"lock_in.strength <= 1"` or one between two varied paths. `design` is `grid` (all combinations, the first varying slowest), `lhs(200)` (a Latin hypercube), `sobol(256)`
  (Owen-scrambled) or `morris(20)` (trajectories); the last three sample ranges and need no `points`.

## Distributions

| written | arguments |
| --- | --- |
)";

std::string families() {
  std::string text;
  for (const auto& family : distribution_families()) {
    if (family.name == "discrete") {
      text +=
          "| `{discrete: {values: [a, b], weights: [1, 3]}}` | values in the unit, weights plain "
          "|\n";
      continue;
    }
    const std::string inner = base::join(family.arguments, ", ");
    text += family.is_list ? fmt::format("| `{{{}: [{}]}}` | in the unit |\n", family.name, inner)
                           : fmt::format("| `{{{}: {{{}: ...}}}}` | {} |\n", family.name,
                                         base::join(family.arguments, ": ..., "), inner);
  }
  return text +
         "\nBeside the family may stand `at_zero: 20%`, a probability of exactly zero, and "
         "`truncate: [low, high]`, which\nholds for the rest. `p90` is the ninth decile, `cv` the "
         "standard deviation over the mean.\n";
}

/// Whether a policy can change it on a date.
std::string changed(const Field& field) {
  if (field.about.reading == base::Reading::at_start) return "";
  return field.about.reading == base::Reading::by_agency ? " *policy, by agency*" : " *policy*";
}

std::string key_line(const Field& field, const void* fresh) {
  const bool is_value = field.shape == Field::Shape::leaf || field.shape == Field::Shape::leaf_map;
  std::string form = is_value ? form_text(field.about) : "a record";
  if (field.shape == Field::Shape::leaf_map) {
    form = field.keys_refer_to.empty() ? "ids to: " + form
                                       : fmt::format("ids of {} to: {}", field.keys_refer_to, form);
  } else if (field.shape == Field::Shape::record_map) {
    form = field.keys_refer_to.empty() ? fmt::format("ids to records, see {}", field.table->name)
                                       : fmt::format("ids of {} to records, see {}",
                                                     field.keys_refer_to, field.table->name);
  } else if (field.shape == Field::Shape::record) {
    form = "a record, see " + field.table->name;
  } else if (field.shape == Field::Shape::condition) {
    form = "{event: ...}, {measure: ..., is: ...}, {all: [...]}, {any: [...]} or {not: ...}";
  } else if (field.shape == Field::Shape::span) {
    form = "FY2028 or [2027-10-01, 2028-09-30]";
  } else if (field.shape == Field::Shape::effects) {
    form = "a list of effects, see below";
  }
  return fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", field.about.name, markdown_cell(form),
                     markdown_cell(is_value ? allowed_text(field.about) : ""),
                     markdown_cell(default_text(field, fresh)),
                     markdown_cell(field.about.meaning + changed(field)),
                     markdown_cell(field.about.source));
}

/// What `require` and `forbid` take.
std::string policy_rules() {
  std::string text =
      "\n## Effects of policies\n\nAn item of `effects` holds one of `set`, `scale`, `add` "
      "(`{PATH: VALUE}`, of values marked with *policy*), `require`\nand `forbid`, and may have "
      "`where: {kinds: [...], agencies: [...], levels: [...]}`: agencies of these kinds or ids, "
      "and\nrequirements at these levels. `set`, `scale` and `add` take it for values marked "
      "*by agency*, without levels.\n\n`reroute` (`{PATH OF AUTHORISATION: ANOTHER}`, ids of "
      "`pipeline.paths`) sends offerings in enclaves that\nname the one path by the other, if "
      "their assessment has not begun.\n\n"
      "| verb | rule | written as | range | meaning |\n| --- | --- | --- | --- | --- |\n";
  for (const spec::PolicyRule& rule : spec::policy_rules())
    text += fmt::format("| `{}` | `{}` | {} | {} | {} |\n", rule.verb, rule.about.name,
                        markdown_cell(rule.about.refers_to == "origins" ? "a list of countries"
                                                                        : form_text(rule.about)),
                        markdown_cell(allowed_text(rule.about)), markdown_cell(rule.about.meaning));
  return text;
}

std::string parameters(const base::Row& row) {
  std::string text;
  for (const auto& one : row.parameters) {
    text += fmt::format("| | `{}`{} | {}; {} | {} | {} |\n", one.name,
                        one.required ? " (required)" : "", markdown_cell(form_text(one)),
                        markdown_cell(allowed_text(one)), markdown_cell(one.meaning),
                        markdown_cell(one.source));
  }
  return text;
}

std::string rows(std::string_view title, std::string_view use, std::span<const base::Row> all) {
  std::string text = fmt::format("\n## {}\n\n{}\n\n", title, use);
  text += "| name | argument | form | meaning | source |\n| --- | --- | --- | --- | --- |\n";
  for (const auto& row : all) {
    const std::string unit = row.unit.empty() ? "" : fmt::format("in {}", row.unit);
    text += fmt::format("| `{}` | | {} | {} | {} |\n", row.name, markdown_cell(unit),
                        markdown_cell(row.meaning), markdown_cell(row.source));
    text += parameters(row);
  }
  return text;
}

/// "vendors.ID.price" for "vendors.openai.price": the same with ID in the place of ids.
bool is_same_path(const std::vector<std::string>& known, const std::vector<std::string>& asked) {
  if (known.size() != asked.size()) return false;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (known[i] != "ID" && known[i] != asked[i]) return false;
  }
  return true;
}

std::string describe_field(const std::string& path, const Field& field, const void* fresh) {
  std::string text = fmt::format("{}\n  {}\n", path, field.about.meaning);
  if (field.shape == Field::Shape::leaf || field.shape == Field::Shape::leaf_map) {
    text += fmt::format("  written:  {}\n", form_text(field.about));
    const std::string allowed = allowed_text(field.about);
    if (allowed != "any") text += fmt::format("  range:    {}\n", allowed);
    if (field.shape == Field::Shape::leaf)
      text += fmt::format("  default:  {}\n", default_text(field, fresh));
    if (field.about.reading != base::Reading::at_start)
      text += fmt::format("  policies: may change it on a date{}\n",
                          field.about.reading == base::Reading::by_agency ? ", by agency" : "");
  } else if (field.shape == Field::Shape::effects) {
    text +=
        "  written:  a list of {set | scale | add: {PATH: VALUE}} and {require | forbid: {RULE: "
        "VALUE}}, each with\n            where: {kinds, agencies, levels} if it is limited; "
        "{reroute: {PATH OF AUTHORISATION: ANOTHER}}\n";
    for (const spec::PolicyRule& rule : spec::policy_rules())
      text +=
          fmt::format("  {}: {{{}: ...}}  {}\n", rule.verb, rule.about.name, rule.about.meaning);
  }
  return text + fmt::format("  source:   {}\n", field.about.source);
}

std::string describe_table(const TablePlace& place) {
  std::string text =
      fmt::format("{}\n  {}\n", place.path.empty() ? "scenario" : place.path, place.table->meaning);
  std::size_t width = 0;
  for (const Field& field : place.table->fields) width = std::max(width, field.about.name.size());
  for (const Field& field : place.table->fields)
    text += fmt::format("  {:<{}}  {}\n", field.about.name, width, field.about.meaning);
  if (!place.table->catalogue.empty())
    text += fmt::format("  {:<{}}  {}\n", "ACTION", width,
                        "One of the " + place.table->catalogue + ", with its arguments.");
  return text;
}

std::string describe_row(const base::Row& row, std::string_view what) {
  std::string text = fmt::format("{} ({}{})\n  {}\n", row.name, what,
                                 row.unit.empty() ? "" : ", in " + row.unit, row.meaning);
  for (const auto& one : row.parameters) {
    const std::string allowed = allowed_text(one);
    text += fmt::format("  {}: {} Written as {}{}{}.\n", one.name, one.meaning, form_text(one),
                        allowed == "any" ? "" : "; " + allowed, one.required ? "; required" : "");
  }
  return text + fmt::format("  source:   {}\n", row.source);
}

}  // namespace

std::string reference_markdown(const Catalogue& catalogue) {
  std::string text = kPreface + families();
  std::vector<const spec::Table*> shown;
  visit_tables([&](const TablePlace& place) {
    // A table that stands in several places (the layers of lock-in) is shown in the first.
    if (std::find(shown.begin(), shown.end(), place.table) != shown.end()) return;
    shown.push_back(place.table);
    text += fmt::format("\n## {}\n\n", place.table->name);
    if (!place.path.empty()) text += fmt::format("At `{}`. ", place.path);
    text += place.table->meaning + "\n\n";
    text += "| key | written as | range | default | meaning | source |\n";
    text += "| --- | --- | --- | --- | --- | --- |\n";
    for (const Field& field : place.table->fields) text += key_line(field, place.fresh);
  });
  text += policy_rules();
  text += rows("Actions of the timeline",
               "An entry of `timeline` holds exactly one of these keys with its arguments.",
               catalogue.actions);
  text += rows("Events", "For `that: {event: NAME, ARGUMENT: ...}`. Arguments narrow what counts.",
               catalogue.events);
  text += rows("Measures", "For `that: {measure: NAME, ARGUMENT: ..., is: \"< 0.5\"}`.",
               catalogue.measures);
  return text;
}

std::optional<std::string> describe(const Catalogue& catalogue, std::string_view path_or_name) {
  const auto asked = base::split(path_or_name, '.');
  std::optional<std::string> found;
  visit_tables([&](const TablePlace& place) {
    if (found) return;
    const auto known =
        place.path.empty() ? std::vector<std::string>() : base::split(place.path, '.');
    // A map of records by its own path, or its records by theirs.
    if (is_same_path(known, asked)) found = describe_table(place);
    if (!known.empty() && known.back() == "ID" && known.size() == asked.size() + 1 &&
        is_same_path({known.begin(), known.end() - 1}, asked)) {
      found = fmt::format("{}\n  {}\n  written:  ids to records, each with these keys\n\n{}",
                          base::join({known.begin(), known.end() - 1}, "."),
                          place.field->about.meaning, describe_table(place));
    }
    for (const Field& field : place.table->fields) {
      if (found) return;
      auto here = known;
      here.push_back(field.about.name);
      const bool has_table =
          field.shape == Field::Shape::record || field.shape == Field::Shape::record_map;
      if (has_table) continue;  // its table says more
      if (!is_same_path(here, asked) && field.shape == Field::Shape::leaf_map) here.push_back("ID");
      if (is_same_path(here, asked))
        found = describe_field(base::join(here, "."), field, place.fresh);
    }
  });
  if (found) return found;
  const auto in = [&](std::span<const base::Row> all, std::string_view what) {
    for (const base::Row& row : all) {
      if (row.name == path_or_name) found = found.value_or("") + describe_row(row, what);
    }
  };
  in(catalogue.actions, "action");
  in(catalogue.events, "event");
  in(catalogue.measures, "measure");
  return found;
}

std::vector<std::string> describable(const Catalogue& catalogue) {
  std::vector<std::string> all;
  visit_tables([&](const TablePlace& place) {
    for (const Field& field : place.table->fields)
      all.push_back(place.path.empty() ? field.about.name : place.path + "." + field.about.name);
  });
  for (const auto rows_of : {catalogue.actions, catalogue.events, catalogue.measures}) {
    for (const base::Row& row : rows_of) all.push_back(row.name);
  }
  return all;
}

}  // namespace acqsim::scenario
