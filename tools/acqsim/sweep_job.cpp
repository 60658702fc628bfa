#include "acqsim/sweep_job.hpp"

#include "acqsim/study_info.hpp"

#include <acqsim/store/sha256.hpp>

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

namespace acqsim::cli {
namespace {

constexpr std::chrono::milliseconds kTelling{250};  ///< between notes of progress in the study

/// A market with the source that runs it.
struct OpenedPoint {
  OpenedPoint(spec::Scenario scenario, std::uint64_t seed)
      : market(std::move(scenario)), source(experiment::market_source(market, seed)) {}
  model::Market market;
  experiment::Source source;
};

/// Writes what comes, and what has come so far.
class StudySink : public experiment::SweepSink {
 public:
  StudySink(store::SweepStudy& study, const std::vector<std::int64_t>& id_of,
            std::unordered_map<std::int64_t, std::uint64_t> missing, std::uint64_t planned)
      : study_(study), id_of_(id_of), missing_(std::move(missing)), planned_(planned) {}

  void replication(std::size_t point, const model::Replication& replication) override {
    study_.replication(id_of_[point], replication);
    count(point);
  }
  void failure(std::size_t point, const experiment::Failure& failure) override {
    ++failed_;
    study_.failure(id_of_[point], failure);
    count(point);
  }
  void finish() {
    study_.progress(planned_, done_, failed_);
    study_.commit();
  }

 private:
  void count(std::size_t point) {
    ++done_;
    if (--missing_[id_of_[point]] == 0) study_.complete(id_of_[point]);
    const auto now = std::chrono::steady_clock::now();
    if (now - told_ < kTelling) return;
    told_ = now;
    study_.progress(planned_, done_, failed_);
  }

