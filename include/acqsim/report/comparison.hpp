#pragma once

#include <acqsim/experiment/comparison.hpp>
#include <acqsim/report/results.hpp>
#include <acqsim/report/table.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// What differs between scenarios, for people and for programs.
namespace acqsim::report {

constexpr int kComparisonSchema = 1;

/// One scenario that is held against the reference.
struct Compared {
  Heading heading;
  experiment::Comparison comparison;
  experiment::Findings findings;
};

struct ComparisonResults {
  Heading reference;  ///< its confidence is that of all intervals
  std::vector<Compared> compared;
  experiment::Families families;  ///< how many figures each correction counts
  std::vector<base::Row> glossary;
  std::uint64_t failures = 0;
  experiment::Ending ending = experiment::Ending::complete;
};

/// For each scenario: every question as a sentence with difference, interval, verdict and what
/// pairing saved; then the main measures, rows as in render_table.
std::string render_comparison_table(const ComparisonResults& results, const TableStyle& style);

/// One JSON object, ending in a newline: schema, program, seed, confidence, ending, failures,
/// reference {name, title, start, end, hash}, corrected {questions, measures}, comparisons
/// [scenario, pairs, different, lone_questions, lone_measures, outcomes [id, question, clock,
/// FIGURES], measures [measure, labels, unit, FIGURES]]. FIGURES: reference, value, difference,
/// low, high, p, p_corrected, verdict, correlation, worth, saved, n, no_data. null: no data, or not
/// finite.
std::string render_comparison_json(const ComparisonResults& results);

/// RFC 4180, one line for each outcome and measure of each scenario: scenario, row, name, one
/// column for each label, then FIGURES and the unit.
std::string render_comparison_csv(const ComparisonResults& results);

}  // namespace acqsim::report
