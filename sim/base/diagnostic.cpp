#include "acqsim/base/diagnostic.hpp"

#include <acqsim/base/check.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace acqsim::base {

std::string to_string(const Diagnostic& diagnostic) {
  std::string text;
  if (!diagnostic.file.empty()) {
    text = diagnostic.file;
    if (diagnostic.line > 0) text += fmt::format(":{}", diagnostic.line);
    if (diagnostic.line > 0 && diagnostic.column > 0) text += fmt::format(":{}", diagnostic.column);
    text += ": ";
  }
  text += diagnostic.severity == Diagnostic::Severity::error ? "error: " : "warning: ";
  text += diagnostic.message;
  if (!diagnostic.hint.empty()) text += fmt::format(" ({})", diagnostic.hint);
  return text;
}

bool operator<(const Diagnostic& a, const Diagnostic& b) {
  return std::tie(a.file, a.line, a.column, a.message) <
         std::tie(b.file, b.line, b.column, b.message);
}

InputError::InputError(std::vector<Diagnostic> diagnostics) : diagnostics_(std::move(diagnostics)) {
  ACQSIM_CHECK(!diagnostics_.empty(), "an input error without a diagnostic");
  std::stable_sort(diagnostics_.begin(), diagnostics_.end());
  for (const Diagnostic& diagnostic : diagnostics_) {
    if (!text_.empty()) text_ += '\n';
    text_ += to_string(diagnostic);
  }
}

}  // namespace acqsim::base
