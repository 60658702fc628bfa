#include "report/machine_text.hpp"

#include <acqsim/report/sweep.hpp>
#include <acqsim/store/json_text.hpp>

#include <fmt/format.h>

#include <limits>
#include <map>
#include <set>

namespace acqsim::report {
namespace {

using store::json_number;
using store::json_string;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

stats::Interval known_interval(const experiment::OutcomeSummary& outcome, double confidence) {
  return outcome.trials() == 0 ? stats::Interval{kNone, kNone} : outcome.interval(confidence);
}

std::string outcomes_json(const SweepResults& results, const SweptPoint& point) {
  std::string text;
  for (std::size_t i = 0; i < point.outcomes.size(); ++i) {
    const experiment::OutcomeSummary& outcome = point.outcomes[i];
    const auto interval = known_interval(outcome, results.heading.confidence);
    text += fmt::format(
        "{}{{\"id\": {}, \"frequency\": {}, \"low\": {}, \"high\": {}, \"yes\": {}, \"no\": {}, "
        "\"no_data\": {}}}",
        text.empty() ? "" : ", ", json_string(results.columns.questions[i].id),
        json_number(outcome.frequency()), json_number(interval.low), json_number(interval.high),
        outcome.yes, outcome.no, outcome.no_data);
  }
  return text;
}

/// Of a point's measures, in the order of the columns; none if they were not read.
std::vector<MeasureLine> lines_of(const SweepResults& results, const SweptPoint& point) {
  std::vector<MeasureLine> lines;
  for (std::size_t i = 0; i < point.measures.size(); ++i) {
    lines.push_back(measure_line(results.columns.measures[i], point.measures[i],
                                 point.replications - point.measures[i].count(),
                                 results.heading.confidence));
  }
  return lines;
}

std::string measures_json(const SweepResults& results, const SweptPoint& point) {
  std::string text;
  for (const MeasureLine& line : lines_of(results, point)) {
    text += fmt::format(
        "{}{{\"measure\": {}, \"labels\": {}, \"unit\": {}, \"mean\": {}, \"low\": {}, "
        "\"high\": {}, \"n\": {}, \"no_data\": {}}}",
        text.empty() ? "" : ", ", json_string(line.measure), store::json_object(line.labels),
        json_string(line.unit), json_number(line.mean), json_number(line.interval.low),
        json_number(line.interval.high), line.n, line.no_data);
  }
  return text;
}

std::string points_json(const SweepResults& results) {
  std::string text;
  for (const SweptPoint& point : results.points) {
    std::string settings;
    std::string numbers;
    for (const store::StoredSetting& one : point.settings) {
      const char* comma = settings.empty() ? "" : ", ";
      settings += fmt::format("{}{}: {}", comma, json_string(one.path), json_string(one.value));
      numbers += fmt::format("{}{}: {}", comma, json_string(one.path), json_number(one.number));
    }
    text += fmt::format(
        "{}\n    {{\"point\": {}, \"settings\": {{{}}}, \"numbers\": {{{}}}, \"replications\": {}, "
        "\"failures\": {}, \"outcomes\": [{}], \"measures\": [{}]}}",
        text.empty() ? "" : ",", point.id, settings, numbers, point.replications, point.failures,
        outcomes_json(results, point), measures_json(results, point));
  }
  return text;
}

}  // namespace

std::string render_sweep_json(const SweepResults& results) {
  const Heading& heading = results.heading;
  std::string text = "{\n";
  const auto add = [&text](std::string_view key, const std::string& value) {
    text += fmt::format("{}  \"{}\": {}", text.size() > 2 ? ",\n" : "", key, value);
  };
  add("schema", fmt::format("{}", kSweepSchema));
  add("program", json_string("acqsim " + heading.version));
  add("scenario",
      fmt::format("{{\"name\": {}, \"title\": {}, \"start\": {}, \"end\": {}, \"hash\": {}}}",
                  json_string(heading.name), json_string(heading.title), json_string(heading.start),
                  json_string(heading.end), json_string(heading.scenario_hash)));
  add("seed", fmt::format("{}", heading.seed));
  add("design", json_string(results.design));
  add("confidence", json_number(heading.confidence));
  add("replications", fmt::format("{}", results.replications));
  add("failures", fmt::format("{}", results.failures));
  add("missing", fmt::format("{}", results.missing));
  std::string parameters;
  for (const store::StoredParameter& one : results.parameters) {
    parameters += fmt::format("{}\n    {{\"path\": {}, \"unit\": {}, \"meaning\": {}}}",
                              parameters.empty() ? "" : ",", json_string(one.path),
                              json_string(one.unit), json_string(one.meaning));
  }
  add("parameters", json_array(parameters));
  add("points", json_array(points_json(results)));
  return text + "\n}\n";
}

std::string render_sweep_csv(const SweepResults& results) {
  std::set<std::string> labels;
  for (const auto& column : results.columns.measures) {
    for (const auto& [label, value] : column.labels) labels.insert(label);
  }
  std::string text = "point";
  for (const store::StoredParameter& one : results.parameters) text += "," + csv_field(one.path);
  text += ",row,name";
  for (const std::string& label : labels) text += "," + csv_field(label);
  text += ",mean,low,high,n,no_data,unit\r\n";
  for (const SweptPoint& point : results.points) {
    std::map<std::string, double> numbers;
    for (const store::StoredSetting& one : point.settings) numbers[one.path] = one.number;
    std::string head = fmt::format("{}", point.id);
    for (const store::StoredParameter& one : results.parameters) {
      const auto found = numbers.find(one.path);
      head += "," + (found == numbers.end() ? std::string() : csv_number(found->second));
    }
    for (std::size_t i = 0; i < point.outcomes.size(); ++i) {
      const experiment::OutcomeSummary& outcome = point.outcomes[i];
      const auto interval = known_interval(outcome, results.heading.confidence);
      text +=
          fmt::format("{},outcome,{}{},{},{},{},{},{},probability\r\n", head,
                      csv_field(results.columns.questions[i].id), std::string(labels.size(), ','),
                      csv_number(outcome.frequency()), csv_number(interval.low),
                      csv_number(interval.high), outcome.trials(), outcome.no_data);
    }
    for (const MeasureLine& line : lines_of(results, point)) {
      text += head + ",measure," + csv_field(line.measure);
      for (const std::string& label : labels) {
        const auto found = line.labels.find(label);
        text += "," + (found == line.labels.end() ? std::string() : csv_field(found->second));
      }
      text += fmt::format(",{},{},{},{},{},{}\r\n", csv_number(line.mean),
                          csv_number(line.interval.low), csv_number(line.interval.high), line.n,
                          line.no_data, csv_field(line.unit));
    }
  }
  return text;
}

}  // namespace acqsim::report
