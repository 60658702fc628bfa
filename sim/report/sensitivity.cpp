#include "acqsim/report/sensitivity.hpp"

#include "report/figures.hpp"
#include "report/sentence.hpp"
#include "report/text_layout.hpp"

#include <acqsim/base/number_format.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace acqsim::report {
namespace {

constexpr int kLeastWidth = 60;
constexpr std::size_t kMostRows = 12;

/// A difference in the unit of the answer: of a frequency in points of a hundred.
std::string difference(double value, const std::string& unit) {
  return unit == "probability" ? fmt::format("{:.1f}", 100.0 * value) : figure(value, unit);
}

std::string signed_difference(double value, const std::string& unit) {
  return (value > 0.0 ? "+" : "") + difference(value, unit);
}

std::string interval_text(const stats::Interval& interval) {
  return std::isfinite(interval.low) ? fmt::format("{:.2f} to {:.2f}", interval.low, interval.high)
                                     : std::string("unknown");
}

class Renderer {
 public:
  Renderer(const Sensitivity& sensitivity, const TableStyle& style)
      : all_(sensitivity),
        paint_(style.is_coloured),
        width_(std::max(style.width, kLeastWidth)),
        has_all_(style.has_all_rows) {}

  std::string render() {
    const Heading& heading = all_.heading;
    line(paint_.bold(wrap("Sensitivity of " + heading.name, width_)));
    if (!heading.title.empty()) line(wrap(heading.title, width_));
    line(paint_.dim(
        wrap(fmt::format("{} to {}; {} parameter{} over {}, design {}: {} points of {} "
                         "replication{}, seed {}.",
                         heading.start, heading.end, all_.parameters.size(),
                         all_.parameters.size() == 1 ? "" : "s",
                         all_.parameters.size() == 1 ? "its range" : "their ranges", all_.design,
                         base::format_count(static_cast<double>(all_.rows)), all_.replications,
                         all_.replications == 1 ? "" : "s", heading.seed),
             width_)));
    for (const AnswerSensitivity& one : all_.answers) answer(one);
    return std::move(text_);
  }

 private:
  void line(const std::string& text = "") { text_ += text + "\n"; }

  void answer(const AnswerSensitivity& one) {
    line();
    line(paint_.bold(wrap(one.text.empty() ? one.name : one.name + ": " + one.text, width_)));
    const std::string missing = fmt::format(
        "{} replication{} {} no answer", base::format_count(static_cast<double>(one.no_data)),
        one.no_data == 1 ? "" : "s", one.no_data == 1 ? "has" : "have");
    if (!one.indices && one.effects.empty()) {
      line(
          wrap("Not analysed: " + missing + ", at some point half of them or more.", width_, "  "));
      return;
    }
    if (one.no_data > 0) {
      line(wrap(missing + "; each point stands for the mean of the others.", width_, "  "));
    }
    if (one.indices) {
      indices(one);
    } else {
      effects(one);
    }
  }

