#include "scenario/vary.hpp"

#include "scenario/paths.hpp"

#include <acqsim/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace acqsim::scenario {
namespace {

using base::Kind;

class VaryReader {
 public:
  VaryReader(const Node* root, const ValueReader& values, Problems& problems)
      : root_(root), values_(values), problems_(problems) {}

  void read(const Node* vary, bool is_together) {
    if (!vary->is_map()) {
      problems_.add(vary->place, "vary",
                    fmt::format("expected a map of paths to values, found {}", shown(vary)));
      return;
    }
    for (const Entry& entry : vary->entries) {
      if (!is_together && entry.key == "together") {
        read(entry.value, true);
      } else if (!is_together && entry.key == "design") {
        if (!entry.value->is_scalar())
          problems_.add(entry.value->place, "vary.design",
                        fmt::format("expected a text, found {}", shown(entry.value)));
      } else {
        one(entry);
      }
    }
  }

  std::vector<std::string> paths;

 private:
  void one(const Entry& entry) {
    const std::string path = "vary." + entry.key;
    const PathEnd end = follow(root_, base::split(entry.key, '.'), false);
    if (!end.problem.empty()) {
      problems_.add(entry.place, path, end.problem, end.hint);
      return;
    }
    const bool is_number =
        end.is_value && end.field != nullptr &&
        end.field->shape != spec::Field::Shape::record_map &&
        (end.field->about.kind == Kind::number || end.field->about.kind == Kind::distribution);
    if (!is_number) {
      problems_.add(entry.place, path, "is not a number", "only numbers can be varied");
      return;
    }
    if (std::find(paths.begin(), paths.end(), entry.key) != paths.end())
      problems_.add(entry.place, path, "is varied twice");
    paths.push_back(entry.key);
    const base::Parameter& about = end.field->about;
    const Node* const node = entry.value;
    if (node->is_sequence() && !node->items.empty()) {
      for (const Node* item : node->items) values_.value(about, item, path);
    } else if (node->is_map()) {
      from_to(about, node, path);
    } else {
      problems_.add(node->place, path,
                    fmt::format("expected a list of values or {{from, to, points}}, found {}",
                                node->is_sequence() ? "an empty list" : shown(node)));
    }
  }

  void from_to(base::Parameter about, const Node* node, const std::string& path) {
    static const std::vector<std::string> kKeys{"from", "to", "points"};
    about.kind = Kind::number;
    base::Parameter points{.name = "points",
                           .unit = base::Unit::count,
                           .range = {2.0, 1e6},
                           .meaning = "How many values, both ends included.",
                           .source = "acqsim-model"};
    for (const std::string& key : kKeys) {
      if (node->find(key) == nullptr)
        problems_.add(node->place, path, fmt::format("'{}' is missing", key),
                      "{from: ..., to: ..., points: ...}");
    }
    for (const Entry& entry : node->entries) {
      if (std::find(kKeys.begin(), kKeys.end(), entry.key) == kKeys.end()) {
        problems_.add(entry.place, path, fmt::format("unknown key '{}'", entry.key),
                      did_you_mean(entry.key, kKeys));
      } else {
        values_.value(entry.key == "points" ? points : about, entry.value, path + "." + entry.key);
      }
    }
  }

  const Node* root_;
  const ValueReader& values_;
  Problems& problems_;
};

}  // namespace

std::vector<std::string> check_vary(const Node* vary, const Node* root, const ValueReader& values,
                                    Problems& problems) {
  VaryReader reader(root, values, problems);
  reader.read(vary, false);
  return std::move(reader.paths);
}

}  // namespace acqsim::scenario
