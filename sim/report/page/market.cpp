#include "report/figures.hpp"
#include "report/headline.hpp"
#include "report/page/html.hpp"
#include "report/page/sections.hpp"
#include "report/sentence.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

/// What the market does over time.
namespace acqsim::report::sections {
namespace {

using html::escaped;

/// "FY2026 (from 18 Mar)".
std::string year_name(const std::string& year, const Heading& heading) {
  MeasureLine line;
  line.labels["fiscal_year"] = year;
  return year + cut_of(line, heading);
}

std::string fan(const Fan& one, const Heading& heading, ChartBook& charts) {
  if (one.series.empty()) return {};
  ChartBook::Chart chart{one.id,
                         "fan",
                         "Line: the median of all futures. Narrow, strong band: the middle half of "
                         "them. Wide, faint band: 9 in 10 of them.",
                         one.title,
                         {"series", "year", "p5", "p25", "p50", "p75", "p95", "figure"},
                         {},
                         {{"unit", one.unit}}};
  html::Table table(one.title + ": median of all futures, and what 9 in 10 of them have",
                    {{"Fiscal year"}, {"Of"}, {"Median", true}, {"9 in 10 futures", true}});
  for (const auto& series : one.series) {
    for (const auto& point : series.points) {
      chart.rows.push_back(ChartRow()
                               .text(series.name)
                               .text(point.year)
                               .number(point.p5)
                               .number(point.p25)
                               .number(point.p50)
                               .number(point.p75)
                               .number(point.p95)
                               .text(figure(point.p50, one.unit)));
      table.row({escaped(year_name(point.year, heading)),
                 escaped(series.name.empty() ? "the whole market" : series.name),
                 escaped(figure(point.p50, one.unit)),
                 escaped(from_to(point.p5, point.p95, one.unit))});
    }
  }
  return fmt::format("<h3>{}</h3>\n", escaped(one.title)) + html::paragraph(one.meaning) +
         charts.figure(chart) + table.folded("The same as a table");
}

/// Cut years, as a sentence; empty: all are whole.
std::string cut_years(const Page& page) {
  std::vector<std::string> cut;
  for (const Fan& one : page.fans) {
    if (one.series.empty()) continue;
    for (const auto& point : one.series.front().points) {
      const std::string name = year_name(point.year, page.heading);
      if (name != point.year) cut.push_back(name);
    }
    break;
  }
  return cut.empty() ? std::string()
                     : " Not a whole year: " + base::join_and(cut) +
                           "; amounts of it are not those of twelve months.";
}

const MeasureLine* find_line(const std::vector<MeasureLine>& lines, const std::string& measure,
                             const std::map<std::string, std::string>& labels) {
  const auto found = std::ranges::find_if(lines, [&](const MeasureLine& line) {
    return line.measure == measure && line.labels == labels;
  });
  return found == lines.end() ? nullptr : &*found;
}

}  // namespace

std::string market(const Page& page, ChartBook& charts) {
  std::string text;
  for (const Fan& one : page.fans) text += fan(one, page.heading, charts);
  if (text.empty()) return {};
  return html::section(
      "market", "The market over time",
      html::paragraph("Each line and band is read off all simulated futures, year by year: a band "
                      "is not one future's path. Money is in constant dollars." +
                      cut_years(page)) +
          text);
}

std::string next_partner(const Page& page, ChartBook& charts) {
  if (page.next_partners.empty()) return {};
  std::string text = html::paragraph(
      "For every vendor that places its models with others: in how many of 100 futures each cloud "
      "provider has become its next partner by a day (cumulative incidence). The lines of one "
      "vendor add up to the futures in which it has signed anybody.");
  ChartBook::Chart chart{
      "next-partner",
      "incidence",
      fmt::format("Futures in 100 in which this provider was the first to sign, by date. Bands: "
                  "{:g}% intervals.",
                  100.0 * page.heading.confidence),
      "Cumulative incidence of the next partner, by vendor",
      {"vendor", "provider", "date", "share", "low", "high", "of_100"},
      {}};
  html::Table table("Next partner: futures in 100, at the end of the scenario",
                    {{"Vendor"},
                     {"Provider"},
                     {"Of 100", true},
                     {fmt::format("{:g}% interval", 100.0 * page.heading.confidence), true},
                     {"Half of these by"}});
  for (const auto& next : page.next_partners) {
    for (const auto& provider : next.providers) {
      const auto& last = provider.points.back();
      std::string half = "–";
      for (const auto& point : provider.points) {
        if (half == "–" && point.share >= last.share / 2.0) half = date_on(page.heading, point.day);
        chart.rows.push_back(ChartRow()
                                 .text(next.vendor)
                                 .text(provider.provider)
                                 .text(date_on(page.heading, point.day))
                                 .number(point.share)
                                 .number(point.interval.low)
                                 .number(point.interval.high)
                                 .text(of_100(point.share)));
      }
      table.row(
          {escaped(next.vendor), escaped(provider.provider), of_100(last.share),
           fmt::format("{:.0f} to {:.0f}", 100.0 * last.interval.low, 100.0 * last.interval.high),
           escaped(half)});
    }
  }
  return html::section("next-partner", "Who is the next partner, and when",
                       text + charts.figure(chart) + table.folded("The same as a table"));
}

std::string days(const Page& page, ChartBook& charts) {
  if (!page.results) return {};
  const auto lines = measure_lines(page.results->summary, page.heading.confidence);
  std::string text = html::paragraph(
      "From the day on which an agency comes to need something to the day on which it is in "
      "operation. Means over all futures; the second part is the mean days to operation less the "
      "mean days to award.");
  html::Table table("Mean days from a requirement to award and to operation",
                    {{"Of"},
                     {"To award", true},
                     {"9 in 10 futures", true},
                     {"To operation", true},
                     {"9 in 10 futures", true}});
  ChartBook::Chart chart{"days",
                         "stages",
                         "Mean days, by kind of customer and by level of the workload.",
                         "Days from requirement to award and from award to operation",
                         {"of", "stage", "days"},
                         {}};
  for (const MeasureLine& line : lines) {
    if (line.measure != "days_to_award" || line.n == 0) continue;
    const MeasureLine* operation = find_line(lines, "days_to_operation", line.labels);
    if (operation == nullptr || operation->n == 0) continue;
    const std::string name = line.labels.empty() ? "the whole market" : line.labels.begin()->second;
    table.row({escaped(name), escaped(figure(line.mean, "d")),
               escaped(from_to(line.p5, line.p95, "d")), escaped(figure(operation->mean, "d")),
               escaped(from_to(operation->p5, operation->p95, "d"))});
    chart.rows.push_back(ChartRow().text(name).text("to award").number(line.mean));
    chart.rows.push_back(
        ChartRow().text(name).text("award to operation").number(operation->mean - line.mean));
  }
  if (table.is_empty()) return {};
  text += charts.figure(chart) + table.folded("The same as a table");
  bool has_stages = false;
  html::Table stages("The way in the futures that are looked at: mean days of each part",
                     {{"Part of the way"}});
  std::vector<html::Table::Column> columns{{"Part of the way"}};
  for (const Future& future : page.futures)
    columns.push_back({fmt::format("Future {} ({})", future.index, future.why), true});
  stages =
      html::Table("Mean days of each part of the way, in the futures that are looked at", columns);
  if (!page.futures.empty()) {
    for (std::size_t s = 0; s < page.futures.front().story.stages.size(); ++s) {
      std::vector<std::string> cells{escaped(page.futures.front().story.stages[s].name)};
      for (const Future& future : page.futures) {
        cells.push_back(s < future.story.stages.size()
                            ? escaped(figure(future.story.stages[s].days, "d"))
                            : std::string("–"));
      }
      stages.row(cells);
      has_stages = true;
    }
  }
  if (has_stages) {
    text += html::paragraph(
        "What the way consists of is read off the events of single futures, the ones that are "
        "looked at below, of which all but the median are chosen for being unusual: these are "
        "examples, not means over all futures as the days above are.");
    text += stages.markup();
  }
  return html::section("days", "Where the days go", text);
}

std::string measures(const Page& page) {
  if (!page.results) return {};
  const auto lines = measure_lines(page.results->summary, page.heading.confidence);
  std::string text = html::paragraph(
      fmt::format("The mean over all futures with its {:g}% interval, and the range that holds 9 "
                  "in 10 futures.",
                  100.0 * page.heading.confidence));
  for (const Group& one : group(lines, false).shown) {
    const bool is_market = one.labels.empty();
    html::Table table(is_market
                          ? "The whole market"
                          : humanised(one.measure) + " by " + spaced(base::join_and(one.labels)),
                      {{is_market ? "Measure" : humanised(base::join(one.labels, ", "))},
                       {"Mean", true},
                       {fmt::format("{:g}% interval", 100.0 * page.heading.confidence), true},
                       {"9 in 10 futures", true},
                       {"Futures", true}});
    for (const MeasureLine& line : one.lines) {
      if (!is_market && line.n > 0 && line.mean == 0.0 && line.std_error == 0.0) continue;
      table.row({escaped(label_of(line, one.labels) + cut_of(line, page.heading)),
                 escaped(figure(line.mean, line.unit)),
                 escaped(from_to(line.interval.low, line.interval.high, line.unit)),
                 line.is_frequency ? "yes or no" : escaped(from_to(line.p5, line.p95, line.unit)),
                 base::format_count(static_cast<double>(line.n))});
    }
    if (table.is_empty()) continue;
    text += table.folded(is_market ? "The whole market"
                                   : humanised(one.measure) + " by " +
                                         spaced(base::join_and(one.labels)));
  }
  return html::section("measures", "The main measures", text);
}

}  // namespace acqsim::report::sections
