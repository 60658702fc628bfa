#include "scenario/binder.hpp"
#include "scenario/canonical.hpp"

#include <acqsim/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>

/// The part of the binder that reads uses of a catalogue: actions, events and measures.
namespace acqsim::scenario {
namespace {

const base::Row* find_row(std::span<const base::Row> rows, std::string_view name) {
  for (const base::Row& row : rows) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

}  // namespace

std::vector<std::string> names_of(std::span<const base::Row> rows) {
  std::vector<std::string> names;
  for (const base::Row& row : rows) names.push_back(row.name);
  return names;
}

void Binder::action(const Node* node, const spec::Table& table, void* owner,
                    const std::string& path, Place key) {
  const Entry* used = nullptr;
  bool has_unknown = false;
  for (const Entry& entry : node->entries) {
    if (table.find(entry.key) != nullptr || is_citation_key(entry.key)) continue;
    const base::Row* const row = find_row(catalogue_.actions, entry.key);
    if (row == nullptr) {
      has_unknown = true;
      auto names = names_of(catalogue_.actions);
      for (const spec::Field& one : table.fields) names.push_back(one.about.name);
      problems_.add(entry.place, path, fmt::format("unknown key or action '{}'", entry.key),
                    did_you_mean(entry.key, names));
      continue;
    }
    if (used != nullptr) {
      problems_.add(entry.place, path,
                    fmt::format("has two actions, '{}' and '{}'", used->key, entry.key),
                    "write an entry for each, with `after` if one follows the other");
      continue;
    }
    used = &entry;
    spec::Call call;
    call.name = row->name;
    const std::string here = path + "." + entry.key;
    if (is_map(entry.value, here, "the arguments of the action"))
      arguments(entry.value, *row, {}, nullptr, call, here);
    bound_.canonical[path + ".action"] = canonical(call);
    table.set_call(owner, std::move(call));
  }
  if (used == nullptr && !has_unknown) {
    problems_.add(key, path, "has no action",
                  "one of " + base::join(names_of(catalogue_.actions), ", "));
  }
}

void Binder::arguments(const Node* node, const base::Row& row, const std::string& skip,
                       const base::Parameter* extra, spec::Call& out, const std::string& path) {
  std::vector<const base::Parameter*> known;
  for (const base::Parameter& parameter : row.parameters) known.push_back(&parameter);
  if (extra != nullptr) known.push_back(extra);
  for (const Entry& entry : node->entries) {
    if (entry.key == skip || is_citation_key(entry.key)) continue;
    const auto found = std::find_if(known.begin(), known.end(), [&](const base::Parameter* one) {
      return one->name == entry.key;
    });
    if (found == known.end()) {
      std::vector<std::string> names;
      for (const base::Parameter* one : known) names.push_back(one->name);
      std::string hint = did_you_mean(entry.key, names);
      if (hint.empty() && !names.empty()) hint = "it takes " + base::join_and(names);
      problems_.add(entry.place, path, fmt::format("'{}' takes no '{}'", row.name, entry.key),
                    hint);
      continue;
    }
    const std::string here = path + "." + entry.key;
    bound_.written[here] = Written{entry.place, entry.value->place};
    if (auto value = keep(**found, entry.value, here, true))
      out.arguments.insert_or_assign(entry.key, std::move(*value));
  }
  for (const base::Parameter* one : known) {
    if (!one->required || node->find(one->name) != nullptr) continue;
    problems_.add(node->place, path, fmt::format("'{}' needs '{}'", row.name, one->name),
                  one->meaning);
  }
}

std::optional<base::Parameter> Binder::in_unit_of_measure(const spec::Field& field, Place place,
                                                          const std::string& path) {
  base::Parameter about = field.about;
  if (about.unit_of.empty()) return about;
  const auto around = [](const std::string& inner) { return inner.substr(0, inner.rfind('.')); };
  const auto found = conditions_.find(around(around(path)) + "." + about.unit_of);
  if (found == conditions_.end()) return std::nullopt;  // missing, which is told already
  const spec::Condition& asked = *found->second;
  if (asked.op != spec::Condition::Operator::measure) {
    // What could not be read is an event without a name, and told already.
    if (asked.op != spec::Condition::Operator::event || !asked.call.name.empty())
      problems_.add(place, path, fmt::format("'{}' is not one measure", about.unit_of),
                    "a mean is that of {measure: ..., is: ...}");
    return std::nullopt;
  }
  const base::Row* const row = find_row(catalogue_.measures, asked.call.name);
  if (row == nullptr) return std::nullopt;
  about.unit = base::unit_of(row->unit);
  return about;
}

void Binder::condition(const Node* node, spec::Condition& out, const std::string& path) {
  using Operator = spec::Condition::Operator;
  static const std::vector<std::string> kOperators{"event", "measure", "all", "any", "not"};
  if (!is_map(node, path, "what has to be so, such as {event: ...} or {measure: ..., is: ...}"))
    return;
  const Entry* op = nullptr;
  for (const Entry& entry : node->entries) {
    if (std::find(kOperators.begin(), kOperators.end(), entry.key) == kOperators.end()) continue;
    if (op != nullptr) {
      problems_.add(entry.place, path, fmt::format("has both '{}' and '{}'", op->key, entry.key),
                    "combine them with all: [...] or any: [...]");
      return;
    }
    op = &entry;
  }
  if (op == nullptr) {
    const std::string hint =
        node->entries.empty() ? "" : did_you_mean(node->entries.front().key, kOperators);
    problems_.add(node->place, path, "expected one of event, measure, all, any and not", hint);
    return;
  }
  if (op->key == "event" || op->key == "measure") {
    const bool is_event = op->key == "event";
    out.op = is_event ? Operator::event : Operator::measure;
    const auto rows = is_event ? catalogue_.events : catalogue_.measures;
    const base::Row* const row = op->value->is_scalar() ? find_row(rows, op->value->text) : nullptr;
    if (row == nullptr) {
      problems_.add(
          op->value->place, path,
          op->value->is_scalar()
              ? fmt::format("there is no {} '{}'", op->key, op->value->text)
              : fmt::format("expected the name of a {}, found {}", op->key, shown(op->value)),
          did_you_mean(op->value->text, names_of(rows)));
      return;
    }
    out.call.name = row->name;
    const base::Parameter is{.name = "is",
                             .kind = base::Kind::comparison,
                             .unit = base::unit_of(row->unit),
                             .meaning = "A comparison with the measure, for example \"< 0.5\".",
                             .source = "acqsim-model",
                             .required = true};
    arguments(node, *row, op->key, is_event ? nullptr : &is, out.call, path);
    return;
  }
  out.op = op->key == "all" ? Operator::all : op->key == "any" ? Operator::any : Operator::negation;
  for (const Entry& entry : node->entries) {
    if (&entry != op)
      problems_.add(entry.place, path,
                    fmt::format("'{}' stands alone, without '{}'", op->key, entry.key));
  }
  if (op->key == "not") {
    condition(op->value, out.operands.emplace_back(), path + ".not");
    return;
  }
  if (!op->value->is_sequence() || op->value->items.empty()) {
    problems_.add(op->value->place, path,
                  fmt::format("{}: expected a list of conditions, found {}", op->key,
                              op->value->is_sequence() ? "an empty list" : shown(op->value)));
    return;
  }
  out.operands.reserve(op->value->items.size());
  for (std::size_t i = 0; i < op->value->items.size(); ++i)
    condition(op->value->items[i], out.operands.emplace_back(),
              fmt::format("{}.{}.{}", path, op->key, i + 1));
}

std::string Binder::canonical(const spec::Call& call) const {
  std::string text = call.name + "(";
  bool is_first = true;
  for (const auto& [name, value] : call.arguments) {
    if (!is_first) text += ", ";
    is_first = false;
    text += name + "=" + canonical_leaf(value);
  }
  return text + ")";
}

std::string Binder::canonical(const spec::Condition& condition) const {
  using Operator = spec::Condition::Operator;
  if (condition.op == Operator::event || condition.op == Operator::measure)
    return canonical(condition.call);
  std::string text = condition.op == Operator::all   ? "all("
                     : condition.op == Operator::any ? "any("
                                                     : "not(";
  for (std::size_t i = 0; i < condition.operands.size(); ++i)
    text += (i > 0 ? ", " : "") + canonical(condition.operands[i]);
  return text + ")";
}

}  // namespace acqsim::scenario
