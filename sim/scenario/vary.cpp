#include "scenario/vary.hpp"

#include "scenario/paths.hpp"

#include <acqsim/base/quantity_text.hpp>
#include <acqsim/base/text.hpp>
#include <acqsim/base/units.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace acqsim::scenario {
namespace {

using base::Kind;
using base::Unit;

constexpr std::uint64_t kMostPoints = 1'000'000;

const std::vector<std::string> kDesigns{"grid", "lhs", "sobol", "morris"};
const std::vector<std::string> kWords{"together", "where", "design"};
constexpr std::array<std::string_view, 6> kSigns{"<=", ">=", "==", "!=", "<", ">"};

double median_of(const spec::Leaf& leaf) {
  if (const auto* number = std::get_if<double>(&leaf)) return *number;
  return std::get<stats::Distribution>(leaf).median();
}

/// YAML of a node in one line, as a setting takes it.
std::string yaml_of(const Node* node) {
  if (node->is_scalar()) return node->text;
  std::vector<std::string> parts;
  if (node->is_sequence()) {
    for (const Node* item : node->items) parts.push_back(yaml_of(item));
    return "[" + base::join(parts, ", ") + "]";
  }
  for (const Entry& entry : node->entries) {
    parts.push_back(entry.key + ": " + yaml_of(entry.value));
  }
  return "{" + base::join(parts, ", ") + "}";
}

class VaryReader {
 public:
  VaryReader(const Node* root, const std::map<std::string, Provenance>& origin,
             const ValueReader& values, Problems& problems)
      : root_(root), origin_(origin), values_(values), problems_(problems) {}

  Vary read(const Node* vary) && {
    if (!is_map(vary)) return {};
    // The design decides what ranges need, wherever it stands.
    if (const Entry* design = vary->find("design")) read_design_of(design->value);
    for (const Entry& entry : vary->entries) {
      if (entry.key == "together") {
        together(entry);
      } else if (entry.key != "where" && entry.key != "design") {
        VariedGroup group;
        if (auto read = one(entry)) group.parameters.push_back(std::move(*read));
        if (!group.parameters.empty()) vary_.groups.push_back(std::move(group));
      }
    }
    if (const Entry* where = vary->find("where")) read_where(where->value);
    check_size(vary->place);
    return std::move(vary_);
  }

 private:
  bool is_map(const Node* node) const {
    if (node->is_map()) return true;
    problems_.add(node->place, "vary",
                  fmt::format("expected a map of paths to values, found {}", shown(node)));
    return false;
  }

  void read_design_of(const Node* node) {
    if (!node->is_scalar()) {
      problems_.add(node->place, "vary.design",
                    fmt::format("expected a text, found {}", shown(node)));
    } else if (const auto design = read_design(node->text, node->place, problems_)) {
      vary_.design = *design;
    }
  }

  void together(const Entry& entry) {
    if (!is_map(entry.value)) return;
    VariedGroup group;
    for (const Entry& inner : entry.value->entries) {
      if (auto read = one(inner)) group.parameters.push_back(std::move(*read));
    }
    if (group.parameters.empty()) return;
    const bool samples_ranges = vary_.design.kind != Design::Kind::grid && group.is_continuous();
    for (const VariedParameter& parameter : group.parameters) {
      if (samples_ranges || parameter.texts.size() == group.count()) continue;
      problems_.add(entry.place, "vary.together",
                    fmt::format("{} has {} values and {} has {}: what moves together needs "
                                "equally many",
                                group.parameters.front().path, group.count(), parameter.path,
                                parameter.texts.size()));
      return;
    }
    vary_.groups.push_back(std::move(group));
  }

