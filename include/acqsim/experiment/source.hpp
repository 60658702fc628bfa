#pragma once

#include <acqsim/base/row.hpp>
#include <acqsim/model/market.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

/// Where replications come from. The market is one source; a test brings its own.
namespace acqsim::experiment {

/// One question of the scenario, as it is shown and stored.
struct Question {
  std::string id;           ///< key in the scenario
  std::string question;     ///< in the author's words
  std::string clock;        ///< "by 2029-09-30"; empty: at the scenario's end
  std::string expectation;  ///< a comparison of the frequency, ">= 0.2"; empty: none
  /// A comparison of the mean of the measure that is asked for, in its stored unit; empty: none.
  std::string mean_expectation{};
};

/// What every replication of a source answers, in this order.
struct Columns {
  std::vector<model::MeasureColumn> measures;
  std::vector<Question> questions;
  std::vector<base::Row> glossary;  ///< what the measures mean, in reading order
};

/// A stream of independent replications numbered from zero.
struct Source {
  Columns columns;
  /// Runs one replication. Called from several threads at once; the answer depends on the index
  /// alone. What it throws makes this one replication a failed one.
  std::function<model::Replication(std::uint64_t index)> replicate;
};

}  // namespace acqsim::experiment
