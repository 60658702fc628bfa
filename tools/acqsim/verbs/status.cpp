#include "acqsim/next_step.hpp"
#include "acqsim/progress_bar.hpp"
#include "acqsim/study_info.hpp"
#include "acqsim/study_path.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/store/json_text.hpp>
#include <acqsim/store/study_reader.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <ostream>

namespace acqsim::cli {
namespace {

constexpr std::size_t kToldFailures = 5;

/// One study as it stands.
struct Status {
  std::string path;
  std::map<std::string, std::string> manifest;
  std::uint64_t points = 0;
  std::uint64_t complete = 0;  ///< of these
  std::uint64_t wanted = 0;    ///< replications; of a run that stops when precise what is there
  std::uint64_t whole = 0;     ///< the same of all shards
  std::uint64_t ok = 0;
  std::uint64_t failed = 0;
  bool is_running = false;
  std::optional<store::StoredProgress> progress;
  std::vector<std::pair<std::int64_t, experiment::Failure>> failures;

  std::uint64_t done() const { return ok + failed; }
  std::string value(const std::string& key) const {
    const auto found = manifest.find(key);
    return found == manifest.end() ? std::string() : found->second;
  }
  /// Replications a second of the command that writes now; nothing when that cannot be told.
  std::optional<double> rate() const {
    if (!is_running || !progress || progress->done == 0) return std::nullopt;
    const auto seconds = progress->updated - progress->started;
    if (seconds <= 0) return std::nullopt;
    return static_cast<double>(progress->done) / static_cast<double>(seconds);
  }
  std::optional<double> seconds_left() const {
    if (const auto per_second = rate()) {
      return static_cast<double>(progress->planned - progress->done) / *per_second;
    }
    return std::nullopt;
  }
};

Status look(const std::string& path) {
  Status status;
  status.path = path;
  store::StudyReader study(path);
  status.manifest = study.manifest();
  const auto counts = study.counts();
  for (const store::StoredPoint& point : study.points()) {
    ++status.points;
    if (point.status != "incomplete" && point.status != "running" &&
        point.status != "interrupted") {
      ++status.complete;
    }
    const auto found = counts.find(point.id);
    const auto there = found == counts.end() ? store::StudyReader::Counts{} : found->second;
    status.ok += there.ok;
    status.failed += there.failed;
    const std::uint64_t done = there.ok + there.failed;
    status.wanted += std::max(point.share.value_or(point.wanted.value_or(0)), done);
    status.whole += std::max(point.wanted.value_or(0), done);
  }
  status.failures = study.first_failures(kToldFailures);
  status.progress = study.progress();
  status.is_running = store::is_being_written(path);
  return status;
}

std::string count(std::uint64_t number) { return base::format_count(static_cast<double>(number)); }

void tell(std::ostream& out, const Status& status) {
  out << fmt::format("{}: {} of {}, seed {}, acqsim {}\n", status.path, status.value("kind"),
                     status.value("name"), status.value("seed"), status.value("version"));
  const double part = status.wanted == 0 ? 0.0
                                         : 100.0 * static_cast<double>(status.done()) /
                                               static_cast<double>(status.wanted);
  out << fmt::format("  {} of {} points complete, {} of {} replications ({:.0f}%), {} failed\n",
                     count(status.complete), count(status.points), count(status.done()),
                     count(status.wanted), std::floor(part), count(status.failed));
  if (!status.is_running) {
    out << "  nobody is writing to it\n";
  } else if (const auto rate = status.rate()) {
    out << fmt::format("  being written: {} of {}, {}/s, {} left\n", count(status.progress->done),
                       count(status.progress->planned), base::format_count(*rate),
                       duration_text(*status.seconds_left()));
  } else {
    out << "  being written\n";
  }
  for (const auto& [point, failure] : status.failures) {
    out << fmt::format("  failed: point {}, replication {}, seed {}: {}\n", point, failure.index,
                       status.value("seed"), failure.message);
  }
}

/// All shards of a sweep together.
struct Shards {
  std::uint64_t count = 0;  ///< that there are to be; none: no shards
  std::uint64_t begun = 0;
  std::uint64_t whole = 0;
  std::uint64_t done = 0;
  std::uint64_t failed = 0;

