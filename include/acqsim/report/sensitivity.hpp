#pragma once

#include <acqsim/report/results.hpp>
#include <acqsim/report/table.hpp>
#include <acqsim/stats/sensitivity.hpp>
#include <acqsim/store/sweep_study.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Which parameters move an answer, and how much.
namespace acqsim::report {

constexpr int kSensitivitySchema = 1;

/// Widest half of an interval, or of two standard errors of an effect as a share of the greatest,
/// with which an analysis counts as converged.
constexpr double kConverged = 0.05;
constexpr double kScreened = 0.2;

/// A parameter with the range in which it was varied.
struct VariedRange {
  store::StoredParameter parameter;
  double low = 0.0;  ///< in its unit
  double high = 0.0;
};

/// What the parameters do to one answer: an outcome's frequency or a measure's mean.
struct AnswerSensitivity {
  std::string name;           ///< of the outcome, or the key of the measure
  std::string text;           ///< the question in words; empty for a measure
  std::string unit;           ///< "probability" for an outcome
  std::uint64_t no_data = 0;  ///< replications without an answer; the means are of the others
  /// Neither of both when a point lacks half of its answers or more.
  std::vector<stats::ElementaryEffects> effects;  ///< after screening, by parameter
  std::optional<stats::SobolIndices> indices;     ///< after variance decomposition

  bool is_converged() const;
};

struct Sensitivity {
  Heading heading;
  std::string design;              ///< "morris(10)"
  std::size_t rows = 0;            ///< points of the design
  std::uint64_t replications = 0;  ///< of each
  std::vector<VariedRange> parameters;
  std::vector<AnswerSensitivity> answers;
};

/// Of a factor's effects: greater than noise alone would make it.
bool is_told_from_chance(const stats::ElementaryEffects& effects);

std::string render_sensitivity_table(const Sensitivity& sensitivity, const TableStyle& style);

/// One JSON object, ending in a newline: schema, program, scenario, seed, confidence, design, rows,
/// replications, parameters [path, unit, low, high], answers [name, unit, no_data, converged, and,
/// where most of every point's replications have an answer, either effects [path, mu, mu_star,
/// error, sigma, noise] or variance, noise_share, indices [path, first, first_low, first_high,
/// total, total_low, total_high]].
std::string render_sensitivity_json(const Sensitivity& sensitivity);

/// RFC 4180, one line for each answer and parameter: answer, unit, path, low, high, then mu,
/// mu_star, error, sigma, noise, first, first_low, first_high, total, total_low, total_high; empty
/// where the design does not give it.
std::string render_sensitivity_csv(const Sensitivity& sensitivity);

}  // namespace acqsim::report