  /// Places of parameters, those with the greatest `worth` first.
  template <typename Worth>
  std::vector<std::size_t> ranked(std::size_t count, const Worth& worth) const {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return worth(a) > worth(b); });
    return order;
  }

  void rows(const std::vector<std::string>& head, const std::vector<std::size_t>& order,
            const std::vector<std::vector<std::string>>& cells) {
    const std::size_t shown = has_all_ ? order.size() : std::min(order.size(), kMostRows);
    std::vector<int> widths;
    for (std::size_t c = 0; c < head.size(); ++c) {
      std::size_t widest = head[c].size();
      for (std::size_t i = 0; i < shown; ++i) widest = std::max(widest, cells[order[i]][c].size());
      widths.push_back(static_cast<int>(widest));
    }
    int right = 2;
    for (const int one : widths) right += one + 2;
    const int name_width = std::max(16, width_ - right);
    std::string top = "  " + pad_right("", name_width);
    for (std::size_t c = 0; c < head.size(); ++c) top += "  " + pad_left(head[c], widths[c]);
    line(paint_.dim(top));
    for (std::size_t i = 0; i < shown; ++i) {
      const std::string& path = all_.parameters[order[i]].parameter.path;
      // A path that is too long for its column has a line of its own.
      std::string row = "  " + pad_right(path, name_width);
      if (static_cast<int>(path.size()) > name_width) {
        line("  " + path);
        row = "  " + pad_right("", name_width);
      }
      for (std::size_t c = 0; c < head.size(); ++c) {
        row += "  " + pad_left(cells[order[i]][c], widths[c]);
      }
      line(row);
    }
    if (shown < order.size()) {
      line(
          paint_.dim(wrap(fmt::format("{} more with --all.", order.size() - shown), width_, "  ")));
    }
  }

  void effects(const AnswerSensitivity& one) {
    const auto order =
        ranked(one.effects.size(), [&](std::size_t i) { return one.effects[i].mu_star; });
    std::vector<std::vector<std::string>> cells;
    for (const stats::ElementaryEffects& effect : one.effects) {
      cells.push_back({difference(effect.mu_star, one.unit), difference(effect.error, one.unit),
                       signed_difference(effect.mu, one.unit), difference(effect.sigma, one.unit),
                       difference(effect.noise, one.unit),
                       is_told_from_chance(effect) ? "moves it" : "-"});
    }
    rows({"mu*", "error", "mu", "sigma", "noise", ""}, order, cells);
    const auto moving = std::ranges::count_if(one.effects, is_told_from_chance);
    line(wrap(fmt::format("{} of {} parameter{} move it by more than chance would; {}.", moving,
                          one.effects.size(), one.effects.size() == 1 ? "" : "s",
                          one.is_converged()
                              ? "converged: two errors of every mu* are below a fifth of the "
                                "greatest"
                              : "not converged: more trajectories or replications would tell more"),
              width_, "  "));
  }

  void indices(const AnswerSensitivity& one) {
    const stats::SobolIndices& indices = *one.indices;
    const double chance = 100.0 * indices.noise_share;
    line(wrap(fmt::format("{:.0f} of 100 parts of the variance of a single future are chance; the "
                          "parameters' part is divided below.",
                          chance),
              width_, "  "));
    if (!(indices.variance_interval.low > 0.0)) {
      line(
          paint_.unsure(wrap("The parameters' part is not told from nothing: more points or "
                             "replications are needed before it can be divided.",
                             width_, "  ")));
      return;
    }
    const auto order =
        ranked(indices.total.size(), [&](std::size_t i) { return indices.total[i].value; });
    std::vector<std::vector<std::string>> cells;
    for (std::size_t i = 0; i < indices.total.size(); ++i) {
      cells.push_back({fmt::format("{:.2f}", indices.first[i].value),
                       interval_text(indices.first[i].interval),
                       fmt::format("{:.2f}", indices.total[i].value),
                       interval_text(indices.total[i].interval)});
    }
    rows({"alone", "interval", "total", "interval"}, order, cells);
    line(wrap(one.is_converged()
                  ? "Converged: no interval is wider than plus or minus 0.05."
                  : "Not converged: an interval is wider than plus or minus 0.05; more points or "
                    "replications make it narrower.",
              width_, "  "));
  }

  const Sensitivity& all_;
  Paint paint_;
  int width_;
  bool has_all_;
  std::string text_;
};

bool is_narrow(const stats::Share& share) {
  return 0.5 * (share.interval.high - share.interval.low) <= kConverged;
}

}  // namespace

bool is_told_from_chance(const stats::ElementaryEffects& effects) {
  return effects.mu_star > 0.0 && effects.mu_star - 2.0 * effects.error > effects.noise;
}

bool AnswerSensitivity::is_converged() const {
  if (indices) {
    return std::ranges::all_of(indices->first, is_narrow) &&
           std::ranges::all_of(indices->total, is_narrow);
  }
  double greatest = 0.0;
  for (const stats::ElementaryEffects& one : effects) greatest = std::max(greatest, one.mu_star);
  return greatest > 0.0 && std::ranges::all_of(effects, [&](const stats::ElementaryEffects& one) {
           return 2.0 * one.error <= kScreened * greatest;
         });
}

std::string render_sensitivity_table(const Sensitivity& sensitivity, const TableStyle& style) {
  return Renderer(sensitivity, style).render();
}

}  // namespace acqsim::report
