#include "acqsim/report/results.hpp"

#include "report/fake_results.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::report {

TEST_CASE("a measure's line holds its mean, interval, range and counts") {
  experiment::Source source = experiment::fake::source();
  source.replicate = [](std::uint64_t index) {
    auto replication = experiment::fake::replication(index);
    replication.measures[0] = static_cast<double>(index);  // 0 to 100
    return replication;
  };
  const Results results = fake::results(101, source);
  const MeasureLine line = measure_lines(results.summary, 0.95)[0];
  CHECK(line.mean == Approx(50.0));
  CHECK(line.p5 == Approx(5.0));
  CHECK(line.p50 == Approx(50.0));
  CHECK(line.p95 == Approx(95.0));
  // Variance of 0..100 is 101 * 102 / 12 = 858.5; t(0.975, 100) = 1.984; 1.984 sqrt(858.5 / 101)
  // = 5.784.
  CHECK(line.interval.high == Approx(55.784).margin(0.002));
  CHECK(line.n == 101);
  CHECK(line.no_data == 0);
}

TEST_CASE("a share that is always 0 or 1 is a frequency, with an interval that keeps to [0, 1]") {
  experiment::Source source = experiment::fake::source();
  source.replicate = [](std::uint64_t index) {
    auto replication = experiment::fake::replication(index);
    replication.measures[2] = index == 0 ? 1.0 : 0.0;
    return replication;
  };
  const MeasureLine line = measure_lines(fake::results(20, source).summary, 0.95)[2];
  CHECK(line.is_frequency);
  // Wilson for 1 of 20: 0.9% to 23.6%.
  CHECK(line.interval.low == Approx(0.0089).margin(0.0001));
  CHECK(line.interval.high == Approx(0.2361).margin(0.0001));
  CHECK_FALSE(measure_lines(fake::results(20).summary, 0.95)[2].is_frequency);
}

TEST_CASE("an interval ends where its quantity does") {
  const auto line = [](const std::string& unit, double seldom, double else_) {
    experiment::Source source = experiment::fake::source();
    source.columns.measures[0].unit = unit;
    source.replicate = [seldom, else_](std::uint64_t index) {
      auto replication = experiment::fake::replication(index);
      replication.measures[0] = index == 0 ? seldom : else_;
      return replication;
    };
    return measure_lines(fake::results(10, source).summary, 0.95)[0];
  };
  // One 5 among nine zeros: mean 0.5, standard error 0.5, t(0.975, 9) = 2.262: -0.63 to 1.63.
  for (const char* unit : {"$", "count", "d", "1/y", "index"}) {
    CHECK(line(unit, 5.0, 0.0).interval.low == 0.0);
    CHECK(line(unit, 5.0, 0.0).interval.high == Approx(1.631).margin(0.001));
  }
  CHECK(line("points", 5.0, 0.0).interval.low == Approx(-0.631).margin(0.001));
  // One 0.5 among nine ones: mean 0.95, standard error 0.05: 0.837 to 1.063.
  CHECK(line("share", 0.5, 1.0).interval.high == 1.0);
  CHECK(line("share", 0.5, 1.0).interval.low == Approx(0.837).margin(0.001));
}

TEST_CASE("one replication has no interval") {
  const MeasureLine line = measure_lines(fake::results(1).summary, 0.95)[0];
  CHECK(std::isnan(line.interval.low));
  CHECK(std::isnan(line.std_error));
}

}  // namespace acqsim::report
