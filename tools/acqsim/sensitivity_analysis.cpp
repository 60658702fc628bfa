#include "acqsim/sensitivity_analysis.hpp"

#include "acqsim/options.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/stats/design.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <utility>

namespace acqsim::cli {
namespace {

constexpr std::size_t kMorrisLevels = 4;
constexpr std::size_t kResamples = 1000;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double value_of(const AskedAnswer& asked, const model::Replication& replication) {
  if (!asked.is_outcome) return replication.measures.at(asked.column);
  switch (replication.outcomes.at(asked.column)) {
    case model::Answer::yes:
      return 1.0;
    case model::Answer::no:
      return 0.0;
    case model::Answer::no_data:
      break;
  }
  return kNone;
}

/// Where a point's replications belong: rows that begin with this one.
struct Place {
  std::uint64_t first = 0;
  std::size_t row = 0;
};

/// By answer, row and replication.
std::vector<stats::Responses> responses_of(store::StudyReader& study, const SensitivityPlan& plan,
                                           const std::vector<std::int64_t>& ids,
                                           const std::vector<AskedAnswer>& asked,
                                           std::uint64_t replications) {
  std::unordered_map<std::int64_t, std::vector<Place>> places;
  for (std::size_t row = 0; row < ids.size(); ++row) {
    places[ids[row]].push_back({plan.firsts[row], row});
  }
  std::vector<stats::Responses> responses(
      asked.size(), stats::Responses(ids.size(), std::vector<double>(replications, kNone)));
  const auto take = [&](std::int64_t id, const experiment::Result& result) {
    const auto* replication = std::get_if<model::Replication>(&result);
    const auto found = places.find(id);
    if (replication == nullptr || found == places.end()) return;
    for (const Place& place : found->second) {
      const std::uint64_t index = replication->index - place.first;
      if (replication->index < place.first || index >= replications) continue;
      for (std::size_t a = 0; a < asked.size(); ++a) {
        responses[a][place.row][index] = value_of(asked[a], *replication);
      }
    }
  };
  const bool has_measure =
      std::ranges::any_of(asked, [](const AskedAnswer& one) { return !one.is_outcome; });
  if (has_measure) {
    study.for_results(take);
  } else {
    study.for_outcomes(take);
  }
  return responses;
}

std::uint64_t missing_in(const stats::Responses& responses) {
  std::uint64_t missing = 0;
  for (const auto& row : responses) {
    missing += static_cast<std::uint64_t>(
        std::ranges::count_if(row, [](double value) { return std::isnan(value); }));
  }
  return missing;
}

}  // namespace

SensitivityPlan plan_sensitivity(const scenario::Vary& vary, std::uint64_t replications,
                                 std::uint64_t seed) {
  const std::size_t factors = vary.groups.size();
  SensitivityPlan plan;
  if (vary.design.kind == scenario::Design::Kind::morris) {
    plan.is_screening = true;
    plan.rows = stats::morris_trajectories(vary.design.size, factors, kMorrisLevels, seed);
    for (std::size_t row = 0; row < plan.rows.size(); ++row) {
      plan.firsts.push_back(row / (factors + 1) * replications);
    }
  } else {
    ACQSIM_CHECK(vary.design.kind == scenario::Design::Kind::sobol, "a design of sensitivity");
    plan.rows = stats::saltelli_rows(stats::sobol_owen(vary.design.size, 2 * factors, seed));
    for (std::size_t row = 0; row < plan.rows.size(); ++row) {
      plan.firsts.push_back(row * replications);
    }
  }
  for (const auto& row : plan.rows) plan.points.push_back(experiment::point_at(vary, row));
  return plan;
}

std::vector<AskedAnswer> asked_answers(const experiment::Columns& columns,
                                       const std::vector<std::string>& outcomes,
                                       const std::vector<std::string>& measures) {
  std::vector<std::string> ids;
  for (const experiment::Question& one : columns.questions) ids.push_back(one.id);
  std::vector<std::string> keys;
  for (const model::MeasureColumn& one : columns.measures) keys.push_back(one.key());
  const auto place = [](const std::vector<std::string>& names, const std::string& name,
                        const char* what) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) {
      throw UsageError(std::string("there is no ") + what + " '" + name + "' in this scenario" +
                       suggestion(name, names));
    }
    return static_cast<std::size_t>(found - names.begin());
  };
  std::vector<AskedAnswer> asked;
  for (const std::string& one : outcomes) asked.push_back({true, place(ids, one, "outcome")});
  for (const std::string& one : measures) asked.push_back({false, place(keys, one, "measure")});
  if (asked.empty()) {
    for (std::size_t i = 0; i < ids.size(); ++i) asked.push_back({true, i});
  }
  if (asked.empty()) {
    throw UsageError("the scenario asks no question; name a measure with --measure");
  }
  return asked;
}

std::vector<report::AnswerSensitivity> analyse(store::StudyReader& study,
                                               const SensitivityPlan& plan,
                                               const std::vector<std::int64_t>& ids,
                                               const std::vector<AskedAnswer>& asked,
                                               std::uint64_t replications, double confidence,
                                               std::uint64_t seed) {
  const experiment::Columns columns = study.columns();
  const auto responses = responses_of(study, plan, ids, asked, replications);
  std::vector<report::AnswerSensitivity> answers;
  for (std::size_t a = 0; a < asked.size(); ++a) {
    report::AnswerSensitivity answer;
    if (asked[a].is_outcome) {
      const experiment::Question& question = columns.questions.at(asked[a].column);
      answer.name = question.id;
      answer.text = question.question;
      answer.unit = "probability";
    } else {
      const model::MeasureColumn& measure = columns.measures.at(asked[a].column);
      answer.name = measure.key();
      answer.unit = measure.unit;
    }
    answer.no_data = missing_in(responses[a]);
    const bool is_known = std::ranges::all_of(responses[a], stats::has_most);
    if (is_known && plan.is_screening) {
      answer.effects = stats::elementary_effects(plan.rows, responses[a]);
    } else if (is_known) {
      answer.indices = stats::sobol_indices(responses[a], plan.rows.front().size(), confidence,
                                            kResamples, seed);
    }
    answers.push_back(std::move(answer));
  }
  return answers;
}

}  // namespace acqsim::cli
