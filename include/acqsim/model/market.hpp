#pragma once

#include <acqsim/spec/scenario.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// A scenario made ready to run, and one run of it.
namespace acqsim::model {

/// The measure of columns that no row of measure_rows() describes: for an outcome whose mean the
/// scenario says something of, the value that its condition was held against. Labelled by outcome.
inline constexpr std::string_view kAskedMeasure = "asked_measure";

/// One column of numbers that every replication answers: a measure with its labels.
struct MeasureColumn {
  std::string measure;  ///< row of measure_rows(), or kAskedMeasure
  std::map<std::string, std::string>
      labels;        ///< {vendor: openai, provider: aws}; empty: the whole market
  std::string unit;  ///< "$", "share", "d", "count", "index"

  /// "hosted_share{provider=aws,vendor=openai}"
  std::string key() const;
};

/// One question that every replication answers.
struct OutcomeColumn {
  std::string id;  ///< key in the scenario
  std::string question;
};

/// How one simulated future answers a question.
enum class Answer : std::uint8_t { no, yes, no_data };

/// What one replication has to say. Numbers are in the unit of their column; NaN: no data.
struct Replication {
  std::uint64_t index = 0;
  std::vector<double> measures;  ///< in the order of Market::measures
  std::vector<Answer> outcomes;  ///< in the order of Market::outcomes
  std::uint64_t events = 0;      ///< kernel events
  std::uint64_t path_hash = 0;   ///< of times, kinds and ids of all model events
  std::uint64_t draws = 0;       ///< random numbers drawn
};

class RunningWorld;
class ReplicationWatcher;

/// A checked scenario compiled for running. Immutable and safe to share between threads.
class Market {
 public:
  /// Requires: a scenario that the loader accepted.
  explicit Market(spec::Scenario scenario);
  ~Market();
  Market(const Market&) = delete;
  Market& operator=(const Market&) = delete;

  const spec::Scenario& scenario() const;
  const std::vector<MeasureColumn>& measures() const;
  const std::vector<OutcomeColumn>& outcomes() const;

  /// Runs replication `index` from the start to the end of the scenario. The same (scenario, seed,
  /// index) gives the same bits on any thread in any order. Throws only on a programmer's error
  /// (base::CheckFailed, des::ProcessFailed).
  Replication replicate(std::uint64_t seed, std::uint64_t index) const;

  /// The same bits, while somebody looks on.
  Replication replicate(std::uint64_t seed, std::uint64_t index, ReplicationWatcher& watcher) const;

  /// Makes the world of replication `index` and hands it over before anything has happened, for the
  /// model's own reader of one (access_map.hpp). It lives for the call.
  void with_world(std::uint64_t seed, std::uint64_t index,
                  const std::function<void(RunningWorld&)>& use) const;

 private:
  Replication replicate(std::uint64_t seed, std::uint64_t index, ReplicationWatcher* watcher) const;

  struct Compiled;
  std::unique_ptr<const Compiled> compiled_;
};

}  // namespace acqsim::model
