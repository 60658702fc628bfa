#include "report/page/html.hpp"
#include "report/page/sections.hpp"
#include "report/sentence.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/base/text.hpp>
#include <acqsim/base/units.hpp>
#include <acqsim/report/sweep_profile.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

/// What a sweep says.
namespace acqsim::report::sections {
namespace {

using html::escaped;

constexpr std::size_t kMostPointRows = 200;

/// "38.2 to 52.1": an interval of a share.
std::string between(const stats::Interval& interval) {
  return fmt::format("{:.1f} to {:.1f}", 100.0 * interval.low, 100.0 * interval.high);
}

std::string doubt(double p) { return p < 0.001 ? "p < 0.001" : fmt::format("p = {:.2g}", p); }

/// Wider than this an interval says little.
constexpr double kThin = 0.5;

/// As an axis shows it.
double shown(double number, const std::string& unit) {
  return base::unit_of(unit) == base::Unit::per_year ? number * base::kDaysPerYear : number;
}

std::string condition(const Drivers& drivers, const stats::Restriction& restriction) {
  const auto& parameter = drivers.parameters[restriction.factor];
  const auto value = [&parameter](double number) {
    return base::format_quantity(number, base::unit_of(parameter.unit));
  };
  const bool has_low = std::isfinite(restriction.low);
  const bool has_high = std::isfinite(restriction.high);
  if (has_low && has_high) {
    return fmt::format("{} is from {} to {}", parameter.path, value(restriction.low),
                       value(restriction.high));
  }
  return has_low ? fmt::format("{} is at least {}", parameter.path, value(restriction.low))
                 : fmt::format("{} is at most {}", parameter.path, value(restriction.high));
}

std::string conditions(const Drivers& drivers, const stats::Box& box, bool has_doubt) {
  std::vector<std::string> words;
  for (const auto& one : box.restrictions) {
    words.push_back(condition(drivers, one) +
                    (has_doubt ? fmt::format(" (quasi {})", doubt(one.p)) : std::string()));
  }
  return base::join_and(words);
}

/// Which conditions go with a yes, in sentences.
std::string driver_sentences(const Drivers& drivers) {
  std::string text = fmt::format("<h4>{}</h4>\n", escaped(drivers.question.question));
  if (drivers.box.restrictions.empty()) {
    text += html::paragraph(
        "No part of what was tried has more futures with the answer yes than chance would give "
        "it.");
  } else {
    text += html::paragraph(fmt::format(
        "Yes in {} of 100 futures ({}, {:g}% confidence; {}) where {}; there lie {} of 100 futures "
        "with the answer yes, and {} of 100 of all.",
        of_100(drivers.box.density), between(drivers.box.interval),
        100.0 * drivers.heading.confidence, futures(drivers.box.trials.all),
        conditions(drivers, drivers.box, true), of_100(drivers.box.coverage),
        of_100(static_cast<double>(drivers.box.trials.all) /
               static_cast<double>(drivers.all.all))));
  }
  if (drivers.leaves.size() < 2) return text;
  html::Table table("Parts by a classification tree: " + drivers.question.question,
                    {{"Where"}, {"Yes, of 100", true}, {"Interval", true}, {"Futures", true}});
  for (const stats::Box& leaf : drivers.leaves) {
    table.row({escaped(conditions(drivers, leaf, false)), of_100(leaf.density),
               between(leaf.interval), base::format_count(static_cast<double>(leaf.trials.all))});
  }
  return text + table.folded("All parts, by a classification tree");
}

/// Frequencies over one parameter after the other, for all questions.
std::string lines(const SweepResults& results, ChartBook& charts) {
  const double confidence = results.heading.confidence;
  ChartBook::Chart chart{
      "sweep-lines",
      "lines",
      fmt::format("How many of 100 futures answer yes at each value of a parameter, over all "
                  "values of the others. Bands: {:g}% intervals.",
                  100.0 * confidence),
      "Frequency of the answer yes over each parameter",
      {"question", "parameter", "unit", "number", "value", "share", "low", "high"},
      {}};
  std::string tables;
  for (std::size_t q = 0; q < results.columns.questions.size(); ++q) {
    const std::string& question = results.columns.questions[q].question;
    html::Table table(
        "By each parameter: " + question,
        {{"Parameter"}, {"Value"}, {"Yes, of 100", true}, {"Interval", true}, {"Futures", true}});
    for (std::size_t p = 0; p < results.parameters.size(); ++p) {
      for (const ProfilePoint& point : profile(results, q, p)) {
        if (point.outcome.trials() == 0) continue;
        const stats::Interval& known = point.interval;
        const double share = point.outcome.frequency();
        chart.rows.push_back(ChartRow()
                                 .text(question)
                                 .text(results.parameters[p].path)
                                 .text(results.parameters[p].unit)
                                 .number(shown(point.number, results.parameters[p].unit))
                                 .text(point.value)
                                 .number(share)
                                 .number(known.low)
                                 .number(known.high));
        table.row({"<code>" + escaped(results.parameters[p].path) + "</code>", escaped(point.value),
                   fmt::format("{:.1f}", 100.0 * share), between(known),
                   base::format_count(static_cast<double>(point.outcome.trials()))});
      }
    }
    tables += table.markup();
  }
  return "<h3>Parameter by parameter</h3>\n" + charts.figure(chart) + html::folded(tables);
}

std::string tornado(const SweepResults& results, ChartBook& charts) {
  ChartBook::Chart chart{"tornado",
                         "tornado",
                         "From the lowest to the highest part of a parameter's values: how many "
                         "of 100 futures answer yes. Circle, value above: the lowest; square, "
                         "value below: the highest. The strongest pull is on top. Thin lines: "
                         "intervals of both ends.",
                         "Tornado chart of the parameters",
                         {"question", "parameter", "low", "high", "low_value", "high_value",
                          "low_from", "low_to", "high_from", "high_to"},
                         {}};
  std::string tables;
  for (std::size_t q = 0; q < results.columns.questions.size(); ++q) {
    const std::string& question = results.columns.questions[q].question;
    html::Table table("Pull of each parameter: " + question, {{"Parameter"},
                                                              {"Lowest"},
                                                              {"Yes, of 100", true},
                                                              {"Interval", true},
                                                              {"Highest"},
                                                              {"Yes, of 100", true},
                                                              {"Interval", true},
                                                              {"Difference, all together", true}});
    for (const Pull& pull : pulls(results, q)) {
      const std::string& path = results.parameters[pull.parameter].path;
      chart.rows.push_back(ChartRow()
                               .text(question)
                               .text(path)
                               .number(pull.low.outcome.frequency())
                               .number(pull.high.outcome.frequency())
                               .text(pull.low.value)
                               .text(pull.high.value)
                               .number(pull.low.interval.low)
                               .number(pull.low.interval.high)
                               .number(pull.high.interval.low)
                               .number(pull.high.interval.high));
      table.row({"<code>" + escaped(path) + "</code>", escaped(pull.low.value),
                 fmt::format("{:.1f}", 100.0 * pull.low.outcome.frequency()),
                 between(pull.low.interval), escaped(pull.high.value),
                 fmt::format("{:.1f}", 100.0 * pull.high.outcome.frequency()),
                 between(pull.high.interval),
                 std::isnan(pull.difference)
                     ? std::string("–")
                     : fmt::format("{:+.1f} ({:+.1f} to {:+.1f})", 100.0 * pull.difference,
                                   100.0 * pull.interval.low, 100.0 * pull.interval.high)});
    }
    if (!table.is_empty()) tables += table.markup();
  }
  return "<h3>What pulls most</h3>\n" + charts.figure(chart) + html::folded(tables);
}

std::string heat(const SweepResults& results, ChartBook& charts) {
  if (results.parameters.size() < 2) return {};
  ChartBook::Chart chart{
      "heat",
      "heat",
      fmt::format("How many of 100 futures answer yes at each pair of values of the two "
                  "parameters that pull most. A star: the {:g}% interval is wider than {:g} of "
                  "100.",
                  100.0 * results.heading.confidence, 100.0 * kThin),
      "Heat map of the two strongest parameters",
      {"question", "x_name", "y_name", "x", "y", "x_order", "y_order", "share", "futures", "of_100",
       "mark"},
      {}};
  std::string tables;
  for (std::size_t q = 0; q < results.columns.questions.size(); ++q) {
    const auto strongest = pulls(results, q);
    if (strongest.size() < 2) continue;
    const HeatMap map = heat_map(results, q, strongest[0].parameter, strongest[1].parameter);
    html::Table table("Two at once: " + results.columns.questions[q].question,
                      {{results.parameters[map.first].path},
                       {results.parameters[map.second].path},
                       {"Yes, of 100", true},
                       {"Interval", true},
                       {"Futures", true}});
    for (const HeatCell& cell : map.cells) {
      if (cell.outcome.trials() == 0) continue;
      chart.rows.push_back(ChartRow()
                               .text(results.columns.questions[q].question)
                               .text(results.parameters[map.first].path)
                               .text(results.parameters[map.second].path)
                               .text(map.first_values[cell.first])
                               .text(map.second_values[cell.second])
                               .number(static_cast<double>(cell.first))
                               .number(static_cast<double>(cell.second))
                               .number(cell.outcome.frequency())
                               .number(static_cast<double>(cell.outcome.trials()))
                               .text(of_100(cell.outcome.frequency()))
                               .text(cell.interval.width() > kThin ? "*" : ""));
      table.row({escaped(map.first_values[cell.first]), escaped(map.second_values[cell.second]),
                 of_100(cell.outcome.frequency()), between(cell.interval),
                 base::format_count(static_cast<double>(cell.outcome.trials()))});
    }
    tables += table.markup();
  }
  if (chart.rows.empty()) return {};
  return "<h3>Two at once</h3>\n" + charts.figure(chart) + html::folded(tables);
}

std::string points(const SweepResults& results) {
  if (results.points.size() > kMostPointRows) {
    return html::paragraph(
        fmt::format("The {} points themselves are in the study: 'acqsim export' writes them.",
                    base::format_count(static_cast<double>(results.points.size()))),
        "note");
  }
  std::vector<html::Table::Column> columns{{"Point"}};
  for (const auto& parameter : results.parameters) columns.push_back({parameter.path, true});
  for (const auto& question : results.columns.questions) columns.push_back({question.id, true});
  columns.push_back({"Futures", true});
  html::Table table("Every point: futures in 100 in which the answer is yes", columns);
  for (const SweptPoint& point : results.points) {
    std::vector<std::string> cells{fmt::format("{}", point.id)};
    for (const auto& parameter : results.parameters) {
      std::string value = "–";
      for (const auto& setting : point.settings) {
        if (setting.path == parameter.path) value = escaped(setting.value);
      }
      cells.push_back(value);
    }
    for (const auto& outcome : point.outcomes) cells.push_back(of_100(outcome.frequency()));
    cells.push_back(base::format_count(static_cast<double>(point.replications)));
    table.row(cells);
  }
  return table.folded("Every point as a table");
}

/// Which parameter moves the answer, if any can be told from luck.
std::string pull_sentence(const SweepResults& results, std::size_t question) {
  const std::vector<Pull> all = pulls(results, question);
  if (all.empty()) return {};
  if (results.lucks < 2) {
    return "Every point has the same luck alone: what a parameter does to the answer cannot be "
           "told from luck.";
  }
  const auto first = std::ranges::find_if(all, &Pull::is_beyond_luck);
  if (first == all.end())
    return "No parameter by itself moves it from end to end by more than luck.";
  return fmt::format(
      "It moves most with {}: {} of 100 where that is {} ({}), {} of 100 where it is {} ({}); the "
      "difference, {:+.1f} of 100, is from {:+.1f} to {:+.1f}{}.",
      results.parameters[first->parameter].path, of_100(first->low.outcome.frequency()),
      first->low.value, between(first->low.interval), of_100(first->high.outcome.frequency()),
      first->high.value, between(first->high.interval), 100.0 * first->difference,
      100.0 * first->interval.low, 100.0 * first->interval.high,
      all.size() == 1 ? std::string()
                      : fmt::format(", at {:g}% confidence for all {} parameters together",
                                    100.0 * results.heading.confidence, all.size()));
}

std::string one_answer(const SweepResults& results, std::size_t q) {
  const SweepTotal all = total(results, q);
  const experiment::Question& question = results.columns.questions[q];
  const std::string clock = question.clock.empty() ? "" : ", " + question.clock;
  return fmt::format(
      "<li><p class=\"number\" aria-hidden=\"true\"><b>{}</b> in 100</p><div><h3>{}</h3>\n{}"
      "</div></li>\n",
      of_100(all.outcome.frequency()), escaped(question.question),
      html::paragraph(
          all.outcome.trials() == 0
              ? std::string("No answer: no future had data for this.")
              : fmt::format("In {} of 100 simulated futures over all that was tried ({}, {:g}% "
                            "confidence){}. {}",
                            of_100(all.outcome.frequency()), between(all.interval),
                            100.0 * results.heading.confidence, clock, pull_sentence(results, q))));
}

/// "the same 8 lucks at each point": how far the futures are of their own.
std::string lucks_text(const SweepResults& results) {
  std::uint64_t fewest = results.lucks;
  for (const SweptPoint& point : results.points) fewest = std::min(fewest, point.replications);
  const auto count = [](std::uint64_t n) { return base::format_count(static_cast<double>(n)); };
  if (results.lucks == 1) return "one luck, which all points share";
  if (fewest == results.lucks)
    return fmt::format("the same {} different lucks at each point", count(results.lucks));
  return fmt::format("{} to {} different lucks at a point, shared by the points", count(fewest),
                     count(results.lucks));
}

}  // namespace

std::string sweep_answer(const Page& page) {
  if (!page.sweep) return {};
  const SweepResults& results = *page.sweep;
  std::string text;
  if (results.columns.questions.empty()) {
    text += html::paragraph(
        "The scenario asks no question. What was measured at each point is in the study: 'acqsim "
        "export' writes it.");
  } else {
    text += "<ol class=\"answers\">\n";
    for (std::size_t q = 0; q < results.columns.questions.size(); ++q)
      text += one_answer(results, q);
    text += "</ol>\n";
  }
  std::vector<std::string> names;
  for (const auto& one : results.parameters) names.push_back(one.path);
  text += html::paragraph(
      fmt::format("{} points{} in {}; {}, seed {}, {}{}. Intervals count what luck and the choice "
                  "of points move, not every future by itself. What share of the points answers "
                  "yes says how the values were chosen, not how likely they are.",
                  base::format_count(static_cast<double>(results.points.size())),
                  results.design.empty() ? "" : " of the design " + results.design,
                  base::join_and(names), futures(results.replications), results.heading.seed,
                  lucks_text(results),
                  results.missing > 0
                      ? fmt::format(", and {} still to be run",
                                    base::format_count(static_cast<double>(results.missing)))
                      : ""),
      "note");
  return html::section("answer", "What was asked, and the answer", text);
}

std::string sweep(const Page& page, ChartBook& charts) {
  if (!page.sweep || page.sweep->columns.questions.empty()) return {};
  const SweepResults& results = *page.sweep;
  std::string text;
  if (has_charts() && results.columns.questions.size() > 1) {
    text +=
        "<p class=\"choice\"><label for=\"question\">Question in the charts of this section"
        "</label> <select id=\"question\">";
    for (const auto& question : results.columns.questions)
      text += "<option>" + escaped(question.question) + "</option>";
    text += "</select></p>\n";
  }
  text += tornado(results, charts) + heat(results, charts) + lines(results, charts);
  if (!page.drivers.empty()) {
    text += "<h3>Conditions that go with a yes</h3>\n" +
            html::paragraph(
                "Found by peeling (PRIM) and by a classification tree over all points; a "
                "condition that chance could give is left out. A quasi p is of the points; it is "
                "no test, as the conditions were chosen by it.");
    for (const Drivers& one : page.drivers) text += driver_sentences(one);
  }
  text += points(results);
  return html::section("sweep", "Over the ranges that were tried", text);
}

}  // namespace acqsim::report::sections
