#include "report/figures.hpp"

#include <acqsim/base/number_format.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>

namespace acqsim::report {

std::string figure(double value, const std::string& unit) {
  if (std::isnan(value)) return "no data";
  if (unit == "$") return base::format_money(value);
  if (unit == "share") return base::format_share(value);
  if (unit == "d") return base::format_days(value);
  if (unit == "1/y") return base::format_count(value) + "/y";
  return base::format_count(value);
}

std::string from_to(double low, double high, const std::string& unit) {
  if (std::isnan(low) || std::isnan(high)) return "–";
  const std::string from = figure(low, unit);
  const std::string to = figure(high, unit);
  if (unit == "d" && from.ends_with(" d")) return from.substr(0, from.size() - 2) + " to " + to;
  return from + " to " + to;
}

std::string spaced(std::string name) {
  std::ranges::replace(name, '_', ' ');
  return name;
}

/// "days_to_award" as "Days to award".
std::string humanised(const std::string& raw) {
  std::string name = spaced(raw);
  if (!name.empty()) {
    name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  }
  return name;
}

std::string label_of(const MeasureLine& line, const std::vector<std::string>& labels) {
  if (labels.empty()) return humanised(line.measure);
  std::string text;
  for (const std::string& label : labels) {
    text += (text.empty() ? "" : ", ") + line.labels.at(label);
  }
  return text;
}

}  // namespace acqsim::report
