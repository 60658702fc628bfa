#include "acqsim/model/market.hpp"

#include "model/blueprint.hpp"
#include "model/metrics/catalog.hpp"
#include "model/metrics/year_ends.hpp"
#include "model/population.hpp"
#include "model/questions.hpp"
#include "model/replication_watcher.hpp"
#include "model/world_builder.hpp"

#include <acqsim/spec/tables.hpp>

#include <algorithm>
#include <deque>
#include <utility>

namespace acqsim::model {

std::string MeasureColumn::key() const {
  std::string text = measure;
  if (labels.empty()) return text;
  char separator = '{';
  for (const auto& [name, value] : labels) {
    text += separator + name + "=" + value;
    separator = ',';
  }
  return text + "}";
}

namespace {

spec::Scenario with_populations(spec::Scenario scenario) {
  population::expand(scenario);
  return scenario;
}

}  // namespace

struct Market::Compiled {
  explicit Compiled(spec::Scenario given)
      : scenario(with_populations(std::move(given))), blueprint(scenario) {
    for (const auto* row : metrics::all()) {
      for (auto& labels : row->reported(blueprint, scenario)) {
        rows.push_back(row);
        positions.push_back(metrics::labels_of(blueprint, labels));
        measures.push_back({row->about.name, std::move(labels), row->about.unit});
      }
    }
    for (const auto& [id, outcome] : scenario.outcomes) asked.push_back(id);
    std::stable_sort(asked.begin(), asked.end(), [this](const auto& a, const auto& b) {
      return scenario.outcomes.at(a).position < scenario.outcomes.at(b).position;
    });
    for (std::size_t q = 0; q < asked.size(); ++q) {
      const spec::Outcome& outcome = scenario.outcomes.at(asked[q]);
      outcomes.push_back({asked[q], outcome.question});
      if (!outcome.expect.mean) continue;
      const auto& row = metrics::of(outcome.that.call.name);
      measures.push_back({std::string(kAskedMeasure), {{"outcome", asked[q]}}, row.about.unit});
      valued.push_back(q);
    }
  }

  Replication run(const spec::Scenario& now, spec::Scenario* governed, std::uint64_t seed,
                  std::uint64_t index, ReplicationWatcher* watcher) const;

  spec::Scenario scenario;
  Blueprint blueprint;
  bool is_governed = spec::has_policies_to_come(scenario);
  std::vector<MeasureColumn> measures;
  std::vector<OutcomeColumn> outcomes;
  std::vector<std::string> asked;               // ids of outcomes in the order asked
  std::vector<const metrics::MetricRow*> rows;  // [measure]
  std::vector<metrics::Labels> positions;       // [measure]
  std::vector<std::size_t> valued;  // positions in `asked` of questions whose values are measures,
                                    // behind those of `rows`
};

Market::Market(spec::Scenario scenario)
    : compiled_(std::make_unique<const Compiled>(std::move(scenario))) {}
Market::~Market() = default;

const spec::Scenario& Market::scenario() const { return compiled_->scenario; }
const std::vector<MeasureColumn>& Market::measures() const { return compiled_->measures; }
const std::vector<OutcomeColumn>& Market::outcomes() const { return compiled_->outcomes; }

namespace {

/// The scenario with its uncertain numbers drawn for this replication.
spec::Scenario with_draws(const spec::Scenario& scenario, std::uint64_t seed,
                          std::uint64_t replication) {
  spec::Scenario drawn = scenario;
  for (const auto& [path, distribution] : scenario.uncertain) {
    des::RandomStream stream(
        des::StreamKey{seed, replication, des::hash_id(path),
                       static_cast<std::uint64_t>(Purpose::uncertain_parameter), 0});
    spec::set_number(drawn, path, distribution.quantile(stream.uniform()));
  }
  return drawn;
}

}  // namespace

/// `now`: the scenario with this replication's draws; of the same structure as the compiled one.
/// `governed`: the same, to be changed by policies; null if there are none.
Replication Market::Compiled::run(const spec::Scenario& now, spec::Scenario* governed,
                                  std::uint64_t seed, std::uint64_t index,
                                  ReplicationWatcher* watcher) const {
  RunningWorld running(blueprint, now, seed, index, governed);
  World& world = running.world();
  metrics::Tallies tallies(world);
  const metrics::Tally& tally = tallies.over(Days(0.0), world.horizon());
  metrics::YearEnds year_ends(world);
  year_ends.install();
  std::deque<Question> questions;
  for (const auto& id : asked)
    questions.emplace_back(world, tallies, now.outcomes.at(id)).install();
  if (watcher != nullptr) watcher->before(running);
  running.run();
  if (watcher != nullptr) watcher->after(running, questions);

  Replication result;
  result.index = index;
  result.events = world.simulation().events();
  result.path_hash = world.path_hash();
  result.draws = world.draws();
  const metrics::Reading reading{tally, world, &year_ends};
  result.measures.reserve(measures.size());
  for (std::size_t m = 0; m < rows.size(); ++m) {
    result.measures.push_back(rows[m]->value(reading, positions[m]));
  }
  for (const std::size_t q : valued) result.measures.push_back(questions[q].value());
  for (const auto& question : questions) result.outcomes.push_back(question.answer());
  return result;
}

Replication Market::replicate(std::uint64_t seed, std::uint64_t index,
                              ReplicationWatcher* watcher) const {
  const Compiled& c = *compiled_;
  if (c.scenario.uncertain.empty() && !c.is_governed)
    return c.run(c.scenario, nullptr, seed, index, watcher);
  spec::Scenario own = with_draws(c.scenario, seed, index);
  return c.run(own, c.is_governed ? &own : nullptr, seed, index, watcher);
}

Replication Market::replicate(std::uint64_t seed, std::uint64_t index) const {
  return replicate(seed, index, nullptr);
}

Replication Market::replicate(std::uint64_t seed, std::uint64_t index,
                              ReplicationWatcher& watcher) const {
  return replicate(seed, index, &watcher);
}

void Market::with_world(std::uint64_t seed, std::uint64_t index,
                        const std::function<void(RunningWorld&)>& use) const {
  const Compiled& c = *compiled_;
  spec::Scenario own = with_draws(c.scenario, seed, index);
  RunningWorld running(c.blueprint, own, seed, index, c.is_governed ? &own : nullptr);
  use(running);
}

}  // namespace acqsim::model