  std::optional<VariedParameter> one(const Entry& entry) {
    const std::string path = "vary." + entry.key;
    const PathEnd end = follow(root_, base::split(entry.key, '.'), false);
    if (!end.problem.empty()) {
      problems_.add(entry.place, path, end.problem,
                    end.hint.empty() ? did_you_mean(entry.key, kWords) : end.hint);
      return std::nullopt;
    }
    const bool is_number =
        end.is_value && end.field != nullptr &&
        end.field->shape != spec::Field::Shape::record_map &&
        (end.field->about.kind == Kind::number || end.field->about.kind == Kind::distribution);
    if (!is_number) {
      problems_.add(entry.place, path, "is not a number", "only numbers can be varied");
      return std::nullopt;
    }
    if (std::find(paths_.begin(), paths_.end(), entry.key) != paths_.end()) {
      problems_.add(entry.place, path, "is varied twice");
      return std::nullopt;
    }
    paths_.push_back(entry.key);
    VariedParameter parameter;
    parameter.path = entry.key;
    parameter.unit = end.field->about.unit;
    parameter.meaning = end.field->about.meaning;
    const Node* const node = entry.value;
    const std::size_t before = problems_.count();
    if (node->is_sequence() && !node->items.empty()) {
      list(end.field->about, node, path, parameter);
    } else if (node->is_map() || (node->is_scalar() && node->text == "range")) {
      from_to(end.field->about, node, path, parameter);
    } else {
      problems_.add(node->place, path,
                    fmt::format("expected a list of values, {{from, to, points}} or range, found "
                                "{}",
                                node->is_sequence() ? "an empty list" : shown(node)));
    }
    if (problems_.count() > before) return std::nullopt;
    return parameter;
  }

  void list(const base::Parameter& about, const Node* node, const std::string& path,
            VariedParameter& parameter) {
    for (const Node* item : node->items) {
      const auto value = values_.value(about, item, path);
      if (!value) continue;
      const std::string text = yaml_of(item);
      if (std::ranges::find(parameter.texts, text) != parameter.texts.end()) {
        problems_.add(item->place, path, fmt::format("has the value {} twice", text));
      }
      parameter.texts.push_back(text);
      parameter.values.push_back(median_of(value->leaf));
    }
  }

  void from_to(base::Parameter about, const Node* node, const std::string& path,
               VariedParameter& parameter) {
    static const std::vector<std::string> kKeys{"from", "to", "points"};
    about.kind = Kind::number;
    const base::Parameter points{.name = "points",
                                 .unit = Unit::count,
                                 .range = {2.0, static_cast<double>(kMostPoints)},
                                 .meaning = "How many values, both ends included.",
                                 .source = "acqsim-model"};
    std::map<std::string, std::optional<double>> given;
    for (const Entry& entry : node->entries) {
      if (std::find(kKeys.begin(), kKeys.end(), entry.key) == kKeys.end()) {
        problems_.add(entry.place, path, fmt::format("unknown key '{}'", entry.key),
                      did_you_mean(entry.key, kKeys));
        continue;
      }
      const auto value = values_.value(entry.key == "points" ? points : about, entry.value,
                                       path + "." + entry.key);
      given[entry.key] = value ? std::optional(std::get<double>(value->leaf)) : std::nullopt;
    }
    const auto known = origin_.find(parameter.path);
    if (known != origin_.end() && known->second.low && known->second.high) {
      given.try_emplace("from", known->second.low);
      given.try_emplace("to", known->second.high);
    }
    for (const char* key : {"from", "to"}) {
      if (given.contains(key)) continue;
      problems_.add(node->place, path,
                    fmt::format("'{}' is missing, and the scenario gives this value no range", key),
                    "{from: ..., to: ..., points: ...}");
      return;
    }
    if (!given["from"] || !given["to"] || (given.contains("points") && !given["points"])) return;
    const double from = *given["from"];
    const double to = *given["to"];
    if (from >= to) {
      problems_.add(
          node->place, path,
          fmt::format("goes from {} to {}, which is no range",
                      base::quantity_text(from, about.unit), base::quantity_text(to, about.unit)));
      return;
    }
    parameter.span = base::Range{from, to};
    if (!given.contains("points")) {
      if (vary_.design.kind == Design::Kind::grid) {
        problems_.add(node->place, path, "'points' is missing, which a grid needs",
                      "{points: 5}, or design: lhs(100)");
      }
      return;
    }
    spread(about, static_cast<std::size_t>(*given["points"]), node, path, parameter);
  }

