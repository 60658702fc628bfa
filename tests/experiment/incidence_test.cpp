#include "acqsim/experiment/incidence.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::experiment {
namespace {

Columns columns() {
  Columns columns;
  columns.measures = {{"next_partner", {{"vendor", "v"}, {"provider", "p"}}, "share"},
                      {"next_partner", {{"vendor", "v"}, {"provider", "q"}}, "share"},
                      {"days_to_next_partner", {{"vendor", "v"}}, "d"},
                      {"next_partner", {{"vendor", "w"}, {"provider", "p"}}, "share"},
                      {"days_to_next_partner", {{"vendor", "w"}}, "d"}};
  return columns;
}

model::Replication replication(double p, double q, double days) {
  model::Replication one;
  one.measures = {p, q, days, 0.0, std::nan("")};
  return one;
}

TEST_CASE("the incidence of partners adds up to the replications that sign anybody") {
  const std::vector<model::Replication> four{replication(1, 0, 10), replication(1, 0, 60),
                                             replication(0, 1, 30),
                                             replication(0, 0, std::nan(""))};
  const auto all = next_partners(columns(), four, 100.0, 0.95, 10);
  REQUIRE(all.size() == 1);  // "w" never signs anybody
  CHECK(all[0].vendor == "v");
  CHECK(all[0].ever == 0.75);
  REQUIRE(all[0].providers.size() == 2);
  const Incidence& p = all[0].providers[0];
  CHECK(p.provider == "p");
  REQUIRE(p.points.size() == 11);
  CHECK(p.points[0].share == 0.0);
  CHECK(p.points[1].day == 10.0);
  CHECK(p.points[1].share == 0.25);  // on the day itself it has happened
  CHECK(p.points[5].share == 0.25);
  CHECK(p.points[6].share == 0.5);
  CHECK(p.points[10].share == 0.5);
  const auto wilson = stats::wilson(2, 4, 0.95);
  CHECK(p.points[10].interval.low == wilson.low);
  CHECK(p.points[10].interval.high == wilson.high);
  CHECK(all[0].providers[1].points[3].share == 0.25);
}

TEST_CASE("without replications nobody is next") {
  CHECK(next_partners(columns(), {}, 100.0, 0.95, 10).empty());
}

}  // namespace
}  // namespace acqsim::experiment
