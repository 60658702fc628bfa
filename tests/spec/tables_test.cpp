#include "acqsim/spec/tables.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/base/text.hpp>

#include <catch2/catch.hpp>

#include <set>
#include <string>

namespace acqsim::spec {
namespace {

/// One vendor with something in each kind of map.
Scenario one_vendor() {
  Scenario scenario;
  Vendor& vendor = scenario.vendors["alpha"];
  vendor.price = Money(400.0);
  vendor.type = VendorType::gateway;
  vendor.compute_support["cloud-one"] = Money(5.0);
  vendor.partnerships["cloud-one"].scope = {"civilian"};
  vendor.references["pilot"].value = Money(7.0);
  scenario.acquisition.methods["order"].lead_time = stats::Distribution::exponential(10.0);
  scenario.kinds["civilian"].level_mix["high"] = Share(0.3);
  return scenario;
}

/// Every record that a scenario can hold, each once.
void walk(const Table& table, std::set<const Table*>& seen) {
  if (!seen.insert(&table).second) return;
  for (const Field& field : table.fields) {
    if (field.table != nullptr) walk(*field.table, seen);
  }
}

TEST_CASE("a path leads to a leaf of the scenario, of a record and of a map's record",
          "[spec][tables]") {
  Scenario scenario = one_vendor();

  const auto name = find(scenario, "name");
  REQUIRE(name.has_value());
  CHECK(name->owner == &scenario);

  const auto strength = find(scenario, "lock_in.cloud.weight");
  REQUIRE(strength.has_value());
  CHECK(strength->owner == &scenario.lock_in.cloud);

  const auto price = find(scenario, "vendors.alpha.price");
  REQUIRE(price.has_value());
  CHECK(price->owner == &scenario.vendors.at("alpha"));
  CHECK(price->field->about.name == "price");
  CHECK(price->key.empty());

  CHECK(find(scenario, "vendors.alpha.references.pilot.value").has_value());
}

TEST_CASE("a path to an entry of a map of values names the entry", "[spec][tables]") {
  Scenario scenario = one_vendor();
  const auto support = find(scenario, "vendors.alpha.compute_support.cloud-one");
  REQUIRE(support.has_value());
  CHECK(support->key == "cloud-one");
  CHECK(support->owner == &scenario.vendors.at("alpha"));
}

TEST_CASE("a path that leads nowhere is not found and makes nothing", "[spec][tables]") {
  Scenario scenario = one_vendor();
  for (const char* path :
       {"", ".", "vendors", "vendors.alpha", "vendors.beta.price", "vendors.alpha.prices",
        "vendors.alpha.price.deep", "vendors.alpha.compute_support",
        "vendors.alpha.compute_support.cloud-two", "vendors.alpha.compute_support.cloud-one.x",
        "lock_in", "lock_in.cloud", "lock_in..weight", "outcomes.none.that"}) {
    INFO("path '" << path << "'");
    CHECK_FALSE(find(scenario, path).has_value());
  }
  CHECK(scenario.vendors.size() == 1);
  CHECK(scenario.outcomes.empty());
}

TEST_CASE("a question's condition and span are not leaves", "[spec][tables]") {
  Scenario scenario;
  scenario.outcomes["one"].question = "Is it so?";
  CHECK_FALSE(find(scenario, "outcomes.one.that").has_value());
  CHECK_FALSE(find(scenario, "outcomes.one.over").has_value());
  CHECK_FALSE(find(scenario, "outcomes.one.before").has_value());
  CHECK(find(scenario, "outcomes.one.question").has_value());
}

TEST_CASE("what set_number sets number_at gives back, whatever the member's type",
          "[spec][tables]") {
  Scenario scenario = one_vendor();
  const auto comes_back = [&](const char* path, double value) {
    INFO(path);
    set_number(scenario, path, value);
    CHECK(number_at(scenario, path) == value);
  };
  comes_back("vendors.alpha.price", 250.0);                    // Money
  comes_back("vendors.alpha.capability", 97.5);                // double
  comes_back("vendors.alpha.engineers", 12.0);                 // int
  comes_back("vendors.alpha.reviews_partnerships", 0.25);      // Rate
  comes_back("vendors.alpha.model_margin", 0.125);             // Share
  comes_back("vendors.alpha.compute_support.cloud-one", 2e9);  // entry of a map
  comes_back("kinds.civilian.level_mix.high", 0.75);           // Share in a map
  comes_back("acquisition.methods.order.lead_time", 45.0);     // Distribution
  comes_back("partnership_decisions.horizon", 730.0);          // Days
  CHECK(scenario.vendors.at("alpha").price == Money(250.0));
  CHECK(scenario.vendors.at("alpha").engineers == 12);
  CHECK(scenario.acquisition.methods.at("order").lead_time.is_fixed());
  CHECK(scenario.vendors.at("alpha").compute_support.at("cloud-one") == Money(2e9));
}

TEST_CASE("the number of a distribution is its median", "[spec][tables]") {
  // The median of an exponential of mean 10 is 10 ln 2 = 6.931471805599453.
  Scenario scenario = one_vendor();
  CHECK(number_at(scenario, "acquisition.methods.order.lead_time") ==
        Approx(6.931471805599453).epsilon(1e-12));
}

TEST_CASE("an optional number without value counts as zero and can be set", "[spec][tables]") {
  Scenario scenario;
  scenario.vehicles["schedule"].method = "order";
  CHECK(number_at(scenario, "vehicles.schedule.large_from") == 0.0);
  set_number(scenario, "vehicles.schedule.large_from", 1e6);
  REQUIRE(scenario.vehicles.at("schedule").large_from.has_value());
  CHECK(*scenario.vehicles.at("schedule").large_from == Money(1e6));
}

TEST_CASE("a number at a path that leads nowhere is a broken promise", "[spec][tables]") {
  Scenario scenario = one_vendor();
  CHECK_THROWS_AS(set_number(scenario, "vendors.gamma.price", 1.0), base::CheckFailed);
  CHECK_THROWS_AS(number_at(scenario, "vendors"), base::CheckFailed);
}

TEST_CASE("keys of a record are unique and in snake case", "[spec][tables]") {
  std::set<const Table*> tables;
  walk(scenario_table(), tables);
  walk(claims_table(), tables);
  CHECK(tables.size() > 25);  // 13 kinds of entities and parts of them, 12 mechanisms, questions
  for (const Table* table : tables) {
    std::set<std::string> names;
    for (const Field& field : table->fields) {
      INFO(table->name << "." << field.about.name);
      CHECK(base::is_snake_case(field.about.name));
      CHECK(names.insert(field.about.name).second);
      CHECK(table->find(field.about.name) == &field);
    }
    CHECK(table->find("no such key") == nullptr);
  }
}

TEST_CASE("every shape of field has the access that its readers use", "[spec][tables]") {
  std::set<const Table*> tables;
  walk(scenario_table(), tables);
  walk(claims_table(), tables);
  for (const Table* table : tables) {
    CHECK(static_cast<bool>(table->set_call) == !table->catalogue.empty());
    CHECK(static_cast<bool>(table->call) == !table->catalogue.empty());
    for (const Field& field : table->fields) {
      INFO(table->name << "." << field.about.name);
      switch (field.shape) {
        case Field::Shape::leaf:
          CHECK(field.set);
          CHECK(field.get);
          break;
        case Field::Shape::leaf_map:
          CHECK(field.set_at);
          CHECK(field.entries);
          break;
        case Field::Shape::record:
          CHECK(field.child);
          CHECK(field.table != nullptr);
          break;
        case Field::Shape::record_map:
          CHECK(field.child_at);
          CHECK(field.children);
          CHECK(field.table != nullptr);
          CHECK((field.defines.empty() || field.keys_refer_to.empty()));
          break;
        case Field::Shape::condition:
          CHECK(field.condition);
          break;
        case Field::Shape::span:
          CHECK(field.set_span);
          break;
        case Field::Shape::effects:
          CHECK(field.effects);
          break;
      }
    }
  }
}

TEST_CASE("the fiscal year of a question is set as two days", "[spec][tables]") {
  Scenario scenario;
  Outcome& outcome = scenario.outcomes["one"];
  const Table& table = *scenario_table().find("outcomes")->table;
  const base::Date from = base::Date::from_civil(2027, 10, 1);
  const base::Date to = base::Date::from_civil(2028, 9, 30);
  table.find("over")->set_span(&outcome, from, to);
  CHECK(outcome.over_from == from);
  CHECK(outcome.over_to == to);
}

TEST_CASE("questions remember the order in which they were read", "[spec][tables]") {
  Scenario scenario;
  const Field& outcomes = *scenario_table().find("outcomes");
  outcomes.child_at(&scenario, "second-by-name");
  outcomes.child_at(&scenario, "first-by-name");
  outcomes.child_at(&scenario, "second-by-name");  // found again, not moved
  CHECK(scenario.outcomes.at("second-by-name").position <
        scenario.outcomes.at("first-by-name").position);
}

TEST_CASE("a condition is made where it is asked for", "[spec][tables]") {
  Outcome outcome;
  const Table& table = *scenario_table().find("outcomes")->table;
  CHECK(table.find("that")->condition(&outcome) == &outcome.that);
  REQUIRE_FALSE(outcome.before.has_value());
  Condition* before = table.find("before")->condition(&outcome);
  REQUIRE(outcome.before.has_value());
  CHECK(before == &*outcome.before);
  CHECK(table.find("before")->condition(&outcome) == before);
}

TEST_CASE("a timeline entry holds one call of the actions' catalogue", "[spec][tables]") {
  const Table& table = *scenario_table().find("timeline")->table;
  CHECK(table.catalogue == "actions");
  TimelineEntry entry;
  table.set_call(&entry, Call{"open_vehicle", {{"vehicle", std::string("schedule")}}});
  CHECK(entry.action.name == "open_vehicle");
  REQUIRE(table.call(&entry) == &entry.action);
}

}  // namespace
}  // namespace acqsim::spec
