#include "scenario/checks.hpp"

#include <acqsim/base/quantity_text.hpp>
#include <acqsim/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <vector>

namespace acqsim::scenario {
namespace {

using base::Date;

class Checks {
 public:
  Checks(const spec::Scenario& scenario, const Bound& bound, Problems& problems)
      : scenario_(scenario), bound_(bound), problems_(problems) {}

  void all() {
    study();
    cycles();
    timeline();
    for (const auto& [id, outcome] : scenario_.outcomes) clocks("outcomes." + id, outcome);
    periods();
    level_mixes();
    footprints();
    peers();
    fiscal_years();
    populations();
    fixed_populations();
    character();
    for (const auto& [id, policy] : scenario_.policies) policies("policies." + id, policy);
  }

 private:
  void character() {
    const double laboratory = scenario_.character.laboratory_below.value();
    const double contractor = scenario_.character.contractor_from.value();
    if (laboratory <= contractor) return;
    const char* const path = is_written("character.laboratory_below") ? "character.laboratory_below"
                                                                      : "character.contractor_from";
    add(path,
        fmt::format(
            "a contractor would be a laboratory again from {:g}%, above the {:g}% that make one",
            100.0 * laboratory, 100.0 * contractor),
        "at most contractor_from, so that a label is not given up at once");
  }

  void study() {
    if (is_written("name") && !scenario_.name.empty() && !base::is_kebab_case(scenario_.name))
      add("name", fmt::format("'{}' is not a short name", scenario_.name),
          "lower-case words and digits joined by hyphens");
    has_horizon_ = is_written("start") && is_written("end") && scenario_.start < scenario_.end;
    const bool both = is_written("start") && is_written("end");
    // Dates that were not read stay at the first day of 1970.
    has_horizon_ = has_horizon_ && scenario_.start != Date() && scenario_.end != Date();
    if (both && scenario_.start != Date() && scenario_.end != Date() && !has_horizon_)
      add("end",
          fmt::format("{} is not after the start, {}", scenario_.end.iso(), scenario_.start.iso()));
    const auto& precision = scenario_.precision;
    if (precision.min_replications > precision.max_replications) {
      const char* const path = is_written("precision.max_replications")
                                   ? "precision.max_replications"
                                   : "precision.min_replications";
      add(path, fmt::format("at most {} replications are fewer than at least {}",
                            precision.max_replications, precision.min_replications));
    }
  }

  void cycles() {
    std::map<std::string, std::vector<std::string>> covers;
    for (const auto& [id, level] : scenario_.levels) covers[id] = level.covers;
    report_cycles(covers, "levels.", ".covers", "covers");
    std::map<std::string, std::vector<std::string>> after;
    for (const auto& [id, entry] : scenario_.timeline) {
      if (!entry.after.empty()) after[id] = {entry.after};
    }
    report_cycles(after, "timeline.", ".after", "comes after");
  }

  /// Each cycle once, at its first id.
  void report_cycles(const std::map<std::string, std::vector<std::string>>& edges,
                     const std::string& before, const std::string& behind,
                     const std::string& verb) {
    std::set<std::string> done;
    std::vector<std::string> chain;
    std::set<std::string> on_chain;
    // Iterative: a chain may be as long as the file.
    struct Step {
      std::string id;
      std::size_t next = 0;
    };
    for (const auto& [root, ignored] : edges) {
      if (done.contains(root)) continue;
      std::vector<Step> steps{{root}};
      on_chain.insert(root);
      while (!steps.empty()) {
        Step& step = steps.back();
        const auto found = edges.find(step.id);
        if (found == edges.end() || step.next == found->second.size()) {
          on_chain.erase(step.id);
          done.insert(step.id);
          steps.pop_back();
          continue;
        }
        const std::string target = found->second[step.next++];
        if (on_chain.contains(target)) {
          std::vector<std::string> loop;
          bool is_in = false;
          for (const Step& one : steps) {
            is_in = is_in || one.id == target;
            if (is_in) loop.push_back(one.id);
          }
          std::rotate(loop.begin(), std::min_element(loop.begin(), loop.end()), loop.end());
          const std::string first = loop.front();
          loop.push_back(first);
          add(before + first + behind, "a cycle: " + base::join(loop, fmt::format(" {} ", verb)));
        } else if (!done.contains(target)) {
          on_chain.insert(target);
          steps.push_back({target});
        }
      }
    }
  }

