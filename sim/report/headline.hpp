#pragma once

#include <acqsim/report/results.hpp>

#include <string>
#include <vector>

/// Which measures a person sees first, and how they are grouped into tables.
namespace acqsim::report {

/// The lines of one measure with the same set of labels; or, when `labels` is empty, all measures
/// of the whole market together.
struct Group {
  std::string measure;              ///< empty: of the whole market
  std::vector<std::string> labels;  ///< names, in the order in which they are shown
  std::vector<MeasureLine>
      lines;              ///< greatest mean first; years and measures of the market in their order
  std::string meaning{};  ///< of the measure by these labels; empty: as of the measure
};

struct Grouping {
  std::vector<Group> shown;
  std::size_t hidden_measures = 0;  ///< groups left out
};

/// The main groups in reading order; all groups if asked for, or if none of them is a main one.
Grouping group(const std::vector<MeasureLine>& lines, bool has_all);

}  // namespace acqsim::report
