#include "store/values_text.hpp"

#include <acqsim/base/check.hpp>

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>

namespace acqsim::store {
namespace {

constexpr std::string_view kNull = "null";
constexpr std::string_view kInfinity = "9e999";  // JSON has no other way, and SQLite reads it so

/// Calls with the text of each item.
template <class Use>
void for_items(std::string_view text, const Use& use) {
  ACQSIM_CHECK(text.size() >= 2 && text.front() == '[' && text.back() == ']',
               "a study holds a list that is none");
  text = text.substr(1, text.size() - 2);
  if (text.empty()) return;
  for (;;) {
    const std::size_t comma = text.find(',');
    use(text.substr(0, comma));
    if (comma == std::string_view::npos) return;
    text.remove_prefix(comma + 1);
  }
}

double value_of(std::string_view item) {
  if (item == kNull) return std::numeric_limits<double>::quiet_NaN();
  const bool is_negative = item.starts_with('-');
  if (item.substr(is_negative ? 1 : 0) == kInfinity) {
    const double infinity = std::numeric_limits<double>::infinity();
    return is_negative ? -infinity : infinity;
  }
  double value = 0.0;
  const auto [end, error] = std::from_chars(item.data(), item.data() + item.size(), value);
  ACQSIM_CHECK(error == std::errc() && end == item.data() + item.size(),
               "a study holds a number that is none");
  return value;
}

}  // namespace

void write_values(const std::vector<double>& values, std::string& text) {
  text = "[";
  for (const double value : values) {
    if (text.size() > 1) text += ',';
    if (std::isnan(value)) {
      text += kNull;
    } else if (std::isinf(value)) {
      if (value < 0.0) text += '-';
      text += kInfinity;
    } else {
      fmt::format_to(std::back_inserter(text), "{}", value);
    }
  }
  text += ']';
}

void write_answers(const std::vector<model::Answer>& answers, std::string& text) {
  text = "[";
  for (const model::Answer answer : answers) {
    if (text.size() > 1) text += ',';
    text += answer == model::Answer::no_data ? kNull : answer == model::Answer::yes ? "1" : "0";
  }
  text += ']';
}

std::vector<double> read_values(std::string_view text) {
  std::vector<double> values;
  for_items(text, [&values](std::string_view item) { values.push_back(value_of(item)); });
  return values;
}

std::vector<model::Answer> read_answers(std::string_view text) {
  std::vector<model::Answer> answers;
  for_items(text, [&answers](std::string_view item) {
    answers.push_back(item == "1"     ? model::Answer::yes
                      : item == kNull ? model::Answer::no_data
                                      : model::Answer::no);
  });
  return answers;
}

}  // namespace acqsim::store
