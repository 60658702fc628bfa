#pragma once

#include "scenario/value_reader.hpp"

#include <acqsim/scenario/loader.hpp>

#include <map>
#include <string>

namespace acqsim::scenario {

/// Where the key and the value of a dotted path were written, whether or not the value was right.
struct Written {
  Place key;
  Place value;
};

/// What binding leaves besides the scenario.
struct Bound {
  std::map<std::string, Written> written;
  std::map<std::string, std::string> canonical;  ///< exact text of each given value by path
  const Node* vary = nullptr;
};

/// Fills a scenario from a resolved tree through the field tables, adding a problem for every
/// unknown, missing or wrong key. Knows no record by name, except the top-level keys that are not
/// part of a scenario's data.
class Binder {
 public:
  Binder(const Catalogue& catalogue, Tree& tree, const Ids& ids, Problems& problems, Loaded& out,
         Bound& bound)
      : catalogue_(catalogue),
        tree_(tree),
        ids_(ids),
        problems_(problems),
        out_(out),
        bound_(bound),
        values_(tree, ids, problems) {}

  void bind(const Node* root);
  /// Another record than a scenario. Requires: an `owner` of the table's type.
  void bind(const Node* root, const spec::Table& table, void* owner) {
    record(root, table, owner, {}, root->place);
  }

 private:
  void record(const Node* node, const spec::Table& table, void* owner, const std::string& path,
              Place key);
  void field(const Entry& entry, const spec::Field& field, void* owner, const std::string& path);
  void leaf(const Entry& entry, const spec::Field& field, void* owner, const std::string& path);
  void leaf_map(const Entry& entry, const spec::Field& field, void* owner, const std::string& path);
  void record_map(const Entry& entry, const spec::Field& field, void* owner,
                  const std::string& path);
  void span(const Entry& entry, const spec::Field& field, void* owner, const std::string& path);
  void unknown_key(const Entry& entry, const spec::Table& table, const std::string& path);
  void action(const Node* node, const spec::Table& table, void* owner, const std::string& path,
              Place key);
  std::optional<base::Parameter> in_unit_of_measure(const spec::Field& field, Place place,
                                                    const std::string& path);
  bool is_map(const Node* node, const std::string& path, const std::string& wanted);
  bool is_right_key(const Entry& entry, const spec::Field& field, const std::string& path);
  std::optional<spec::Leaf> keep(const base::Parameter& about, const Node* node,
                                 const std::string& path, bool is_argument);

  void condition(const Node* node, spec::Condition& out, const std::string& path);
  void arguments(const Node* node, const base::Row& row, const std::string& skip,
                 const base::Parameter* extra, spec::Call& out, const std::string& path);
  std::string canonical(const spec::Condition& condition) const;
  std::string canonical(const spec::Call& call) const;

  const Catalogue& catalogue_;
  Tree& tree_;
  const Ids& ids_;
  Problems& problems_;
  Loaded& out_;
  Bound& bound_;
  ValueReader values_;
  struct GivenEffects {
    const Node* node;
    std::vector<spec::Effect>* effects;
  };
  std::map<std::string, GivenEffects> effects_;
  std::map<std::string, const spec::Condition*> conditions_;  ///< by path
};

/// The rows' names, for suggestions.
std::vector<std::string> names_of(std::span<const base::Row> rows);

}  // namespace acqsim::scenario
