#include "acqsim/base/number_format.hpp"

#include <acqsim/base/units.hpp>

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string_view>

namespace acqsim::base {
namespace {

/// What a number that is not finite is called; empty for the others.
std::string_view name_of_not_finite(double value) {
  if (std::isnan(value)) return "no data";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  return {};
}

/// Whole part in groups of three: "1,234,567". Rounds half to even, as printf does.
std::string grouped(double value) {
  std::string digits = fmt::format("{:.0f}", std::fabs(value));
  for (std::size_t end = digits.size(); end > 3; end -= 3) digits.insert(end - 3, 1, ',');
  return (value < 0 && digits != "0") ? "-" + digits : digits;
}

/// A positive value of at most 1,000 with three significant digits: "1.24", "31.0", "480".
std::string three_digits(double value) {
  if (value < 9.995) return fmt::format("{:.2f}", value);
  if (value < 99.95) return fmt::format("{:.1f}", value);
  return fmt::format("{:.0f}", value);
}

std::string format_small_money(double dollars) {
  if (dollars >= 99.995) return fmt::format("${:.0f}", dollars);
  if (dollars > 0 && dollars < 0.01) return fmt::format("${:.2g}", dollars);
  const std::string text = fmt::format("${:.2f}", dollars);
  return text.ends_with(".00") ? text.substr(0, text.size() - 3) : text;
}

struct Scale {
  double factor;
  const char* letter;
};
constexpr std::array<Scale, 4> kScales{{{1e3, "k"}, {1e6, "M"}, {1e9, "B"}, {1e12, "T"}}};

}  // namespace

std::string format_money(double dollars) {
  if (const auto name = name_of_not_finite(dollars); !name.empty()) return std::string(name);
  if (dollars < 0) return "-" + format_money(-dollars);
  if (dollars < 999.5) return format_small_money(dollars);
  for (const Scale& scale : kScales) {
    // What would be printed as 1000 of this letter is 1.00 of the next.
    if (dollars / scale.factor < 999.5) {
      return fmt::format("${}{}", three_digits(dollars / scale.factor), scale.letter);
    }
  }
  return fmt::format("${}T", grouped(dollars / 1e12));
}

std::string format_days(double days) {
  if (const auto name = name_of_not_finite(days); !name.empty()) return std::string(name);
  if (std::fabs(days) < 9.95) return fmt::format("{:.1f} d", days == 0 ? 0.0 : days);
  return grouped(days) + " d";
}

std::string format_share(double share) {
  if (const auto name = name_of_not_finite(share); !name.empty()) return std::string(name);
  if (share == 0) return "0%";
  if (share == 1) return "100%";
  const double percent = 100 * share;
  if (percent > 0 && percent < 0.05) return "<0.1%";
  if (percent < 100 && percent >= 99.95) return ">99.9%";
  return fmt::format("{:.1f}%", percent);
}

std::string format_count(double count) {
  if (const auto name = name_of_not_finite(count); !name.empty()) return std::string(name);
  const double size = std::fabs(count);
  if (size == std::floor(size) || size >= 99.95) return grouped(count);
  if (size < 0.01) return fmt::format("{:.2g}", count);
  return (count < 0 ? "-" : "") + three_digits(size);
}

std::string format_quantity(double stored, Unit unit) {
  switch (unit) {
    case Unit::share:
      return format_share(stored);
    case Unit::days:
      return format_days(stored);
    case Unit::money:
      return format_money(stored);
    case Unit::per_year: {
      const std::string text = format_count(stored * kDaysPerYear);
      return std::isfinite(stored) ? text + "/y" : text;
    }
    case Unit::none:
    case Unit::count:
    case Unit::text:
      break;
  }
  return format_count(stored);
}

}  // namespace acqsim::base