  void spread(const base::Parameter& about, std::size_t points, const Node* node,
              const std::string& path, VariedParameter& parameter) {
    const base::Range span = *parameter.span;
    for (std::size_t i = 0; i < points; ++i) {
      const double part = static_cast<double>(i) / static_cast<double>(points - 1);
      const double value = i + 1 == points ? span.high : span.low + part * (span.high - span.low);
      const bool is_end = i == 0 || i + 1 == points;
      const std::string text =
          is_end ? base::quantity_text(value, about.unit) : varied_text(value, about.unit);
      const double read = base::parse_quantity(text, about.unit).value_or(value);
      if (about.unit == Unit::count && std::fabs(read - value) > 1e-9) {
        problems_.add(node->place, path,
                      fmt::format("{} points between {} and {} are not whole numbers", points,
                                  exact(span.low), exact(span.high)));
        return;
      }
      parameter.texts.push_back(text);
      parameter.values.push_back(read);
    }
  }

  // A single relation, or a list of them.
  void read_where(const Node* node) {
    std::vector<const Node*> items = node->items;
    if (node->is_scalar()) items = {node};
    if (items.empty()) refuse_where(node, shown(node));
    for (const Node* item : items) {
      if (!item->is_scalar()) {
        refuse_where(item, shown(item));
      } else if (auto where = relation(item)) {
        vary_.where.push_back(std::move(*where));
      }
    }
    if (!items.empty() && vary_.design.kind == Design::Kind::morris) {
      problems_.add(node->place, "vary.where", "cannot leave points out of a design of morris",
                    "its trajectories have to stay whole");
    }
  }

  void refuse_where(const Node* node, const std::string& found) const {
    problems_.add(node->place, "vary.where",
                  fmt::format("expected a relation between varied values, found {}", found),
                  "such as \"lock_in.strength <= 1\"");
  }

  std::optional<Where> relation(const Node* node) {
    for (const std::string_view sign : kSigns) {
      const std::size_t at = node->text.find(sign);
      if (at == std::string::npos) continue;
      const auto trimmed = [](std::string text) {
        text.erase(0, text.find_first_not_of(' '));
        text.erase(text.find_last_not_of(' ') + 1);
        return text;
      };
      const std::string left = trimmed(node->text.substr(0, at));
      const std::string right = trimmed(node->text.substr(at + sign.size()));
      Where where{node->text, {place_of(left), 0.0}, {place_of(right), 0.0}, std::string(sign)};
      if (!where.left.parameter && !where.right.parameter) {
        problems_.add(node->place, "vary.where",
                      fmt::format("neither '{}' nor '{}' is varied", left, right),
                      did_you_mean(left, paths_));
        return std::nullopt;
      }
      if (!fill(where.left, left, where.right, node) || !fill(where.right, right, where.left, node))
        return std::nullopt;
      return where;
    }
    refuse_where(node, shown(node));
    return std::nullopt;
  }

  std::optional<std::size_t> place_of(const std::string& path) const {
    const auto parameters = vary_.parameters();
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      if (parameters[i]->path == path) return i;
    }
    return std::nullopt;
  }

  bool fill(WhereSide& side, const std::string& text, const WhereSide& other, const Node* node) {
    if (side.parameter) {
      const auto parameters = vary_.parameters();
      if (!other.parameter ||
          parameters[*side.parameter]->unit == parameters[*other.parameter]->unit)
        return true;
      problems_.add(node->place, "vary.where", "compares values of different units");
      return false;
    }
    const Unit unit = vary_.parameters()[*other.parameter]->unit;
    if (const auto number = base::parse_quantity(text, unit)) {
      side.number = *number;
      return true;
    }
    problems_.add(node->place, "vary.where",
                  fmt::format("'{}' is neither varied nor {}", text, base::expected_form(unit)),
                  did_you_mean(text, paths_));
    return false;
  }

