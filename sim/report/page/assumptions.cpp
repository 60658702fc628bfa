#include "report/page/html.hpp"
#include "report/page/sections.hpp"

#include <acqsim/base/number_format.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>

/// What the results rest on, and how to get them again.
namespace acqsim::report::sections {
namespace {

using experiment::GivenValue;
using html::escaped;

std::string count_text(std::size_t count) { return base::format_count(static_cast<double>(count)); }

std::string source_markup(const GivenValue& value) {
  if (!value.has_source()) return "<span class=\"bare\">none</span>";
  const std::string title = value.source.title.empty() ? value.source.href : value.source.title;
  std::string markup = html::link(value.source.href, title);
  if (!value.source.date.empty()) markup += ", " + escaped(value.source.date);
  return markup;
}

std::string basis_words(const GivenValue& value) {
  return value.basis.empty() ? std::string("not stated") : value.basis;
}

std::string decisions(const Page& page) {
  std::string text;
  for (const DecisionBasis& one : page.decisions) {
    if (one.decisions == 0) continue;
    const auto of_100 = [](std::uint64_t part, std::uint64_t all) {
      return all == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(all);
    };
    const std::string hang =
        one.on_bare == one.decisions
            ? std::string("every one hangs")
            : fmt::format("{:.0f} in 100 hang", of_100(one.on_bare, one.decisions));
    text += html::paragraph(fmt::format(
        "Of {} {} in the futures that are looked at (those alone, not all), {} on at least one "
        "value without a source, defaults of the program included; of the values behind such a "
        "decision, {:.0f} in 100 have none.",
        base::format_count(static_cast<double>(one.decisions)), one.kind, hang,
        of_100(one.bare, one.values)));
  }
  return text;
}

}  // namespace

std::string assumptions(const Page& page, ChartBook& charts) {
  if (page.values.empty()) return {};
  const auto counts = experiment::count(page.values);
  const auto share = [&counts](std::size_t part) {
    return fmt::format("{:.0f} in 100",
                       100.0 * static_cast<double>(part) / static_cast<double>(counts.all()));
  };
  std::string text = html::paragraph(fmt::format(
      "The scenario gives {} numbers and dates of the world. {} ({}) are facts with their source, "
      "{} ({}) estimates from a source; {} ({}) are assumptions, {} of them with a source for "
      "what they lean on and {} without any; {} ({}) are called facts or estimates and name no "
      "source; of {} ({}) the basis is not stated, or they were set for this run.",
      count_text(counts.all()), count_text(counts.facts), share(counts.facts),
      count_text(counts.estimates), share(counts.estimates),
      count_text(counts.assumptions_with_source + counts.assumptions_without),
      share(counts.assumptions_with_source + counts.assumptions_without),
      count_text(counts.assumptions_with_source), count_text(counts.assumptions_without),
      count_text(counts.claimed), share(counts.claimed), count_text(counts.others),
      share(counts.others)));
  text += decisions(page);

  std::map<std::string, std::vector<const GivenValue*>> groups;
  for (const GivenValue& value : page.values)
    groups[value.path.substr(0, value.path.find('.'))].push_back(&value);
  ChartBook::Chart chart{"basis",
                         "basis",
                         "How many values of each part of the scenario are facts, estimates and "
                         "assumptions.",
                         "Values by what they rest on",
                         {"part", "basis", "count"},
                         {}};
  std::string tables;
  for (const auto& [name, values] : groups) {
    std::vector<GivenValue> copies;
    html::Table table("Values of " + name,
                      {{"Path"}, {"Value", true}, {"Basis"}, {"Range"}, {"Source"}, {"Note"}});
    for (const GivenValue* value : values) {
      copies.push_back(*value);
      table.row({"<code>" + escaped(value->path) + "</code>", escaped(value->value),
                 escaped(basis_words(*value)), escaped(value->range), source_markup(*value),
                 escaped(value->note)});
    }
    const auto of_group = experiment::count(copies);
    const auto bare = std::ranges::count_if(copies, &GivenValue::is_bare);
    const auto add = [&chart, &name = name](const char* basis, std::size_t count) {
      if (count == 0) return;
      chart.rows.push_back(ChartRow().text(name).text(basis).number(static_cast<double>(count)));
    };
    add("fact", of_group.facts);
    add("estimate", of_group.estimates);
    add("assumption, with source", of_group.assumptions_with_source);
    add("assumption, no source", of_group.assumptions_without);
    add("set or not stated", of_group.others + of_group.claimed);
    tables += table.folded(fmt::format("{}: {} value{}, {} without a source", name, values.size(),
                                       values.size() == 1 ? "" : "s", bare));
  }
  if (!page.defaults.empty()) {
    html::Table table("Left at the program's default, each an assumption without a source",
                      {{"Path"}, {"Value", true}});
    for (const auto& [path, value] : page.defaults)
      table.row({"<code>" + escaped(path) + "</code>", escaped(value)});
    tables += table.folded(fmt::format("Defaults of the program: {} values, none with a source",
                                       count_text(page.defaults.size())));
  }
  const std::string printing =
      "<p class=\"tools\"><label><input type=\"checkbox\" id=\"print-values\"> Print every value "
      "with its source</label></p>\n" +
      html::paragraph(
          "The values themselves and their sources are on the page, and were not printed.",
          "unprinted");
  return html::section("assumptions", "What it rests on: every value and its source",
                       text + charts.figure(chart) + printing + tables);
}

std::string manifest(const Page& page) {
  std::string text = html::paragraph(
      "The same program, inputs and seed give the same figures, whatever the number of threads. "
      "To make this page again:");
  std::string commands;
  for (const std::string& command : page.commands) commands += escaped(command) + "\n";
  text += "<pre tabindex=\"0\"><code>" + commands + "</code></pre>\n";
  html::Table table("Manifest", {{"Name"}, {"Value"}});
  for (const auto& [name, value] : page.manifest)
    table.row({escaped(name), "<code>" + escaped(value) + "</code>"});
  text += table.markup();
  return html::section("manifest", "How to get it again", text);
}

}  // namespace acqsim::report::sections
