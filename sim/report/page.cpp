#include "acqsim/report/page.hpp"

#include "report/page/html.hpp"
#include "report/page/parts.hpp"
#include "report/page/sections.hpp"
#include "report/sentence.hpp"

#include <acqsim/base/date.hpp>
#include <acqsim/base/text.hpp>
#include <acqsim/store/sha256.hpp>

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace acqsim::report {
namespace {

using html::escaped;

/// The digest as a content security policy names a script: base64 [fips-180-4].
std::string script_digest(std::string_view script) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::string hex = store::sha256(script);
  const auto value = [](char c) {
    return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
  };
  std::string text;
  unsigned bits = 0;
  int held = 0;
  for (const char c : hex) {
    bits = (bits << 4U) | value(c);
    held += 4;
    while (held >= 6) {
      held -= 6;
      text += kDigits[(bits >> static_cast<unsigned>(held)) & 63U];
      bits &= (1U << static_cast<unsigned>(held)) - 1U;
    }
  }
  if (held > 0) text += kDigits[(bits << static_cast<unsigned>(6 - held)) & 63U];
  while (text.size() % 4 != 0) text += '=';
  return "'sha256-" + text + "'";
}

/// Contents from the sections themselves.
std::string contents(const std::string& body) {
  std::string list;
  constexpr std::string_view kMark = "<section id=\"";
  for (std::size_t at = body.find(kMark); at != std::string::npos; at = body.find(kMark, at + 1)) {
    const std::size_t id = at + kMark.size();
    const std::size_t id_end = body.find('"', id);
    const std::size_t title = body.find('>', body.find("<h2", id_end)) + 1;
    const std::size_t title_end = body.find("</h2>", title);
    list += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", body.substr(id, id_end - id),
                        body.substr(title, title_end - title));
  }
  return "<nav aria-label=\"Contents\"><ol>\n" + list + "</ol></nav>\n";
}

std::string remarks(const Page& page) {
  if (page.remarks.empty()) return {};
  std::string list;
  for (const std::string& one : page.remarks) list += "<li>" + escaped(one) + "</li>\n";
  return html::section("left-out", "What is not in this report", "<ul>\n" + list + "</ul>\n");
}

std::string header(const Page& page) {
  const Heading& heading = page.heading;
  const std::string changes =
      page.changes.empty()
          ? std::string()
          : html::paragraph("Changed for this run: " + base::join(page.changes, "; ") + ".");
  return fmt::format(
      "<header><p class=\"kicker\">{} · {} to {}</p>\n<h1>{}</h1>\n{}"
      "<p class=\"tools\"><button type=\"button\" id=\"theme\">Dark page</button></p></header>\n",
      escaped(heading.name), escaped(heading.start), escaped(heading.end),
      escaped(heading.title.empty() ? heading.name : heading.title), changes);
}

/// What a picture taken from the page says of where it comes from.
std::string source(const Page& page) {
  const Heading& heading = page.heading;
  const std::uint64_t count = page.sweep     ? page.sweep->replications
                              : page.results ? page.results->summary.replications()
                                             : 0;
  return fmt::format(
      "{}, {} to {}; {}, seed {}; acqsim {}{}", heading.name, heading.start, heading.end,
      futures(count), heading.seed, heading.version,
      page.changes.empty() ? std::string() : "; changed: " + base::join(page.changes, "; "));
}

}  // namespace

bool has_charts() { return !page_library().empty(); }

std::string sections::date_on(const Heading& heading, double day) {
  const auto start = base::Date::parse(heading.start);
  if (!start) return {};
  return base::Date(start->days_since_epoch() + static_cast<int>(std::floor(day))).iso();
}

std::string render_page(const Page& page) {
  ChartBook charts(has_charts());
  std::string body = sections::answer(page) + sections::sweep_answer(page);
  body += sections::outcomes(page, charts);
  body += sections::comparison(page, charts);
  body += sections::sweep(page, charts);
  body += sections::market(page, charts);
  body += sections::next_partner(page, charts);
  body += sections::days(page, charts);
  body += sections::access(page);
  body += sections::futures_to_look_at(page, charts);
  body += sections::measures(page);
  body += sections::assumptions(page, charts);
  if (page.has_stress) body += sections::stress(page);
  body += remarks(page);
  body += sections::manifest(page);

  const std::string_view script = page_script();
  const std::string_view library = page_library();
  std::string policy =
      "default-src 'none'; style-src 'unsafe-inline'; script-src " + script_digest(script);
  if (has_charts()) policy += " " + script_digest(library);
  policy += "; img-src data:; base-uri 'none'; form-action 'none'";

  const std::string title = page.heading.title.empty() ? page.heading.name : page.heading.title;
  std::string text = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<meta name=\"generator\" content=\"acqsim {}\">\n<title>{}</title>\n<style>\n",
      policy, escaped(page.heading.version), escaped(title));
  text += page_style();
  text += "</style>\n</head>\n<body>\n";
  text += header(page);
  text += contents(body);
  text += fmt::format("<main data-source=\"{}\">\n", escaped(source(page))) + body + "</main>\n";
  text += fmt::format(
      "<footer><p>Made by acqsim {}{}. Every figure is of simulated futures and follows from the "
      "assumptions listed here.</p></footer>\n",
      escaped(page.heading.version),
      has_charts() ? "; charts drawn by Vega and Vega-Lite (BSD 3-clause licence)" : "");
  text += "<script type=\"application/json\" id=\"acqsim-data\">" +
          html::json_in_script(charts.json()) + "</script>\n";
  if (has_charts()) {
    text += "<script>";
    text += library;
    text += "</script>\n";
  }
  text += "<script>";
  text += script;
  text += "</script>\n</body>\n</html>\n";
  return text;
}

}  // namespace acqsim::report
