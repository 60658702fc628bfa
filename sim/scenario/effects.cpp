#include "scenario/effects.hpp"

#include "scenario/effect_rules.hpp"
#include "scenario/paths.hpp"

#include <acqsim/base/quantity_text.hpp>
#include <acqsim/base/text.hpp>
#include <acqsim/spec/tables.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace acqsim::scenario {
namespace {

using base::Kind;
using base::Reading;
using spec::Effect;
using spec::Where;
using Operation = Effect::Operation;

const std::vector<std::string> kVerbs{"set", "scale", "add", "require", "forbid", "reroute"};

Operation operation_of(const std::string& verb) {
  return verb == "set"       ? Operation::set
         : verb == "scale"   ? Operation::scale
         : verb == "add"     ? Operation::add
         : verb == "reroute" ? Operation::reroute
                             : Operation::rule;
}

double applied(Operation operation, double before, double amount) {
  if (operation == Operation::scale) return before * amount;
  return operation == Operation::add ? before + amount : amount;
}

/// The mechanisms of which each has to be enabled for a value to act: its section, or those that
/// read an entity's value.
std::vector<std::string> mechanisms_of(const std::string& path) {
  static constexpr std::array kReaders{std::pair{".requirement_rate", "arrivals"},
                                       std::pair{".budget", "funding"},
                                       std::pair{".contracting_officers", "acquisition"},
                                       std::pair{".authorizing_officials", "authorization"},
                                       std::pair{".engineers", "pipeline"},
                                       std::pair{".reviews_partnerships", "partnership_decisions"},
                                       std::pair{".integration_cost", "partnership_decisions"},
                                       std::pair{".model_margin", "partnership_decisions"},
                                       std::pair{".hosting_margin", "partnership_decisions"},
                                       std::pair{".commercial_growth", "character"},
                                       std::pair{".ceiling", "operation"},
                                       std::pair{".ceiling", "vehicle_terms"},
                                       std::pair{".lapse_rate", "exclusivity"}};
  const std::string section = path.substr(0, path.find('.'));
  const bool is_entity = section == "agencies" || section == "vendors" || section == "providers" ||
                         section == "kinds" || section == "vehicles";
  if (path.starts_with("partnership_decisions.exclusivity_")) return {section, "exclusivity"};
  if (section == "phase_out") return {section, "suspensions"};
  if (section == "promotions") return {"price"};
  if (!is_entity) return {section};
  std::vector<std::string> readers;
  for (const auto& [end, mechanism] : kReaders) {
    if (path.ends_with(end)) readers.emplace_back(mechanism);
  }
  if (path.find(".similarity.") != std::string::npos || path.find(".peers.") != std::string::npos)
    readers.emplace_back("references");
  if (path.find(".compute_support.") != std::string::npos)
    readers.emplace_back("partnership_decisions");
  return readers;
}

std::string canonical(const Where& where) {
  std::string text;
  for (const auto& [name, ids] : {std::pair{"kinds", &where.kinds},
                                  {"agencies", &where.agencies},
                                  {"levels", &where.levels}}) {
    if (!ids->empty()) text += fmt::format(" {} [{}]", name, base::join(*ids, ", "));
  }
  return text;
}

class EffectReader {
 public:
  EffectReader(const EffectContext& context, std::vector<Effect>& out)
      : root_(context.root),
        layers_(context.layers),
        scenario_(context.scenario),
        values_(context.values),
        problems_(context.problems),
        origin_(context.origin),
        out_(out) {}

  void read(const Node* list, const std::string& path) {
    if (!list->is_sequence() || list->items.empty()) {
      problems_.add(list->place, path,
                    fmt::format("expected a list of effects, found {}",
                                list->is_sequence() ? "an empty list" : shown(list)),
                    "- scale: {lock_in.strength: 0.5}");
      return;
    }
    list_ = list;
    for (const Node* item : list->items) {
      ++ordinal_;
      one(item, path);
    }
  }

  std::string canonical_text;

