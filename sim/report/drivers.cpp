#include "acqsim/report/drivers.hpp"

#include "report/machine_text.hpp"
#include "report/sentence.hpp"
#include "report/shared_luck.hpp"
#include "report/text_layout.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/base/text.hpp>
#include <acqsim/store/json_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace acqsim::report {
namespace {

using store::json_number;
using store::json_string;

constexpr int kLeastWidth = 60;
constexpr double kSurely = 0.001;

/// The numbers of a point in the order of the parameters; empty if it lacks one.
std::vector<double> numbers_of(const SweptPoint& point,
                               const std::vector<store::StoredParameter>& parameters) {
  std::vector<double> numbers;
  for (const store::StoredParameter& one : parameters) {
    const auto found = std::ranges::find(point.settings, one.path, &store::StoredSetting::path);
    if (found == point.settings.end()) return {};
    numbers.push_back(found->number);
  }
  return numbers;
}

/// "38.2 to 52.1": an interval of a share, in points of a hundred.
std::string between(const stats::Interval& interval) {
  return fmt::format("{:.3g} to {:.3g}", 100.0 * interval.low, 100.0 * interval.high);
}

std::string of_100(double share) {
  return std::isnan(share) ? "no" : fmt::format("{:.3g}", 100.0 * share);
}

class Renderer {
 public:
  Renderer(const Drivers& drivers, const TableStyle& style)
      : drivers_(drivers), paint_(style.is_coloured), width_(std::max(style.width, kLeastWidth)) {}

  std::string render() {
    const Heading& heading = drivers_.heading;
    line(paint_.bold(
        wrap("Drivers of " + drivers_.question.id + " in the sweep of " + heading.name, width_)));
    const std::string clock =
        drivers_.question.clock.empty() ? "" : " (" + drivers_.question.clock + ")";
    line(wrap(drivers_.question.question + clock, width_));
    line(paint_.dim(
        wrap(fmt::format("{} points in {} parameter{}, {}, seed {}.", drivers_.points,
                         drivers_.parameters.size(), drivers_.parameters.size() == 1 ? "" : "s",
                         futures(drivers_.all.all), heading.seed),
             width_)));
    line();
    line(wrap(fmt::format("The answer is {} in {} of 100 futures over all points ({}, {:.0f}% "
                          "confidence).",
                          answer(),
                          of_100(drivers_.all.all == 0 ? 0.0
                                                       : static_cast<double>(drivers_.all.yes) /
                                                             static_cast<double>(drivers_.all.all)),
                          between(drivers_.all_interval), 100.0 * heading.confidence),
              width_));
    box();
    leaves();
    return std::move(text_);
  }

 private:
  void line(const std::string& text = "") { text_ += text + "\n"; }
  std::string answer() const { return drivers_.is_no ? "no" : "yes"; }

  std::string value(std::size_t factor, double number) const {
    return base::format_quantity(number, base::unit_of(drivers_.parameters[factor].unit));
  }

  /// "lock_in.strength at most 0.5"
  std::string condition(const stats::Restriction& restriction) const {
    const std::string& path = drivers_.parameters[restriction.factor].path;
    const bool has_low = std::isfinite(restriction.low);
    const bool has_high = std::isfinite(restriction.high);
    if (has_low && has_high) {
      return fmt::format("{} from {} to {}", path, value(restriction.factor, restriction.low),
                         value(restriction.factor, restriction.high));
    }
    return has_low
               ? fmt::format("{} at least {}", path, value(restriction.factor, restriction.low))
               : fmt::format("{} at most {}", path, value(restriction.factor, restriction.high));
  }

  std::string doubt(double p) const {
    return p < kSurely ? fmt::format("p < {}", kSurely) : fmt::format("p = {:.2g}", p);
  }

  void box() {
    const stats::Box& box = drivers_.box;
    line();
    if (box.restrictions.empty()) {
      line(wrap("No part of what was tried has more of these futures than chance would give it.",
                width_));
      return;
    }
    line(wrap(fmt::format("It is {} in {} of 100 ({}; {}) where", answer(), of_100(box.density),
                          between(box.interval), futures(box.trials.all)),
              width_));
    for (const stats::Restriction& one : box.restrictions) {
      const stats::Interval& tried = drivers_.tried[one.factor];
      line(paint_.bold(wrap(condition(one), width_, "  ")));
      line(
          paint_.dim(wrap(fmt::format("tried from {} to {}; quasi {}", value(one.factor, tried.low),
                                      value(one.factor, tried.high), doubt(one.p)),
                          width_, "    ")));
    }
    line(wrap(
        fmt::format(
            "There lie {} of 100 such futures, and {} of 100 of all.", of_100(box.coverage),
            of_100(static_cast<double>(box.trials.all) / static_cast<double>(drivers_.all.all))),
        width_));
  }

  void leaves() {
    if (drivers_.leaves.size() < 2) return;
    line();
    line(wrap("Asked one question after another (a classification tree):", width_));
    for (const stats::Box& leaf : drivers_.leaves) {
      std::vector<std::string> conditions;
      for (const stats::Restriction& one : leaf.restrictions) conditions.push_back(condition(one));
      line(wrap(
          fmt::format("{} in {} of 100 ({}) of {} where {}", answer(), of_100(leaf.density),
                      between(leaf.interval), futures(leaf.trials.all), base::join_and(conditions)),
          width_, "  "));
    }
  }

