#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace acqsim::cli {

/// Wrong usage; the message names the argument and, if there is one, the nearest right one.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// One option of a verb: the parser, the help and completion read this row.
struct Option {
  std::string name;        ///< without dashes
  char letter = '\0';      ///< short form; none
  std::string argument{};  ///< "N"; empty: a flag
  std::string meaning{};
  bool is_repeatable = false;
  std::vector<std::string> choices{};  ///< what the argument may be; none: anything of its kind
};

/// What was given.
class Arguments {
 public:
  std::vector<std::string> files;  ///< in order; "-" is standard input

  void add(const std::string& option, const std::string& value) { given_[option].push_back(value); }
  bool has(const std::string& option) const { return given_.contains(option); }
  std::optional<std::string> value(const std::string& option) const;
  std::vector<std::string> values(const std::string& option) const;
  /// A whole number in [low, high]. Throws UsageError.
  std::optional<std::uint64_t> whole(const std::string& option, std::uint64_t low,
                                     std::uint64_t high) const;

 private:
  std::map<std::string, std::vector<std::string>> given_;
};

/// Throws UsageError. `--` ends the options.
Arguments parse(const std::vector<Option>& options, const std::vector<std::string>& args);

/// "; did you mean X?", or nothing.
std::string suggestion(const std::string& written, const std::vector<std::string>& candidates,
                       const std::string& before = "");

}  // namespace acqsim::cli
