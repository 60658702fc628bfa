#include "acqsim/explanation.hpp"
#include "acqsim/explanation_sources.hpp"
#include "acqsim/help.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace acqsim::cli {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kLongestChain = 40;

/// A paragraph whose further lines stand under its own text.
std::string hanging(const std::string& first, const std::string& text) {
  const std::string under = wrapped(text, first.size());
  return first + under.substr(first.size()) + "\n";
}

std::string underlined(const std::string& text) { return wrapped(text, 0) + "\n\n"; }

std::string replication(const Explained& all) {
  return fmt::format("replication {} of seed {}, {}", all.history.replication.index,
                     all.request.seed, all.loaded.scenario.name);
}

std::string unit_of(const std::string& field) {
  for (const auto& meaning : model::event_field_meanings()) {
    if (meaning.name == field) return meaning.unit;
  }
  return {};
}

std::string shown(const model::Detail& detail) {
  if (const auto* text = std::get_if<std::string>(&detail.value)) return *text;
  const double number = std::get<double>(detail.value);
  const std::string unit = unit_of(detail.name);
  if (unit == "days") return base::format_days(number);
  if (unit.starts_with("$")) return base::format_money(number);
  return fmt::format("{:.6g}", number);
}

std::string spaced(std::string name) {
  std::ranges::replace(name, '_', ' ');
  return name;
}

std::string chain_text(const Explained& all, std::size_t event) {
  const auto chain = all.history.chain(event);
  std::string text = "\nHow it came about\n";
  std::size_t first = 0;
  if (chain.size() > kLongestChain) {
    first = chain.size() - kLongestChain;
    text += fmt::format("  ... {} earlier events (all of them with --format json)\n", first);
  }
  for (std::size_t i = first; i < chain.size(); ++i) text += all.line(chain[i]);
  return text;
}

std::string sources_text(Explained all, const std::vector<std::string>& paths) {
  std::string text = "\nWhat it rests on (as the scenario gives it)\n";
  for (const auto& one : sources_of(all.loaded, paths)) {
    std::string behind = one.basis;
    if (!one.range.empty()) behind += ", " + one.range;
    if (!one.title.empty()) {
      behind += "; " + one.title + (one.date.empty() ? "" : ", " + one.date);
    }
    text += hanging("  ", fmt::format("{} = {} ({})", one.path, one.value, behind));
  }
  return text;
}

std::string signed_money(double value) {
  return value > 0.0 ? "+" + base::format_money(value) : base::format_money(value);
}

/// Utility and its terms, a line for each candidate.
std::string utility_table(const model::ChoiceMade& choice) {
  const std::map<std::string, std::string> short_names{
      {"capability", "capab"}, {"friction", "frict"}, {"enclaves", "encl"},
      {"references", "refs"},  {"lock-in", "lock"},   {"default", "deflt"}};
  std::string text = fmt::format(" {:<9}{:>7}", "", "utility");
  for (const auto& term : choice.vendors.front().terms) {
    const auto brief = short_names.find(term.name);
    text += fmt::format("{:>7}", brief == short_names.end() ? term.name : brief->second);
  }
  text += "\n";
  for (std::size_t i = 0; i < choice.candidates; ++i) {
    const auto& one = choice.vendors[i];
    if (one.vendor.size() > 9) text += " " + one.vendor + "\n";
    text += fmt::format(" {:<9}{:>7.2f}", one.vendor.size() > 9 ? "" : one.vendor, one.utility);
    for (const auto& term : one.terms) {
      text += term.value == 0.0 ? fmt::format("{:>7}", "-") : fmt::format("{:>7.2f}", term.value);
    }
    text += "\n";
  }
  return text;
}

double input(const model::ConsideredVendor& one, const std::string& name) {
  for (const auto& term : one.inputs) {
    if (term.name == name) return term.value;
  }
  return std::nan("");
}

std::string routes_text(const model::ChoiceMade& choice) {
  std::string text;
  for (std::size_t i = 0; i < choice.candidates; ++i) {
    const auto& one = choice.vendors[i];
    const double wait = input(one, "wait");  // not a number: its route is there
    const std::string due =
        wait > 0.0 ? fmt::format(", due in {}", base::format_days(wait)) : std::string();
    text += hanging(
        "  ", fmt::format("{}: in {} ({}){}, ordered on {}; {:.1f} points, {} a user-year, {} of "
                          "friction, {:.0f} {} could serve",
                          one.vendor, one.enclave, one.provider, due, one.vehicle,
                          input(one, "capability"), base::format_money(input(one, "price")),
                          base::format_days(input(one, "friction")), input(one, "enclaves"),
                          input(one, "enclaves") == 1.0 ? "enclave" : "enclaves"));
  }
  return text;
}

