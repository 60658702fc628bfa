#include "report/test_lines.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/report/test_report.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace acqsim::report {
namespace {

/// On one line.
std::string flat(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
  return text;
}

/// A description, in which # would begin a directive.
std::string described(const std::string& text) {
  std::string result;
  for (const char c : flat(text)) {
    if (c == '#' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

/// A YAML scalar in single quotes.
std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : flat(text)) {
    if (c == '\'') result += '\'';
    result += c;
  }
  return result + "'";
}

/// More digits would be of luck alone.
std::string number(double value) {
  return std::isfinite(value) ? fmt::format("{:.6g}", value) : "null";
}

std::string block(const TestLine& line) {
  const experiment::TestFinding& found = *line.finding;
  std::string text = "  ---\n";
  const auto add = [&text](const char* key, const std::string& value) {
    text += fmt::format("  {}: {}\n", key, value);
  };
  add("verdict", verdict_of(line));
  add("expected", quoted(expected_of(line)));
  add("found", quoted(found_of(line)));
  if (const std::string note = note_of(line); !note.empty()) add("note", quoted(note));
  add("futures", fmt::format("{}", found.futures));
  if (found.no_data > 0) add("no_data", fmt::format("{}", found.no_data));
  // In the unit that is shown, as measures are: a rate is per year.
  const double one = base::stored(1.0, found.claim.unit);
  add("estimate", number(found.estimate / one));
  add("interval",
      fmt::format("[{}, {}]", number(found.interval.low / one), number(found.interval.high / one)));
  if (found.is_mean && !base::symbol(found.claim.unit).empty())
    add("unit", quoted(std::string(base::symbol(found.claim.unit))));
  if (found.indifference)
    add("indifference",
        fmt::format("[{}, {}]", number(found.indifference->low), number(found.indifference->high)));
  return text + "  ...\n";
}

}  // namespace

std::string render_tap_head(std::uint64_t lines) {
  return fmt::format("TAP version 13\n1..{}{}\n", lines,
                     lines == 0 ? " # SKIP the scenarios ask nothing" : "");
}

std::string render_tap(const TestSuite& suite, std::uint64_t first) {
  const experiment::Summary& summary = suite.outcome.summary;
  std::string text = fmt::format("# {} ({}), seed {}, {} of at most {} futures\n",
                                 suite.heading.name, flat(suite.file), suite.heading.seed,
                                 base::format_count(static_cast<double>(summary.replications())),
                                 base::format_count(static_cast<double>(suite.most)));
  if (summary.failures() > 0) text += fmt::format("# {} futures failed\n", summary.failures());
  for (const TestLine& line : test_lines(suite)) {
    const bool is_ok =
        line.finding == nullptr || line.finding->verdict == experiment::Verdict::holds;
    text += fmt::format("{} {} - {}: {}", is_ok ? "ok" : "not ok", first++, suite.heading.name,
                        described(title_of(line)));
    text += line.finding == nullptr ? " # SKIP nothing is expected\n" : "\n" + block(line);
  }
  return text;
}

}  // namespace acqsim::report
