#include "report/figures.hpp"
#include "report/headline.hpp"
#include "report/sentence.hpp"
#include "report/text_layout.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/base/text.hpp>
#include <acqsim/report/comparison.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace acqsim::report {
namespace {

using experiment::Change;
using experiment::Difference;

constexpr int kGap = 2;
constexpr int kLeastWidth = 60;
constexpr int kWideFrom = 100;  ///< columns from which the second's mean and the correlation fit
constexpr std::size_t kMostRows = 15;

struct Row {
  std::string label;
  std::vector<std::string> cells;
  Change change = Change::undecided;
};

struct Table {
  std::string title;
  std::string meaning;
  std::vector<Row> rows;
  std::size_t beyond = 0;
  std::size_t same = 0;  ///< left out: nothing differs in any pair
};

std::string count_text(double count) { return base::format_count(std::round(count)); }

/// "+$31.0M", "-3 d", "0".
std::string signed_figure(double value, const std::string& unit) {
  if (std::isnan(value)) return "no data";
  if (value == 0.0) return "0";
  return (value < 0.0 ? "-" : "+") + figure(std::fabs(value), unit);
}

std::string signed_range(const stats::Interval& interval, const std::string& unit) {
  if (std::isnan(interval.low)) return "–";
  return signed_figure(interval.low, unit) + " to " + signed_figure(interval.high, unit);
}

std::string of_100(double share) { return fmt::format("{:.3g} of 100", 100.0 * share); }

/// "+6.0" of a hundred futures.
std::string points(double share) {
  return share == 0.0 ? std::string("0") : fmt::format("{:+.1f}", 100.0 * share);
}

std::string p_text(double p) {
  return p < 0.0001 ? std::string("p < 0.0001") : fmt::format("p = {:.2g}", p);
}

class Renderer {
 public:
  Renderer(const ComparisonResults& results, const TableStyle& style)
      : results_(results),
        paint_(style.is_coloured),
        width_(std::max(style.width, kLeastWidth)),
        has_all_(style.has_all_rows) {}

  std::string render() {
    for (const Compared& one : results_.compared) {
      if (!text_.empty()) line("\n");
      heading(one);
      questions(one);
      measures(one);
    }
    line();
    line(paint_.dim(wrap(correction(), width_)));
    return std::move(text_);
  }

 private:
  void line(const std::string& text = "") { text_ += text + "\n"; }

  std::string correction() const {
    const auto counted = [](std::size_t count, const std::string& what) {
      return fmt::format("{} {}{}", base::format_count(static_cast<double>(count)), what,
                         count == 1 ? "" : "s");
    };
    return fmt::format(
        "A verdict of higher or lower holds at {:g}% confidence after Holm's correction for being "
        "one of {}, or of {}. p values are corrected; intervals are at {:g}%, each for itself.",
        100.0 * results_.reference.confidence, counted(results_.families.questions, "question"),
        counted(results_.families.measures, "measure"), 100.0 * results_.reference.confidence);
  }

  std::string ending() const {
    switch (results_.ending) {
      case experiment::Ending::precise:
        return "; every question is as precise as the reference asks";
      case experiment::Ending::capped:
        return "; stopped at the cap";
      case experiment::Ending::interrupted:
        return "; interrupted: this is what was done by then";
      case experiment::Ending::all_failed:
        return "; stopped because none succeeded";
      case experiment::Ending::complete:
        break;
    }
    return {};
  }

  void heading(const Compared& one) {
    const Heading& first = results_.reference;
    line(paint_.bold(wrap(one.heading.name + " against " + first.name, width_)));
    if (!one.heading.title.empty()) line(wrap(one.heading.title, width_));
    const experiment::Comparison& comparison = one.comparison;
    std::string said = fmt::format(
        "{} to {}; {} of each on common random numbers, seed {}{}{}. ", first.start, first.end,
        futures(comparison.pairs()), first.seed,
        results_.failures > 0 ? fmt::format(", and {} that failed",
                                            count_text(static_cast<double>(results_.failures)))
                              : std::string(),
        ending());
    if (comparison.different() == 0) {
      said += "No event differs in any of them.";
    } else {
      said += fmt::format("Events differ in {} of them.",
                          count_text(static_cast<double>(comparison.different())));
    }
    if (!comparison.lone_questions().empty()) {
      said += " Asked by one of both alone, or otherwise: " +
              base::join_and(comparison.lone_questions()) + ".";
    }
    if (comparison.lone_measures() > 0) {
      said += fmt::format(" {} measures are of one of both alone.", comparison.lone_measures());
    }
    line(paint_.dim(wrap(said, width_)));
  }

