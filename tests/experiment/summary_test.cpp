#include "acqsim/experiment/summary.hpp"

#include "experiment/fake_source.hpp"

#include <acqsim/base/check.hpp>

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::experiment {

TEST_CASE("a summary counts answers and missing data apart") {
  Summary summary(fake::columns());
  for (std::uint64_t i = 0; i < 40; ++i) summary.add(fake::replication(i));
  // Every tenth has no answer to question 1; every fourth no days_to_award.
  CHECK(summary.outcomes()[1].no_data == 4);
  CHECK(summary.outcomes()[1].no == 36);
  CHECK(summary.outcomes()[1].frequency() == 0.0);
  CHECK(summary.measures()[3].moments.count() == 30);
  CHECK(summary.measures()[3].sample.missing() == 10);
}

TEST_CASE("a question that no replication answered has no frequency and says nothing") {
  const OutcomeSummary outcome{0, 0, 25};
  CHECK(std::isnan(outcome.frequency()));
  CHECK(outcome.interval(0.95).low == 0.0);
  CHECK(outcome.interval(0.95).high == 1.0);
}

TEST_CASE("the memory of a summary is bounded however many replications it takes") {
  Columns columns;
  columns.measures.assign(3000, {"m", {}, ""});
  Summary summary(columns);
  model::Replication replication;
  replication.measures.assign(3000, 1.0);
  for (std::uint64_t i = 0; i < 2000; ++i) {
    replication.index = i;
    summary.add(replication);
  }
  // 2^20 kept values over 3000 columns are 349 each.
  CHECK(summary.measures()[0].sample.kept() <= 349);
  CHECK(summary.measures()[0].sample.count() == 2000);
}

TEST_CASE("a replication narrower than the columns is refused") {
  Summary summary(fake::columns());
  CHECK_THROWS_AS(summary.add(model::Replication{}), base::CheckFailed);
}

TEST_CASE("only the first failures are kept, all are counted") {
  Summary summary(fake::columns());
  for (std::uint64_t i = 0; i < 9; ++i) summary.add(Failure{i, "broke"});
  CHECK(summary.failures() == 9);
  CHECK(summary.first_failures().size() == 5);
}

}  // namespace acqsim::experiment
