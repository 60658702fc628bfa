#pragma once

#include <acqsim/base/date.hpp>
#include <acqsim/spec/field.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

/// What a scenario asks, and what it takes as given on dates.
namespace acqsim::spec {

/// A claim about one simulated future: an event happened, a measure compares, or a combination.
struct Condition {
  enum class Operator { event, measure, all, any, negation };
  Operator op = Operator::event;
  Call call;  ///< event, measure: the row and its arguments (a measure's "is" among them)
  std::vector<Condition> operands;  ///< all, any, negation
};

/// What the author expects of an outcome: decided by `acqsim test`, shown by `acqsim run`.
struct Expectation {
  std::string probability;  ///< a comparison, ">= 0.2"; empty: none
  /// A comparison with the mean, over futures, of the measure that the outcome's condition is; in
  /// its stored unit.
  std::optional<std::string> mean;
};

/// One question that a file puts to the model.
struct Outcome {
  int position = 0;  ///< order in which it was read: questions are answered in the order asked
  std::string question;
  Condition that;

  // When `that` is looked at: at most one of these; none means at the scenario's end.
  std::optional<base::Date> by;         ///< ever, up to the end of this day
  std::optional<base::Date> at;         ///< as things stand at the end of this day
  std::optional<base::Date> over_from;  ///< counted from this day
  std::optional<base::Date> over_to;    ///< up to the end of this day; set with over_from
  bool always = false;              ///< at the end of every fiscal quarter until the scenario's end
  std::optional<Condition> before;  ///< earlier than this event first happens

  Expectation expect;
};

/// A dated fact or forced event. Exactly one of `at` and `after` is given.
struct TimelineEntry {
  std::optional<base::Date> at;
  std::string after;          ///< another entry's id
  stats::Distribution delay;  ///< after the date or the other entry; days
  Call action;
};

/// How sure a run has to be before it stops.
struct Precision {
  double half_width = 0.03;  ///< of each outcome's interval
  double confidence = 0.95;
  int max_replications = 4000;
  int min_replications = 100;
  double indifference = 0.02;  ///< of `acqsim test`: half the width of what is too close to matter
  double error = 0.05;         ///< of `acqsim test`: probability of a wrong verdict
};

}  // namespace acqsim::spec
