#include <acqsim/spec/claims.hpp>
#include <acqsim/spec/tables.hpp>

namespace acqsim::spec {
namespace {

/// Keys that are dotted paths of a scenario's values.
Field with_paths(Field field) {
  field.keys_refer_to = "paths";
  return field;
}

const Table& test_table() {
  static const Table table{
      .name = "test of a claim",
      .meaning = "A comparison that a claim stands or falls with.",
      .fields = {
          leaf(&ClaimTest::asks, {.name = "asks",
                                  .meaning = "The test as a question that yes supports.",
                                  .source = "acqsim-model",
                                  .required = true}),
          leaf(&ClaimTest::scenario, {.name = "scenario",
                                      .meaning = "The scenario, relative to this file.",
                                      .source = "acqsim-model",
                                      .required = true}),
          with_paths(leaf_map(&ClaimTest::set,
                              {.name = "set",
                               .meaning = "Values of the scenario that are changed, by path.",
                               .source = "acqsim-model"},
                              "")),
          leaf(&ClaimTest::against,
               {.name = "against",
                .meaning = "The scenario that it is held against, future by future.",
                .source = "acqsim-model",
                .default_text = "none: the level itself is tested"}),
          with_paths(leaf_map(&ClaimTest::against_set,
                              {.name = "against_set",
                               .meaning = "Values of that scenario that are changed, by path.",
                               .source = "acqsim-model"},
                              "")),
          leaf(&ClaimTest::outcome, {.name = "outcome",
                                     .meaning = "The question whose frequency is looked at.",
                                     .source = "acqsim-model",
                                     .default_text = "none: a measure is"}),
          leaf(&ClaimTest::measure, {.name = "measure",
                                     .meaning = "The measure of the whole run that is looked at.",
                                     .source = "acqsim-model",
                                     .default_text = "none: a question is"}),
          leaf_map(&ClaimTest::of,
                   {.name = "of", .meaning = "The measure's labels.", .source = "acqsim-model"},
                   ""),
          leaf(&ClaimTest::is,
               {.name = "is",
                .meaning =
                    "The direction and the smallest effect that matters, for example \"> 5%\".",
                .source = "acqsim-model",
                .required = true}),
          leaf(&ClaimTest::because, {.name = "because",
                                     .meaning = "Why that much is the smallest that matters.",
                                     .source = "acqsim-model",
                                     .required = true}),
      }};
  return table;
}

const Table& assumption_table() {
  static const Table table{
      .name = "assumption of a claim",
      .meaning = "A value of the scenario that a claim's verdict may hang on.",
      .fields = {
          leaf(&ClaimAssumption::because, {.name = "because",
                                           .meaning = "How the claim hangs on it.",
                                           .source = "acqsim-model",
                                           .required = true}),
          leaf(&ClaimAssumption::is_tried,
               {.name = "tried",
                .meaning = "Whether the tests are run again at both ends of its range.",
                .source = "acqsim-model"}),
          leaf(&ClaimAssumption::low, {.name = "low",
                                       .meaning = "The lower end that is tried.",
                                       .source = "acqsim-model",
                                       .default_text = "that of its range"}),
          leaf(&ClaimAssumption::high, {.name = "high",
                                        .meaning = "The upper end that is tried.",
                                        .source = "acqsim-model",
                                        .default_text = "that of its range"}),
      }};
  return table;
}

const Table& claim_table() {
  static const Table table{
      .name = "claim",
      .meaning = "Something asserted, and the runs that would show it.",
      .fields = {
          leaf(&ClaimEntry::claim, {.name = "claim",
                                    .meaning = "What is asserted, in a sentence.",
                                    .source = "acqsim-model",
                                    .required = true}),
          leaf(&ClaimEntry::reading, {.name = "reading",
                                      .meaning = "How the tests stand for the claim.",
                                      .source = "acqsim-model",
                                      .default_text = "none"}),
          leaf(&ClaimEntry::untested, {.name = "untested",
                                       .meaning = "Why no run can test it.",
                                       .source = "acqsim-model",
                                       .default_text = "none: it has tests"}),
          record_map(&ClaimEntry::tests,
                     {.name = "tests",
                      .meaning = "All have to hold for the claim to be supported.",
                      .source = "acqsim-model"},
                     test_table(), ""),
          with_paths(record_map(&ClaimEntry::assumptions,
                                {.name = "assumptions",
                                 .meaning = "What the verdict hangs on, by path of the value.",
                                 .source = "acqsim-model"},
                                assumption_table(), "")),
      }};
  return table;
}

}  // namespace

const Table& claims_table() {
  static const Table table{
      .name = "claims file",
      .meaning = "Claims, each with the comparisons that decide it.",
      .fields = {
          leaf(&ClaimsFile::schema, {.name = "schema",
                                     .range = {1.0, 1.0},
                                     .meaning = "Version of the language of claims.",
                                     .source = "acqsim-model",
                                     .required = true}),
          leaf(&ClaimsFile::title, {.name = "title",
                                    .meaning = "What the claims are about.",
                                    .source = "acqsim-model",
                                    .required = true}),
          leaf(&ClaimsFile::scenario,
               {.name = "scenario",
                .meaning = "The scenario whose values, ranges and sources are shown.",
                .source = "acqsim-model",
                .required = true}),
          leaf(&ClaimsFile::confidence, {.name = "confidence",
                                         .range = {0.5, 0.9999},
                                         .meaning = "Confidence of every interval.",
                                         .source = "acqsim-model"}),
          leaf(&ClaimsFile::replications, {.name = "replications",
                                           .range = {2.0, 1e6},
                                           .meaning = "Replications of every scenario.",
                                           .source = "acqsim-model"}),
          leaf(&ClaimsFile::replications_at_ends,
               {.name = "replications_at_ends",
                .range = {2.0, 1e6},
                .meaning = "Replications at each end of an assumption's range.",
                .source = "acqsim-model"}),
          record_map(&ClaimsFile::claims,
                     {.name = "claims",
                      .meaning = "The claims by id.",
                      .source = "acqsim-model",
                      .required = true},
                     claim_table(), ""),
      }};
  return table;
}

}  // namespace acqsim::spec
