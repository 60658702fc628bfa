#pragma once

#include <map>
#include <string>
#include <string_view>

/// The few JSON texts that studies and reports are made of (RFC 8259).
namespace acqsim::store {

/// A JSON string with its quotes. Requires: UTF-8.
std::string json_string(std::string_view text);

/// The shortest number that reads back as exactly this value; null when it is not finite.
std::string json_number(double value);

/// {"vendor":"openai"}, keys in order.
std::string json_object(const std::map<std::string, std::string>& entries);

}  // namespace acqsim::store
