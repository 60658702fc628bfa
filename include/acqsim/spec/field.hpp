#pragma once

#include <acqsim/base/date.hpp>
#include <acqsim/base/row.hpp>
#include <acqsim/base/units.hpp>
#include <acqsim/stats/distribution.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

/// How a spec struct describes itself: a table of fields, each with the Parameter that the checker,
/// the schema, `doc` and `--set` read, and erased access to the member it stands for. The loader
/// fills any struct through its table and knows none of them by name.
namespace acqsim::spec {

/// One value as read, in the stored unit of its field. Enum members travel as their choice's text.
using Leaf = std::variant<bool, double, std::string, base::Date, stats::Distribution,
                          std::vector<std::string>>;

/// One use of a catalogue's row with its arguments: an action of the timeline, an event or a
/// measure of a question. The model gives it meaning.
struct Call {
  std::string name;
  std::map<std::string, Leaf> arguments;
};

struct Condition;  // question.hpp
struct Effect;     // policy.hpp
struct Table;

/// One key of a record.
struct Field {
  enum class Shape {
    leaf,        ///< one value
    leaf_map,    ///< ids to values: {aws: 0.6, azure: 0.4}
    record,      ///< a nested record
    record_map,  ///< ids to records
    condition,   ///< what a question asks: {event: ...}, {measure: ...}, {all: [...]}
    span,        ///< FY2028 or [date, date]
    effects,     ///< what a policy does: [{scale: {lock_in.strength: 0.5}}]
  };

  base::Parameter about;
  Shape shape = Shape::leaf;
  std::string defines{};         ///< record_map: its keys are new entities of this kind, "vendors"
  std::string keys_refer_to{};   ///< maps: its keys are ids of entities of this kind; neither: any
                                 ///< kebab-case id
  const Table* table = nullptr;  ///< record, record_map

  std::function<void(void* owner, const Leaf&)> set{};
  std::function<std::optional<Leaf>(const void* owner)>
      get{};  ///< nothing: an optional member without value
  std::function<void(void* owner, const std::string& key, const Leaf&)> set_at{};
  std::function<std::vector<std::pair<std::string, Leaf>>(const void* owner)> entries{};
  std::function<void*(void* owner)> child{};
  std::function<void*(void* owner, const std::string& key)> child_at{};  ///< found or made
  std::function<std::vector<std::pair<std::string, const void*>>(const void* owner)> children{};
  std::function<Condition*(void* owner)> condition{};  ///< made if absent
  std::function<void(void* owner, base::Date from, base::Date to)> set_span{};
  std::function<std::vector<Effect>*(void* owner)> effects{};
};

/// One kind of record.
struct Table {
  std::string name;     ///< "vendor"
  std::string meaning;  ///< one sentence
  std::vector<Field> fields;
  /// Not empty: besides its fields the record holds exactly one key that names a row of this
  /// catalogue
  /// ("actions"), whose value holds the arguments.
  std::string catalogue{};
  std::function<void(void* owner, Call)> set_call{};
  std::function<const Call*(const void* owner)> call{};

