#include "report/sentence.hpp"

#include <acqsim/base/date.hpp>
#include <acqsim/base/number_format.hpp>
#include <acqsim/base/quantity_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace acqsim::report {
namespace {

/// 0.3141 as "31", or "31.4" with tenths.
std::string of_100(double share, bool has_tenths) {
  return has_tenths ? fmt::format("{:.1f}", 100.0 * share) : fmt::format("{:.0f}", 100.0 * share);
}

/// Whole parts of a hundred say enough when the interval spans a few of them, and when they do not
/// say none or all of what is not.
bool has_tenths(const experiment::OutcomeSummary& outcome, double confidence) {
  if (outcome.yes == 0 || outcome.no == 0) return false;
  const double share = outcome.frequency();
  return outcome.interval(confidence).width() < 0.02 || share <= 0.005 || share >= 0.995;
}

std::string count_text(std::uint64_t count) {
  return base::format_count(static_cast<double>(count));
}

/// "95% confidence".
std::string confidence_text(double confidence) {
  return fmt::format("{:g}% confidence", 100.0 * confidence);
}

bool has_unanswered(const Results& results) {
  return std::ranges::any_of(results.summary.outcomes(),
                             [](const auto& outcome) { return outcome.trials() == 0; });
}

/// "18 Mar".
std::string day_text(base::Date date) {
  constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return fmt::format("{} {}", date.day(), kMonths.at(date.month() - 1));
}

}  // namespace

std::string futures(std::uint64_t count) {
  return count_text(count) + (count == 1 ? " simulated future" : " simulated futures");
}

std::string frequency_text(const experiment::OutcomeSummary& outcome, double confidence) {
  const double share = outcome.frequency();
  return has_tenths(outcome, confidence) && share > 0.0005 && share < 0.9995 ? of_100(share, true)
                                                                             : of_100(share);
}

std::string of_100(double share) {
  if (std::isnan(share)) return "–";
  if (share > 0.0 && share <= 0.0005) return "<0.1";
  if (share >= 0.9995 && share < 1.0) return ">99.9";
  return of_100(share, (share > 0.0 && share <= 0.005) || (share >= 0.995 && share < 1.0));
}

std::string outcome_sentence(const experiment::OutcomeSummary& outcome, const std::string& clock,
                             double confidence) {
  const std::string when = clock.empty() ? std::string() : ", " + clock;
  if (outcome.trials() == 0) {
    return "No answer: none of " + futures(outcome.no_data) + " had data for this.";
  }
  const auto interval = outcome.interval(confidence);
  const bool is_fine = has_tenths(outcome, confidence);
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
                       frequency_text(outcome, confidence), of_100(interval.low, is_fine),
                       of_100(interval.high, is_fine), confidence_text(confidence), when);
  }
  if (outcome.no_data > 0) {
    text += fmt::format(" Not counted: {} without an answer.", futures(outcome.no_data));
  }
  return text;
}

std::string ending_sentence(const Results& results) {
  const std::uint64_t failed = results.summary.failures();
  std::string text =
      fmt::format("{}, seed {}", futures(results.summary.replications()), results.heading.seed);
  if (failed > 0) text += fmt::format(", and {} that failed", count_text(failed));
  const std::string width =
      fmt::format("plus or minus {:g} {}", 100.0 * results.half_width.value_or(0.0),
                  results.half_width == 0.01 ? "point" : "points");
  switch (results.ending) {
    case experiment::Ending::precise:
      return text + "; every question" + (has_unanswered(results) ? " with an answer" : "") +
             " is known to " + width + ".";
    case experiment::Ending::capped:
      return text + fmt::format("; stopped at the cap of {}, short of {}.",
                                count_text(results.summary.replications() + failed), width);
    case experiment::Ending::interrupted:
      return text + "; interrupted: this is what was done by then.";
    case experiment::Ending::all_failed:
      return text + "; stopped because none succeeded.";
    case experiment::Ending::complete:
      break;
  }
  return text + (results.half_width ? "; there is no question to be precise about."
                                    : "; as many as asked.");
}

std::string cut_of(const MeasureLine& line, const Heading& heading) {
  const auto label = line.labels.find("fiscal_year");
  const auto start = base::Date::parse(heading.start);
  const auto end = base::Date::parse(heading.end);
  if (label == line.labels.end() || !label->second.starts_with("FY") || !start || !end) return {};
  const auto year = base::parse_quantity(label->second.substr(2), base::Unit::count);
  if (!year) return {};
  const base::FiscalCalendar calendar{static_cast<unsigned>(heading.fiscal_year_start)};
  const base::Date first = calendar.start_of(static_cast<int>(*year));
  const base::Date last(calendar.start_of(static_cast<int>(*year) + 1).days_since_epoch() - 1);
  std::string cut;
  if (*start > first) cut = "from " + day_text(*start);
  if (*end < last) cut += (cut.empty() ? "to " : " to ") + day_text(*end);
  return cut.empty() ? cut : " (" + cut + ")";
}

}  // namespace acqsim::report
