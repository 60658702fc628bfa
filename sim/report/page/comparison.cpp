#include "report/figures.hpp"
#include "report/page/html.hpp"
#include "report/page/sections.hpp"
#include "report/sentence.hpp"

#include <acqsim/base/number_format.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

/// What another scenario changes, in pairs.
namespace acqsim::report::sections {
namespace {

using experiment::Change;
using html::escaped;

constexpr std::size_t kMostMeasures = 60;

std::string change_words(const experiment::Difference& difference) {
  return difference.change == Change::none ? "the same in every pair"
                                           : experiment::to_string(difference.change);
}

std::string p_words(double p) { return p < 0.001 ? "< 0.001" : fmt::format("{:.3f}", p); }

/// Nothing has no sign.
std::string signed_of_100(double share) {
  const std::string text = fmt::format("{:+.1f}", 100.0 * share);
  return text == "-0.0" || text == "+0.0" ? "0.0" : text;
}

/// "In 25.3 of 100 simulated futures under a, in 27.6 under b: +2.3 of 100 ..."
std::string sentence(const experiment::Difference& difference, const std::string& first,
                     const std::string& second, double confidence, std::size_t asked) {
  if (difference.n == 0) return "No answer: no pair of futures has data for this.";
  std::string text = fmt::format(
      "In {:.1f} of 100 simulated futures under {}, in {:.1f} under {}: ", 100.0 * difference.first,
      first, 100.0 * difference.second, second);
  if (difference.change == Change::none) return text + "the same answer in every future.";
  text += fmt::format("{} of 100 ({} to {}, {:g}% confidence), ",
                      signed_of_100(difference.difference), signed_of_100(difference.interval.low),
                      signed_of_100(difference.interval.high), 100.0 * confidence);
  if (difference.change != Change::undecided) return text + "which is more than luck.";
  const bool excludes_zero = difference.interval.low > 0.0 || difference.interval.high < 0.0;
  if (!excludes_zero || asked < 2) return text + "which may be luck.";
  return text + fmt::format(
                    "which by itself would be more than luck, and as one of {} questions "
                    "asked at once may be luck (p {} once corrected for them).",
                    asked, p_words(difference.p_corrected));
}

/// How far a difference is from none, in widths of its interval.
double clearness(const experiment::Difference& difference) {
  const double width = difference.interval.width();
  return width > 0.0 ? std::fabs(difference.difference) / width
                     : std::numeric_limits<double>::infinity();
}

std::string name_of(const model::MeasureColumn& column) {
  std::string name = humanised(column.measure);
  for (const auto& [label, value] : column.labels) name += ", " + value;
  return name;
}

std::string one_comparison(const Page& page, const Compared& compared, std::size_t place,
                           ChartBook& charts) {
  const ComparisonResults& all = *page.comparison;
  const double confidence = all.reference.confidence;
  const std::string& first = all.reference.name;
  const std::string& second = compared.heading.name;
  std::string text = fmt::format("<h3>{} against {}</h3>\n", escaped(second), escaped(first));
  if (!compared.heading.title.empty()) text += html::paragraph(compared.heading.title);
  text += html::paragraph(fmt::format(
      "{} in pairs: both scenarios share their luck, so that what differs is what the scenarios "
      "make differ. Anything at all differs in {} of them.",
      futures(compared.comparison.pairs()),
      base::format_count(static_cast<double>(compared.comparison.different()))));

  ChartBook::Chart chart{
      fmt::format("comparison-{}", place),
      "differences",
      fmt::format("How many more of 100 futures answer yes under {} than under {}, with {:g}% "
                  "intervals.",
                  second, first, 100.0 * confidence),
      fmt::format("Paired differences of {} against {}", second, first),
      {"question", "difference", "low", "high"},
      {}};
  html::Table table("Paired differences of outcomes, in futures of 100", {{"Question"},
                                                                          {first, true},
                                                                          {second, true},
                                                                          {"Difference", true},
                                                                          {"Interval", true},
                                                                          {"p, corrected", true},
                                                                          {"Verdict"}});
  std::string sentences;
  for (std::size_t q = 0; q < compared.comparison.questions().size(); ++q) {
    const auto& question = compared.comparison.questions()[q].question;
    const experiment::Difference& difference = compared.findings.questions[q];
    sentences += fmt::format("<li><strong>{}</strong> {}</li>\n", escaped(question.question),
                             escaped(sentence(difference, first, second, confidence,
                                              compared.comparison.questions().size())));
    if (difference.n == 0) continue;
    table.row({escaped(question.question), fmt::format("{:.1f}", 100.0 * difference.first),
               fmt::format("{:.1f}", 100.0 * difference.second),
               signed_of_100(difference.difference),
               fmt::format("{} to {}", signed_of_100(difference.interval.low),
                           signed_of_100(difference.interval.high)),
               p_words(difference.p_corrected), change_words(difference)});
    chart.rows.push_back(ChartRow()
                             .text(question.question)
                             .number(difference.difference)
                             .number(difference.interval.low)
                             .number(difference.interval.high));
  }
  text += sentences.empty() ? html::paragraph("The two scenarios have no question in common.")
                            : "<ul>\n" + sentences + "</ul>\n" + charts.figure(chart);
  if (!table.is_empty()) text += table.markup();

  html::Table measures(
      "Measures that differ by more than luck",
      {{"Measure"}, {first, true}, {second, true}, {"Difference", true}, {"Interval", true}});
  std::size_t changed = 0;
  std::vector<std::size_t> plain;  // by one label at most, not of single years
  for (std::size_t m = 0; m < compared.comparison.measures().size(); ++m) {
    const experiment::Difference& difference = compared.findings.measures[m];
    if (difference.change != Change::higher && difference.change != Change::lower) continue;
    ++changed;
    const model::MeasureColumn& column = compared.comparison.measures()[m].column;
    if (!column.measure.starts_with("annual_") && column.labels.size() < 2) plain.push_back(m);
  }
  const std::size_t qualifying = plain.size();
  if (plain.size() > kMostMeasures) {
    std::ranges::stable_sort(plain, std::ranges::greater{}, [&compared](std::size_t m) {
      return clearness(compared.findings.measures[m]);
    });
    plain.resize(kMostMeasures);
    std::ranges::sort(plain);
  }
  for (const std::size_t m : plain) {
    const experiment::Difference& difference = compared.findings.measures[m];
    const model::MeasureColumn& column = compared.comparison.measures()[m].column;
    measures.row(
        {escaped(name_of(column)), escaped(figure(difference.first, column.unit)),
         escaped(figure(difference.second, column.unit)),
         escaped(figure(difference.difference, column.unit)),
         escaped(from_to(difference.interval.low, difference.interval.high, column.unit))});
  }
  std::string which;
  if (changed > qualifying)
    which = fmt::format("; the {} by one label at most and not of single years", qualifying);
  if (qualifying > kMostMeasures)
    which = fmt::format("; the {} clearest of {} by one label at most and not of single years",
                        kMostMeasures, qualifying);
  if (!which.empty()) which += " are in the table";
  text += html::paragraph(
      fmt::format("Of {} measures {} differ by more than luck, after correction for how many are "
                  "asked (Holm){}.",
                  all.families.measures, changed, which));
  if (!measures.is_empty()) text += measures.folded("Measures that differ");
  return text;
}

}  // namespace

std::string comparison(const Page& page, ChartBook& charts) {
  if (!page.comparison) return {};
  std::string text;
  if (page.comparison->failures > 0) {
    text += html::paragraph(fmt::format(
        "{} left out, as one of their replications failed.",
        page.comparison->failures == 1
            ? std::string("One pair is")
            : base::format_count(static_cast<double>(page.comparison->failures)) + " pairs are"));
  }
  if (page.comparison->ending == experiment::Ending::interrupted)
    text += html::paragraph("The comparison was interrupted: these are the pairs until then.");
  for (std::size_t i = 0; i < page.comparison->compared.size(); ++i)
    text += one_comparison(page, page.comparison->compared[i], i + 1, charts);
  return html::section("comparison", "What the other scenario changes", text);
}

}  // namespace acqsim::report::sections
