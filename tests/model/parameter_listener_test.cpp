#include "model/parameter_listener.hpp"

#include "support/lively_everything.hpp"

#include <acqsim/model/market.hpp>
#include <acqsim/spec/tables.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

// What policies may change, parameter by parameter: all of them, on the first day and later.
namespace acqsim::model {
namespace {

using base::Days;
using base::Money;
using spec::Effect;
using test::Run;
using Operation = Effect::Operation;

/// Draws and measures by name. Not the history, which has the policy's own event. A file that lets
/// a vendor review its partnerships reports measures for it that others do not: so by name.
std::map<std::string, std::uint64_t> history(const spec::Scenario& scenario,
                                             std::uint64_t replication = 2) {
  const Market market(scenario);
  const Replication run = market.replicate(5, replication);
  std::map<std::string, std::uint64_t> all{{"draws", run.draws}};
  for (std::size_t m = 0; m < run.measures.size(); ++m) {
    const double value = run.measures[m];
    all[market.measures()[m].key()] = std::isnan(value) ? 1 : std::bit_cast<std::uint64_t>(value);
  }
  return all;
}

/// Whether what both report is the same to the bit.
bool is_same(const std::map<std::string, std::uint64_t>& a,
             const std::map<std::string, std::uint64_t>& b) {
  std::size_t common = 0;
  for (const auto& [name, bits] : a) {
    const auto found = b.find(name);
    if (found == b.end()) continue;
    ++common;
    if (found->second != bits) return false;
  }
  return common > 60;
}

base::Date day(const spec::Scenario& scenario, double after_start) {
  return base::Date(scenario.start.days_since_epoch() + static_cast<int>(after_start));
}

spec::Scenario with_effect(spec::Scenario scenario, Operation operation, const std::string& path,
                           double amount, double on_day) {
  Effect effect{.operation = operation, .path = path, .amount = amount};
  effect.range = spec::find(scenario, path)->field->about.range;
  spec::Policy& policy = scenario.policies["reform"];
  policy.enabled = true;
  if (on_day > 0.0) policy.effective = day(scenario, on_day);  // else the first, without a delay
  policy.effects.push_back(effect);
  return scenario;
}

/// Every number and distribution of the table, by how it is read.
void paths_of(void* owner, const spec::Table& table, const std::string& path,
              std::vector<std::pair<std::string, const spec::Field*>>& out) {
  for (const spec::Field& field : table.fields) {
    const std::string here = path.empty() ? field.about.name : path + "." + field.about.name;
    if (field.shape == spec::Field::Shape::record)
      paths_of(field.child(owner), *field.table, here, out);
    if (field.shape == spec::Field::Shape::record_map) {
      for (const auto& [id, child] : field.children(owner))
        paths_of(field.child_at(owner, id), *field.table, here + "." + id, out);
    }
    if (field.about.kind != base::Kind::number && field.about.kind != base::Kind::distribution)
      continue;
    if (field.shape == spec::Field::Shape::leaf) out.emplace_back(here, &field);
    if (field.shape == spec::Field::Shape::leaf_map) {
      for (const auto& [key, value] : field.entries(owner))
        out.emplace_back(here + "." + key, &field);
    }
  }
}

double other_value(spec::Scenario& market, const std::string& path) {
  const base::Parameter& about = spec::find(market, path)->field->about;
  const double before = spec::number_at(market, path);
  double value = before == 0.0 ? 0.4 : before * 0.6;
  if (about.unit == base::Unit::count) value = std::round(value == before ? before + 1.0 : value);
  if (value == before) value = before + 1.0;
  return std::clamp(value, about.range.low, about.range.high);
}

TEST_CASE("what a policy cannot change describes the start or the question", "[model][live]") {
  // The table marks what is read at the start only; these are the honest ones, each by the last
  // part of its path and the section. Anything else has to be live.
  const std::set<std::string> at_start{
      "schema",
      "base_year",
      "fiscal_year_start",
      "vendors.capability",          // of the best model on the start date
      "vendors.commercial_revenue",  // at the start; its growth is live
      "vendors.government_share",    // at the start
      "vendors.value",               // of references of before the start
      "agencies.installed_base",     // in operation at the start
      "appropriations.fiscal_year",  // names a year
      "pipeline.backlog",            // of packages at the start
  };
  spec::Scenario market = test::lively_everything();
  std::vector<std::pair<std::string, const spec::Field*>> all;
  paths_of(&market, spec::scenario_table(), "", all);
  for (const auto& [path, field] : all) {
    const std::string section = path.substr(0, path.find('.'));
    if (section == "precision" || section == "policies" || section == "timeline" ||
        section == "outcomes" || section == "populations")
      continue;  // no part of the market, or expanded into agencies before the start
    INFO(path);
    const std::string name =
        section == field->about.name ? section : section + "." + field->about.name;
    CHECK((field->about.reading == base::Reading::at_start) == (at_start.count(name) == 1));
  }
}

TEST_CASE("setting any live value on the first day is the scenario with that value",
          "[model][live]") {
  constexpr std::uint64_t kMostReplications = 8;  // until the value makes a difference
  const spec::Scenario market = test::lively_everything();
  spec::Scenario given = market;
  std::vector<std::pair<std::string, const spec::Field*>> all;
  paths_of(&given, spec::scenario_table(), "", all);
  std::vector<std::map<std::string, std::uint64_t>> plain;
  for (std::uint64_t i = 0; i < kMostReplications; ++i) plain.push_back(history(market, i));
  std::size_t live = 0;
  std::size_t with_effect_seen = 0;
  std::string idle;
  for (const auto& [path, field] : all) {
    if (field->about.reading == base::Reading::at_start) continue;
    ++live;
    INFO(path);
    const double before = spec::number_at(given, path);
    const double value = other_value(given, path);
    spec::Scenario set = market;
    spec::set_number(set, path, value);
    bool has_effect = false;
    for (std::uint64_t i = 0; i < kMostReplications && !has_effect; ++i) {
      const auto expected = history(set, i);
      CHECK(is_same(history(with_effect(market, Operation::set, path, value, 0.0), i), expected));
      has_effect = !is_same(expected, plain[i]);
    }
    if (has_effect) ++with_effect_seen;
    if (!has_effect) idle += " " + path;
    // And down to nothing and from nothing up, where that is allowed: rates that stop, staff that
    // leaves. A weight of nothing is another market's, with other levels and homes.
    const bool is_weight = path.find(".footprint.") != std::string::npos ||
                           path.find(".level_mix.") != std::string::npos;
    if (!field->about.range.contains(0.0) || before == 0.0 || is_weight) continue;
    spec::Scenario none = market;
    spec::set_number(none, path, 0.0);
    CHECK(is_same(history(with_effect(market, Operation::set, path, 0.0, 0.0)), history(none)));
    CHECK(is_same(history(with_effect(none, Operation::set, path, value, 0.0)), history(set)));
  }
  CHECK(live > 150);
  INFO("makes no difference:" << idle);
  CHECK(with_effect_seen > live * 17 / 20);  // the comparisons above would see a difference
}

TEST_CASE("a value limited to everybody is a value of the whole market", "[model][live]") {
  spec::Scenario market = test::lively_everything();
  std::vector<std::pair<std::string, const spec::Field*>> all;
  paths_of(&market, spec::scenario_table(), "", all);
  for (const auto& [path, field] : all) {
    if (field->about.reading != base::Reading::by_agency) continue;
    INFO(path);
    spec::Scenario governed =
        with_effect(market, Operation::set, path, other_value(market, path), 150.0);
    const auto whole = history(governed);
    governed.policies["reform"].effects.front().where.kinds = {"civilian", "defense"};
    CHECK(is_same(history(governed), whole));
  }
}

TEST_CASE("a policy that changes values and back at once changes nothing", "[model][live]") {
  // Every mechanism is woken and settles what it keeps; the closed forms go on from there.
  spec::Scenario market = test::lively_everything();
  std::vector<std::pair<std::string, const spec::Field*>> all;
  paths_of(&market, spec::scenario_table(), "", all);
  spec::Scenario woken = market;
  spec::Policy& policy = woken.policies["reform"];
  policy.enabled = true;
  policy.effective = day(market, 250.0);
  for (const auto& [path, field] : all) {
    if (field->about.reading == base::Reading::at_start) continue;
    if (field->about.kind == base::Kind::distribution) continue;  // becomes a number
    const bool is_limit = path.ends_with(".ceiling") || path.ends_with(".budget") ||
                          path == "funding.budget_scale" || path == "character.contractor_from";
    if (is_limit) continue;  // opens and closes, and is not given back
    const bool is_price = path.starts_with("vendors.") && path.ends_with(".price");
    if (is_price) continue;  // is that of its day, and declines from there
    const double before = spec::number_at(market, path);
    if (before == 0.0) continue;
    for (const double amount : {before * 1.1, before})
      policy.effects.push_back({.operation = Operation::set, .path = path, .amount = amount});
  }
  CHECK(policy.effects.size() > 150);
  const Replication plain = Market(market).replicate(5, 2);
  const Replication back = Market(woken).replicate(5, 2);
  REQUIRE(back.measures.size() == plain.measures.size());
  for (std::size_t m = 0; m < plain.measures.size(); ++m) {
    if (std::isnan(plain.measures[m])) continue;
    CHECK(back.measures[m] == Approx(plain.measures[m]).epsilon(1e-6));
  }
}

TEST_CASE("staff that a policy gives begins at once with what waits", "[model][live]") {
  for (const bool is_officer : {true, false}) {
    spec::Scenario market = test::two_clouds();
    const std::string path = is_officer ? "agencies.health.contracting_officers"
                                        : "agencies.health.authorizing_officials";
    market.acquisition.enabled = is_officer;
    market.acquisition.methods["order"].lead_time = stats::Distribution::fixed(100.0);
    market.authorization = {!is_officer, stats::Distribution::fixed(100.0),
                            stats::Distribution::fixed(100.0), stats::Distribution::fixed(100.0),
                            base::Share(1.0)};
    market.arrivals.enabled = true;
    market.agencies["health"].requirement_rate = base::Rate(5.0);
    Run run(with_effect(market, Operation::set, path, 3.0, 150.0));
    run.run();
    const auto times = [&] {
      std::vector<double> all;
      if (is_officer) {
        for (const auto& [at, award] : run.events.all<Awarded>()) all.push_back(at);
      } else {
        for (const auto& [at, started] : run.events.all<OperationStarted>()) all.push_back(at);
      }
      return all;
    }();
    // One at a time from the first arrival t on; on day 150 two more begin at once.
    REQUIRE(times.size() > 5);
    const double t = times[0] - 100.0;
    CHECK(t < 10.0);
    CHECK(times[1] == Approx(t + 200.0));
    CHECK(times[2] == Approx(250.0));
    CHECK(times[3] == Approx(250.0));
    CHECK(times[4] == Approx(t + 300.0));
  }
}

TEST_CASE("engineers and reviewers that a policy gives begin at once with what waits",
          "[model][live]") {
  spec::Scenario market = test::two_clouds();
  market.pipeline.enabled = true;
  market.pipeline.integrate = stats::Distribution::fixed(100.0);
  market.vendors["alpha"].engineers = 0;
  market.vendors["alpha"].partnerships["two"].scope = {"civilian", "defense"};
  for (auto& [id, kind] : market.kinds) kind.level_mix["high"] = base::Share(0.5);
  Run run(with_effect(market, Operation::set, "vendors.alpha.engineers", 1.0, 150.0));
  run.run();
  const auto authorised = run.events.all<OfferingAuthorized>();
  REQUIRE(authorised.size() == 2);  // Two's enclaves, one after the other
  CHECK(authorised[0].first == 250.0);
  CHECK(authorised[1].first == 350.0);
}

TEST_CASE("a list price declines at the rate of each time", "[model][live]") {
  spec::Scenario market = test::two_clouds();
  market.price = {true, base::Rate(0.001)};
  Run run(with_effect(market, Operation::set, "price.decline", 0.004, 100.0));
  std::vector<double> prices;
  for (const double at : {50.0, 150.0, 300.0})
    run.on_day(at, [&](World& world) {
      prices.push_back(world.price.list(world, run.vendor("alpha")).value());
    });
  run.run();
  CHECK(prices[0] == Approx(400.0 * std::exp(-0.05)));
  CHECK(prices[1] == Approx(400.0 * std::exp(-0.1 - 0.2)));
  CHECK(prices[2] == Approx(400.0 * std::exp(-0.1 - 0.8)));
}

TEST_CASE("adoption goes on from where it is", "[model][live]") {
  spec::Scenario market = test::two_clouds();
  market.arrivals = {true, 3.0, base::Rate(0.01), {}};
  Run run(with_effect(market, Operation::set, "arrivals.adoption_ceiling", 1.5, 200.0));
  std::vector<double> levels;
  for (const double at : {199.0, 201.0, 400.0, 729.0})
    run.on_day(at, [&](World& world) {
      levels.push_back(world.arrivals.adoption(world, run.agency("army")));
    });
  run.run();
  const double then = 3.0 / (1.0 + 2.0 * std::exp(-2.0));  // 2.36 on day 200
  CHECK(levels[0] == Approx(3.0 / (1.0 + 2.0 * std::exp(-1.99))));
  const auto later = [then](double days) {
    return 1.5 / (1.0 + (1.5 / then - 1.0) * std::exp(-0.01 * days));
  };
  CHECK(levels[1] == Approx(later(1.0)));
  CHECK(levels[2] == Approx(later(200.0)));
  CHECK(levels[3] == Approx(later(529.0)));
}

TEST_CASE("references and trust fade at the half-life of each time", "[model][live]") {
  spec::Scenario market = test::two_clouds();
  market.references = {true, Money(1e6), 2.0, Days(100.0)};
  market.vendors["alpha"].references["old"] = {"civilian", market.start, Money(1e6)};
  market.incidents.enabled = true;
  market.incidents.outage_loss = 1.0;
  market.incidents.half_life = Days(100.0);
  spec::Scenario governed =
      with_effect(market, Operation::set, "references.half_life", 50.0, 100.0);
  governed = with_effect(governed, Operation::set, "incidents.half_life", 50.0, 100.0);
  Run run(governed);
  run.on_day(0.0, [&](World& world) { world.incidents.outage(world, run.vendor("beta")); });
  double reference = 0.0;
  double loss = 0.0;
  run.on_day(200.0, [&](World& world) {
    reference = world.references.strength(world, run.vendor("alpha"), run.agency("health"));
    loss = world.incidents.loss(world, run.vendor("beta"));
  });
  run.run();
  CHECK(reference == Approx(2.0 * 0.5 * 0.25));  // one half-life of 100 days, then two of 50
  CHECK(loss == Approx(0.5 * 0.25));
}

TEST_CASE("references of before the start are weighed after the first day's policies",
          "[model][live]") {
  spec::Scenario market = test::two_clouds();
  market.references = {true, Money(1e6), 2.0, Days(100.0)};
  market.vendors["alpha"].references["old"] = {"civilian", day(market, -100), Money(1e6)};
  for (const auto& [path, amount, expected] : {std::tuple{"references.half_life", 50.0, 0.5},
                                               {"references.increment", 6.0, 3.0},
                                               {"references.threshold", 1e7, 0.0}}) {
    INFO(path);
    Run run(with_effect(market, Operation::set, path, amount, 0.0));
    double found = -1.0;
    run.on_day(0.0, [&](World& world) {
      found = world.references.strength(world, run.vendor("alpha"), run.agency("health"));
    });
    run.run();
    CHECK(found == Approx(expected));
  }
}

TEST_CASE("a ceiling that a policy raises opens a vehicle again and one that it lowers closes it",
          "[model][live]") {
  spec::Scenario market = test::two_clouds();
  market.vehicles["schedule"].ceiling = Money(10e6);
  const auto open_after = [&market](double ceiling, bool is_closed_by_date) {
    spec::Scenario governed =
        with_effect(market, Operation::set, "vehicles.schedule.ceiling", ceiling, 100.0);
    if (is_closed_by_date) governed.vehicles["schedule"].closes = day(market, 80.0);
    Run run(governed);
    run.on_day(50.0, [&](World& world) {
      world.vehicles.obligate(world, run.vehicle("schedule"), Money(10e6));
    });
    bool was_open = true;
    bool is_open = false;
    run.on_day(99.0,
               [&](World& world) { was_open = world.vehicles.is_open(run.vehicle("schedule")); });
    run.on_day(101.0,
               [&](World& world) { is_open = world.vehicles.is_open(run.vehicle("schedule")); });
    run.run();
    CHECK_FALSE(was_open);
    return is_open;
  };
  CHECK(open_after(20e6, false));
  CHECK(open_after(0.0, false));  // no ceiling
  CHECK_FALSE(open_after(10e6 - 1.0, false));
  CHECK_FALSE(open_after(20e6, true));

  Run run(with_effect(market, Operation::set, "vehicles.schedule.ceiling", 5e6, 100.0));
  run.on_day(50.0, [&](World& world) {
    world.vehicles.obligate(world, run.vehicle("schedule"), Money(6e6));
  });
  run.run();
  REQUIRE(run.events.count<VehicleClosed>() == 1);
  CHECK(run.events.all<VehicleClosed>()[0].first == 100.0);
}

TEST_CASE("a budget that a policy changes changes by the part of the year that is left",
          "[model][live]") {
  spec::Scenario market = test::two_clouds();
  market.operation.enabled = true;
  market.operation.period = Days(365.25);
  market.operation.options = 0;
  market.arrivals.enabled = true;
  market.agencies["health"].requirement_rate = base::Rate(2.0);  // more than there is money for
  market.agencies["health"].budget = Money(73e6);
  const auto obligated = [](const Run& run, double from, double to) {
    double sum = 0.0;
    for (const auto& [at, one] : run.events.all<Obligated>()) {
      if (at >= from && at < to) sum += (one.model + one.hosting).value();
    }
    return sum;
  };
  // From 2026-01-01 fiscal 2026 has 273 days left of 365; on day 91 it has 182.
  const double first = 73e6 * 273.0 / 365.0;
  Run more(with_effect(market, Operation::scale, "funding.budget_scale", 2.0, 91.0));
  more.run();
  CHECK(obligated(more, 0.0, 91.0) == Approx(first).margin(1e6));
  CHECK(obligated(more, 91.0, 92.0) == Approx(73e6 * 182.0 / 365.0).margin(1e6));  // who waited
  CHECK(obligated(more, 273.0, 638.0) == Approx(146e6).margin(1e6));
  // A rescission takes what has not been obligated, and no more.
  Run less(with_effect(market, Operation::set, "agencies.health.budget", 0.0, 10.0));
  less.run();
  CHECK(obligated(less, 0.0, 10.0) > 10e6);
  CHECK(obligated(less, 10.0, 730.0) < first - 73e6 * 263.0 / 365.0 + 1e6);
  // An agency without a limit gets one.
  spec::Scenario free = market;
  free.agencies["health"].budget.reset();
  Run capped(with_effect(free, Operation::set, "agencies.health.budget", 73e6, 91.0));
  capped.run();
  CHECK(obligated(capped, 0.0, 91.0) > 150e6);
  CHECK(obligated(capped, 91.0, 273.0) == Approx(73e6 * 182.0 / 365.0).margin(1e6));
  CHECK(obligated(capped, 273.0, 638.0) == Approx(73e6).margin(1e6));
}

TEST_CASE("growth that a policy changes counts from the next fiscal year", "[model][live]") {
  spec::Scenario market = test::two_clouds();
  market.funding.growth = base::per_year(0.1);
  market.agencies["health"].budget = Money(100e6);
  Run run(
      with_effect(market, Operation::set, "funding.growth", base::per_year(0.5).value(), 400.0));
  run.run();
  std::vector<double> budgets;
  for (const std::size_t year : {0U, 1U, 2U})  // from 2026-01-01, 2026-10-01 and 2027-10-01
    budgets.push_back(run.world().funding.budget(run.world(), run.agency("health"), year));
  CHECK(budgets[0] == Approx(100e6));
  CHECK(budgets[1] == Approx(110e6));
  CHECK(budgets[2] == Approx(165e6));
}

TEST_CASE("fiscal years that have not begun follow a policy on appropriations", "[model][live]") {
  spec::Scenario market = test::two_clouds();
  market.appropriations.enactment_delay = stats::Distribution::fixed(100.0);
  market.shutdowns.rate = base::Rate(10.0);  // a shutdown in every year
  market.shutdowns.length = stats::Distribution::fixed(20.0);
  const double second_year = 273.0;
  for (const double at : {100.0, 300.0}) {
    Run run(with_effect(market, Operation::set, "shutdowns.rate", 0.0, at));
    run.run();
    // Fiscal 2026's is over or under way at the start; fiscal 2027 begins on day 273, 2028 on 638.
    const auto began = run.events.all<ShutdownBegan>();
    const auto since = static_cast<std::size_t>(std::count_if(
        began.begin(), began.end(), [&](const auto& one) { return one.first >= second_year; }));
    CHECK(since == (at < second_year ? 0 : 1));
    CHECK(run.events.count<ShutdownEnded>() == began.size());
  }
  Run swift(with_effect(market, Operation::set, "appropriations.enactment_delay", 30.0, 100.0));
  swift.run();
  std::vector<double> enacted;
  for (const auto& [at, law] : swift.events.all<AppropriationEnacted>()) enacted.push_back(at);
  CHECK(enacted == std::vector<double>{8.0, 303.0, 668.0});
}

TEST_CASE("a period of phase-out that a policy shortens ends contracts at once", "[model][live]") {
  spec::Scenario market = test::two_clouds();
  market.operation.enabled = true;
  market.operation.period = Days(3000.0);
  market.agencies["health"].installed_base["alpha"] = 1.0;
  market.kinds["civilian"].embedded_share = base::Share(1.0);
  market.vendors["alpha"].suspensions["order"].scope = {"civilian"};
  market.phase_out = {true, Days(400.0), Days(400.0)};
  for (const auto& [period, expected] : {std::pair{50.0, 100.0}, {150.0, 150.0}, {600.0, 600.0}}) {
    Run run(with_effect(market, Operation::set, "phase_out.embedded", period, 100.0));
    run.run();
    REQUIRE(run.events.count<ContractEnded>() == 1);
    CHECK(run.events.all<ContractEnded>()[0].first == expected);
  }
}

TEST_CASE("a policy changes a list price from what it is on its day", "[model][live]") {
  // $400 at first, falling at 0.001 a day; the change comes on day 100, the look on day 150.
  spec::Scenario market = test::two_clouds();
  market.price.enabled = true;
  market.price.decline = base::Rate(0.001);
  const double then = 400.0 * std::exp(-0.1);
  const auto price_after = [&market](Operation operation, double amount) {
    Run run(with_effect(market, operation, "vendors.alpha.price", amount, 100.0));
    double price = 0.0;
    run.on_day(150.0,
               [&](World& world) { price = world.price.list(world, run.vendor("alpha")).value(); });
    run.run();
    return price;
  };
  const double fall = std::exp(-0.05);
  CHECK(price_after(Operation::set, 200.0) == Approx(200.0 * fall));
  CHECK(price_after(Operation::scale, 0.5) == Approx(then * 0.5 * fall));
  CHECK(price_after(Operation::add, 30.0) == Approx((then + 30.0) * fall));
}

TEST_CASE("a threshold of character that a policy moves is looked at on the day", "[model][live]") {
  spec::Scenario market = test::two_clouds();
  market.character.enabled = true;
  market.character.memory = Days(400.0);
  auto& alpha = market.vendors["alpha"];
  alpha.commercial_revenue = Money(1e7);
  alpha.government_share = base::Share(0.45);
  spec::Scenario governed =
      with_effect(market, Operation::set, "character.contractor_from", 0.2, 50.0);
  Run run(governed);
  run.world().character.seed(run.vendor("alpha"), Money(1e7));  // all of its government business
  run.run();
  REQUIRE(run.events.count<BecameContractor>() == 1);
  CHECK(run.events.all<BecameContractor>()[0].first == 50.0);
  // S/C falls from 9/11 with time constant 400 until g is 20%: S/C = 1/4.
  REQUIRE(run.events.count<BecameLaboratory>() == 1);
  CHECK(run.events.all<BecameLaboratory>()[0].first == Approx(400.0 * std::log(9.0 / 11.0 * 4.0)));
}

TEST_CASE("a need is what it was when it arose, whatever policies say since", "[model][live]") {
  spec::Scenario market = test::two_clouds();
  market.kinds["civilian"].needed_capability = stats::Distribution::uniform(60.0, 90.0);
  for (auto& [id, vendor] : market.vendors) vendor.capability = 75.0;
  Run run(with_effect(market, Operation::set, "kinds.civilian.needed_capability", 200.0, 100.0));
  std::vector<RequirementId> all;
  std::vector<bool> before;
  run.on_day(50.0, [&](World& world) {
    for (std::uint64_t i = 0; i < 50; ++i)
      all.push_back(world.add_requirement(run.agency("health"), 1000 + i));
  });
  std::vector<double> grid{50.0, 60.0, 70.0, 75.0, 80.0, 95.0};
  std::vector<bool> after;
  run.on_day(150.0, [&](World& world) {
    for (const RequirementId id : all)
      for (const double points : grid) after.push_back(world.is_enough(points, id));
  });
  run.run();
  Run plain(market);
  plain.on_day(50.0, [&](World& world) {
    for (std::uint64_t i = 0; i < 50; ++i) {
      const RequirementId id = world.add_requirement(plain.agency("health"), 1000 + i);
      for (const double points : grid) before.push_back(world.is_enough(points, id));
    }
  });
  plain.run();
  CHECK(after == before);
}

}  // namespace
}  // namespace acqsim::model
