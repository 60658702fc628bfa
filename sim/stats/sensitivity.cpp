#include "acqsim/stats/sensitivity.hpp"

#include <acqsim/base/check.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

namespace acqsim::stats {
namespace {

constexpr double kNoData = std::numeric_limits<double>::quiet_NaN();

Moments moments_of(const std::vector<double>& values) {
  Moments moments;
  for (const double value : values) {
    if (!std::isnan(value)) moments.add(value);
  }
  return moments;
}

/// Variance of a mean of replications; none is known from one.
double noise_of(const Moments& moments) {
  return moments.count() < 2 ? 0.0 : moments.variance() / static_cast<double>(moments.count());
}

struct Step {
  double effect = 0.0;
  double noise = 0.0;  ///< its variance
};

Step step_between(const std::vector<double>& before, const std::vector<double>& after,
                  double distance) {
  Moments differences;
  for (std::size_t r = 0; r < before.size(); ++r) {
    const double difference = after[r] - before[r];
    if (!std::isnan(difference)) differences.add(difference);
  }
  return {differences.mean() / distance, noise_of(differences) / (distance * distance)};
}

ElementaryEffects summary_of(const std::vector<Step>& steps) {
  Moments effects;
  Moments sizes;
  Moments noise;
  for (const Step& step : steps) {
    effects.add(step.effect);
    sizes.add(std::fabs(step.effect));
    noise.add(std::sqrt(step.noise));
  }
  return {effects.mean(), sizes.mean(), std::sqrt(effects.variance()), sizes.std_error(),
          std::sqrt(2.0 / std::numbers::pi) * noise.mean()};
}

/// What one base point adds to the sums from which all indices follow.
struct Terms {
  double square = 0.0;          ///< f_A^2 + f_B^2
  double sum = 0.0;             ///< f_A + f_B
  double noise = 0.0;           ///< variance of noise in f_A, and in f_B
  std::vector<double> product;  ///< f_B (f_ABi - f_A)
  std::vector<double> jump;     ///< ((f_A - f_ABi)^2 - noise of both) / 2

  explicit Terms(std::size_t factors) : product(factors), jump(factors) {}

