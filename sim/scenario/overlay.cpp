#include "scenario/overlay.hpp"

#include "scenario/ids.hpp"

#include <acqsim/spec/tables.hpp>

#include <algorithm>
#include <unordered_map>

namespace acqsim::scenario {
namespace {

using spec::Field;
using spec::Table;

class Overlayer {
 public:
  Overlayer(Tree& tree, Problems& problems) : tree_(tree), problems_(problems) {}

  const Node* record(const Node* below, const Node* above, const Table& table) {
    return maps(below, above, [&](const std::string& key, const Node* old, const Node* given) {
      const Field* const field = table.find(key);
      if (field != nullptr) return value(*field, old, given);
      // Arguments of an action, ranges of `vary`: one level of keys. Else the reader will complain.
      return is_citation_key(key) ? given : leaves(old, given);
    });
  }

 private:
  const Node* value(const Field& field, const Node* below, const Node* above) {
    switch (field.shape) {
      case Field::Shape::leaf:
        return leaf(below, above);
      case Field::Shape::leaf_map:
        return leaves(below, above);
      case Field::Shape::record:
        return record(below, above, *field.table);
      case Field::Shape::record_map:
        return maps(below, above, [&](const std::string& key, const Node* old, const Node* given) {
          return is_citation_key(key) ? given : record(old, given, *field.table);
        });
      case Field::Shape::condition:
      case Field::Shape::span:
      case Field::Shape::effects:
        break;
    }
    return above;
  }

  const Node* leaves(const Node* below, const Node* above) {
    return maps(below, above, [&](const std::string& key, const Node* old, const Node* given) {
      return is_citation_key(key) ? given : leaf(old, given);
    });
  }

  const Node* leaf(const Node* below, const Node* above) {
    const bool only_annotates =
        above->is_map() && !above->entries.empty() &&
        std::all_of(above->entries.begin(), above->entries.end(), [](const Entry& entry) {
          return is_citation_key(entry.key) || entry.key == "range";
        });
    if (!only_annotates) return above;
    if (!(below->is_map() && below->find("value") != nullptr)) {
      Node& wrapped = tree_.add(Node::Kind::map, below->place);
      wrapped.meta = below->meta;
      wrapped.entries.push_back({"value", below->place, below});
      below = &wrapped;
    }
    return maps(below, above,
                [](const std::string&, const Node*, const Node* given) { return given; });
  }

  template <class Merge>
  const Node* maps(const Node* below, const Node* above, const Merge& merge) {
    if (!below->is_map() || !above->is_map()) return above;
    Node& merged = tree_.add(Node::Kind::map, above->place);
    merged.meta = above->meta;
    merged.entries = below->entries;
    std::unordered_map<std::string, std::size_t> at;
    for (std::size_t i = 0; i < merged.entries.size(); ++i) at.emplace(merged.entries[i].key, i);
    std::vector<bool> is_removed(merged.entries.size(), false);
    for (const Entry& entry : above->entries) {
      const auto found = at.find(entry.key);
      if (found == at.end()) {
        merged.entries.push_back(entry);  // a null among these is for the reader to refuse
        is_removed.push_back(false);
        continue;
      }
      Entry& old = merged.entries[found->second];
      if (old.value->is_null() && old.value->is_written)
        problems_.add(old.value->place, old.key, "null removes nothing here");
      if (entry.value->is_null() && entry.value->is_written) {
        is_removed[found->second] = true;
      } else {
        old = Entry{entry.key, entry.place, merge(entry.key, old.value, entry.value)};
      }
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < merged.entries.size(); ++i) {
      if (is_removed[i]) continue;
      if (kept != i) merged.entries[kept] = std::move(merged.entries[i]);
      ++kept;
    }
    merged.entries.resize(kept);
    return &merged;
  }

  Tree& tree_;
  Problems& problems_;
};

}  // namespace

const Node* overlay(const Node* below, const Node* above, Tree& tree, Problems& problems) {
  return Overlayer(tree, problems).record(below, above, spec::scenario_table());
}

}  // namespace acqsim::scenario
