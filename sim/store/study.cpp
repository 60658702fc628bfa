#include "acqsim/store/study.hpp"

#include "store/writer.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/store/study_reader.hpp>

#include <utility>

namespace acqsim::store {
namespace {

constexpr std::int64_t kPoint = 1;

}  // namespace

struct Study::File {
  File(const std::string& path, const StudyInfo& info) : writer(path, "run", info) {
    Statement point(writer.database(),
                    "INSERT INTO points VALUES (?, ?, ?, ?, NULL, NULL, 'running') "
                    "ON CONFLICT (point) DO UPDATE SET status = 'running'");
    point.bind(1, kPoint)
        .bind(2, info.key.scenario_hash)
        .bind(3, signed_of(info.key.seed))
        .bind(4, info.key.version)
        .run();
    count =
        static_cast<std::uint64_t>(writer.database().number("SELECT count(*) FROM replications"));
  }

  Writer writer;
  std::uint64_t count = 0;
};

Study::Study(const std::string& path, StudyInfo info)
    : file_(std::make_unique<File>(path, std::move(info))) {}

Study::~Study() = default;

void Study::commit_if_old() { file_->writer.commit_if_old(); }

std::uint64_t Study::stored() const { return file_->count; }

void Study::begin(const experiment::Columns& columns) { file_->writer.begin(columns); }

void Study::replication(const model::Replication& replication) {
  ACQSIM_CHECK(replication.index == file_->count, "results reach the study out of order");
  file_->writer.add(kPoint, replication);
  ++file_->count;
}

void Study::failure(const experiment::Failure& failure) {
  ACQSIM_CHECK(failure.index == file_->count, "results reach the study out of order");
  file_->writer.add(kPoint, failure);
  ++file_->count;
}

void Study::finish(experiment::Ending ending) {
  Statement(file_->writer.database(), "UPDATE points SET status = ?")
      .bind(1, experiment::to_string(ending))
      .run();
  file_->writer.commit();
}

std::optional<experiment::Result> Study::result(std::uint64_t index) {
  Statement row(file_->writer.database(),
                "SELECT status, message, events, path_hash, draws, outcomes, measures "
                "FROM replications WHERE point = ? AND replication = ?");
  row.bind(1, kPoint).bind(2, signed_of(index));
  if (!row.step()) return std::nullopt;
  return result_of(row, index);
}

void query(const std::string& path, const std::string& sql, RowReader& reader) {
  const StudyReader is_a_study(path);
  Database database(path, Database::Mode::read_only);
  database.execute("PRAGMA busy_timeout = 10000");
  Statement statement(database, sql);
  if (statement.is_empty()) throw StudyError("there is no statement to be asked");
  if (!Statement(database, statement.rest()).is_empty()) {
    throw StudyError("one statement at a time; this is one too many: " + statement.rest());
  }
  // SQLite counts some PRAGMAs that tell something as changes; the file is open for reading alone.
  const bool is_pragma = sql.starts_with("PRAGMA") || sql.starts_with("pragma");
  if (!statement.only_reads() && !is_pragma) {
    throw StudyError("a study is only read here, and this statement would change it: " + sql);
  }
  std::vector<std::string> names;
  for (int i = 0; i < statement.columns(); ++i) names.push_back(statement.name(i));
  reader.columns(names);
  std::vector<Cell> cells(names.size());
  while (statement.step()) {
    for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = statement.cell(static_cast<int>(i));
    reader.row(cells);
  }
}

Rows query(const std::string& path, const std::string& sql) {
  class Keeper : public RowReader {
   public:
    explicit Keeper(Rows& rows) : rows_(rows) {}
    void columns(const std::vector<std::string>& names) override { rows_.columns = names; }
    void row(const std::vector<Cell>& cells) override {
      auto& kept = rows_.rows.emplace_back();
      for (const Cell& cell : cells) kept.push_back(cell.text);
    }

   private:
    Rows& rows_;
  };
  Rows result;
  Keeper keeper(result);
  query(path, sql, keeper);
  return result;
}

}  // namespace acqsim::store