  bool is_done() const { return begun == count && done >= whole; }
};

Shards shards_in(const std::vector<Status>& all) {
  Shards shards;
  for (const Status& one : all) {
    const std::string shard = one.value("shard");
    const std::size_t slash = shard.find('/');
    if (slash == std::string::npos) continue;
    shards.count = std::strtoull(shard.c_str() + slash + 1, nullptr, 10);
    ++shards.begun;
    shards.whole = std::max(shards.whole, one.whole);
    shards.done += one.done();
    shards.failed += one.failed;
  }
  return shards;
}

void tell(std::ostream& out, const Shards& shards) {
  const double part = shards.whole == 0 ? 0.0
                                        : 100.0 * static_cast<double>(shards.done) /
                                              static_cast<double>(shards.whole);
  out << fmt::format("all shards: {} of {} begun, {} of {} replications ({:.0f}%), {} failed{}\n",
                     count(shards.begun), count(shards.count), count(shards.done),
                     count(shards.whole), std::floor(std::min(part, 100.0)), count(shards.failed),
                     shards.is_done() ? "; done" : "");
}

/// What can be done with them: shards want to be merged first.
std::string next_of(const Arguments& given, const std::vector<Status>& all, const Shards& shards,
                    const Console& console) {
  const std::string folder = std::filesystem::path(all.front().path).parent_path().string();
  const std::string merged = study_file(folder);
  std::error_code error;
  if (shards.count == 0 || std::filesystem::exists(merged, error)) {
    return next_command("every replication, for another program",
                        {"export", shards.count == 0 ? all.front().path : merged}, console);
  }
  std::vector<std::string> words{"merge"};
  words.insert(words.end(), given.files.begin(), given.files.end());
  words.insert(words.end(), {"--out", merged});
  return next_command(
      shards.is_done() ? "one study of all shards" : "when all shards are done, one study of them",
      words, console);
}

std::string json(const Status& status) {
  std::string failures;
  for (const auto& [point, failure] : status.failures) {
    failures += fmt::format("{}{{\"point\": {}, \"replication\": {}, \"message\": {}}}",
                            failures.empty() ? "" : ", ", point, failure.index,
                            store::json_string(failure.message));
  }
  const auto number = [](const std::optional<double>& value) {
    return value ? store::json_number(*value) : std::string("null");
  };
  return fmt::format(
      "{{\"study\": {}, \"kind\": {}, \"name\": {}, \"shard\": {}, \"seed\": {}, \"program\": {}, "
      "\"command\": {}, \"points\": {}, \"points_complete\": {}, \"wanted\": {}, \"done\": {}, "
      "\"failed\": {}, \"running\": {}, \"rate\": {}, \"seconds_left\": {}, "
      "\"first_failures\": [{}]}}",
      store::json_string(status.path), store::json_string(status.value("kind")),
      store::json_string(status.value("name")),
      status.value("shard").empty() ? "null" : store::json_string(status.value("shard")),
      status.value("seed"), store::json_string(status.value("program")),
      store::json_string(status.value("command")), status.points, status.complete, status.wanted,
      status.done(), status.failed, status.is_running ? "true" : "false", number(status.rate()),
      number(status.seconds_left()), failures);
}

int tell_status(Call& call) {
  const Arguments& given = call.arguments;
  if (given.files.empty()) throw UsageError("which study? Name its file or folder");
  const std::string format = given.value("format").value_or("table");
  if (format != "table" && format != "json") {
    throw UsageError("--format is table or json, not '" + format + "'");
  }
  std::vector<Status> all;
  for (const std::string& file : given.files) {
    for (const std::string& study : studies_of(file)) all.push_back(look(study));
  }
  if (format == "json") {
    std::string text;
    for (const Status& one : all) text += (text.empty() ? "" : ",\n") + json(one);
    call.out << "[" << text << "]\n";
  } else {
    for (const Status& one : all) tell(call.out, one);
    const Shards shards = shards_in(all);
    if (shards.count > 0) tell(call.out, shards);
    call.out << '\n' << next_of(given, all, shards, call.console);
  }
  call.out.flush();
  return kDone;
}

}  // namespace

Verb status_verb() {
  return {.name = "status",
          .meaning = "Says how far studies are, also while they are being written.",
          .usage = "STUDY...",
          .details =
              "STUDY is a file, or the folder that was given as --out; of shards all are "
              "told, each with its own part of the work, and what they are together. Reading "
              "never holds up who writes.",
          .options = {{.name = "format",
                       .argument = "FORMAT",
                       .meaning = "table or json (table)",
                       .choices = {"table", "json"}},
                      {.name = "help", .letter = 'h', .meaning = "this text"}},
          .examples = {{"status build/lock-in",
                        "how many replications are done, how many "
                        "failed, and how long it will take"}},
          .run = tell_status};
}

}  // namespace acqsim::cli
