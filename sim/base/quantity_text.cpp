#include "acqsim/base/quantity_text.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/base/units.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <span>

namespace acqsim::base {
namespace {

/// A suffix, what it multiplies and divides by. Powers of ten are applied to the decimal text, not
/// to the binary number, so that $0.47M is exactly the double nearest to 470000; a frequency
/// divides, so that 2/y is exactly per_year(2).
struct Suffix {
  std::string_view text;
  double factor = 1.0;
  double divisor = 1.0;
  int power_of_ten = 0;
};

constexpr std::array<Suffix, 4> kDurations{
    {{"d", 1.0}, {"w", 7.0}, {"mo", kDaysPerMonth}, {"y", kDaysPerYear}}};
constexpr std::array<Suffix, 4> kFrequencies{
    {{"/d", 1.0, 1.0}, {"/w", 1.0, 7.0}, {"/mo", 1.0, kDaysPerMonth}, {"/y", 1.0, kDaysPerYear}}};
constexpr std::array<Suffix, 4> kAmounts{
    {{"", 1.0, 1.0, 0}, {"k", 1.0, 1.0, 3}, {"M", 1.0, 1.0, 6}, {"B", 1.0, 1.0, 9}}};
constexpr std::array<Suffix, 2> kShares{{{"", 1.0, 1.0, 0}, {"%", 1.0, 1.0, -2}}};
constexpr std::array<Suffix, 1> kBare{{{"", 1.0, 1.0, 0}}};

std::span<const Suffix> suffixes_of(Unit unit) {
  switch (unit) {
    case Unit::days:
      return kDurations;
    case Unit::per_year:
      return kFrequencies;
    case Unit::money:
      return kAmounts;
    case Unit::share:
      return kShares;
    case Unit::none:
    case Unit::count:
      return kBare;
    case Unit::text:
      break;
  }
  return {};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) -
                                  text.begin());
}

/// A number without a sign and what follows it: "2.5e3M" is mantissa "2.5", exponent 3, rest "M".
struct Written {
  std::string_view mantissa;
  int exponent = 0;
  std::string_view rest;
};

/// digit+ [. digit+] [e [+-] digit+], without a needless leading zero.
std::optional<Written> read_number(std::string_view text) {
  std::size_t end = count_digits(text);
  if (end == 0 || (end > 1 && text[0] == '0')) return std::nullopt;
  if (end < text.size() && text[end] == '.') {
    const std::size_t decimals = count_digits(text.substr(end + 1));
    if (decimals == 0) return std::nullopt;
    end += 1 + decimals;
  }
  Written written{text.substr(0, end), 0, text.substr(end)};
  if (written.rest.empty() || (written.rest[0] != 'e' && written.rest[0] != 'E')) return written;
  std::string_view exponent = written.rest.substr(1);
  if (exponent.starts_with('+') && !exponent.starts_with("+-")) exponent.remove_prefix(1);
  const auto [stop, error] =
      std::from_chars(exponent.data(), exponent.data() + exponent.size(), written.exponent);
  // Four digits are beyond any double, and far from overflow when a suffix is added.
  if (error != std::errc() || std::abs(written.exponent) > 9999) return std::nullopt;
  exponent.remove_prefix(static_cast<std::size_t>(stop - exponent.data()));
  written.rest = exponent;
  return written;
}

