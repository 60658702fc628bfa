#include "acqsim/report/tip.hpp"

#include "report/machine_text.hpp"
#include "report/text_layout.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/store/json_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace acqsim::report {
namespace {

using experiment::Tip;
using stats::Decision;
using store::json_number;
using store::json_string;

constexpr int kLeastWidth = 60;

double value_at(const TipResults& results, double u) {
  return results.span.low + u * (results.span.high - results.span.low);
}

std::string value_text(const TipResults& results, double u) {
  return base::format_quantity(value_at(results, u), results.unit);
}

std::string sentence(const TipResults& results) {
  const Tip& tip = results.tip;
  const std::string range =
      fmt::format("between {} and {}", value_text(results, 0.0), value_text(results, 1.0));
  const std::string line =
      results.options.probability == 0.5
          ? std::string("likelier than not")
          : fmt::format("likelier than {:.3g} in 100", 100.0 * results.options.probability);
  switch (tip.kind) {
    case Tip::Kind::found:
      return fmt::format("It is {} {} {} = {} ({} to {}, {:.0f}% confidence).", line,
                         tip.rises ? "above" : "below", results.path,
                         value_text(results, tip.estimate), value_text(results, tip.interval.low),
                         value_text(results, tip.interval.high),
                         100.0 * results.options.confidence);
    case Tip::Kind::none:
      return fmt::format("It is {}{} with {} at both ends, {}: no tip was looked for between.",
                         tip.rises ? "" : "not ", line, results.path, range);
    case Tip::Kind::undecided:
      return fmt::format(
          "Undecided: {} futures do not tell on which side of the line an end of the range {} "
          "lies. "
          "More --reps or a wider range may.",
          results.options.most_futures, range);
    case Tip::Kind::back_and_forth:
      return fmt::format("The answer goes back and forth {}: there is more than one tip.", range);
    case Tip::Kind::no_data:
      return fmt::format("No data: at a value {} no future of {} has an answer to this question.",
                         range, results.options.most_futures);
    case Tip::Kind::interrupted:
      break;
  }
  if (tip.interval.high > tip.interval.low) {
    return fmt::format("Interrupted: so far, it becomes {} between {} = {} and {}.", line,
                       results.path, value_text(results, tip.interval.low),
                       value_text(results, tip.interval.high));
  }
  return "Interrupted before both ends of the range were decided.";
}

const char* kind_name(Tip::Kind kind) {
  switch (kind) {
    case Tip::Kind::found:
      return "found";
    case Tip::Kind::none:
      return "none";
    case Tip::Kind::undecided:
      return "undecided";
    case Tip::Kind::back_and_forth:
      return "back-and-forth";
    case Tip::Kind::no_data:
      return "no-data";
    case Tip::Kind::interrupted:
      break;
  }
  return "interrupted";
}

const char* side_name(Decision side) {
  if (side == Decision::undecided) return "undecided";
  return side == Decision::low ? "below" : "above";
}

}  // namespace

std::string render_tip_table(const TipResults& results, const TableStyle& style) {
  const int width = std::max(style.width, kLeastWidth);
  const Paint paint(style.is_coloured);
  const std::string clock =
      results.question.clock.empty() ? "" : " (" + results.question.clock + ")";
  std::string text = paint.bold(wrap(results.question.question + clock, width)) + "\n";
  text += wrap(sentence(results), width, "  ") + "\n\n";
  std::vector<std::string> values;
  std::size_t widest = results.path.size();
  for (const experiment::TipPlace& place : results.tip.places) {
    values.push_back(value_text(results, place.u));
    widest = std::max(widest, values.back().size());
  }
  const auto column = static_cast<int>(widest);
  text +=
      paint.dim(pad_left(results.path, column) + "  yes of 100   futures  side of the line") + "\n";
  for (std::size_t i = 0; i < values.size(); ++i) {
    const experiment::TipPlace& place = results.tip.places[i];
    const std::string share =
        place.count.trials == 0
            ? std::string("-")
            : fmt::format("{:.1f}", 100.0 * static_cast<double>(place.count.yes) /
                                        static_cast<double>(place.count.trials));
    text += fmt::format("{}  {:>10}  {:>8}  {}\n", pad_left(values[i], column), share,
                        base::format_count(static_cast<double>(place.count.trials)),
                        side_name(place.side));
  }
  return text +
         paint.dim(
             wrap(fmt::format("Seed {}, the same futures at every value.", results.seed), width)) +
         "\n";
}

std::string render_tip_json(const TipResults& results) {
  const Tip& tip = results.tip;
  const bool is_found = tip.kind == Tip::Kind::found;
  const auto number = [&](double u) {
    return json_number(is_found ? value_at(results, u) : std::numeric_limits<double>::quiet_NaN());
  };
  std::string places;
  for (const experiment::TipPlace& place : tip.places) {
    places += fmt::format(
        "{}\n    {{\"value\": {}, \"asked\": {}, \"yes\": {}, \"trials\": {}, "
        "\"side\": \"{}\"}}",
        places.empty() ? "" : ",", json_number(value_at(results, place.u)), place.asked,
        place.count.yes, place.count.trials, side_name(place.side));
  }
  return fmt::format(
      "{{\n  \"schema\": {},\n  \"program\": {},\n  \"scenario\": {},\n  \"seed\": {},\n"
      "  \"outcome\": {},\n  \"path\": {},\n  \"unit\": {},\n  \"low\": {},\n  \"high\": {},\n"
      "  \"probability\": {},\n  \"confidence\": {},\n  \"kind\": \"{}\",\n  \"rises\": {},\n"
      "  \"tip\": {},\n  \"tip_low\": {},\n  \"tip_high\": {},\n  \"places\": {}\n}}\n",
      kTipSchema, json_string("acqsim " + results.version), json_string(results.name), results.seed,
      json_string(results.question.id), json_string(results.path),
      json_string(base::symbol(results.unit)), json_number(results.span.low),
      json_number(results.span.high), json_number(results.options.probability),
      json_number(results.options.confidence), kind_name(tip.kind), tip.rises, number(tip.estimate),
      number(tip.interval.low), number(tip.interval.high), json_array(places));
}

}  // namespace acqsim::report
