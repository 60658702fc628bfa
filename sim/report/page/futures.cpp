#include "report/page/html.hpp"
#include "report/page/sections.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/base/text.hpp>

#include <fmt/format.h>

#include <cmath>
#include <set>

/// Single futures, and who can be reached in them.
namespace acqsim::report::sections {
namespace {

using html::escaped;

std::string share_text(double share) {
  return std::isnan(share) ? std::string("–") : base::format_share(share);
}

std::string answer_word(model::Answer answer) {
  if (answer == model::Answer::no_data) return "no data";
  return answer == model::Answer::yes ? "yes" : "no";
}

/// "Three futures".
std::string how_many(const Page& page) {
  if (page.futures.size() == 1) return "One future";
  return page.futures.size() == 2 ? "Two futures" : "Three futures";
}

}  // namespace

std::string futures_to_look_at(const Page& page, ChartBook& charts) {
  if (page.futures.empty()) return {};
  const std::size_t shown = page.futures.size();
  std::string text = html::paragraph(
      fmt::format("Averages hide how a future comes about. {} of all: by how far a future's shares "
                  "of vendors and providers and its yearly obligations rank "
                  "from the middle, on average.",
                  shown == 1   ? "This is the least unusual"
                  : shown == 2 ? "These are the least and the most unusual"
                               : "These are the least and the two most unusual"));
  ChartBook::Chart chart{
      "futures",
      "timeline",
      "Events of the market in each of these futures. A mark is one event; more than one on "
      "a day lie over each other.",
      "Event timelines of single futures",
      {"future", "lane", "date", "what", "who"},
      {}};
  html::Table figures("Futures", {{"Future"}});
  std::vector<html::Table::Column> columns{{"Figure"}};
  for (const Future& future : page.futures)
    columns.push_back({fmt::format("Future {} ({})", future.index, future.why), true});
  figures = html::Table(how_many(page) + " in figures", columns);
  for (std::size_t f = 0; f < page.futures.front().figures.size(); ++f) {
    std::vector<std::string> cells{escaped(page.futures.front().figures[f].first)};
    for (const Future& future : page.futures) cells.push_back(escaped(future.figures.at(f).second));
    figures.row(cells);
  }
  std::vector<std::string> unusual{"Unusual, from 0 to 1"};
  for (const Future& future : page.futures)
    unusual.push_back(fmt::format("{:.2f}", future.unusualness));
  figures.row(unusual);
  if (page.results) {
    const auto& questions = page.results->summary.columns().questions;
    for (std::size_t q = 0; q < questions.size(); ++q) {
      std::vector<std::string> cells{escaped(questions[q].question)};
      for (const Future& future : page.futures)
        cells.push_back(q < future.answers.size() ? answer_word(future.answers[q]) : "–");
      figures.row(cells);
    }
  }
  std::string lists;
  std::string commands;
  for (const Future& future : page.futures) {
    if (!future.command.empty()) commands += escaped(future.command) + "\n";
    html::Table list(fmt::format("Turning points of future {} ({})", future.index, future.why),
                     {{"Date"}, {"What"}, {"Who"}});
    for (const auto& point : future.story.turning_points) {
      const std::string date = date_on(page.heading, point.day);
      chart.rows.push_back(ChartRow()
                               .text(fmt::format("Future {} ({})", future.index, future.why))
                               .text(point.lane)
                               .text(date)
                               .text(point.what)
                               .text(point.who));
      if (!point.is_routine) list.row({escaped(date), escaped(point.what), escaped(point.who)});
    }
    if (!list.is_empty()) {
      lists += list.folded(fmt::format("Future {} ({}): {} turning points, authorisations left out",
                                       future.index, future.why, list.size()));
    }
  }
  if (!commands.empty()) {
    lists += html::paragraph("Why each of them came about as it did, down to each decision:") +
             "<pre tabindex=\"0\"><code>" + commands + "</code></pre>\n";
  }
  return html::section("futures", how_many(page) + " to look at",
                       text + figures.markup() + charts.figure(chart) + lists);
}

std::string access(const Page& page) {
  if (page.access.empty()) return {};
  std::string text = html::paragraph(
      "Who can be reached, and through whom: a vendor's models are in an enclave of a cloud, "
      "somebody sells them on a contract vehicle, and agencies of a kind order from it. Reach is "
      "the share of demand for which a vendor has such a way.");
  std::vector<html::Table::Column> columns{{"Vendor"}};
  std::set<std::string> vendors;
  for (const AccessPicture& picture : page.access) {
    columns.push_back({picture.when, true});
    columns.push_back({"without a change of cloud", true});
    for (const auto& [vendor, reach] : picture.reach) vendors.insert(vendor);
  }
  html::Table table("Reach of each vendor", columns);
  for (const std::string& vendor : vendors) {
    std::vector<std::string> cells{escaped(vendor)};
    for (const AccessPicture& picture : page.access) {
      const auto found = picture.reach.find(vendor);
      const bool is_there = found != picture.reach.end();
      cells.push_back(is_there ? escaped(share_text(found->second.first)) : "–");
      cells.push_back(is_there ? escaped(share_text(found->second.second)) : "–");
    }
    table.row(cells);
  }
  text += access_graph(page) + table.markup();
  text += html::paragraph(
      "Every single route, over enclaves, sellers and contract vehicles to agencies, is drawn by "
      "'acqsim graph FILE --format svg'.",
      "note");
  return html::section("access", "Who can be reached, before and after", text);
}

}  // namespace acqsim::report::sections
