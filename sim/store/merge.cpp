#include "acqsim/store/merge.hpp"

#include "store/database.hpp"
#include "store/schema.hpp"

#include <acqsim/store/study_reader.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace acqsim::store {
namespace {

namespace fs = std::filesystem;

/// One study to be merged.
struct Input {
  explicit Input(const std::string& a_path)
      : path(a_path), reader(a_path), database(a_path, Database::Mode::read_only) {
    database.execute("PRAGMA busy_timeout = 10000");
    for (StoredPoint& point : reader.points()) ids[point.key.scenario_hash] = point.id;
  }
  std::string path;
  StudyReader reader;
  Database database;
  std::map<std::string, std::int64_t> ids;  ///< of points by scenario hash
};

/// A point of any of the studies.
struct Point {
  StoredPoint stored;
  std::vector<double> order;  ///< by parameter; what is not set comes first
};

/// A replication as it is stored, without its keys.
struct Row {
  std::int64_t replication = 0;
  std::vector<Cell> cells;  ///< status, message, events, path_hash, draws, outcomes, measures

  bool is_failed() const { return cells.front().text == "failed"; }
  friend bool operator==(const Row& a, const Row& b) {
    return a.replication == b.replication &&
           std::ranges::equal(a.cells, b.cells, {}, &Cell::text, &Cell::text);
  }
};

/// The replications of one point of one study, in order.
class Rows {
 public:
  Rows(Input& input, std::int64_t point)
      : input_(input),
        statement_(input.database,
                   "SELECT replication, status, message, events, path_hash, draws, outcomes, "
                   "measures FROM replications WHERE point = ? ORDER BY replication") {
    statement_.bind(1, point);
    advance();
  }
  const Row* head() const { return row_ ? &*row_ : nullptr; }
  const Input& input() const { return input_; }
  void advance() {
    row_.reset();
    if (!statement_.step()) return;
    Row row;
    row.replication = statement_.integer(0);
    for (int i = 1; i < statement_.columns(); ++i) row.cells.push_back(statement_.cell(i));
    row_ = std::move(row);
  }

 private:
  Input& input_;
  Statement statement_;
  std::optional<Row> row_;
};

std::string columns_text(Input& input) {
  std::string text;
  const auto columns = input.reader.columns();
  for (const auto& one : columns.measures) text += one.key() + " " + one.unit + "\n";
  for (const auto& one : columns.questions) text += "? " + one.id + "\n";
  return text;
}

void check_alike(Input& first, Input& other) {
  const auto a = first.reader.manifest();
  const auto b = other.reader.manifest();
  for (const char* key : {"kind", "version", "seed", "scenario_hash"}) {
    if (a.contains(key) && b.contains(key) && a.at(key) == b.at(key)) continue;
    throw StudyError(fmt::format("{}: this is a study of another {} than {}", other.path,
                                 key == std::string("scenario_hash") ? "scenario" : key,
                                 first.path));
  }
  if (columns_text(first) != columns_text(other)) {
    throw StudyError(
        fmt::format("{}: this study measures something else than {}", other.path, first.path));
  }
}

/// Copies rows of a table as they are.
void copy(Database& from, Database& to, const std::string& select, const std::string& insert) {
  Statement row(from, select);
  Statement put(to, insert);
  while (row.step()) {
    for (int i = 0; i < row.columns(); ++i) put.bind(i + 1, row.cell(i));
    put.run();
  }
}

class Merger {
 public:
  Merger(std::deque<Input>& inputs, Database& out) : inputs_(inputs), out_(out) {}

  Merged merge() {
    out_.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = FULL; BEGIN IMMEDIATE");
    out_.execute(schema_sql());
    write_manifest();
    copy_columns();
    write_parameters();
    std::int64_t id = 0;
    for (Point& point : points()) write(point, ++id);
    out_.execute("COMMIT");
    return result_;
  }

