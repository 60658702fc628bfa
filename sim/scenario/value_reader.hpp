#pragma once

#include "scenario/ids.hpp"
#include "scenario/node.hpp"
#include "scenario/problems.hpp"

#include <acqsim/scenario/loader.hpp>
#include <acqsim/spec/field.hpp>

#include <optional>
#include <string>

namespace acqsim::scenario {

/// One value as read and checked.
struct Value {
  spec::Leaf leaf;
  /// The number was given as a distribution where a plain number is wanted; `leaf` is its median.
  std::optional<stats::Distribution> uncertain;
  std::string canonical;  ///< exact text, in stored units
};

/// Reads single values as their Parameter asks, adding a located problem for whatever is wrong.
class ValueReader {
 public:
  ValueReader(Tree& tree, const Ids& ids, Problems& problems)
      : tree_(tree), ids_(ids), problems_(problems) {}

  /// A leaf as the language allows it: bare, or {value, basis, source, range, note}. `origin`
  /// receives where it was written and what it rests on.
  std::optional<Value> annotated(const base::Parameter& about, const Node* node,
                                 const std::string& path, Provenance& origin) const;

  /// A bare value.
  std::optional<Value> value(const base::Parameter& about, const Node* node,
                             const std::string& path) const;

  /// Basis, source and note of any map; their own problems only.
  void check_citation(const Node* map, const std::string& path) const;

 private:
  std::optional<Value> text(const Node* node, const std::string& path) const;
  std::optional<Value> boolean(const Node* node, const std::string& path) const;
  std::optional<Value> date(const Node* node, const std::string& path) const;
  std::optional<Value> number(const base::Parameter& about, const Node* node,
                              const std::string& path) const;
  std::optional<Value> choice(const base::Parameter& about, const Node* node,
                              const std::string& path) const;
  std::optional<Value> reference(const base::Parameter& about, const Node* node,
                                 const std::string& path) const;
  std::optional<Value> references(const base::Parameter& about, const Node* node,
                                  const std::string& path) const;
  std::optional<Value> comparison(const base::Parameter& about, const Node* node,
                                  const std::string& path) const;
  bool is_id(const base::Parameter& about, const Node* node, const std::string& path) const;
  bool is_allowed(const base::Parameter& about, double value, Place place,
                  const std::string& path) const;
  void cite(const Meta& meta, const std::string& path, Provenance& origin) const;
  void read_range(const base::Parameter& about, const Node* range, const Value& value,
                  const std::string& path, Provenance& origin) const;
  std::nullopt_t refuse(const Node* node, const std::string& path, const std::string& message,
                        std::string hint = {}) const;

  Tree& tree_;
  const Ids& ids_;
  Problems& problems_;
};

/// What was written, short, for messages: "'5d'", "a list", "a map", "nothing".
std::string shown(const Node* node);

/// "$0 to $1M", "at least 1", for messages.
std::string range_text(const base::Range& range, base::Unit unit);

/// Exact text of a number that needs no unit.
std::string exact(double value);

/// A text in quotation marks, with what would break a line escaped.
std::string quoted(const std::string& text);

}  // namespace acqsim::scenario
