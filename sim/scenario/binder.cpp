#include "scenario/binder.hpp"

#include "scenario/effects.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/spec/tables.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace acqsim::scenario {
namespace {

using spec::Field;
using spec::Table;

std::string join_path(const std::string& path, const std::string& key) {
  return path.empty() ? key : path + "." + key;
}

bool is_top_level_extra(const Table& table, const std::string& key) {
  return &table == &spec::scenario_table() && key == "vary";
}

}  // namespace

void Binder::bind(const Node* root) {
  record(root, spec::scenario_table(), &out_.scenario, {}, root->place);
  if (const Entry* vary = root->find("vary")) bound_.vary = vary->value;
  // Last: an effect is judged by the value that it changes.
  const EffectContext context{root, tree_.layers, out_.scenario, values_, problems_, out_.origin};
  for (const auto& [path, given] : effects_)
    bound_.canonical[path] = read_effects(given.node, path, context, *given.effects);
}

void Binder::record(const Node* node, const Table& table, void* owner, const std::string& path,
                    Place key) {
  if (!is_map(node, path, "the keys of " + with_article(table.name))) return;
  values_.check_citation(node, path);
  // In the table's order: a span needs the fiscal calendar, wherever the file gives it.
  for (const Field& one : table.fields) {
    if (const Entry* const entry = node->find(one.about.name))
      field(*entry, one, owner, join_path(path, one.about.name));
  }
  for (const Entry& entry : node->entries) {
    const bool is_known = table.find(entry.key) != nullptr || is_citation_key(entry.key) ||
                          is_top_level_extra(table, entry.key);
    if (!is_known && table.catalogue.empty()) unknown_key(entry, table, path);
  }
  if (!table.catalogue.empty()) action(node, table, owner, path, key);
  for (const Field& one : table.fields) {
    if (!one.about.required || node->find(one.about.name) != nullptr) continue;
    problems_.add(key, path, fmt::format("required key '{}' is missing", one.about.name),
                  one.about.meaning);
  }
}

void Binder::field(const Entry& entry, const Field& field, void* owner, const std::string& path) {
  bound_.written[path] = Written{entry.place, entry.value->place};
  switch (field.shape) {
    case Field::Shape::leaf:
      leaf(entry, field, owner, path);
      break;
    case Field::Shape::leaf_map:
      leaf_map(entry, field, owner, path);
      break;
    case Field::Shape::record:
      record(entry.value, *field.table, field.child(owner), path, entry.place);
      break;
    case Field::Shape::record_map:
      record_map(entry, field, owner, path);
      break;
    case Field::Shape::condition: {
      spec::Condition& condition_out = *field.condition(owner);
      condition(entry.value, condition_out, path);
      bound_.canonical[path] = canonical(condition_out);
      conditions_[path] = &condition_out;
      break;
    }
    case Field::Shape::span:
      span(entry, field, owner, path);
      break;
    case Field::Shape::effects:
      effects_[path] = {entry.value, field.effects(owner)};
      break;
  }
}

std::optional<spec::Leaf> Binder::keep(const base::Parameter& about, const Node* node,
                                       const std::string& path, bool is_argument) {
  Provenance origin;
  auto value = values_.annotated(about, node, path, origin);
  if (!value) return std::nullopt;
  if (value->uncertain && is_argument) {
    problems_.add(node->place, path, "expected one number, found a distribution");
    return std::nullopt;
  }
  if (value->uncertain)
    out_.scenario.uncertain.insert_or_assign(path, std::move(*value->uncertain));
  // Arguments are part of the line of their call.
  if (!is_argument) bound_.canonical[path] = std::move(value->canonical);
  out_.origin[path] = std::move(origin);
  return std::move(value->leaf);
}

void Binder::leaf(const Entry& entry, const Field& field, void* owner, const std::string& path) {
  const auto about = in_unit_of_measure(field, entry.value->place, path);
  if (!about) return;
  if (const auto value = keep(*about, entry.value, path, false)) field.set(owner, *value);
}

void Binder::leaf_map(const Entry& entry, const Field& field, void* owner,
                      const std::string& path) {
  if (!is_map(entry.value, path, "a map of ids to values")) return;
  values_.check_citation(entry.value, path);
  for (const Entry& member : entry.value->entries) {
    if (is_citation_key(member.key)) continue;
    const std::string here = join_path(path, member.key);
    bound_.written[here] = Written{member.place, member.value->place};
    const bool is_right = is_right_key(member, field, path);
    const auto value = keep(field.about, member.value, here, false);
    if (is_right && value) field.set_at(owner, member.key, *value);
  }
}

