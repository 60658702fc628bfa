#pragma once

#include <acqsim/report/results.hpp>

#include <string>
#include <vector>

/// Figures and their names as tables show them.
namespace acqsim::report {

/// By the unit of its measure: "$1.2M", "31.0%", "66 d", "0.12/y"; "no data" for NaN.
std::string figure(double value, const std::string& unit);

/// "64 to 68 d"; a dash without data.
std::string from_to(double low, double high, const std::string& unit);

std::string spaced(std::string name);  ///< "fiscal_year" as "fiscal year"

/// "days_to_award" as "Days to award".
std::string humanised(const std::string& raw);

/// The values of these labels, or the measure's name when there are none.
std::string label_of(const MeasureLine& line, const std::vector<std::string>& labels);

}  // namespace acqsim::report
