#include "acqsim/store/json_text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace acqsim::store {

std::string json_string(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        result += "\\\"";
        break;
      case '\\':
        result += "\\\\";
        break;
      case '\n':
        result += "\\n";
        break;
      case '\r':
        result += "\\r";
        break;
      case '\t':
        result += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          result += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
          result += c;
        }
    }
  }
  return result + '"';
}

std::string json_number(double value) {
  return std::isfinite(value) ? fmt::format("{}", value) : "null";
}

std::string json_object(const std::map<std::string, std::string>& entries) {
  std::string result = "{";
  for (const auto& [key, value] : entries) {
    if (result.size() > 1) result += ',';
    result += json_string(key) + ':' + json_string(value);
  }
  return result + '}';
}

}  // namespace acqsim::store
