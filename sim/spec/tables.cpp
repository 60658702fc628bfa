#include "acqsim/spec/tables.hpp"

#include "spec/tables_detail.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/base/text.hpp>

#include <cmath>

namespace acqsim::spec {

const Field* Table::find(std::string_view key) const {
  for (const auto& field : fields) {
    if (field.about.name == key) return &field;
  }
  return nullptr;
}

const Table& scenario_table() {
  using namespace detail;
  static const Table table{
      .name = "scenario",
      .meaning = "One world and what is asked of it.",
      .fields = {
          leaf(&Scenario::schema, {.name = "schema",
                                   .range = {1.0, 1.0},
                                   .meaning = "Version of the scenario language.",
                                   .source = "acqsim-model",
                                   .required = true}),
          leaf(&Scenario::name, {.name = "name",
                                 .meaning = "Short name in kebab-case.",
                                 .source = "acqsim-model",
                                 .required = true}),
          leaf(&Scenario::title, {.name = "title",
                                  .meaning = "What it is about, in a sentence.",
                                  .source = "acqsim-model"}),
          leaf(&Scenario::start, {.name = "start",
                                  .meaning = "First simulated day.",
                                  .source = "acqsim-model",
                                  .required = true}),
          leaf(&Scenario::end, {.name = "end",
                                .meaning = "Last simulated day.",
                                .source = "acqsim-model",
                                .required = true}),
          leaf(&Scenario::base_year, {.name = "base_year",
                                      .range = {1900.0, 2200.0},
                                      .meaning = "Year of the constant dollars.",
                                      .source = "acqsim-model"}),
          leaf(&Scenario::fiscal_year_start, {.name = "fiscal_year_start",
                                              .range = {1.0, 12.0},
                                              .meaning = "First month of the fiscal year.",
                                              .source = "fiscal-calendar"}),
          record_map(&Scenario::levels,
                     {.name = "levels",
                      .meaning = "Sensitivity levels by id.",
                      .source = "fedramp-marketplace"},
                     level_table(), "levels"),
          record_map(
              &Scenario::kinds,
              {.name = "kinds", .meaning = "Kinds of customers by id.", .source = "acqsim-model"},
              kind_table(), "kinds"),
          record_map(&Scenario::providers,
                     {.name = "providers",
                      .meaning = "Cloud providers by id.",
                      .source = "fedramp-marketplace"},
                     provider_table(), "providers"),
          record_map(&Scenario::vendors,
                     {.name = "vendors", .meaning = "Vendors by id.", .source = "acqsim-model"},
                     vendor_table(), "vendors"),
          record_map(
              &Scenario::vehicles,
              {.name = "vehicles", .meaning = "Contract vehicles by id.", .source = "acqsim-model"},
              vehicle_table(), "vehicles"),
          record_map(&Scenario::promotions,
                     {.name = "promotions",
                      .meaning = "Promotional prices by id.",
                      .source = "onegov-deals"},
                     promotion_table(), "promotions"),
          record_map(&Scenario::agencies,
                     {.name = "agencies", .meaning = "Agencies by id.", .source = "inventory-2024"},
                     agency_table(), "agencies"),
          record_map(&Scenario::populations,
                     {.name = "populations",
                      .meaning = "Generated agencies, many alike, by the id of the population.",
                      .source = "acqsim-model"},
                     population_table(), "populations"),
          record(
              &Scenario::arrivals,
              {.name = "arrivals", .meaning = arrivals_table().meaning, .source = "acqsim-model"},
              arrivals_table()),
          record(&Scenario::access,
                 {.name = "access", .meaning = access_table().meaning, .source = "acqsim-model"},
                 access_table()),
          record(&Scenario::choice,
                 {.name = "choice", .meaning = choice_table().meaning, .source = "mcfadden-1974"},
                 choice_table()),
          record(&Scenario::acquisition,
                 {.name = "acquisition",
                  .meaning = acquisition_table().meaning,
                  .source = "acqsim-model"},
                 acquisition_table()),
          record(
              &Scenario::protests,
              {.name = "protests", .meaning = protests_table().meaning, .source = "gao-protests"},
              protests_table()),
          record(&Scenario::authorization,
                 {.name = "authorization",
                  .meaning = authorization_table().meaning,
                  .source = "acqsim-model"},
                 authorization_table()),
          record(
              &Scenario::operation,
              {.name = "operation", .meaning = operation_table().meaning, .source = "acqsim-model"},
              operation_table()),
          record(&Scenario::lock_in,
                 {.name = "lock_in", .meaning = lock_in_table().meaning, .source = "arthur-1989"},
                 lock_in_table()),
          record(&Scenario::references,
                 {.name = "references",
                  .meaning = references_table().meaning,
                  .source = "acqsim-model"},
                 references_table()),
          record(&Scenario::pipeline,
                 {.name = "pipeline",
                  .meaning = pipeline_table().meaning,
                  .source = "fedramp-marketplace"},
                 pipeline_table()),
          record(&Scenario::exclusivity,
                 {.name = "exclusivity",
                  .meaning = exclusivity_terms_table().meaning,
                  .source = "acqsim-model"},
                 exclusivity_terms_table()),
          record(&Scenario::partnership_decisions,
                 {.name = "partnership_decisions",
                  .meaning = partnership_decisions_table().meaning,
                  .source = "acqsim-model"},
                 partnership_decisions_table()),
          record(&Scenario::price,
                 {.name = "price", .meaning = price_table().meaning, .source = "acqsim-model"},
                 price_table()),
          record(&Scenario::capability,
                 {.name = "capability",
                  .meaning = capability_table().meaning,
                  .source = "acqsim-model"},
                 capability_table()),
          record(&Scenario::funding,
                 {.name = "funding", .meaning = funding_table().meaning, .source = "acqsim-model"},
                 funding_table()),
          record(&Scenario::appropriations,
                 {.name = "appropriations",
                  .meaning = appropriations_table().meaning,
                  .source = "fiscal-calendar"},
                 appropriations_table()),
          record(&Scenario::shutdowns,
                 {.name = "shutdowns",
                  .meaning = shutdowns_table().meaning,
                  .source = "fiscal-calendar"},
                 shutdowns_table()),
          record(
              &Scenario::character,
              {.name = "character", .meaning = character_table().meaning, .source = "acqsim-model"},
              character_table()),
          record(&Scenario::task_forces,
                 {.name = "task_forces",
                  .meaning = task_forces_table().meaning,
                  .source = "acqsim-model"},
                 task_forces_table()),
          record(
              &Scenario::incidents,
              {.name = "incidents", .meaning = incidents_table().meaning, .source = "acqsim-model"},
              incidents_table()),
          record(&Scenario::suspensions,
                 {.name = "suspensions",
                  .meaning = suspensions_table().meaning,
                  .source = "acqsim-model"},
                 suspensions_table()),
          record(&Scenario::phase_out,
                 {.name = "phase_out",
                  .meaning = phase_out_table().meaning,
                  .source = "natural-experiment-2026"},
                 phase_out_table()),
          record(&Scenario::vehicle_terms,
                 {.name = "vehicle_terms",
                  .meaning = vehicle_terms_table().meaning,
                  .source = "acqsim-model"},
                 vehicle_terms_table()),
          record_map(&Scenario::policies,
                     {.name = "policies",
                      .meaning = "Policies by id: named effects on other values from a date on.",
                      .source = "acqsim-model"},
                     policy_table(), "policies"),
          record_map(&Scenario::timeline,
                     {.name = "timeline",
                      .meaning = "Dated facts and forced events by id.",
                      .source = "acqsim-model"},
                     timeline_table(), "timeline"),
          record_map(&Scenario::outcomes,
                     {.name = "outcomes", .meaning = "Questions by id.", .source = "acqsim-model"},
                     outcome_table(), "outcomes"),
          record(
              &Scenario::precision,
              {.name = "precision", .meaning = precision_table().meaning, .source = "acqsim-model"},
              precision_table()),
      }};
  return table;
}

std::optional<Target> find(Scenario& scenario, std::string_view path) {
  const Table* table = &scenario_table();
  void* owner = &scenario;
  const auto parts = base::split(path, '.');
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Field* field = table->find(parts[i]);
    if (field == nullptr) return std::nullopt;
    const std::size_t left = parts.size() - i - 1;
    switch (field->shape) {
      case Field::Shape::leaf:
        if (left != 0) return std::nullopt;
        return Target{field, owner, {}};
      case Field::Shape::leaf_map:
        if (left != 1) return std::nullopt;
        for (const auto& [key, value] : field->entries(owner)) {
          if (key == parts[i + 1]) return Target{field, owner, key};
        }
        return std::nullopt;
      case Field::Shape::record:
        owner = field->child(owner);
        table = field->table;
        break;
      case Field::Shape::record_map: {
        if (left == 0) return std::nullopt;
        ++i;
        bool is_known = false;
        for (const auto& [key, value] : field->children(owner))
          is_known = is_known || key == parts[i];
        if (!is_known) return std::nullopt;
        owner = field->child_at(owner, parts[i]);
        table = field->table;
        break;
      }
      case Field::Shape::condition:
      case Field::Shape::span:
      case Field::Shape::effects:
        return std::nullopt;
    }
  }
  return std::nullopt;
}