 private:
  /// What all studies say alike: the command and the shard of one of them is not that of the whole.
  void write_manifest() {
    std::map<std::string, std::string> common = inputs_.front().reader.manifest();
    for (Input& input : inputs_) {
      const auto other = input.reader.manifest();
      std::erase_if(common, [&other](const auto& entry) {
        const auto found = other.find(entry.first);
        return found == other.end() || found->second != entry.second;
      });
    }
    common.erase("shard");
    Statement put(out_, "INSERT INTO manifest VALUES (?, ?)");
    for (const auto& [key, value] : common) put.bind(1, key).bind(2, value).run();
  }

  /// Shards that had nothing to do have no columns.
  void copy_columns() {
    for (Input& input : inputs_) {
      if (input.reader.columns().measures.empty()) continue;
      copy(input.database, out_, "SELECT * FROM measure_columns ORDER BY id",
           "INSERT INTO measure_columns VALUES (?, ?, ?, ?, ?)");
      copy(input.database, out_, "SELECT * FROM question_columns ORDER BY id",
           "INSERT INTO question_columns VALUES (?, ?, ?, ?, ?)");
      return;
    }
  }

  void write_parameters() {
    std::map<std::string, StoredParameter> all;
    for (Input& input : inputs_) {
      for (const StoredParameter& one : input.reader.parameters()) all.emplace(one.path, one);
    }
    Statement put(out_, "INSERT INTO parameters VALUES (?, ?, ?, ?, ?, ?)");
    for (const auto& [path, one] : all) {
      const auto id = static_cast<std::int64_t>(parameters_.size());
      parameters_[path] = id;
      put.bind(1, id + 1).bind(2, path).bind(3, one.unit).bind(4, one.meaning);
      if (one.base.empty()) {
        put.bind_null(5).bind_null(6);
      } else {
        put.bind(5, one.base).bind_number(6, one.base_number);
        bases_.push_back({path, one.base, one.base_number});
      }
      put.run();
    }
  }

  /// Those of parameters that the point does not have yet. Of two ways to write one value, the
  /// lesser text, whatever the order of the studies.
  static void add_settings(StoredPoint& point, const std::vector<StoredSetting>& settings) {
    for (const StoredSetting& one : settings) {
      const auto known = std::ranges::find(point.settings, one.path, &StoredSetting::path);
      if (known == point.settings.end()) {
        point.settings.push_back(one);
      } else if (one.value < known->value) {
        *known = one;
      }
    }
  }

  std::vector<Point> points() {
    std::map<std::string, Point> by_hash;
    for (Input& input : inputs_) {
      for (StoredPoint& stored : input.reader.points()) {
        const auto [known, is_new] = by_hash.try_emplace(stored.key.scenario_hash);
        StoredPoint& kept = known->second.stored;
        if (is_new) {
          kept = std::move(stored);
          continue;
        }
        kept.wanted = std::max(kept.wanted, stored.wanted);
        // It may have been reached by other parameters there.
        add_settings(kept, stored.settings);
      }
    }
    std::vector<Point> all;
    for (auto& [hash, point] : by_hash) {
      for (const StoredSetting& one : bases_) {
        auto& own = point.stored.settings;
        if (std::ranges::find(own, one.path, &StoredSetting::path) == own.end()) own.push_back(one);
      }
      point.order.assign(parameters_.size(), -std::numeric_limits<double>::infinity());
      for (const StoredSetting& one : point.stored.settings) {
        point.order[static_cast<std::size_t>(parameters_.at(one.path))] = one.number;
      }
      all.push_back(std::move(point));
    }
    std::ranges::stable_sort(all, {}, &Point::order);
    return all;
  }

