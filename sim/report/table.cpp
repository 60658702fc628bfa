#include "acqsim/report/table.hpp"

#include "report/figures.hpp"
#include "report/headline.hpp"
#include "report/sentence.hpp"
#include "report/text_layout.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/base/text.hpp>
#include <acqsim/experiment/expectation.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace acqsim::report {
namespace {

constexpr std::size_t kMostRows = 15;
constexpr std::size_t kMostOfOne = 3;  ///< rows of one vendor in a table of two labels
constexpr int kGap = 2;
constexpr int kBarWidth = 20;
constexpr int kLeastWidth = 60;

struct Row {
  std::string label;
  std::array<std::string, 4> figures;  ///< mean, interval, range, futures
  double bar = 0.0;                    ///< part of the longest
};

struct Table {
  std::string title;
  std::string meaning;
  std::vector<Row> rows;
  std::size_t beyond = 0;  ///< rows left out because there are many
  std::size_t zero = 0;    ///< and because they are zero in every future
};

double greatest_mean(const std::vector<MeasureLine>& lines) {
  double greatest = 0.0;
  for (const MeasureLine& line : lines) greatest = std::fmax(greatest, line.mean);
  return greatest;
}

bool is_always_zero(const MeasureLine& line) {
  return line.n > 0 && line.mean == 0.0 && line.std_error == 0.0;
}

Row row_of(const MeasureLine& line, const std::vector<std::string>& labels, double greatest) {
  Row row;
  row.label = label_of(line, labels);
  row.figures = {figure(line.mean, line.unit),
                 from_to(line.interval.low, line.interval.high, line.unit),
                 line.is_frequency ? "yes or no" : from_to(line.p5, line.p95, line.unit),
                 base::format_count(static_cast<double>(line.n))};
  if (greatest > 0.0 && line.mean > 0.0) row.bar = line.mean / greatest;
  return row;
}

class Renderer {
 public:
  Renderer(const Results& results, const TableStyle& style)
      : results_(results),
        paint_(style.is_coloured),
        width_(std::max(style.width, kLeastWidth)),
        has_all_rows_(style.has_all_rows) {}

  std::string render() {
    heading();
    outcomes();
    measures();
    return std::move(text_);
  }

 private:
  void line(const std::string& text = "") { text_ += text + "\n"; }

  void heading() {
    const Heading& heading = results_.heading;
    line(paint_.bold(wrap(heading.title.empty() ? heading.name : heading.title, width_)));
    line(paint_.dim(
        wrap(fmt::format("{}, {} to {}", heading.name, heading.start, heading.end), width_)));
    const std::string ran = wrap(ending_sentence(results_), width_);
    line(results_.ending == experiment::Ending::interrupted ? paint_.unsure(ran) : paint_.dim(ran));
  }

  void outcomes() {
    const auto& questions = results_.summary.columns().questions;
    for (std::size_t i = 0; i < questions.size(); ++i) {
      const experiment::OutcomeSummary& outcome = results_.summary.outcomes()[i];
      line();
      line(paint_.bold(wrap(questions[i].question, width_)));
      line(wrap(outcome_sentence(outcome, questions[i].clock, results_.heading.confidence), width_,
                "  "));
      expectation(questions[i], outcome);
    }
  }

  void expectation(const experiment::Question& question,
                   const experiment::OutcomeSummary& outcome) {
    const auto claim = experiment::parse_claim(question.expectation);
    if (claim && outcome.trials() > 0)
      verdict("Expected " + claim->words(),
              experiment::judge(*claim, outcome.interval(results_.heading.confidence)));
    if (!question.mean_expectation.empty()) mean_expectation(question);
  }

  void mean_expectation(const experiment::Question& question) {
    const auto& columns = results_.summary.columns().measures;
    for (std::size_t m = 0; m < columns.size(); ++m) {
      const model::MeasureColumn& column = columns[m];
      if (column.measure != model::kAskedMeasure || column.labels.at("outcome") != question.id)
        continue;
      const base::Unit unit = base::unit_of(column.unit);
      const auto claim = experiment::parse_stored_claim(question.mean_expectation, unit);
      const stats::Moments& moments = results_.summary.measures()[m].moments;
      if (!claim || moments.count() < 2) return;
      const auto known = stats::mean_interval(moments, results_.heading.confidence);
      verdict(fmt::format("Expected a mean of {}, {} on average", claim->words(),
                          figure(moments.mean(), column.unit)),
              experiment::judge(*claim,
                                {base::stored(known.low, unit), base::stored(known.high, unit)}));
    }
  }

  void verdict(const std::string& what, experiment::Verdict verdict) {
    const std::string expected = "  " + what + ": ";
    switch (verdict) {
      case experiment::Verdict::holds:
        line(expected + paint_.good("holds") + ".");
        break;
      case experiment::Verdict::fails:
        line(expected + paint_.bad("does not hold") + ".");
        break;
      case experiment::Verdict::undecided:
        line(expected + paint_.unsure("too close to call") + ".");
        break;
    }
  }

