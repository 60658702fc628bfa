#pragma once

#include "limits/loaded_world.hpp"

#include <acqsim/base/check.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

/// Lock-in alone: equal vendors, whose only difference is how often the agency has chosen them.
///
/// An award adds w0 to a vendor's workflows at once and nothing grows or decays, so after n awards
/// the vendor's term is b_L ln(1 + n), its weight in the logit (1 + n)^b_L: an urn with one ball of
/// each colour at first, drawn by the power b_L of their numbers. Awards follow each other, since
/// each is made at the instant at which its requirement arises.
namespace acqsim::limits {

inline LoadedWorld urn(double strength, int vendors) {
  LoadedWorld market;
  if (vendors > 2) market.vendor("gamma");
  spec::LockIn& lock_in = market.scenario().lock_in;
  lock_in.enabled = true;
  lock_in.reference_workflows = 3.0;
  lock_in.model.per_award = 3.0;
  market.choice().lock_in = strength;
  market.agency().rate(base::Rate(1.0));
  return market;
}

/// Awards of the first vendor after each of the first `draws` awards. Requires: about half as many
/// days again as draws, so that a Poisson stream of one a day brings them.
struct UrnPath {
  std::vector<std::vector<std::size_t>> awards;  ///< [vendor][draw]
};

inline UrnPath draw_urn(LoadedWorld& market, std::size_t draws, std::uint64_t replication) {
  // Mean 1.5 n + 40 arrivals against n needed: for n = 20, seven standard deviations to spare.
  market.run(model::Days(std::floor(1.5 * static_cast<double>(draws)) + 60.0), replication);
  const auto awards = market.events<model::Awarded>();
  ACQSIM_CHECK(awards.size() >= draws, "too few awards for the urn");
  UrnPath path;
  path.awards.assign(market.names().vendors.size(), std::vector<std::size_t>(draws, 0));
  for (std::size_t d = 0; d < draws; ++d) {
    for (std::size_t v = 0; v < path.awards.size(); ++v) {
      const std::size_t before = d == 0 ? 0 : path.awards[v][d - 1];
      path.awards[v][d] = before + (awards[d].event.vendor == model::VendorId(v) ? 1U : 0U);
    }
  }
  return path;
}

/// The exact distribution of the first of two vendors' awards after so many draws: P(k), k = 0 to
/// draws, by summing over the paths of the chain whose next award goes to it with probability
/// (1 + k)^b / ((1 + k)^b + (1 + n - k)^b).
inline std::vector<double> urn_distribution(double strength, std::size_t draws) {
  std::vector<double> now{1.0};
  for (std::size_t n = 0; n < draws; ++n) {
    std::vector<double> next(n + 2, 0.0);
    for (std::size_t k = 0; k <= n; ++k) {
      const double first = std::pow(1.0 + static_cast<double>(k), strength);
      const double second = std::pow(1.0 + static_cast<double>(n - k), strength);
      next[k + 1] += now[k] * first / (first + second);
      next[k] += now[k] * second / (first + second);
    }
    now = std::move(next);
  }
  return now;
}

}  // namespace acqsim::limits
