#include "scenario/json.hpp"

#include <fmt/format.h>

namespace acqsim::scenario {

Json Json::text(std::string_view value) {
  std::string escaped = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') {
      escaped += '\\';
      escaped += c;
    } else if (static_cast<unsigned char>(c) < 0x20U) {
      escaped += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      escaped += c;
    }
  }
  return raw(escaped + "\"");
}

Json Json::raw(std::string value) {
  Json json;
  json.raw_ = std::move(value);
  return json;
}

Json Json::object() {
  Json json;
  json.kind_ = Kind::object;
  return json;
}

Json Json::array() {
  Json json;
  json.kind_ = Kind::array;
  return json;
}

Json Json::strings(const std::vector<std::string>& values) {
  Json json = array();
  for (const auto& value : values) json.push(text(value));
  return json;
}

Json& Json::set(std::string key, Json value) {
  members_.emplace_back(std::move(key), std::move(value));
  return *this;
}

Json& Json::push(Json value) {
  members_.emplace_back(std::string(), std::move(value));
  return *this;
}

std::string Json::print(int indent) const {
  if (kind_ == Kind::raw) return raw_;
  const bool is_object = kind_ == Kind::object;
  if (members_.empty()) return is_object ? "{}" : "[]";
  bool is_flat = members_.size() <= 6;
  std::size_t length = 0;
  for (const auto& [key, value] : members_) {
    is_flat = is_flat && value.kind_ == Kind::raw;
    length += key.size() + value.raw_.size();
  }
  is_flat = is_flat && length < 80;
  const std::string margin(static_cast<std::size_t>(indent + 2), ' ');
  std::string result = is_object ? "{" : "[";
  bool is_first = true;
  for (const auto& [key, value] : members_) {
    if (!is_first) result += is_flat ? ", " : ",";
    is_first = false;
    if (!is_flat) result += "\n" + margin;
    if (is_object) result += text(key).raw_ + ": ";
    result += value.print(indent + 2);
  }
  if (!is_flat) result += "\n" + std::string(static_cast<std::size_t>(indent), ' ');
  return result + (is_object ? "}" : "]");
}

}  // namespace acqsim::scenario
