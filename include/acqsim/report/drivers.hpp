#pragma once

#include <acqsim/report/sweep.hpp>
#include <acqsim/report/table.hpp>
#include <acqsim/stats/conditions.hpp>

#include <string>
#include <vector>

/// Which conditions go with an outcome of a sweep.
namespace acqsim::report {

constexpr int kDriversSchema = 1;

struct Drivers {
  Heading heading;
  experiment::Question question;
  bool is_no = false;  ///< asked of the futures in which the answer is no
  /// The factors of the boxes, in their order.
  std::vector<store::StoredParameter> parameters;
  std::vector<stats::Interval> tried;  ///< of each factor, its least and greatest value
  std::size_t points = 0;
  stats::Trials all;  ///< "yes" being what is asked for
  stats::Interval all_interval;
  stats::Box box;  ///< by peeling
  std::vector<stats::Box> leaves;
};

/// By peeling and by a tree, with intervals that know that points share their luck. Of the outcome
/// in place `question`, or of its "no". Points that do not set every parameter, and replications
/// without an answer, do not count. Requires: `results` read with lucks.
Drivers find_drivers(const SweepResults& results, std::size_t question, bool is_no);

/// Sentences: the box with its density and coverage, then the leaves.
std::string render_drivers_table(const Drivers& drivers, const TableStyle& style);

/// One JSON object, ending in a newline: schema, program, scenario, seed, outcome, answer, points,
/// replications, yes, low, high, parameters [path, unit, low, high], box, leaves [restrictions
/// [path, low, high, p], yes, replications, density, density_low, density_high, coverage]; a
/// restriction's open end is null.
std::string render_drivers_json(const Drivers& drivers);

}  // namespace acqsim::report
