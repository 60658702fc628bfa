#include "spec/tables_detail.hpp"

/// What vendors become, what agencies set up, and what goes wrong.
namespace acqsim::spec::detail {

const Table& character_table() {
  static const Table table{
      .name = "character",
      .meaning =
          "How a vendor's effort follows the government's share of its revenue, and when a "
          "research "
          "laboratory is called a contractor.",
      .fields = {
          enabled<Character>(),
          leaf(&Character::memory,
               {.name = "memory",
                .range = {1.0, 730.0},
                .meaning = "Time constant over which government revenue is smoothed.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&Character::base_effort,
               {.name = "base_effort",
                .range = {0.01, 0.99},
                .meaning = "Effort for government at which releases and integrations go as they "
                           "are given.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&Character::effort_gain,
               {.name = "effort_gain",
                .range = {-1.0, 1.0},
                .meaning = "What a revenue wholly from government adds to that effort; the rest "
                           "of the effort is research.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&Character::contractor_from,
               {.name = "contractor_from",
                .range = {0.01, 0.99},
                .meaning = "The government's share of revenue that makes a contractor.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&Character::laboratory_below,
               {.name = "laboratory_below",
                .range = {0.01, 0.99},
                .meaning = "The share below which a contractor is a research laboratory again; at "
                           "most contractor_from.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
      }};
  return table;
}

const Table& task_forces_table() {
  static const Table table{
      .name = "task_forces",
      .meaning =
          "Agencies' AI task forces: once stood up, more is wanted, and in time the agency "
          "standardises on its largest vendor.",
      .fields = {
          enabled<TaskForces>(),
          leaf(&TaskForces::stand_up,
               {.name = "stand_up",
                .range = kNotNegative,
                .meaning = "Hazard with which an agency without a date of its own stands one up.",
                .source = "assumption",
                .reading = base::Reading::by_agency}),
          leaf(&TaskForces::demand_factor,
               {.name = "demand_factor",
                .range = {1.0, 10.0},
                .meaning = "Factor on an agency's requirement rate while it has a task force.",
                .source = "assumption",
                .reading = base::Reading::by_agency}),
          leaf(&TaskForces::standardize,
               {.name = "standardize",
                .range = kNotNegative,
                .meaning = "Hazard with which an agency that has one makes its largest vendor its "
                           "default.",
                .source = "assumption",
                .reading = base::Reading::by_agency}),
      }};
  return table;
}

const Table& incidents_table() {
  static const Table table{
      .name = "incidents",
      .meaning = "Outages and breaches, which lower trust in a vendor for a time.",
      .fields = {
          enabled<Incidents>(),
          leaf(&Incidents::outages, {.name = "outages",
                                     .range = kNotNegative,
                                     .meaning = "Outages of one vendor that agencies notice.",
                                     .source = "assumption",
                                     .reading = base::Reading::at_use}),
          leaf(&Incidents::outage_loss,
               {.name = "outage_loss",
                .range = kNotNegative,
                .meaning = "Utility that a vendor loses by an outage on its day.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&Incidents::breaches, {.name = "breaches",
                                      .range = kNotNegative,
                                      .meaning = "Breaches of one vendor that become known.",
                                      .source = "assumption",
                                      .reading = base::Reading::at_use}),
          leaf(&Incidents::breach_loss,
               {.name = "breach_loss",
                .range = kNotNegative,
                .meaning = "Utility that a vendor loses by a breach on its day.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&Incidents::half_life,
               {.name = "half_life",
                .range = {1.0, 36525.0},
                .meaning = "Time in which half of what was lost is regained.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
      }};
  return table;
}

const Table& suspensions_table() {
  static const Table table{
      .name = "suspensions",
      .meaning =
          "Whether vendors' suspensions hold, those of the start and those of the timeline; "
          "without it every vendor may sell.",
      .fields = {enabled<Suspensions>()}};
  return table;
}

const Table& phase_out_table() {
  static const Table table{
      .name = "phase_out",
      .meaning =
          "How long contracts with a suspended vendor may go on, by depth of integration; without "
          "it they go on to their next option.",
      .fields = {
          enabled<PhaseOut>(),
          leaf(&PhaseOut::gateway,
               {.name = "gateway",
                .range = kNotNegative,
                .meaning = "Time from a suspension to the last day behind a model gateway.",
                .source = "natural-experiment-2026",
                .reading = base::Reading::by_agency}),
          leaf(&PhaseOut::embedded,
               {.name = "embedded",
                .range = kNotNegative,
                .meaning = "Time from a suspension to the last day in a platform.",
                .source = "natural-experiment-2026",
                .reading = base::Reading::by_agency}),
      }};
  return table;
}

const Table& vehicle_terms_table() {
  static const Table table{
      .name = "vehicle_terms",
      .meaning =
          "Whether vehicles open and close on their dates, by the timeline and at their ceilings; "
          "without it every vehicle takes orders from the start on.",
      .fields = {enabled<VehicleTerms>()}};
  return table;
}

}  // namespace acqsim::spec::detail
