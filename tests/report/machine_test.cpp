#include "acqsim/report/machine.hpp"

#include "report/fake_results.hpp"
#include "support/golden.hpp"

#include <acqsim/base/text.hpp>

#include <catch2/catch.hpp>

namespace acqsim::report {

TEST_CASE("results as JSON and CSV read as agreed") {
  const Results results = fake::results(400);
  check_golden("results.json", render_json(results));
  check_golden("results.csv", render_csv(results));
}

TEST_CASE("JSON without data has null, never nan") {
  experiment::Source source = experiment::fake::source();
  source.replicate = [](std::uint64_t index) {
    auto replication = experiment::fake::replication(index);
    replication.measures.assign(4, std::numeric_limits<double>::quiet_NaN());
    replication.outcomes.assign(2, model::Answer::no_data);
    return replication;
  };
  const std::string json = render_json(fake::results(5, source));
  CHECK_THAT(json, Catch::Contains("\"mean\": null"));
  CHECK_THAT(json, Catch::Contains("\"frequency\": null, \"low\": null"));
  CHECK_THAT(json, !Catch::Contains("nan") && !Catch::Contains("inf"));
}

TEST_CASE("JSON lists the first failures") {
  const std::string json = render_json(fake::results(8, experiment::fake::failing_source()));
  CHECK_THAT(json, Catch::Contains("\"failures\": 1"));
  CHECK_THAT(json, Catch::Contains("{\"replication\": 3, \"message\": \"broke at 3\"}"));
}

TEST_CASE("every line of a CSV has the same number of fields, in each part") {
  const Results results = fake::results(20);
  for (const CsvPart part : {CsvPart::all, CsvPart::outcomes, CsvPart::measures}) {
    const auto lines = base::split(render_csv(results, part), '\n');
    const auto fields = base::split(lines.front(), ',').size();
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      CHECK(base::split(lines[i], ',').size() == fields);
      CHECK(lines[i].back() == '\r');
    }
    CHECK(lines.back().empty());
  }
}

TEST_CASE("a CSV field with a comma or quote is quoted") {
  experiment::Source source = experiment::fake::source();
  source.columns.measures[0].labels["vendor"] = "a \"b\", c";
  CHECK_THAT(render_csv(fake::results(2, source)), Catch::Contains("\"a \"\"b\"\", c\""));
}

}  // namespace acqsim::report