 private:
  void one(const Node* item, const std::string& path) {
    if (!item->is_map()) {
      problems_.add(item->place, path, fmt::format("expected an effect, found {}", shown(item)),
                    "- scale: {lock_in.strength: 0.5}");
      return;
    }
    values_.check_citation(item, path);
    const Entry* act = nullptr;
    const Entry* limit = nullptr;
    for (const Entry& entry : item->entries) {
      if (is_citation_key(entry.key)) continue;
      if (entry.key == "where") {
        limit = &entry;
      } else if (std::find(kVerbs.begin(), kVerbs.end(), entry.key) == kVerbs.end()) {
        const std::string near = did_you_mean(entry.key, kVerbs);
        problems_.add(entry.place, path, fmt::format("unknown effect '{}'", entry.key),
                      near.empty() ? "known: " + base::join(kVerbs, ", ") : near);
        return;
      } else if (act != nullptr) {
        problems_.add(entry.place, path, fmt::format("has both '{}' and '{}'", act->key, entry.key),
                      "write an item for each");
        return;
      } else {
        act = &entry;
      }
    }
    if (act == nullptr) {
      problems_.add(item->place, path, "does nothing", "one of " + base::join(kVerbs, ", "));
      return;
    }
    const std::string here = path + "." + act->key;
    if (!act->value->is_map() || act->value->entries.empty()) {
      problems_.add(act->value->place, here,
                    fmt::format("expected a map, found {}", shown(act->value)));
      return;
    }
    const auto where = limit == nullptr ? Where{} : read_where(*limit, path + ".where");
    if (!where) return;
    for (const Entry& part : act->value->entries) {
      if (is_citation_key(part.key)) continue;
      if (operation_of(act->key) == Operation::reroute) {
        reroute(part, limit, here);
      } else if (operation_of(act->key) == Operation::rule) {
        rule(act->key, part, *where, here);
      } else {
        change(act->key, part, *where, limit, here);
      }
    }
  }

  std::optional<Where> read_where(const Entry& limit, const std::string& path) {
    Where where;
    const std::array lists{std::pair{"kinds", &where.kinds}, std::pair{"agencies", &where.agencies},
                           std::pair{"levels", &where.levels}};
    if (!limit.value->is_map() || limit.value->entries.empty()) {
      problems_.add(limit.value->place, path,
                    fmt::format("expected a part of the market, found {}", shown(limit.value)),
                    "where: {kinds: [defense]}");
      return std::nullopt;
    }
    for (const Entry& entry : limit.value->entries) {
      const auto found = std::find_if(lists.begin(), lists.end(),
                                      [&](const auto& one) { return one.first == entry.key; });
      if (found == lists.end()) {
        const std::vector<std::string> names{"kinds", "agencies", "levels"};
        const std::string near = did_you_mean(entry.key, names);
        problems_.add(entry.place, path, fmt::format("unknown key '{}'", entry.key),
                      near.empty() ? "known: " + base::join(names, ", ") : near);
        return std::nullopt;
      }
      const base::Parameter about{.name = entry.key,
                                  .kind = Kind::references,
                                  .unit = base::Unit::text,
                                  .source = "acqsim-model",
                                  .refers_to = entry.key};
      const auto value = values_.value(about, entry.value, path + "." + entry.key);
      if (!value) return std::nullopt;
      *found->second = std::get<std::vector<std::string>>(value->leaf);
      if (found->second->empty()) {
        problems_.add(entry.value->place, path + "." + entry.key, "an empty list limits nothing",
                      "leave it out");
        return std::nullopt;
      }
    }
    if (!acts_on_anybody(scenario_, where)) {
      idle(limit.value->place, path, "no agency is of these kinds",
           {"agencies.*.kind", "populations.*.kind"});
      return std::nullopt;
    }
    return where;
  }

  /// A rule's figures are the policy's own words, not claims about the world: they need no basis.
  void rule(const std::string& verb, const Entry& part, const Where& where,
            const std::string& path) {
    auto effect =
        read_rule(verb, part, where, path, {root_, layers_, scenario_, values_, problems_});
    if (!effect) return;
    canonical_text += fmt::format(
        "{} {} {}{}{}; ", verb, part.key, exact(effect->amount),
        effect->names.empty() ? std::string() : " [" + base::join(effect->names, ", ") + "]",
        canonical(where));
    out_.push_back(std::move(*effect));
  }

