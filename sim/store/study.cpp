#include "acqsim/store/study.hpp"

#include "store/database.hpp"
#include "store/schema.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/store/json_text.hpp>

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace acqsim::store {
namespace {

constexpr std::int64_t kPoint = 1;
constexpr std::uint64_t kBatch = 64;  ///< results between commits: what a kill can cost

std::int64_t signed_of(std::uint64_t value) { return static_cast<std::int64_t>(value); }

std::uint64_t from_hex(const std::string& text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value, 16);
  return value;
}

std::string describe(const StudyKey& key) {
  return fmt::format("scenario {}, seed {}, acqsim {}", key.scenario_hash.substr(0, 12), key.seed,
                     key.version);
}

std::string meaning_of(const experiment::Columns& columns, const std::string& measure) {
  for (const base::Row& row : columns.glossary) {
    if (row.name == measure) return row.meaning;
  }
  return {};
}

/// All columns as one text, to see whether two sets are the same.
std::string text_of(const experiment::Columns& columns) {
  std::string text;
  for (const auto& column : columns.measures) {
    text += fmt::format("{} {} {}\n", column.measure, json_object(column.labels), column.unit);
  }
  for (const auto& question : columns.questions) text += fmt::format("? {}\n", question.id);
  return text;
}

std::string stored_columns(Database& database) {
  std::string text;
  Statement measures(database, "SELECT measure, labels, unit FROM measure_columns ORDER BY id");
  while (measures.step()) {
    text += fmt::format("{} {} {}\n", measures.text(0), measures.text(1), measures.text(2));
  }
  Statement questions(database, "SELECT name FROM question_columns ORDER BY id");
  while (questions.step()) text += fmt::format("? {}\n", questions.text(0));
  return text;
}

}  // namespace

struct Study::Writer {
  Writer(const std::string& path, StudyInfo study_info)
      : info(std::move(study_info)), database(path, Database::Mode::create) {
    // A rollback journal, not a write-ahead log: one file, also on network file systems. The write
    // lock is held from here to the end, but for the instant between two batches.
    database.execute("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; BEGIN IMMEDIATE");
    try {
      open();
    } catch (...) {
      database.execute("ROLLBACK");
      throw;
    }
    // A reader of the running study may delay a commit for a moment, not end the run.
    database.execute("COMMIT; BEGIN IMMEDIATE; PRAGMA busy_timeout = 10000");
  }

  void open() {
    const bool is_empty = database.number("SELECT count(*) FROM sqlite_master") == 0;
    if (is_empty) {
      database.execute(schema_sql());
    } else {
      check_same_study();
    }
    write_manifest();
    Statement point(database,
                    "INSERT INTO points VALUES (?, ?, ?, ?, 'running') "
                    "ON CONFLICT (point) DO UPDATE SET status = 'running'");
    point.bind(1, kPoint)
        .bind(2, info.key.scenario_hash)
        .bind(3, signed_of(info.key.seed))
        .bind(4, info.key.version)
        .run();
    count = static_cast<std::uint64_t>(database.number("SELECT count(*) FROM replications"));
  }

  void check_same_study() {
    if (database.number("PRAGMA application_id") != kApplicationId) {
      throw StudyError(database.path() + ": this file is not a study");
    }
    if (database.number("PRAGMA user_version") != kSchemaVersion) {
      throw StudyError(database.path() + ": this study was written by another version of acqsim");
    }
    Statement point(database, "SELECT scenario_hash, seed, version FROM points");
    if (!point.step()) return;
    const StudyKey stored{point.text(0), static_cast<std::uint64_t>(point.integer(1)),
                          point.text(2)};
    if (stored == info.key) return;
    throw StudyError(fmt::format("{}: there is another study ({}), and this run is {}",
                                 database.path(), describe(stored), describe(info.key)));
  }

  void write_manifest() {
    database.execute("DELETE FROM manifest");
    Statement row(database, "INSERT OR REPLACE INTO manifest VALUES (?, ?)");
    for (const auto& [key, value] : info.notes) row.bind(1, key).bind(2, value).run();
    row.bind(1, "scenario").bind(2, info.scenario).run();
    row.bind(1, "scenario_hash").bind(2, info.key.scenario_hash).run();
    row.bind(1, "program").bind(2, "acqsim " + info.key.version).run();
  }

  void write_columns(const experiment::Columns& columns) {
    Statement measure(database, "INSERT INTO measure_columns VALUES (?, ?, ?, ?, ?)");
    std::int64_t id = 0;
    for (const auto& column : columns.measures) {
      measure.bind(1, id++)
          .bind(2, column.measure)
          .bind(3, json_object(column.labels))
          .bind(4, column.unit)
          .bind(5, meaning_of(columns, column.measure))
          .run();
    }
    Statement question(database, "INSERT INTO question_columns VALUES (?, ?, ?, ?, ?)");
    id = 0;
    for (const auto& column : columns.questions) {
      question.bind(1, id++)
          .bind(2, column.id)
          .bind(3, column.question)
          .bind(4, column.clock)
          .bind(5, column.expectation)
          .run();
    }
  }

  /// Ends the batch when it is full.
  void count_one() {
    ++count;
    if (++in_batch == kBatch) commit();
  }

  void commit() {
    database.execute("COMMIT; BEGIN IMMEDIATE");
    in_batch = 0;
  }

