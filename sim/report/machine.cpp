#include "acqsim/report/machine.hpp"

#include "report/machine_text.hpp"

#include <acqsim/experiment/expectation.hpp>
#include <acqsim/store/json_text.hpp>

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <set>
#include <string_view>
#include <utility>

namespace acqsim::report {
namespace {

using store::json_number;
using store::json_string;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::string verdict_json(const experiment::Question& question,
                         const experiment::OutcomeSummary& outcome, double confidence) {
  const auto claim = experiment::parse_claim(question.expectation);
  if (!claim || outcome.trials() == 0) return "null";
  switch (experiment::judge(*claim, outcome.interval(confidence))) {
    case experiment::Verdict::holds:
      return json_string("holds");
    case experiment::Verdict::fails:
      return json_string("fails");
    case experiment::Verdict::undecided:
      break;
  }
  return json_string("undecided");
}

/// What is known of a frequency: nothing without trials.
stats::Interval known_interval(const experiment::OutcomeSummary& outcome, double confidence) {
  return outcome.trials() == 0 ? stats::Interval{kNone, kNone} : outcome.interval(confidence);
}

std::string outcomes_json(const Results& results) {
  std::string text;
  const auto& questions = results.summary.columns().questions;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const experiment::Question& question = questions[i];
    const experiment::OutcomeSummary& outcome = results.summary.outcomes()[i];
    const auto interval = known_interval(outcome, results.heading.confidence);
    text += fmt::format(
        "{}\n    {{\"id\": {}, \"question\": {}, \"clock\": {}, \"expectation\": {}, "
        "\"verdict\": {}, \"frequency\": {}, \"low\": {}, \"high\": {}, \"yes\": {}, \"no\": {}, "
        "\"no_data\": {}}}",
        i == 0 ? "" : ",", json_string(question.id), json_string(question.question),
        json_string(question.clock), json_string(question.expectation),
        verdict_json(question, outcome, results.heading.confidence),
        json_number(outcome.frequency()), json_number(interval.low), json_number(interval.high),
        outcome.yes, outcome.no, outcome.no_data);
  }
  return text;
}

std::string measures_json(const Results& results) {
  std::string text;
  for (const MeasureLine& line : measure_lines(results.summary, results.heading.confidence)) {
    text += fmt::format(
        "{}\n    {{\"measure\": {}, \"labels\": {}, \"unit\": {}, \"mean\": {}, "
        "\"std_error\": {}, \"low\": {}, \"high\": {}, \"p5\": {}, \"p50\": {}, \"p95\": {}, "
        "\"n\": {}, \"no_data\": {}}}",
        text.empty() ? "" : ",", json_string(line.measure), store::json_object(line.labels),
        json_string(line.unit), json_number(line.mean), json_number(line.std_error),
        json_number(line.interval.low), json_number(line.interval.high), json_number(line.p5),
        json_number(line.p50), json_number(line.p95), line.n, line.no_data);
  }
  return text;
}

std::string failures_json(const Results& results) {
  std::string text;
  for (const experiment::Failure& failure : results.summary.first_failures()) {
    text += fmt::format("{}\n    {{\"replication\": {}, \"message\": {}}}", text.empty() ? "" : ",",
                        failure.index, json_string(failure.message));
  }
  return text;
}

std::string csv_tail(const MeasureLine& line) {
  return fmt::format(",{},{},{},{},{},{},{},{},{}\r\n", csv_number(line.mean),
                     csv_number(line.interval.low), csv_number(line.interval.high),
                     csv_number(line.p5), csv_number(line.p50), csv_number(line.p95), line.n,
                     line.no_data, csv_field(line.unit));
}

std::string outcomes_csv(const Results& results, std::size_t labels) {
  std::string text;
  const auto& questions = results.summary.columns().questions;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const experiment::OutcomeSummary& outcome = results.summary.outcomes()[i];
    MeasureLine line;
    line.mean = outcome.frequency();
    line.interval = known_interval(outcome, results.heading.confidence);
    line.p5 = line.p50 = line.p95 = kNone;
    line.n = outcome.trials();
    line.no_data = outcome.no_data;
    line.unit = "probability";
    text += "outcome," + csv_field(questions[i].id) + std::string(labels, ',') + csv_tail(line);
  }
  return text;
}

}  // namespace

std::string render_json(const Results& results) {
  const Heading& heading = results.heading;
  const experiment::Summary& summary = results.summary;
  std::string text = "{\n";
  const auto add = [&text](std::string_view key, const std::string& value) {
    text += fmt::format("{}  \"{}\": {}", text.size() > 2 ? ",\n" : "", key, value);
  };
  add("schema", fmt::format("{}", kResultsSchema));
  add("program", json_string("acqsim " + heading.version));
  add("scenario",
      fmt::format("{{\"name\": {}, \"title\": {}, \"start\": {}, \"end\": {}, \"hash\": {}}}",
                  json_string(heading.name), json_string(heading.title), json_string(heading.start),
                  json_string(heading.end), json_string(heading.scenario_hash)));
  add("seed", fmt::format("{}", heading.seed));
  add("replications", fmt::format("{}", summary.replications()));
  add("failures", fmt::format("{}", summary.failures()));
  add("ending", json_string(experiment::to_string(results.ending)));
  add("confidence", json_number(heading.confidence));
  add("outcomes", json_array(outcomes_json(results)));
  add("measures", json_array(measures_json(results)));
  add("first_failures", json_array(failures_json(results)));
  return text + "\n}\n";
}

std::string render_csv(const Results& results, CsvPart part) {
  std::set<std::string> labels;
  if (part != CsvPart::outcomes) {
    for (const auto& column : results.summary.columns().measures) {
      for (const auto& [label, value] : column.labels) labels.insert(label);
    }
  }
  std::string text = "row,name";
  for (const std::string& label : labels) text += "," + csv_field(label);
  text += ",mean,low,high,p5,p50,p95,n,no_data,unit\r\n";
  if (part != CsvPart::measures) text += outcomes_csv(results, labels.size());
  if (part == CsvPart::outcomes) return text;
  for (const MeasureLine& line : measure_lines(results.summary, results.heading.confidence)) {
    text += "measure," + csv_field(line.measure);
    for (const std::string& label : labels) {
      const auto found = line.labels.find(label);
      text += "," + (found == line.labels.end() ? std::string() : csv_field(found->second));
    }
    text += csv_tail(line);
  }
  return text;
}

}  // namespace acqsim::report
