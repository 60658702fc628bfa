#pragma once

#include "model/choice.hpp"
#include "model/events.hpp"
#include "model/ids.hpp"

#include <acqsim/base/units.hpp>
#include <acqsim/des/process.hpp>

#include <vector>

namespace acqsim::model {

class World;

/// Operation: obligations at the start of each period, options, retirement, and the gateway's looks
/// at its models.
///
/// A period obliges V x period of which `hosting_share` goes to the provider and the rest, times
/// price paid over list price, to the vendor.                                         V: $/year
/// At each option's date suppliers that may not go on (suspended for the agency's kind, no
/// longer served by their provider, or barred by a policy) leave; with nobody left the contract
/// ends, otherwise the option is exercised, with odds that incidents of its first vendor lower as
/// they lower a choice's:
///
///     P = e exp(-T) / (e exp(-T) + 1 - e)       e: `exercise`; T: trust lost (incidents.hpp)
///
/// A prototype has one period, of its method's `prototype_period`, and no options. A use case is
/// retired with hazard `retirement`. A requirement behind a gateway looks at its models again with
/// rate `lock_in.gateway_review` and moves if another has become better. Suspended vendors leave
/// earlier by phase_out.hpp.
///
/// Source: [inventory-2024] for retirement; the rest are assumptions. Limits: retirement 0,
/// exercise 1: a contract lasts (1 + options) periods; T = 0: P = e.
namespace operation {

/// How many of so many candidates serve a requirement: one, or several if it is multi-homed.
std::size_t seats(const World& world, const Requirement& requirement, std::size_t candidates);
/// Who they are, from the ranked candidates.
std::vector<Supply> supplies(const World& world, const Requirement& requirement,
                             const std::vector<Candidate>& ranked);

/// Of the requirement's supplies the ones that may go on: the vendor is not suspended for the
/// agency, the provider still serves it, and policies allow it. Shares are scaled up to one.
/// Possibly none.
std::vector<Supply> continuing(World& world, RequirementId requirement);

/// What a supply's model costs a year at the price that is paid now.
Money model_price(const World& world, const Requirement& requirement, const Supply& supply);

/// Obliges `years` of the requirement's annual value to its present supplies.
void obligate(World& world, RequirementId requirement, double years);

/// P.
double exercise_probability(base::Share exercise, double trust_lost);

/// A contract from its first day to its end. `done` of it lies before now: whole periods and the
/// part of one, for contracts that began before the start; their present period is already paid.
des::Task<EndCause> run(World& world, RequirementId requirement, Days done);

}  // namespace operation
}  // namespace acqsim::model