/// By how much the winner was ahead, and of which term that is made the most.
std::string margin_text(const model::ChoiceMade& choice) {
  const auto& first = choice.vendors.front();
  if (choice.candidates < 2) return first.vendor + " was the only candidate.";
  const auto& second = choice.vendors[1];
  std::string text = fmt::format("{} is ahead of {} by {:.2f}", first.vendor, second.vendor,
                                 first.utility - second.utility);
  std::size_t greatest = 0;
  for (std::size_t t = 0; t < first.terms.size(); ++t) {
    if (first.terms[t].value - second.terms[t].value >
        first.terms[greatest].value - second.terms[greatest].value)
      greatest = t;
  }
  text += fmt::format(", most of it {} ({:+.2f})", first.terms[greatest].name,
                      first.terms[greatest].value - second.terms[greatest].value);
  const double noise = first.terms.back().value - second.terms.back().value;
  const double without = first.utility - second.utility - noise;
  text += without < 0.0
              ? fmt::format("; without noise {} would be ahead by {:.2f}.", second.vendor, -without)
              : fmt::format("; without noise by {:.2f}.", without);
  return text;
}

std::string choice_text(const model::ChoiceMade& choice) {
  std::string text = fmt::format("\nThe choice (rule: {})\n", choice.rule) + utility_table(choice);
  text += hanging("  ", margin_text(choice));
  if (choice.winner != choice.vendors.front().vendor) {
    text += hanging("  ", fmt::format("A protest stood between: the award is {}'s all the same.",
                                      choice.winner));
  }
  text += "\nHow each could serve\n" + routes_text(choice);
  if (choice.candidates < choice.vendors.size()) {
    text += "\nNot eligible\n";
    for (std::size_t i = choice.candidates; i < choice.vendors.size(); ++i)
      text += hanging("  ", choice.vendors[i].vendor + ": " + choice.vendors[i].excluded);
  }
  return text;
}

std::string label(const model::OptionWeighed& option) {
  return option.provider.empty() ? option.kind : option.kind + " " + option.provider;
}

std::string weighed_text(const model::PartnershipWeighed& weighed, const std::string& provider) {
  std::string text;
  for (std::size_t i = 0; i < weighed.options.size(); ++i) {
    const auto& option = weighed.options[i];
    const bool is_chosen = i == weighed.chosen;
    if (!provider.empty() && !is_chosen && option.provider != provider) continue;
    text += fmt::format("  {} {:<22}{:>10}  odds {:>6}  with noise {:>7.2f}\n",
                        is_chosen ? ">" : " ", label(option), signed_money(option.surplus),
                        base::format_share(option.probability), option.value);
    std::vector<std::string> parts;
    for (const auto& term : option.terms) {
      if (term.value != 0.0) parts.push_back(term.name + " " + signed_money(term.value));
    }
    if (!parts.empty()) text += hanging("      ", base::join(parts, ", "));
  }
  return text;
}

std::string condition_text(const model::ConditionFacts& condition, const Explained& all) {
  if (condition.is_measure) {
    std::string reading = fmt::format("{:.6g}", condition.reading);
    if (std::isnan(condition.reading)) reading = "no data";
    if (condition.unit == "share" && !std::isnan(condition.reading))
      reading = base::format_share(condition.reading);
    if (condition.unit == "$") reading = base::format_money(condition.reading);
    return condition.text + ": it was " + reading;
  }
  return condition.text +
         (condition.has_happened
              ? ": happened on " + all.date(all.history.events[condition.event].day)
              : ": did not happen in time");
}

}  // namespace

std::string Explained::date(double day) const {
  return base::Date(loaded.scenario.start.days_since_epoch() + static_cast<int>(std::floor(day)))
      .iso();
}

std::string Explained::line(std::size_t event) const {
  const auto& happened = history.events[event];
  std::vector<std::string> parts;
  for (const auto& detail : happened.details) {
    if (const auto* flag = std::get_if<bool>(&detail.value)) {
      if (*flag) parts.push_back(spaced(detail.name.substr(3)));  // "is_first"
    } else {
      parts.push_back(spaced(detail.name) + " " + shown(detail));
    }
  }
  const std::string first = fmt::format("  {}  ", date(happened.day));
  return hanging(first, happened.name + (parts.empty() ? "" : ": " + base::join(parts, ", ")));
}