  void timeline() {
    for (const auto& [id, entry] : scenario_.timeline) {
      const std::string path = "timeline." + id;
      const bool has_at = is_written(path + ".at");
      const bool has_after = is_written(path + ".after");
      if (has_at && has_after) {
        add_at_key(path + ".after", "'at' and 'after' are both given",
                   "an entry has one of them, and a delay where it is needed");
      } else if (!has_at && !has_after) {
        add_at_key(path, "has neither 'at' nor 'after'",
                   "say on which day it happens: at: 2027-01-01");
      }
      if (entry.at) inside(path + ".at", *entry.at);
    }
  }

  void clocks(const std::string& path, const spec::Outcome& outcome) {
    std::vector<std::string> given;
    for (const char* const clock : {"by", "at", "over", "always", "before"}) {
      const std::string here = fmt::format("{}.{}", path, clock);
      const bool is_off = std::string(clock) == "always" && !outcome.always;
      if (is_written(here) && !is_off) given.push_back(clock);
    }
    for (std::size_t i = 1; i < given.size(); ++i)
      add_at_key(path + "." + given[i], fmt::format("a second clock besides '{}'", given.front()),
                 "an outcome has one of by, at, over, always and before");
    if (outcome.by) inside(path + ".by", *outcome.by);
    if (outcome.at) inside(path + ".at", *outcome.at);
    if (outcome.before && outcome.before->op != spec::Condition::Operator::event)
      add(path + ".before", "expected an event", "before: {event: ...}");
    if (outcome.expect.mean && (outcome.by || outcome.always || outcome.before))
      add(path + ".expect.mean", "the measure is looked at more than once, or on no fixed day",
          "a mean wants at, over or the scenario's end");
    if (outcome.over_from && outcome.over_to)
      span(path + ".over", *outcome.over_from, *outcome.over_to);
  }

  void span(const std::string& path, Date from, Date to) {
    if (from > to) {
      add(path, fmt::format("{} is after {}", from.iso(), to.iso()));
    } else if (has_horizon_ && (from < scenario_.start || to > scenario_.end)) {
      const Date first = std::max(from, scenario_.start);
      const Date last = std::min(to, scenario_.end);
      const std::string hint = first <= last ? fmt::format("the part that is simulated is [{}, {}]",
                                                           first.iso(), last.iso())
                                             : "it can never be settled";
      add(path,
          fmt::format("{} to {} is not within the horizon, {} to {}", from.iso(), to.iso(),
                      scenario_.start.iso(), scenario_.end.iso()),
          hint);
    }
  }

  void periods() {
    for (const auto& [id, vehicle] : scenario_.vehicles) {
      if (vehicle.opens && vehicle.closes && *vehicle.opens >= *vehicle.closes)
        add("vehicles." + id + ".closes", fmt::format("{} is not after it opens, {}",
                                                      vehicle.closes->iso(), vehicle.opens->iso()));
    }
    for (const auto& [id, promotion] : scenario_.promotions) {
      if (promotion.from && promotion.until && *promotion.from >= *promotion.until)
        add("promotions." + id + ".until",
            fmt::format("{} is not after it begins, {}", promotion.until->iso(),
                        promotion.from->iso()));
    }
  }

