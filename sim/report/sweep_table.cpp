#include "report/sentence.hpp"
#include "report/text_layout.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/base/text.hpp>
#include <acqsim/base/units.hpp>
#include <acqsim/report/sweep.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace acqsim::report {
namespace {

constexpr int kLeastWidth = 60;
constexpr int kGap = 2;
constexpr std::size_t kMostRows = 24;
constexpr std::size_t kMostNamed = 4;  ///< parameters that a sentence or a table names

std::string count_text(std::uint64_t count) {
  return base::format_count(static_cast<double>(count));
}

/// Whole futures in a hundred; tenths where the interval is narrow enough for them to mean
/// something.
std::string of_100(double share, const stats::Interval& interval) {
  return interval.width() < 0.03 ? fmt::format("{:.1f}", 100.0 * share)
                                 : fmt::format("{:.0f}", 100.0 * share);
}

/// As written, or shorter.
std::string shown(const store::StoredSetting& setting, const std::string& unit) {
  constexpr std::size_t kLongest = 9;
  if (setting.value.size() <= kLongest) return setting.value;
  const base::Unit known = base::unit_of(unit);
  if (known == base::Unit::money || known == base::Unit::days) {
    return base::format_quantity(setting.number, known);
  }
  if (known == base::Unit::per_year)
    return fmt::format("{:.4g}/y", setting.number * base::kDaysPerYear);
  return fmt::format("{:.4g}", setting.number);
}

/// The shortest ends of the paths that tell them apart: "strength", "openai.price".
std::map<std::string, std::string> short_names(
    const std::vector<store::StoredParameter>& parameters) {
  std::map<std::string, std::string> names;
  for (const store::StoredParameter& one : parameters) {
    const auto parts = base::split(one.path, '.');
    for (std::size_t from = parts.size() - 1;; --from) {
      const std::span<const std::string> end(parts.begin() + static_cast<long>(from), parts.end());
      const std::string name = base::join(end, ".");
      const auto ends_so = [&name](const store::StoredParameter& other) {
        return other.path == name || other.path.ends_with("." + name);
      };
      if (from > 0 && std::ranges::count_if(parameters, ends_so) > 1) continue;
      names[one.path] = name;
      break;
    }
  }
  return names;
}

class Renderer {
 public:
  Renderer(const SweepResults& results, const TableStyle& style)
      : results_(results),
        paint_(style.is_coloured),
        width_(std::max(style.width, kLeastWidth)),
        has_all_(style.has_all_rows),
        names_(short_names(results.parameters)) {
    for (const store::StoredParameter& one : results.parameters) units_[one.path] = one.unit;
  }

  std::string render() {
    heading();
    for (std::size_t q = 0; q < results_.columns.questions.size(); ++q) question(q);
    if (results_.columns.questions.empty()) {
      line();
      line(wrap("The scenario asks no questions: every measure with --format csv.", width_));
    } else {
      tables();
    }
    return std::move(text_);
  }

 private:
  void line(const std::string& text = "") { text_ += text + "\n"; }

  void heading() {
    const Heading& heading = results_.heading;
    line(paint_.bold(wrap("Sweep of " + heading.name, width_)));
    if (!heading.title.empty()) line(wrap(heading.title, width_));
    std::string said = fmt::format(
        "{} to {}; {} point{}, {}, seed {}, the same random numbers at each", heading.start,
        heading.end, count_text(results_.points.size()), results_.points.size() == 1 ? "" : "s",
        futures(results_.replications), heading.seed);
    if (!results_.design.empty()) said += "; design " + results_.design;
    if (results_.failures > 0) said += fmt::format("; {} failed", count_text(results_.failures));
    if (results_.missing > 0) {
      said += fmt::format("; {} not run yet", count_text(results_.missing));
    }
    line(paint_.dim(wrap(said + ".", width_)));
    for (const store::StoredParameter& one : results_.parameters) {
      if (results_.parameters.size() > kMostNamed && !has_all_) break;
      line(paint_.dim(wrap(names_.at(one.path) + ": " + one.path + ". " + one.meaning, width_)));
    }
    if (results_.parameters.size() > kMostNamed && !has_all_) {
      line(paint_.dim(wrap(
          fmt::format("{} parameters vary; their names with --all.", results_.parameters.size()),
          width_)));
    }
  }

  std::string where(const SweptPoint& point) const {
    if (point.settings.empty() || point.settings.size() > kMostNamed) {
      return fmt::format("at point {}", point.id);
    }
    std::vector<std::string> parts;
    for (const store::StoredSetting& one : point.settings) {
      parts.push_back(names_.at(one.path) + " " + shown(one, units_.at(one.path)));
    }
    return "at " + base::join_and(parts);
  }

  std::string frequency(const experiment::OutcomeSummary& outcome) const {
    const auto interval = outcome.interval(results_.heading.confidence);
    return fmt::format("{} of 100 futures ({} to {})", of_100(outcome.frequency(), interval),
                       of_100(interval.low, interval), of_100(interval.high, interval));
  }

