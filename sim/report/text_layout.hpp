#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Text on a grid of characters.
namespace acqsim::report {

/// Lines of at most `width` columns, broken at spaces, each after `indent`, without a last newline.
/// A word that is longer stays whole.
std::string wrap(std::string_view text, int width, std::string_view indent = "");

std::string pad_left(std::string_view text, int width);   ///< against the right edge
std::string pad_right(std::string_view text, int width);  ///< against the left edge

/// A bar of eighths of a character, `share` of `width` long. Requires: 0 <= share <= 1.
std::string bar(double share, int width);

/// ANSI escapes, or nothing.
class Paint {
 public:
  explicit Paint(bool is_coloured) : is_coloured_(is_coloured) {}
  std::string bold(std::string_view text) const { return wrapped("\x1b[1m", text); }
  std::string dim(std::string_view text) const { return wrapped("\x1b[2m", text); }
  std::string good(std::string_view text) const { return wrapped("\x1b[32m", text); }
  std::string bad(std::string_view text) const { return wrapped("\x1b[31m", text); }
  std::string unsure(std::string_view text) const { return wrapped("\x1b[33m", text); }

 private:
  /// Line by line, so that a pager that shows part of it paints it right.
  std::string wrapped(std::string_view escape, std::string_view text) const;
  bool is_coloured_;
};

}  // namespace acqsim::report