  /// {FROM: TO}, both ids of paths of authorisation.
  void reroute(const Entry& part, const Entry* limit, const std::string& list_path) {
    const std::string path = list_path + "." + part.key;
    if (limit != nullptr) {
      problems_.add(limit->place, path, "a path is the same for all agencies: it takes no 'where'");
      return;
    }
    const auto& known = scenario_.pipeline.paths;
    if (!known.contains(part.key)) {
      std::vector<std::string> names;
      for (const auto& [id, one] : known) names.push_back(id);
      const std::string near = did_you_mean(part.key, names);
      problems_.add(part.place, path, fmt::format("unknown path '{}'", part.key),
                    near.empty() ? "known: " + base::join(names, ", ") : near);
      return;
    }
    const base::Parameter about{.name = part.key,
                                .kind = Kind::reference,
                                .unit = base::Unit::text,
                                .source = "acqsim-model",
                                .refers_to = "paths"};
    const auto value = values_.value(about, part.value, path);
    if (!value) return;
    const auto& to = std::get<std::string>(value->leaf);
    const bool is_named =
        std::any_of(scenario_.providers.begin(), scenario_.providers.end(), [&](const auto& one) {
          return std::any_of(one.second.enclaves.begin(), one.second.enclaves.end(),
                             [&](const auto& enclave) { return enclave.second.path == part.key; });
        });
    const bool is_idle = to == part.key && !is_named_elsewhere(part.key);
    if (is_idle || !is_named || !scenario_.pipeline.enabled) {
      if (is_idle) {
        idle(part.value->place, path, "it leads to itself", {});
      } else if (is_named) {
        idle(part.value->place, path, "pipeline is not enabled", {"pipeline.enabled"});
      } else {
        idle(part.value->place, path, "no enclave names this path",
             {"providers.*.enclaves.*.path"});
      }
      return;
    }
    canonical_text += fmt::format("reroute {} {}; ", part.key, to);
    out_.push_back({.operation = Operation::reroute, .names = {part.key, to}});
  }

  void change(const std::string& verb, const Entry& part, const Where& where, const Entry* limit,
              const std::string& list_path) {
    const std::string path = list_path + "." + part.key;
    const PathEnd end = follow(root_, base::split(part.key, '.'), false);
    if (!end.problem.empty()) {
      problems_.add(part.place, path, end.problem, end.hint);
      return;
    }
    const Operation operation = operation_of(verb);
    const bool is_distribution = end.field->about.kind == Kind::distribution;
    if (!end.is_value || (!is_distribution && end.field->about.kind != Kind::number)) {
      problems_.add(part.place, path, "is not a number", "policies change numbers");
      return;
    }
    const base::Parameter& about = end.field->about;
    if (about.reading == Reading::at_start) {
      problems_.add(part.place, path,
                    "is read at the start only: a policy cannot change it on a date",
                    "it holds from the start with --set, or in a scenario that extends this one");
      return;
    }
    if (!where.is_everywhere() && about.reading != Reading::by_agency) {
      problems_.add(
          limit->place, path, "is one value for the whole market: it takes no 'where'",
          "values of access, arrivals, choice, lock_in, operation, protests and others may "
          "differ by agency");
      return;
    }
    if (!where.levels.empty()) {
      problems_.add(limit->place, path, "may differ by agency, not by level",
                    "levels limit what is required or forbidden");
      return;
    }
    if (is_switched_off(part, path)) return;
    if (is_distribution && operation == Operation::add) {
      problems_.add(part.place, path, "is a distribution: nothing can be added to it",
                    "scale it, or set it to a number");
      return;
    }
    const auto amount = read_amount(operation, about, part, path);
    if (!amount) return;

    const std::string key = part.key + canonical(where);
    const bool has_no_value = !has_value(part.key) && !values_so_far_.contains(key);
    if (has_no_value && operation != Operation::set) {
      problems_.add(part.place, path,
                    fmt::format("has no value that could be changed: {}", about.default_text),
                    "set it");
      return;
    }
    const bool was_changed = values_so_far_.contains(key);
    const double before =
        was_changed ? values_so_far_.at(key) : spec::number_at(scenario_, part.key);
    double after = applied(operation, before, *amount);
    if (about.unit == base::Unit::count && !is_distribution) after = std::round(after);
    // A number that is drawn anew in every future is changed by any amount.
    const bool is_sure = !was_changed && !has_no_value && !is_distribution &&
                         !scenario_.uncertain.contains(part.key) && !is_named_elsewhere(part.key);
    const bool is_neutral = operation == Operation::scale
                                ? *amount == 1.0
                                : operation == Operation::add && *amount == 0.0;
    const bool is_idle = is_neutral || (after == before && is_sure);
    if (is_idle) {
      const std::vector<std::string> because{part.key};
      idle(part.value->place, path, fmt::format("{} stays as it is", part.key),
           is_neutral ? std::vector<std::string>{} : because);
      return;
    }
    if (!about.range.contains(after)) {
      problems_.add(
          part.value->place, path,
          fmt::format("leads to {}, which is out of range: {} allowed",
                      base::quantity_text(after, about.unit), range_text(about.range, about.unit)));
      return;
    }
    if (!leaves_weight(part.key, after)) {
      problems_.add(part.value->place, path, "leaves nothing with a weight above 0");
      return;
    }
    values_so_far_[key] = after;
    out_.push_back({.operation = operation,
                    .path = part.key,
                    .amount = *amount,
                    .range = about.range,
                    .where = where});
    canonical_text += fmt::format("{} {} {}{}; ", verb, part.key, exact(*amount), canonical(where));
  }

