#pragma once

#include <acqsim/base/row.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What `vary` of a scenario, or `--vary`, asks for: data, read and checked.
namespace acqsim::scenario {

/// One number of the scenario that is varied.
struct VariedParameter {
  std::string path;  ///< dotted, as `--set` takes it
  base::Unit unit = base::Unit::none;
  std::string meaning;
  /// The values as a scenario would write them, and in the stored unit (of a distribution its
  /// median). Empty for a range without `points`, which only a sampling design can use.
  std::vector<std::string> texts;
  std::vector<double> values;
  std::optional<base::Range> span;  ///< given as {from, to}
  /// The scenario's own value, likewise; empty where it is nothing that can be written in a line.
  std::string base_text;
  double base = 0.0;
};

/// Parameters that move in step: one dimension of the design. With values all have equally many.
struct VariedGroup {
  std::vector<VariedParameter> parameters;

  /// All are ranges: a sampling design takes any value between. Otherwise one of the values.
  bool is_continuous() const;
  std::size_t count() const { return parameters.front().texts.size(); }
};

/// One side of a `where`: a varied parameter, or a number in the other side's unit.
struct WhereSide {
  std::optional<std::size_t> parameter;  ///< counted over all groups
  double number = 0.0;
};

/// A relation that points have to satisfy: "vendors.a.price <= vendors.b.price".
struct Where {
  std::string text;
  WhereSide left;
  WhereSide right;
  std::string sign;  ///< <, <=, >, >=, ==, !=

  bool holds(const std::vector<double>& values) const;  ///< by parameter, over all groups
};

/// How points are chosen.
struct Design {
  enum class Kind { grid, lhs, sobol, morris };
  Kind kind = Kind::grid;
  std::uint64_t size = 0;  ///< points; of morris trajectories; 0 for grid

  std::string text() const;  ///< "grid", "lhs(200)"
};

struct Vary {
  std::vector<VariedGroup> groups;  ///< in order of writing
  std::vector<Where> where;
  Design design;

  /// Of all groups, in order.
  std::vector<const VariedParameter*> parameters() const;
};

/// Exactly this number as a scenario writes it, after rounding to twelve significant digits, so
/// that a third of the way is 0.1 and not 0.09999999999999999; whole where the unit counts.
std::string varied_text(double value, base::Unit unit);

}  // namespace acqsim::scenario