  void question(std::size_t q) {
    const experiment::Question& asked = results_.columns.questions[q];
    line();
    line(paint_.bold(
        wrap(asked.question + (asked.clock.empty() ? "" : " (" + asked.clock + ")"), width_)));
    const SweptPoint* low = nullptr;
    const SweptPoint* high = nullptr;
    for (const SweptPoint& point : results_.points) {
      const experiment::OutcomeSummary& outcome = point.outcomes[q];
      if (outcome.trials() == 0) continue;
      if (low == nullptr || outcome.frequency() < low->outcomes[q].frequency()) low = &point;
      if (high == nullptr || outcome.frequency() > high->outcomes[q].frequency()) high = &point;
    }
    if (low == nullptr) {
      line(wrap("No point has an answer.", width_, "  "));
      return;
    }
    const experiment::OutcomeSummary& least = low->outcomes[q];
    const experiment::OutcomeSummary& most = high->outcomes[q];
    if (least.frequency() == most.frequency()) {
      line(wrap(fmt::format("In {} at every point.", frequency(least)), width_, "  "));
      return;
    }
    line(wrap(fmt::format("From {} {} to {} {}.", frequency(least), where(*low), frequency(most),
                          where(*high)),
              width_, "  "));
    const double confidence = results_.heading.confidence;
    if (least.interval(confidence).high >= most.interval(confidence).low) {
      line(
          paint_.unsure(wrap("These intervals overlap: the points may not differ.", width_, "  ")));
    }
  }

  std::string cell(const experiment::OutcomeSummary& outcome) const {
    if (outcome.trials() == 0) return "no data";
    const auto interval = outcome.interval(results_.heading.confidence);
    return fmt::format("{} ({}–{})", of_100(outcome.frequency(), interval),
                       of_100(interval.low, interval), of_100(interval.high, interval));
  }

  /// Columns that say which point a row is: its settings, or its number where they would not fit.
  std::vector<std::string> settings_of(const SweptPoint& point, bool by_number) const {
    if (by_number) return {fmt::format("{}", point.id)};
    std::vector<std::string> cells;
    for (const store::StoredParameter& parameter : results_.parameters) {
      const auto found =
          std::ranges::find(point.settings, parameter.path, &store::StoredSetting::path);
      cells.push_back(found == point.settings.end() ? "" : shown(*found, parameter.unit));
    }
    return cells;
  }

  /// With a header.
  std::vector<std::vector<std::string>> left_columns(std::size_t shown, bool by_number) const {
    std::vector<std::vector<std::string>> rows(1, {"point"});
    if (!by_number) {
      rows[0].clear();
      for (const auto& one : results_.parameters) rows[0].push_back(names_.at(one.path));
    }
    for (std::size_t i = 0; i < shown; ++i) {
      rows.push_back(settings_of(results_.points[i], by_number));
    }
    return rows;
  }

  static int total(const std::vector<int>& widths) {
    int sum = 0;
    for (const int one : widths) sum += one + kGap;
    return sum;
  }

  void tables() {
    const std::size_t shown =
        has_all_ ? results_.points.size() : std::min(results_.points.size(), kMostRows);
    std::vector<std::vector<std::string>> left = left_columns(shown, false);
    const bool by_number =
        results_.parameters.size() > kMostNamed || total(widths(left)) > width_ / 2;
    if (by_number) {
      left = left_columns(shown, true);
    }
    std::vector<std::vector<std::string>> right(shown + 1);
    for (std::size_t q = 0; q < results_.columns.questions.size(); ++q) {
      right[0].push_back(results_.columns.questions[q].id);
      for (std::size_t i = 0; i < shown; ++i) {
        right[i + 1].push_back(cell(results_.points[i].outcomes[q]));
      }
    }
    const std::vector<int> left_widths = widths(left);
    const std::vector<int> right_widths = widths(right);
    const int left_width = total(left_widths);
    for (std::size_t q = 0; q < right_widths.size();) {
      std::size_t end = q;
      int used = left_width;
      while (end < right_widths.size() && (end == q || used + right_widths[end] <= width_)) {
        used += right_widths[end++] + kGap;
      }
      line();
      for (std::size_t i = 0; i < left.size(); ++i) {
        std::string row;
        const auto put = [&row](const std::string& text, int width) {
          row += pad_left(text, width) + std::string(kGap, ' ');
        };
        for (std::size_t c = 0; c < left_widths.size(); ++c) put(left[i][c], left_widths[c]);
        for (std::size_t c = q; c < end; ++c) put(right[i][c], right_widths[c]);
        row.erase(row.find_last_not_of(' ') + 1);
        line(i == 0 ? paint_.dim(row) : row);
      }
      q = end;
    }
    line();
    std::string note = fmt::format("Futures in a hundred, with their {:g}% interval.",
                                   100.0 * results_.heading.confidence);
    if (shown < results_.points.size()) {
      note +=
          fmt::format(" {} more points with --all.", count_text(results_.points.size() - shown));
    }
    if (by_number) note += " What each point sets: acqsim export --table points.";
    line(paint_.dim(wrap(note + " Every measure with --format csv.", width_)));
  }

  static std::vector<int> widths(const std::vector<std::vector<std::string>>& rows) {
    std::vector<int> all(rows.front().size(), 0);
    for (const auto& row : rows) {
      for (std::size_t c = 0; c < row.size(); ++c) {
        all[c] = std::max(all[c], static_cast<int>(base::display_width(row[c])));
      }
    }
    return all;
  }

  const SweepResults& results_;
  Paint paint_;
  int width_;
  bool has_all_;
  std::map<std::string, std::string> names_;
  std::map<std::string, std::string> units_;
  std::string text_;
};

}  // namespace

std::string render_sweep_table(const SweepResults& results, const TableStyle& style) {
  return Renderer(results, style).render();
}

}  // namespace acqsim::report
