#include "acqsim/report/results.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>

namespace acqsim::report {
namespace {

/// Values in [0, 1] have variance m (1 - m) n / (n - 1) exactly when each is 0 or 1, and less
/// otherwise.
bool is_zero_or_one(const std::string& unit, const stats::Moments& moments) {
  if (unit != "share" || moments.count() < 2) return false;
  const double mean = moments.mean();
  const auto n = static_cast<double>(moments.count());
  if (mean <= 0.0 || mean >= 1.0) return false;
  return std::fabs(moments.variance() - mean * (1.0 - mean) * n / (n - 1.0)) < 1e-9;
}

stats::Interval interval_of(const MeasureLine& line, const stats::Moments& moments,
                            double confidence) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  if (moments.count() < 2) return {kNone, kNone};
  if (!line.is_frequency) return stats::mean_interval(moments, confidence);
  const double ones = std::round(line.mean * static_cast<double>(line.n));
  return stats::wilson(static_cast<std::uint64_t>(ones), line.n, confidence);
}

/// Student's t does not know where a quantity ends: amounts, counts, times, rates and indices are
/// never below zero, shares never above one. A unit that is not known here is left alone.
stats::Interval clipped(stats::Interval interval, const std::string& unit) {
  constexpr std::array<std::string_view, 6> kNeverNegative{"$",     "count", "d",
                                                           "share", "1/y",   "index"};
  if (std::ranges::find(kNeverNegative, unit) == kNeverNegative.end()) return interval;
  if (interval.low < 0.0) interval.low = 0.0;
  if (unit == "share" && interval.high > 1.0) interval.high = 1.0;
  return interval;
}

}  // namespace

MeasureLine measure_line(const model::MeasureColumn& column, const stats::Moments& moments,
                         std::uint64_t no_data, double confidence) {
  MeasureLine line;
  line.measure = column.measure;
  line.labels = column.labels;
  line.unit = column.unit;
  line.mean = moments.mean();
  line.std_error = moments.std_error();
  line.p5 = line.p50 = line.p95 = std::numeric_limits<double>::quiet_NaN();
  line.n = moments.count();
  line.no_data = no_data;
  line.is_frequency = is_zero_or_one(line.unit, moments);
  line.interval = clipped(interval_of(line, moments, confidence), line.unit);
  return line;
}

std::vector<MeasureLine> measure_lines(const experiment::Summary& summary, double confidence) {
  constexpr std::array kShown{0.05, 0.5, 0.95};
  std::vector<MeasureLine> lines;
  lines.reserve(summary.measures().size());
  for (std::size_t i = 0; i < summary.measures().size(); ++i) {
    const experiment::MeasureSummary& seen = summary.measures()[i];
    MeasureLine line = measure_line(summary.columns().measures[i], seen.moments,
                                    seen.sample.missing(), confidence);
    const auto quantiles = seen.sample.quantiles(kShown);
    line.p5 = quantiles[0];
    line.p50 = quantiles[1];
    line.p95 = quantiles[2];
    lines.push_back(line);
  }
  return lines;
}

}  // namespace acqsim::report
