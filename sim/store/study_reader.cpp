#include "acqsim/store/study_reader.hpp"

#include "store/database.hpp"
#include "store/schema.hpp"
#include "store/values_text.hpp"
#include "store/writer.hpp"

#include <acqsim/store/json_text.hpp>

#include <filesystem>

namespace acqsim::store {
namespace {

std::uint64_t count_of(const Statement& row, int column) {
  return static_cast<std::uint64_t>(row.integer(column));
}

}  // namespace

struct StudyReader::File {
  explicit File(const std::string& path) : database(path, Database::Mode::read_only) {
    database.execute("PRAGMA busy_timeout = 10000");
    if (database.number("PRAGMA application_id") != kApplicationId) {
      throw StudyError(path + ": this file is not a study");
    }
    if (database.number("PRAGMA user_version") != kSchemaVersion) {
      throw StudyError(path + ": this study was written by another version of acqsim");
    }
  }
  Database database;
};

StudyReader::StudyReader(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) throw StudyError(path + ": there is no such study");
  file_ = std::make_unique<File>(path);
}

StudyReader::~StudyReader() = default;

std::map<std::string, std::string> StudyReader::manifest() {
  std::map<std::string, std::string> all;
  Statement row(file_->database, "SELECT key, value FROM manifest");
  while (row.step()) all[row.text(0)] = row.text(1);
  return all;
}

std::vector<StoredParameter> StudyReader::parameters() {
  std::vector<StoredParameter> all;
  Statement row(file_->database,
                "SELECT path, unit, meaning, base, base_number FROM parameters ORDER BY parameter");
  while (row.step()) {
    StoredParameter& one = all.emplace_back();
    one.path = row.text(0);
    one.unit = row.text(1);
    one.meaning = row.text(2);
    one.base = row.text(3);
    if (!row.is_null(4)) one.base_number = row.number(4);
  }
  return all;
}

std::vector<StoredPoint> StudyReader::points() {
  std::vector<StoredPoint> all;
  std::map<std::int64_t, std::size_t> places;
  Statement row(file_->database,
                "SELECT point, scenario_hash, seed, version, wanted, share, status FROM points "
                "ORDER BY point");
  while (row.step()) {
    StoredPoint point;
    point.id = row.integer(0);
    point.key = {row.text(1), count_of(row, 2), row.text(3)};
    if (!row.is_null(4)) point.wanted = count_of(row, 4);
    if (!row.is_null(5)) point.share = count_of(row, 5);
    point.status = row.text(6);
    places[point.id] = all.size();
    all.push_back(std::move(point));
  }
  Statement setting(file_->database,
                    "SELECT point, path, value, number FROM settings JOIN parameters "
                    "USING (parameter) ORDER BY point, parameter");
  while (setting.step()) {
    all.at(places.at(setting.integer(0)))
        .settings.push_back({setting.text(1), setting.text(2), setting.number(3)});
  }
  return all;
}

experiment::Columns StudyReader::columns() {
  experiment::Columns columns;
  Statement measure(file_->database,
                    "SELECT id, measure, labels, unit, meaning FROM measure_columns ORDER BY id");
  Statement label(file_->database, "SELECT key, value FROM json_each(?)");
  while (measure.step()) {
    model::MeasureColumn column;
    column.measure = measure.text(1);
    label.bind(1, measure.text(2));
    while (label.step()) column.labels[label.text(0)] = label.text(1);
    label.reset();
    column.unit = measure.text(3);
    const bool is_new = columns.glossary.empty() || columns.glossary.back().name != column.measure;
    if (is_new) {
      columns.glossary.push_back(
          {.name = column.measure, .meaning = measure.text(4), .unit = column.unit});
    }
    columns.measures.push_back(std::move(column));
  }
  Statement question(file_->database,
                     "SELECT name, question, clock, expectation FROM question_columns ORDER BY id");
  while (question.step()) {
    columns.questions.push_back(
        {question.text(0), question.text(1), question.text(2), question.text(3), {}});
  }
  return columns;
}

std::map<std::int64_t, StudyReader::Counts> StudyReader::counts() {
  std::map<std::int64_t, Counts> all;
  // The index alone answers this, and another one how many of them failed.
  Statement row(file_->database, "SELECT point, count(*) FROM replications GROUP BY point");
  while (row.step()) all[row.integer(0)].ok = count_of(row, 1);
  Statement failed(file_->database,
                   "SELECT point, count(*) FROM replications WHERE status = 'failed' "
                   "GROUP BY point");
  while (failed.step()) {
    Counts& counts = all[failed.integer(0)];
    counts.failed = count_of(failed, 1);
    counts.ok -= counts.failed;
  }
  return all;
}

std::vector<std::pair<std::int64_t, experiment::Failure>> StudyReader::first_failures(
    std::size_t most) {
  std::vector<std::pair<std::int64_t, experiment::Failure>> all;
  Statement row(file_->database,
                "SELECT point, replication, message FROM replications WHERE status = 'failed' "
                "ORDER BY point, replication LIMIT ?");
  row.bind(1, signed_of(most));
  while (row.step()) {
    all.emplace_back(row.integer(0), experiment::Failure{count_of(row, 1), row.text(2)});
  }
  return all;
}

std::optional<StoredProgress> StudyReader::progress() {
  std::map<std::string, std::int64_t> values;
  Statement row(file_->database, "SELECT key, value FROM progress");
  while (row.step()) values[row.text(0)] = row.integer(1);
  if (values.empty()) return std::nullopt;
  const auto count = [&values](const char* key) { return static_cast<std::uint64_t>(values[key]); };
  return StoredProgress{count("planned"), count("done"), count("failed"), values["started"],
                        values["updated"]};
}

void StudyReader::for_results(const Use& use) {
  Statement row(file_->database,
                "SELECT status, message, events, path_hash, draws, outcomes, measures, point, "
                "replication FROM replications ORDER BY point, replication");
  while (row.step()) use(row.integer(7), result_of(row, count_of(row, 8)));
}

void StudyReader::for_outcomes(const Use& use) {
  Statement row(file_->database,
                "SELECT status, message, events, path_hash, draws, outcomes, '[]', point, "
                "replication FROM replications ORDER BY point, replication");
  while (row.step()) use(row.integer(7), result_of(row, count_of(row, 8)));
}

double bytes_of(const model::Replication& replication) {
  constexpr double kRest = 110.0;  // keys, hash, counts, the row in the index, half-filled pages
  std::string outcomes;
  std::string measures;
  write_answers(replication.outcomes, outcomes);
  write_values(replication.measures, measures);
  return static_cast<double>(outcomes.size() + measures.size()) + kRest;
}

bool is_being_written(const std::string& path) {
  try {
    Database database(path, Database::Mode::read_write);
    database.execute("BEGIN IMMEDIATE");
    database.rollback();
  } catch (const BusyError&) {
    return true;
  } catch (const StudyError&) {
    return false;
  }
  return false;
}

}  // namespace acqsim::store