  const Drivers& drivers_;
  Paint paint_;
  int width_;
  std::string text_;
};

std::string box_json(const Drivers& drivers, const stats::Box& box) {
  std::string restrictions;
  for (const stats::Restriction& one : box.restrictions) {
    restrictions += fmt::format("{}{{\"path\": {}, \"low\": {}, \"high\": {}, \"p\": {}}}",
                                restrictions.empty() ? "" : ", ",
                                json_string(drivers.parameters[one.factor].path),
                                json_number(one.low), json_number(one.high), json_number(one.p));
  }
  return fmt::format(
      "{{\"restrictions\": [{}], \"yes\": {}, \"replications\": {}, \"density\": {}, "
      "\"density_low\": {}, \"density_high\": {}, \"coverage\": {}}}",
      restrictions, box.trials.yes, box.trials.all, json_number(box.density),
      json_number(box.interval.low), json_number(box.interval.high), json_number(box.coverage));
}

/// Of the density of a box, from what each luck says inside it. `points`: where `numbers` are of.
stats::Interval interval_of(const stats::Box& box, const SweepResults& results,
                            std::size_t question, const std::vector<const SweptPoint*>& points,
                            const stats::Points& numbers, bool is_no) {
  SharedLuck luck(results, question);
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (box.holds(numbers[i])) luck.add(*points[i]);
  }
  const stats::Interval yes = luck.interval(results.heading.confidence);
  return is_no ? stats::Interval{1.0 - yes.high, 1.0 - yes.low} : yes;
}

}  // namespace

Drivers find_drivers(const SweepResults& results, std::size_t question, bool is_no) {
  Drivers drivers;
  drivers.heading = results.heading;
  drivers.question = results.columns.questions.at(question);
  drivers.is_no = is_no;
  drivers.parameters = results.parameters;
  stats::Points points;
  std::vector<stats::Trials> answers;
  std::vector<const SweptPoint*> told;
  for (const SweptPoint& point : results.points) {
    std::vector<double> numbers = numbers_of(point, results.parameters);
    const experiment::OutcomeSummary& outcome = point.outcomes.at(question);
    if (numbers.empty() || outcome.trials() == 0) continue;
    told.push_back(&point);
    points.push_back(std::move(numbers));
    answers.push_back({is_no ? outcome.no : outcome.yes, outcome.trials()});
  }
  for (std::size_t i = 0; i < results.parameters.size(); ++i) {
    stats::Interval tried{std::nan(""), std::nan("")};
    for (const auto& point : points) {
      tried.low = std::fmin(tried.low, point[i]);
      tried.high = std::fmax(tried.high, point[i]);
    }
    drivers.tried.push_back(tried);
  }
  drivers.points = points.size();
  const std::vector<stats::Box> boxes = stats::peel(points, answers);
  drivers.all = boxes.front().trials;
  drivers.box = stats::best_box(boxes, points, answers);
  drivers.leaves = stats::tree_leaves(points, answers);

  const auto interval = [&](const stats::Box& box) {
    return interval_of(box, results, question, told, points, is_no);
  };
  drivers.box.interval = interval(drivers.box);
  for (stats::Box& leaf : drivers.leaves) leaf.interval = interval(leaf);
  drivers.all_interval = interval(stats::Box{});
  return drivers;
}

std::string render_drivers_table(const Drivers& drivers, const TableStyle& style) {
  return Renderer(drivers, style).render();
}

std::string render_drivers_json(const Drivers& drivers) {
  const Heading& heading = drivers.heading;
  std::string parameters;
  for (std::size_t i = 0; i < drivers.parameters.size(); ++i) {
    const store::StoredParameter& one = drivers.parameters[i];
    parameters +=
        fmt::format("{}\n    {{\"path\": {}, \"unit\": {}, \"low\": {}, \"high\": {}}}",
                    parameters.empty() ? "" : ",", json_string(one.path), json_string(one.unit),
                    json_number(drivers.tried[i].low), json_number(drivers.tried[i].high));
  }
  std::string leaves;
  for (const stats::Box& leaf : drivers.leaves) {
    leaves += fmt::format("{}\n    {}", leaves.empty() ? "" : ",", box_json(drivers, leaf));
  }
  return fmt::format(
      "{{\n  \"schema\": {},\n  \"program\": {},\n  \"scenario\": {{\"name\": {}, \"hash\": {}}},\n"
      "  \"seed\": {},\n  \"outcome\": {},\n  \"answer\": \"{}\",\n  \"points\": {},\n"
      "  \"replications\": {},\n  \"yes\": {},\n  \"low\": {},\n  \"high\": {},\n  \"parameters\": "
      "{},\n  \"box\": {},\n"
      "  \"leaves\": {}\n}}\n",
      kDriversSchema, json_string("acqsim " + heading.version), json_string(heading.name),
      json_string(heading.scenario_hash), heading.seed, json_string(drivers.question.id),
      drivers.is_no ? "no" : "yes", drivers.points, drivers.all.all, drivers.all.yes,
      json_number(drivers.all_interval.low), json_number(drivers.all_interval.high),
      json_array(parameters), box_json(drivers, drivers.box), json_array(leaves));
}

}  // namespace acqsim::report
