#include "model/metrics/catalog.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::model {
namespace {

using metrics::Labels;
using metrics::Tally;
using LabelMap = std::map<std::string, std::string>;

/// A market in which nothing has happened, and a tally over all of it.
struct Reader {
  explicit Reader(const spec::Scenario& scenario)
      : run(scenario), tally(run.world(), Days(0.0), run.world().horizon()) {}

  double operator()(const char* measure, const LabelMap& labels = {}) {
    const metrics::Reading reading{tally, run.world()};
    return metrics::of(measure).value(reading, metrics::labels_of(run.names(), labels));
  }
  void obligate(double day, const char* vendor, const char* provider, double model, double hosting,
                bool is_competed = true) {
    tally.on(Days(day),
             Obligated{RequirementId(0), run.agency("health"), run.vendor(vendor),
                       run.provider(provider), Money(model), Money(hosting), is_competed});
  }

  test::Run run;
  Tally tally;
};

TEST_CASE("labels are read as positions and fiscal years", "[model][metrics]") {
  test::Run run(test::two_clouds());
  const Labels none = metrics::labels_of(run.names(), {});
  CHECK_FALSE(none.vendor.is_valid());
  CHECK_FALSE(none.provider.is_valid());
  CHECK(none.fiscal_year == 0);
  const Labels all = metrics::labels_of(
      run.names(), {{"vendor", "beta"}, {"provider", "two"}, {"fiscal_year", "FY2028"}});
  CHECK(all.vendor == run.vendor("beta"));
  CHECK(all.provider == run.provider("two"));
  CHECK(all.fiscal_year == 2028);
  CHECK(metrics::labels_of(run.names(), {{"fiscal_year", "2027"}}).fiscal_year == 2027);
}

TEST_CASE("obligations and their shares are of models, by vendor", "[model][metrics]") {
  Reader read(test::two_clouds());
  read.obligate(10.0, "alpha", "one", 60.0, 20.0);
  read.obligate(200.0, "beta", "two", 40.0, 80.0, false);  // in the fourth fiscal quarter
  CHECK(read("obligations", {{"vendor", "alpha"}}) == 60.0);
  CHECK(read("obligations") == 100.0);
  CHECK(read("obligation_share", {{"vendor", "beta"}}) == 0.4);
  CHECK(read("obligation_share") == 1.0);
  CHECK(read("annual_obligations", {{"fiscal_year", "FY2026"}}) == 200.0);
  CHECK(read("annual_obligations", {{"fiscal_year", "FY2027"}}) == 0.0);
  CHECK(read("annual_obligations") == 200.0);
  CHECK(read("fourth_quarter_share") == 0.6);            // 120 of 200
  CHECK(read("competed_share") == 0.4);                  // 80 of 200
  CHECK(read("vendor_concentration") == Approx(0.52));   // 0.36 + 0.16
  CHECK(read("hosting_concentration") == Approx(0.68));  // 0.04 + 0.64
}

TEST_CASE("hosting is of the market, of a provider, or of one vendor's models",
          "[model][metrics]") {
  Reader read(test::two_clouds());
  read.obligate(10.0, "alpha", "one", 0.0, 10.0);
  read.obligate(10.0, "alpha", "two", 0.0, 30.0);
  read.obligate(10.0, "beta", "two", 0.0, 60.0);
  CHECK(read("hosted_obligations") == 100.0);
  CHECK(read("hosted_obligations", {{"provider", "two"}}) == 90.0);
  CHECK(read("hosted_obligations", {{"vendor", "alpha"}}) == 40.0);
  CHECK(read("hosted_share", {{"provider", "two"}}) == 0.9);
  CHECK(read("hosted_share", {{"provider", "one"}, {"vendor", "alpha"}}) == 0.25);
  CHECK(read("hosted_share", {{"provider", "one"}, {"vendor", "beta"}}) == 0.0);
}

TEST_CASE("reach weighs agencies by their demand", "[model][metrics]") {
  // Health wants 30 a year, the army 10, at $1M each. Alpha serves health alone, at its home; Beta
  // serves both, health away from home.
  spec::Scenario scenario = test::two_clouds();
  scenario.agencies["health"].requirement_rate = base::per_year(30.0);
  scenario.agencies["army"].requirement_rate = base::per_year(10.0);
  Reader read(scenario);
  CHECK(read("reach", {{"vendor", "alpha"}}) == Approx(0.75));
  CHECK(read("reach_without_migration", {{"vendor", "alpha"}}) == Approx(0.75));
  CHECK(read("reach", {{"vendor", "beta"}}) == Approx(1.0));
  CHECK(read("reach_without_migration", {{"vendor", "beta"}}) == Approx(0.25));
  World& world = read.run.world();
  world.standing.suspend(world, read.run.vendor("beta"), mask_of(world, {"defense"}));
  CHECK(read("reach", {{"vendor", "beta"}}) == Approx(0.75));
}

TEST_CASE("the next partner is one of a vendor's providers, or none", "[model][metrics]") {
  Reader read(test::two_clouds());
  CHECK(read("next_partner", {{"vendor", "alpha"}}) == 0.0);
  CHECK(std::isnan(read("days_to_next_partner", {{"vendor", "alpha"}})));
  read.tally.on(Days(40.0),
                PartnershipSigned{read.run.vendor("alpha"), read.run.provider("two"), 1});
  CHECK(read("next_partner", {{"vendor", "alpha"}, {"provider", "two"}}) == 1.0);
  CHECK(read("next_partner", {{"vendor", "alpha"}, {"provider", "one"}}) == 0.0);
  CHECK(read("next_partner", {{"vendor", "alpha"}}) == 1.0);
  CHECK(read("days_to_next_partner", {{"vendor", "alpha"}}) == 40.0);
}

TEST_CASE("demand, contracts and times are ratios of what was counted", "[model][metrics]") {
  Reader read(test::two_clouds());
  Tally& tally = read.tally;
  tally.arrived = 10.0;
  tally.unmet_no_route = 1.0;
  tally.unmet_no_capability = 1.0;
  tally.first_awards = 6.0;
  tally.days_to_award = 180.0;
  tally.first_operations = 4.0;
  tally.days_to_operation = 400.0;
  tally.awards = {6.0, 2.0};
  tally.recompetes = 2.0;
  tally.incumbent_wins = 1.0;
  tally.renewals = 6.0;
  tally.vendor_changes = 3.0;
  tally.contract_years = 12.0;
  tally.serving = {5.0, 1.0};
  CHECK(read("requirements") == 10.0);
  CHECK(read("unmet") == 2.0);
  CHECK(read("unmet_share") == 0.25);  // 2 of 2 + 6
  CHECK(read("awards") == 8.0);
  CHECK(read("award_share", {{"vendor", "alpha"}}) == 0.75);
  CHECK(read("days_to_award") == 30.0);
  CHECK(read("days_to_operation") == 100.0);
  CHECK(read("incumbent_win_share") == 0.5);
  CHECK(read("renewed_without_competition") == 0.75);
  CHECK(read("vendor_change_rate") == 0.25);
  CHECK(read("active_contracts", {{"vendor", "alpha"}}) == 5.0);
  CHECK(read("active_contracts") == 6.0);
}

TEST_CASE("the switching cost is that of what is in operation", "[model][metrics]") {
  // One layer at 0.25 years of $1M.
  spec::Scenario scenario = test::two_clouds();
  scenario.lock_in.enabled = true;
  scenario.lock_in.model.cost_base = 0.25;
  Reader read(scenario);
  World& world = read.run.world();
  CHECK(read("switching_cost") == 0.0);
  const RequirementId id = world.add_requirement(read.run.agency("health"), 1);
  Route route;
  route.enclave = read.run.enclave("one-gov");
  world[id].supplies.push_back({read.run.vendor("alpha"), route, 1.0});
  CHECK(read("switching_cost") == 0.0);  // awarded, not in operation yet
  world[id].is_in_operation = true;
  CHECK(read("switching_cost") == Approx(250000.0));
  CHECK(read("switching_cost", {{"vendor", "alpha"}}) == Approx(250000.0));
  CHECK(read("switching_cost", {{"vendor", "beta"}}) == 0.0);
}

TEST_CASE("workflows are those of the model and the platform layer, by vendor and kind",
          "[model][metrics]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.lock_in.enabled = true;
  scenario.lock_in.model.capacity = 3.0;
  scenario.lock_in.platform.capacity = 2.0;
  Reader read(scenario);
  World& world = read.run.world();
  CHECK(read("workflows") == 0.0);
  const AgencyId health = read.run.agency("health");
  const VendorId alpha = read.run.vendor("alpha");
  world.lock_in.seed(health, alpha, read.run.provider("one"), true);
  const double built = world.lock_in.model_workflows(health, alpha) +
                       world.lock_in.platform_workflows(health, alpha);
  CHECK(built > 0.0);
  CHECK(read("workflows") == built);
  CHECK(read("workflows", {{"vendor", "alpha"}, {"kind", "civilian"}}) == built);
  CHECK(read("workflows", {{"vendor", "alpha"}, {"kind", "defense"}}) == 0.0);
  CHECK(read("workflows", {{"vendor", "beta"}}) == 0.0);
}

TEST_CASE("authorisations that wait for an official are counted", "[model][metrics]") {
  spec::Scenario scenario = test::lively_two_clouds();
  const auto waiting = [](spec::Scenario one, int officials) {
    for (auto& [id, agency] : one.agencies) agency.authorizing_officials = officials;
    one.authorization.repeat = one.authorization.inherited = one.authorization.first =
        stats::Distribution::fixed(2000.0);
    Reader read(one);
    read.run.run();
    return read("authorizing_queue");
  };
  CHECK(waiting(scenario, 1) > 0.0);
  CHECK(waiting(scenario, 100'000) == 0.0);
}

TEST_CASE("what a run reports are existing vendors, providers and years", "[model][metrics]") {
  spec::Scenario scenario = test::two_clouds();
  scenario.providers["closed"].takes_partners = false;
  scenario.providers["own"].affiliate = "alpha";
  scenario.vendors["alpha"].reviews_partnerships = base::per_year(1.0);
  const Blueprint names(scenario);
  CHECK(metrics::whole_market(names, scenario) == metrics::LabelSets{{}});
  CHECK(metrics::each_vendor(names, scenario).size() == 2);
  CHECK(metrics::each_provider(names, scenario).size() == 4);
  // 2026-01-01 to 2027-12-31 touches FY2026, FY2027 and FY2028.
  CHECK(metrics::each_fiscal_year(names, scenario) ==
        metrics::LabelSets{
            {{"fiscal_year", "FY2026"}}, {{"fiscal_year", "FY2027"}}, {{"fiscal_year", "FY2028"}}});
  // Alpha alone decides; its own cloud and the closed one are no partners.
  CHECK(metrics::each_partner(names, scenario) ==
        metrics::LabelSets{{{"vendor", "alpha"}, {"provider", "one"}},
                           {{"vendor", "alpha"}, {"provider", "two"}}});
}

}  // namespace
}  // namespace acqsim::model
