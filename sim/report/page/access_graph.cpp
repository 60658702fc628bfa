#include "report/page/html.hpp"
#include "report/page/sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

/// Which vendors' models can be bought in whose clouds, before and after, as a drawing.
namespace acqsim::report::sections {
namespace {

using html::escaped;

constexpr double kWidth = 430.0;
constexpr double kLeft = 104.0;
constexpr double kRight = 316.0;
constexpr double kStep = 34.0;
constexpr double kTop = 40.0;

using Places = std::map<std::string, double>;

/// Evenly over the height, in the order of the names.
Places spread(const std::set<std::string>& names, double height) {
  Places places;
  double at = kTop + (height - kStep * static_cast<double>(names.size())) / 2.0 + kStep / 2.0;
  for (const std::string& name : names) {
    places[name] = at;
    at += kStep;
  }
  return places;
}

std::string node(const std::string& name, double x, double y, const char* anchor) {
  const double text = x + (std::string_view(anchor) == "end" ? -10.0 : 10.0);
  return fmt::format(
      "<circle cx=\"{}\" cy=\"{}\" r=\"4\" fill=\"var(--ink)\"/><text x=\"{}\" y=\"{}\" "
      "text-anchor=\"{}\">{}</text>\n",
      x, y, text, y + 4.5, anchor, escaped(name));
}

std::size_t count(const AccessPicture& picture, const std::pair<std::string, std::string>& pair) {
  const auto found = picture.enclaves.find(pair);
  return found == picture.enclaves.end() ? 0 : found->second;
}

/// An arc from a vendor to a provider, as wide as there are enclaves.
std::string arc(double from, double to, std::size_t before, std::size_t after) {
  const char* look = before > 0 && after > 0 ? "stroke=\"var(--soft)\""
                     : after > 0             ? "stroke=\"var(--c1)\""
                                             : "stroke=\"var(--c2)\" stroke-dasharray=\"5 4\"";
  return fmt::format(
      "<path d=\"M{0} {2}C{4} {2} {4} {3} {1} {3}\" fill=\"none\" {5} stroke-width=\"{6:.1f}\"/>\n",
      kLeft, kRight, from, to, (kLeft + kRight) / 2.0, look,
      1.0 + 0.5 * static_cast<double>(std::max(before, after)));
}

}  // namespace

std::string access_graph(const Page& page) {
  if (page.access.empty()) return {};
  const AccessPicture& before = page.access.front();
  const AccessPicture& after = page.access.back();
  std::set<std::string> vendors;
  std::set<std::string> providers;
  std::set<std::pair<std::string, std::string>> pairs;
  for (const AccessPicture* picture : {&before, &after}) {
    for (const auto& [vendor, reach] : picture->reach) vendors.insert(vendor);
    for (const auto& [pair, enclaves] : picture->enclaves) {
      vendors.insert(pair.first);
      providers.insert(pair.second);
      pairs.insert(pair);
    }
  }
  if (pairs.empty()) return {};
  const double height = kStep * static_cast<double>(std::max(vendors.size(), providers.size()));
  const Places left = spread(vendors, height);
  const Places right = spread(providers, height);
  const bool is_one = page.access.size() == 1;
  html::Table table(
      "Enclaves of a provider in which a vendor's models can be bought",
      is_one ? std::vector<html::Table::Column>{{"Vendor"}, {"Provider"}, {before.when, true}}
             : std::vector<html::Table::Column>{
                   {"Vendor"}, {"Provider"}, {before.when, true}, {after.when, true}});
  std::string arcs;
  for (const auto& pair : pairs) {
    const std::size_t then = count(before, pair);
    const std::size_t now = count(after, pair);
    arcs += arc(left.at(pair.first), right.at(pair.second), then, now);
    table.row({escaped(pair.first), escaped(pair.second), fmt::format("{}", then),
               fmt::format("{}", now)});
  }
  std::string nodes;
  for (const auto& [name, y] : left) nodes += node(name, kLeft, y, "end");
  for (const auto& [name, y] : right) nodes += node(name, kRight, y, "start");
  const std::string caption =
      is_one
          ? before.when + ". The wider a line, the more enclaves."
          : fmt::format(
                "Grey: {} and still {}. Blue: new since then. Orange, dashed: no more. The wider "
                "a line, the more enclaves.",
                "at the start", "at the end of the median future");
  return fmt::format(
             "<figure class=\"drawing\"><svg class=\"access\" "
             "xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" role=\"img\" "
             "aria-label=\"Which vendors' models can be bought in whose clouds\" "
             "font-family=\"system-ui, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif\" "
             "font-size=\"13.5\" fill=\"var(--ink)\">\n"
             "<text fill=\"var(--soft)\" x=\"{}\" y=\"18\" text-anchor=\"end\">models of</text>"
             "<text fill=\"var(--soft)\" x=\"{}\" y=\"18\">in the cloud of</text>\n{}{}</svg>\n"
             "<figcaption>{}</figcaption>\n<p class=\"tools\"><button type=\"button\" "
             "data-do=\"drawing\" aria-label=\"Download SVG: access graph\">Download SVG</button> "
             "<button type=\"button\" data-do=\"table\" aria-label=\"Download data: access "
             "graph\">Download data</button></p></figure>\n",
             kWidth, kTop + height + 10.0, kLeft - 10.0, kRight + 10.0, arcs, nodes,
             escaped(caption)) +
         table.folded("The same as a table");
}

}  // namespace acqsim::report::sections
