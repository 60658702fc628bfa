#include "acqsim/report/results.hpp"

#include <array>
#include <limits>

namespace acqsim::report {

std::vector<MeasureLine> measure_lines(const experiment::Summary& summary, double confidence) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  constexpr std::array kShown{0.05, 0.5, 0.95};
  std::vector<MeasureLine> lines;
  lines.reserve(summary.measures().size());
  for (std::size_t i = 0; i < summary.measures().size(); ++i) {
    const auto& column = summary.columns().measures[i];
    const experiment::MeasureSummary& seen = summary.measures()[i];
    MeasureLine line;
    line.measure = column.measure;
    line.labels = column.labels;
    line.unit = column.unit;
    line.mean = seen.moments.mean();
    line.std_error = seen.moments.std_error();
    line.interval = seen.moments.count() < 2 ? stats::Interval{kNone, kNone}
                                             : stats::mean_interval(seen.moments, confidence);
    const auto quantiles = seen.sample.quantiles(kShown);
    line.p5 = quantiles[0];
    line.p50 = quantiles[1];
    line.p95 = quantiles[2];
    line.n = seen.moments.count();
    line.no_data = seen.sample.missing();
    lines.push_back(line);
  }
  return lines;
}

}  // namespace acqsim::report
