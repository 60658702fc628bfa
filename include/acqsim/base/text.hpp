#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace acqsim::base {

/// Optimal-string-alignment edit distance: insertions, deletions, substitutions, swaps of
/// neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to what was written, if any is near enough to be meant (a third of its
/// length, at least one edit; case, '-' and '_' count as the same). Ties go to the first.
std::optional<std::string> nearest(std::string_view written,
                                   std::span<const std::string> candidates);

/// Lower-case words joined by single hyphens, starting with a letter: "google-cloud".
bool is_kebab_case(std::string_view text);
bool is_snake_case(std::string_view text);

/// "a, b and c".
std::string join_and(std::span<const std::string> words);

std::string join(std::span<const std::string> words, std::string_view separator);
std::vector<std::string> split(std::string_view text, char separator);

/// Columns that a UTF-8 text takes on a terminal, counting every code point as one.
std::size_t display_width(std::string_view utf8);

/// A text as one cell of a Markdown table: bars escaped, line ends as spaces.
std::string markdown_cell(std::string_view text);

}  // namespace acqsim::base
