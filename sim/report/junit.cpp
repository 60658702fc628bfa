#include "report/test_lines.hpp"

#include <acqsim/report/test_report.hpp>

#include <fmt/format.h>

#include <string_view>

namespace acqsim::report {
namespace {

/// Text of an XML 1.0 attribute or element. What may not stand in a document, not even escaped,
/// becomes the replacement character. Requires: UTF-8.
std::string xml(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '&') {
      result += "&amp;";
    } else if (c == '<') {
      result += "&lt;";
    } else if (c == '>') {
      result += "&gt;";
    } else if (c == '"') {
      result += "&quot;";
    } else if (c == '\n' || c == '\t' || c == '\r') {
      result += fmt::format("&#{};", static_cast<int>(c));
    } else if (static_cast<unsigned char>(c) < ' ') {
      result += "\xEF\xBF\xBD";
    } else if (text.substr(i, 3) == "\xEF\xBF\xBE" || text.substr(i, 3) == "\xEF\xBF\xBF") {
      result += "\xEF\xBF\xBD";
      i += 2;
    } else {
      result += c;
    }
  }
  return result;
}

std::string counted(const TestCounts& counts) {
  return fmt::format(R"(tests="{}" failures="{}" errors="{}" skipped="{}")", counts.all(),
                     counts.fail, counts.undecided, counts.skipped);
}

std::string case_of(const TestSuite& suite, const TestLine& line) {
  std::string text = fmt::format(R"(    <testcase classname="{}" name="{}")",
                                 xml(suite.heading.name), xml(title_of(line)));
  if (line.finding == nullptr)
    return text + ">\n      <skipped message=\"nothing is expected\"/>\n    </testcase>\n";
  text += ">\n";
  const std::string what =
      fmt::format("{}: expected {}; found {}", verdict_of(line), expected_of(line), found_of(line));
  switch (line.finding->verdict) {
    case experiment::Verdict::holds:
      text += fmt::format("      <system-out>{}</system-out>\n", xml(what));
      break;
    case experiment::Verdict::fails:
      text += fmt::format("      <failure type=\"fails\" message=\"{}\"/>\n", xml(what));
      break;
    case experiment::Verdict::undecided:
      text += fmt::format("      <error type=\"undecided\" message=\"{}\">{}</error>\n", xml(what),
                          xml(note_of(line)));
      break;
  }
  return text + "    </testcase>\n";
}

std::string property(const char* name, const std::string& value) {
  return fmt::format("      <property name=\"{}\" value=\"{}\"/>\n", name, xml(value));
}

}  // namespace

std::string render_junit(const std::vector<TestSuite>& suites) {
  std::string text =
      fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"acqsim\" {}>\n",
                  counted(count(suites)));
  for (const TestSuite& suite : suites) {
    const TestCounts counts = count({suite});
    text += fmt::format("  <testsuite name=\"{}\" {}>\n    <properties>\n", xml(suite.heading.name),
                        counted(counts));
    text += property("file", suite.file) + property("version", suite.heading.version) +
            property("scenario_hash", suite.heading.scenario_hash) +
            property("seed", fmt::format("{}", suite.heading.seed)) +
            property("futures", fmt::format("{}", suite.outcome.summary.replications())) +
            property("failed_futures", fmt::format("{}", suite.outcome.summary.failures())) +
            property("indifference", fmt::format("{}", suite.terms.indifference)) +
            property("error", fmt::format("{}", suite.terms.error));
    text += "    </properties>\n";
    for (const TestLine& line : test_lines(suite)) text += case_of(suite, line);
    text += "  </testsuite>\n";
  }
  return text + "</testsuites>\n";
}

}  // namespace acqsim::report
