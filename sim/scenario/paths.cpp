#include "scenario/paths.hpp"

#include "scenario/ids.hpp"
#include "scenario/problems.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/spec/tables.hpp>

#include <fmt/format.h>

namespace acqsim::scenario {
namespace {

using spec::Field;

std::vector<std::string> keys_of(const Node* node) {
  std::vector<std::string> keys;
  if (node == nullptr) return keys;
  for (const Entry& entry : node->entries) {
    if (!is_citation_key(entry.key)) keys.push_back(entry.key);
  }
  return keys;
}

const Node* below(const Node* node, const std::string& key) {
  const Entry* const entry = node != nullptr ? node->find(key) : nullptr;
  return entry != nullptr ? entry->value : nullptr;
}

PathEnd nowhere(const Field* field, std::string problem, const std::string& written,
                const std::vector<std::string>& candidates) {
  PathEnd end{field, false, std::move(problem), did_you_mean(written, candidates)};
  if (end.hint.empty() && !candidates.empty() && candidates.size() <= 12)
    end.hint = "known: " + base::join(candidates, ", ");
  return end;
}

}  // namespace

PathEnd follow(const Node* root, const std::vector<std::string>& parts, bool may_add) {
  const spec::Table* table = &spec::scenario_table();
  const Node* node = root;
  const Field* field = nullptr;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t left = parts.size() - i - 1;
    if (table->find(parts[i]) == nullptr) {
      const Node* const call = below(node, parts[i]);
      // An argument of an action: timeline.ID.ACTION.ARGUMENT.
      if (!table->catalogue.empty() && call != nullptr && !is_citation_key(parts[i]) && left <= 1)
        return {field, left == 1, {}, {}};
      std::vector<std::string> names;
      for (const Field& one : table->fields) names.push_back(one.about.name);
      return nowhere(field,
                     fmt::format("there is no '{}' in {}", parts[i], with_article(table->name)),
                     parts[i], names);
    }
    field = table->find(parts[i]);
    node = below(node, parts[i]);
    switch (field->shape) {
      case Field::Shape::leaf:
      case Field::Shape::condition:
      case Field::Shape::span:
      case Field::Shape::effects:
        if (left == 0) return {field, field->shape == Field::Shape::leaf, {}, {}};
        return nowhere(field,
                       fmt::format("'{}' is one value and holds no '{}'", parts[i], parts[i + 1]),
                       parts[i + 1], {});
      case Field::Shape::leaf_map:
        if (left == 0) return {field, false, {}, {}};
        if (left > 1 || (!may_add && below(node, parts[i + 1]) == nullptr))
          return nowhere(field, fmt::format("there is no '{}' in {}", parts[i + 1], parts[i]),
                         parts[i + 1], keys_of(node));
        return {field, true, {}, {}};
      case Field::Shape::record:
        table = field->table;
        break;
      case Field::Shape::record_map:
        if (left == 0) return {field, false, {}, {}};
        ++i;
        if (below(node, parts[i]) == nullptr)
          return nowhere(field, fmt::format("there is no '{}' in {}", parts[i], parts[i - 1]),
                         parts[i], keys_of(node));
        node = below(node, parts[i]);
        table = field->table;
        break;
    }
  }
  return {field, false, {}, {}};
}

}  // namespace acqsim::scenario
