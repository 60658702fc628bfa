#pragma once

#include "model/events.hpp"
#include "model/ids.hpp"
#include "model/requirement.hpp"

#include <acqsim/spec/mechanisms.hpp>

#include <algorithm>
#include <optional>
#include <vector>

namespace acqsim::model {

class World;

/// One vendor as a choice sees it: the route by which it would serve, and the terms of
///
///     U = b_q q - b_p ln p - b_f (f + w) + b_m min(n, 3) + b_r R + b_L ln(1 + W/w0) + b_d default
///     - T +
///     e
///
/// each with its weight and sign applied. q: points; p: $ per user-year, promotions included, at
/// least `choice.price_floor`; f: days of friction, w: days until the route can be
/// expected, if it is not there yet; n: enclaves that could serve; R: reference
/// strength; W: workflows, as lock_in.hpp defines the term; T: trust
/// lost by incidents; e: standard Gumbel, so that without
/// ties this is the multinomial logit.
///
/// The taste e belongs to the requirement and the vendor for the requirement's whole life: a later
/// choice meets the same fit between the two, and changes only as the other terms do.
///
/// Source: [mcfadden-1974]. Limit: with q, p, f alone the multinomial logit, exactly.
struct Candidate {
  VendorId vendor{};
  Route route{};
  double capability = 0.0;
  double price = 0.0;
  double friction = 0.0;
  double enclaves = 0.0;
  double reference = 0.0;
  double lock_in = 0.0;
  double default_vendor = 0.0;
  double trust = 0.0;
  double taste = 0.0;
  double price_paid = 0.0;  ///< $ per user-year, without the floor

  double systematic() const {
    return capability + price + friction + enclaves + reference + lock_in + default_vendor + trust;
  }
  double utility() const { return systematic() + taste; }
};

/// Who could serve a requirement.
struct MarketResearch {
  std::vector<Candidate> candidates;  ///< in the order of vendors; only their routes, no terms yet
  std::vector<VendorId> unreachable;  ///< able and eligible, but without a route, or without as
                                      ///< many enclaves as a policy asks for
  bool any_capable = false;           ///< whether any eligible vendor has the needed capability
};

namespace choice {

/// The systematic terms of one vendor for an agency and a depth of integration, by this route.
Candidate candidate(World& world, AgencyId agency, VendorId vendor, const Route& route,
                    bool is_embedded);

/// Of these, the ones that do not depend on the route: capability, reference, lock-in and default.
Candidate vendor_terms(const World& world, AgencyId agency, VendorId vendor, bool is_embedded);
/// The only one of these that depends on the depth of integration.
double lock_in_term(const World& world, AgencyId agency, VendorId vendor, bool is_embedded);
/// And the ones that do. `paid`: $ per user-year on the route's vehicle.
double price_term(const spec::Choice& weights, base::Money paid);
inline double friction_term(const spec::Choice& weights, const Route& route) {
  return -weights.friction * route.days();
}
inline double enclaves_term(const spec::Choice& weights, const Route& route) {
  constexpr double kThatCount = 3.0;
  return weights.enclaves * std::min(static_cast<double>(route.enclaves), kThatCount);
}

/// Who could serve it: now, or by a route that can be expected by `until` and then takes fewer days
/// in all (Route::wait).
MarketResearch research(World& world, RequirementId requirement,
                        base::Days until = base::Days(0.0));

/// The candidates with their terms as they are now and their tastes, the best first by the
/// scenario's rule.
void rank(World& world, RequirementId requirement, std::vector<Candidate>& candidates);

/// Whether rules in force let an agency order from a vendor by a route.
enum class Admission { allowed, too_few_enclaves, barred, above_cap };
Admission admission(World& world, RequirementId requirement, VendorId vendor, const Route& route);

/// After a ranking at this moment whose first can serve now: candidates that were only due have
/// lost, and count as without a route; those that have another route already, which no rule bars,
/// stay with that, ranked again.
void let_due_lose(World& world, RequirementId requirement, MarketResearch& found);

}  // namespace choice
}  // namespace acqsim::model
