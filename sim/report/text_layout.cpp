#include "report/text_layout.hpp"

#include <acqsim/base/text.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace acqsim::report {
namespace {

int columns_of(std::string_view text) { return static_cast<int>(base::display_width(text)); }

std::string spaces(int count) {
  return std::string(static_cast<std::size_t>(std::max(count, 0)), ' ');
}

}  // namespace

std::string wrap(std::string_view text, int width, std::string_view indent) {
  std::string result(indent);
  int column = columns_of(indent);
  bool is_line_empty = true;
  for (const std::string& word : base::split(text, ' ')) {
    if (word.empty()) continue;
    if (!is_line_empty && column + 1 + columns_of(word) > width) {
      result += '\n';
      result += indent;
      column = columns_of(indent);
      is_line_empty = true;
    }
    if (!is_line_empty) {
      result += ' ';
      ++column;
    }
    result += word;
    column += columns_of(word);
    is_line_empty = false;
  }
  return result;
}

std::string pad_left(std::string_view text, int width) {
  return spaces(width - columns_of(text)) + std::string(text);
}

std::string pad_right(std::string_view text, int width) {
  return std::string(text) + spaces(width - columns_of(text));
}

std::string bar(double share, int width) {
  constexpr std::array kEighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const auto eighths = static_cast<std::size_t>(std::lround(share * 8.0 * width));
  std::string text;
  for (std::size_t i = 0; i < eighths / 8; ++i) text += "█";
  return text + kEighths[eighths % 8];
}

std::string Paint::wrapped(std::string_view escape, std::string_view text) const {
  if (!is_coloured_ || text.empty()) return std::string(text);
  std::string result;
  for (const std::string& line : base::split(text, '\n')) {
    if (!result.empty()) result += '\n';
    result += std::string(escape) + line + "\x1b[0m";
  }
  return result;
}

}  // namespace acqsim::report
