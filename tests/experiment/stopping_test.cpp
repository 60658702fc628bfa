#include "acqsim/experiment/stopping.hpp"

#include "experiment/fake_source.hpp"

#include <acqsim/experiment/runner.hpp>

#include <catch2/catch.hpp>

#include <vector>

namespace acqsim::experiment {
namespace {

Plan until(double half_width, int most) {
  Plan plan;
  plan.precision.half_width = half_width;
  plan.precision.max_replications = most;
  return plan;
}

Summary answers(std::uint64_t yes, std::uint64_t no) {
  Columns columns;
  columns.questions = {{"q", "Q?", "", ""}};
  Summary summary(columns);
  for (std::uint64_t i = 0; i < yes + no; ++i) {
    model::Replication replication;
    replication.index = i;
    replication.outcomes = {i < yes ? model::Answer::yes : model::Answer::no};
    summary.add(replication);
  }
  return summary;
}

}  // namespace

TEST_CASE("checkpoints begin at the least number and grow by a quarter, in fifties, to the cap") {
  const Plan plan = until(0.01, 620);
  std::vector<std::uint64_t> all;
  for (std::uint64_t at = 0; at < 620;) all.push_back(at = next_checkpoint(plan, at));
  // 125, 187.5, 250, 312.5, 437.5 and 562.5 rounded up to fifties.
  CHECK(all == std::vector<std::uint64_t>{100, 150, 200, 250, 350, 450, 600, 620});
}

TEST_CASE("an exact number of replications is its own only checkpoint") {
  Plan plan;
  plan.replications = 7;
  CHECK(next_checkpoint(plan, 0) == 7);
  CHECK_FALSE(decide(plan, answers(2, 4)));
  CHECK(decide(plan, answers(2, 5)) == Ending::complete);
}

TEST_CASE("a cap below the least number is the only checkpoint") {
  CHECK(next_checkpoint(until(0.01, 30), 0) == 30);
}

TEST_CASE("a run goes on until every interval is narrow enough") {
  // Wilson at n = 200, k = 100, 95%: half width 1.96 sqrt(50 + 0.96) / 203.84 = 0.0686.
  CHECK_FALSE(decide(until(0.068, 4000), answers(100, 100)));
  CHECK(decide(until(0.069, 4000), answers(100, 100)) == Ending::precise);
}

TEST_CASE("a run that is not precise at the cap says so") {
  CHECK(decide(until(0.01, 200), answers(100, 100)) == Ending::capped);
}

TEST_CASE("a question that nothing answers does not hold up the others") {
  Summary summary = answers(0, 0);
  for (std::uint64_t i = 0; i < 100; ++i) {
    model::Replication replication;
    replication.index = i;
    replication.outcomes = {model::Answer::no_data};
    summary.add(replication);
  }
  CHECK(decide(until(0.01, 4000), summary) == Ending::precise);
}

TEST_CASE("a scenario without questions needs no more than the least number") {
  Summary summary{Columns{}};
  model::Replication replication;
  summary.add(replication);
  CHECK(decide(until(0.01, 4000), summary) == Ending::complete);
}

TEST_CASE("the number of replications until precise does not depend on threads") {
  const Plan plan = until(0.03, 4000);
  NullSink sink;
  const auto alone = run(fake::source(), plan, sink, {});
  CHECK(alone.ending == Ending::precise);
  // p = 1/3: (1.96 / 0.03)^2 (2/9) = 949, so the first checkpoint after it in 750, 950, 1200; which
  // of the last two depends on the luck of the sample.
  CHECK((alone.summary.replications() == 950 || alone.summary.replications() == 1200));
  RunOptions options;
  options.threads = 8;
  CHECK(run(fake::shuffled_source(), plan, sink, options).summary.replications() ==
        alone.summary.replications());
}

TEST_CASE("the expected number of replications follows the widest interval") {
  // p = 1/2: (1.95996 / 0.05)^2 / 4 = 384.1
  CHECK(expected_replications(until(0.05, 4000), answers(50, 50)) == 385);
  CHECK(expected_replications(until(0.05, 300), answers(50, 50)) == 300);
}

}  // namespace acqsim::experiment