  std::string painted(Change change, const std::string& text) const {
    switch (change) {
      case Change::higher:
        return paint_.good(text);
      case Change::lower:
        return paint_.bad(text);
      case Change::undecided:
        return paint_.unsure(text);
      case Change::none:
      case Change::no_data:
        break;
    }
    return text;
  }

  void questions(const Compared& one) {
    for (std::size_t i = 0; i < one.findings.questions.size(); ++i) {
      const experiment::Question& asked = one.comparison.questions()[i].question;
      const Difference& found = one.findings.questions[i];
      line();
      line(paint_.bold(wrap(asked.question, width_)));
      line(wrap(sentence(one, asked, found), width_, "  "));
      if (found.n == 0) continue;
      line(painted(found.change, wrap(verdict(found), width_, "  ")));
      if (const std::string worth = pairing(found); !worth.empty()) {
        line(paint_.dim(wrap(worth, width_, "  ")));
      }
    }
  }

  std::string sentence(const Compared& one, const experiment::Question& asked,
                       const Difference& found) const {
    const std::string when = asked.clock.empty() ? std::string() : ", " + asked.clock;
    if (found.n == 0) return "No answer in both of any pair of futures.";
    std::string text = fmt::format(
        "{}: {}; {}: {}{}. Difference {} of 100 ({} to {}, {:g}% confidence).",
        results_.reference.name, of_100(found.first), one.heading.name, of_100(found.second), when,
        points(found.difference), points(found.interval.low), points(found.interval.high),
        100.0 * results_.reference.confidence);
    if (found.no_data > 0) {
      text += fmt::format(" Not counted: {} without an answer in both.", futures(found.no_data));
    }
    return text;
  }

  static std::string verdict(const Difference& found) {
    switch (found.change) {
      case Change::none:
        return "The same in every future.";
      case Change::higher:
        return "Higher (" + p_text(found.p_corrected) + ").";
      case Change::lower:
        return "Lower (" + p_text(found.p_corrected) + ").";
      case Change::undecided:
        return "Undecided (" + p_text(found.p_corrected) + "): luck alone may do this.";
      case Change::no_data:
        break;
    }
    return "No data.";
  }

  /// What the common random numbers were worth; empty where that cannot be said.
  static std::string pairing(const Difference& found) {
    // Where one side never varies there is nothing to share.
    if (found.change == Change::none || !std::isfinite(found.correlation)) return {};
    std::string text = fmt::format("Pairing: correlation {:.2f}, ", found.correlation);
    if (!std::isfinite(found.worth)) return text + "the same difference in every future.";
    if (found.worth >= 1.0) {
      return text + fmt::format("{} saved (independent ones: {:.2g} times as many).",
                                futures(static_cast<std::uint64_t>(std::round(found.saved()))),
                                found.worth);
    }
    return text + fmt::format("saved none (independent ones: {:.2g} times as many).", found.worth);
  }

  bool is_wide() const { return width_ >= kWideFrom; }

  Row header() const {
    const std::string interval =
        fmt::format("{:g}% interval", 100.0 * results_.reference.confidence);
    if (!is_wide()) return {"", {"reference", "difference", interval, "verdict"}, Change::none};
    return {
        "", {"reference", "here", "difference", interval, "verdict", "correlation"}, Change::none};
  }

  Row row_of(const std::string& label, const std::string& unit, const Difference& found) const {
    const std::string difference = signed_figure(found.difference, unit);
    const std::string interval = signed_range(found.interval, unit);
    const std::string verdict = experiment::to_string(found.change);
    Row row{label, {}, found.change};
    if (is_wide()) {
      row.cells = {figure(found.first, unit),
                   figure(found.second, unit),
                   difference,
                   interval,
                   verdict,
                   std::isfinite(found.correlation) ? fmt::format("{:.2f}", found.correlation)
                                                    : std::string("–")};
    } else {
      row.cells = {figure(found.first, unit), difference, interval, verdict};
    }
    return row;
  }

  std::string meaning_of(const std::string& measure) const {
    for (const base::Row& row : results_.glossary) {
      if (row.name == measure) return row.meaning;
    }
    return {};
  }

