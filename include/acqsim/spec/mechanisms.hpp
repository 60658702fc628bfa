#pragma once

#include <acqsim/base/date.hpp>
#include <acqsim/base/units.hpp>
#include <acqsim/stats/distribution.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

/// The parameters of each mechanism (sim/README.md lists them). A mechanism that is not enabled
/// does nothing, which the tests against closed forms need.
namespace acqsim::spec {

struct Arrivals {
  bool enabled = true;
  double adoption_ceiling = 1.0;         ///< final rate over the rate at the start
  base::Rate adoption_speed;             ///< logistic growth rate
  std::map<std::string, double> season;  ///< factor by fiscal quarter q1 to q4; absent: 1
  double rate_scale = 1.0;               ///< factor on every requirement rate
};

enum class ChoiceRule { utility, lowest_price, sole_source };
struct Choice {
  ChoiceRule rule = ChoiceRule::utility;
  double capability = 0.0;      ///< b_q, per point
  double price = 0.0;           ///< b_p, per unit of ln p
  double friction = 0.0;        ///< b_f, per day of friction
  double enclaves = 0.0;        ///< b_m, per enclave that could serve, up to three
  double reference = 0.0;       ///< b_R
  double lock_in = 0.0;         ///< b_L
  double default_vendor = 0.0;  ///< b_d
  base::Money price_floor;      ///< least total cost of a user-year, whatever the licence costs
};

struct Access {
  base::Days migration;      ///< friction of leaving the home provider
  bool wait_for_due = true;  ///< whether vendors are considered whose offering is due in time
};

/// Whether a loser may have an award reviewed.
enum class ProtestReview { never, above_threshold, always };
struct Method {
  std::string name;
  stats::Distribution lead_time;
  base::Share officer_share{1.0};  ///< part of the lead time that an officer is taken
  bool competed = true;
  ProtestReview protest = ProtestReview::never;
  base::Days prototype_period{0.0};  ///< of the contract, instead of periods and options; 0: none
  base::Share production;            ///< of prototypes that ran their time and are followed by a
                                     ///< contract without further competition
};
struct Acquisition {
  bool enabled = true;
  base::Rate withdrawal;  ///< hazard of a requirement that has not come into operation
  std::map<std::string, Method> methods;
};

struct Protests {
  bool enabled = true;
  base::Share probability;            ///< a, of an award of the reference value without a margin
  base::Money reference_value{25e6};  ///< V0, of a contract with its options
  double elasticity = 0.0;            ///< n
  double closeness = 1.0;             ///< s, utility
  std::map<std::string, base::Money> order_threshold;  ///< by kind; absent: none
  base::Share merits;                                  ///< m, of cases
  base::Share sustained;                               ///< q, of cases decided on the merits
  base::Share effective;                               ///< e, of all cases
  stats::Distribution decision;                        ///< on the merits
  stats::Distribution settlement;                      ///< otherwise
  base::Days limit{100.0};
  stats::Distribution corrective_action;
  base::Share reversal;
  int rounds = 3;  ///< protests in one acquisition at most
};

struct Authorization {
  bool enabled = true;
  stats::Distribution repeat;       ///< the agency has authorised this offering before
  stats::Distribution inherited;    ///< it can inherit the provider's authorisation
  stats::Distribution first;        ///< neither
  base::Share official_share{1.0};  ///< part of the time that an official is taken
};

struct Operation {
  bool enabled = true;
  base::Days period{365.0};  ///< of the base year and of each option
  int options = 4;
  base::Share exercise{1.0};  ///< of options at their date
  base::Rate retirement;      ///< hazard of a use case in operation
  base::Share hosting_share;  ///< of a requirement's annual value
  base::Share
      renew_without_competition;  ///< of ended contracts that are not recompeted but renewed
};

struct LockInLayer {
  double weight = 1.0;       ///< in the choice's lock-in term
  double per_award = 0.0;    ///< workflows that an award brings at once
  base::Rate growth;         ///< r, logistic
  double capacity = 0.0;     ///< K, workflows per contract in operation
  base::Rate decay;          ///< d, after a contract ends
  double cost_base = 0.0;    ///< s0, years of annual value
  double cost_slope = 0.0;   ///< s1
  double portability = 1.0;  ///< a policy's factor
};
struct LockIn {
  bool enabled = true;
  double strength = 1.0;
  double reference_workflows = 1.0;  ///< w0
  LockInLayer model;
  LockInLayer platform;
  LockInLayer cloud;
  base::Rate
      gateway_review;  ///< how often a requirement behind a gateway looks again at its models
  base::Share
      multi_homing;  ///< of requirements behind a gateway that are served by several vendors
  int multi_homing_vendors = 3;
  base::Share primary_share{0.7};  ///< of a multi-homed requirement's obligations
};

struct References {
  bool enabled = true;
  base::Money threshold;  ///< annual value from which an award is noticed
  double increment =
      0.0;  ///< strength of a reference of the threshold's size at a peer of the same kind
  base::Days half_life{365.0};
};

struct Path {
  std::string name;
  stats::Distribution assess;
  stats::Distribution review;  ///< time under review, without waiting
  int reviewers = 1;           ///< reviews at once
  base::Rate others;           ///< of other companies' packages that come to review
  int backlog = 0;             ///< of these, at the start
};
struct Pipeline {
  bool enabled = true;
  stats::Distribution integrate;
  int engineers_per_integration = 1;
  std::map<std::string, Path> paths;
};

/// M5. What is exclusive is a record of the vendor's.
struct ExclusivityTerms {
  bool enabled = true;
};

struct PartnershipDecisions {
  bool enabled = true;
  base::Days horizon{1095.0};
  base::Money scale{40e6};  ///< mu of the logit over joint surpluses
  stats::Distribution negotiation;
  base::Share relation_cost;  ///< of hosting revenue at the present partner
  base::Share
      exclusivity_premium;      ///< of forecast hosting revenue, paid for reaffirmed exclusivity
  base::Days exclusivity_term;  ///< of a reaffirmed exclusivity
  int lost_awards = 1;          ///< lost for want of a route, that call a review
  base::Days response{30.0};    ///< least time between two reviews of a vendor
};

/// M2.
struct Price {
  bool enabled = true;
  base::Rate decline;  ///< exponential
};

/// M1.
struct Capability {
  bool enabled = true;
  base::Rate releases;       ///< per vendor
  base::Share gap_closed;    ///< of the gap to the frontier, by one release
  stats::Distribution step;  ///< points added besides
};

/// Step 3 of a requirement's life: what agencies' budgets pay.
struct Funding {
  bool enabled = true;
  double budget_scale = 1.0;  ///< factor on every agency's budget
  base::Rate growth;          ///< of budgets from one fiscal year to the next
};

/// M12: what is known, or supposed, of one fiscal year's appropriation.
struct Enactment {
  int fiscal_year = 0;
  std::optional<base::Date> enacted;  ///< absent: drawn
  bool is_full_year_resolution = false;
};
struct Appropriations {
  bool enabled = true;
  stats::Distribution enactment_delay;  ///< days from the fiscal year's first day
  base::Share full_year_resolution;     ///< of enactments that only continue the year before
  base::Share exempt_starts;            ///< of new starts that may begin under a resolution
  std::map<std::string, Enactment> enactments;
};

/// A lapse of appropriations that is known.
struct Lapse {
  base::Date from;
  stats::Distribution length;         ///< days
  std::vector<std::string> agencies;  ///< empty: all
};
struct Shutdowns {
  bool enabled = true;
  base::Rate rate;             ///< of shutdowns, while appropriations are not enacted in time
  stats::Distribution length;  ///< days
  std::map<std::string, Lapse> lapses;
};

/// M9.
struct Character {
  bool enabled = true;
  base::Days memory{365.0};       ///< tau of the smoothed government revenue
  base::Share base_effort{0.25};  ///< x0, for government, at which M1 and M3 are as given
  double effort_gain = 0.0;       ///< k, effort per share of government revenue
  base::Share contractor_from{0.5};
  base::Share laboratory_below{0.4};
};

/// M10.
struct TaskForces {
  bool enabled = true;
  base::Rate stand_up;         ///< hazard of an agency without a date
  double demand_factor = 1.0;  ///< of the requirement rate, once there is one
  base::Rate standardize;      ///< hazard, once there is one
};

/// M11, outages and breaches.
struct Incidents {
  bool enabled = true;
  base::Rate outages;        ///< per vendor
  double outage_loss = 0.0;  ///< of utility
  base::Rate breaches;       ///< per vendor
  double breach_loss = 0.0;  ///< of utility
  base::Days half_life{180.0};
};

/// M11, who may not sell. Suspensions are records of the vendor's and acts of the timeline.
struct Suspensions {
  bool enabled = true;
};

/// Which vehicles take orders. Dates and ceilings are the vehicle's.
struct VehicleTerms {
  bool enabled = true;
};

/// M11, what a suspension does to contracts.
struct PhaseOut {
  bool enabled = true;
  base::Days gateway{30.0};
  base::Days embedded{180.0};
};

}  // namespace acqsim::spec
