#include "acqsim/report/test_report.hpp"

#include "experiment/fake_source.hpp"
#include "support/golden.hpp"
#include "support/temporary_directory.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace acqsim::report {
namespace {

/// One of each: holds, undecided, fails, nothing expected, a mean; and names that need care.
TestSuite suite() {
  experiment::Columns columns = experiment::fake::columns();
  columns.questions = {{"third", "Is it so in a third?", "by 2028-01-01", ">= 0.2", ""},
                       {"close", "Too close to \\call? #1 & \"<only>\"\nhere", "", "< 0.334", ""},
                       {"most", "In most?", "in FY2028", ">= 50%", ""},
                       {"free", "Nothing is expected of this?", "", "", ""},
                       {"cost", "Above $1M?", "", "", ">= 1400000"}};
  columns.measures.push_back({std::string(model::kAskedMeasure), {{"outcome", "cost"}}, "$"});
  TestSuite result;
  result.file = "scenarios/fake.yaml";
  result.heading.name = "fake";
  result.heading.seed = 7;
  result.heading.version = "0.0.0";
  result.heading.scenario_hash = "abc";
  result.most = 500;
  const experiment::Source source{columns, [](std::uint64_t index) {
                                    auto one = experiment::fake::replication(index);
                                    const model::Answer third = one.outcomes[0];
                                    one.outcomes = {third, third, third, third, third};
                                    one.measures.push_back(one.measures[0]);
                                    return one;
                                  }};
  result.outcome = experiment::run_tests(source, result.terms, result.most, 100, {});
  return result;
}

}  // namespace

TEST_CASE("verdicts as TAP read as agreed") {
  const TestSuite one = suite();
  CHECK(count({one}).all() == 5);
  check_golden("tests.tap", render_tap_head(5) + render_tap(one, 1));
}

TEST_CASE("verdicts as JUnit XML read as agreed") {
  check_golden("junit.xml", render_junit({suite(), suite()}));
}

TEST_CASE("a document of no suites is one that says so") {
  CHECK(render_tap_head(0).find("1..0 # SKIP") != std::string::npos);
  CHECK(render_junit({}).find("<testsuites name=\"acqsim\" tests=\"0\"") != std::string::npos);
}

TEST_CASE("JUnit XML is well formed whatever a question holds") {
  if (std::system("xmllint --version >/dev/null 2>&1") != 0) {
    WARN("xmllint is not installed: the document is not parsed");
    return;
  }
  TestSuite wild = suite();
  wild.file = "a&b'<\"\x01\x1f\xEF\xBF\xBF>.yaml";
  const TemporaryDirectory scratch;
  const std::string path = scratch / "junit.xml";
  std::ofstream(path, std::ios::binary) << render_junit({wild});
  const std::string command = "xmllint --noout '" + path + "'";
  CHECK(std::system(command.c_str()) == 0);
}

TEST_CASE("a TAP reader of others finds the verdicts") {
  if (std::system("prove --version >/dev/null 2>&1") != 0) {
    WARN("prove (of perl) is not installed: the TAP is not read");
    return;
  }
  const TemporaryDirectory scratch;
  const std::string path = scratch / "suite.tap";
  const std::string said = scratch / "said.txt";
  std::ofstream(path, std::ios::binary) << render_tap_head(5) << render_tap(suite(), 1);
  const std::string command = "prove --exec cat '" + path + "' >'" + said + "' 2>&1";
  CHECK(std::system(command.c_str()) != 0);
  std::ifstream file(said);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  CHECK_THAT(text, Catch::Contains("Tests: 5 Failed: 2") && Catch::Contains("tests:  2-3") &&
                       Catch::Contains("1 skipped") && !Catch::Contains("Parse errors"));
}

TEST_CASE("verdicts are counted by kind") {
  const TestCounts counts = count({suite(), suite()});
  CHECK(counts.hold == 4);
  CHECK(counts.fail == 2);
  CHECK(counts.undecided == 2);
  CHECK(counts.skipped == 2);
  CHECK(counts.all() == 10);
}

}  // namespace acqsim::report