  void measures() {
    const auto lines = measure_lines(results_.summary, results_.heading.confidence);
    const Grouping grouping = group(lines, has_all_rows_);
    if (grouping.shown.empty()) return;
    line();
    line(paint_.dim(wrap(
        fmt::format("In the tables: the mean over futures with its {:g}% interval, the range that "
                    "holds 9 in 10 futures, and the number of futures with data.",
                    100.0 * results_.heading.confidence),
        width_)));
    std::vector<Table> tables;
    for (const Group& one : grouping.shown) tables.push_back(table_of(one));
    layout(tables);
    for (const Table& one : tables) show(one);
    if (grouping.hidden_measures > 0) {
      line();
      line(paint_.dim(wrap(fmt::format("{} more tables with --all; every number with --format csv.",
                                       grouping.hidden_measures),
                           width_)));
    }
  }

  Table table_of(const Group& one) const {
    Table table;
    const bool is_market = one.labels.empty();
    table.title = is_market ? "The whole market"
                            : humanised(one.measure) + " by " + spaced(base::join_and(one.labels));
    table.meaning = one.meaning.empty() ? meaning_of(one.measure) : one.meaning;
    const double greatest =
        is_market ? 0.0 : (one.lines.front().unit == "share" ? 1.0 : greatest_mean(one.lines));
    const bool may_hide = !is_market && !has_all_rows_;
    std::map<std::string, std::size_t> shown;  // rows by first label
    for (const MeasureLine& measure : one.lines) {
      if (may_hide && is_always_zero(measure)) {
        ++table.zero;
      } else if (may_hide && (table.rows.size() == kMostRows ||
                              (one.labels.size() > 1 &&
                               ++shown[measure.labels.at(one.labels.front())] > kMostOfOne))) {
        ++table.beyond;
      } else {
        table.rows.push_back(row_of(measure, one.labels, greatest));
        table.rows.back().label += cut_of(measure, results_.heading);
      }
    }
    return table;
  }

  void show(const Table& table) {
    line();
    line(paint_.bold(table.title));
    if (!table.meaning.empty()) line(paint_.dim(wrap(table.meaning, width_)));
    if (!table.rows.empty()) figures(header(), true);
    for (const Row& row : table.rows) figures(row);
    if (table.beyond > 0) line(paint_.dim(fmt::format("and {} more", table.beyond)));
    if (table.zero > 0) {
      line(paint_.dim(
          fmt::format("{}{} always zero", table.rows.empty() ? "" : "and ", table.zero)));
    }
  }

  Row header() const {
    return {"",
            {"mean", fmt::format("{:g}% interval", 100.0 * results_.heading.confidence),
             "9 in 10 futures", "futures"},
            0.0};
  }

  std::string meaning_of(const std::string& measure) const {
    for (const base::Row& row : results_.summary.columns().glossary) {
      if (row.name == measure) return row.meaning;
    }
    return {};
  }

  /// Column widths for all tables together: as narrow as the figures allow, the rest for the label.
  void layout(const std::vector<Table>& tables) {
    std::vector<Row> rows{header()};
    for (const Table& table : tables) rows.insert(rows.end(), table.rows.begin(), table.rows.end());
    int longest = 0;
    bool has_bars = false;
    for (const Row& row : rows) {
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        columns_[c] = std::max(columns_[c], static_cast<int>(base::display_width(row.figures[c])));
      }
      longest = std::max(longest, static_cast<int>(base::display_width(row.label)));
      has_bars = has_bars || row.bar > 0.0;
    }
    int figures_width = 0;
    for (const int column : columns_) figures_width += column + kGap;
    label_width_ = std::min(longest, width_ - figures_width);
    const bool has_room = label_width_ + figures_width + kGap + kBarWidth <= width_;
    bar_width_ = has_bars && has_room ? kBarWidth : 0;
  }

  void figures(const Row& row, bool is_header = false) {
    std::string text = pad_right(row.label, label_width_);
    if (static_cast<int>(base::display_width(row.label)) > label_width_) {
      line(row.label);
      text = pad_right("", label_width_);
    }
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const std::string cell = std::string(kGap, ' ') + pad_left(row.figures[c], columns_[c]);
      text += c == 0 && !is_header ? paint_.bold(cell) : cell;
    }
    if (bar_width_ > 0 && row.bar > 0.0) {
      text += std::string(kGap, ' ') + bar(std::min(row.bar, 1.0), bar_width_);
    }
    line(is_header ? paint_.dim(text) : text);
  }

  const Results& results_;
  Paint paint_;
  int width_;
  bool has_all_rows_;
  std::string text_;
  std::array<int, 4> columns_{};
  int label_width_ = 0;
  int bar_width_ = 0;
};

}  // namespace

std::string render_table(const Results& results, const TableStyle& style) {
  return Renderer(results, style).render();
}

}  // namespace acqsim::report
