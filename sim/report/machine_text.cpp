#include "report/machine_text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace acqsim::report {

std::string json_array(const std::string& items) {
  return items.empty() ? "[]" : "[" + items + "\n  ]";
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string csv_number(double value) {
  return std::isfinite(value) ? fmt::format("{}", value) : std::string();
}

}  // namespace acqsim::report
