#include "acqsim/shard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <numeric>
#include <optional>
#include <system_error>

namespace acqsim::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kBlock = 8;
constexpr std::uint64_t kLeastStride = 7;  ///< of points, so that few of them spread
constexpr std::uint64_t kMostShards = 1'000'000;

std::optional<std::uint64_t> whole(const std::string& text) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data(), end, number);
  if (text.empty() || error != std::errc() || last != end) return std::nullopt;
  return number;
}

Shard asked(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash != std::string::npos) {
    const auto index = whole(text.substr(0, slash));
    const auto count = whole(text.substr(slash + 1));
    if (index && count && *index >= 1 && *index <= *count && *count <= kMostShards) {
      return {*index - 1, *count, {}};
    }
  }
  throw UsageError("--shard wants I/N, such as 3/10 for the third of ten, not '" + text + "'");
}

class Environment {
 public:
  explicit Environment(const Console& console) : console_(console) {}

  bool has(const std::string& name) const { return value(name).has_value(); }

  std::uint64_t number(const std::string& name) const {
    const std::string text = value(name).value_or("");
    if (const auto read = whole(text)) return *read;
    throw UsageError(fmt::format("{} is '{}', which is no number; give --shard I/N", name, text));
  }

  std::uint64_t number_or(const std::string& name, std::uint64_t otherwise) const {
    return has(name) ? number(name) : otherwise;
  }

 private:
  std::optional<std::string> value(const std::string& name) const {
    auto text = console_.environment ? console_.environment(name) : std::nullopt;
    if (text && text->empty()) return std::nullopt;
    return text;
  }

  const Console& console_;
};

Shard of_slurm(const Environment& environment) {
  const std::uint64_t id = environment.number("SLURM_ARRAY_TASK_ID");
  if (environment.has("ACQSIM_SHARDS")) {
    const std::uint64_t shards = environment.number("ACQSIM_SHARDS");
    if (id < 1 || id > shards || shards > kMostShards) {
      throw UsageError(fmt::format(
          "SLURM_ARRAY_TASK_ID is {}, but ACQSIM_SHARDS says that there are {}, from one", id,
          shards));
    }
    return {id - 1, shards, "the Slurm job array"};
  }
  const std::uint64_t first = environment.number("SLURM_ARRAY_TASK_MIN");
  const std::uint64_t last = environment.number("SLURM_ARRAY_TASK_MAX");
  const std::uint64_t step = environment.number_or("SLURM_ARRAY_TASK_STEP", 1);
  const std::uint64_t count = environment.number("SLURM_ARRAY_TASK_COUNT");
  const bool is_regular = step >= 1 && id >= first && id <= last && (id - first) % step == 0 &&
                          (last - first) % step == 0 && (last - first) / step + 1 == count;
  if (!is_regular) {
    throw UsageError(fmt::format(
        "the Slurm array has gaps ({} tasks from {} to {}), so that the task's number does not "
        "say its place; submit it as --array=1-N, or give --shard I/N",
        count, first, last));
  }
  return {(id - first) / step, count, "the Slurm job array"};
}

Shard of_index(const Environment& environment, const std::string& variable,
               const std::string& origin) {
  if (!environment.has("ACQSIM_SHARDS")) {
    throw UsageError(variable +
                     " is set, but not ACQSIM_SHARDS, the number of shards: set it to "
                     "that of the job's indices, or give --shard I/N");
  }
  const std::uint64_t index = environment.number(variable);
  const std::uint64_t count = environment.number("ACQSIM_SHARDS");
  if (index >= count || count > kMostShards) {
    throw UsageError(fmt::format("{} is {}, but ACQSIM_SHARDS says that there are {}, from zero",
                                 variable, index, count));
  }
  return {index, count, origin};
}

}  // namespace

bool Shard::has(std::size_t point, std::uint64_t replication) const {
  std::uint64_t stride = kLeastStride;
  while (std::gcd(stride, count) != 1) ++stride;
  return (point * stride + replication / kBlock) % count == index;
}

std::string Shard::file_name() const {
  return is_all() ? "study.sqlite" : fmt::format("shard-{:04}-of-{:04}.sqlite", index + 1, count);
}

void check_folder(const Shard& shard, const std::string& folder) {
  if (shard.is_all() && shard.origin.empty()) return;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    const std::size_t of = name.find("-of-");
    if (!name.starts_with("shard-") || !name.ends_with(".sqlite") || of == std::string::npos) {
      continue;
    }
    const std::string number = name.substr(of + 4, name.size() - of - 4 - 7);  // before ".sqlite"
    const std::size_t digits = std::min(number.find_first_not_of('0'), number.size());
    const auto count = whole(number.substr(digits));
    if (!count || *count == shard.count) continue;
    throw UsageError(fmt::format(
        "{} holds shards of {} ({}), and this is shard {} of {}{}: give the number of shards "
        "that it was begun with, by ACQSIM_SHARDS={} or --shard I/{}; or another --out",
        folder, *count, name, shard.index + 1, shard.count,
        shard.origin.empty() ? "" : ", from " + shard.origin, *count, *count));
  }
}

Shard read_shard(const Call& call) {
  if (const auto text = call.arguments.value("shard")) return asked(*text);
  const Environment environment(call.console);
  if (environment.has("SLURM_ARRAY_TASK_ID")) return of_slurm(environment);
  if (environment.has("JOB_COMPLETION_INDEX")) {
    return of_index(environment, "JOB_COMPLETION_INDEX", "the Kubernetes job");
  }
  if (environment.has("AWS_BATCH_JOB_ARRAY_INDEX")) {
    return of_index(environment, "AWS_BATCH_JOB_ARRAY_INDEX", "the AWS Batch array");
  }
  return {};
}

}  // namespace acqsim::cli
