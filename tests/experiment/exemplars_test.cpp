#include "acqsim/experiment/exemplars.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::experiment {
namespace {

Columns columns() {
  Columns columns;
  columns.measures = {{"obligation_share", {{"vendor", "a"}}, "share"},
                      {"annual_obligations", {{"fiscal_year", "FY2027"}}, "$"},
                      {"days_to_award", {}, "d"}};  // tells nothing here
  return columns;
}

model::Replication replication(double share, double money, double days = 0.0) {
  model::Replication one;
  one.measures = {share, money, days};
  return one;
}

TEST_CASE("the median future is in the middle of all measures, extremes at their ends") {
  // Ranks of the share: 0 1 2 3 4, of the money: 2 4 1 3 0; distances from rank 2 over 2:
  // 1 + 0, 0.5 + 1, 0 + 0.5, 0.5 + 0.5, 1 + 1, each halved.
  const std::vector<model::Replication> five{replication(0.1, 30, 9), replication(0.2, 50),
                                             replication(0.3, 20), replication(0.4, 40),
                                             replication(0.5, 10, 99)};
  const auto scores = unusualness(columns(), five);
  CHECK(scores == std::vector<double>{0.5, 0.75, 0.25, 0.5, 1.0});
  const Exemplars found = exemplars(columns(), five);
  CHECK(found.median == 2);
  CHECK(found.extremes == std::vector<std::size_t>{4, 1});
  CHECK(found.all() == std::vector<std::size_t>{2, 4, 1});
}

TEST_CASE("equal values share their rank, and those without data stand in the middle") {
  const double none = std::nan("");
  const std::vector<model::Replication> four{replication(0.5, none), replication(0.5, 1),
                                             replication(0.5, 2), replication(0.5, 3)};
  const auto scores = unusualness(columns(), four);
  CHECK(scores[0] == 0.0);
  CHECK(scores[1] == 0.5);
  CHECK(scores[2] == 0.0);
}

TEST_CASE("one or two replications are looked at once each") {
  CHECK(exemplars(columns(), {replication(0.5, 1)}).all() == std::vector<std::size_t>{0});
  CHECK(exemplars(columns(), {replication(0.5, 1), replication(0.4, 2)}).all().size() == 2);
}

}  // namespace
}  // namespace acqsim::experiment
