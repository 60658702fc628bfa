#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace acqsim::base {

/// Units as scenarios write them and as the program stores them.
enum class Unit {
  none,      ///< plain number
  count,     ///< whole number
  share,     ///< 0.35 or 35%; stored 0 to 1
  days,      ///< 90d, 12w, 6mo, 2y; stored in days
  money,     ///< $2.5M, $400k, $0.47, $1.2B; stored in dollars
  per_year,  ///< 2/y, 0.5/mo, 1/d; stored per day
  text,      ///< no number at all
};

/// "d", "$", "1/y", "share", "count", "" : as shown in tables and references.
std::string_view symbol(Unit unit);

/// The unit that a measure's symbol stands for; none for "count", "index" and what is unknown.
Unit unit_of(std::string_view symbol);

/// A measure's value in the stored unit. Measures count in the unit that their symbol shows, which
/// differs for frequencies alone: measured per year, stored per day.
double stored(double measured, Unit unit);

/// Closed interval of allowed values, in the stored unit.
struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool contains(double value) const { return value >= low && value <= high; }
};

/// What a value in a scenario is.
enum class Kind {
  text,
  boolean,
  number,        ///< in `unit`
  date,          ///< ISO
  distribution,  ///< a number, or {lognormal: ...} and its like, in `unit`
  choice,        ///< one of `choices`
  reference,     ///< the id of an entity of the kind `refers_to`
  references,    ///< a list of such ids
  comparison,    ///< "< 0.5", ">= 2": used by questions
};

/// When a value is read, which decides whether a policy can change it during a run.
enum class Reading {
  at_start,   ///< once
  at_use,     ///< anew at each use
  by_agency,  ///< anew at each use, on behalf of one agency, so that agencies may differ in it
};

/// One value that a scenario may set: everything the checker, the schema, `doc`, `--set` and the
/// reference page say about it.
struct Parameter {
  std::string name{};
  Kind kind = Kind::number;
  Unit unit = Unit::none;
  Range range{};
  std::string meaning{};       ///< one sentence
  std::string source;          ///< a key of sim/REFERENCES.md, or "assumption"
  std::string default_text{};  ///< as a scenario would write it; empty when `required` or when
                               ///< absence has a meaning
  bool required = false;
  std::string refers_to{};  ///< for references: "vendors", "providers", "levels", "kinds", ...
  /// For a comparison: in the unit of the measure in this condition of the record around ("that").
  std::string unit_of{};
  std::vector<std::string> choices{};  ///< for choice; for a comparison the signs that it may have,
                                       ///< none: all of them
  Reading reading = Reading::at_start;
};

/// One row of a catalogue: a choosable thing that describes itself.
struct Row {
  std::string name{};     ///< kebab-case for rules and events; snake_case for actions and measures,
                          ///< which are keys or read like one
  std::string meaning{};  ///< one sentence
  std::string source{};   ///< a key of sim/REFERENCES.md, or "assumption"
  std::string unit{};     ///< of a measure, as shown: "$", "share", "d", "count"
  std::vector<Parameter> parameters{};
};

}  // namespace acqsim::base
