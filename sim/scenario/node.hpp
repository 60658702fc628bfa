#pragma once

#include "scenario/layers.hpp"

#include <deque>
#include <string>
#include <vector>

/// A scenario file as a light tree: what was written, and where. Nodes live in a Tree and are never
/// changed once read; overlaying makes new ones that share subtrees.
namespace acqsim::scenario {

struct Node;

/// Where a token stands. `file` indexes Tree::files; line and column count from one, zero: nowhere.
struct Place {
  int file = -1;
  int line = 0;
  int column = 0;
};

/// basis, source and note of the nearest record around a node in its own file.
struct Meta {
  const Node* basis = nullptr;
  const Node* source = nullptr;
  const Node* note = nullptr;
};

struct Entry {
  std::string key;
  Place place;
  const Node* value = nullptr;
};

struct Node {
  enum class Kind { null, scalar, sequence, map };
  Kind kind = Kind::null;
  bool is_quoted = false;   ///< scalar
  bool is_written = false;  ///< null: as `null` or `~`, not by leaving the value out
  Place place;
  std::string text;                ///< scalar
  std::vector<Entry> entries;      ///< map, in order of writing
  std::vector<const Node*> items;  ///< sequence
  const Meta* meta = nullptr;

  bool is_map() const { return kind == Kind::map; }
  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_sequence() const { return kind == Kind::sequence; }
  bool is_null() const { return kind == Kind::null; }

  const Entry* find(const std::string& key) const {
    for (const Entry& entry : entries) {
      if (entry.key == key) return &entry;
    }
    return nullptr;
  }
};

/// Owner of all nodes of one load.
struct Tree {
  std::deque<Node> nodes;  ///< a deque: nodes keep their addresses
  std::deque<Meta> metas;
  std::deque<std::string> files;
  Layers layers;  ///< of these files

  Node& add(Node::Kind kind, Place place) {
    Node& node = nodes.emplace_back();
    node.kind = kind;
    node.place = place;
    return node;
  }
  int add_file(std::string name) {
    files.push_back(std::move(name));
    return static_cast<int>(files.size()) - 1;
  }
};

}  // namespace acqsim::scenario