  const Field* find(std::string_view name) const;
};

namespace detail {

template <class M>
struct Unwrap {
  using Type = M;
  static constexpr bool kOptional = false;
};
template <class M>
struct Unwrap<std::optional<M>> {
  using Type = M;
  static constexpr bool kOptional = true;
};

template <class M>
inline constexpr bool kIsQuantity =
    std::is_same_v<M, base::Days> || std::is_same_v<M, base::Money> ||
    std::is_same_v<M, base::Rate> || std::is_same_v<M, base::Share>;

template <class M>
Leaf to_leaf(const M& value, const base::Parameter& about) {
  if constexpr (std::is_enum_v<M>) {
    return about.choices.at(static_cast<std::size_t>(value));
  } else if constexpr (kIsQuantity<M>) {
    return value.value();
  } else if constexpr (std::is_same_v<M, int>) {
    return static_cast<double>(value);
  } else {
    return value;
  }
}

template <class M>
M from_leaf(const Leaf& leaf, const base::Parameter& about) {
  if constexpr (std::is_enum_v<M>) {
    const auto& text = std::get<std::string>(leaf);
    std::size_t position = 0;
    while (position < about.choices.size() && about.choices[position] != text) ++position;
    return static_cast<M>(position);
  } else if constexpr (kIsQuantity<M>) {
    return M(std::get<double>(leaf));
  } else if constexpr (std::is_same_v<M, int>) {
    return static_cast<int>(std::get<double>(leaf));
  } else {
    return std::get<M>(leaf);
  }
}

/// The kind and unit that a member's type implies, where it leaves no choice.
template <class M>
void imply(base::Parameter& about) {
  using base::Kind;
  using base::Unit;
  if constexpr (std::is_same_v<M, bool>) about.kind = Kind::boolean;
  if constexpr (std::is_enum_v<M>) about.kind = Kind::choice;
  if constexpr (std::is_same_v<M, base::Date>) about.kind = Kind::date;
  if constexpr (std::is_same_v<M, stats::Distribution>) about.kind = Kind::distribution;
  if constexpr (std::is_same_v<M, std::vector<std::string>>) about.kind = Kind::references;
  if constexpr (std::is_same_v<M, std::string>) {
    if (about.kind != Kind::comparison)
      about.kind = about.refers_to.empty() ? Kind::text : Kind::reference;
  }
  if constexpr (std::is_same_v<M, base::Days>) about.unit = Unit::days;
  if constexpr (std::is_same_v<M, base::Money>) about.unit = Unit::money;
  if constexpr (std::is_same_v<M, base::Rate>) about.unit = Unit::per_year;
  if constexpr (std::is_same_v<M, base::Share>) {
    about.unit = Unit::share;
    if (about.range.low < 0.0) about.range.low = 0.0;
    if (about.range.high > 1.0) about.range.high = 1.0;
  }
  if constexpr (std::is_same_v<M, int>) about.unit = Unit::count;
}

}  // namespace detail

/// A field for one value. The member's type implies kind and unit where it can.
template <class T, class M>
Field leaf(M T::*member, base::Parameter about) {
  using Value = typename detail::Unwrap<M>::Type;
  detail::imply<Value>(about);
  Field field{.about = about, .shape = Field::Shape::leaf};
  field.set = [member, about](void* owner, const Leaf& value) {
    static_cast<T*>(owner)->*member = detail::from_leaf<Value>(value, about);
  };
  field.get = [member, about](const void* owner) -> std::optional<Leaf> {
    const M& value = static_cast<const T*>(owner)->*member;
    if constexpr (detail::Unwrap<M>::kOptional) {
      if (!value) return std::nullopt;
      return detail::to_leaf<Value>(*value, about);
    } else {
      return detail::to_leaf<Value>(value, about);
    }
  };
  return field;
}

/// A field for a map of ids to values. `about` describes one value; `keys_refer_to` the kind of its
/// ids.
template <class T, class M>
Field leaf_map(std::map<std::string, M> T::*member, base::Parameter about,
               std::string keys_refer_to) {
  detail::imply<M>(about);
  Field field{.about = about, .shape = Field::Shape::leaf_map};
  field.keys_refer_to = std::move(keys_refer_to);
  field.set_at = [member, about](void* owner, const std::string& key, const Leaf& value) {
    (static_cast<T*>(owner)->*member)[key] = detail::from_leaf<M>(value, about);
  };
  field.entries = [member, about](const void* owner) {
    std::vector<std::pair<std::string, Leaf>> all;
    for (const auto& [key, value] : static_cast<const T*>(owner)->*member) {
      all.emplace_back(key, detail::to_leaf<M>(value, about));
    }
    return all;
  };
  return field;
}

/// A field for a nested record.
template <class T, class M>
Field record(M T::*member, base::Parameter about, const Table& table) {
  Field field{.about = std::move(about), .shape = Field::Shape::record};
  field.table = &table;
  field.child = [member](void* owner) -> void* { return &(static_cast<T*>(owner)->*member); };
  return field;
}

/// A field for a map of ids to records. Exactly one of `defines` and `keys_refer_to` may be given.
template <class T, class M>
Field record_map(std::map<std::string, M> T::*member, base::Parameter about, const Table& table,
                 std::string defines, std::string keys_refer_to = {}) {
  Field field{.about = std::move(about), .shape = Field::Shape::record_map};
  field.table = &table;
  field.defines = std::move(defines);
  field.keys_refer_to = std::move(keys_refer_to);
  field.child_at = [member](void* owner, const std::string& key) -> void* {
    auto& map = static_cast<T*>(owner)->*member;
    const auto added = map.try_emplace(key);
    M& record = added.first->second;
    if constexpr (requires { record.position; }) {
      if (added.second) record.position = static_cast<int>(map.size());
    }
    return &record;
  };
  field.children = [member](const void* owner) {
    std::vector<std::pair<std::string, const void*>> all;
    for (const auto& [key, value] : static_cast<const T*>(owner)->*member)
      all.emplace_back(key, &value);
    return all;
  };
  return field;
}

}  // namespace acqsim::spec
