#include "experiment/fake_source.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/experiment/runner.hpp>
#include <acqsim/report/comparison.hpp>

#include <catch2/catch.hpp>

namespace acqsim::report {
namespace {

/// The fake source against itself with a tenth more for openai.
ComparisonResults results(double factor = 1.1) {
  experiment::Source moved = experiment::fake::source();
  moved.replicate = [factor](std::uint64_t index) {
    model::Replication one = experiment::fake::replication(index);
    one.measures[0] *= factor;
    if (factor != 1.0) one.path_hash += 1;
    return one;
  };
  const std::vector<experiment::Contender> two{{"fake", experiment::fake::source()},
                                               {"moved", moved}};
  experiment::ComparisonSink sink(two);
  experiment::Plan plan;
  plan.replications = 80;
  experiment::run(experiment::side_by_side(two), plan, sink, {});
  ComparisonResults results;
  results.reference.name = "fake";
  results.reference.start = "2026-03-18";
  results.reference.end = "2030-09-30";
  results.reference.seed = 1;
  results.reference.version = "0.1.0";
  Heading heading = results.reference;
  heading.name = "moved";
  results.compared.push_back(
      {heading, sink.comparisons()[0], experiment::find(sink.comparisons(), 0.95)[0]});
  results.families = experiment::families(sink.comparisons());
  results.glossary = experiment::fake::columns().glossary;
  return results;
}

}  // namespace

TEST_CASE("a comparison in words keeps to its width", "[report][comparison]") {
  for (const int width : {80, 120}) {
    const std::string text = render_comparison_table(results(), {width, false, false});
    CHECK_THAT(text, Catch::StartsWith("moved against fake\n") &&
                         Catch::Contains("Events differ in 80 of them.") &&
                         Catch::Contains("The same in every future.") &&
                         Catch::Contains("higher") && Catch::Contains("one of 2 questions, or"));
    CHECK((text.find("correlation") != std::string::npos) == (width == 120));
    for (const std::string& line : base::split(text, '\n')) {
      INFO(line);
      CHECK(base::display_width(line) <= static_cast<std::size_t>(width));
    }
  }
}

TEST_CASE("a comparison for programs has every figure", "[report][comparison]") {
  const std::string json = render_comparison_json(results());
  CHECK_THAT(json, Catch::Contains("\"corrected\": {\"questions\": 2, \"measures\": 4}") &&
                       Catch::Contains("\"different\": 80") &&
                       Catch::Contains("\"verdict\": \"higher\"") &&
                       Catch::Contains("\"id\": \"aws-signs\""));
  const auto lines = base::split(render_comparison_csv(results()), '\n');
  // A header, two questions, four measures, and nothing after the last line's end.
  REQUIRE(lines.size() == 8);
  CHECK(lines[0] ==
        "scenario,row,name,provider,vendor,reference,value,difference,low,high,p,p_corrected,"
        "verdict,correlation,worth,saved,n,no_data,unit\r");
  CHECK_THAT(lines[3], Catch::StartsWith("moved,measure,obligations,,openai,"));
}

TEST_CASE("a comparison of equals says so", "[report][comparison]") {
  const std::string text = render_comparison_table(results(1.0), {80, false, false});
  CHECK_THAT(text, Catch::Contains("No event differs in any of them."));
  CHECK_THAT(render_comparison_csv(results(1.0)),
             !Catch::Contains(",higher,") && !Catch::Contains(",lower,"));
}

}  // namespace acqsim::report
