#pragma once

#include <acqsim/experiment/runner.hpp>

#include <chrono>
#include <iosfwd>
#include <string>

namespace acqsim::cli {

/// "11 s", "2:37 min", "1:05 h".
std::string duration_text(double seconds);

/// One line that rewrites itself on a terminal, at most ten times a second, and is gone at the end.
class ProgressBar {
 public:
  using Clock = std::chrono::steady_clock;

  /// Nothing is ever written when not shown.
  ProgressBar(std::ostream& stream, bool is_shown);
  ~ProgressBar() { clear(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void show(const experiment::Progress& progress);
  void show(const std::string& before, const experiment::Progress& progress);  ///< with a text
  void clear();

  /// "[#####-----] 512 of 950 futures, 41/s, 11 s left, 2 failed"
  static std::string text(const experiment::Progress& progress, double elapsed_seconds);

 private:
  std::ostream& stream_;
  bool is_shown_;
  bool is_dirty_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_{};
};

}  // namespace acqsim::cli