std::string explain_award(const Explained& all, const std::string& award) {
  const auto found =
      std::ranges::find(all.history.awards, award, &std::pair<std::string, std::size_t>::first);
  const auto& event = all.history.events[found->second];
  const auto& requirement = *all.history.requirement(*event.text("requirement"));
  const model::ChoiceMade* choice = all.history.choice_of(award);
  std::string text = fmt::format("Award {} ({})\n", award, replication(all));
  text += wrapped(fmt::format(
                      "On {} {} wins {} work of {}: {} a year, {}, data in {}, {:.1f} points "
                      "needed.",
                      all.date(event.day), *event.text("vendor"), requirement.level,
                      requirement.agency, base::format_money(requirement.annual_value),
                      requirement.is_embedded ? "embedded in a platform" : "behind a model gateway",
                      requirement.home, requirement.needed_capability),
                  0) +
          "\n";
  if (choice == nullptr) {
    text += "\nIt went to the incumbent again without competition: there was no choice.\n";
  } else {
    text += choice_text(*choice);
  }
  text += chain_text(all, found->second);
  if (choice != nullptr) text += sources_text(all, parameters_of(*choice, requirement));
  return text;
}

std::string explain_partnership(const Explained& all, const std::string& vendor,
                                const std::string& provider) {
  std::string text = fmt::format("Partnerships of {}{} ({})\n", vendor,
                                 provider.empty() ? "" : " with " + provider, replication(all));
  text += wrapped(
              "Of each review: every option's joint surplus, its odds, and its value with "
              "noise, of which the greatest (>) is chosen.",
              0) +
          "\n";
  const model::PartnershipWeighed* last = nullptr;
  for (const auto& weighed : all.history.partnerships) {
    if (weighed.vendor != vendor) continue;
    last = &weighed;
    text += fmt::format("\n{}, review: {}\n", all.date(weighed.day),
                        *all.history.events[weighed.event].text("cause")) +
            weighed_text(weighed, provider);
  }
  if (last == nullptr) text += "\nIt held no review of its partnerships.\n";
  bool has_signed = false;
  for (std::size_t i = 0; i < all.history.events.size(); ++i) {
    const auto& event = all.history.events[i];
    const bool is_deal =
        event.name == "partnership-signed" || event.name == "exclusivity-reaffirmed";
    if (!is_deal || *event.text("vendor") != vendor) continue;
    if (!provider.empty() && *event.text("provider") != provider) continue;
    has_signed = true;
    text += chain_text(all, i);
  }
  if (!has_signed) text += "\nNothing was signed or reaffirmed.\n";
  if (last != nullptr) text += sources_text(all, parameters_of(*last));
  return text;
}

std::string explain_agency(const Explained& all, const std::string& agency) {
  std::string text = fmt::format("Awards of {} ({})\n\n", agency, replication(all));
  std::map<std::string, std::size_t> wins;
  std::size_t count = 0;
  std::string lines;
  for (const auto& [id, position] : all.history.awards) {
    const auto& event = all.history.events[position];
    if (*event.text("agency") != agency) continue;
    ++count;
    ++wins[*event.text("vendor")];
    const auto* choice = all.history.choice_of(id);
    const auto& requirement = *all.history.requirement(*event.text("requirement"));
    std::string against = "renewed without competition";
    if (choice != nullptr && choice->candidates < 2) against = "no other candidate";
    if (choice != nullptr && choice->candidates >= 2) {
      against = fmt::format("{} by {:.2f}", choice->vendors[1].vendor,
                            choice->vendors[0].utility - choice->vendors[1].utility);
    }
    lines += fmt::format("{:<11}{:<14}{:<11}{:<17}{:>8}  {}\n", all.date(event.day), id,
                         *event.text("vendor"), requirement.level,
                         base::format_money(requirement.annual_value), against);
  }
  if (count == 0) return text + "It made no award.\n";
  std::vector<std::string> tally;
  for (const auto& [vendor, n] : wins) tally.push_back(fmt::format("{} {}", vendor, n));
  text += wrapped(fmt::format("{} awards: {}.", count, base::join(tally, ", ")), 0) + "\n\n";
  text += fmt::format("{:<11}{:<14}{:<11}{:<17}{:>8}  {}\n", "", "award", "winner", "level",
                      "a year", "ahead of");
  return text + lines + "\nNext: explain one of them with --award.\n";
}

