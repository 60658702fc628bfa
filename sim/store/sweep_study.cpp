#include "acqsim/store/sweep_study.hpp"

#include "store/writer.hpp"

#include <algorithm>
#include <ctime>
#include <map>
#include <unordered_map>
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
                     "INSERT INTO parameters (path, unit, meaning) VALUES (?, ?, ?) "
                     "ON CONFLICT (path) DO NOTHING");
    for (const StoredParameter& one : parameters) {
      insert.bind(1, one.path).bind(2, one.unit).bind(3, one.meaning).run();
    }
    Statement known(database, "SELECT path, parameter FROM parameters");
    while (known.step()) parameter_ids[known.text(0)] = known.integer(1);
    read_points(database);
  }

  void read_points(Database& database) {
    std::unordered_map<std::int64_t, std::vector<StoredSetting>> settings;
    Statement setting(database, "SELECT point, path, value FROM point_settings");
    while (setting.step()) {
      settings[setting.integer(0)].push_back({setting.text(1), setting.text(2), 0.0});
    }
    Statement point(database, "SELECT point, scenario_hash FROM points");
    while (point.step()) {
      ids[point.text(1)] = point.integer(0);
      hashes[text_of(settings[point.integer(0)])] = point.text(1);
    }
  }

  StudyKey key;
  Writer writer;
  std::map<std::string, std::int64_t> parameter_ids;
  std::unordered_map<std::string, std::int64_t> ids;    ///< of points by scenario hash
  std::unordered_map<std::string, std::string> hashes;  ///< of points by settings
  std::int64_t started = static_cast<std::int64_t>(std::time(nullptr));
};

SweepStudy::SweepStudy(const std::string& path, const StudyInfo& info,
                       const std::vector<StoredParameter>& parameters)
    : file_(std::make_unique<File>(path, info, parameters)) {}

SweepStudy::~SweepStudy() = default;

std::optional<std::string> SweepStudy::known_hash(
    const std::vector<StoredSetting>& settings) const {
  const auto found = file_->hashes.find(text_of(settings));
  if (found == file_->hashes.end()) return std::nullopt;
  return found->second;
}

std::int64_t SweepStudy::point(const std::string& scenario_hash,
                               const std::vector<StoredSetting>& settings, std::uint64_t wanted) {
  Database& database = file_->writer.database();
  if (const auto found = file_->ids.find(scenario_hash); found != file_->ids.end()) {
    Statement(database,
              "UPDATE points SET wanted = ?2, status = 'incomplete' "
              "WHERE point = ?1 AND (wanted IS NULL OR wanted < ?2)")
        .bind(1, found->second)
        .bind(2, signed_of(wanted))
        .run();
    return found->second;
  }
  const auto id = static_cast<std::int64_t>(file_->ids.size()) + 1;
  Statement(database, "INSERT INTO points VALUES (?, ?, ?, ?, ?, 'incomplete')")
      .bind(1, id)
      .bind(2, scenario_hash)
      .bind(3, signed_of(file_->key.seed))
      .bind(4, file_->key.version)
      .bind(5, signed_of(wanted))
      .run();
  Statement insert(database, "INSERT INTO settings VALUES (?, ?, ?, ?)");
  for (const StoredSetting& one : settings) {
    insert.bind(1, id)
        .bind(2, file_->parameter_ids.at(one.path))
        .bind(3, one.value)
        .bind_number(4, one.number)
        .run();
  }
  file_->ids[scenario_hash] = id;
  file_->hashes[text_of(settings)] = scenario_hash;
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

void SweepStudy::complete(std::int64_t point) {
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

}  // namespace acqsim::store
