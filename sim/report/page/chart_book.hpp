#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace acqsim::report {

/// One row of a chart's data, in the order of its fields, as JSON.
class ChartRow {
 public:
  ChartRow& text(std::string_view value);
  ChartRow& number(double value);  ///< NaN and infinities as null
  const std::vector<std::string>& cells() const { return cells_; }

 private:
  std::vector<std::string> cells_;
};

/// The charts of a page: what the page's script draws, and where.
class ChartBook {
 public:
  explicit ChartBook(bool has_charts) : has_charts_(has_charts) {}

  struct Chart {
    std::string id;       ///< a word, none twice
    std::string kind;     ///< how the script draws it
    std::string caption;  ///< text under the heading
    std::string label;    ///< what it shows, for who does not see it
    std::vector<std::string> fields;
    std::vector<ChartRow> rows;
    /// More that this kind wants, such as a unit: names and texts.
    std::vector<std::pair<std::string, std::string>> options{};
  };
  /// The place of the chart in the page; empty without a library or rows.
  std::string figure(const Chart& chart);

  /// All charts so far as one JSON object.
  std::string json() const;

 private:
  bool has_charts_;
  std::string charts_;
};

}  // namespace acqsim::report
