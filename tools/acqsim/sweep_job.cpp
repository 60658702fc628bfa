#include "acqsim/sweep_job.hpp"

#include "acqsim/study_info.hpp"

#include <acqsim/store/sha256.hpp>

#include <chrono>
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
            std::vector<std::uint64_t> missing, std::uint64_t planned)
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
    if (--missing_[point] == 0) study_.complete(id_of_[point]);
    const auto now = std::chrono::steady_clock::now();
    if (now - told_ < kTelling) return;
    told_ = now;
    study_.progress(planned_, done_, failed_);
  }

  store::SweepStudy& study_;
  const std::vector<std::int64_t>& id_of_;
  std::vector<std::uint64_t> missing_;
  std::uint64_t planned_;
  std::uint64_t done_ = 0;
  std::uint64_t failed_ = 0;
  std::chrono::steady_clock::time_point told_{};
};

/// Of every point: as the study remembers it, or by binding it, which a design of thousands does on
/// all threads. Throws base::InputError of the first point that is wrong.
std::vector<std::string> hashes_of(const scenario::Family& family,
                                   const std::vector<experiment::PlannedPoint>& points,
                                   const store::SweepStudy& study, unsigned threads) {
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
  options.threads = threads;
  options.summarises = false;
  experiment::NullSink nowhere;
  const auto outcome = experiment::run(binding, plan, nowhere, options);
  for (const experiment::Failure& failure : outcome.summary.first_failures()) {
    family.with(points[unknown[failure.index]].settings);  // again, for the located error
    throw std::runtime_error(failure.message);
  }
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
    parameters.push_back({one->path, std::string(base::symbol(one->unit)), one->meaning});
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
                   const std::vector<experiment::PlannedPoint>& points, std::uint64_t seed,
                   std::uint64_t replications, const Shard& shard, unsigned threads,
                   store::SweepStudy& study, const std::vector<std::uint64_t>& firsts)
    : family_(family), points_(points), seed_(seed), study_(study) {
  const std::vector<std::string> hashes = hashes_of(family, points, study, threads);
  std::set<std::int64_t> known;
  std::set<std::pair<std::int64_t, std::uint64_t>> asked;
  for (std::size_t p = 0; p < points.size(); ++p) {
    const std::int64_t id = study.point(hashes[p], stored_settings(points[p]), replications);
    id_of_.push_back(id);
    missing_.push_back(0);
    const std::uint64_t first = firsts.empty() ? 0 : firsts.at(p);
    if (known.insert(id).second) ids_.push_back(id);
    if (!asked.insert({id, first}).second) continue;  // another way to write the same
    std::vector<bool> is_there(replications, false);
    for (const std::uint64_t one : study.stored(id)) {
      if (one >= first && one - first < replications) is_there[one - first] = true;
    }
    for (std::uint64_t r = 0; r < replications; ++r) {
      const bool is_ours = shard.has(p, r);
      if (is_there[r]) {
        if (is_ours) ++prior_;
        continue;
      }
      ++missing_[p];
      if (is_ours) work_.add(p, first + r, 1);
    }
  }
}

experiment::SweepOutcome SweepJob::run(const experiment::SweepOptions& options) {
  const experiment::OpenPoint open = [this](std::size_t point) {
    return open_point(family_, points_[point], seed_);
  };
  const model::Market base(family_.base().scenario);
  const experiment::Columns columns = experiment::market_source(base, seed_).columns;
  study_.begin(columns);
  StudySink sink(study_, id_of_, missing_, work_.size());
  sink.finish();  // how much is planned, before the first result
  const auto outcome = experiment::run_sweep(work_, columns, open, sink, options);
  sink.finish();
  return outcome;
}

}  // namespace acqsim::cli