  store::SweepStudy& study_;
  const std::vector<std::int64_t>& id_of_;
  std::unordered_map<std::int64_t, std::uint64_t> missing_;  ///< of a point
  std::uint64_t planned_;
  std::uint64_t done_ = 0;
  std::uint64_t failed_ = 0;
  std::chrono::steady_clock::time_point told_{};
};

/// Of every point: as the study remembers it, or by binding it, which a design of thousands does on
/// all threads. Empty when stopped. Throws base::InputError of the first point that is wrong.
std::vector<std::string> hashes_of(const scenario::Family& family,
                                   const std::vector<experiment::PlannedPoint>& points,
                                   const store::SweepStudy& study, const SweepWork& work) {
  std::vector<std::string> hashes(points.size());
  std::vector<std::size_t> unknown;
  for (std::size_t p = 0; p < points.size(); ++p) {
    if (auto hash = study.known_hash(stored_settings(points[p]))) {
      hashes[p] = std::move(*hash);
    } else {
      unknown.push_back(p);
    }
  }
  if (unknown.empty()) return hashes;
  experiment::Source binding;
  binding.replicate = [&](std::uint64_t index) {
    const std::size_t p = unknown[index];
    hashes[p] = store::sha256(meaning_of(family.with(points[p].settings).canonical));
    model::Replication nothing;
    nothing.index = index;
    return nothing;
  };
  experiment::Plan plan;
  plan.replications = unknown.size();
  experiment::RunOptions options;
  options.threads = work.threads;
  options.summarises = false;
  options.stop = work.stop;
  options.progress = work.reading;
  experiment::NullSink nowhere;
  const auto outcome = experiment::run(binding, plan, nowhere, options);
  for (const experiment::Failure& failure : outcome.summary.first_failures()) {
    family.with(points[unknown[failure.index]].settings);  // again, for the located error
    throw std::runtime_error(failure.message);
  }
  if (outcome.ending == experiment::Ending::interrupted) return {};
  return hashes;
}

}  // namespace

std::vector<store::StoredSetting> stored_settings(const experiment::PlannedPoint& point) {
  std::vector<store::StoredSetting> settings;
  for (std::size_t i = 0; i < point.settings.size(); ++i) {
    settings.push_back({point.settings[i].path, point.settings[i].value, point.numbers[i]});
  }
  return settings;
}

std::vector<store::StoredParameter> stored_parameters(const scenario::Vary& vary) {
  std::vector<store::StoredParameter> parameters;
  for (const scenario::VariedParameter* one : vary.parameters()) {
    parameters.push_back(
        {one->path, std::string(base::symbol(one->unit)), one->meaning, one->base_text, one->base});
  }
  return parameters;
}

std::shared_ptr<const experiment::Source> open_point(const scenario::Family& family,
                                                     const experiment::PlannedPoint& point,
                                                     std::uint64_t seed) {
  auto opened = std::make_shared<OpenedPoint>(family.with(point.settings).scenario, seed);
  return {opened, &opened->source};
}

SweepJob::SweepJob(const scenario::Family& family,
                   const std::vector<experiment::PlannedPoint>& points, SweepWork work,
                   store::SweepStudy& study)
    : family_(family), points_(points), asked_(std::move(work)), study_(study) {
  const std::vector<std::string> hashes = hashes_of(family, points, study, asked_);
  is_stopped_ = hashes.empty() && !points.empty();
  if (is_stopped_) return;
  const auto first_of = [this](std::size_t p) {
    return asked_.firsts.empty() ? std::uint64_t{0} : asked_.firsts.at(p);
  };
  // Two places may be ways to write one point, which has then the futures of both.
  std::map<std::string, std::set<std::uint64_t>> firsts;
  for (std::size_t p = 0; p < points.size(); ++p) firsts[hashes[p]].insert(first_of(p));
  std::set<std::pair<std::int64_t, std::uint64_t>> known;
  for (std::size_t p = 0; p < points.size(); ++p) {
    std::optional<std::uint64_t> share;
    if (!asked_.shard.is_all()) {
      share = 0;
      for (std::uint64_t r = 0; r < asked_.replications; ++r) *share += asked_.shard.has(p, r);
    }
    const std::int64_t id = study.point(hashes[p], stored_settings(points[p]),
                                        asked_.replications * firsts[hashes[p]].size(), share);
    id_of_.push_back(id);
    if (missing_.emplace(id, 0).second) {
      ids_.push_back(id);
      if (asked_.retries_failed) study.forget_failures(id);
    }
    if (known.emplace(id, first_of(p)).second) add(p, id, first_of(p));
  }
  for (const auto& [id, missing] : missing_) {
    if (missing == 0) study.complete(id);
  }
}

void SweepJob::add(std::size_t place, std::int64_t id, std::uint64_t first) {
  std::vector<bool> is_there(asked_.replications, false);
  for (const std::uint64_t one : study_.stored(id)) {
    if (one >= first && one - first < asked_.replications) is_there[one - first] = true;
  }
  for (std::uint64_t r = 0; r < asked_.replications; ++r) {
    if (!asked_.shard.has(place, r)) continue;
    if (is_there[r]) {
      ++prior_;
    } else {
      ++missing_[id];
      work_.add(place, first + r, 1);
    }
  }
}

experiment::SweepOutcome SweepJob::run(const experiment::SweepOptions& options) {
  if (is_stopped_) {
    experiment::SweepOutcome outcome;
    outcome.is_interrupted = true;
    return outcome;
  }
  const experiment::OpenPoint open = [this](std::size_t point) {
    return open_point(family_, points_[point], asked_.seed);
  };
  const model::Market base(family_.base().scenario);
  const experiment::Columns columns = experiment::market_source(base, asked_.seed).columns;
  study_.begin(columns);
  StudySink sink(study_, id_of_, missing_, work_.size());
  sink.finish();  // how much is planned, before the first result
  experiment::SweepOptions ticking = options;
  ticking.progress = [&](const experiment::Progress& progress) {
    study_.commit_if_old();
    if (options.progress) options.progress(progress);
  };
  const auto outcome = experiment::run_sweep(work_, columns, open, sink, ticking);
  sink.finish();
  return outcome;
}

}  // namespace acqsim::cli