  void add(const Terms& other) {
    square += other.square;
    sum += other.sum;
    noise += other.noise;
    for (std::size_t i = 0; i < product.size(); ++i) {
      product[i] += other.product[i];
      jump[i] += other.jump[i];
    }
  }
};

struct Estimate {
  double variance = 0.0;
  std::vector<double> first;
  std::vector<double> total;
};

Estimate estimate_of(const Terms& sums, std::size_t base) {
  const double n = static_cast<double>(base);
  const double mean = sums.sum / (2.0 * n);
  Estimate result;
  result.variance = (sums.square - sums.noise) / (2.0 * n) - mean * mean;
  const double scale = result.variance > 0.0 ? 1.0 / (n * result.variance) : kNoData;
  for (std::size_t i = 0; i < sums.product.size(); ++i) {
    result.first.push_back(sums.product[i] * scale);
    result.total.push_back(sums.jump[i] * scale);
  }
  return result;
}

std::vector<Terms> terms_of(const Responses& responses, std::size_t factors) {
  std::vector<double> means(responses.size());
  std::vector<double> noises(responses.size());
  for (std::size_t row = 0; row < responses.size(); ++row) {
    const Moments moments = moments_of(responses[row]);
    means[row] = moments.mean();
    noises[row] = noise_of(moments);
  }
  // Answers far from zero would drown what differs between them.
  const double centre = moments_of(means).mean();
  for (double& mean : means) mean -= centre;
  const std::size_t rows = factors + 2;
  std::vector<Terms> terms(responses.size() / rows, Terms(factors));
  for (std::size_t point = 0; point < terms.size(); ++point) {
    const std::size_t a = point * rows;
    const std::size_t b = a + factors + 1;
    Terms& mine = terms[point];
    mine.square = means[a] * means[a] + means[b] * means[b];
    mine.sum = means[a] + means[b];
    mine.noise = noises[a] + noises[b];
    for (std::size_t i = 0; i < factors; ++i) {
      const std::size_t ab = a + 1 + i;
      mine.product[i] = means[b] * (means[ab] - means[a]);
      const double jump = means[a] - means[ab];
      mine.jump[i] = 0.5 * (jump * jump - noises[a] - noises[ab]);
    }
  }
  return terms;
}

/// The middle part of what resampling gave; values that are not numbers make it unbounded.
Interval middle(std::vector<double> values, double confidence) {
  const bool known =
      std::none_of(values.begin(), values.end(), [](double v) { return std::isnan(v); });
  if (values.empty() || !known) {
    return {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  }
  std::sort(values.begin(), values.end());
  const double last = static_cast<double>(values.size() - 1);
  const auto at = [&](double p) { return values[static_cast<std::size_t>(std::lround(p * last))]; };
  return {at(0.5 * (1.0 - confidence)), at(0.5 * (1.0 + confidence))};
}

double noise_share_of(const Responses& responses, double variance_of_means) {
  Moments within;
  for (const auto& replications : responses) {
    const Moments moments = moments_of(replications);
    if (moments.count() > 1) within.add(moments.variance());
  }
  if (within.count() == 0) return 0.0;
  const double all = within.mean() + std::max(0.0, variance_of_means);
  return all > 0.0 ? within.mean() / all : 0.0;
}

void check_responses(const Responses& responses) {
  for (const auto& row : responses) {
    ACQSIM_CHECK(!row.empty() && row.size() == responses.front().size(),
                 "rows of a design with unlike numbers of replications");
    ACQSIM_CHECK(has_most(row), "a row of a design that lacks most of its answers");
  }
}

}  // namespace

bool has_most(const std::vector<double>& replications) {
  const auto missing = std::count_if(replications.begin(), replications.end(),
                                     [](double value) { return std::isnan(value); });
  return 2 * static_cast<std::size_t>(missing) < replications.size();
}

std::vector<ElementaryEffects> elementary_effects(const Points& points,
                                                  const Responses& responses) {
  ACQSIM_CHECK(!points.empty() && points.size() == responses.size(), "as many answers as points");
  check_responses(responses);
  const std::size_t factors = points.front().size();
  ACQSIM_CHECK(points.size() % (factors + 1) == 0, "whole trajectories");
  std::vector<std::vector<Step>> steps(factors);
  for (std::size_t row = 1; row < points.size(); ++row) {
    if (row % (factors + 1) == 0) continue;
    for (std::size_t i = 0; i < factors; ++i) {
      const double distance = points[row][i] - points[row - 1][i];
      if (distance == 0.0) continue;
      steps[i].push_back(step_between(responses[row - 1], responses[row], distance));
    }
  }
  std::vector<ElementaryEffects> effects;
  std::transform(steps.begin(), steps.end(), std::back_inserter(effects), summary_of);
  return effects;
}

SobolIndices sobol_indices(const Responses& responses, std::size_t factors, double confidence,
                           std::size_t resamples, std::uint64_t seed) {
  ACQSIM_CHECK(factors > 0 && !responses.empty() && responses.size() % (factors + 2) == 0,
               "whole sets of rows of Saltelli's design");
  ACQSIM_CHECK(confidence > 0.0 && confidence < 1.0, "a confidence lies between zero and one");
  check_responses(responses);
  const std::vector<Terms> terms = terms_of(responses, factors);
  const auto estimate = [&](auto pick) {
    Terms sums(factors);
    for (std::size_t k = 0; k < terms.size(); ++k) sums.add(terms[pick(k)]);
    return estimate_of(sums, terms.size());
  };
  const Estimate whole = estimate([](std::size_t k) { return k; });

  std::mt19937_64 engine(seed);
  const auto any = [&](std::size_t) {
    return static_cast<std::size_t>(static_cast<double>(engine() >> 11U) * 0x1p-53 *
                                    static_cast<double>(terms.size()));
  };
  std::vector<double> variances;
  std::vector<std::vector<double>> first(factors);
  std::vector<std::vector<double>> total(factors);
  for (std::size_t b = 0; b < resamples; ++b) {
    const Estimate again = estimate(any);
    variances.push_back(again.variance);
    for (std::size_t i = 0; i < factors; ++i) {
      first[i].push_back(again.first[i]);
      total[i].push_back(again.total[i]);
    }
  }

  SobolIndices indices;
  indices.variance = whole.variance;
  indices.variance_interval = middle(std::move(variances), confidence);
  indices.noise_share = noise_share_of(responses, whole.variance);
  for (std::size_t i = 0; i < factors; ++i) {
    indices.first.push_back({whole.first[i], middle(std::move(first[i]), confidence)});
    indices.total.push_back({whole.total[i], middle(std::move(total[i]), confidence)});
  }
  return indices;
}

}  // namespace acqsim::stats