  void measures(const Compared& one) {
    std::vector<MeasureLine> lines;
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < one.findings.measures.size(); ++i) {
      const model::MeasureColumn& column = one.comparison.measures()[i].column;
      MeasureLine measure;
      measure.measure = column.measure;
      measure.labels = column.labels;
      measure.unit = column.unit;
      measure.mean = one.findings.measures[i].first;
      measure.n = one.findings.measures[i].n;
      places[column.key()] = i;
      lines.push_back(measure);
    }
    const Grouping grouping = group(lines, has_all_);
    std::vector<Table> tables;
    std::size_t same = 0;
    for (const Group& shown : grouping.shown) {
      Table table = table_of(one, shown, places);
      if (table.rows.empty()) ++same;
      if (!table.rows.empty()) tables.push_back(std::move(table));
    }
    layout(tables);
    for (const Table& table : tables) show(table);
    std::string rest;
    if (same > 0) {
      rest = fmt::format("{} tables are the same in every future. ",
                         count_text(static_cast<double>(same)));
    }
    if (grouping.hidden_measures > 0) {
      rest += fmt::format("{} more tables with --all; every number with --format csv.",
                          grouping.hidden_measures);
    }
    if (rest.empty()) return;
    line();
    line(paint_.dim(wrap(rest, width_)));
  }

  Table table_of(const Compared& one, const Group& shown,
                 const std::map<std::string, std::size_t>& places) const {
    Table table;
    const bool is_market = shown.labels.empty();
    table.title = is_market
                      ? "The whole market"
                      : humanised(shown.measure) + " by " + spaced(base::join_and(shown.labels));
    table.meaning = shown.meaning.empty() ? meaning_of(shown.measure) : shown.meaning;
    for (const MeasureLine& measure : shown.lines) {
      const std::string key =
          model::MeasureColumn{measure.measure, measure.labels, measure.unit}.key();
      const Difference& found = one.findings.measures[places.at(key)];
      if (found.change == Change::none || found.change == Change::no_data) {
        ++table.same;
      } else if (!is_market && !has_all_ && table.rows.size() == kMostRows) {
        ++table.beyond;
      } else {
        table.rows.push_back(
            row_of(label_of(measure, shown.labels) + cut_of(measure, results_.reference),
                   measure.unit, found));
      }
    }
    return table;
  }

  void layout(const std::vector<Table>& tables) {
    std::vector<Row> rows{header()};
    for (const Table& table : tables) rows.insert(rows.end(), table.rows.begin(), table.rows.end());
    columns_.assign(header().cells.size(), 0);
    int longest = 0;
    for (const Row& row : rows) {
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        columns_[c] = std::max(columns_[c], static_cast<int>(base::display_width(row.cells[c])));
      }
      longest = std::max(longest, static_cast<int>(base::display_width(row.label)));
    }
    int figures_width = 0;
    for (const int column : columns_) figures_width += column + kGap;
    label_width_ = std::max(0, std::min(longest, width_ - figures_width));
  }

  void show(const Table& table) {
    line();
    line(paint_.bold(table.title));
    if (!table.meaning.empty()) line(paint_.dim(wrap(table.meaning, width_)));
    figures(header(), true);
    for (const Row& row : table.rows) figures(row, false);
    if (table.beyond > 0) line(paint_.dim(fmt::format("and {} more", table.beyond)));
    if (table.same > 0) {
      line(paint_.dim(fmt::format("and {} the same in every future, or without data", table.same)));
    }
  }

  void figures(const Row& row, bool is_header) {
    std::string text = pad_right(row.label, label_width_);
    if (static_cast<int>(base::display_width(row.label)) > label_width_) {
      line(row.label);
      text = pad_right("", label_width_);
    }
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const std::string cell = std::string(kGap, ' ') + pad_left(row.cells[c], columns_[c]);
      const bool is_verdict = c == (is_wide() ? 4U : 3U);
      text += is_verdict && !is_header ? painted(row.change, cell) : cell;
    }
    line(is_header ? paint_.dim(text) : text);
  }

  const ComparisonResults& results_;
  Paint paint_;
  int width_;
  bool has_all_;
  std::string text_;
  std::vector<int> columns_;
  int label_width_ = 0;
};

}  // namespace

std::string render_comparison_table(const ComparisonResults& results, const TableStyle& style) {
  return Renderer(results, style).render();
}

}  // namespace acqsim::report
