#include "scenario/value_reader.hpp"

#include "scenario/distribution_reader.hpp"

#include <acqsim/base/quantity_text.hpp>
#include <acqsim/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace acqsim::scenario {
namespace {

using base::Kind;
using base::Unit;

const std::vector<std::string> kRecordKeys{"value", "basis", "source", "range", "note"};

/// {value: ..., basis: ...}; a frequency may call its value `rate`.
bool is_record(const base::Parameter& about, const Node* node) {
  if (!node->is_map()) return false;
  return std::any_of(node->entries.begin(), node->entries.end(), [&](const Entry& entry) {
    return std::find(kRecordKeys.begin(), kRecordKeys.end(), entry.key) != kRecordKeys.end() ||
           (entry.key == "rate" && about.unit == Unit::per_year);
  });
}

std::string expected(const base::Parameter& about) {
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
      return base::expected_form(about.unit) + ", or a distribution";
    case Kind::choice:
      return fmt::format("one of {}", base::join(about.choices, ", "));
    case Kind::reference:
      return "the id of " + with_article(singular(about.refers_to));
    case Kind::references:
      return fmt::format("a list of ids such as [a, b], each of {}",
                         with_article(singular(about.refers_to)));
    case Kind::comparison:
      return "a comparison such as \"< 0.5\"";
  }
  return "";
}

}  // namespace

std::optional<Value> ValueReader::annotated(const base::Parameter& about, const Node* node,
                                            const std::string& path, Provenance& origin) const {
  const Node* given = node;
  const Node* range = nullptr;
  Meta meta;
  if (is_record(about, node)) {
    given = nullptr;
    bool has_unknown = false;
    for (const Entry& entry : node->entries) {
      const bool is_rate = entry.key == "rate" && about.unit == Unit::per_year;
      if (entry.key == "value" || is_rate) {
        if (given != nullptr) problems_.add(entry.place, path, "has two values");
        given = entry.value;
      } else if (entry.key == "range") {
        range = entry.value;
      } else if (!is_citation_key(entry.key)) {
        has_unknown = true;
        problems_.add(entry.place, path, fmt::format("unknown key '{}' beside a value", entry.key),
                      did_you_mean(entry.key, kRecordKeys));
      }
    }
    check_citation(node, path);
    if (given == nullptr) {
      if (!has_unknown) refuse(node, path, "has no `value`");
      return std::nullopt;
    }
    if (given->meta != nullptr) meta = *given->meta;
    if (const Entry* own = node->find("basis")) meta.basis = own->value;
    if (const Entry* own = node->find("source")) meta.source = own->value;
    if (const Entry* own = node->find("note")) meta.note = own->value;
  } else if (given->meta != nullptr) {
    meta = *given->meta;
  }
  const auto read = value(about, given, path);
  if (!read) return std::nullopt;
  const std::string& file = tree_.files[static_cast<std::size_t>(given->place.file)];
  origin.file = file;
  origin.line = given->place.line;
  origin.column = given->place.column;
  cite(meta, path, origin);
  if (range != nullptr) read_range(about, range, *read, path, origin);
  return read;
}

std::optional<Value> ValueReader::value(const base::Parameter& about, const Node* node,
                                        const std::string& path) const {
  if (node->is_null()) {
    if (node->is_written)
      return refuse(node, path, "null removes nothing here",
                    "null removes a key that an extended file gives");
    return refuse(node, path, fmt::format("has no value: expected {}", expected(about)));
  }
  switch (about.kind) {
    case Kind::text:
      return text(node, path);
    case Kind::boolean:
      return boolean(node, path);
    case Kind::number:
    case Kind::distribution:
      return number(about, node, path);
    case Kind::date:
      return date(node, path);
    case Kind::choice:
      return choice(about, node, path);
    case Kind::reference:
      return reference(about, node, path);
    case Kind::references:
      return references(about, node, path);
    case Kind::comparison:
      return comparison(about, node, path);
  }
  return std::nullopt;
}

std::optional<Value> ValueReader::text(const Node* node, const std::string& path) const {
  if (!node->is_scalar())
    return refuse(node, path, fmt::format("expected a text, found {}", shown(node)));
  return Value{node->text, {}, quoted(node->text)};
}