namespace {

Leaf value_of(const Target& target) {
  if (target.key.empty()) {
    const auto value = target.field->get(target.owner);
    return value ? *value : Leaf(0.0);
  }
  for (const auto& [key, value] : target.field->entries(target.owner)) {
    if (key == target.key) return value;
  }
  return 0.0;
}

}  // namespace

void set_number(Scenario& scenario, std::string_view path, double value) {
  const auto target = find(scenario, path);
  ACQSIM_CHECK(target.has_value(), "no number at " + std::string(path));
  const base::Parameter& about = target->field->about;
  Leaf leaf = about.unit == base::Unit::count ? std::round(value) : value;
  if (about.kind == base::Kind::distribution) leaf = stats::Distribution::fixed(value);
  if (target->key.empty()) {
    target->field->set(target->owner, leaf);
  } else {
    target->field->set_at(target->owner, target->key, leaf);
  }
}

double number_at(Scenario& scenario, std::string_view path) {
  const auto target = find(scenario, path);
  ACQSIM_CHECK(target.has_value(), "no number at " + std::string(path));
  const Leaf value = value_of(*target);
  if (const auto* distribution = std::get_if<stats::Distribution>(&value))
    return distribution->median();
  return std::get<double>(value);
}

}  // namespace acqsim::spec