std::optional<double> read_decimal(std::string_view text) {
  double value = 0.0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> value_of(const Written& written, const Suffix& suffix) {
  const auto decimal =
      read_decimal(fmt::format("{}e{}", written.mantissa, written.exponent + suffix.power_of_ten));
  if (!decimal) return std::nullopt;
  const double value = *decimal * suffix.factor / suffix.divisor;
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

/// Shortest decimal of a value without sign, in positional notation where that is readable.
std::string decimal_text(double value) {
  const bool is_positional = value == 0 || (value >= 1e-6 && value < 1e15);
  std::array<char, 64> buffer{};
  const auto result =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                    is_positional ? std::chars_format::fixed : std::chars_format::scientific);
  return std::string(buffer.data(), result.ptr);
}

std::string with_unit(std::string_view sign, std::string_view number, const Suffix& suffix,
                      Unit unit) {
  return fmt::format("{}{}{}{}", sign, unit == Unit::money ? "$" : "", number, suffix.text);
}

/// Suffixes in the order in which a reader would rather see them when texts are equally short.
std::vector<std::string_view> preferred_suffixes(Unit unit) {
  switch (unit) {
    case Unit::days:
      return {"d", "mo", "y"};  // weeks would turn 210d into 30w
    case Unit::per_year:
      return {"/y", "/mo", "/d"};
    case Unit::money:
      return {"", "k", "M", "B"};
    case Unit::share:
      return {"%", ""};
    default:
      return {""};
  }
}

}  // namespace

std::optional<double> parse_quantity(std::string_view text, Unit unit) {
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);
  const bool has_dollar = text.starts_with('$');
  if (has_dollar) text.remove_prefix(1);
  if (has_dollar && unit != Unit::money) return std::nullopt;
  const auto written = read_number(text);
  if (!written) return std::nullopt;

  const bool is_bare = written->rest.empty() && !has_dollar;
  std::optional<double> value;
  for (const Suffix& suffix : suffixes_of(unit)) {
    if (suffix.text == written->rest) value = value_of(*written, suffix);
  }
  const bool needs_unit = unit == Unit::days || unit == Unit::money || unit == Unit::per_year;
  if (needs_unit && is_bare) {
    value = value_of(*written, kBare[0]);
    if (value != 0.0) return std::nullopt;
  }
  if (unit == Unit::money && !has_dollar && !is_bare) return std::nullopt;
  if (!value) return std::nullopt;
  if (unit == Unit::count && *value != std::floor(*value)) return std::nullopt;
  if (*value == 0.0) return 0.0;  // never minus zero
  return is_negative ? -*value : *value;
}

std::string expected_form(Unit unit) {
  switch (unit) {
    case Unit::none:
      return "a number such as 3 or 0.5";
    case Unit::count:
      return "a whole number such as 12";
    case Unit::share:
      return "a share such as 0.35 or 35%";
    case Unit::days:
      return "a duration such as 90d, 6mo or 2y";
    case Unit::money:
      return "an amount such as $2.5M, $400k or $0.47";
    case Unit::per_year:
      return "a frequency such as 2/y, 0.5/mo or 1/d";
    case Unit::text:
      return "a text";
  }
  return "";
}

std::string quantity_text(double stored, Unit unit) {
  ACQSIM_CHECK(std::isfinite(stored), "a quantity to be written is not finite");
  ACQSIM_CHECK(unit != Unit::text, "a text is not a quantity");
  const std::string_view sign = stored < 0 ? "-" : "";
  const double size = std::fabs(stored);
  std::string best;
  for (const std::string_view wanted : preferred_suffixes(unit)) {
    const auto suffixes = suffixes_of(unit);
    const auto suffix =
        *std::find_if(suffixes.begin(), suffixes.end(),
                      [wanted](const Suffix& candidate) { return candidate.text == wanted; });
    const double scaled = size / suffix.factor * suffix.divisor / std::pow(10, suffix.power_of_ten);
    // Scaling may miss the short decimal in the last place; fifteen digits find it again.
    const double rounded = read_decimal(fmt::format("{:.15g}", scaled)).value_or(scaled);
    for (const double candidate : {rounded, scaled}) {
      const std::string text = with_unit(sign, decimal_text(candidate), suffix, unit);
      if (parse_quantity(text, unit) != stored) continue;
      const std::size_t allowance = unit == Unit::share ? 3 : 0;  // 100% reads better than 1
      if (best.empty() || text.size() + allowance < best.size()) best = text;
    }
  }
  ACQSIM_CHECK(!best.empty(), "a quantity has no text that reads back as itself");
  return best;
}

}  // namespace acqsim::base
