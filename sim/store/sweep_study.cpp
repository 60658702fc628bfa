#include "acqsim/store/sweep_study.hpp"

#include "store/writer.hpp"

#include <algorithm>
#include <ctime>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace acqsim::store {
namespace {

/// Settings in one order, whatever order they were asked for in.
std::string text_of(const std::vector<StoredSetting>& settings) {
  std::vector<std::string> lines;
  for (const StoredSetting& one : settings) lines.push_back(one.path + "=" + one.value + "\n");
  std::ranges::sort(lines);
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

}  // namespace

struct SweepStudy::File {
  File(const std::string& path, const StudyInfo& info,
       const std::vector<StoredParameter>& parameters)
      : key(info.key), writer(path, "sweep", info) {
    Database& database = writer.database();
    Statement insert(database,
                     "INSERT INTO parameters (path, unit, meaning, base, base_number) "
                     "VALUES (?, ?, ?, ?, ?) ON CONFLICT (path) DO NOTHING");
    for (const StoredParameter& one : parameters) {
      insert.bind(1, one.path).bind(2, one.unit).bind(3, one.meaning);
      if (one.base.empty()) {
        insert.bind_null(4).bind_null(5);
      } else {
        insert.bind(4, one.base).bind_number(5, one.base_number);
      }
      insert.run();
    }
    Statement known(database, "SELECT path, parameter, base, base_number FROM parameters");
    while (known.step()) {
      parameter_ids[known.text(0)] = known.integer(1);
      if (known.is_null(2) || known.is_null(3)) continue;
      bases.push_back({known.text(0), known.text(2), known.number(3)});
    }
    // Points of earlier sweeps have the scenario's own value of what is varied only now.
    database.execute(
        "INSERT OR IGNORE INTO settings SELECT point, parameter, base, base_number "
        "FROM points, parameters WHERE base IS NOT NULL AND base_number IS NOT NULL");
    read_points(database);
  }

  /// With the scenario's own values of all other parameters.
  std::vector<StoredSetting> whole(std::vector<StoredSetting> settings) const {
    for (const StoredSetting& base : bases) {
      if (std::ranges::find(settings, base.path, &StoredSetting::path) == settings.end()) {
        settings.push_back(base);
      }
    }
    return settings;
  }

  void write_settings(std::int64_t point, const std::vector<StoredSetting>& settings) {
    Statement insert(writer.database(),
                     "INSERT INTO settings VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
    for (const StoredSetting& one : settings) {
      insert.bind(1, point)
          .bind(2, parameter_ids.at(one.path))
          .bind(3, one.value)
          .bind_number(4, one.number)
          .run();
    }
  }

  void read_points(Database& database) {
    std::unordered_map<std::int64_t, std::vector<StoredSetting>> settings;
    Statement setting(database, "SELECT point, path, value FROM point_settings");
    while (setting.step()) {
      settings[setting.integer(0)].push_back({setting.text(1), setting.text(2), 0.0});
    }
    Statement point(database, "SELECT point, scenario_hash, status FROM points");
    while (point.step()) {
      if (point.text(2) == "complete") complete.insert(point.integer(0));
      ids[point.text(1)] = point.integer(0);
      hashes[text_of(settings[point.integer(0)])] = point.text(1);
    }
  }

  StudyKey key;
  Writer writer;
  std::map<std::string, std::int64_t> parameter_ids;
  std::vector<StoredSetting> bases;                     ///< by parameter
  std::unordered_map<std::string, std::int64_t> ids;    ///< of points by scenario hash
  std::unordered_map<std::string, std::string> hashes;  ///< of points by settings
  std::unordered_set<std::int64_t> complete;            ///< points
  std::int64_t started = static_cast<std::int64_t>(std::time(nullptr));
};

SweepStudy::SweepStudy(const std::string& path, const StudyInfo& info,
                       const std::vector<StoredParameter>& parameters)
    : file_(std::make_unique<File>(path, info, parameters)) {}

SweepStudy::~SweepStudy() = default;

std::optional<std::string> SweepStudy::known_hash(
    const std::vector<StoredSetting>& settings) const {
  const auto found = file_->hashes.find(text_of(file_->whole(settings)));
  if (found == file_->hashes.end()) return std::nullopt;
  return found->second;
}

std::int64_t SweepStudy::point(const std::string& scenario_hash,
                               const std::vector<StoredSetting>& settings, std::uint64_t wanted,
                               std::optional<std::uint64_t> share) {
  Database& database = file_->writer.database();
  const std::vector<StoredSetting> whole = file_->whole(settings);
  const auto found = file_->ids.find(scenario_hash);
  const bool is_known = found != file_->ids.end();
  const auto id = is_known ? found->second : static_cast<std::int64_t>(file_->ids.size()) + 1;
  Statement put(database, is_known
                              ? "UPDATE points SET wanted = ?2, share = ?3, status = 'incomplete' "
                                "WHERE point = ?1 AND (wanted IS NULL OR wanted < ?2)"
                              : "INSERT INTO points VALUES (?1, ?4, ?5, ?6, ?2, ?3, 'incomplete')");
  put.bind(1, id).bind(2, signed_of(wanted));
  if (share) {
    put.bind(3, signed_of(*share));
  } else {
    put.bind_null(3);
  }
  if (!is_known) {
    put.bind(4, scenario_hash).bind(5, signed_of(file_->key.seed)).bind(6, file_->key.version);
  }
  put.run();
  if (database.number("SELECT changes()") > 0) file_->complete.erase(id);
  if (!is_known) {
    file_->write_settings(id, whole);
  } else if (file_->hashes.emplace(text_of(whole), scenario_hash).second) {
    file_->write_settings(id, settings);  // it was reached by other parameters
  }
  file_->ids[scenario_hash] = id;
  file_->hashes[text_of(whole)] = scenario_hash;
  return id;
}

std::vector<std::uint64_t> SweepStudy::stored(std::int64_t point) {
  std::vector<std::uint64_t> all;
  Statement row(file_->writer.database(),
                "SELECT replication FROM replications WHERE point = ? ORDER BY replication");
  row.bind(1, point);
  while (row.step()) all.push_back(static_cast<std::uint64_t>(row.integer(0)));
  return all;
}

void SweepStudy::begin(const experiment::Columns& columns) { file_->writer.begin(columns); }

void SweepStudy::replication(std::int64_t point, const model::Replication& replication) {
  file_->writer.add(point, replication);
}

void SweepStudy::failure(std::int64_t point, const experiment::Failure& failure) {
  file_->writer.add(point, failure);
}

void SweepStudy::forget_failures(std::int64_t point) {
  Statement(file_->writer.database(),
            "DELETE FROM replications WHERE point = ? AND status = 'failed'")
      .bind(1, point)
      .run();
}

void SweepStudy::complete(std::int64_t point) {
  if (!file_->complete.insert(point).second) return;
  Statement(file_->writer.database(), "UPDATE points SET status = 'complete' WHERE point = ?")
      .bind(1, point)
      .run();
}

void SweepStudy::progress(std::uint64_t planned, std::uint64_t done, std::uint64_t failed) {
  Writer& writer = file_->writer;
  writer.set_progress("planned", signed_of(planned));
  writer.set_progress("done", signed_of(done));
  writer.set_progress("failed", signed_of(failed));
  writer.set_progress("started", file_->started);
  writer.set_progress("updated", static_cast<std::int64_t>(std::time(nullptr)));
}

void SweepStudy::commit() { file_->writer.commit(); }

void SweepStudy::commit_if_old() { file_->writer.commit_if_old(); }

}  // namespace acqsim::store
