#pragma once

#include <acqsim/experiment/source.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// Measures over time: how a measure by fiscal year spreads over replications.
namespace acqsim::experiment {

/// One fiscal year of one series, in the measure's unit. Quantiles over replications with data; NaN
/// without any.
struct YearPoint {
  std::string year;  ///< "FY2028"
  double p5 = 0.0;
  double p25 = 0.0;
  double p50 = 0.0;
  double p75 = 0.0;
  double p95 = 0.0;
  std::uint64_t n = 0;  ///< replications with data
};

/// One label's value over time, such as a vendor's.
struct YearSeries {
  std::string name;               ///< value of the label; empty: the measure has none but the year
  double weight = 0.0;            ///< mean over replications of the sum over years
  std::vector<YearPoint> points;  ///< in order of time
};

/// The columns of `measure` with the label fiscal_year and, unless it is empty, `label`, by the
/// value of the label; the weightiest series first, those that are zero everywhere left out.
/// `is_share`: each value as a part of the year's sum over all of the label's values in the same
/// replication; a year without any has no data. Empty when there are no such columns.
///
/// Quantiles are of type 7 (linear between order statistics). Source: [hyndman-1996].
std::vector<YearSeries> year_series(const Columns& columns,
                                    const std::vector<model::Replication>& replications,
                                    const std::string& measure, const std::string& label,
                                    bool is_share);

}  // namespace acqsim::experiment
