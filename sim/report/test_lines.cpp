#include "report/test_lines.hpp"

#include "report/sentence.hpp"

#include <acqsim/base/number_format.hpp>

#include <fmt/format.h>

#include <cmath>

namespace acqsim::report {

std::vector<TestLine> test_lines(const TestSuite& suite) {
  const auto& questions = suite.outcome.summary.columns().questions;
  std::vector<TestLine> lines;
  std::size_t next = 0;
  const auto& findings = suite.outcome.findings;
  for (std::size_t q = 0; q < questions.size(); ++q) {
    if (next == findings.size() || findings[next].question != q) lines.push_back({&questions[q]});
    for (; next < findings.size() && findings[next].question == q; ++next)
      lines.push_back({&questions[q], &findings[next]});
  }
  return lines;
}

std::string title_of(const TestLine& line) {
  const bool is_mean = line.finding != nullptr && line.finding->is_mean;
  return line.question->id + (is_mean ? " (mean): " : ": ") + line.question->question;
}

std::string verdict_of(const TestLine& line) {
  switch (line.finding->verdict) {
    case experiment::Verdict::holds:
      return "holds";
    case experiment::Verdict::fails:
      return "fails";
    case experiment::Verdict::undecided:
      break;
  }
  return "undecided";
}

std::string expected_of(const TestLine& line) {
  return fmt::format("a {} of {}{}{}", line.finding->is_mean ? "mean" : "probability",
                     line.finding->claim.words(), line.question->clock.empty() ? "" : ", ",
                     line.question->clock);
}

std::string found_of(const TestLine& line) {
  const experiment::TestFinding& found = *line.finding;
  if (found.futures == 0) return "no future was needed";
  if (std::isnan(found.estimate)) return fmt::format("no data in {}", futures(found.futures));
  const base::Unit unit = found.claim.unit;
  std::string text = base::format_quantity(found.estimate, unit);
  if (std::isfinite(found.interval.width()))
    text += fmt::format(" ({} to {})", base::format_quantity(found.interval.low, unit),
                        base::format_quantity(found.interval.high, unit));
  text += " in " + futures(found.futures);
  if (found.no_data > 0) text += fmt::format(", {} of them without data", found.no_data);
  return text;
}

std::string note_of(const TestLine& line) {
  const experiment::TestFinding& found = *line.finding;
  if (found.verdict != experiment::Verdict::undecided) return {};
  if (std::isnan(found.estimate)) return "no future has an answer";
  if (found.is_constant)
    return "the measure was the same in every future, which says nothing of rare ones; expect a "
           "probability instead";
  if (found.is_mean && found.futures - found.no_data < stats::kFirstLook &&
      found.claim.unit != base::Unit::share)
    return fmt::format("a mean of numbers without bounds wants {} futures or more",
                       stats::kFirstLook);
  return "too close to the bound for so many futures; more may tell";
}

TestCounts count(const std::vector<TestSuite>& suites) {
  TestCounts counts;
  for (const TestSuite& suite : suites) {
    for (const TestLine& line : test_lines(suite)) {
      if (line.finding == nullptr) {
        ++counts.skipped;
      } else if (line.finding->verdict == experiment::Verdict::holds) {
        ++counts.hold;
      } else {
        ++(line.finding->verdict == experiment::Verdict::fails ? counts.fail : counts.undecided);
      }
    }
  }
  return counts;
}

}  // namespace acqsim::report
