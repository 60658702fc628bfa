#include "model/metrics/tally.hpp"

#include "support/lively_everything.hpp"
#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

namespace acqsim::model {
namespace {

using metrics::Tally;

/// Positions in the market of two clouds.
const AgencyId kHealth(1);
const VendorId kAlpha(0);
const VendorId kBeta(1);
const ProviderId kOne(0);
const ProviderId kTwo(1);

Obligated obligated(VendorId vendor, ProviderId provider, double model, double hosting,
                    bool is_competed = true) {
  return {RequirementId(0), kHealth, vendor, provider, Money(model), Money(hosting), is_competed};
}

Awarded awarded(VendorId vendor, VendorId incumbent, double waited, bool is_renewal = false) {
  return {RequirementId(0), kHealth,    vendor,       kOne, EnclaveId(0), VehicleId(0),
          incumbent,        Money(1e6), Days(waited), true, is_renewal};
}

TEST_CASE("concentration is the sum of squared shares", "[model][metrics]") {
  CHECK(metrics::concentration({1.0, 1.0}) == 0.5);    // 0.25 + 0.25
  CHECK(metrics::concentration({3.0, 1.0}) == 0.625);  // 9/16 + 1/16
  CHECK(metrics::concentration({0.0, 7.0, 0.0}) == 1.0);
  CHECK(metrics::concentration({2.0, 2.0, 2.0, 2.0}) == 0.25);
  CHECK(std::isnan(metrics::concentration({0.0, 0.0})));
  CHECK(std::isnan(metrics::concentration({})));
}

TEST_CASE("a share of nothing is no data", "[model][metrics]") {
  CHECK(metrics::share(1.0, 4.0) == 0.25);
  CHECK(metrics::share(0.0, 4.0) == 0.0);
  CHECK(std::isnan(metrics::share(0.0, 0.0)));
}

TEST_CASE("obligations are summed by vendor, provider, year and quarter", "[model][metrics]") {
  test::Run run(test::two_clouds());
  Tally tally(run.world(), Days(0.0), Days(730.0));
  tally.on(Days(10.0), obligated(kAlpha, kOne, 70.0, 30.0));       // Q2 of FY2026
  tally.on(Days(200.0), obligated(kBeta, kTwo, 7.0, 3.0, false));  // Q4 of FY2026
  tally.on(Days(300.0), obligated(kBeta, kOne, 700.0, 300.0));     // Q1 of FY2027
  CHECK(tally.model(kAlpha, kOne) == 70.0);
  CHECK(tally.model(kBeta) == 707.0);
  CHECK(tally.model() == 777.0);
  CHECK(tally.hosting(kOne) == 330.0);
  CHECK(tally.hosting(kBeta, kTwo) == 3.0);
  CHECK(tally.hosting_of(kBeta) == 303.0);
  CHECK(tally.hosting() == 333.0);
  CHECK(tally.competed() == 1100.0);
  CHECK(tally.in_fiscal_year(2026) == 110.0);
  CHECK(tally.in_fiscal_year(2027) == 1000.0);
  CHECK(tally.in_fiscal_year(2025) == 0.0);
  CHECK(tally.in_fiscal_year(2040) == 0.0);
  CHECK(tally.in_quarter(1) == 1000.0);
  CHECK(tally.in_quarter(2) == 100.0);
  CHECK(tally.in_quarter(4) == 10.0);
}

TEST_CASE("a window counts from its first instant and stops before its end", "[model][metrics]") {
  test::Run run(test::two_clouds());
  Tally tally(run.world(), Days(100.0), Days(200.0));
  for (const double at : {99.9, 100.0, 199.9, 200.0}) {
    tally.on(Days(at), obligated(kAlpha, kOne, 1.0, 0.0));
    tally.on(Days(at), RequirementArrived{RequirementId(0), kHealth});
  }
  CHECK(tally.model() == 2.0);
  CHECK(tally.arrived == 2.0);
}

TEST_CASE("stocks go on whatever the window", "[model][metrics]") {
  test::Run run(test::two_clouds());
  Tally tally(run.world(), Days(100.0), Days(200.0));
  const SupplyStarted started{RequirementId(0), kHealth, kAlpha, kOne, false};
  const SupplyEnded ended{RequirementId(0), kHealth, kAlpha, kOne, false};
  tally.on(Days(1.0), started);
  tally.on(Days(50.0), started);
  tally.on(Days(150.0), ended);
  tally.on(Days(250.0), started);
  CHECK(tally.serving[kAlpha.value()] == 2.0);
  CHECK(tally.serving[kBeta.value()] == 0.0);
}

TEST_CASE("contract-years count the part of an operation that lies in the window",
          "[model][metrics]") {
  // In operation from day 50 to day 150 and from day 100 to the end: in [100, 200) that is
  // 50 + 100 days. The stock is carried up to the last start or end.
  test::Run run(test::two_clouds());
  Tally tally(run.world(), Days(100.0), Days(200.0));
  const OperationStarted start{RequirementId(0), kHealth, kAlpha, kOne, Days(0.0), true};
  const ContractEnded end{RequirementId(0), kHealth, kAlpha, kOne, EndCause::retired};
  tally.on(Days(50.0), start);
  tally.on(Days(100.0), start);
  tally.on(Days(150.0), end);
  tally.on(Days(300.0), end);
  CHECK(tally.contract_years * base::kDaysPerYear == Approx(150.0));
  CHECK(tally.in_operation == 0.0);
}

TEST_CASE("awards are told apart: first, recompeted, renewed", "[model][metrics]") {
  test::Run run(test::two_clouds());
  Tally tally(run.world(), Days(0.0), Days(730.0));
  tally.on(Days(1.0), awarded(kAlpha, VendorId(), 20.0));
  tally.on(Days(2.0), awarded(kBeta, VendorId(), 40.0));
  tally.on(Days(3.0), awarded(kAlpha, kAlpha, 5.0));      // the incumbent wins
  tally.on(Days(4.0), awarded(kBeta, kAlpha, 5.0));       // and loses
  tally.on(Days(5.0), awarded(kBeta, kBeta, 0.0, true));  // and is renewed
  CHECK(tally.awards == std::vector<double>{2.0, 2.0});   // the renewal is none
  CHECK(tally.first_awards == 2.0);
  CHECK(tally.days_to_award == 60.0);
  CHECK(tally.recompetes == 2.0);
  CHECK(tally.incumbent_wins == 1.0);
  CHECK(tally.renewals == 1.0);
}

TEST_CASE("only a requirement's first operation counts for the time to operation",
          "[model][metrics]") {
  test::Run run(test::two_clouds());
  Tally tally(run.world(), Days(0.0), Days(730.0));
  tally.on(Days(1.0), OperationStarted{RequirementId(0), kHealth, kAlpha, kOne, Days(90.0), true});
  tally.on(Days(2.0), OperationStarted{RequirementId(0), kHealth, kAlpha, kOne, Days(7.0), false});
  CHECK(tally.first_operations == 1.0);
  CHECK(tally.days_to_operation == 90.0);
  CHECK(tally.in_operation == 2.0);
}

TEST_CASE("unmet requirements are counted by cause", "[model][metrics]") {
  test::Run run(test::two_clouds());
  Tally tally(run.world(), Days(0.0), Days(730.0));
  tally.on(Days(1.0), RequirementUnmet{RequirementId(0), kHealth, UnmetCause::no_route});
  tally.on(Days(2.0), RequirementUnmet{RequirementId(0), kHealth, UnmetCause::no_route});
  tally.on(Days(3.0), RequirementUnmet{RequirementId(0), kHealth, UnmetCause::no_capability});
  CHECK(tally.unmet_no_route == 2.0);
  CHECK(tally.unmet_no_capability == 1.0);
}

TEST_CASE("the next partner is the first that is signed in the window", "[model][metrics]") {
  test::Run run(test::two_clouds());
  Tally tally(run.world(), Days(100.0), Days(730.0));
  tally.on(Days(50.0), PartnershipSigned{kAlpha, kTwo, 1});
  CHECK_FALSE(tally.next_partner[kAlpha.value()].is_valid());
  tally.on(Days(120.0), PartnershipSigned{kAlpha, kOne, 2});
  tally.on(Days(130.0), PartnershipSigned{kAlpha, kTwo, 3});
  CHECK(tally.next_partner[kAlpha.value()] == kOne);
  CHECK(tally.next_partner_at[kAlpha.value()] == Days(120.0));
  CHECK_FALSE(tally.next_partner[kBeta.value()].is_valid());
}

/// Hands on every event, whatever the tally says that it wants.
struct All : Listener {
  explicit All(Tally& to) : tally(&to) {}
  void on(Days now, const Event& event) override { tally->on(now, event); }
  Tally* tally;
};

std::vector<double> sums(const Tally& t) {
  std::vector<double> all{t.arrived,          t.unmet_no_route,    t.unmet_no_capability,
                          t.withdrawn,        t.first_awards,      t.days_to_award,
                          t.first_operations, t.days_to_operation, t.recompetes,
                          t.incumbent_wins,   t.renewals,          t.vendor_changes,
                          t.starts_held_up,   t.days_held_up,      t.funds_expired,
                          t.competed_awards,  t.protests,          t.protests_decided,
                          t.protest_days,     t.contract_years,    t.in_operation,
                          t.model(),          t.hosting(),         t.competed()};
  for (const auto* more : {&t.agency_awards, &t.awards, &t.reviews, &t.review_days, &t.serving})
    all.insert(all.end(), more->begin(), more->end());
  for (const ProviderId partner : t.next_partner) all.push_back(partner.is_valid() ? 1.0 : 0.0);
  return all;
}

TEST_CASE("a tally wants every kind of event that it counts", "[model][metrics]") {
  test::Run run(test::lively_everything());
  World& world = run.world();
  Tally told(world, Days(0.0), world.horizon());
  Tally told_all(world, Days(0.0), world.horizon());
  All all(told_all);
  world.listen(told);
  world.listen(all);
  run.run();
  CHECK(sums(told) == sums(told_all));
  CHECK(told.arrived > 0.0);
  CHECK(told.renewals > 0.0);
}

}  // namespace
}  // namespace acqsim::model