  /// A requirement's level is drawn from its agency's mix, or its kind's: one has to have weight.
  void level_mixes() {
    const auto weight = [](const std::map<std::string, base::Share>& mix) {
      double total = 0.0;
      for (const auto& [level, share] : mix) total += share.value();
      return total;
    };
    for (const auto& [id, agency] : scenario_.agencies) {
      const std::string path = "agencies." + id;
      if (!agency.level_mix.empty()) {
        if (!(weight(agency.level_mix) > 0.0) && is_written(path + ".level_mix"))
          add(path + ".level_mix", "no level has a share above 0%");
        continue;
      }
      const auto kind = scenario_.kinds.find(agency.kind);
      if (kind == scenario_.kinds.end() || is_written(path + ".level_mix") ||
          is_written("kinds." + agency.kind + ".level_mix") || weight(kind->second.level_mix) > 0.0)
        continue;
      add_at_key(path, fmt::format("neither it nor its kind '{}' has a level_mix", agency.kind),
                 "say which share of requirements is at each level");
    }
    for (const auto& [id, kind] : scenario_.kinds) {
      const std::string path = "kinds." + id + ".level_mix";
      if (!kind.level_mix.empty() && !(weight(kind.level_mix) > 0.0))
        add(path, "no level has a share above 0%");
    }
  }

  /// A requirement's home provider is drawn from its agency's footprint, which has to have weight.
  void footprints() {
    for (const auto& [id, agency] : scenario_.agencies) {
      double total = 0.0;
      for (const auto& [provider, weight] : agency.footprint) total += weight;
      if (total > 0.0) continue;
      const std::string path = "agencies." + id;
      const std::string hint = "give at least one provider a weight above 0, such as {aws: 1}";
      if (agency.footprint.empty())
        add_at_key(path, "has no cloud footprint", hint);
      else
        add(path + ".footprint", "no provider has a weight above 0", hint);
    }
  }

  /// An agency's own awards count in full.
  void peers() {
    for (const auto& [id, agency] : scenario_.agencies) {
      if (agency.peers.contains(id))
        add("agencies." + id + ".peers." + id, "an agency is no peer of itself",
            "its own awards count in full; leave it out");
    }
  }

  /// What is known of a fiscal year is said once, and of one that the horizon touches.
  void fiscal_years() {
    const base::FiscalCalendar calendar{static_cast<unsigned>(scenario_.fiscal_year_start)};
    std::map<int, std::string> seen;
    for (const auto& [id, known] : scenario_.appropriations.enactments) {
      const std::string path = "appropriations.enactments." + id + ".fiscal_year";
      const auto [other, is_new] = seen.try_emplace(known.fiscal_year, id);
      if (!is_new)
        add(path, fmt::format("{} is already under '{}'", known.fiscal_year, other->second));
      if (!has_horizon_) continue;
      const int first = calendar.year_of(scenario_.start);
      const int last = calendar.year_of(scenario_.end);
      if (known.fiscal_year < first || known.fiscal_year > last)
        add(path, fmt::format("fiscal year {} is not within the horizon, {} to {}",
                              known.fiscal_year, first, last));
    }
  }

  /// What an agency needs, a population needs too; and its members' ids must be theirs alone.
  void populations() {
    for (const auto& [id, population] : scenario_.populations) {
      const std::string path = "populations." + id;
      const auto kind = scenario_.kinds.find(population.kind);
      double levels = 0.0;
      for (const auto& [level, share] : population.level_mix) levels += share.value();
      if (!population.level_mix.empty() && !(levels > 0.0)) {
        add(path + ".level_mix", "no level has a share above 0%");
      } else if (population.level_mix.empty() && kind != scenario_.kinds.end() &&
                 kind->second.level_mix.empty() &&
                 !is_written("kinds." + population.kind + ".level_mix")) {
        add_at_key(path,
                   fmt::format("neither it nor its kind '{}' has a level_mix", population.kind),
                   "say which share of requirements is at each level");
      }
      double clouds = 0.0;
      for (const auto& [provider, weight] : population.footprint) clouds += weight;
      const std::string hint = "give at least one provider a weight above 0, such as {aws: 1}";
      if (population.footprint.empty())
        add_at_key(path, "has no cloud footprint", hint);
      else if (!(clouds > 0.0))
        add(path + ".footprint", "no provider has a weight above 0", hint);
      for (auto agency = scenario_.agencies.lower_bound(id + "-");
           agency != scenario_.agencies.end() && agency->first.starts_with(id + "-"); ++agency) {
        if (is_generated_id(agency->first, id, population.count))
          add_at_key("agencies." + agency->first,
                     fmt::format("an agency of the population '{}' has this id", id),
                     "give it another id");
      }
    }
  }

