#include "report/sentence.hpp"

#include <acqsim/base/number_format.hpp>

#include <fmt/format.h>

#include <cmath>

namespace acqsim::report {
namespace {

/// 0.3141 as "31", or "31.4" with tenths.
std::string of_100(double share, bool has_tenths) {
  return has_tenths ? fmt::format("{:.1f}", 100.0 * share) : fmt::format("{:.0f}", 100.0 * share);
}

std::string count_text(std::uint64_t count) {
  return base::format_count(static_cast<double>(count));
}

/// "95% confidence".
std::string confidence_text(double confidence) {
  return fmt::format("{:g}% confidence", 100.0 * confidence);
}

}  // namespace

std::string futures(std::uint64_t count) {
  return count_text(count) + (count == 1 ? " simulated future" : " simulated futures");
}

std::string outcome_sentence(const experiment::OutcomeSummary& outcome, const std::string& clock,
                             double confidence) {
  const std::string when = clock.empty() ? std::string() : ", " + clock;
  if (outcome.trials() == 0) {
    return "No answer: none of " + futures(outcome.no_data) + " had data for this.";
  }
  const auto interval = outcome.interval(confidence);
  // Whole parts of a hundred say enough when the interval spans a few of them.
  const bool has_tenths = interval.width() < 0.02;
  std::string text;
  if (outcome.yes == 0) {
    text = fmt::format("In none of {} (at most {} of 100, {}){}.", futures(outcome.no),
                       of_100(interval.high, interval.high < 0.095), confidence_text(confidence),
                       when);
  } else if (outcome.no == 0) {
    text =
        fmt::format("In all of {} (at least {} of 100, {}){}.", futures(outcome.yes),
                    of_100(interval.low, interval.low > 0.905), confidence_text(confidence), when);
  } else {
    text = fmt::format("In {} of 100 simulated futures ({} to {}, {}){}.",
                       of_100(outcome.frequency(), has_tenths), of_100(interval.low, has_tenths),
                       of_100(interval.high, has_tenths), confidence_text(confidence), when);
  }
  if (outcome.no_data > 0) {
    text += fmt::format(" Not counted: {} without an answer.", futures(outcome.no_data));
  }
  return text;
}

}  // namespace acqsim::report