std::optional<Value> ValueReader::boolean(const Node* node, const std::string& path) const {
  const bool is_plain = node->is_scalar() && !node->is_quoted;
  if (is_plain && node->text == "true") return Value{true, {}, "true"};
  if (is_plain && node->text == "false") return Value{false, {}, "false"};
  std::string hint;
  if (node->is_scalar()) {
    std::string lower = node->text;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (lower == "yes" || lower == "on" || lower == "y" || lower == "true") hint = "write true";
    if (lower == "no" || lower == "off" || lower == "n" || lower == "false") hint = "write false";
  }
  return refuse(node, path,
                fmt::format("expected true or false, found {}{}",
                            node->is_quoted ? "the quoted text " : "", shown(node)),
                hint);
}

std::optional<Value> ValueReader::date(const Node* node, const std::string& path) const {
  const auto day = node->is_scalar() ? base::Date::parse(node->text) : std::nullopt;
  if (!day)
    return refuse(node, path,
                  fmt::format("expected a date such as 2026-03-18, found {}", shown(node)));
  return Value{*day, {}, day->iso()};
}

std::optional<Value> ValueReader::number(const base::Parameter& about, const Node* node,
                                         const std::string& path) const {
  if (is_distribution(node)) {
    auto read = read_distribution(about, node, path, problems_);
    if (!read) return std::nullopt;
    if (about.kind == Kind::distribution)
      return Value{std::move(read->distribution), {}, std::move(read->canonical)};
    double median = read->distribution.median();
    if (about.unit == Unit::count) median = std::round(median);
    return Value{median, std::move(read->distribution), std::move(read->canonical)};
  }
  if (node->is_map() && !node->entries.empty()) {
    std::vector<std::string> keys = kRecordKeys;
    for (const auto& family : distribution_families()) keys.push_back(family.name);
    const Entry& first = node->entries.front();
    std::string hint = did_you_mean(first.key, keys);
    if (hint.empty()) {
      hint = "known distributions:";
      for (const auto& family : distribution_families()) hint += " " + family.name;
    }
    problems_.add(first.place, path, fmt::format("unknown key '{}' of a value", first.key), hint);
    return std::nullopt;
  }
  const auto value =
      node->is_scalar() ? base::parse_quantity(node->text, about.unit) : std::optional<double>();
  if (!value)
    return refuse(node, path, fmt::format("expected {}, found {}", expected(about), shown(node)));
  if (!is_allowed(about, *value, node->place, path)) return std::nullopt;
  if (about.kind == Kind::distribution)
    return Value{stats::Distribution::fixed(*value), {}, exact(*value)};
  return Value{*value, {}, exact(*value)};
}

std::optional<Value> ValueReader::choice(const base::Parameter& about, const Node* node,
                                         const std::string& path) const {
  if (!node->is_scalar())
    return refuse(node, path, fmt::format("expected {}, found {}", expected(about), shown(node)));
  const bool is_known =
      std::find(about.choices.begin(), about.choices.end(), node->text) != about.choices.end();
  if (!is_known) {
    return refuse(node, path, fmt::format("expected {}, found {}", expected(about), shown(node)),
                  did_you_mean(node->text, about.choices));
  }
  return Value{node->text, {}, quoted(node->text)};
}

bool ValueReader::is_id(const base::Parameter& about, const Node* node,
                        const std::string& path) const {
  if (!node->is_scalar()) {
    refuse(node, path, fmt::format("expected {}, found {}", expected(about), shown(node)));
    return false;
  }
  if (ids_.is_known(about.refers_to, node->text)) return true;
  const auto candidates = ids_.of(about.refers_to);
  std::string hint = did_you_mean(node->text, candidates);
  if (hint.empty() && !candidates.empty() && candidates.size() <= 8)
    hint = "known: " + base::join(candidates, ", ");
  refuse(node, path, fmt::format("there is no {} '{}'", singular(about.refers_to), node->text),
         hint);
  return false;
}

std::optional<Value> ValueReader::reference(const base::Parameter& about, const Node* node,
                                            const std::string& path) const {
  if (!is_id(about, node, path)) return std::nullopt;
  return Value{node->text, {}, quoted(node->text)};
}

