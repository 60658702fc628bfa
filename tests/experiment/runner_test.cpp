#include "acqsim/experiment/runner.hpp"

#include "experiment/fake_source.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <atomic>
#include <bit>
#include <stdexcept>
#include <string>
#include <vector>

namespace acqsim::experiment {
namespace {

/// Everything a sink is told, as text.
class Recorder : public ResultSink {
 public:
  void begin(const Columns& columns) override {
    lines.push_back(fmt::format("begin {}", columns.measures.size()));
  }
  void replication(const model::Replication& replication) override {
    indices.push_back(replication.index);
    std::string line = fmt::format("{} {:x}", replication.index, replication.path_hash);
    for (const double value : replication.measures) {
      line += fmt::format(" {:x}", std::bit_cast<std::uint64_t>(value));
    }
    lines.push_back(line);
  }
  void failure(const Failure& failure) override {
    indices.push_back(failure.index);
    lines.push_back(fmt::format("{} failed: {}", failure.index, failure.message));
  }
  void finish(Ending ending) override { lines.push_back("finish " + to_string(ending)); }

  std::vector<std::string> lines;
  std::vector<std::uint64_t> indices;
};

Plan exactly(std::uint64_t replications) {
  Plan plan;
  plan.replications = replications;
  return plan;
}

/// The bits of a summary, as text.
std::string bits(const Summary& summary) {
  std::string text =
      fmt::format("{} {} {}", summary.replications(), summary.failures(), summary.events());
  for (const OutcomeSummary& outcome : summary.outcomes()) {
    text += fmt::format(" {}/{}/{}", outcome.yes, outcome.no, outcome.no_data);
  }
  for (const MeasureSummary& measure : summary.measures()) {
    for (const double value : {measure.moments.mean(), measure.moments.std_error(),
                               measure.sample.quantile(0.05), measure.sample.quantile(0.95)}) {
      text += fmt::format(" {:x}", std::bit_cast<std::uint64_t>(value));
    }
  }
  return text;
}

}  // namespace

TEST_CASE("results are the same bits for any number of threads and any order of completion",
          "[long]") {
  const Source source = GENERATE(fake::source(), fake::shuffled_source(), fake::failing_source());
  Recorder one;
  const auto alone = run(source, exactly(500), one, {});
  for (const unsigned threads : {2U, 8U}) {
    Recorder many;
    RunOptions options;
    options.threads = threads;
    const auto together = run(source, exactly(500), many, options);
    CHECK(many.lines == one.lines);
    CHECK(bits(together.summary) == bits(alone.summary));
  }
}

TEST_CASE("a sink is told every index once, in order", "[long]") {
  Recorder sink;
  RunOptions options;
  options.threads = 4;
  run(fake::shuffled_source(), exactly(300), sink, options);
  REQUIRE(sink.indices.size() == 300);
  for (std::uint64_t i = 0; i < 300; ++i) REQUIRE(sink.indices[i] == i);
  CHECK(sink.lines.front() == "begin 4");
  CHECK(sink.lines.back() == "finish complete");
}

TEST_CASE("workers run ahead of the slowest replication by a bounded number only") {
  // Replication 0 waits until nobody else may go on: with 2 threads the window holds 2 x 16
  // results, so the other worker stops after index 31.
  std::atomic<std::uint64_t> highest{0};
  Source source = fake::source();
  source.replicate = [&highest](std::uint64_t index) {
    if (index == 0) {
      while (highest.load() < 31) std::this_thread::yield();
      for (int i = 0; i < 1000; ++i) std::this_thread::yield();
      if (highest.load() > 31) throw std::runtime_error("ran further ahead than the window");
    }
    std::uint64_t seen = highest.load();
    while (seen < index && !highest.compare_exchange_weak(seen, index)) {
    }
    return fake::replication(index);
  };
  NullSink sink;
  RunOptions options;
  options.threads = 2;
  const auto outcome = run(source, exactly(100), sink, options);
  CHECK(outcome.summary.failures() == 0);
}

TEST_CASE("a failed replication is kept with its index and message, and the others go on") {
  Recorder sink;
  const auto outcome = run(fake::failing_source(), exactly(10), sink, {});
  // Of 0..9 the index 3 fails.
  CHECK(outcome.summary.replications() == 9);
  REQUIRE(outcome.summary.failures() == 1);
  CHECK(outcome.summary.first_failures()[0].index == 3);
  CHECK(outcome.summary.first_failures()[0].message == "broke at 3");
  CHECK(sink.lines[4] == "3 failed: broke at 3");
  CHECK(outcome.ending == Ending::complete);
}

TEST_CASE("a run until precise in which nothing succeeds ends at its first checkpoint") {
  Source source = fake::source();
  source.replicate = [](std::uint64_t) -> model::Replication { throw std::runtime_error("no"); };
  NullSink sink;
  const auto outcome = run(source, Plan{}, sink, {});
  CHECK(outcome.ending == Ending::all_failed);
  CHECK(outcome.summary.failures() == 100);  // min_replications by default
}

TEST_CASE("a replication of the wrong width or index is a failure of the source") {
  Source source = fake::source();
  source.replicate = [](std::uint64_t) { return fake::replication(7); };
  NullSink sink;
  const auto outcome = run(source, exactly(8), sink, {});
  CHECK(outcome.summary.failures() == 7);  // all but index 7 itself
}

TEST_CASE("a stop from outside leaves a completed prefix, with what was running at the time") {
  std::atomic<bool> stop{false};
  Recorder sink;
  RunOptions options;
  options.threads = 2;
  options.stop = &stop;
  options.progress = [&stop](const Progress& progress) {
    if (progress.done >= 40) stop = true;
  };
  const auto outcome = run(fake::source(), exactly(100000), sink, options);
  CHECK(outcome.ending == Ending::interrupted);
  const std::uint64_t done = outcome.summary.replications();
  CHECK(done >= 40);
  CHECK(done <= 40 + 2 * 16);  // the window of two threads
  NullSink other;
  CHECK(bits(outcome.summary) == bits(run(fake::source(), exactly(done), other, {}).summary));
  CHECK(sink.lines.back() == "finish interrupted");
}

TEST_CASE("a sink that cannot go on ends the run with its own error") {
  class Full : public NullSink {
   public:
    void replication(const model::Replication& replication) override {
      if (replication.index == 20) throw std::runtime_error("disk full");
    }
  };
  Full sink;
  RunOptions options;
  options.threads = 4;
  CHECK_THROWS_WITH(run(fake::source(), exactly(1000), sink, options), "disk full");
}

TEST_CASE("results of an earlier run count, and are not delivered again") {
  Recorder sink;
  RunOptions options;
  options.prior = [](std::uint64_t index) -> std::optional<Result> {
    if (index >= 120) return std::nullopt;
    return fake::replication(index);
  };
  const auto resumed = run(fake::source(), exactly(200), sink, options);
  REQUIRE(sink.indices.size() == 80);
  CHECK(sink.indices.front() == 120);
  NullSink other;
  CHECK(bits(resumed.summary) == bits(run(fake::source(), exactly(200), other, {}).summary));
}

TEST_CASE("an earlier run that is long enough needs no replication, and no more of it is used") {
  Recorder sink;
  RunOptions options;
  options.prior = [](std::uint64_t index) -> std::optional<Result> {
    return fake::replication(index);
  };
  const auto resumed = run(fake::source(), exactly(70), sink, options);
  CHECK(sink.indices.empty());
  CHECK(resumed.summary.replications() == 70);
}

TEST_CASE("progress counts up to the target") {
  Progress last;
  RunOptions options;
  options.progress = [&last](const Progress& progress) {
    CHECK(progress.done >= last.done);
    last = progress;
  };
  NullSink sink;
  run(fake::source(), exactly(30), sink, options);
  CHECK(last.done == 30);
  CHECK(last.target == 30);
}

}  // namespace acqsim::experiment
