#include "model/metrics/catalog.hpp"
#include "model/world.hpp"

#include <algorithm>
#include <string>
#include <vector>

/// The review queues of paths of authorisation: packages of the scenario's vendors and of other
/// companies alike.
namespace acqsim::model::metrics {

namespace {

double of_path(const std::vector<double>& by_path, PathId path) {
  if (path.is_valid()) return by_path[path.value()];
  double sum = 0.0;
  for (const double one : by_path) sum += one;
  return sum;
}

double reviews(const Reading& reading, const Labels& labels) {
  return of_path(reading.tally.reviews, labels.path);
}

double review_days(const Reading& reading, const Labels& labels) {
  return share(of_path(reading.tally.review_days, labels.path),
               of_path(reading.tally.reviews, labels.path));
}

double review_queue(const Reading& reading, const Labels& labels) {
  double waiting = 0.0;
  for (std::size_t p = 0; p < reading.world.blueprint().paths.size(); ++p) {
    if (!labels.path.is_valid() || labels.path == PathId(p))
      waiting += static_cast<double>(reading.world.review_queue.waiting(PathId(p)));
  }
  return waiting;
}

bool sets(const std::vector<spec::Effect>& effects, const std::string& path) {
  return std::any_of(effects.begin(), effects.end(),
                     [&path](const spec::Effect& effect) { return effect.path == path; });
}

/// Whether a policy may bring others' packages to a path.
bool may_come(const spec::Scenario& scenario, const std::string& id) {
  const std::string others = "pipeline.paths." + id + ".others";
  return std::any_of(scenario.policies.begin(), scenario.policies.end(), [&](const auto& one) {
    const spec::Policy& policy = one.second;
    if (!spec::may_act(scenario, one.first)) return false;
    return sets(policy.effects, others) ||
           std::any_of(policy.variants.begin(), policy.variants.end(),
                       [&](const auto& form) { return sets(form.second.effects, others); });
  });
}

/// Paths on which others' packages are reviewed too.
LabelSets each_queue(const Blueprint& /*names*/, const spec::Scenario& scenario) {
  LabelSets found;
  for (const auto& [id, path] : scenario.pipeline.paths) {
    if (path.others.value() > 0.0 || path.backlog > 0 || may_come(scenario, id))
      found.push_back({{"path", id}});
  }
  return found;
}

}  // namespace

const std::vector<MetricRow>& review_rows() {
  static const std::vector<MetricRow> rows{
      {{.name = "reviews",
        .meaning = "Packages, vendors' and other companies', that passed review on their path of "
                   "authorisation.",
        .source = "fedramp-marketplace",
        .unit = "count",
        .parameters = {path_label()}},
       each_queue,
       reviews},
      {{.name = "review_days",
        .meaning = "Mean days of a passed review, the wait for a reviewer included.",
        .source = "fedramp-marketplace",
        .unit = "d",
        .parameters = {path_label()}},
       each_queue,
       review_days},
      {{.name = "review_queue",
        .meaning = "Packages that wait for a reviewer.",
        .source = "fedramp-marketplace",
        .unit = "count",
        .parameters = {path_label()}},
       each_queue,
       review_queue},
  };
  return rows;
}

}  // namespace acqsim::model::metrics
