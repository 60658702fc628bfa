#include "acqsim/experiment/sweep.hpp"

#include "experiment/fake_source.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace acqsim::experiment {
namespace {

/// What came, as lines.
class Recorder : public SweepSink {
 public:
  void replication(std::size_t point, const model::Replication& replication) override {
    lines.push_back(std::to_string(point) + ":" + std::to_string(replication.index) + " " +
                    std::to_string(replication.measures[0]));
  }
  void failure(std::size_t point, const Failure& failure) override {
    lines.push_back(std::to_string(point) + ":" + std::to_string(failure.index) + " " +
                    failure.message);
  }
  std::vector<std::string> lines;
};

/// Point p shifts every index by a thousand p, so that points differ.
std::shared_ptr<const Source> open(std::size_t point) {
  auto source = std::make_shared<Source>(fake::shuffled_source());
  source->replicate = [point](std::uint64_t index) {
    model::Replication replication = fake::replication(1000 * point + index);
    replication.index = index;
    return replication;
  };
  return source;
}

WorkList work_of(std::size_t points, std::uint64_t replications) {
  WorkList work;
  for (std::size_t p = 0; p < points; ++p) work.add(p, 0, replications);
  return work;
}

}  // namespace

TEST_CASE("a work list gives its items in order", "[sweep]") {
  WorkList work;
  work.add(0, 5, 2);
  work.add(0, 7, 1);  // goes on
  work.add(3, 0, 0);
  work.add(2, 1, 2);
  REQUIRE(work.size() == 5);
  CHECK(work.at(0).replication == 5);
  CHECK(work.at(2).replication == 7);
  CHECK(work.at(2).point == 0);
  CHECK(work.at(3).point == 2);
  CHECK(work.at(4).replication == 2);
}

TEST_CASE("a sweep gives the same results in the same order for any number of threads", "[sweep]") {
  std::vector<std::string> first;
  for (const unsigned threads : {1U, 2U, 5U}) {
    Recorder sink;
    SweepOptions options;
    options.threads = threads;
    const auto outcome = run_sweep(work_of(7, 20), fake::columns(), open, sink, options);
    CHECK(outcome.done == 140);
    CHECK_FALSE(outcome.is_interrupted);
    if (first.empty()) first = sink.lines;
    CHECK(sink.lines == first);
  }
  CHECK(first.size() == 140);
  CHECK(first[21].starts_with("1:1 "));
}

TEST_CASE("a point is opened once on one thread, and few are open at a time", "[sweep]") {
  std::atomic<int> opened{0};
  std::vector<std::weak_ptr<const Source>> points(50);
  int most = 0;
  const OpenPoint counting = [&](std::size_t point) {
    ++opened;
    auto source = open(point);
    points[point] = source;
    int alive = 0;
    for (const auto& one : points) alive += !one.expired();
    most = std::max(most, alive);
    return source;
  };
  Recorder sink;
  run_sweep(work_of(50, 3), fake::columns(), counting, sink, {});
  CHECK(opened == 50);
  CHECK(most <= 3);
}

TEST_CASE("failures are results, and a sweep that shall fail fast ends at the first", "[sweep]") {
  const OpenPoint failing = [](std::size_t point) {
    if (point == 2) throw std::runtime_error("no such point");
    return std::make_shared<const Source>(fake::failing_source());
  };
  Recorder sink;
  const auto all = run_sweep(work_of(4, 5), fake::columns(), failing, sink, {});
  CHECK(all.done == 20);
  CHECK(all.failed == 8);  // index 3 of three points, and all five of one
  CHECK(sink.lines[3] == "0:3 broke at 3");
  CHECK(sink.lines[10] == "2:0 no such point");

  Recorder fast;
  SweepOptions options;
  options.is_fail_fast = true;
  options.threads = 3;
  const auto cut = run_sweep(work_of(4, 5), fake::columns(), failing, fast, options);
  CHECK(cut.is_cut_short);
  CHECK(cut.done == 4);
  CHECK(fast.lines.size() == 4);
}

TEST_CASE("a point that measures less or more answers the columns of the sweep", "[sweep]") {
  // Without the first column, and with one that nobody else has in front.
  const OpenPoint other = [](std::size_t) {
    auto source = std::make_shared<Source>(fake::source());
    source->columns.measures[0] = {"partnerships", {{"vendor", "google"}}, "count"};
    std::swap(source->columns.measures[1], source->columns.measures[2]);
    source->replicate = [](std::uint64_t index) {
      model::Replication replication = fake::replication(index);
      std::swap(replication.measures[1], replication.measures[2]);
      return replication;
    };
    return source;
  };
  class Measures : public Recorder {
   public:
    void replication(std::size_t, const model::Replication& replication) override {
      rows.push_back(replication.measures);
    }
    std::vector<std::vector<double>> rows;
  } sink;
  const auto outcome = run_sweep(work_of(1, 2), fake::columns(), other, sink, {});
  CHECK(outcome.failed == 0);
  REQUIRE(sink.rows.size() == 2);
  for (std::uint64_t r = 0; r < 2; ++r) {
    REQUIRE(sink.rows[r].size() == fake::columns().measures.size());
    CHECK(std::isnan(sink.rows[r][0]));
    for (std::size_t i = 1; i < 4; ++i) {
      CHECK(sink.rows[r][i] == fake::replication(r).measures[i]);
    }
  }
}

TEST_CASE("a point that is asked other questions fails", "[sweep]") {
  const OpenPoint other = [](std::size_t) {
    auto source = std::make_shared<Source>(fake::source());
    source->columns.questions.pop_back();
    return source;
  };
  Recorder sink;
  const auto outcome = run_sweep(work_of(1, 2), fake::columns(), other, sink, {});
  CHECK(outcome.failed == 2);
  CHECK_THAT(sink.lines[0], Catch::Contains("is asked other questions"));
}

TEST_CASE("a sweep that is stopped leaves the first part of its work", "[sweep]") {
  std::atomic<bool> stop{false};
  Recorder sink;
  SweepOptions options;
  options.threads = 2;
  options.stop = &stop;
  options.progress = [&stop](const Progress& progress) {
    if (progress.done >= 30) stop = true;
  };
  const auto outcome = run_sweep(work_of(1000, 20), fake::columns(), open, sink, options);
  CHECK(outcome.is_interrupted);
  CHECK(outcome.done == sink.lines.size());
  CHECK(outcome.done >= 30);
  CHECK(outcome.done < 100);
}

TEST_CASE("no work is done at once", "[sweep]") {
  Recorder sink;
  CHECK(run_sweep({}, fake::columns(), open, sink, {}).done == 0);
}

}  // namespace acqsim::experiment
