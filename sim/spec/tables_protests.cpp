#include "spec/tables_detail.hpp"

namespace acqsim::spec::detail {

using base::Unit;

const Table& protests_table() {
  static const Table table{
      .name = "protests",
      .meaning = "Protests against awards: how likely, how long, and what they bring.",
      .fields = {
          enabled<Protests>(),
          leaf(&Protests::probability,
               {.name = "probability",
                .meaning = "a: the probability that a choice of the reference value is protested "
                           "when the first vendor left out was as good as the last one chosen.",
                .source = "assumption"}),
          leaf(&Protests::reference_value,
               {.name = "reference_value",
                .range = kPositive,
                .meaning = "V0: the value of a contract with its options to which that belongs.",
                .source = "acqsim-model"}),
          leaf(&Protests::elasticity,
               {.name = "elasticity",
                .range = {0.0, 5.0},
                .meaning = "The power of the contract's value with which the probability grows.",
                .source = "assumption"}),
          leaf(&Protests::closeness,
               {.name = "closeness",
                .range = kPositive,
                .meaning = "The margin in utility at which the probability falls to 1/e.",
                .source = "assumption"}),
          leaf_map(&Protests::order_threshold,
                   {.name = "order_threshold",
                    .range = kNotNegative,
                    .meaning = "Contract value from which a task order of this kind of customers "
                               "is reviewed.",
                    .source = "gao-protests"},
                   "kinds"),
          leaf(&Protests::merits, {.name = "merits",
                                   .meaning = "The share of cases decided on the merits.",
                                   .source = "gao-protests"}),
          leaf(&Protests::sustained, {.name = "sustained",
                                      .meaning = "The share of those that are sustained.",
                                      .source = "gao-protests"}),
          leaf(&Protests::effective,
               {.name = "effective",
                .meaning = "The share of all cases that bring relief, sustained ones included.",
                .source = "gao-protests"}),
          leaf(&Protests::decision, {.name = "decision",
                                     .unit = Unit::days,
                                     .range = kNotNegative,
                                     .meaning = "Time to a decision on the merits.",
                                     .source = "assumption"}),
          leaf(&Protests::settlement,
               {.name = "settlement",
                .unit = Unit::days,
                .range = kNotNegative,
                .meaning = "Time until other cases are withdrawn, dismissed or settled.",
                .source = "assumption"}),
          leaf(&Protests::limit, {.name = "limit",
                                  .range = kNotNegative,
                                  .meaning = "The longest stay.",
                                  .source = "gao-protests"}),
          leaf(&Protests::corrective_action, {.name = "corrective_action",
                                              .unit = Unit::days,
                                              .range = kNotNegative,
                                              .meaning = "Time from relief to the new choice.",
                                              .source = "assumption"}),
          leaf(&Protests::reversal,
               {.name = "reversal",
                .meaning = "Probability that the protester wins the new choice whatever its merit.",
                .source = "assumption"}),
          leaf(&Protests::rounds, {.name = "rounds",
                                   .range = {0.0, 1000.0},
                                   .meaning = "Protests in one acquisition at most.",
                                   .source = "assumption"}),
      }};
  return table;
}

}  // namespace acqsim::spec::detail
