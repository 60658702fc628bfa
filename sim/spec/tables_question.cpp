#include "spec/tables_detail.hpp"

namespace acqsim::spec::detail {

namespace {

/// Luck tells more from less, and never that two numbers are equal.
std::vector<std::string> decidable() { return {"<", "<=", ">", ">="}; }

const Table& expectation_table() {
  static const Table table{
      .name = "expectation",
      .meaning = "What the author expects of an outcome.",
      .fields = {
          leaf(&Expectation::probability,
               {.name = "probability",
                .kind = base::Kind::comparison,
                .unit = base::Unit::share,
                .range = {0.0, 1.0},
                .meaning = "A comparison with the outcome's probability, for example \">= 0.2\".",
                .source = "acqsim-model",
                .default_text = "none",
                .choices = decidable()}),
          leaf(&Expectation::mean,
               {.name = "mean",
                .kind = base::Kind::comparison,
                .meaning = "A comparison with the mean over futures of the measure that `that` "
                           "names, for example \">= 30%\"; for an outcome at a day, over a period "
                           "or at the end.",
                .source = "acqsim-model",
                .default_text = "none",
                .unit_of = "that",
                .choices = decidable()}),
      }};
  return table;
}

Field condition(std::string name, std::string meaning, bool required,
                std::function<Condition*(void*)> make) {
  Field field{.about = {.name = std::move(name),
                        .kind = base::Kind::text,
                        .unit = base::Unit::text,
                        .meaning = std::move(meaning),
                        .source = "acqsim-model",
                        .required = required},
              .shape = Field::Shape::condition};
  field.condition = std::move(make);
  return field;
}

Field over() {
  Field field{
      .about = {.name = "over",
                .kind = base::Kind::text,
                .unit = base::Unit::text,
                .meaning = "A fiscal year (FY2028) or two dates between which it is counted.",
                .source = "acqsim-model",
                .default_text = "none"},
      .shape = Field::Shape::span};
  field.set_span = [](void* owner, base::Date from, base::Date to) {
    auto& outcome = *static_cast<Outcome*>(owner);
    outcome.over_from = from;
    outcome.over_to = to;
  };
  return field;
}

}  // namespace

const Table& timeline_table() {
  static const Table table = [] {
    Table made{.name = "timeline entry",
               .meaning = "A dated fact or forced event: one action and when it happens.",
               .fields =
                   {
                       leaf(&TimelineEntry::at, {.name = "at",
                                                 .meaning = "The day on which it happens.",
                                                 .source = "acqsim-model",
                                                 .default_text = "given by after"}),
                       leaf(&TimelineEntry::after, {.name = "after",
                                                    .meaning = "The entry after which it happens.",
                                                    .source = "acqsim-model",
                                                    .default_text = "none",
                                                    .refers_to = "timeline"}),
                       leaf(&TimelineEntry::delay, {.name = "delay",
                                                    .unit = base::Unit::days,
                                                    .range = kNotNegative,
                                                    .meaning = "How long after that day or entry.",
                                                    .source = "acqsim-model"}),
                   },
               .catalogue = "actions"};
    made.set_call = [](void* owner, Call call) {
      static_cast<TimelineEntry*>(owner)->action = std::move(call);
    };
    made.call = [](const void* owner) { return &static_cast<const TimelineEntry*>(owner)->action; };
    return made;
  }();
  return table;
}

const Table& outcome_table() {
  static const Table table{
      .name = "outcome",
      .meaning = "A question that each simulated future answers with yes or no.",
      .fields = {
          leaf(&Outcome::question, {.name = "question",
                                    .meaning = "The question in a sentence.",
                                    .source = "acqsim-model",
                                    .required = true}),
          condition("that",
                    "What has to be so for a yes: an event, a measure, or all, any or not of such.",
                    true, [](void* owner) { return &static_cast<Outcome*>(owner)->that; }),
          leaf(&Outcome::by, {.name = "by",
                              .meaning = "Yes if it is ever so up to this day.",
                              .source = "acqsim-model",
                              .default_text = "none"}),
          leaf(&Outcome::at, {.name = "at",
                              .meaning = "Yes if it is so at the end of this day.",
                              .source = "acqsim-model",
                              .default_text = "the scenario's end"}),
          over(),
          leaf(&Outcome::always, {.name = "always",
                                  .meaning = "Yes if it is so at the end of every fiscal quarter.",
                                  .source = "acqsim-model"}),
          condition("before", "Yes if it is so before this event first happens.", false,
                    [](void* owner) {
                      auto& before = static_cast<Outcome*>(owner)->before;
                      if (!before) before.emplace();
                      return &*before;
                    }),
          record(
              &Outcome::expect,
              {.name = "expect", .meaning = "What the author expects.", .source = "acqsim-model"},
              expectation_table()),
      }};
  return table;
}

const Table& precision_table() {
  static const Table table{
      .name = "precision",
      .meaning = "When a run has enough replications.",
      .fields = {
          leaf(&Precision::half_width,
               {.name = "half_width",
                .range = {0.001, 0.5},
                .meaning = "Half the width of each outcome's interval at which a run stops.",
                .source = "acqsim-model"}),
          leaf(&Precision::confidence, {.name = "confidence",
                                        .range = {0.5, 0.9999},
                                        .meaning = "Confidence of every interval.",
                                        .source = "acqsim-model"}),
          leaf(&Precision::max_replications,
               {.name = "max_replications",
                .range = {1.0, 1e9},
                .meaning = "Replications after which it stops anyway.",
                .source = "acqsim-model"}),
          leaf(&Precision::min_replications,
               {.name = "min_replications",
                .range = {1.0, 1e9},
                .meaning = "Replications before which it does not stop.",
                .source = "acqsim-model"}),
          leaf(&Precision::indifference,
               {.name = "indifference",
                .unit = base::Unit::share,
                .range = {0.001, 0.25},
                .meaning = "How far from an expected bound a probability is too close to matter, "
                           "when expectations are tested.",
                .source = "wald-1945"}),
          leaf(&Precision::error,
               {.name = "error",
                .unit = base::Unit::share,
                .range = {0.0001, 0.25},
                .meaning = "The greatest probability of a wrong verdict on an expectation, "
                           "of each kind.",
                .source = "wald-1945"}),
      }};
  return table;
}

}  // namespace acqsim::spec::detail