  /// Generated agencies are the same in every future.
  void fixed_populations() {
    for (const auto& [path, distribution] : scenario_.uncertain) {
      if (path.starts_with("populations."))
        add(path, "is the same in every future and cannot be drawn for each",
            "give one number; sweeps may vary it");
    }
  }

  /// How a policy comes into force is said once, and in time; and it does something.
  void policies(const std::string& path, const spec::Policy& policy) {
    const bool has_stages = is_written(path + ".stages");
    if (has_stages && is_written(path + ".effective"))
      add_at_key(path + ".stages", "'effective' and 'stages' are both given",
                 "a policy has a date or comes about by stages");
    if (is_written(path + ".delay") && !is_written(path + ".effective"))
      add_at_key(path + ".delay", "has no date to follow", "effective: 2027-10-01");
    if (policy.effective) not_after_the_end(path + ".effective", *policy.effective);
    if (policy.stages.introduced)
      not_after_the_end(path + ".stages.introduced", *policy.stages.introduced);
    if (has_stages && policy.stages.introduced && policy.stages.passes.value() <= 0.0)
      add(path + ".stages.passes", "it never comes into force");
    if (!is_written(path + ".effects") && !is_written(path + ".variants"))
      add_at_key(path, "does nothing", "effects: [scale: {lock_in.strength: 0.5}]");
    double sum = 0.0;
    bool acts = is_written(path + ".effects");
    for (const auto& [id, variant] : policy.variants) {
      sum += variant.probability.value();
      acts = acts || is_written(path + ".variants." + id + ".effects");
    }
    if (!acts && is_written(path + ".variants"))
      add_at_key(path + ".variants", "no variant does anything", "give one of them effects");
    constexpr double kRounding = 1e-9;
    if (!policy.variants.empty() && std::abs(sum - 1.0) > kRounding)
      add(path + ".variants",
          fmt::format("probabilities sum to {}, not 100%",
                      base::quantity_text(std::round(sum * 1e9) / 1e9, base::Unit::share)),
          "a variant without effects may take the rest");
  }

  /// A policy may be older than the scenario: then it is in force from the first day.
  void not_after_the_end(const std::string& path, Date day) {
    if (!has_horizon_ || day <= scenario_.end) return;
    add(path,
        fmt::format("{} is outside the horizon, which ends on {}", day.iso(), scenario_.end.iso()));
  }

  static bool is_generated_id(const std::string& id, const std::string& population, int count) {
    const std::string digits = id.substr(population.size() + 1);
    if (digits.size() > 9 ||
        !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
      return false;
    const int position = digits.empty() ? 0 : std::stoi(digits);
    return position >= 1 && position <= count &&
           spec::generated_id(population, static_cast<std::size_t>(position)) == id;
  }

  void inside(const std::string& path, Date day) {
    if (!has_horizon_ || (day >= scenario_.start && day <= scenario_.end)) return;
    add(path, fmt::format("{} is outside the horizon, {} to {}", day.iso(), scenario_.start.iso(),
                          scenario_.end.iso()));
  }

  bool is_written(const std::string& path) const { return bound_.written.contains(path); }

  void add(const std::string& path, const std::string& message, std::string hint = {}) {
    const auto found = bound_.written.find(path);
    problems_.add(found == bound_.written.end() ? Place{0, 0, 0} : found->second.value, path,
                  message, std::move(hint));
  }
  void add_at_key(const std::string& path, const std::string& message, std::string hint = {}) {
    const auto found = bound_.written.find(path);
    problems_.add(found == bound_.written.end() ? Place{0, 0, 0} : found->second.key, path, message,
                  std::move(hint));
  }

  const spec::Scenario& scenario_;
  const Bound& bound_;
  Problems& problems_;
  bool has_horizon_ = false;
};

}  // namespace

void check_whole(const spec::Scenario& scenario, const Bound& bound, Problems& problems) {
  Checks(scenario, bound, problems).all();
}

}  // namespace acqsim::scenario