std::string explain_outcome(const Explained& all, const model::OutcomeFacts& outcome) {
  const char* const answer = outcome.answer == model::Answer::yes  ? "yes"
                             : outcome.answer == model::Answer::no ? "no"
                                                                   : "no data";
  std::string text = underlined(outcome.question);
  text += wrapped(fmt::format("{} ({})", answer, replication(all)), 0) + "\n\nBecause\n";
  for (const auto& condition : outcome.conditions)
    text += hanging("  ", condition_text(condition, all));
  for (const auto& condition : outcome.conditions) text += explain_measure(all, condition);
  for (const auto& condition : outcome.conditions) {
    if (!condition.has_happened) continue;
    text += chain_text(all, condition.event);
    const auto& event = all.history.events[condition.event];
    if (event.name != "partnership-signed") continue;
    const model::PartnershipWeighed* decided = nullptr;
    for (const auto& weighed : all.history.partnerships) {
      const auto& option = weighed.options[weighed.chosen];
      if (weighed.vendor == *event.text("vendor") && weighed.day <= event.day &&
          option.provider == *event.text("provider"))
        decided = &weighed;
    }
    if (decided == nullptr) continue;
    text += fmt::format("\nThe review of {}\n", all.date(decided->day)) +
            weighed_text(*decided, {}) + sources_text(all, parameters_of(*decided));
  }
  return text;
}

std::string explain_overview(const Explained& all) {
  std::string text = fmt::format("What happened ({})\n\n", replication(all));
  std::map<std::string, std::size_t> counts;
  for (const auto& event : all.history.events) ++counts[event.name];
  for (const auto& [name, count] : counts)
    text += fmt::format("  {:<30}{:>8}\n", name, base::format_count(static_cast<double>(count)));
  text += "\nQuestions\n";
  for (const auto& outcome : all.history.outcomes) {
    text += hanging("  ", fmt::format("{}: {}", outcome.id,
                                      outcome.answer == model::Answer::yes  ? "yes"
                                      : outcome.answer == model::Answer::no ? "no"
                                                                            : "no data"));
  }
  text += "\n" +
          wrapped(
              "Next: ask about one of these with --outcome ID, about a vendor with "
              "--partnership VENDOR, about an agency with --agency ID and about one of "
              "its awards with --award ID.",
              0) +
          "\n";
  return text;
}

std::string contrast_text(const Explained& a, const Explained& b) {
  const auto result = model::contrast(a.history, b.history);
  std::string text =
      wrapped(fmt::format("A, {}, and B, {}, on the random numbers of replication {}, seed {}",
                          a.loaded.scenario.name, b.loaded.scenario.name,
                          a.history.replication.index, a.request.seed),
              0) +
      "\n";
  const auto inputs = differences(a.loaded, b.loaded);
  text += std::string("\nInputs that differ") + (inputs.empty() ? ": none\n" : "\n");
  constexpr std::size_t kMost = 12;
  for (std::size_t i = 0; i < std::min(inputs.size(), kMost); ++i) {
    text += hanging("  ", fmt::format("{}: {} in A, {} in B", inputs[i].path,
                                      inputs[i].in_a.empty() ? "absent" : inputs[i].in_a,
                                      inputs[i].in_b.empty() ? "absent" : inputs[i].in_b));
  }
  if (inputs.size() > kMost) text += fmt::format("  and {} more\n", inputs.size() - kMost);
  if (result.is_same) return text + "\nThe two futures are the same, event by event.\n";

  const auto side = [&](const char* name, const Explained& one) {
    if (result.first >= one.history.events.size()) return fmt::format("{}: nothing more\n", name);
    return fmt::format("{}:\n", name) + one.line(result.first);
  };
  text += fmt::format("\nThe first event that differs, after {} alike\n", result.first) +
          side("A", a) + side("B", b);
  for (const Explained* one : {&a, &b}) {
    if (result.first >= one->history.events.size()) continue;
    const auto chain = one->history.chain(result.first);
    if (chain.size() < 2) continue;
    text += fmt::format("What led to it in {}\n", one == &a ? "A" : "B");
    const std::size_t first = chain.size() > 6 ? chain.size() - 6 : 0;
    for (std::size_t i = first; i + 1 < chain.size(); ++i) text += one->line(chain[i]);
  }
  text += fmt::format("\nAwards: {} in A, {} in B. Of {} that both made, {} changed hands.\n",
                      result.awards_a, result.awards_b, result.matched, result.changed.size());
  if (result.changed.empty()) return text;
  text += "\nBy cause: who was no candidate in one of the two, or the term that moved most\n";
  for (const auto& [cause, count] : result.by_cause)
    text += fmt::format("  {:<50}{:>6}\n", cause, count);
  text += "\nThe first of them (A's award, from whom to whom)\n";
  for (std::size_t i = 0; i < std::min<std::size_t>(result.changed.size(), 5); ++i) {
    const auto& one = result.changed[i];
    text +=
        hanging("  ", fmt::format("{}: {} to {}, {}", one.award_a, one.from, one.to, one.cause));
  }
  return text;
}

}  // namespace acqsim::cli
