#include "spec/tables_detail.hpp"

namespace acqsim::spec::detail {

namespace {

using base::Unit;

template <class Owner>
Field effects(std::string meaning) {
  Field field{.about = {.name = "effects",
                        .kind = base::Kind::text,
                        .unit = Unit::text,
                        .meaning = std::move(meaning),
                        .source = "acqsim-model"},
              .shape = Field::Shape::effects};
  field.effects = [](void* owner) { return &static_cast<Owner*>(owner)->effects; };
  return field;
}

const Table& variant_table() {
  static const Table table{
      .name = "variant",
      .meaning = "A form that a policy may take.",
      .fields = {
          leaf(&Variant::probability, {.name = "probability",
                                       .meaning = "That it takes this form; they sum to 100%.",
                                       .source = "assumption",
                                       .required = true}),
          effects<Variant>("What this form does besides the policy's own effects."),
      }};
  return table;
}

const Table& stages_table() {
  static const Table table{
      .name = "stages",
      .meaning =
          "How a policy comes about when its date is not known: introduced, passed, "
          "effective.",
      .fields = {
          leaf(&Stages::introduced, {.name = "introduced",
                                     .meaning = "The day on which it is introduced.",
                                     .source = "acqsim-model",
                                     .required = true}),
          leaf(
              &Stages::passes,
              {.name = "passes", .meaning = "Probability that it passes.", .source = "assumption"}),
          leaf(&Stages::passage, {.name = "passage",
                                  .unit = Unit::days,
                                  .range = kNotNegative,
                                  .meaning = "Time from its introduction to the vote.",
                                  .source = "assumption"}),
          leaf(&Stages::grace, {.name = "grace",
                                .unit = Unit::days,
                                .range = kNotNegative,
                                .meaning = "Time from passing to coming into force.",
                                .source = "assumption"}),
      }};
  return table;
}

}  // namespace

const Table& policy_table() {
  static const Table table{
      .name = "policy",
      .meaning =
          "Named effects on other values and on who may be chosen, from a date on; off "
          "unless enabled here, by the timeline (enact_policy) or with --policy.",
      .fields = {
          leaf(&Policy::title, {.name = "title",
                                .meaning = "What it is about, in a sentence.",
                                .source = "acqsim-model"}),
          leaf(&Policy::question, {.name = "question",
                                   .meaning = "What is asked of it, in a sentence.",
                                   .source = "acqsim-model"}),
          leaf(&Policy::enabled,
               {.name = "enabled",
                .meaning = "Whether it comes into force by its date or stages; else only if the "
                           "timeline enacts it.",
                .source = "acqsim-model"}),
          leaf(&Policy::effective, {.name = "effective",
                                    .meaning = "The day on which it comes into force.",
                                    .source = "acqsim-model",
                                    .default_text = "the first day, or by stages"}),
          leaf(&Policy::delay, {.name = "delay",
                                .unit = Unit::days,
                                .range = kNotNegative,
                                .meaning = "How long after that day it comes into force.",
                                .source = "assumption"}),
          record(&Policy::stages,
                 {.name = "stages", .meaning = stages_table().meaning, .source = "acqsim-model"},
                 stages_table()),
          effects<Policy>(
              "What it does, in order: set, scale or add to values, require or forbid."),
          record_map(&Policy::variants,
                     {.name = "variants",
                      .meaning = "Forms that it may take, by id; one is drawn when it comes into "
                                 "force.",
                      .source = "acqsim-model"},
                     variant_table(), ""),
      }};
  return table;
}

}  // namespace acqsim::spec::detail
