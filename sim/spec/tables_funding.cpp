#include "spec/tables_detail.hpp"

namespace acqsim::spec::detail {

namespace {

using base::Unit;

const Table& enactment_table() {
  static const Table table{
      .name = "enactment",
      .meaning = "What is known, or supposed, of one fiscal year's appropriation.",
      .fields = {
          leaf(&Enactment::fiscal_year, {.name = "fiscal_year",
                                         .range = {1900.0, 2200.0},
                                         .meaning = "The fiscal year: 2027.",
                                         .source = "acqsim-model",
                                         .required = true}),
          leaf(&Enactment::enacted, {.name = "enacted",
                                     .meaning = "The day of the last main law.",
                                     .source = "fiscal-calendar",
                                     .default_text = "drawn"}),
          leaf(&Enactment::is_full_year_resolution,
               {.name = "full_year_resolution",
                .meaning = "Whether that law only continues the year before, so that new starts "
                           "wait for the next fiscal year.",
                .source = "fiscal-calendar"}),
      }};
  return table;
}

const Table& lapse_table() {
  static const Table table{
      .name = "lapse",
      .meaning = "A lapse of appropriations that is known: work stops.",
      .fields = {
          leaf(&Lapse::from, {.name = "from",
                              .meaning = "Its first day.",
                              .source = "fiscal-calendar",
                              .required = true}),
          leaf(&Lapse::length, {.name = "length",
                                .unit = Unit::days,
                                .range = kNotNegative,
                                .meaning = "How long it lasts.",
                                .source = "fiscal-calendar",
                                .required = true,
                                .reading = base::Reading::at_use}),
          leaf(&Lapse::agencies, {.name = "agencies",
                                  .meaning = "Agencies that stop; none listed means all.",
                                  .source = "fiscal-calendar",
                                  .refers_to = "agencies"}),
      }};
  return table;
}

}  // namespace

const Table& funding_table() {
  static const Table table{
      .name = "funding",
      .meaning =
          "What agencies may spend in a fiscal year: new starts wait for money, and what is "
          "not obligated expires.",
      .fields = {
          enabled<Funding>(),
          leaf(&Funding::budget_scale, {.name = "budget_scale",
                                        .range = {0.0, 1000.0},
                                        .meaning = "Factor on the budget of every agency.",
                                        .source = "acqsim-model",
                                        .reading = base::Reading::by_agency}),
          leaf(&Funding::growth,
               {.name = "growth",
                .range = {base::per_year(-1.0).value(), base::per_year(3.0).value()},
                .meaning = "Growth of budgets from one fiscal year to the next, compounded.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
      }};
  return table;
}

const Table& appropriations_table() {
  static const Table table{
      .name = "appropriations",
      .meaning =
          "When a fiscal year's money is enacted; until then a continuing resolution holds "
          "and new starts wait.",
      .fields = {
          enabled<Appropriations>(),
          leaf(&Appropriations::enactment_delay,
               {.name = "enactment_delay",
                .unit = Unit::days,
                .range = {0.0, 366.0},
                .meaning = "Time from the fiscal year's first day to the last main law, drawn for "
                           "each year.",
                .source = "fiscal-calendar",
                .reading = base::Reading::at_use}),
          leaf(&Appropriations::full_year_resolution,
               {.name = "full_year_resolution",
                .meaning = "Probability that this law only continues the year before, so that new "
                           "starts wait for the next fiscal year.",
                .source = "fiscal-calendar",
                .reading = base::Reading::at_use}),
          leaf(&Appropriations::exempt_starts,
               {.name = "exempt_starts",
                .meaning = "The part of new starts that may begin under a continuing resolution.",
                .source = "assumption",
                .reading = base::Reading::by_agency}),
          record_map(&Appropriations::enactments,
                     {.name = "enactments",
                      .meaning = "Fiscal years of which something is known.",
                      .source = "fiscal-calendar"},
                     enactment_table(), ""),
      }};
  return table;
}

const Table& shutdowns_table() {
  static const Table table{
      .name = "shutdowns",
      .meaning = "Lapses of appropriations: contracting, authorisation and obligations stop.",
      .fields = {
          enabled<Shutdowns>(),
          leaf(&Shutdowns::rate,
               {.name = "rate",
                .range = kNotNegative,
                .meaning = "Rate of shutdowns; a fiscal year that begins without an appropriation "
                           "has one with probability 1 - exp(-rate x 1 y).",
                .source = "fiscal-calendar",
                .reading = base::Reading::at_use}),
          leaf(&Shutdowns::length, {.name = "length",
                                    .unit = Unit::days,
                                    .range = kNotNegative,
                                    .meaning = "How long one lasts, at most until the enactment.",
                                    .source = "fiscal-calendar",
                                    .reading = base::Reading::at_use}),
          record_map(&Shutdowns::lapses,
                     {.name = "lapses",
                      .meaning = "Lapses that are known, by id.",
                      .source = "fiscal-calendar"},
                     lapse_table(), ""),
      }};
  return table;
}

}  // namespace acqsim::spec::detail
