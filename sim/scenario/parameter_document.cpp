#include "acqsim/scenario/parameter_document.hpp"

#include "scenario/canonical.hpp"
#include "scenario/glossary.hpp"
#include "scenario/problems.hpp"

#include <acqsim/base/quantity_text.hpp>
#include <acqsim/base/text.hpp>
#include <acqsim/spec/tables.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace acqsim::scenario {
namespace {

using base::Kind;
using base::markdown_cell;
using spec::Field;
using spec::Leaf;

constexpr std::string_view kBegin = "<!-- parameters: ";
constexpr std::string_view kBeginEnd = " -->";
constexpr std::string_view kEnd = "<!-- end -->";
constexpr std::size_t kLongest = 60;  // characters of a value that is no number

bool holds_values(const Field& field) {
  return field.shape == Field::Shape::leaf || field.shape == Field::Shape::leaf_map;
}

/// One value of the scenario with its path.
using Given = std::pair<std::string, Leaf>;

/// Every record of the scenario at a path with ID in it.
void records(void* owner, const spec::Table& table, const std::vector<std::string>& parts,
             std::size_t at, const std::string& path,
             const std::function<void(void*, const std::string&)>& visitor) {
  if (at == parts.size()) {
    visitor(owner, path);
    return;
  }
  const Field* const field = table.find(parts[at]);
  const std::string here = path.empty() ? parts[at] : path + "." + parts[at];
  if (field->shape == Field::Shape::record) {
    records(field->child(owner), *field->table, parts, at + 1, here, visitor);
    return;
  }
  for (const auto& [id, ignored] : field->children(owner))
    records(field->child_at(owner, id), *field->table, parts, at + 2, here + "." + id, visitor);
}

std::vector<Given> given_of(const Field& field, Loaded& scenario, const std::string& table) {
  std::vector<Given> all;
  const auto parts = table.empty() ? std::vector<std::string>() : base::split(table, '.');
  records(&scenario.scenario, spec::scenario_table(), parts, 0, "",
          [&](void* owner, const std::string& path) {
            const std::string here =
                path.empty() ? field.about.name : path + "." + field.about.name;
            if (field.shape == Field::Shape::leaf_map) {
              for (auto& [key, value] : field.entries(owner))
                all.emplace_back(here + "." + key, value);
            } else if (auto value = field.get(owner)) {
              all.emplace_back(here, std::move(*value));
            }
          });
  return all;
}

/// "$12M"; of a distribution "median 75d, 90% below 180d".
std::string value_text(const Field& field, const Leaf& value) {
  const auto text = [&field](double number) {
    return base::quantity_text(number, field.about.unit);
  };
  if (const auto* number = std::get_if<double>(&value)) return text(*number);
  if (const auto* spread = std::get_if<stats::Distribution>(&value)) {
    if (spread->is_fixed()) return text(spread->median());
    const auto rounded = [](double number) { return std::stod(fmt::format("{:.3g}", number)); };
    return fmt::format("median {}, 90% below {}", text(rounded(spread->median())),
                       text(rounded(spread->quantile(0.9))));
  }
  std::string shown = canonical_leaf(value);
  if (shown == "\"\"" || shown == "[]") return "none";
  if (shown.size() > kLongest) shown = shown.substr(0, kLongest) + "…";
  return shown;
}

double number_of(const Leaf& value) {
  if (const auto* spread = std::get_if<stats::Distribution>(&value)) return spread->median();
  return std::get<double>(value);
}

/// What the scenario has: the value, or over many records how many and from what to what.
std::string values_text(const Field& field, const std::vector<Given>& all) {
  if (all.empty()) return "none";
  if (all.size() == 1) return value_text(field, all.front().second);
  const bool is_number = field.about.kind == Kind::number || field.about.kind == Kind::distribution;
  if (!is_number) return fmt::format("{} values", all.size());
  double low = number_of(all.front().second);
  double high = low;
  for (const auto& [path, value] : all) {
    low = std::min(low, number_of(value));
    high = std::max(high, number_of(value));
  }
  const auto text = [&field](double number) {
    return base::quantity_text(number, field.about.unit);
  };
  const char* const medians = field.about.kind == Kind::distribution ? ", medians" : "";
  return low == high
             ? fmt::format("{} values{}, all {}", all.size(), medians, text(low))
             : fmt::format("{} values{}, {} to {}", all.size(), medians, text(low), text(high));
}

/// The range of the one value, or "as each says".
std::string range_text_of(const std::vector<Given>& all, const Loaded& scenario) {
  if (all.size() > 1) {
    const bool has_any = std::any_of(all.begin(), all.end(), [&](const Given& one) {
      const auto origin = scenario.origin.find(one.first);
      return origin != scenario.origin.end() && !origin->second.range_low.empty();
    });
    return has_any ? "each its own" : "–";
  }
  if (all.empty()) return "–";
  const auto origin = scenario.origin.find(all.front().first);
  if (origin == scenario.origin.end() || origin->second.range_low.empty()) return "–";
  return origin->second.range_low + " to " + origin->second.range_high;
}

/// "assumption", "estimate: title", "9 assumption, 1 fact", "default" for what no file gives.
std::string basis_text(const std::vector<Given>& all, const Loaded& scenario) {
  std::map<std::string, std::size_t> counts;
  for (const auto& [path, value] : all) {
    const auto origin = scenario.origin.find(path);
    ++counts[origin == scenario.origin.end() ? "default"
             : origin->second.basis.empty()  ? "setting"
                                             : origin->second.basis];
  }
  if (counts.empty()) return "–";
  if (all.size() == 1) {
    const auto origin = scenario.origin.find(all.front().first);
    const bool has_title = origin != scenario.origin.end() && !origin->second.source.title.empty();
    return counts.begin()->first + (has_title ? ": " + origin->second.source.title : "");
  }
  std::string text;
  for (const auto& [basis, count] : counts)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, basis);
  return text;
}

