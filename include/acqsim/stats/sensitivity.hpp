#pragma once

#include <acqsim/stats/design.hpp>
#include <acqsim/stats/estimate.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

/// Which factors move an answer: Morris' screening and Sobol's indices, for functions known only
/// with noise. A function's value at a row of the design is given by its replications; one
/// replication stands for a function without noise.
namespace acqsim::stats {

/// responses[row][replication], every row with the same number of replications; NaN: no answer. A
/// row stands for the mean of its answers.
using Responses = std::vector<std::vector<double>>;

/// More than half of a row's answers are there: enough to stand for the row, and for any two rows
/// to have a replication in common.
bool has_most(const std::vector<double>& replications);

/// One factor's elementary effects: changes of the answer per width of its range.
struct ElementaryEffects {
  double mu = 0.0;       ///< mean: the effect with its direction
  double mu_star = 0.0;  ///< mean of absolute values: the effect wherever it points
  double sigma = 0.0;    ///< standard deviation over trajectories: curvature, interaction and noise
  double error = 0.0;    ///< standard error of mu_star; NaN with one trajectory
  /// What mu_star would be in the mean if the factor did nothing and only noise moved the answer,
  /// sqrt(2 / pi) times the noise's standard deviation. Zero without replications.
  double noise = 0.0;
};

/// The effects of each factor from Morris' trajectories. The replications of both ends of a step
/// must be pairs on common random numbers: the noise of an effect is taken from their differences.
/// Requires: points and responses as many, in whole trajectories of factors + 1 rows, each with
/// most of its answers. Source: [morris-1991], [campolongo-2007] (mu_star).
std::vector<ElementaryEffects> elementary_effects(const Points& points, const Responses& responses);

/// A share of the variance and its interval by bootstrap.
struct Share {
  double value = 0.0;
  Interval interval;
};

struct SobolIndices {
  std::vector<Share> first;  ///< of the variance of the mean answer, by the factor alone
  std::vector<Share> total;  ///< by the factor and all its interactions
  double variance = 0.0;     ///< of the mean answer over the factors; noise taken off
  Interval variance_interval;
  /// Of a single replication's variance, the part that is noise: E Var(y|x) / Var(y). Zero without
  /// replications.
  double noise_share = 0.0;
};

/// First-order (Saltelli 2010) and total (Jansen 1999) indices of each factor, from answers to the
/// rows that saltelli_rows() gives. Rows must not share random numbers: then noise biases no
/// product of two rows, and what it adds to squares, its variance over the replications, is taken
/// off, so that the indices are those of E(y|x) for any number of replications. NaN where the
/// variance is not positive. `resamples` of the base points give percentile intervals, reproducible
/// by `seed`. Requires: factors > 0; rows a multiple of factors + 2, each with most of its answers;
/// 0 < confidence < 1. Sources:
/// [saltelli-2010], [jansen-1999], [efron-1993].
SobolIndices sobol_indices(const Responses& responses, std::size_t factors, double confidence,
                           std::size_t resamples, std::uint64_t seed);

}  // namespace acqsim::stats
