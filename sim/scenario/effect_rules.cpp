#include "scenario/effect_rules.hpp"

#include <acqsim/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>

namespace acqsim::scenario {
namespace {

using base::Kind;
using spec::Effect;
using spec::RuleKind;

std::vector<std::string> origins_of(const spec::Scenario& scenario) {
  std::set<std::string> known;
  for (const auto& [id, vendor] : scenario.vendors) {
    if (!vendor.origin.empty()) known.insert(vendor.origin);
  }
  return {known.begin(), known.end()};
}

/// Countries are no entities of their own: those that vendors come from can be named.
std::optional<std::vector<std::string>> read_origins(const Entry& rule, const std::string& path,
                                                     const RuleContext& context) {
  const auto known = origins_of(context.scenario);
  if (!rule.value->is_sequence() || rule.value->items.empty()) {
    context.problems.add(rule.value->place, path,
                         fmt::format("expected a list of countries, found {}", shown(rule.value)),
                         "for example [US]");
    return std::nullopt;
  }
  std::vector<std::string> names;
  bool is_right = true;
  for (const Node* item : rule.value->items) {
    if (item->is_scalar() && std::find(known.begin(), known.end(), item->text) != known.end()) {
      names.push_back(item->text);
      continue;
    }
    is_right = false;
    context.problems.add(
        item->place, path, fmt::format("no vendor comes from {}", shown(item)),
        known.empty() ? "vendors have a key 'origin'" : "known: " + base::join(known, ", "));
  }
  if (!is_right) return std::nullopt;
  return names;
}

/// Why a rule bars nobody, as far as the file can tell (empty: it may), and the values that it
/// hangs on.
struct Idle {
  std::string why;
  std::vector<std::string> because{};
};

Idle idle_because(const Effect& rule, const RuleContext& context) {
  const spec::Scenario& scenario = context.scenario;
  double least = std::numeric_limits<double>::infinity();
  double most = 0.0;
  for (const auto& [id, vendor] : scenario.vendors) {
    least = std::min(least, vendor.price.value());
    most = std::max(most, vendor.price.value());
  }
  if (scenario.price.enabled) {
    for (const auto& [id, promotion] : scenario.promotions) {
      least = std::min(least, promotion.price.value());
      most = std::max(most, promotion.price.value());
    }
  }
  const bool prices_fall = scenario.price.enabled && scenario.price.decline.value() > 0.0;
  const bool is_listed =
      std::all_of(scenario.vendors.begin(), scenario.vendors.end(), [&](const auto& one) {
        return std::find(rule.names.begin(), rule.names.end(), one.second.origin) !=
               rule.names.end();
      });
  switch (rule.rule) {
    case RuleKind::default_list:
      return scenario.choice.default_vendor == 0.0 &&
                     !scenario.uncertain.contains("choice.default_vendor")
                 ? Idle{"choice.default_vendor is 0", {"choice.default_vendor"}}
                 : Idle{};
    case RuleKind::vendor_share_at_most:
      return {rule.amount >= 1.0 ? "every share is at most 100%" : ""};
    case RuleKind::price_at_most:
      return {most <= rule.amount ? "no price is higher at the start" : "",
              {"vendors.*.price", "promotions.*.price", "price.enabled"}};
    case RuleKind::price_at_least:
      return {least >= rule.amount && !prices_fall ? "no price is lower" : "",
              {"vendors.*.price", "promotions.*.price", "price.enabled", "price.decline"}};
    case RuleKind::origins:
      return {is_listed ? "every vendor comes from there" : "", {"vendors.*.origin"}};
    case RuleKind::enclaves_at_least:
    case RuleKind::forbidden_origins:
    case RuleKind::forbidden_vendors:
      break;
  }
  return {};
}

/// Whether any value at the end of a path, or under it, was written over the file.
bool has_over(const Node* node, std::span<const std::string> path, const Layers& layers, int file) {
  if (!node->is_map()) return path.empty() && layers.lies_over(node->place.file, file);
  return std::any_of(node->entries.begin(), node->entries.end(), [&](const Entry& entry) {
    if (path.empty()) return has_over(entry.value, path, layers, file);
    const bool is_on_it = path.front() == "*" || path.front() == entry.key;
    return is_on_it && has_over(entry.value, path.subspan(1), layers, file);
  });
}

}  // namespace

bool is_written_over(const Node* root, const Layers& layers, std::span<const std::string> paths,
                     int file) {
  return std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
    return has_over(root, base::split(path, '.'), layers, file);
  });
}

bool acts_on_anybody(const spec::Scenario& scenario, const spec::Where& where) {
  if (where.is_everywhere()) return true;
  return std::any_of(
             scenario.agencies.begin(), scenario.agencies.end(),
             [&](const auto& one) { return where.holds_for(one.first, one.second.kind); }) ||
         std::any_of(scenario.populations.begin(), scenario.populations.end(),
                     [&](const auto& one) { return where.holds_for({}, one.second.kind); });
}

std::optional<Effect> read_rule(const std::string& verb, const Entry& rule,
                                const spec::Where& where, const std::string& path,
                                const RuleContext& context) {
  std::vector<std::string> names;
  const spec::PolicyRule* found = nullptr;
  for (const spec::PolicyRule& one : spec::policy_rules()) {
    if (one.verb != verb) continue;
    names.push_back(one.about.name);
    if (one.about.name == rule.key) found = &one;
  }
  if (found == nullptr) {
    const std::string near = did_you_mean(rule.key, names);
    context.problems.add(rule.place, path, fmt::format("nothing to {} is '{}'", verb, rule.key),
                         near.empty() ? "known: " + base::join(names, ", ") : near);
    return std::nullopt;
  }
  const std::string here = path + "." + rule.key;
  Effect effect{.operation = Effect::Operation::rule, .rule = found->kind, .where = where};
  if (found->about.refers_to == "origins") {
    auto origins = read_origins(rule, here, context);
    if (!origins) return std::nullopt;
    effect.names = std::move(*origins);
  } else {
    const auto value = context.values.value(found->about, rule.value, here);
    if (!value) return std::nullopt;
    if (value->uncertain) {
      context.problems.add(rule.value->place, here, "expected one number, found a distribution",
                           "variants have probabilities");
      return std::nullopt;
    }
    if (const auto* ids = std::get_if<std::vector<std::string>>(&value->leaf)) effect.names = *ids;
    if (const auto* number = std::get_if<double>(&value->leaf)) effect.amount = *number;
    if (found->about.kind == Kind::references && effect.names.empty()) {
      context.problems.add(rule.value->place, here, "changes nothing: an empty list");
      return std::nullopt;
    }
  }
  if (found->kind == RuleKind::default_list && !where.levels.empty()) {
    context.problems.add(rule.place, here, "a default is an agency's, at all levels",
                         "limit it by kinds or agencies");
    return std::nullopt;
  }
  if (const Idle idle = idle_because(effect, context); !idle.why.empty()) {
    const int file = rule.value->place.file;
    if (is_written_over(context.root, context.layers, idle.because, file)) return std::nullopt;
    context.problems.add(rule.value->place, here, "changes nothing: " + idle.why);
    return std::nullopt;
  }
  return effect;
}

}  // namespace acqsim::scenario
