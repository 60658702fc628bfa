#include "acqsim/experiment/runner.hpp"

#include <acqsim/base/check.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace acqsim::experiment {
namespace {

constexpr std::chrono::milliseconds kTick{100};  ///< between looks at the stop flag while waiting
constexpr std::uint64_t kWindowPerThread = 16;

/// The table at which workers and the reducing thread meet. Workers claim indices in order, up to
/// `limit` and at most a window ahead of what has been taken; a result waits in its slot until
/// all before it have been taken.
class Exchange {
 public:
  Exchange(std::uint64_t first, std::uint64_t window)
      : slots_(window), claimed_(first), taken_(first), limit_(first) {}

  /// The next index to run; nothing when the run is over.
  std::optional<std::uint64_t> claim() {
    std::unique_lock lock(mutex_);
    may_claim_.wait(
        lock, [this] { return is_over_ || claimed_ < std::min(limit_, taken_ + slots_.size()); });
    if (is_over_) return std::nullopt;
    return claimed_++;
  }

  void put(std::uint64_t index, Result result) {
    const std::lock_guard lock(mutex_);
    slots_[index % slots_.size()] = std::move(result);
    if (index == taken_) may_take_.notify_one();
  }

  /// The next result in order, or nothing if it does not come within a tick.
  std::optional<Result> take() {
    std::unique_lock lock(mutex_);
    auto& slot = slots_[taken_ % slots_.size()];
    if (!may_take_.wait_for(lock, kTick, [&slot] { return slot.has_value(); })) return std::nullopt;
    std::optional<Result> result;
    result.swap(slot);
    ++taken_;
    may_claim_.notify_one();
    return result;
  }

  void raise_limit(std::uint64_t limit) {
    const std::lock_guard lock(mutex_);
    limit_ = limit;
    may_claim_.notify_all();
  }

  /// No index is claimed from here on.
  void close() {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
    may_claim_.notify_all();
  }

  /// Everything claimed has been taken. Requires: closed.
  bool is_drained() {
    const std::lock_guard lock(mutex_);
    return taken_ == claimed_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable may_claim_;
  std::condition_variable may_take_;
  std::vector<std::optional<Result>> slots_;
  std::uint64_t claimed_;
  std::uint64_t taken_;
  std::uint64_t limit_;  ///< the next checkpoint: no index from here on is needed yet
  bool is_over_ = false;
};

Result attempt(const Source& source, std::uint64_t index) {
  try {
    model::Replication replication = source.replicate(index);
    ACQSIM_CHECK(replication.index == index, "a replication carries another index than asked for");
    return replication;
  } catch (const std::exception& error) {
    return Failure{index, error.what()};
  } catch (...) {
    return Failure{index, "an error of unknown type"};
  }
}

void work(Exchange& exchange, const Source& source) {
  while (const auto index = exchange.claim()) exchange.put(*index, attempt(source, *index));
}

/// Workers end and are joined when this leaves scope, also by an exception from a sink.
class Workers {
 public:
  Workers(Exchange& exchange, const Source& source, unsigned threads) : exchange_(exchange) {
    try {
      for (unsigned i = 0; i < threads; ++i) {
        threads_.emplace_back([&exchange, &source] { work(exchange, source); });
      }
    } catch (...) {
      exchange_.close();
      throw;
    }
  }
  ~Workers() { exchange_.close(); }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

 private:
  Exchange& exchange_;
  std::vector<std::jthread> threads_;
};

bool is_stopped(const RunOptions& options) {
  return options.stop != nullptr && options.stop->load(std::memory_order_relaxed);
}

/// Everything that happens in index order.
class Reduction {
 public:
  Reduction(const Source& source, const Plan& plan, const RunOptions& options)
      : plan_(plan), options_(options), summary_(source.columns) {
    checkpoint_ = next_checkpoint(plan_, 0);
    progress_.target = expected_replications(plan_, summary_);
  }

  /// Counts one result; true when the run goes on.
  bool add(const Result& result) {
    if (options_.summarises) {
      std::visit([this](const auto& value) { summary_.add(value); }, result);
    } else {
      std::visit([this](const auto& value) { summary_.count(value); }, result);
    }
    ++progress_.done;
    progress_.failed = summary_.failures();
    if (progress_.done == checkpoint_) {
      ending_ = decide(plan_, summary_);
      progress_.target = ending_ ? progress_.done : expected_replications(plan_, summary_);
      if (!ending_) checkpoint_ = next_checkpoint(plan_, checkpoint_);
    }
    if (!ending_ && options_.is_enough && options_.is_enough()) ending_ = Ending::complete;
    return !ending_;
  }

  void add_prior() {
    if (!options_.prior) return;
    while (!ending_) {
      const auto result = options_.prior(progress_.done);
      if (!result) break;
      add(*result);
    }
    progress_.prior = progress_.done;
  }

  void show() const {
    if (options_.progress) options_.progress(progress_);
  }

  void interrupt() { ending_ = Ending::interrupted; }
  bool is_over() const { return ending_.has_value(); }
  std::uint64_t done() const { return progress_.done; }
  std::uint64_t checkpoint() const { return checkpoint_; }
  RunOutcome outcome() && { return {std::move(summary_), *ending_}; }

 private:
  const Plan& plan_;
  const RunOptions& options_;
  Summary summary_;
  Progress progress_;
  std::uint64_t checkpoint_ = 0;
  std::optional<Ending> ending_;
};

void deliver(ResultSink& sink, const Result& result) {
  if (const auto* replication = std::get_if<model::Replication>(&result)) {
    sink.replication(*replication);
  } else {
    sink.failure(std::get<Failure>(result));
  }
}

void run_workers(const Source& source, ResultSink& sink, const RunOptions& options,
                 Reduction& reduction) {
  const unsigned threads = std::max(options.threads, 1U);
  Exchange exchange(reduction.done(), threads * kWindowPerThread);
  exchange.raise_limit(reduction.checkpoint());
  const Workers workers(exchange, source, threads);
  bool is_closed = false;
  while (!reduction.is_over()) {
    // What runs is finished and kept: it may have taken long.
    if (!is_closed && is_stopped(options)) {
      exchange.close();
      is_closed = true;
    }
    if (is_closed && exchange.is_drained()) {
      reduction.interrupt();
      break;
    }
    const auto result = exchange.take();
    if (result) {
      deliver(sink, *result);
      if (reduction.add(*result)) exchange.raise_limit(reduction.checkpoint());
    }
    reduction.show();
  }
}

}  // namespace

RunOutcome run(const Source& source, const Plan& plan, ResultSink& sink,
               const RunOptions& options) {
  Reduction reduction(source, plan, options);
  sink.begin(source.columns);
  reduction.add_prior();
  if (!reduction.is_over()) run_workers(source, sink, options, reduction);
  RunOutcome outcome = std::move(reduction).outcome();
  sink.finish(outcome.ending);
  return outcome;
}

}  // namespace acqsim::experiment
