#include "acqsim/progress_bar.hpp"

#include <acqsim/base/number_format.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace acqsim::cli {
namespace {

constexpr std::chrono::milliseconds kPause{100};
constexpr std::size_t kWidth = 24;

}  // namespace

std::string duration_text(double seconds) {
  const auto whole = static_cast<long>(seconds + 0.5);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{}:{:02} min", whole / 60, whole % 60);
  return fmt::format("{}:{:02} h", whole / 3600, whole % 3600 / 60);
}

namespace {

std::string count(std::uint64_t number) { return base::format_count(static_cast<double>(number)); }

}  // namespace

ProgressBar::ProgressBar(std::ostream& stream, bool is_shown)
    : stream_(stream), is_shown_(is_shown) {}

std::string ProgressBar::text(const experiment::Progress& progress, double elapsed_seconds) {
  const std::uint64_t target = std::max(progress.target, progress.done);
  const double part =
      target == 0 ? 0.0 : static_cast<double>(progress.done) / static_cast<double>(target);
  const auto filled = static_cast<std::size_t>(part * kWidth);
  std::string line =
      fmt::format("[{}{}] {} of {} futures", std::string(filled, '#'),
                  std::string(kWidth - filled, '-'), count(progress.done), count(target));
  const auto run = static_cast<double>(progress.done - progress.prior);
  if (run > 0.0 && elapsed_seconds > 0.0) {
    const double rate = run / elapsed_seconds;
    line += fmt::format(", {}/s, {} left", base::format_count(rate),
                        duration_text(static_cast<double>(target - progress.done) / rate));
  }
  if (progress.failed > 0) line += fmt::format(", {} failed", count(progress.failed));
  return line;
}

void ProgressBar::show(const experiment::Progress& progress) { show({}, progress); }

void ProgressBar::show(const std::string& before, const experiment::Progress& progress) {
  if (!is_shown_) return;
  const auto now = Clock::now();
  if (now - last_ < kPause) return;
  last_ = now;
  const std::chrono::duration<double> elapsed = now - start_;
  stream_ << '\r' << before << text(progress, elapsed.count()) << "\x1b[K" << std::flush;
  is_dirty_ = true;
}

void ProgressBar::clear() {
  if (!is_dirty_) return;
  stream_ << "\r\x1b[K" << std::flush;
  is_dirty_ = false;
}

}  // namespace acqsim::cli
