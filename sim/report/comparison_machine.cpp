#include "report/machine_text.hpp"

#include <acqsim/report/comparison.hpp>
#include <acqsim/store/json_text.hpp>

#include <fmt/format.h>

#include <set>

namespace acqsim::report {
namespace {

using store::json_number;
using store::json_string;

std::string scenario_json(const Heading& heading) {
  return fmt::format("{{\"name\": {}, \"title\": {}, \"start\": {}, \"end\": {}, \"hash\": {}}}",
                     json_string(heading.name), json_string(heading.title),
                     json_string(heading.start), json_string(heading.end),
                     json_string(heading.scenario_hash));
}

std::string figures_json(const experiment::Difference& one) {
  return fmt::format(
      "\"reference\": {}, \"value\": {}, \"difference\": {}, \"low\": {}, \"high\": {}, \"p\": {}, "
      "\"p_corrected\": {}, \"verdict\": {}, \"correlation\": {}, \"worth\": {}, \"saved\": {}, "
      "\"n\": {}, \"no_data\": {}",
      json_number(one.first), json_number(one.second), json_number(one.difference),
      json_number(one.interval.low), json_number(one.interval.high), json_number(one.p),
      json_number(one.p_corrected), json_string(experiment::to_string(one.change)),
      json_number(one.correlation), json_number(one.worth), json_number(one.saved()), one.n,
      one.no_data);
}

std::string outcomes_json(const Compared& compared) {
  std::string text;
  for (std::size_t i = 0; i < compared.findings.questions.size(); ++i) {
    const experiment::Question& question = compared.comparison.questions()[i].question;
    text += fmt::format("{}\n    {{\"id\": {}, \"question\": {}, \"clock\": {}, {}}}",
                        i == 0 ? "" : ",", json_string(question.id), json_string(question.question),
                        json_string(question.clock), figures_json(compared.findings.questions[i]));
  }
  return text;
}

std::string measures_json(const Compared& compared) {
  std::string text;
  for (std::size_t i = 0; i < compared.findings.measures.size(); ++i) {
    const model::MeasureColumn& column = compared.comparison.measures()[i].column;
    text += fmt::format("{}\n    {{\"measure\": {}, \"labels\": {}, \"unit\": {}, {}}}",
                        i == 0 ? "" : ",", json_string(column.measure),
                        store::json_object(column.labels), json_string(column.unit),
                        figures_json(compared.findings.measures[i]));
  }
  return text;
}

std::string comparison_json(const Compared& compared) {
  const experiment::Comparison& comparison = compared.comparison;
  std::string lone;
  for (const std::string& id : comparison.lone_questions()) {
    lone += (lone.empty() ? "" : ", ") + json_string(id);
  }
  return fmt::format(
      "\n  {{\"scenario\": {}, \"pairs\": {}, \"different\": {}, \"lone_questions\": [{}], "
      "\"lone_measures\": {},\n  \"outcomes\": {},\n  \"measures\": {}}}",
      scenario_json(compared.heading), comparison.pairs(), comparison.different(), lone,
      comparison.lone_measures(), json_array(outcomes_json(compared)),
      json_array(measures_json(compared)));
}

std::string figures_csv(const experiment::Difference& one, const std::string& unit) {
  return fmt::format(",{},{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n", csv_number(one.first),
                     csv_number(one.second), csv_number(one.difference),
                     csv_number(one.interval.low), csv_number(one.interval.high), csv_number(one.p),
                     csv_number(one.p_corrected), csv_field(experiment::to_string(one.change)),
                     csv_number(one.correlation), csv_number(one.worth), csv_number(one.saved()),
                     one.n, one.no_data, csv_field(unit));
}

}  // namespace

std::string render_comparison_json(const ComparisonResults& results) {
  std::string comparisons;
  for (const Compared& one : results.compared) {
    comparisons += (comparisons.empty() ? "" : ",") + comparison_json(one);
  }
  return fmt::format(
      "{{\n  \"schema\": {},\n  \"program\": {},\n  \"seed\": {},\n  \"confidence\": {},\n"
      "  \"ending\": {},\n  \"failures\": {},\n  \"reference\": {},\n"
      "  \"corrected\": {{\"questions\": {}, \"measures\": {}}},\n  \"comparisons\": {}\n}}\n",
      kComparisonSchema, json_string("acqsim " + results.reference.version), results.reference.seed,
      json_number(results.reference.confidence), json_string(experiment::to_string(results.ending)),
      results.failures, scenario_json(results.reference), results.families.questions,
      results.families.measures, json_array(comparisons));
}

std::string render_comparison_csv(const ComparisonResults& results) {
  std::set<std::string> labels;
  for (const Compared& compared : results.compared) {
    for (const experiment::MeasurePairs& pairs : compared.comparison.measures()) {
      for (const auto& [label, value] : pairs.column.labels) labels.insert(label);
    }
  }
  std::string text = "scenario,row,name";
  for (const std::string& label : labels) text += "," + csv_field(label);
  text +=
      ",reference,value,difference,low,high,p,p_corrected,verdict,correlation,worth,saved,n,"
      "no_data,unit\r\n";
  for (const Compared& compared : results.compared) {
    const std::string scenario = csv_field(compared.heading.name);
    for (std::size_t i = 0; i < compared.findings.questions.size(); ++i) {
      text += scenario + ",outcome," + csv_field(compared.comparison.questions()[i].question.id) +
              std::string(labels.size(), ',') +
              figures_csv(compared.findings.questions[i], "probability");
    }
    for (std::size_t i = 0; i < compared.findings.measures.size(); ++i) {
      const model::MeasureColumn& column = compared.comparison.measures()[i].column;
      text += scenario + ",measure," + csv_field(column.measure);
      for (const std::string& label : labels) {
        const auto found = column.labels.find(label);
        text += "," + (found == column.labels.end() ? std::string() : csv_field(found->second));
      }
      text += figures_csv(compared.findings.measures[i], column.unit);
    }
  }
  return text;
}

}  // namespace acqsim::report
