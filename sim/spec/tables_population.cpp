#include "spec/tables_detail.hpp"

namespace acqsim::spec::detail {

using base::Unit;

const Table& population_table() {
  static const Table table{
      .name = "population",
      .meaning = "Many agencies alike, generated: each is the same in every simulated future.",
      .fields = {
          leaf(&Population::name,
               {.name = "name", .meaning = "What they are together.", .source = "acqsim-model"}),
          leaf(&Population::count, {.name = "count",
                                    .range = {0.0, static_cast<double>(kMostOfOnePopulation)},
                                    .meaning = "How many agencies there are.",
                                    .source = "acqsim-model",
                                    .required = true}),
          leaf(&Population::kind, {.name = "kind",
                                   .meaning = "The kind of customer that they are.",
                                   .source = "acqsim-model",
                                   .required = true,
                                   .refers_to = "kinds"}),
          leaf(&Population::requirement_rate,
               {.name = "requirement_rate",
                .unit = Unit::per_year,
                .range = kNotNegative,
                .meaning = "New requirements of one agency in a year at the start, before adoption "
                           "grows; drawn once for each agency.",
                .source = "assumption",
                .required = true}),
          leaf_map(
              &Population::level_mix,
              {.name = "level_mix",
               .meaning = "The share of requirements at each level; empty means as their kind.",
               .source = "assumption"},
              "levels"),
          leaf_map(&Population::footprint,
                   {.name = "footprint",
                    .range = kNotNegative,
                    .meaning = "Weight of each provider in the draw of an agency's one cloud.",
                    .source = "assumption"},
                   "providers"),
          leaf(&Population::acquisitions_per_officer,
               {.name = "acquisitions_per_officer",
                .range = kNotNegative,
                .meaning = "Requirements a year at the start for which there is one contracting "
                           "officer, at least one an agency; 0 means one an agency.",
                .source = "assumption"}),
          leaf(&Population::authorizations_per_official,
               {.name = "authorizations_per_official",
                .range = kNotNegative,
                .meaning = "Requirements a year at the start for which there is one authorising "
                           "official, at least one an agency; 0 means one an agency.",
                .source = "assumption"}),
          leaf_map(
              &Population::installed_base,
              {.name = "installed_base",
               .range = {0.0, 100.0},
               .meaning = "Mean number of an agency's use cases in operation on the start date "
                          "by vendor; each agency's number is drawn from a Poisson "
                          "distribution.",
               .source = "assumption"},
              "vendors"),
      }};
  return table;
}

}  // namespace acqsim::spec::detail
