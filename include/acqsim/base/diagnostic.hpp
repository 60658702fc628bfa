#pragma once

#include <exception>
#include <string>
#include <vector>

namespace acqsim::base {

/// One thing wrong with what a user wrote, where, and what would be right. Line and column count
/// from one; zero means that there is no such place (a flag, a whole file).
struct Diagnostic {
  enum class Severity { error, warning };

  std::string file;  ///< as the user named it; "--set" for a flag
  int line = 0;
  int column = 0;
  std::string path;     ///< dotted path in the scenario, for example "vendors.openai.price"
  std::string message;  ///< what is wrong
  std::string hint;     ///< what would be right; may be empty
  Severity severity = Severity::error;
};

/// "scenarios/a.yaml:12:5: error: message (hint)", without a newline.
std::string to_string(const Diagnostic& diagnostic);

/// Order by file, line, column, message: the order in which they are shown.
bool operator<(const Diagnostic& a, const Diagnostic& b);

/// Thrown once with all that is wrong with the user's input; never with an empty list.
class InputError : public std::exception {
 public:
  explicit InputError(std::vector<Diagnostic> diagnostics);
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  const char* what() const noexcept override { return text_.c_str(); }

 private:
  std::vector<Diagnostic> diagnostics_;
  std::string text_;
};

}  // namespace acqsim::base
