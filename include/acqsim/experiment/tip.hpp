#pragma once

#include <acqsim/stats/estimate.hpp>
#include <acqsim/stats/sequential.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

/// At which value of one parameter the answer to a question flips.
namespace acqsim::experiment {

struct YesCount {
  std::uint64_t yes = 0;
  std::uint64_t trials = 0;
};

/// Futures `first` to `first + count` with the parameter `u` of the way through its range, u in
/// [0, 1]. Nothing: interrupted.
using AskAt =
    std::function<std::optional<YesCount>(double u, std::uint64_t first, std::uint64_t count)>;

struct TipOptions {
  double probability = 0.5;           ///< the line that is to be crossed
  double confidence = 0.95;           ///< of the whole answer
  std::uint64_t most_futures = 1000;  ///< at one place
  std::size_t most_places = 24;
  double resolution = 1.0 / 256.0;  ///< of the range, below which nobody looks closer
};

/// A place that was asked.
struct TipPlace {
  double u = 0.0;
  std::uint64_t asked = 0;  ///< futures; those without an answer are not in `count`
  YesCount count;
  /// Whether the probability lies below the line (low) or above it (high).
  stats::Decision side = stats::Decision::undecided;
};

struct Tip {
  enum class Kind {
    found,           ///< the line is crossed within `interval`
    none,            ///< both ends lie on the same side
    undecided,       ///< an end is not told from the line by most_futures
    back_and_forth,  ///< answers contradict a single crossing
    no_data,         ///< at a place no future has an answer
    interrupted
  };
  Kind kind = Kind::undecided;
  bool rises = true;             ///< yes becomes likelier with the parameter
  stats::Interval interval;      ///< of u, where found; what is known so far where interrupted
  double estimate = 0.0;         ///< of u: where a line through the nearest frequencies crosses
  std::vector<TipPlace> places;  ///< in order of u
};

/// Looks at both ends, then by probabilistic bisection between them. At each place futures are
/// added until a confidence sequence leaves the line out, or most_futures are there; then the
/// search goes on to both sides of what could not be decided. The same futures, that is common
/// random numbers, are asked at every place. Every place may err with (1 - confidence) /
/// (most_places), so that the interval holds the crossing with the confidence asked for, whether
/// answers depend on each other or not, if there is one crossing. Sources: [waeber-2013],
/// [robbins-1970]. Requires: 0 < probability < 1, 0 < confidence < 1, most_places > 2.
Tip find_tip(const AskAt& ask, const TipOptions& options);

}  // namespace acqsim::experiment
