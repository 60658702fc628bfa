#include "report/shared_luck.hpp"

#include <acqsim/stats/paired.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace acqsim::report {
namespace {

double share(const stats::Trials& trials) {
  return static_cast<double>(trials.yes) / static_cast<double>(trials.all);
}

/// The second share less the first, rounded once: equal differences of unequal shares are equal.
double apart(const stats::Trials& first, const stats::Trials& second) {
  const auto a = static_cast<double>(first.all);
  const auto b = static_cast<double>(second.all);
  return (static_cast<double>(second.yes) * a - static_cast<double>(first.yes) * b) / (a * b);
}

/// What the points set besides the parameter, each as a text, sorted.
std::vector<std::string> others(const SharedLuck& luck, const std::string& path) {
  std::vector<std::string> all;
  for (const SweptPoint* point : luck.points()) {
    std::string text;
    for (const store::StoredSetting& setting : point->settings) {
      if (setting.path != path) text += setting.path + "=" + setting.value + "\n";
    }
    all.push_back(std::move(text));
  }
  std::ranges::sort(all);
  return all;
}

stats::Moments shares_of_points(const SharedLuck& luck) {
  stats::Moments shares;
  for (const stats::Trials& one : luck.by_point()) {
    if (one.all > 0) shares.add(share(one));
  }
  return shares;
}

/// Half the width of an interval for the difference of two means over independent points.
double half_width_of_points(const SharedLuck& first, const SharedLuck& second, double confidence) {
  const stats::Moments a = shares_of_points(first);
  const stats::Moments b = shares_of_points(second);
  if (a.count() < 2 || b.count() < 2) return std::numeric_limits<double>::infinity();
  const auto degrees = static_cast<double>(std::min(a.count(), b.count()) - 1);
  return stats::student_t_quantile(0.5 * (1.0 + confidence), degrees) *
         std::hypot(a.std_error(), b.std_error());
}

}  // namespace

void SharedLuck::add(const SweptPoint& point) {
  const std::size_t questions = results_->columns.questions.size();
  stats::Trials here;
  for (std::size_t i = 0; i < point.lucks.size(); ++i) {
    const model::Answer answer = point.answers.at(i * questions + question_);
    if (answer == model::Answer::no_data) continue;
    const std::uint64_t yes = answer == model::Answer::yes ? 1 : 0;
    stats::Trials& luck = by_luck_.at(point.lucks[i]);
    ++luck.all;
    luck.yes += yes;
    ++here.all;
    here.yes += yes;
  }
  const experiment::OutcomeSummary& outcome = point.outcomes.at(question_);
  outcome_.yes += outcome.yes;
  outcome_.no += outcome.no;
  outcome_.no_data += outcome.no_data;
  points_.push_back(&point);
  by_point_.push_back(here);
}

stats::Interval SharedLuck::interval(double confidence) const {
  return stats::clustered_share(by_point_, by_luck_, confidence);
}

LuckDifference difference(const SharedLuck& first, const SharedLuck& second,
                          const std::string& path, double confidence) {
  stats::PairedMoments pairs;
  for (std::size_t i = 0; i < first.by_luck().size(); ++i) {
    const stats::Trials& a = first.by_luck()[i];
    const stats::Trials& b = second.by_luck()[i];
    if (a.all > 0 && b.all > 0) pairs.add(0.0, apart(a, b));
  }
  LuckDifference known{pairs.difference().mean()};
  if (pairs.count() < 2) return known;
  stats::Interval interval = stats::mean_difference(pairs, confidence).interval;
  if (others(first, path) != others(second, path)) {
    const double more = half_width_of_points(first, second, confidence);
    interval = {known.difference - std::hypot(known.difference - interval.low, more),
                known.difference + std::hypot(interval.high - known.difference, more)};
  }
  known.interval = {std::max(-1.0, interval.low), std::min(1.0, interval.high)};
  return known;
}

}  // namespace acqsim::report