std::optional<Value> ValueReader::references(const base::Parameter& about, const Node* node,
                                             const std::string& path) const {
  if (!node->is_sequence()) {
    return refuse(node, path, fmt::format("expected {}, found {}", expected(about), shown(node)),
                  node->is_scalar() ? fmt::format("write [{}]", node->text) : "");
  }
  std::vector<std::string> ids;
  bool is_right = true;
  for (const Node* item : node->items) {
    if (!is_id(about, item, path)) {
      is_right = false;
    } else if (std::find(ids.begin(), ids.end(), item->text) != ids.end()) {
      refuse(item, path, fmt::format("'{}' is listed twice", item->text));
      is_right = false;
    } else {
      ids.push_back(item->text);
    }
  }
  if (!is_right) return std::nullopt;
  std::string canonical = "[" + base::join(ids, ", ") + "]";
  return Value{std::move(ids), {}, std::move(canonical)};
}

std::optional<Value> ValueReader::comparison(const base::Parameter& about, const Node* node,
                                             const std::string& path) const {
  static constexpr std::array<std::string_view, 6> kOperators{"<=", ">=", "==", "!=", "<", ">"};
  if (node->is_scalar()) {
    for (const std::string_view op : kOperators) {
      std::string_view rest = node->text;
      if (!rest.starts_with(op)) continue;
      if (!about.choices.empty() &&
          std::find(about.choices.begin(), about.choices.end(), op) == about.choices.end()) {
        return refuse(node, path, fmt::format("'{}' cannot be decided from simulated futures", op),
                      "start with " + base::join(about.choices, ", "));
      }
      rest.remove_prefix(op.size());
      rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
      const auto bound = base::parse_quantity(rest, about.unit);
      if (!bound) {
        return refuse(node, path,
                      fmt::format("expected {} after '{}', found '{}'",
                                  base::expected_form(about.unit), op, rest));
      }
      if (!is_allowed(about, *bound, node->place, path)) return std::nullopt;
      std::string normal = fmt::format("{} {}", op, exact(*bound));
      return Value{normal, {}, quoted(normal)};
    }
  }
  return refuse(node, path,
                fmt::format("expected a comparison such as \"< 0.5\", found {}", shown(node)),
                "start with <, <=, >, >=, == or !=");
}

bool ValueReader::is_allowed(const base::Parameter& about, double value, Place place,
                             const std::string& path) const {
  if (about.range.contains(value)) return true;
  problems_.add(
      place, path,
      fmt::format("{} is outside the allowed range, {}", base::quantity_text(value, about.unit),
                  range_text(about.range, about.unit)));
  return false;
}

void ValueReader::check_citation(const Node* map, const std::string& path) const {
  if (const Entry* const basis = map->find("basis")) {
    static const std::vector<std::string> kBases{"fact", "estimate", "assumption"};
    const bool is_known =
        basis->value->is_scalar() &&
        std::find(kBases.begin(), kBases.end(), basis->value->text) != kBases.end();
    if (!is_known)
      refuse(basis->value, path,
             fmt::format("basis: expected fact, estimate or assumption, found {}",
                         shown(basis->value)),
             did_you_mean(basis->value->text, kBases));
  }
  if (const Entry* const note = map->find("note"); note != nullptr && !note->value->is_scalar())
    refuse(note->value, path, fmt::format("note: expected a text, found {}", shown(note->value)));
  const Entry* const entry = map->find("source");
  if (entry == nullptr) return;
  const Node* const source = entry->value;
  if (source->is_scalar()) return;
  if (!source->is_map()) {
    refuse(
        source, path,
        fmt::format("source: expected a title or {{title, href, date}}, found {}", shown(source)));
    return;
  }
  static const std::vector<std::string> kSourceKeys{"title", "href", "date"};
  for (const Entry& part : source->entries) {
    if (std::find(kSourceKeys.begin(), kSourceKeys.end(), part.key) == kSourceKeys.end()) {
      problems_.add(part.place, path, fmt::format("source: unknown key '{}'", part.key),
                    did_you_mean(part.key, kSourceKeys));
    } else if (!part.value->is_scalar()) {
      refuse(part.value, path,
             fmt::format("source.{}: expected a text, found {}", part.key, shown(part.value)));
    }
  }
}

