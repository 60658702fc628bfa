#include "spec/tables_detail.hpp"

namespace acqsim::spec::detail {

namespace {

using base::Unit;

const Table& method_table() {
  static const Table table{
      .name = "method",
      .meaning = "A way of acquiring: how long it takes and whom it occupies.",
      .fields = {
          leaf(&Method::name,
               {.name = "name", .meaning = "Its name in full.", .source = "acqsim-model"}),
          leaf(&Method::lead_time,
               {.name = "lead_time",
                .unit = Unit::days,
                .range = kNotNegative,
                .meaning = "Time from the start of the acquisition to the choice.",
                .source = "inventory-2024",
                .required = true,
                .reading = base::Reading::at_use}),
          leaf(&Method::officer_share,
               {.name = "officer_share",
                .meaning = "The part of the lead time during which a contracting officer is taken.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&Method::competed, {.name = "competed",
                                   .meaning = "Whether several vendors are asked.",
                                   .source = "acqsim-model"}),
          leaf(&Method::protest,
               {.name = "protest",
                .meaning = "Whether a loser may have an award reviewed: never, if the contract is "
                           "worth its kind's `protests.order_threshold`, or always.",
                .source = "gao-protests",
                .choices = {"never", "above-threshold", "always"}}),
          leaf(&Method::prototype_period,
               {.name = "prototype_period",
                .range = {0.0, 7305.0},
                .meaning = "Length of a prototype, which has neither base period nor options; zero "
                           "for a method that makes no prototypes.",
                .source = "prototype-agreements",
                .reading = base::Reading::at_use}),
          leaf(&Method::production,
               {.name = "production",
                .meaning = "Probability that a prototype that has run its time is followed by "
                           "production with its vendor without further competition.",
                .source = "prototype-agreements",
                .reading = base::Reading::at_use}),
      }};
  return table;
}

const Table& layer_table() {
  static const Table table{
      .name = "layer",
      .meaning = "One layer of lock-in: what builds up in it and what leaving costs.",
      .fields = {
          leaf(&LockInLayer::weight, {.name = "weight",
                                      .range = kNotNegative,
                                      .meaning = "Its part in the lock-in term of a choice.",
                                      .source = "assumption",
                                      .reading = base::Reading::by_agency}),
          leaf(&LockInLayer::per_award, {.name = "per_award",
                                         .range = kNotNegative,
                                         .meaning = "Workflows that an award brings at once.",
                                         .source = "assumption",
                                         .reading = base::Reading::by_agency}),
          leaf(&LockInLayer::growth, {.name = "growth",
                                      .range = kNotNegative,
                                      .meaning = "Logistic growth rate of workflows in operation.",
                                      .source = "assumption",
                                      .reading = base::Reading::by_agency}),
          leaf(&LockInLayer::capacity,
               {.name = "capacity",
                .range = kNotNegative,
                .meaning = "Workflows that one contract in operation comes to.",
                .source = "assumption",
                .reading = base::Reading::by_agency}),
          leaf(&LockInLayer::decay,
               {.name = "decay",
                .range = kNotNegative,
                .meaning = "Rate at which workflows without a contract are given up.",
                .source = "assumption",
                .reading = base::Reading::by_agency}),
          leaf(&LockInLayer::cost_base,
               {.name = "cost_base",
                .range = kNotNegative,
                .meaning = "Cost of leaving without workflows, in years of annual value.",
                .source = "assumption",
                .reading = base::Reading::by_agency}),
          leaf(&LockInLayer::cost_slope, {.name = "cost_slope",
                                          .range = kNotNegative,
                                          .meaning = "What ln(1 + W/w0) adds to that cost.",
                                          .source = "assumption",
                                          .reading = base::Reading::by_agency}),
          leaf(&LockInLayer::portability,
               {.name = "portability",
                .range = {0.0, 10.0},
                .meaning = "A policy's factor on the layer's effects: 0 frees, 1 leaves as it is.",
                .source = "assumption",
                .reading = base::Reading::by_agency}),
      }};
  return table;
}

const Table& path_table() {
  static const Table table{
      .name = "path",
      .meaning =
          "A path of authorisation: assessment, then a queue for a finite number of reviewers.",
      .fields = {
          leaf(&Path::name,
               {.name = "name", .meaning = "Its name in full.", .source = "acqsim-model"}),
          leaf(&Path::assess, {.name = "assess",
                               .unit = Unit::days,
                               .range = kNotNegative,
                               .meaning = "Time of assessment before review.",
                               .source = "fedramp-marketplace",
                               .required = true,
                               .reading = base::Reading::at_use}),
          leaf(&Path::review, {.name = "review",
                               .unit = Unit::days,
                               .range = kNotNegative,
                               .meaning = "Time under review, without the wait for a reviewer.",
                               .source = "fedramp-marketplace",
                               .required = true,
                               .reading = base::Reading::at_use}),
          leaf(&Path::reviewers, {.name = "reviewers",
                                  .range = {1.0, 100000.0},
                                  .meaning = "Reviews that can be under way at once.",
                                  .source = "assumption",
                                  .reading = base::Reading::at_use}),
          leaf(&Path::others,
               {.name = "others",
                .range = kNotNegative,
                .meaning = "Rate at which other companies' packages come to the same review.",
                .source = "fedramp-marketplace",
                .reading = base::Reading::at_use}),
          leaf(&Path::backlog,
               {.name = "backlog",
                .range = {0.0, 1e6},
                .meaning = "Other companies' packages that are at the review at the start.",
                .source = "fedramp-marketplace"}),
      }};
  return table;
}

}  // namespace

const Table& arrivals_table() {
  static const Table table{
      .name = "arrivals",
      .meaning =
          "When requirements arise: a Poisson process per agency whose rate grows with adoption "
          "and moves with the fiscal year.",
      .fields = {
          enabled<Arrivals>(),
          leaf(&Arrivals::rate_scale, {.name = "rate_scale",
                                       .range = {0.0, 1000.0},
                                       .meaning = "Factor on the requirement rate of every agency.",
                                       .source = "acqsim-model",
                                       .reading = base::Reading::by_agency}),
          leaf(&Arrivals::adoption_ceiling,
               {.name = "adoption_ceiling",
                .range = {0.01, 100.0},
                .meaning = "The rate that adoption tends to, over the rate at the start.",
                .source = "assumption",
                .reading = base::Reading::by_agency}),
          leaf(&Arrivals::adoption_speed, {.name = "adoption_speed",
                                           .range = kNotNegative,
                                           .meaning = "Growth rate of the logistic adoption curve.",
                                           .source = "assumption",
                                           .reading = base::Reading::by_agency}),
          leaf_map(&Arrivals::season,
                   {.name = "season",
                    .range = {0.0, 4.0},
                    .meaning = "Factor on the rate in a fiscal quarter, q1 to q4; absent means 1.",
                    .source = "inventory-2024",
                    .reading = base::Reading::by_agency},
                   "quarters"),
      }};
  return table;
}

const Table& access_table() {
  static const Table table{
      .name = "access",
      .meaning = "How hard a route to a vendor is to take, in days of friction.",
      .fields = {
          leaf(&Access::migration,
               {.name = "migration",
                .range = kNotNegative,
                .meaning = "Friction of hosting away from the requirement's home provider.",
                .source = "assumption",
                .reading = base::Reading::by_agency}),
          leaf(&Access::wait_for_due,
               {.name = "wait_for_due",
                .meaning = "Whether a requirement also considers vendors whose offering is "
                           "expected to be authorised within its patience.",
                .source = "acqsim-model"}),
      }};
  return table;
}

const Table& choice_table() {
  static const Table table{
      .name = "choice",
      .meaning =
          "How a vendor is chosen: weights of U = b_q q - b_p ln p - b_f f + b_m min(n, 3) + b_r R "
          "+ b_L ln(1 + W/w0) + b_d default + e.",
      .fields = {
          leaf(&Choice::rule, {.name = "rule",
                               .meaning = "The rule by which agencies choose.",
                               .source = "mcfadden-1974",
                               .choices = {"utility", "lowest-price", "sole-source"}}),
          leaf(&Choice::capability, {.name = "capability",
                                     .range = {-10.0, 10.0},
                                     .meaning = "b_q: utility of one point of capability.",
                                     .source = "assumption",
                                     .reading = base::Reading::by_agency}),
          leaf(&Choice::price, {.name = "price",
                                .range = {-10.0, 10.0},
                                .meaning = "b_p: disutility of one unit of the logarithm of price.",
                                .source = "assumption",
                                .reading = base::Reading::by_agency}),
          leaf(&Choice::friction, {.name = "friction",
                                   .range = {0.0, 1.0},
                                   .meaning = "b_f: disutility of one day of route friction.",
                                   .source = "assumption",
                                   .reading = base::Reading::by_agency}),
          leaf(&Choice::enclaves,
               {.name = "enclaves",
                .range = {-10.0, 10.0},
                .meaning =
                    "b_m: utility of each enclave that could serve the requirement, up to three.",
                .source = "assumption",
                .reading = base::Reading::by_agency}),
          leaf(&Choice::reference, {.name = "reference",
                                    .range = {-10.0, 10.0},
                                    .meaning = "b_r: utility of one unit of reference strength.",
                                    .source = "assumption",
                                    .reading = base::Reading::by_agency}),
          leaf(&Choice::lock_in,
               {.name = "lock_in",
                .range = {0.0, 10.0},
                .meaning = "b_L: utility of ln(1 + W/w0) of workflows already on the vendor.",
                .source = "arthur-1989",
                .reading = base::Reading::by_agency}),
          leaf(&Choice::default_vendor,
               {.name = "default_vendor",
                .range = {-10.0, 10.0},
                .meaning = "b_d: utility of being the agency's or a policy's default.",
                .source = "assumption",
                .reading = base::Reading::by_agency}),
          leaf(&Choice::price_floor,
               {.name = "price_floor",
                .range = kNotNegative,
                .meaning = "The least that a user-year costs an agency in training and "
                           "administration, however cheap the licence; enters ln p.",
                .source = "assumption",
                .reading = base::Reading::by_agency}),
      }};
  return table;
}

const Table& acquisition_table() {
  static const Table table{.name = "acquisition",
                           .meaning = "How an acquisition is run.",
                           .fields = {
                               enabled<Acquisition>(),
                               leaf(&Acquisition::withdrawal,
                                    {.name = "withdrawal",
                                     .range = kNotNegative,
                                     .meaning = "Hazard at which a requirement that has not come "
                                                "into operation is given up.",
                                     .source = "inventory-2024",
                                     .reading = base::Reading::by_agency}),
                               record_map(&Acquisition::methods,
                                          {.name = "methods",
                                           .meaning = "Methods of acquisition by id.",
                                           .source = "acqsim-model"},
                                          method_table(), "methods"),
                           }};
  return table;
}

const Table& authorization_table() {
  static const Table table{
      .name = "authorization",
      .meaning = "The authorisation to operate that an agency grants before use.",
      .fields = {
          enabled<Authorization>(),
          leaf(&Authorization::repeat,
               {.name = "repeat",
                .unit = Unit::days,
                .range = kNotNegative,
                .meaning = "Time when the agency has authorised this offering before.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&Authorization::inherited,
               {.name = "inherited",
                .unit = Unit::days,
                .range = kNotNegative,
                .meaning = "Time when the agency already runs on the provider and inherits the "
                           "offering's authorisation.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&Authorization::first,
               {.name = "first",
                .unit = Unit::days,
                .range = kNotNegative,
                .meaning = "Time when the agency has nothing to inherit from.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&Authorization::official_share,
               {.name = "official_share",
                .meaning = "The part of that time during which an authorising official is taken.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
      }};
  return table;
}

const Table& operation_table() {
  static const Table table{
      .name = "operation",
      .meaning = "The life of a contract.",
      .fields = {
          enabled<Operation>(),
          leaf(&Operation::period, {.name = "period",
                                    .range = {1.0, 7305.0},
                                    .meaning = "Length of the base period and of each option.",
                                    .source = "assumption",
                                    .reading = base::Reading::by_agency}),
          leaf(&Operation::options, {.name = "options",
                                     .range = {0.0, 20.0},
                                     .meaning = "Option periods after the base period.",
                                     .source = "assumption",
                                     .reading = base::Reading::by_agency}),
          leaf(&Operation::exercise,
               {.name = "exercise",
                .meaning = "Probability that an option is exercised when its date comes.",
                .source = "assumption",
                .reading = base::Reading::by_agency}),
          leaf(&Operation::retirement,
               {.name = "retirement",
                .range = kNotNegative,
                .meaning = "Hazard at which a use case in operation is retired.",
                .source = "inventory-2024",
                .reading = base::Reading::by_agency}),
          leaf(&Operation::hosting_share,
               {.name = "hosting_share",
                .meaning = "The part of a requirement's annual value that pays for hosting.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&Operation::renew_without_competition,
               {.name = "renew_without_competition",
                .meaning = "Probability that a contract at its end is renewed with its vendor "
                           "without competition.",
                .source = "gao-competition",
                .reading = base::Reading::by_agency}),
      }};
  return table;
}

const Table& lock_in_table() {
  static const Table table{
      .name = "lock_in",
      .meaning = "What an agency builds on a vendor and what leaving would cost, in three layers.",
      .fields = {
          enabled<LockIn>(),
          leaf(&LockIn::strength, {.name = "strength",
                                   .range = {0.0, 10.0},
                                   .meaning = "Factor on the effect of every layer.",
                                   .source = "acqsim-model",
                                   .reading = base::Reading::by_agency}),
          leaf(&LockIn::reference_workflows,
               {.name = "reference_workflows",
                .range = kPositive,
                .meaning = "w0: the number of workflows at which lock-in begins to be felt.",
                .source = "assumption",
                .reading = base::Reading::by_agency}),
          record(&LockIn::model,
                 {.name = "model",
                  .meaning = "The model layer: prompts, evaluations and habits.",
                  .source = "natural-experiment-2026"},
                 layer_table()),
          record(&LockIn::platform,
                 {.name = "platform",
                  .meaning = "The platform layer: integrations into systems of work.",
                  .source = "natural-experiment-2026"},
                 layer_table()),
          record(&LockIn::cloud,
                 {.name = "cloud",
                  .meaning = "The cloud layer: data and accreditation at a provider.",
                  .source = "natural-experiment-2026"},
                 layer_table()),
          leaf(&LockIn::gateway_review,
               {.name = "gateway_review",
                .range = kNotNegative,
                .meaning = "How often a requirement behind a gateway looks at its models again.",
                .source = "assumption",
                .reading = base::Reading::by_agency}),
          leaf(
              &LockIn::multi_homing,
              {.name = "multi_homing",
               .meaning =
                   "The share of requirements behind a gateway that several vendors serve at once.",
               .source = "model-market-2026",
               .reading = base::Reading::by_agency}),
          leaf(&LockIn::multi_homing_vendors,
               {.name = "multi_homing_vendors",
                .range = {1.0, 20.0},
                .meaning = "Vendors that serve such a requirement, as far as there are routes.",
                .source = "model-market-2026",
                .reading = base::Reading::by_agency}),
          leaf(&LockIn::primary_share,
               {.name = "primary_share",
                .meaning = "The first vendor's share of such a requirement's obligations.",
                .source = "assumption",
                .reading = base::Reading::by_agency}),
      }};
  return table;
}

const Table& references_table() {
  static const Table table{
      .name = "references",
      .meaning = "Large awards that raise a vendor's standing at other agencies.",
      .fields = {
          enabled<References>(),
          leaf(&References::threshold, {.name = "threshold",
                                        .range = kNotNegative,
                                        .meaning = "Annual value from which an award is noticed.",
                                        .source = "assumption",
                                        .reading = base::Reading::at_use}),
          leaf(&References::increment,
               {.name = "increment",
                .range = kNotNegative,
                .meaning = "Reference strength that an award of the threshold's size adds at "
                           "agencies of the same kind.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&References::half_life,
               {.name = "half_life",
                .range = {1.0, 36525.0},
                .meaning = "Time in which a reference loses half of its strength.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
      }};
  return table;
}

const Table& pipeline_table() {
  static const Table table{
      .name = "pipeline",
      .meaning =
          "How a signed partnership becomes authorised offerings: integrate, assess, wait for "
          "review, authorise.",
      .fields = {
          enabled<Pipeline>(),
          leaf(&Pipeline::integrate,
               {.name = "integrate",
                .unit = Unit::days,
                .range = kNotNegative,
                .meaning = "Time of a vendor's engineers to place its models in an enclave.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&Pipeline::engineers_per_integration,
               {.name = "engineers_per_integration",
                .range = {1.0, 100000.0},
                .meaning = "Engineers that one integration takes.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          record_map(&Pipeline::paths,
                     {.name = "paths",
                      .meaning = "Paths of authorisation by id.",
                      .source = "fedramp-marketplace"},
                     path_table(), "paths"),
      }};
  return table;
}

const Table& exclusivity_terms_table() {
  static const Table table{
      .name = "exclusivity_terms",
      .meaning =
          "Whether the exclusivities of vendors bind; without it any provider may be signed and "
          "none is reaffirmed.",
      .fields = {enabled<ExclusivityTerms>()}};
  return table;
}

const Table& partnership_decisions_table() {
  static const Table table{
      .name = "partnership_decisions",
      .meaning =
          "How vendors weigh staying, reaffirming their partner, or signing another provider.",
      .fields = {
          enabled<PartnershipDecisions>(),
          leaf(&PartnershipDecisions::horizon,
               {.name = "horizon",
                .range = {1.0, 36525.0},
                .meaning = "How far ahead obligations are forecast.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&PartnershipDecisions::scale,
               {.name = "scale",
                .range = kPositive,
                .meaning = "mu: the joint surplus that raises the log-odds of an option by one.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&PartnershipDecisions::negotiation,
               {.name = "negotiation",
                .unit = Unit::days,
                .range = kNotNegative,
                .meaning = "Time from a decision to the signature.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&PartnershipDecisions::relation_cost,
               {.name = "relation_cost",
                .meaning = "Part of the present partner's hosting revenue from the vendor that a "
                           "rival's signature puts at stake.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&PartnershipDecisions::exclusivity_premium,
               {.name = "exclusivity_premium",
                .meaning = "Part of forecast hosting revenue that a partner pays for reaffirmed "
                           "exclusivity.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&PartnershipDecisions::exclusivity_term,
               {.name = "exclusivity_term",
                .range = kNotNegative,
                .meaning = "How long a reaffirmed exclusivity lasts.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&PartnershipDecisions::lost_awards,
               {.name = "lost_awards",
                .range = {1.0, 1e6},
                .meaning = "Awards lost for want of a route that call a review.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&PartnershipDecisions::response,
               {.name = "response",
                .range = kNotNegative,
                .meaning = "Least time between two reviews of one vendor.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
      }};
  return table;
}

const Table& price_table() {
  static const Table table{
      .name = "price",
      .meaning =
          "How list prices move, and whether promotions, which are dated records of their "
          "own, hold.",
      .fields = {
          enabled<Price>(),
          leaf(&Price::decline,
               {.name = "decline",
                .range = {base::per_year(-3.0).value(), base::per_year(3.0).value()},
                .meaning = "Exponential decline of list prices.",
                .source = "model-market-2026",
                .reading = base::Reading::at_use}),
      }};
  return table;
}

const Table& capability_table() {
  static const Table table{
      .name = "capability",
      .meaning =
          "How vendors' models improve: releases that close part of the gap to the frontier and "
          "add a step.",
      .fields = {
          enabled<Capability>(),
          leaf(&Capability::releases, {.name = "releases",
                                       .range = kNotNegative,
                                       .meaning = "Model releases of one vendor.",
                                       .source = "assumption",
                                       .reading = base::Reading::at_use}),
          leaf(&Capability::gap_closed,
               {.name = "gap_closed",
                .meaning = "The part of the gap to the frontier that a release closes.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&Capability::step, {.name = "step",
                                   .range = kNotNegative,
                                   .meaning = "Points that a release adds besides.",
                                   .source = "assumption",
                                   .reading = base::Reading::at_use}),
      }};
  return table;
}

}  // namespace acqsim::spec::detail
