#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace acqsim::scenario {

/// Just enough JSON to write a schema: members keep their order, so the text is always the same.
class Json {
 public:
  static Json text(std::string_view value);
  static Json raw(std::string value);  ///< a number, true, false
  static Json object();
  static Json array();
  static Json strings(const std::vector<std::string>& values);

  Json& set(std::string key, Json value);
  Json& push(Json value);
  std::string print(int indent = 0) const;

 private:
  enum class Kind { raw, object, array };
  Kind kind_ = Kind::raw;
  std::string raw_;
  std::vector<std::pair<std::string, Json>> members_;  ///< an array's have no key
};

}  // namespace acqsim::scenario
