#include "acqsim/study_tables.hpp"

#include <acqsim/base/check.hpp>

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <set>

namespace acqsim::cli {
namespace {

using store::Cell;
using store::StudyReader;

Cell text(std::string value) { return {Cell::Kind::text, std::move(value)}; }
Cell whole(std::uint64_t value) { return {Cell::Kind::number, fmt::format("{}", value)}; }
Cell number(double value) {
  if (std::isnan(value)) return {};
  return {Cell::Kind::number, fmt::format("{}", value)};
}

/// What stands at the start of each row of a point.
struct Heads {
  std::vector<std::string> names{"point"};
  std::map<std::int64_t, std::vector<Cell>> cells;
};

Heads heads_of(StudyReader& study) {
  Heads heads;
  const auto parameters = study.parameters();
  for (const auto& one : parameters) heads.names.push_back(one.path);
  for (const store::StoredPoint& point : study.points()) {
    std::map<std::string, double> numbers;
    for (const auto& one : point.settings) numbers[one.path] = one.number;
    auto& cells = heads.cells[point.id];
    cells.push_back(whole(static_cast<std::uint64_t>(point.id)));
    for (const auto& one : parameters) {
      const auto found = numbers.find(one.path);
      cells.push_back(found == numbers.end() ? Cell() : number(found->second));
    }
  }
  return heads;
}

void give_names(const Heads& heads, const std::vector<std::string>& more,
                store::RowReader& reader) {
  std::vector<std::string> names = heads.names;
  names.insert(names.end(), more.begin(), more.end());
  reader.columns(names);
}

void read_points(StudyReader& study, const Heads& heads, store::RowReader& reader) {
  give_names(heads, {"scenario_hash", "seed", "wanted", "status", "replications", "failed"},
             reader);
  const auto counts = study.counts();
  for (const store::StoredPoint& point : study.points()) {
    std::vector<Cell> cells = heads.cells.at(point.id);
    const auto found = counts.find(point.id);
    const auto there = found == counts.end() ? StudyReader::Counts{} : found->second;
    cells.push_back(text(point.key.scenario_hash));
    cells.push_back(whole(point.key.seed));
    cells.push_back(point.wanted ? whole(*point.wanted) : Cell());
    cells.push_back(text(point.status));
    cells.push_back(whole(there.ok + there.failed));
    cells.push_back(whole(there.failed));
    reader.row(cells);
  }
}

void read_replications(StudyReader& study, const Heads& heads, store::RowReader& reader) {
  give_names(heads, {"replication", "status", "events", "draws", "path_hash", "message"}, reader);
  study.for_outcomes([&](std::int64_t point, const experiment::Result& result) {
    std::vector<Cell> cells = heads.cells.at(point);
    if (const auto* failure = std::get_if<experiment::Failure>(&result)) {
      for (Cell& cell : std::vector<Cell>{
               whole(failure->index), text("failed"), {}, {}, {}, text(failure->message)}) {
        cells.push_back(std::move(cell));
      }
    } else {
      const auto& done = std::get<model::Replication>(result);
      for (Cell& cell : std::vector<Cell>{whole(done.index),
                                          text("ok"),
                                          whole(done.events),
                                          whole(done.draws),
                                          text(fmt::format("{:016x}", done.path_hash)),
                                          {}}) {
        cells.push_back(std::move(cell));
      }
    }
    reader.row(cells);
  });
}

void read_outcomes(StudyReader& study, const Heads& heads, store::RowReader& reader) {
  give_names(heads, {"replication", "outcome", "answer"}, reader);
  const auto columns = study.columns();
  study.for_outcomes([&](std::int64_t point, const experiment::Result& result) {
    const auto* done = std::get_if<model::Replication>(&result);
    if (done == nullptr) return;
    std::vector<Cell> cells = heads.cells.at(point);
    cells.push_back(whole(done->index));
    cells.resize(cells.size() + 2);
    for (std::size_t i = 0; i < columns.questions.size(); ++i) {
      const model::Answer answer = done->outcomes.at(i);
      cells[cells.size() - 2] = text(columns.questions[i].id);
      cells.back() =
          answer == model::Answer::no_data ? Cell() : whole(answer == model::Answer::yes);
      reader.row(cells);
    }
  });
}

void read_measures(StudyReader& study, const Heads& heads, store::RowReader& reader) {
  const auto columns = study.columns();
  std::set<std::string> labels;
  for (const auto& column : columns.measures) {
    for (const auto& [label, value] : column.labels) labels.insert(label);
  }
  std::vector<std::string> names{"replication", "measure"};
  names.insert(names.end(), labels.begin(), labels.end());
  names.insert(names.end(), {"value", "unit"});
  give_names(heads, names, reader);
  std::vector<std::vector<Cell>> middles;
  for (const auto& column : columns.measures) {
    auto& middle = middles.emplace_back();
    middle.push_back(text(column.measure));
    for (const std::string& label : labels) {
      const auto found = column.labels.find(label);
      middle.push_back(found == column.labels.end() ? Cell() : text(found->second));
    }
  }
  study.for_results([&](std::int64_t point, const experiment::Result& result) {
    const auto* done = std::get_if<model::Replication>(&result);
    if (done == nullptr) return;
    std::vector<Cell> cells = heads.cells.at(point);
    cells.push_back(whole(done->index));
    const std::size_t start = cells.size();
    for (std::size_t i = 0; i < columns.measures.size(); ++i) {
      cells.resize(start);
      cells.insert(cells.end(), middles[i].begin(), middles[i].end());
      cells.push_back(number(done->measures.at(i)));
      cells.push_back(text(columns.measures[i].unit));
      reader.row(cells);
    }
  });
}

}  // namespace

const std::vector<std::string>& study_tables() {
  static const std::vector<std::string> all{"points", "replications", "outcomes", "measures"};
  return all;
}

void read_table(StudyReader& study, const std::string& table, store::RowReader& reader) {
  const Heads heads = heads_of(study);
  if (table == "points") return read_points(study, heads, reader);
  if (table == "replications") return read_replications(study, heads, reader);
  if (table == "outcomes") return read_outcomes(study, heads, reader);
  ACQSIM_CHECK(table == "measures", "a table that is none");
  read_measures(study, heads, reader);
}

}  // namespace acqsim::cli