  StudyInfo info;
  Database database;
  std::unique_ptr<Statement> replications;
  std::unique_ptr<Statement> measures;
  std::unique_ptr<Statement> outcomes;
  std::size_t measure_count = 0;
  std::size_t question_count = 0;
  std::uint64_t count = 0;
  std::uint64_t in_batch = 0;
};

Study::Study(const std::string& path, StudyInfo info)
    : writer_(std::make_unique<Writer>(path, std::move(info))) {}

Study::~Study() = default;

std::uint64_t Study::stored() const { return writer_->count; }

void Study::begin(const experiment::Columns& columns) {
  Writer& writer = *writer_;
  const std::string known = stored_columns(writer.database);
  if (known.empty()) {
    writer.write_columns(columns);
    writer.commit();
  } else if (known != text_of(columns)) {
    throw StudyError(writer.database.path() +
                     ": this study measures something else; it was written by another build");
  }
  writer.measure_count = columns.measures.size();
  writer.question_count = columns.questions.size();
  const auto prepare = [&writer](const char* sql) {
    return std::make_unique<Statement>(writer.database, sql);
  };
  writer.replications = prepare("INSERT INTO replications VALUES (?, ?, ?, ?, ?, ?, ?)");
  writer.measures = prepare("INSERT INTO measures VALUES (?, ?, ?, ?)");
  writer.outcomes = prepare("INSERT INTO outcomes VALUES (?, ?, ?, ?)");
}

void Study::replication(const model::Replication& replication) {
  Writer& writer = *writer_;
  ACQSIM_CHECK(replication.index == writer.count, "results reach the study out of order");
  const std::int64_t index = signed_of(replication.index);
  writer.replications->bind(1, kPoint)
      .bind(2, index)
      .bind(3, "ok")
      .bind_null(4)
      .bind(5, signed_of(replication.events))
      .bind(6, fmt::format("{:016x}", replication.path_hash))
      .bind(7, signed_of(replication.draws))
      .run();
  std::int64_t column = 0;
  for (const double value : replication.measures) {
    writer.measures->bind(1, kPoint).bind(2, index).bind(3, column++).bind_number(4, value).run();
  }
  column = 0;
  for (const model::Answer answer : replication.outcomes) {
    Statement& row = writer.outcomes->bind(1, kPoint).bind(2, index).bind(3, column++);
    if (answer == model::Answer::no_data) {
      row.bind_null(4);
    } else {
      row.bind(4, answer == model::Answer::yes ? std::int64_t{1} : std::int64_t{0});
    }
    row.run();
  }
  writer.count_one();
}

void Study::failure(const experiment::Failure& failure) {
  Writer& writer = *writer_;
  ACQSIM_CHECK(failure.index == writer.count, "results reach the study out of order");
  writer.replications->bind(1, kPoint)
      .bind(2, signed_of(failure.index))
      .bind(3, "failed")
      .bind(4, failure.message)
      .bind_null(5)
      .bind_null(6)
      .bind_null(7)
      .run();
  writer.count_one();
}

void Study::finish(experiment::Ending ending) {
  Statement(writer_->database, "UPDATE points SET status = ?")
      .bind(1, experiment::to_string(ending))
      .run();
  writer_->commit();
}

std::optional<experiment::Result> Study::result(std::uint64_t index) {
  Writer& writer = *writer_;
  Statement row(writer.database,
                "SELECT status, message, events, path_hash, draws FROM replications "
                "WHERE point = ? AND replication = ?");
  row.bind(1, kPoint).bind(2, signed_of(index));
  if (!row.step()) return std::nullopt;
  if (row.text(0) != "ok") return experiment::Failure{index, row.text(1)};

  model::Replication replication;
  replication.index = index;
  replication.events = static_cast<std::uint64_t>(row.integer(2));
  replication.path_hash = from_hex(row.text(3));
  replication.draws = static_cast<std::uint64_t>(row.integer(4));
  replication.measures.reserve(writer.measure_count);
  replication.outcomes.reserve(writer.question_count);
  Statement measures(writer.database,
                     "SELECT value FROM measures WHERE point = ? AND replication = ? "
                     "ORDER BY measure");
  measures.bind(1, kPoint).bind(2, signed_of(index));
  while (measures.step()) replication.measures.push_back(measures.number(0));
  Statement outcomes(writer.database,
                     "SELECT answer FROM outcomes WHERE point = ? AND replication = ? "
                     "ORDER BY question");
  outcomes.bind(1, kPoint).bind(2, signed_of(index));
  while (outcomes.step()) {
    const auto answer = outcomes.integer(0) == 1 ? model::Answer::yes : model::Answer::no;
    replication.outcomes.push_back(outcomes.is_null(0) ? model::Answer::no_data : answer);
  }
  return replication;
}

Rows query(const std::string& path, const std::string& sql) {
  Database database(path, Database::Mode::read_only);
  Statement statement(database, sql);
  Rows result;
  for (int i = 0; i < statement.columns(); ++i) result.columns.push_back(statement.name(i));
  while (statement.step()) {
    auto& row = result.rows.emplace_back();
    for (int i = 0; i < statement.columns(); ++i) row.push_back(statement.text(i));
  }
  return result;
}

}  // namespace acqsim::store
