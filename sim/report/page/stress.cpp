#include "report/page/html.hpp"
#include "report/page/sections.hpp"
#include "report/sentence.hpp"

#include <acqsim/base/number_format.hpp>

#include <fmt/format.h>

/// A draft by the STRESS guidelines for discrete-event simulation [monks-2019]: what the program
/// knows is filled in, what only the authors know is asked for.
namespace acqsim::report::sections {
namespace {

using html::escaped;

std::string item(std::string_view number, std::string_view name, const std::string& text) {
  return fmt::format("<h3>{} {}</h3>\n<p>{}</p>\n", number, escaped(name), escaped(text));
}

std::string to_write(std::string_view what) {
  return fmt::format("<p class=\"to-write\">For the authors: {}</p>\n", escaped(what));
}

std::string replications_text(const Page& page) {
  if (page.sweep) {
    return fmt::format("{} points with {} in all.",
                       base::format_count(static_cast<double>(page.sweep->points.size())),
                       futures(page.sweep->replications));
  }
  return page.results ? ending_sentence(*page.results) : std::string("No replications.");
}

std::string questions(const Page& page) {
  const auto& all =
      page.sweep ? page.sweep->columns.questions : page.results->summary.columns().questions;
  std::string list = "<ul>\n";
  for (const auto& one : all) {
    list += fmt::format("<li>{}{}</li>\n", escaped(one.question),
                        one.clock.empty() ? "" : " (" + escaped(one.clock) + ")");
  }
  return list + "</ul>\n";
}

}  // namespace

std::string stress(const Page& page) {
  if (!page.results && !page.sweep) return {};
  const Heading& heading = page.heading;
  const auto counts = experiment::count(page.values);
  std::string text = html::paragraph(
      "A draft of what the STRESS-DES guidelines (Monks et al., 2019) ask a paper to report. Text "
      "marked 'for the authors' is left to be written.");
  text += item("1.1", "Purpose of the model",
               heading.title.empty() ? heading.name : heading.title + ".");
  text += to_write("why the question is asked, and for whom.");
  text += item("1.2", "Model outputs", "Each question is answered once in each replication:");
  text += questions(page);
  text +=
      item("1.3", "Experimentation aims",
           page.sweep        ? "How the answers change over ranges of the parameters."
           : page.comparison ? "What another scenario changes, in pairs on common random numbers."
                             : "How often each answer is yes, with its interval.");
  text += item("2.1", "Base model overview diagram",
               fmt::format("{}The life of a requirement is drawn in the project's README.",
                           page.access.empty() ? ""
                                               : "The access graph above shows who can be reached "
                                                 "and through whom. "));
  text += item("2.2", "Base model logic",
               "Requirements of agencies arise, wait for money, are competed among the vendors "
               "that can be reached, awarded, authorised and operated; see sim/model/ODD.md of "
               "the program.");
  text += item("2.3", "Scenario logic",
               page.sweep ? "The scenario with each point's values; the manifest below names its "
                            "files."
                          : "The scenario as its files say; the manifest below names them with "
                            "their digests.");
  text += item("2.4", "Algorithms",
               "Choices are multinomial logits over reachable vendors; routes are least-friction "
               "paths (Dijkstra); waiting times are drawn by inverse distribution functions.");
  text +=
      item("2.5", "Components",
           "Entities: requirements, awards, offerings. Activities: acquisition, integration, "
           "review, authorisation, operation. Resources: contracting officers, engineers, "
           "reviewers. Queues: acquisition offices, review. Entry: requirements arise at each "
           "agency's rate, and those of the installed base are in operation at the start. Exit: "
           "a requirement is retired, or stays unmet for want of a route or of capability; what is "
           "left at the end of the run is cut off there.");
  text +=
      item("3.1", "Data sources",
           page.values.empty()
               ? "Not at hand: the scenario's files were not read."
               : fmt::format("{} given values, each with its basis and source in the section on "
                             "what the results rest on.",
                             base::format_count(static_cast<double>(counts.all()))));
  text +=
      item("3.2", "Pre-processing", "tools/data of the program holds what was derived from data.");
  text += item("3.3", "Input parameters",
               fmt::format("{} The resolved scenario is named by its hash in the manifest.",
                           page.values.empty()
                               ? "Not listed: the scenario's files were not read."
                               : "All given values with their ranges are listed above; what is not "
                                 "given is the program's default ('acqsim doc')."));
  text += item(
      "3.4", "Assumptions",
      page.values.empty()
          ? std::string("Not at hand: the scenario's files were not read.")
          : fmt::format("{} assumptions, {} of them without a source; {} more values "
                        "have no source.",
                        base::format_count(static_cast<double>(counts.assumptions_with_source +
                                                               counts.assumptions_without)),
                        base::format_count(static_cast<double>(counts.assumptions_without)),
                        base::format_count(static_cast<double>(counts.claimed + counts.others))));
  text += item("4.1", "Initialisation",
               "No warm-up: the market begins with the installed base, contracts, authorisations "
               "and partnerships of the start.");
  text +=
      item("4.2", "Run length", fmt::format("{} to {}, terminating.", heading.start, heading.end));
  text += item("4.3", "Estimation approach",
               replications_text(page) +
                   fmt::format(" Intervals at {:g}% confidence: {}.", 100.0 * heading.confidence,
                               page.sweep ? "of frequencies, clustered by point "
                                            "and by luck"
                                          : "Wilson's of frequencies, Student's "
                                            "t of means"));
  text += item("5.1", "Software", "acqsim " + heading.version + ", C++20.");
  text += item("5.2", "Random sampling",
               fmt::format("Philox counter-based generator, seed {}; every draw is keyed by "
                           "replication, entity and purpose, so that scenarios share their luck.",
                           heading.seed));
  text += item("5.3", "Model execution",
               "Event queue ordered by time, priority and sequence; replications in parallel, "
               "with the same figures for any number of threads.");
  text +=
      "<h3>5.4 System specification</h3>\n" + to_write("the machine, and how long the runs took.");
  text += "<h3>6.1 Computer model sharing</h3>\n" +
          to_write("where the program, the scenario files and the study can be had.");
  return html::section("stress", "Reporting draft by STRESS-DES", text);
}

}  // namespace acqsim::report::sections