void ValueReader::cite(const Meta& meta, const std::string&, Provenance& origin) const {
  if (meta.basis != nullptr) origin.basis = meta.basis->text;
  if (meta.note != nullptr) origin.note = meta.note->text;
  if (meta.source == nullptr) return;
  if (meta.source->is_scalar()) origin.source.title = meta.source->text;
  for (const Entry& part : meta.source->entries) {
    if (part.key == "title") origin.source.title = part.value->text;
    if (part.key == "href") origin.source.href = part.value->text;
    if (part.key == "date") origin.source.date = part.value->text;
  }
}

void ValueReader::read_range(const base::Parameter& about, const Node* range, const Value& value,
                             const std::string& path, Provenance& origin) const {
  const bool is_number = about.kind == Kind::number || about.kind == Kind::distribution;
  if (!is_number && about.kind != Kind::date) {
    refuse(range, path, "range: only numbers and dates have one");
    return;
  }
  if (!range->is_sequence() || range->items.size() != 2) {
    refuse(range, path, fmt::format("range: expected [low, high], found {}", shown(range)));
    return;
  }
  base::Parameter bound = about;
  if (is_number) bound.kind = Kind::number;
  if (bound.unit == Unit::count) bound.unit = Unit::none;
  const auto low = this->value(bound, range->items[0], path + ".range");
  const auto high = this->value(bound, range->items[1], path + ".range");
  if (!low || !high) return;
  origin.range_low = range->items[0]->text;
  origin.range_high = range->items[1]->text;
  const auto in_order = [&](double a, double x, double b) {
    if (a > b) {
      refuse(range, path, "range: the low end is above the high end");
    } else if (x < a || x > b) {
      refuse(range, path,
             fmt::format("range: {} to {} does not hold the value", origin.range_low,
                         origin.range_high));
    }
  };
  if (about.kind == Kind::date) {
    const auto day = [](const Value& one) {
      return static_cast<double>(std::get<base::Date>(one.leaf).days_since_epoch());
    };
    in_order(day(*low), day(value), day(*high));
    return;
  }
  if (!std::holds_alternative<double>(low->leaf) || !std::holds_alternative<double>(high->leaf) ||
      low->uncertain || high->uncertain) {
    refuse(range, path, "range: expected two plain numbers");
    return;
  }
  origin.low = std::get<double>(low->leaf);
  origin.high = std::get<double>(high->leaf);
  const auto* const spread = std::get_if<stats::Distribution>(&value.leaf);
  in_order(*origin.low, spread != nullptr ? spread->median() : std::get<double>(value.leaf),
           *origin.high);
}

std::nullopt_t ValueReader::refuse(const Node* node, const std::string& path,
                                   const std::string& message, std::string hint) const {
  problems_.add(node->place, path, message, std::move(hint));
  return std::nullopt;
}

std::string shown(const Node* node) {
  constexpr std::size_t kLongest = 60;
  switch (node->kind) {
    case Node::Kind::null:
      return node->is_written ? "null" : "nothing";
    case Node::Kind::sequence:
      return "a list";
    case Node::Kind::map:
      return "a map";
    case Node::Kind::scalar:
      break;
  }
  std::string text;
  for (const char c : node->text) {
    const bool starts_character = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (text.size() >= kLongest && starts_character) return fmt::format("'{}...'", text);
    text += static_cast<unsigned char>(c) < 0x20U ? ' ' : c;
  }
  return fmt::format("'{}'", text);
}

std::string range_text(const base::Range& range, base::Unit unit) {
  if (unit == Unit::count) unit = Unit::none;
  const bool has_low = std::isfinite(range.low);
  const bool has_high = std::isfinite(range.high);
  const std::string low = has_low ? base::quantity_text(range.low, unit) : "";
  const std::string high = has_high ? base::quantity_text(range.high, unit) : "";
  // The smallest positive bound stands for "more than nothing".
  if (has_low && !has_high && range.low > 0.0 && range.low <= 1e-9)
    return "above " + base::quantity_text(0.0, unit);
  if (has_low && has_high && range.low == range.high) return "only " + low;
  if (has_low && has_high) return fmt::format("{} to {}", low, high);
  if (has_low) return "at least " + low;
  if (has_high) return "at most " + high;
  return "any";
}

std::string exact(double value) { return fmt::format("{}", value == 0.0 ? 0.0 : value); }

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (c == '\r') {
      result += "\\r";
    } else {
      if (c == '"' || c == '\\') result += '\\';
      result += c;
    }
  }
  return result + "\"";
}

}  // namespace acqsim::scenario