void Binder::record_map(const Entry& entry, const Field& field, void* owner,
                        const std::string& path) {
  if (!is_map(entry.value, path, "a map of ids to records")) return;
  values_.check_citation(entry.value, path);
  for (const Entry& member : entry.value->entries) {
    if (is_citation_key(member.key)) continue;
    const std::string here = join_path(path, member.key);
    bound_.written[here] = Written{member.place, member.value->place};
    is_right_key(member, field, path);
    record(member.value, *field.table, field.child_at(owner, member.key), here, member.place);
  }
}

bool Binder::is_right_key(const Entry& entry, const Field& field, const std::string& path) {
  if (field.keys_refer_to == "paths") {  // of values of a scenario, not of what this file defines
    const auto parts = base::split(entry.key, '.');
    const bool is_path = std::all_of(parts.begin(), parts.end(), [](const std::string& part) {
      return base::is_kebab_case(part) || base::is_snake_case(part);
    });
    if (is_path) return true;
    problems_.add(entry.place, path, fmt::format("'{}' is not the path of a value", entry.key),
                  "names joined by dots, such as lock_in.strength");
    return false;
  }
  if (!field.keys_refer_to.empty()) {
    if (ids_.is_known(field.keys_refer_to, entry.key)) return true;
    const auto candidates = ids_.of(field.keys_refer_to);
    std::string hint = did_you_mean(entry.key, candidates);
    if (hint.empty() && !candidates.empty() && candidates.size() <= 8)
      hint = "known: " + base::join(candidates, ", ");
    problems_.add(entry.place, path,
                  fmt::format("there is no {} '{}'", singular(field.keys_refer_to), entry.key),
                  hint);
    return false;
  }
  if (base::is_kebab_case(entry.key)) return true;
  problems_.add(entry.place, path, fmt::format("'{}' is not an id", entry.key),
                "lower-case words and digits joined by hyphens, such as google-cloud");
  return false;
}

bool Binder::is_map(const Node* node, const std::string& path, const std::string& wanted) {
  if (node->is_map()) return true;
  if (node->is_null() && node->is_written) {
    problems_.add(node->place, path, "null removes nothing here",
                  "null removes a key that an extended file gives");
  } else {
    problems_.add(node->place, path, fmt::format("expected {}, found {}", wanted, shown(node)),
                  node->is_null() ? "write {} where nothing is to be said" : "");
  }
  return false;
}

void Binder::unknown_key(const Entry& entry, const Table& table, const std::string& path) {
  std::vector<std::string> names;
  for (const Field& one : table.fields) names.push_back(one.about.name);
  if (&table == &spec::scenario_table()) names.insert(names.end(), {"extends", "vary"});
  problems_.add(entry.place, path, fmt::format("unknown key '{}'", entry.key),
                did_you_mean(entry.key, names));
}

void Binder::span(const Entry& entry, const Field& field, void* owner, const std::string& path) {
  const Node* const node = entry.value;
  const base::FiscalCalendar calendar{static_cast<unsigned>(out_.scenario.fiscal_year_start)};
  if (node->is_scalar() && node->text.size() == 6 && node->text.starts_with("FY") &&
      std::all_of(node->text.begin() + 2, node->text.end(),
                  [](char c) { return c >= '0' && c <= '9'; }) &&
      node->text[2] != '0') {
    const int year = std::stoi(node->text.substr(2));
    const base::Date from = calendar.start_of(year);
    const base::Date to(calendar.start_of(year + 1).days_since_epoch() - 1);
    field.set_span(owner, from, to);
    bound_.canonical[path] = fmt::format("{} to {}", from.iso(), to.iso());
    return;
  }
  if (node->is_sequence() && node->items.size() == 2 && node->items[0]->is_scalar() &&
      node->items[1]->is_scalar()) {
    const auto from = base::Date::parse(node->items[0]->text);
    const auto to = base::Date::parse(node->items[1]->text);
    if (from && to) {
      field.set_span(owner, *from, *to);
      bound_.canonical[path] = fmt::format("{} to {}", from->iso(), to->iso());
      return;
    }
  }
  problems_.add(node->place, path,
                fmt::format("expected a fiscal year such as FY2028, or two dates such as "
                            "[2027-10-01, 2028-09-30], found {}",
                            shown(node)));
}

}  // namespace acqsim::scenario