  std::optional<double> read_amount(Operation operation, base::Parameter about, const Entry& part,
                                    const std::string& path) {
    about.kind = Kind::number;
    if (operation != Operation::set) about.range = {};
    if (operation == Operation::scale) {
      about.unit = base::Unit::none;
      about.range.low = 0.0;
    }
    Provenance origin;
    const auto value = values_.annotated(about, part.value, path, origin);
    if (!value) return std::nullopt;
    if (value->uncertain) {
      problems_.add(part.value->place, path, "expected one number, found a distribution",
                    "variants have probabilities");
      return std::nullopt;
    }
    // With the ordinal, as the same value may be changed twice.
    const std::size_t list = path.find(".effects.") + std::string(".effects.").size();
    origin_[path.substr(0, list) + fmt::format("{}.", ordinal_) + path.substr(list)] =
        std::move(origin);
    return std::get<double>(value->leaf);
  }

  /// An optional value that the scenario does not give has none.
  bool has_value(const std::string& key) {
    const auto target = spec::find(scenario_, key);
    return !target->key.empty() || target->field->get(target->owner).has_value();
  }

  /// A requirement's level and home are drawn by weights, of which one has to be above zero.
  bool leaves_weight(const std::string& key, double after) {
    const std::size_t last = key.rfind('.');
    const std::string map = key.substr(0, last);
    if (after > 0.0 || !(map.ends_with(".footprint") || map.ends_with(".level_mix"))) return true;
    const auto target = spec::find(scenario_, key);
    for (const auto& [other, value] : target->field->entries(target->owner)) {
      if (other == target->key) continue;
      const auto changed = values_so_far_.find(map + "." + other);
      const double weight =
          changed != values_so_far_.end() ? changed->second : std::get<double>(value);
      if (weight > 0.0) return true;
    }
    return false;
  }

  bool is_switched_off(const Entry& part, const std::string& path) {
    for (const std::string& section : mechanisms_of(part.key)) {
      const auto target = spec::find(scenario_, section + ".enabled");
      if (!target) continue;
      const auto flag = target->field->get(target->owner);
      if (!flag || std::get<bool>(*flag)) continue;
      idle(part.place, path, fmt::format("{} is not enabled", section), {section + ".enabled"});
      return true;
    }
    return false;
  }

  /// An effect is left out; a mistake, unless a value at one of these paths (see is_written_over)
  /// was written over the policy.
  void idle(Place place, const std::string& path, const std::string& why,
            const std::vector<std::string>& because) {
    if (is_written_over(root_, layers_, because, place.file)) return;
    problems_.add(place, path, "changes nothing: " + why);
  }

  /// Whether an effect of another policy has this key: on its date, the value may be another one.
  bool is_named_elsewhere(const std::string& key) const {
    const Entry* const policies = root_->find("policies");
    if (policies == nullptr || !policies->value->is_map()) return false;
    const auto names_it = [&key](const Node* item) {
      return std::any_of(item->entries.begin(), item->entries.end(),
                         [&key](const Entry& act) { return act.value->find(key) != nullptr; });
    };
    return std::any_of(
        policies->value->entries.begin(), policies->value->entries.end(), [&](const Entry& policy) {
          const Entry* const effects = policy.value->find("effects");
          return effects != nullptr && effects->value != list_ &&
                 std::any_of(effects->value->items.begin(), effects->value->items.end(), names_it);
        });
  }

  const Node* root_;
  const Layers& layers_;
  const Node* list_ = nullptr;
  spec::Scenario& scenario_;
  const ValueReader& values_;
  Problems& problems_;
  std::map<std::string, Provenance>& origin_;
  std::vector<Effect>& out_;
  int ordinal_ = 0;
  std::map<std::string, double> values_so_far_;
};

}  // namespace

std::string read_effects(const Node* list, const std::string& path, const EffectContext& context,
                         std::vector<Effect>& out) {
  EffectReader reader(context, out);
  reader.read(list, path);
  return reader.canonical_text;
}

}  // namespace acqsim::scenario
