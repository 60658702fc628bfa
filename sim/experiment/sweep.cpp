#include "acqsim/experiment/sweep.hpp"

#include <acqsim/base/check.hpp>

#include <algorithm>
#include <deque>
#include <exception>
#include <limits>
#include <map>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace acqsim::experiment {
namespace {

constexpr double kNoData = std::numeric_limits<double>::quiet_NaN();

/// A point that measures something else than the scenario without variation (a vendor that decides
/// only here, say) answers that scenario's columns: what it lacks is no data, what is more is left
/// out. Throws std::runtime_error when it is not asked the same questions.
std::shared_ptr<const Source> with_columns(std::shared_ptr<const Source> source,
                                           const Columns& columns) {
  if (!std::ranges::equal(source->columns.questions, columns.questions, {}, &Question::id,
                          &Question::id)) {
    throw std::runtime_error(
        "this point is asked other questions than the scenario without variation");
  }
  std::map<std::pair<std::string, std::string>, std::size_t> place;
  for (std::size_t i = 0; i < source->columns.measures.size(); ++i) {
    place[{source->columns.measures[i].key(), source->columns.measures[i].unit}] = i;
  }
  const std::size_t none = source->columns.measures.size();
  std::vector<std::size_t> from;
  bool is_same = columns.measures.size() == none;
  for (const model::MeasureColumn& column : columns.measures) {
    const auto found = place.find({column.key(), column.unit});
    from.push_back(found == place.end() ? none : found->second);
    is_same = is_same && from.back() + 1 == from.size();
  }
  if (is_same) return source;
  auto aligned = std::make_shared<Source>();
  aligned->columns = columns;
  aligned->replicate = [source = std::move(source), from, none](std::uint64_t index) {
    model::Replication replication = source->replicate(index);
    std::vector<double> measures;
    for (const std::size_t i : from) {
      measures.push_back(i == none ? kNoData : replication.measures.at(i));
    }
    replication.measures = std::move(measures);
    return replication;
  };
  return aligned;
}

/// The points that workers are in, made on first use. Work is claimed in order, so that a few of
/// the latest are enough; who still holds an older one keeps it alive.
class OpenPoints {
 public:
  OpenPoints(const Columns& columns, const OpenPoint& open, std::size_t most)
      : columns_(columns), open_(open), most_(most) {}

  std::shared_ptr<const Source> get(std::size_t point) {
    const std::shared_ptr<Slot> slot = slot_of(point);
    // Outside the list's lock: others go on in other points while this one is made.
    std::call_once(slot->once, [&] {
      try {
        slot->source = with_columns(open_(point), columns_);
      } catch (...) {
        slot->error = std::current_exception();
      }
    });
    if (slot->error) std::rethrow_exception(slot->error);
    return slot->source;
  }

 private:
  struct Slot {
    std::size_t point = 0;
    std::once_flag once;
    std::shared_ptr<const Source> source;
    std::exception_ptr error;
  };

  std::shared_ptr<Slot> slot_of(std::size_t point) {
    const std::lock_guard lock(mutex_);
    for (const auto& slot : slots_) {
      if (slot->point == point) return slot;
    }
    if (slots_.size() == most_) slots_.pop_front();
    slots_.push_back(std::make_shared<Slot>());
    slots_.back()->point = point;
    return slots_.back();
  }

  const Columns& columns_;
  const OpenPoint& open_;
  std::size_t most_;
  std::mutex mutex_;
  std::deque<std::shared_ptr<Slot>> slots_;
};

/// Gives the runner's results the keys that they have in the sweep.
class KeyingSink : public ResultSink {
 public:
  KeyingSink(const WorkList& work, SweepSink& sink) : work_(work), sink_(sink) {}

  void begin(const Columns&) override {}
  void replication(const model::Replication& replication) override {
    const WorkList::Item item = work_.at(replication.index);
    model::Replication keyed = replication;
    keyed.index = item.replication;
    sink_.replication(item.point, keyed);
  }
  void failure(const Failure& failure) override {
    const WorkList::Item item = work_.at(failure.index);
    sink_.failure(item.point, {item.replication, failure.message});
    has_failure_ = true;
  }
  void finish(Ending) override {}

  bool has_failure() const { return has_failure_; }

 private:
  const WorkList& work_;
  SweepSink& sink_;
  bool has_failure_ = false;
};

}  // namespace

void WorkList::add(std::size_t point, std::uint64_t first, std::uint64_t count) {
  if (count == 0) return;
  const bool goes_on = !stretches_.empty() && stretches_.back().point == point &&
                       stretches_.back().first + (size_ - stretches_.back().from) == first;
  if (!goes_on) stretches_.push_back({size_, point, first});
  size_ += count;
}

WorkList::Item WorkList::at(std::uint64_t place) const {
  ACQSIM_CHECK(place < size_, "work is asked for beyond the list");
  const auto after = std::ranges::upper_bound(stretches_, place, {}, &Stretch::from);
  const Stretch& stretch = *std::prev(after);
  return {stretch.point, stretch.first + (place - stretch.from)};
}

SweepOutcome run_sweep(const WorkList& work, const Columns& columns, const OpenPoint& open,
                       SweepSink& sink, const SweepOptions& options) {
  if (work.size() == 0) return {};
  OpenPoints points(columns, open, std::size_t{options.threads} + 1);
  // The runner sums up nothing here: that is the study's, point by point.
  Source source;
  source.replicate = [&](std::uint64_t place) {
    const WorkList::Item item = work.at(place);
    model::Replication replication = points.get(item.point)->replicate(item.replication);
    ACQSIM_CHECK(replication.index == item.replication,
                 "a replication carries another index than asked for");
    replication.index = place;
    return replication;
  };
  KeyingSink keyed(work, sink);
  RunOptions run_options;
  run_options.threads = options.threads;
  run_options.stop = options.stop;
  run_options.progress = options.progress;
  run_options.summarises = false;
  if (options.is_fail_fast) run_options.is_enough = [&keyed] { return keyed.has_failure(); };
  Plan plan;
  plan.replications = work.size();
  const RunOutcome outcome = run(source, plan, keyed, run_options);
  SweepOutcome result;
  result.failed = outcome.summary.failures();
  result.done = outcome.summary.replications() + outcome.summary.failures();
  result.is_interrupted = outcome.ending == Ending::interrupted;
  result.is_cut_short = options.is_fail_fast && keyed.has_failure();
  return result;
}

}  // namespace acqsim::experiment