  void check_size(Place place) const {
    if (vary_.design.kind != Design::Kind::grid) return;
    std::uint64_t points = 1;
    for (const VariedGroup& group : vary_.groups) {
      points *= std::max<std::uint64_t>(group.count(), 1);
      if (points <= kMostPoints) continue;
      problems_.add(place, "vary", fmt::format("the grid has more than {} points", kMostPoints),
                    "fewer values, or design: lhs(1000)");
      return;
    }
  }

  const Node* root_;
  const std::map<std::string, Provenance>& origin_;
  const ValueReader& values_;
  Problems& problems_;
  Vary vary_;
  std::vector<std::string> paths_;
};

}  // namespace

bool VariedGroup::is_continuous() const {
  return std::ranges::all_of(parameters, [](const auto& one) { return one.span.has_value(); });
}

bool Where::holds(const std::vector<double>& values) const {
  const auto number = [&values](const WhereSide& side) {
    return side.parameter ? values.at(*side.parameter) : side.number;
  };
  const double a = number(left);
  const double b = number(right);
  if (sign == "<") return a < b;
  if (sign == "<=") return a <= b;
  if (sign == ">") return a > b;
  if (sign == ">=") return a >= b;
  return sign == "==" ? a == b : a != b;
}

std::string Design::text() const {
  const std::string& name = kDesigns[static_cast<std::size_t>(kind)];
  return kind == Kind::grid ? name : fmt::format("{}({})", name, size);
}

std::vector<const VariedParameter*> Vary::parameters() const {
  std::vector<const VariedParameter*> all;
  for (const VariedGroup& group : groups) {
    for (const VariedParameter& one : group.parameters) all.push_back(&one);
  }
  return all;
}

std::string varied_text(double value, Unit unit) {
  if (unit == Unit::count) return base::quantity_text(std::round(value), unit);
  const bool is_rate = unit == Unit::per_year;  // round what is written, not what is stored
  const std::string rounded = fmt::format("{:.12g}", is_rate ? value * base::kDaysPerYear : value);
  double number = value;
  std::from_chars(rounded.data(), rounded.data() + rounded.size(), number);
  return is_rate ? fmt::format("{}/y", number) : base::quantity_text(number, unit);
}

std::optional<Design> read_design(const std::string& text, Place place, Problems& problems) {
  const std::size_t open = text.find('(');
  const std::string name = text.substr(0, open);
  const auto found = std::ranges::find(kDesigns, name);
  const std::string right = "grid, lhs(200), sobol(256) or morris(20)";
  if (found == kDesigns.end()) {
    const std::string hint = did_you_mean(name, kDesigns);
    problems.add(place, "vary.design", fmt::format("expected {}, found '{}'", right, text), hint);
    return std::nullopt;
  }
  Design design;
  design.kind = static_cast<Design::Kind>(found - kDesigns.begin());
  if (design.kind == Design::Kind::grid && open == std::string::npos) return design;
  const bool is_closed = open != std::string::npos && text.ends_with(")");
  if (is_closed && design.kind != Design::Kind::grid) {
    const char* first = text.data() + open + 1;
    const char* last = text.data() + text.size() - 1;
    const auto [end, error] = std::from_chars(first, last, design.size);
    if (error == std::errc() && end == last && design.size >= 1 && design.size <= kMostPoints) {
      return design;
    }
  }
  problems.add(place, "vary.design", fmt::format("expected {}, found '{}'", right, text),
               design.kind == Design::Kind::grid
                   ? "a grid takes its size from the values"
                   : fmt::format("a whole number from 1 to {} in brackets", kMostPoints));
  return std::nullopt;
}

Vary read_vary(const Node* vary, const Node* root, const std::map<std::string, Provenance>& origin,
               const ValueReader& values, Problems& problems) {
  return VaryReader(root, origin, values, problems).read(vary);
}

}  // namespace acqsim::scenario
