#include "report/page/html.hpp"

#include <fmt/format.h>

namespace acqsim::report::html {

std::string escaped(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        // Other control characters are no part of HTML.
        result += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? ' ' : c;
    }
  }
  return result;
}

std::string json_in_script(std::string json) {
  std::string result;
  result.reserve(json.size());
  for (const char c : json) {
    if (c == '<') {
      result += "\\u003c";
    } else if (c == '>') {
      result += "\\u003e";
    } else if (c == '&') {
      result += "\\u0026";
    } else {
      result += c;
    }
  }
  return result;
}

std::string paragraph(std::string_view text, std::string_view css_class) {
  return css_class.empty() ? fmt::format("<p>{}</p>\n", escaped(text))
                           : fmt::format("<p class=\"{}\">{}</p>\n", css_class, escaped(text));
}

std::string link(std::string_view href, std::string_view text) {
  if (!href.starts_with("https://") && !href.starts_with("http://")) return escaped(text);
  return fmt::format("<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>", escaped(href),
                     escaped(text));
}

Table::Table(std::string caption, std::vector<Column> columns)
    : caption_(std::move(caption)), columns_(std::move(columns)) {}

void Table::row(const std::vector<std::string>& cells) {
  rows_ += "<tr>";
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::string cell = i < cells.size() ? cells[i] : std::string();
    const char* number = columns_[i].is_number ? " class=\"n\"" : "";
    rows_ += i == 0 ? fmt::format("<th scope=\"row\"{}>{}</th>", number, cell)
                    : fmt::format("<td{}>{}</td>", number, cell);
  }
  rows_ += "</tr>\n";
  ++size_;
}

std::string Table::markup() const {
  std::string head;
  for (const Column& column : columns_) {
    head += fmt::format("<th scope=\"col\"{}>{}</th>", column.is_number ? " class=\"n\"" : "",
                        escaped(column.title));
  }
  const std::string caption = escaped(caption_);
  return fmt::format(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table>\n"
      "<caption>{}</caption>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody></table></div>\n",
      caption, caption, head, rows_);
}

std::string Table::folded(std::string_view summary) const {
  return fmt::format("<details open class=\"data\"><summary>{}</summary>\n{}</details>\n",
                     escaped(summary), markup());
}

std::string folded(const std::string& markup) {
  if (markup.empty()) return {};
  return "<details open class=\"data\"><summary>The same as tables</summary>\n" + markup +
         "</details>\n";
}

std::string section(std::string_view id, std::string_view title, const std::string& markup) {
  return fmt::format(
      "<section id=\"{}\" aria-labelledby=\"{}-title\">\n<h2 id=\"{}-title\">{}</h2>\n{}"
      "</section>\n",
      id, id, id, escaped(title), markup);
}

}  // namespace acqsim::report::html
