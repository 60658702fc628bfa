#include "report/page/chart_book.hpp"

#include "report/page/html.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/store/json_text.hpp>

#include <fmt/format.h>

#include <cmath>

namespace acqsim::report {

using store::json_string;

ChartRow& ChartRow::text(std::string_view value) {
  cells_.push_back(json_string(value));
  return *this;
}

ChartRow& ChartRow::number(double value) {
  // Seven digits are more than any chart shows.
  cells_.push_back(std::isfinite(value) ? fmt::format("{:.7g}", value) : "null");
  return *this;
}

std::string ChartBook::figure(const Chart& chart) {
  if (!has_charts_ || chart.rows.empty()) return {};
  std::string fields;
  for (const std::string& field : chart.fields)
    fields += (fields.empty() ? "" : ",") + json_string(field);
  std::string rows;
  for (const ChartRow& row : chart.rows)
    rows += (rows.empty() ? "[" : ",\n[") + base::join(row.cells(), ",") + "]";
  std::string options;
  for (const auto& [name, value] : chart.options)
    options += "," + json_string(name) + ":" + json_string(value);
  charts_ += fmt::format(
      "{}{}:{{\"kind\":{},\"label\":{},\"caption\":{},"
      "\"fields\":[{}]{},\"rows\":[{}]}}",
      charts_.empty() ? "" : ",\n", json_string(chart.id), json_string(chart.kind),
      json_string(chart.label), json_string(chart.caption), fields, options, rows);
  return fmt::format(
      "<figure class=\"chart\" id=\"chart-{0}\" data-chart=\"{0}\">\n<div class=\"plot\" "
      "role=\"img\" "
      "aria-label=\"{1}\"></div>\n<figcaption>{2}</figcaption>\n<p class=\"tools\">"
      "<button type=\"button\" data-do=\"svg\" aria-label=\"Download SVG: {1}\">"
      "Download SVG</button> <button type=\"button\" data-do=\"csv\" "
      "aria-label=\"Download data: {1}\">Download data</button></p>\n"
      "</figure>\n",
      html::escaped(chart.id), html::escaped(chart.label), html::escaped(chart.caption));
}

std::string ChartBook::json() const { return "{" + charts_ + "}"; }

}  // namespace acqsim::report
