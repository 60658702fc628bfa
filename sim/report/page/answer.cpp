#include "report/figures.hpp"
#include "report/page/html.hpp"
#include "report/page/sections.hpp"
#include "report/sentence.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/base/quantity_text.hpp>
#include <acqsim/experiment/expectation.hpp>

#include <fmt/format.h>

#include <cmath>
#include <optional>

/// What was asked and what the answer is: of a run.
namespace acqsim::report::sections {
namespace {

using html::escaped;

struct Judged {
  std::string expected;  ///< "at least 20%"
  experiment::Verdict verdict = experiment::Verdict::undecided;
  double bound = 0.0;
};

std::optional<Judged> judged(const experiment::Question& question,
                             const experiment::OutcomeSummary& outcome, double confidence) {
  const auto claim = experiment::parse_claim(question.expectation);
  if (!claim || outcome.trials() == 0) return std::nullopt;
  return Judged{claim->words(), experiment::judge(*claim, outcome.interval(confidence)),
                claim->bound};
}

/// A mean that the scenario expects of the measure that is asked for.
std::optional<Judged> judged_mean(const Results& results, const experiment::Question& question,
                                  std::string& found) {
  if (question.mean_expectation.empty()) return std::nullopt;
  const auto& columns = results.summary.columns().measures;
  for (std::size_t m = 0; m < columns.size(); ++m) {
    const model::MeasureColumn& column = columns[m];
    if (column.measure != model::kAskedMeasure || column.labels.at("outcome") != question.id)
      continue;
    const base::Unit unit = base::unit_of(column.unit);
    const auto claim = experiment::parse_stored_claim(question.mean_expectation, unit);
    const stats::Moments& moments = results.summary.measures()[m].moments;
    if (!claim || moments.count() < 2) return std::nullopt;
    const auto known = stats::mean_interval(moments, results.heading.confidence);
    found = figure(moments.mean(), column.unit);
    return Judged{
        "a mean of " + claim->words(),
        experiment::judge(*claim, {base::stored(known.low, unit), base::stored(known.high, unit)}),
        claim->bound};
  }
  return std::nullopt;
}

std::string verdict_markup(const Judged& judged, const std::string& found = "") {
  const char* css_class = "undecided";
  const char* words = "too close to call";
  if (judged.verdict == experiment::Verdict::holds) {
    css_class = "holds";
    words = "holds";
  } else if (judged.verdict == experiment::Verdict::fails) {
    css_class = "fails";
    words = "does not hold";
  }
  return fmt::format(
      "<p class=\"verdict {}\">The scenario expects {}{}: <strong>{}</strong>.</p>\n", css_class,
      escaped(judged.expected),
      found.empty() ? "" : ", and it is " + escaped(found) + " on average", words);
}

/// "54" or, where the interval is narrow, "1.2"; what a hundred futures have.
std::string of_100(const experiment::OutcomeSummary& outcome, double confidence) {
  return outcome.trials() == 0 ? std::string("–") : frequency_text(outcome, confidence);
}

}  // namespace

std::string answer(const Page& page) {
  if (!page.results) return {};
  const Results& results = *page.results;
  const double confidence = results.heading.confidence;
  const auto& questions = results.summary.columns().questions;
  std::string text;
  if (questions.empty()) {
    text += html::paragraph(
        "The scenario asks no question. What the market does is in the sections below.");
  }
  text += "<ol class=\"answers\">\n";
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const experiment::OutcomeSummary& outcome = results.summary.outcomes()[i];
    text += fmt::format(
        "<li><p class=\"number\" aria-hidden=\"true\"><b>{}</b> in 100</p><div><h3>{}</h3>\n{}",
        of_100(outcome, confidence), escaped(questions[i].question),
        html::paragraph(outcome_sentence(outcome, questions[i].clock, confidence)));
    if (const auto verdict = judged(questions[i], outcome, confidence))
      text += verdict_markup(*verdict);
    std::string found;
    if (const auto verdict = judged_mean(results, questions[i], found))
      text += verdict_markup(*verdict, found);
    text += "</div></li>\n";
  }
  text += "</ol>\n";
  text += html::paragraph(ending_sentence(results) +
                              " A simulated future is one run of the market from start to end "
                              "with luck of its own. Intervals say how far luck moves the "
                              "figures if the assumptions are right, not how sure the "
                              "assumptions are.",
                          "note");
  return html::section("answer", "What was asked, and the answer", text);
}

std::string outcomes(const Page& page, ChartBook& charts) {
  if (!page.results || page.results->summary.columns().questions.empty()) return {};
  const Results& results = *page.results;
  const double confidence = results.heading.confidence;
  const auto& questions = results.summary.columns().questions;
  const std::string interval = fmt::format("{:g}% interval", 100.0 * confidence);
  html::Table table("Outcomes: futures in 100 in which the answer is yes", {{"Question"},
                                                                            {"Of 100", true},
                                                                            {interval, true},
                                                                            {"Expected"},
                                                                            {"Verdict"},
                                                                            {"Yes", true},
                                                                            {"No", true},
                                                                            {"No data", true}});
  ChartBook::Chart chart{
      "outcomes",
      "outcomes",
      fmt::format("Dots: how many of 100 futures answer yes. Lines: the {}. Where the scenario "
                  "expects something, a diamond marks the bound.",
                  interval),
      "Outcomes with their intervals against what is expected",
      {"question", "share", "low", "high", "expected", "of_100"},
      {}};
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const experiment::OutcomeSummary& outcome = results.summary.outcomes()[i];
    const auto known = outcome.interval(confidence);
    const bool has_data = outcome.trials() > 0;
    const auto verdict = judged(questions[i], outcome, confidence);
    std::string word = "–";
    if (verdict) {
      word = verdict->verdict == experiment::Verdict::holds   ? "holds"
             : verdict->verdict == experiment::Verdict::fails ? "does not hold"
                                                              : "too close to call";
    }
    const auto count = [](std::uint64_t n) { return base::format_count(static_cast<double>(n)); };
    table.row({escaped(questions[i].question), of_100(outcome, confidence),
               has_data ? fmt::format("{:.1f} to {:.1f}", 100.0 * known.low, 100.0 * known.high)
                        : std::string("–"),
               verdict ? escaped(verdict->expected) : std::string("–"), word, count(outcome.yes),
               count(outcome.no), count(outcome.no_data)});
    if (!has_data) continue;
    chart.rows.push_back(ChartRow()
                             .text(questions[i].question)
                             .number(outcome.frequency())
                             .number(known.low)
                             .number(known.high)
                             .number(verdict ? verdict->bound : std::nan(""))
                             .text(of_100(outcome, confidence)));
  }
  return html::section("outcomes", "Outcomes and expectations",
                       charts.figure(chart) + table.markup());
}

}  // namespace acqsim::report::sections
