#pragma once

#include <acqsim/report/results.hpp>

#include <string>

/// Results for people at a terminal.
namespace acqsim::report {

struct TableStyle {
  int width = 80;             ///< columns; at least 60
  bool is_coloured = false;   ///< bold and dim by ANSI escapes
  bool has_all_rows = false;  ///< every measure with every label, not the main ones
};

/// The answer in words, then in tables. First each outcome as a sentence, with its interval and the
/// author's expectation; then the main measures, one table each, rows from the greatest mean down:
/// mean, its interval, the range that nine in ten simulated futures fall in, and the number of
/// replications behind it.
std::string render_table(const Results& results, const TableStyle& style);

}  // namespace acqsim::report