std::string unit_text(const Field& field) {
  const bool is_number = field.about.kind == Kind::number || field.about.kind == Kind::distribution;
  if (!is_number) return "–";
  const std::string unit(base::symbol(field.about.unit));
  return unit.empty() ? "1" : unit;
}

std::string table_text(const TablePlace& place, Loaded& scenario) {
  std::string text = fmt::format("\n`{}`. {}\n\n", place.path.empty() ? "scenario" : place.path,
                                 place.table->meaning);
  text +=
      "| parameter | unit | default | allowed | baseline | range | basis | source | meaning |\n"
      "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
  for (const Field& field : place.table->fields) {
    if (!holds_values(field)) continue;
    const auto all = given_of(field, scenario, place.path);
    text += fmt::format(
        "| `{}` | {} | {} | {} | {} | {} | {} | {} | {} |\n",
        field.about.name + (field.shape == Field::Shape::leaf_map ? ".ID" : ""), unit_text(field),
        markdown_cell(default_text(field, place.fresh)), markdown_cell(allowed_text(field.about)),
        markdown_cell(values_text(field, all)), markdown_cell(range_text_of(all, scenario)),
        markdown_cell(basis_text(all, scenario)), markdown_cell(field.about.source),
        markdown_cell(field.about.meaning));
  }
  text.pop_back();
  return text;
}

[[noreturn]] void refuse(const std::string& name, int line, const std::string& message,
                         std::string hint = {}) {
  base::Diagnostic diagnostic;
  diagnostic.file = name;
  diagnostic.line = line;
  diagnostic.column = 1;
  diagnostic.message = message;
  diagnostic.hint = std::move(hint);
  throw base::InputError({diagnostic});
}

bool is_begin(const std::string& line) {
  return line.starts_with(kBegin) && line.ends_with(kBeginEnd);
}

std::vector<std::string> named_in(const std::string& line) {
  std::vector<std::string> names;
  const std::string inside =
      line.substr(kBegin.size(), line.size() - kBegin.size() - kBeginEnd.size());
  for (std::string name : base::split(inside, ',')) {
    std::erase(name, ' ');
    names.push_back(name == "scenario" ? "" : name);
  }
  return names;
}

}  // namespace

std::vector<std::string> parameter_tables() {
  std::vector<std::string> all;
  visit_tables([&all](const TablePlace& place) {
    if (std::any_of(place.table->fields.begin(), place.table->fields.end(), holds_values))
      all.push_back(place.path.empty() ? "scenario" : place.path);
  });
  return all;
}

std::vector<std::string> tables_in(const std::string& document) {
  std::vector<std::string> all;
  for (const std::string& line : base::split(document, '\n')) {
    if (!is_begin(line)) continue;
    for (const std::string& name : named_in(line)) all.push_back(name.empty() ? "scenario" : name);
  }
  return all;
}

std::string fill_parameters(const std::string& document, const std::string& name,
                            Loaded& scenario) {
  std::map<std::string, std::string> tables;
  visit_tables([&](const TablePlace& place) { tables[place.path] = table_text(place, scenario); });
  std::vector<std::string> lines;
  int number = 0;
  int begun = 0;  // the line of the open block
  for (const std::string& line : base::split(document, '\n')) {
    ++number;
    if (begun > 0 && line != kEnd) continue;  // what the block held
    if (begun > 0) lines.emplace_back();
    begun = 0;
    lines.push_back(line);
    if (!is_begin(line)) continue;
    begun = number;
    for (const std::string& table : named_in(line)) {
      const auto found = tables.find(table);
      if (found == tables.end()) {
        refuse(name, number, fmt::format("there is no table '{}'", table),
               did_you_mean(table, parameter_tables()));
      }
      for (std::string& one : base::split(found->second, '\n')) lines.push_back(std::move(one));
    }
  }
  if (begun > 0) refuse(name, begun, fmt::format("the block has no '{}'", kEnd));
  return base::join(lines, "\n");
}

}  // namespace acqsim::scenario
