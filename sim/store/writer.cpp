#include "store/writer.hpp"

#include "store/file_system.hpp"
#include "store/schema.hpp"
#include "store/values_text.hpp"

#include <acqsim/store/json_text.hpp>

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace acqsim::store {
namespace {

// What a kill can cost: so many results, or those of so long.
constexpr std::uint64_t kBatch = 64;
constexpr std::chrono::milliseconds kLongest{250};

std::uint64_t from_hex(const std::string& text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value, 16);
  return value;
}

std::string describe(const std::string& kind, const StudyKey& key) {
  return fmt::format("a {} of scenario {}, seed {}, acqsim {}", kind,
                     key.scenario_hash.substr(0, 12), key.seed, key.version);
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

std::string manifest_value(Database& database, const char* key) {
  Statement row(database, "SELECT value FROM manifest WHERE key = ?");
  row.bind(1, std::string_view(key));
  return row.step() ? row.text(0) : std::string();
}

}  // namespace

std::int64_t signed_of(std::uint64_t value) { return static_cast<std::int64_t>(value); }

Writer::Writer(const std::string& path, const std::string& kind, const StudyInfo& info)
    : lock_(path),
      database_(path, Database::Mode::create),
      waiting_(info.waiting),
      batch_start_(std::chrono::steady_clock::now()) {
  // A look at whether somebody writes may hold the lock for an instant; a run holds it throughout.
  database_.execute("PRAGMA busy_timeout = 300; BEGIN IMMEDIATE");
  try {
    open(kind, info);
    database_.execute("COMMIT");
  } catch (...) {
    database_.rollback();
    throw;
  }
  // A write-ahead log where the file system can have one: readers then never wait, nor make the
  // writer wait. It is gone again when the study is closed.
  if (!is_on_network(path)) database_.execute("PRAGMA journal_mode = WAL");
  database_.execute("PRAGMA synchronous = FULL; BEGIN IMMEDIATE");
  database_.execute("PRAGMA busy_timeout = 10000");
}

Writer::~Writer() {
  database_.rollback();
  try {
    // One plain file again, which can be read from a place that cannot be written.
    database_.execute("PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE");
  } catch (const StudyError&) {  // NOLINT(bugprone-empty-catch)
    // Somebody reads, or the disk is full: the log stays beside the file and belongs to it.
  }
}

void Writer::open(const std::string& kind, const StudyInfo& info) {
  if (database_.number("SELECT count(*) FROM sqlite_master") == 0) {
    database_.execute(schema_sql());
  } else {
    check_same_study(kind, info.key);
  }
  write_manifest(kind, info);
}

void Writer::check_same_study(const std::string& kind, const StudyKey& key) {
  if (database_.number("PRAGMA application_id") != kApplicationId) {
    throw StudyError(database_.path() + ": this file is not a study");
  }
  if (database_.number("PRAGMA user_version") != kSchemaVersion) {
    throw StudyError(database_.path() + ": this study was written by another version of acqsim");
  }
  const std::string stored_kind = manifest_value(database_, "kind");
  const StudyKey stored{manifest_value(database_, "scenario_hash"),
                        std::strtoull(manifest_value(database_, "seed").c_str(), nullptr, 10),
                        manifest_value(database_, "version")};
  if (stored == key && stored_kind == kind) return;
  throw StudyError(fmt::format("{}: there is another study ({}), and this is {}", database_.path(),
                               describe(stored_kind, stored), describe(kind, key)));
}

void Writer::write_manifest(const std::string& kind, const StudyInfo& info) {
  database_.execute("DELETE FROM manifest");
  Statement row(database_, "INSERT OR REPLACE INTO manifest VALUES (?, ?)");
  const auto put = [&row](std::string_view key, std::string_view value) {
    row.bind(1, key).bind(2, value).run();
  };
  for (const auto& [key, value] : info.notes) put(key, value);
  put("kind", kind);
  put("scenario", info.scenario);
  put("scenario_hash", info.key.scenario_hash);
  put("seed", fmt::format("{}", info.key.seed));
  put("version", info.key.version);
  put("program", "acqsim " + info.key.version);
}

void Writer::begin(const experiment::Columns& columns) {
  const std::string known = stored_columns(database_);
  if (known.empty()) {
    write_columns(columns);
    commit();
  } else if (known != text_of(columns)) {
    throw StudyError(database_.path() +
                     ": this study measures something else; it was written by another build");
  }
  // Where a file system has no lock for us, another run may get SQLite's between two batches and do
  // the same work: equal, so that whoever comes later has nothing to add.
  insert_ =
      std::make_unique<Statement>(database_,
                                  "INSERT INTO replications VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
                                  "ON CONFLICT (point, replication) DO NOTHING");
}

void Writer::write_columns(const experiment::Columns& columns) {
  Statement measure(database_, "INSERT INTO measure_columns VALUES (?, ?, ?, ?, ?)");
  std::int64_t id = 0;
  for (const auto& column : columns.measures) {
    measure.bind(1, id++)
        .bind(2, column.measure)
        .bind(3, json_object(column.labels))
        .bind(4, column.unit)
        .bind(5, meaning_of(columns, column.measure))
        .run();
  }
  Statement question(database_, "INSERT INTO question_columns VALUES (?, ?, ?, ?, ?)");
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

void Writer::add(std::int64_t point, const model::Replication& replication) {
  write_answers(replication.outcomes, outcomes_);
  write_values(replication.measures, measures_);
  insert_->bind(1, point)
      .bind(2, signed_of(replication.index))
      .bind(3, "ok")
      .bind_null(4)
      .bind(5, signed_of(replication.events))
      .bind(6, fmt::format("{:016x}", replication.path_hash))
      .bind(7, signed_of(replication.draws))
      .bind(8, outcomes_)
      .bind(9, measures_)
      .run();
  count_one();
}

void Writer::add(std::int64_t point, const experiment::Failure& failure) {
  insert_->bind(1, point)
      .bind(2, signed_of(failure.index))
      .bind(3, "failed")
      .bind(4, failure.message)
      .bind_null(5)
      .bind_null(6)
      .bind_null(7)
      .bind_null(8)
      .bind_null(9)
      .run();
  count_one();
}

void Writer::commit_if_old() {
  if (in_batch_ > 0 && std::chrono::steady_clock::now() - batch_start_ >= kLongest) commit();
}

void Writer::count_one() {
  const bool is_old = std::chrono::steady_clock::now() - batch_start_ >= kLongest;
  if (++in_batch_ >= kBatch || is_old) commit();
}

void Writer::commit() {
  bool has_told = false;
  database_.commit([&] {
    if (!has_told && waiting_) waiting_(database_.path());
    has_told = true;
  });
  database_.execute("BEGIN IMMEDIATE");
  in_batch_ = 0;
  batch_start_ = std::chrono::steady_clock::now();
}

void Writer::set_progress(const char* key, std::int64_t value) {
  Statement(database_, "INSERT OR REPLACE INTO progress VALUES (?, ?)")
      .bind(1, std::string_view(key))
      .bind(2, value)
      .run();
}

experiment::Result result_of(const Statement& row, std::uint64_t index) {
  if (row.text(0) != "ok") return experiment::Failure{index, row.text(1)};
  model::Replication replication;
  replication.index = index;
  replication.events = static_cast<std::uint64_t>(row.integer(2));
  replication.path_hash = from_hex(row.text(3));
  replication.draws = static_cast<std::uint64_t>(row.integer(4));
  replication.outcomes = read_answers(row.text(5));
  replication.measures = read_values(row.text(6));
  return replication;
}

}  // namespace acqsim::store
