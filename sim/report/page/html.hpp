#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Pieces of HTML. What is called text is escaped; what is called markup is not.
namespace acqsim::report::html {

/// A text between tags or within a quoted attribute. Requires: UTF-8.
std::string escaped(std::string_view text);

/// JSON within a script element: no character of it can end the element or open another.
std::string json_in_script(std::string json);

std::string paragraph(std::string_view text, std::string_view css_class = "");

/// A link if it leads to http or https; otherwise the text alone.
std::string link(std::string_view href, std::string_view text);

/// A table. Numbers are set right, against each other's ends.
class Table {
 public:
  struct Column {
    std::string title;
    bool is_number = false;
  };
  Table(std::string caption, std::vector<Column> columns);
  /// Markup for each column; the first is the row's heading.
  void row(const std::vector<std::string>& cells);
  bool is_empty() const { return rows_.empty(); }
  std::size_t size() const { return size_; }
  std::string markup() const;
  /// Behind a line that opens it; open where there are no scripts to close it.
  std::string folded(std::string_view summary) const;

 private:
  std::string caption_;
  std::vector<Column> columns_;
  std::string rows_;
  std::size_t size_ = 0;
};

/// Tables that say the same as a chart, behind a line that opens them.
std::string folded(const std::string& markup);

/// <section> with a heading that the contents lead to.
std::string section(std::string_view id, std::string_view title, const std::string& markup);

}  // namespace acqsim::report::html
