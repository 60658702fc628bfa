#pragma once

#include "model/choice.hpp"
#include "model/ids.hpp"

#include <acqsim/base/units.hpp>
#include <acqsim/des/process.hpp>
#include <acqsim/spec/mechanisms.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace acqsim::model {

class World;

/// Protests: a loser asks for a choice to be reviewed, and the award waits.
///
/// Whether the reviewer hears a case follows from the method: never (direct orders, sole source,
/// prototype agreements), always (full and open competition), or above a threshold of the kind of
/// customers (task orders). A choice that is competed and leaves somebody out is protested with
///
///     P = min(1, a (V/V0)^n exp(-D/s))
///
/// a: `probability`; V: value of the contract with all its options, $; V0: `reference_value`; n:
/// `elasticity`; D: utility of the last vendor chosen less that of the first one left out, at least
/// 0; s: `closeness`.
///
/// The award is stayed until the case is closed, at most `limit` days. With `merits` the case is
/// decided on the merits, after `decision`, and sustained with `sustained`; otherwise it is closed
/// earlier, after `settlement`, with corrective action of probability
///
///     c = min(1, max(0, (e - m q) / (1 - m)))          e: `effective`, m: `merits`, q: `sustained`
///
/// so that e of all cases bring relief. Relief means that after `corrective_action` the agency
/// chooses again among those who can serve then; with `reversal` the protester takes the place of
/// the last vendor chosen. That choice can be protested again, up to `rounds` protests in all.
/// Without relief the choice stands, unless its winner may no longer serve.
///
/// In a shutdown corrective action stops; the reviewer's time goes on. A reversal binds the award
/// alone: a gateway that looks at its models again later is free to
/// move back.
///
/// Source: [gao-protests] for m, q, e and the limit; the rest are assumptions. Limit: with P and e
/// constant the number of choices until one stands is geometric with success 1 - P e
/// (tests/limits/protests_test.cpp).
struct Protest {
  VendorId awardee{};    ///< the first vendor chosen
  VendorId protester{};  ///< the first one left out
  base::Money value{};   ///< V
};

namespace protests {

/// P.
double probability(const spec::Protests& parameters, base::Money value, double margin);
/// c.
double corrective_share(const spec::Protests& parameters);
/// V: annual value over the base period and all options.
base::Money contract_value(const World& world, AgencyId agency, base::Money annual_value);
/// Whether an award by this method, of this contract value, of this agency is reviewed.
bool is_reviewed(const World& world, MethodId method, AgencyId agency, base::Money value);

/// Whether a ranked choice is protested, after so many protests in this acquisition.
std::optional<Protest> filed(World& world, RequirementId requirement,
                             const std::vector<Candidate>& ranked, std::uint32_t before = 0);

/// Waits until a choice stands. The candidates, the best first; none if nobody can serve any more.
des::Task<MarketResearch> settle(World& world, RequirementId requirement, Protest protest);

}  // namespace protests
}  // namespace acqsim::model
