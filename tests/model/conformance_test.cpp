#include "model/actions/catalog.hpp"
#include "model/metrics/catalog.hpp"
#include "model/rules/catalog.hpp"
#include "support/two_clouds.hpp"

#include <acqsim/base/quantity_text.hpp>
#include <acqsim/base/text.hpp>
#include <acqsim/model/catalog.hpp>
#include <acqsim/model/market.hpp>
#include <acqsim/spec/tables.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <fstream>
#include <functional>
#include <set>

/// Walks every catalogue and every table of fields: what a row or a field has to say of itself, and
/// that it runs.
namespace acqsim::model {
namespace {

std::set<std::string> references() {
  std::set<std::string> keys{"assumption"};
  std::ifstream file(ACQSIM_SOURCE_DIR "/sim/REFERENCES.md");
  for (std::string line; std::getline(file, line);) {
    const auto end = line.find(']');
    if (line.starts_with("- [") && end != std::string::npos) keys.insert(line.substr(3, end - 3));
  }
  return keys;
}

/// One sentence: it ends with a full stop, and nothing in it looks like the end of another.
bool is_one_sentence(const std::string& text) {
  if (text.size() < 5 || text.back() != '.') return false;
  if (text.find('\n') != std::string::npos) return false;
  for (const char* end : {". ", "? ", "! ", ".."}) {
    if (text.find(end) != std::string::npos) return false;
  }
  return text.front() != ' ';
}

void check_parameter(const base::Parameter& about, const std::set<std::string>& known) {
  INFO("meaning: " << about.meaning);
  INFO("source: " << about.source);
  CHECK(is_one_sentence(about.meaning));
  CHECK(known.count(about.source) == 1);
  CHECK(base::is_snake_case(about.name));
  CHECK(about.range.low <= about.range.high);
  if (about.kind != base::Kind::comparison)  // where they are the signs that it may have
    CHECK((about.kind == base::Kind::choice) == !about.choices.empty());
  const bool refers = about.kind == base::Kind::reference || about.kind == base::Kind::references;
  CHECK(refers == !about.refers_to.empty());
  if (const auto value = base::parse_quantity(about.default_text, about.unit);
      about.kind == base::Kind::number && !about.default_text.empty() && value) {
    CHECK(about.range.contains(*value));
  }
  std::set<std::string> choices(about.choices.begin(), about.choices.end());
  CHECK(choices.size() == about.choices.size());
}

void check_rows(const std::vector<base::Row>& rows, bool is_kebab) {
  const auto known = references();
  std::set<std::string> names;
  REQUIRE_FALSE(rows.empty());
  for (const auto& row : rows) {
    INFO("row " << row.name << ": " << row.meaning);
    CHECK((is_kebab ? base::is_kebab_case(row.name) : base::is_snake_case(row.name)));
    CHECK(names.insert(row.name).second);
    CHECK(is_one_sentence(row.meaning));
    CHECK(known.count(row.source) == 1);
    std::set<std::string> parameters;
    for (const auto& parameter : row.parameters) {
      INFO("parameter " << parameter.name);
      CHECK(parameters.insert(parameter.name).second);
      check_parameter(parameter, known);
    }
  }
}

std::vector<base::Row> rule_rows() {
  std::vector<base::Row> rows;
  for (const auto* rule : rules::all()) rows.push_back(rule->about);
  return rows;
}

TEST_CASE("every action describes itself", "[model][conformance]") {
  check_rows(action_rows(), false);
}
TEST_CASE("every event describes itself", "[model][conformance]") {
  check_rows(event_rows(), true);
}
TEST_CASE("every rule describes itself", "[model][conformance]") { check_rows(rule_rows(), true); }
TEST_CASE("every measure describes itself, unit included", "[model][conformance]") {
  check_rows(measure_rows(), false);
  for (const auto& row : measure_rows()) {
    INFO(row.name << " in " << row.unit);
    CHECK_FALSE(row.unit.empty());
  }
}

TEST_CASE("the rules are the choices of the scenario's key, in its order", "[model][conformance]") {
  const auto* choice = spec::scenario_table().find("choice")->table;
  std::vector<std::string> names;
  for (const auto& row : rule_rows()) names.push_back(row.name);
  CHECK(choice->find("rule")->about.choices == names);
}

// --- the tables of fields ---

using Visit = std::function<void(const spec::Field&, void* owner, const std::string& path)>;

/// Visits every field under a record. Maps of records are entered through their entries; where
/// there is none, one is made if asked for.
void walk(const spec::Table& table, void* owner, const std::string& path, bool make,
          const Visit& visit) {
  using Shape = spec::Field::Shape;
  for (const auto& field : table.fields) {
    const std::string here = path.empty() ? field.about.name : path + "." + field.about.name;
    visit(field, owner, here);
    if (field.shape == Shape::record) walk(*field.table, field.child(owner), here, make, visit);
    if (field.shape != Shape::record_map) continue;
    if (make) walk(*field.table, field.child_at(owner, "some"), here + ".some", make, visit);
    if (make) continue;
    for (const auto& [key, child] : field.children(owner)) {
      walk(*field.table, field.child_at(owner, key), here + "." + key, make, visit);
    }
  }
}

TEST_CASE("every key of a scenario describes itself", "[model][conformance]") {
  const auto known = references();
  spec::Scenario scenario;
  std::set<const spec::Table*> tables;
  std::set<std::string> names;
  std::size_t keys = 0;
  walk(spec::scenario_table(), &scenario, "", true,
       [&](const spec::Field& field, void*, const std::string& path) {
         INFO(path);
         ++keys;
         check_parameter(field.about, known);
         if (field.table != nullptr && tables.insert(field.table).second) {
           INFO("table: " << field.table->meaning);
           CHECK(is_one_sentence(field.table->meaning));
           CHECK(names.insert(field.table->name).second);  // the schema has a definition for each
         }
       });
  CHECK(keys > 150);
}

TEST_CASE("every key that may be left out has a default in its range", "[model][conformance]") {
  spec::Scenario scenario;
  walk(spec::scenario_table(), &scenario, "", true,
       [](const spec::Field& field, void* owner, const std::string& path) {
         if (field.shape != spec::Field::Shape::leaf || field.about.required) return;
         const auto value = field.get(owner);
         if (!value) return;  // absence has a meaning
         INFO(path << " from " << field.about.range.low << " to " << field.about.range.high);
         if (const auto* number = std::get_if<double>(&*value)) {
           INFO("default " << *number);
           CHECK(field.about.range.contains(*number));
         }
         if (const auto* distribution = std::get_if<stats::Distribution>(&*value)) {
           CHECK(field.about.range.contains(distribution->median()));
         }
         if (field.about.kind == base::Kind::choice) {
           const auto& choices = field.about.choices;
           const auto& chosen = std::get<std::string>(*value);
           CHECK(std::find(choices.begin(), choices.end(), chosen) != choices.end());
         }
       });
}

// --- everything runs ---

/// A year of the lively market with few requirements, so that it is quick.
spec::Scenario small_year() {
  spec::Scenario scenario = test::lively_two_clouds();
  scenario.end = base::Date::from_civil(2026, 12, 31);
  for (auto& [id, agency] : scenario.agencies) {
    agency.requirement_rate = base::per_year(8.0);
    agency.installed_base = {{"beta", 1.0}};
  }
  scenario.promotions["dollar"] = {"alpha", "schedule", Money(1.0), {}, {}};
  scenario.vendors["alpha"].references["pilot"] = {"defense", scenario.start, Money(1e7)};
  scenario.vendors["alpha"].compute_support["two"] = Money(1e6);
  scenario.vendors["alpha"].commercial_revenue = Money(2e7);
  scenario.vendors["alpha"].government_share = base::Share(0.55);
  scenario.vendors["beta"].suspensions["order"] = {{"civilian"}, {}, scenario.start};
  scenario.character.enabled = true;
  scenario.character.effort_gain = 0.5;
  scenario.task_forces = {true, base::per_year(2.0), 1.5, base::per_year(4.0)};
  scenario.incidents = {true, base::per_year(4.0), 0.2, base::per_year(1.0), 1.0, Days(90.0)};
  scenario.phase_out.enabled = true;
  return scenario;
}

std::vector<std::uint64_t> bits(const Replication& run) {
  std::vector<std::uint64_t> all{run.events, run.path_hash, run.draws};
  for (const double value : run.measures) {
    all.push_back(std::isnan(value) ? 1 : std::bit_cast<std::uint64_t>(value));
  }
  return all;
}

/// Runs, twice with the same bits, and answers every measure with a number or with no data.
void check_runs(const spec::Scenario& scenario) {
  const Market market(scenario);
  const auto first = market.replicate(1, 0);
  CHECK(bits(market.replicate(1, 0)) == bits(first));
  for (std::size_t m = 0; m < first.measures.size(); ++m) {
    if (std::isinf(first.measures[m])) FAIL_CHECK(market.measures()[m].key() << " is infinite");
    const bool is_share = market.measures()[m].unit == "share";
    if (is_share && !std::isnan(first.measures[m])) {
      INFO(market.measures()[m].key());
      CHECK(first.measures[m] >= -1e-9);
      CHECK(first.measures[m] <= 1.0 + 1e-9);
    }
  }
}

TEST_CASE("every rule runs a year, twice with the same bits", "[model][conformance]") {
  for (std::size_t r = 0; r < rules::all().size(); ++r) {
    INFO(rules::all()[r]->about.name);
    spec::Scenario scenario = small_year();
    scenario.choice.rule = static_cast<spec::ChoiceRule>(r);
    CHECK(Market(scenario).replicate(1, 0).events > 50);
    check_runs(scenario);
  }
}

TEST_CASE("every number runs a year at its lowest and highest value", "[model][conformance]") {
  spec::Scenario names = small_year();
  std::vector<std::pair<std::string, double>> extremes;
  walk(spec::scenario_table(), &names, "", false,
       [&](const spec::Field& field, void*, const std::string& path) {
         const bool is_number =
             field.about.kind == base::Kind::number || field.about.kind == base::Kind::distribution;
         const bool is_of_the_market = path.find('.') != std::string::npos &&
                                       !path.starts_with("precision") &&
                                       !path.starts_with("outcomes");
         if (!is_number || !is_of_the_market) return;
         if (field.shape != spec::Field::Shape::leaf) return;
         for (const double end : {field.about.range.low, field.about.range.high}) {
           if (std::isfinite(end)) extremes.emplace_back(path, end);
         }
       });
  CHECK(extremes.size() > 100);
  for (const auto& [path, value] : extremes) {
    INFO(path << " = " << value);
    spec::Scenario scenario = small_year();
    spec::set_number(scenario, path, value);
    check_runs(scenario);
  }
}

TEST_CASE("every mechanism can be switched off alone, and all of them together",
          "[model][conformance]") {
  spec::Scenario names = small_year();
  std::vector<std::string> switches;
  walk(spec::scenario_table(), &names, "", false,
       [&](const spec::Field& field, void*, const std::string& path) {
         if (field.about.name == "enabled") switches.push_back(path);
       });
  CHECK(switches.size() >= 10);
  spec::Scenario all_off = small_year();
  for (const auto& path : switches) {
    INFO(path);
    spec::Scenario scenario = small_year();
    for (auto* one : {&scenario, &all_off}) {
      const auto target = spec::find(*one, path);
      REQUIRE(target.has_value());
      target->field->set(target->owner, spec::Leaf(false));
    }
    check_runs(scenario);
  }
  check_runs(all_off);
  CHECK(Market(all_off).replicate(1, 0).draws == 0);
}

TEST_CASE("every action can happen in the middle of a run", "[model][conformance]") {
  spec::Scenario market = small_year();
  market.policies["reform"].effects = {
      {.operation = spec::Effect::Operation::scale, .path = "choice.price", .amount = 0.5}};
  const std::map<std::string, std::string> some{
      {"vendors", "alpha"},     {"providers", "two"},   {"enclaves", "two-gov"},
      {"vehicles", "schedule"}, {"kinds", "civilian"},  {"promotions", "dollar"},
      {"agencies", "health"},   {"levels", "moderate"}, {"policies", "reform"}};
  for (const auto* action : actions::all()) {
    INFO(action->about.name);
    spec::Call call{action->about.name, {}};
    for (const auto& parameter : action->about.parameters) {
      INFO(parameter.name);
      REQUIRE(some.count(parameter.refers_to) == 1);
      const std::string& id = some.at(parameter.refers_to);
      if (parameter.kind == base::Kind::references) {
        call.arguments[parameter.name] = std::vector<std::string>{id};
      } else {
        call.arguments[parameter.name] = id;
      }
    }
    spec::Scenario scenario = market;
    scenario.timeline["on-the-day"].at = base::Date::from_civil(2026, 5, 1);
    scenario.timeline["on-the-day"].action = call;
    scenario.timeline["again"].after = "on-the-day";
    scenario.timeline["again"].delay = stats::Distribution::fixed(30.0);
    scenario.timeline["again"].action = call;
    check_runs(scenario);
  }
}

TEST_CASE("in a world without demand sums are zero and ratios say no data",
          "[model][conformance]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.vendors["alpha"].reviews_partnerships = base::per_year(1.0);
  scenario.pipeline.paths["agency"].backlog = 1;  // its measures are told, though nobody reviews it
  const Market market(scenario);                  // nothing arises, and no agency has a rate
  const auto run = market.replicate(1, 0);
  std::set<std::string> seen;
  for (std::size_t m = 0; m < run.measures.size(); ++m) {
    const auto& column = market.measures()[m];
    INFO(column.key() << " in " << column.unit << ": " << run.measures[m]);
    seen.insert(column.measure);
    if (column.unit == "$" || column.unit == "count") {
      CHECK(run.measures[m] == 0.0);
    } else if (column.measure == "next_partner") {
      CHECK(run.measures[m] == 0.0);  // a frequency: this future does not have it
    } else {
      CHECK(std::isnan(run.measures[m]));
    }
  }
  for (const auto& row : measure_rows()) {
    INFO(row.name);
    CHECK(seen.count(row.name) == 1);
  }
}

}  // namespace
}  // namespace acqsim::model
