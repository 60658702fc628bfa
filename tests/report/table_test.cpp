#include "acqsim/report/table.hpp"

#include "report/fake_results.hpp"
#include "support/golden.hpp"

#include <acqsim/base/text.hpp>

#include <catch2/catch.hpp>

namespace acqsim::report {
namespace {

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  for (const std::string& line : base::split(text, '\n')) {
    widest = std::max(widest, base::display_width(line));
  }
  return widest;
}

}  // namespace

TEST_CASE("a table of results reads as agreed, narrow and wide") {
  const Results results = fake::results(400);
  check_golden("table_80.txt", render_table(results, {}));
  check_golden("table_120.txt", render_table(results, {.width = 120}));
  check_golden("table_coloured.txt", render_table(results, {.is_coloured = true}));
}

TEST_CASE("a table of results keeps to its width") {
  const Results results = fake::results(400);
  for (const int width : {60, 80, 100, 160}) {
    CHECK(widest_line(render_table(results, {.width = width})) <= static_cast<std::size_t>(width));
  }
}

TEST_CASE("without colours there is no escape sequence") {
  CHECK(render_table(fake::results(50), {}).find('\x1b') == std::string::npos);
}

TEST_CASE("long tables are cut for people and whole when asked for") {
  experiment::Source source = experiment::fake::source();
  source.columns.measures.clear();
  for (int i = 0; i < 20; ++i) {
    source.columns.measures.push_back({"obligations", {{"vendor", "v" + std::to_string(i)}}, "$"});
  }
  source.replicate = [](std::uint64_t index) {
    auto replication = experiment::fake::replication(index);
    replication.measures.assign(20, 0.0);
    for (std::size_t i = 0; i < 18; ++i) {
      replication.measures[i] = static_cast<double>(i + 1) + static_cast<double>(index);
    }
    return replication;
  };
  const Results results = fake::results(10, source);
  const std::string text = render_table(results, {});
  // 18 above zero, of which 15 are shown; 2 are always zero.
  CHECK_THAT(text, Catch::Contains("and 3 more"));
  CHECK_THAT(text, Catch::Contains("and 2 always zero"));
  CHECK(text.find("v17") < text.find("v16"));
  CHECK_THAT(text, !Catch::Contains("v19"));
  CHECK_THAT(render_table(results, {.has_all_rows = true}), Catch::Contains("v19"));
}

TEST_CASE("a measure that is yes or no in each future has no range") {
  experiment::Source source = experiment::fake::source();
  source.replicate = [](std::uint64_t index) {
    auto replication = experiment::fake::replication(index);
    replication.measures[2] = index % 2 == 0 ? 1.0 : 0.0;
    return replication;
  };
  CHECK_THAT(render_table(fake::results(20, source), {}), Catch::Contains("yes or no"));
}

TEST_CASE("an interrupted run says so") {
  Results results = fake::results(50);
  results.ending = experiment::Ending::interrupted;
  CHECK_THAT(render_table(results, {}), Catch::Contains("; interrupted: this is what was done"));
}

TEST_CASE("fiscal years that the horizon cuts are marked") {
  experiment::Source source = experiment::fake::source();
  source.columns.measures = {{"annual_obligations", {{"fiscal_year", "FY2026"}}, "$"},
                             {"annual_obligations", {{"fiscal_year", "FY2027"}}, "$"},
                             {"annual_obligations", {{"fiscal_year", "FY2030"}}, "$"}};
  source.replicate = [](std::uint64_t index) {
    auto replication = experiment::fake::replication(index);
    replication.measures.assign(3, 1e6 + static_cast<double>(index));
    return replication;
  };
  Results results = fake::results(10, source);
  // 2026-03-18 to 2030-09-30: FY2026 began on 1 October 2025, FY2030 ends on 30 September 2030.
  std::string text = render_table(results, {});
  CHECK_THAT(text, Catch::Contains("FY2026 (from 18 Mar)") && Catch::Contains("\nFY2027  ") &&
                       Catch::Contains("\nFY2030  "));
  results.heading.end = "2030-06-30";
  CHECK_THAT(render_table(results, {}), Catch::Contains("FY2030 (to 30 Jun)"));
  results.heading.start = "2029-11-02";
  CHECK_THAT(render_table(results, {}), Catch::Contains("FY2030 (from 2 Nov to 30 Jun)"));
}

TEST_CASE("a provider's hosted share is told of the market and of one vendor's models apart") {
  experiment::Source source = experiment::fake::source();
  source.columns.measures[0] = {"hosted_share", {{"provider", "aws"}}, "share"};
  const std::string text = render_table(fake::results(10, source), {});
  CHECK_THAT(text, Catch::Contains("A provider's share of all obligations for hosting.") &&
                       Catch::Contains("the obligations for hosting one vendor's models."));
}

TEST_CASE("one replication has values but no intervals") {
  const std::string text = render_table(fake::results(1), {});
  CHECK_THAT(text, Catch::Contains("1 simulated future,"));
  CHECK_THAT(text, Catch::Contains("–"));
  CHECK_THAT(text, !Catch::Contains("nan") && !Catch::Contains("inf "));
}

}  // namespace acqsim::report
