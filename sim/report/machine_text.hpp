#pragma once

#include <string>
#include <string_view>

/// Pieces of JSON and CSV.
namespace acqsim::report {

/// "[]" or the items, the closing bracket on its own line.
std::string json_array(const std::string& items);

std::string csv_field(std::string_view text);  ///< in quotes if it has to be
std::string csv_number(double value);          ///< empty when not finite

}  // namespace acqsim::report
