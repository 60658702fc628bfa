#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <queue>
#include <random>
#include <string_view>
#include <utility>
#include <vector>

/// What the benchmarks of the kernel share. The delays are drawn beforehand, so that kernel and
/// rivals pay the same for them, which is next to nothing.
namespace acqsim::bench {

inline void require(bool holds, const char* what) {
  if (holds) return;
  fmt::print(stderr, "wrong result: {}\n", what);
  std::exit(1);
}

/// Where a benchmark's results go: a table for people, or with --tsv a line for each figure that
/// tools/bench_table.py gathers from all engines.
class Output {
 public:
  Output(int argc, char** argv) : tsv_(argc == 2 && std::string_view(argv[1]) == "--tsv") {
    if (argc == 1 || tsv_) return;
    fmt::print(stderr, "usage: {} [--tsv]\n", argv[0]);
    std::exit(2);
  }
  bool tsv() const { return tsv_; }

  /// A piece of the table.
  template <class... Args>
  void text(fmt::format_string<Args...> format, Args&&... args) const {
    if (!tsv_) fmt::print(format, std::forward<Args>(args)...);
  }
  /// `value` in the unit of the workload: millions a second but for W4 (seconds), memory (MB) and
  /// random (ns).
  void figure(std::string_view engine, std::string_view workload, std::size_t size,
              double value) const {
    if (tsv_) fmt::print("{}\t{}\t{}\t{:.6g}\n", engine, workload, size, value);
  }

 private:
  bool tsv_;
};

/// Median of five runs, in seconds. `run` does the work once.
template <class Run>
double median_seconds(Run run) {
  std::vector<double> seconds;
  for (int i = 0; i < 5; ++i) {
    const auto start = std::chrono::steady_clock::now();
    run();
    seconds.push_back(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  std::sort(seconds.begin(), seconds.end());
  return seconds[2];
}

/// Exponential delays with mean one, over and over from a table that (at its usual size) stays in
/// the cache.
class Delays {
 public:
  explicit Delays(std::uint64_t seed = 1, std::size_t size = kSize) : table_(size) {
    std::mt19937_64 engine(seed);
    double sum = 0.0;
    for (double& delay : table_) {
      delay = -std::log((static_cast<double>(engine() >> 11U) + 0.5) * 0x1p-53);
      sum += delay;
    }
    for (double& delay : table_)
      delay *= static_cast<double>(size) / sum;  // the mean is one exactly
  }
  double next() { return table_[position_++ & (table_.size() - 1)]; }
  std::uint64_t drawn() const { return position_; }

 private:
  static constexpr std::size_t kSize = 1U << 13U;  // any power of two will do
  std::vector<double> table_;
  std::uint64_t position_ = 0;
};

/// Events a second of a hold loop on std::priority_queue, without any engine: the rival of W1.
inline double priority_queue_hold(std::size_t pending, std::uint64_t holds) {
  struct Pending {
    double time;
    std::uint64_t sequence;
    bool operator<(const Pending& other) const {
      return time != other.time ? time > other.time : sequence > other.sequence;
    }
  };
  Delays delays;
  std::priority_queue<Pending> queue;
  std::uint64_t sequence = 0;
  for (std::size_t i = 0; i < pending; ++i) queue.push({delays.next(), sequence++});
  double now = 0.0;
  const double seconds = median_seconds([&] {
    for (std::uint64_t i = 0; i < holds; ++i) {
      now = queue.top().time;
      queue.pop();
      queue.push({now + delays.next(), sequence++});
    }
  });
  require(queue.size() == pending, "the queue keeps its size");
  return static_cast<double>(holds) / seconds;
}

}  // namespace acqsim::bench