  void write(const Point& point, std::int64_t id) {
    const StoredPoint& stored = point.stored;
    // The point's row comes first, for the reference; its status is known at the end.
    Statement put(out_, "INSERT INTO points VALUES (?, ?, ?, ?, ?, NULL, 'incomplete')");
    put.bind(1, id)
        .bind(2, stored.key.scenario_hash)
        .bind(3, static_cast<std::int64_t>(stored.key.seed))
        .bind(4, stored.key.version);
    if (stored.wanted) {
      put.bind(5, static_cast<std::int64_t>(*stored.wanted));
    } else {
      put.bind_null(5);
    }
    put.run();
    Statement setting(out_, "INSERT INTO settings VALUES (?, ?, ?, ?)");
    std::vector<StoredSetting> settings = stored.settings;
    std::ranges::sort(settings, {}, &StoredSetting::path);
    for (const StoredSetting& one : settings) {
      setting.bind(1, id)
          .bind(2, parameters_.at(one.path) + 1)
          .bind(3, one.value)
          .bind_number(4, one.number)
          .run();
    }
    const std::uint64_t count = write_rows(stored.key.scenario_hash, id);
    const std::uint64_t wanted = stored.wanted.value_or(count);
    ++result_.points;
    if (count < wanted) {
      result_.missing += wanted - count;
    } else {
      Statement(out_, "UPDATE points SET status = 'complete' WHERE point = ?").bind(1, id).run();
    }
  }

  std::uint64_t write_rows(const std::string& hash, std::int64_t id) {
    std::deque<Rows> sources;
    for (Input& input : inputs_) {
      const auto found = input.ids.find(hash);
      if (found != input.ids.end()) sources.emplace_back(input, found->second);
    }
    Statement put(out_, "INSERT INTO replications VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    std::uint64_t count = 0;
    for (;;) {
      Rows* first = nullptr;
      for (Rows& one : sources) {
        if (one.head() == nullptr) continue;
        if (first == nullptr || one.head()->replication < first->head()->replication) first = &one;
      }
      if (first == nullptr) return count;
      Row chosen = *first->head();
      const std::string from = first->input().path;
      first->advance();
      for (Rows& other : sources) {
        if (other.head() == nullptr || other.head()->replication != chosen.replication) continue;
        reconcile(chosen, *other.head(), from, other.input().path, hash);
        other.advance();
      }
      put.bind(1, id).bind(2, chosen.replication);
      for (std::size_t i = 0; i < chosen.cells.size(); ++i) {
        put.bind(static_cast<int>(i) + 3, chosen.cells[i]);
      }
      put.run();
      ++count;
      ++result_.replications;
      if (chosen.is_failed()) ++result_.failed;
    }
  }

  void reconcile(Row& chosen, const Row& other, const std::string& from, const std::string& path,
                 const std::string& hash) {
    ++result_.doubled;
    if (other.is_failed()) return;
    if (chosen.is_failed()) {
      chosen = other;
    } else if (!(chosen == other)) {
      throw StudyError(fmt::format(
          "{} and {} disagree about replication {} of the scenario {}: they come from different "
          "builds or machines",
          from, path, chosen.replication, hash.substr(0, 12)));
    }
  }

  std::deque<Input>& inputs_;
  Database& out_;
  std::map<std::string, std::int64_t> parameters_;
  std::vector<StoredSetting> bases_;  ///< the scenario's own value of each
  Merged result_;
};

}  // namespace

Merged merge(const std::vector<std::string>& inputs, const std::string& output) {
  std::error_code error;
  if (fs::exists(output, error)) throw StudyError(output + ": exists already; name another file");
  std::deque<Input> studies;
  for (const std::string& path : inputs) studies.emplace_back(path);
  for (Input& one : studies) check_alike(studies.front(), one);
  const std::string part = output + ".part";
  fs::remove(part, error);
  try {
    Merged result;
    {
      Database out(part, Database::Mode::create);
      result = Merger(studies, out).merge();
    }
    fs::rename(part, output);
    return result;
  } catch (const fs::filesystem_error& wrong) {
    fs::remove(part, error);
    throw StudyError(output + ": " + wrong.code().message());
  } catch (...) {
    fs::remove(part, error);
    throw;
  }
}

}  // namespace acqsim::store
