#include "acqsim/experiment/exemplars.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string_view>

namespace acqsim::experiment {
namespace {

/// Measures with one label that tell who is paid, where and when.
bool is_telling(const model::MeasureColumn& column) {
  constexpr std::array<std::string_view, 3> kTelling{"obligation_share", "hosted_share",
                                                     "annual_obligations"};
  if (column.labels.size() != 1 || std::ranges::find(kTelling, column.measure) == kTelling.end())
    return false;
  const std::string& label = column.labels.begin()->first;
  return label == "vendor" || label == "provider" || label == "fiscal_year";
}

/// Adds each value's distance from the middle of the ranks.
void add_distances(const std::vector<double>& values, std::vector<double>& sums) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isnan(values[i])) order.push_back(i);
  }
  if (order.size() < 2) return;
  std::ranges::stable_sort(order, {}, [&values](std::size_t i) { return values[i]; });
  const double half = static_cast<double>(order.size() - 1) / 2.0;
  for (std::size_t from = 0; from < order.size();) {
    std::size_t to = from;
    while (to < order.size() && values[order[to]] == values[order[from]]) ++to;
    const double rank = static_cast<double>(from + to - 1) / 2.0;
    for (std::size_t i = from; i < to; ++i) sums[order[i]] += std::fabs(rank - half) / half;
    from = to;
  }
}

}  // namespace

std::vector<std::size_t> Exemplars::all() const {
  std::vector<std::size_t> positions{median};
  for (const std::size_t one : extremes) {
    if (std::ranges::find(positions, one) == positions.end()) positions.push_back(one);
  }
  return positions;
}

std::vector<double> unusualness(const Columns& columns,
                                const std::vector<model::Replication>& replications) {
  std::vector<double> sums(replications.size(), 0.0);
  std::size_t measures = 0;
  for (std::size_t m = 0; m < columns.measures.size(); ++m) {
    if (!is_telling(columns.measures[m])) continue;
    std::vector<double> values;
    for (const model::Replication& one : replications) values.push_back(one.measures[m]);
    add_distances(values, sums);
    ++measures;
  }
  for (double& sum : sums) sum /= std::max<double>(1.0, static_cast<double>(measures));
  return sums;
}

Exemplars exemplars(const Columns& columns, const std::vector<model::Replication>& replications) {
  const auto scores = unusualness(columns, replications);
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&scores](std::size_t i) { return scores[i]; });
  Exemplars found;
  found.median = order.front();
  std::ranges::stable_sort(
      order, [&scores](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  for (std::size_t i = 0; i < order.size() && found.extremes.size() < 2; ++i) {
    if (order[i] != found.median) found.extremes.push_back(order[i]);
  }
  return found;
}

}  // namespace acqsim::experiment
