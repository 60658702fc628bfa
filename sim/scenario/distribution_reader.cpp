#include "scenario/distribution_reader.hpp"

#include "scenario/value_reader.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/base/quantity_text.hpp>
#include <acqsim/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace acqsim::scenario {
namespace {

using base::Unit;
using stats::Distribution;

std::vector<std::string> known_keys() {
  std::vector<std::string> keys;
  for (const auto& family : distribution_families()) keys.push_back(family.name);
  keys.insert(keys.end(), {"at_zero", "truncate"});
  return keys;
}

/// One in a million is never seen in a study of a few thousand replications.
constexpr double kNegligible = 1e-6;

/// Reads the parts of one distribution; stops being whole at the first problem of each part.
class Reader {
 public:
  Reader(const base::Parameter& about, const std::string& path, Problems& problems)
      : about_(about), path_(path), problems_(problems) {}

  std::optional<ReadDistribution> read(const Node* node) {
    const auto families = distribution_families();
    const DistributionFamily* family = nullptr;
    const Node* arguments = nullptr;
    for (const Entry& entry : node->entries) {
      const auto found =
          std::find_if(families.begin(), families.end(),
                       [&](const DistributionFamily& one) { return one.name == entry.key; });
      if (found != families.end()) {
        if (family != nullptr) {
          fail(entry.place, fmt::format("is both {} and {}", family->name, found->name),
               "a value has one distribution");
        }
        family = &*found;
        arguments = entry.value;
      } else if (entry.key != "at_zero" && entry.key != "truncate") {
        fail(entry.place, fmt::format("unknown key '{}' of a distribution", entry.key),
             did_you_mean(entry.key, known_keys()));
      }
    }
    if (!is_whole_) return std::nullopt;
    ACQSIM_CHECK(family != nullptr, "a map without a family was read as a distribution");
    auto made = body(*family, arguments);
    if (made) truncate(node, *made);
    if (made && is_whole_) zero_mass(node, *made);
    if (!made || !is_whole_) return std::nullopt;
    check_range(arguments, *made);
    if (!is_whole_) return std::nullopt;
    return made;
  }

 private:
  std::optional<ReadDistribution> body(const DistributionFamily& family, const Node* node) {
    if (family.name == "discrete") return discrete(node);
    if (family.name == "empirical") {
      const auto values = list(node, "empirical", 0, about_.unit);
      if (!is_whole_) return std::nullopt;
      return ReadDistribution{Distribution::empirical(values), canonical("empirical", values)};
    }
    const auto values = family.is_list
                            ? list(node, family.name, family.arguments.size(), about_.unit)
                            : named(node, family);
    if (!is_whole_) return std::nullopt;
    const double a = values[0];
    const double b = values.size() > 1 ? values[1] : 0.0;
    const double c = values.size() > 2 ? values[2] : 0.0;
    const auto made = [&](Distribution distribution) {
      return ReadDistribution{std::move(distribution), canonical(family.name, values)};
    };
    const auto wants = [&](bool holds, const char* condition) {
      if (!holds) fail(node->place, fmt::format("{} needs {}", family.name, condition));
      return holds;
    };
    if (family.name == "lognormal") {
      if (wants(0 < a && a < b, "0 < median < p90")) return made(Distribution::lognormal(a, b));
    } else if (family.name == "uniform") {
      if (wants(a < b, "low < high")) return made(Distribution::uniform(a, b));
    } else if (family.name == "triangular") {
      if (wants(a <= b && b <= c && a < c, "low <= mode <= high and low < high"))
        return made(Distribution::triangular(a, b, c));
    } else if (family.name == "pert") {
      if (wants(a <= b && b <= c && a < c, "low <= mode <= high and low < high"))
        return made(Distribution::pert(a, b, c));
    } else if (family.name == "exponential") {
      if (wants(a > 0, "mean > 0")) return made(Distribution::exponential(a));
    } else if (family.name == "gamma") {
      if (wants(a > 0 && b > 0, "mean > 0 and cv > 0")) return made(Distribution::gamma(a, b));
    } else if (family.name == "weibull") {
      if (wants(a > 0 && b > 0, "scale > 0 and shape > 0"))
        return made(Distribution::weibull(a, b));
    }
    return std::nullopt;
  }

  std::optional<ReadDistribution> discrete(const Node* node) {
    const Node* const values_node = member(node, "discrete", "values");
    const Node* const weights_node = member(node, "discrete", "weights");
    only(node, "discrete", {"values", "weights"});
    if (!is_whole_) return std::nullopt;
    const auto values = list(values_node, "values", 0, about_.unit);
    const auto weights = list(weights_node, "weights", 0, Unit::none);
    if (!is_whole_) return std::nullopt;
    double total = 0.0;
    bool is_negative = false;
    for (const double weight : weights) {
      total += weight;
      is_negative = is_negative || weight < 0.0;
    }
    if (values.size() != weights.size()) {
      fail(weights_node->place,
           fmt::format("discrete has {} values and {} weights", values.size(), weights.size()));
    } else if (is_negative || !(total > 0.0)) {
      fail(weights_node->place, "discrete needs weights that are not negative, and one above 0");
    }
    if (!is_whole_) return std::nullopt;
    std::vector<std::pair<double, double>> pairs;
    for (std::size_t i = 0; i < values.size(); ++i) pairs.emplace_back(values[i], weights[i]);
    return ReadDistribution{Distribution::discrete(std::move(pairs)),
                            canonical("discrete", values) + " weights " + canonical("", weights)};
  }

  void truncate(const Node* node, ReadDistribution& made) {
    const Entry* const entry = node->find("truncate");
    if (entry == nullptr) return;
    const auto bounds = list(entry->value, "truncate", 2, about_.unit);
    if (!is_whole_) return;
    if (!(bounds[0] < bounds[1])) {
      fail(entry->value->place, "truncate needs low < high");
      return;
    }
    try {
      made.distribution = made.distribution.truncated(bounds[0], bounds[1]);
    } catch (const base::CheckFailed&) {
      fail(entry->value->place, "truncate leaves nothing of the distribution");
    }
    made.canonical += " in " + canonical("", bounds);
  }

  void zero_mass(const Node* node, ReadDistribution& made) {
    const Entry* const entry = node->find("at_zero");
    if (entry == nullptr) return;
    const double mass = quantity(entry->value, Unit::share);
    if (!is_whole_) return;
    if (mass < 0.0 || mass > 1.0) {
      fail(entry->value->place, "at_zero is a probability, 0% to 100%");
      return;
    }
    made.distribution = made.distribution.with_zero_mass(mass);
    made.canonical += fmt::format(" zero {}", exact(mass));
  }

  void check_range(const Node* node, const ReadDistribution& made) {
    const double low = made.distribution.quantile(kNegligible);
    const double high = made.distribution.quantile(1.0 - kNegligible);
    if (about_.range.contains(low) && about_.range.contains(high)) return;
    fail(node->place,
         fmt::format("the distribution leaves the allowed range, {}",
                     range_text(about_.range, about_.unit)),
         "`truncate: [low, high]` keeps it inside");
  }

  std::vector<double> named(const Node* node, const DistributionFamily& family) {
    only(node, family.name, family.arguments);
    std::vector<double> values;
    for (const std::string& argument : family.arguments) {
      const Node* const value = member(node, family.name, argument);
      if (value == nullptr) continue;
      const bool is_plain = argument == "cv" || argument == "shape";
      values.push_back(quantity(value, is_plain ? Unit::none : about_.unit));
    }
    return values;
  }

  const Node* member(const Node* node, const std::string& family, const std::string& name) {
    const Entry* const entry = node->is_map() ? node->find(name) : nullptr;
    if (entry != nullptr) return entry->value;
    fail(node->place, fmt::format("{} needs '{}'", family, name), example(family));
    return nullptr;
  }

  void only(const Node* node, const std::string& family, const std::vector<std::string>& names) {
    for (const Entry& entry : node->entries) {
      if (std::find(names.begin(), names.end(), entry.key) == names.end())
        fail(entry.place, fmt::format("unknown key '{}' of {}", entry.key, family),
             did_you_mean(entry.key, names));
    }
  }

  /// `count` numbers, or any but none when it is zero.
  std::vector<double> list(const Node* node, const std::string& name, std::size_t count,
                           Unit unit) {
    if (!node->is_sequence() || node->items.empty() ||
        (count != 0 && node->items.size() != count)) {
      fail(node->place,
           count != 0 ? fmt::format("{} needs a list of {} numbers", name, count)
                      : fmt::format("{} needs a list of numbers", name),
           example(name));
      return {};
    }
    std::vector<double> values;
    for (const Node* item : node->items) values.push_back(quantity(item, unit));
    return values;
  }

  double quantity(const Node* node, Unit unit) {
    // A distribution over counts may have a mean that is not whole.
    if (unit == Unit::count) unit = Unit::none;
    const auto value =
        node->is_scalar() ? base::parse_quantity(node->text, unit) : std::optional<double>();
    if (!value)
      fail(node->place,
           fmt::format("expected {}, found {}", base::expected_form(unit), shown(node)));
    return value.value_or(0.0);
  }

  static std::string example(const std::string& name) {
    for (const auto& family : distribution_families()) {
      if (family.name != name || name == "discrete") continue;
      if (family.is_list)
        return fmt::format("{{{}: [{}]}}", name, base::join(family.arguments, ", "));
      return fmt::format("{{{}: {{{}: ...}}}}", name, base::join(family.arguments, ": ..., "));
    }
    return name == "discrete" ? "{discrete: {values: [...], weights: [...]}}" : "";
  }

  static std::string canonical(const std::string& name, const std::vector<double>& values) {
    std::string text = name + "(";
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) text += ", ";
      text += exact(values[i]);
    }
    return text + ")";
  }

  void fail(Place place, const std::string& message, std::string hint = {}) {
    problems_.add(place, path_, message, std::move(hint));
    is_whole_ = false;
  }

  const base::Parameter& about_;
  const std::string& path_;
  Problems& problems_;
  bool is_whole_ = true;
};

}  // namespace

std::span<const DistributionFamily> distribution_families() {
  static const std::array<DistributionFamily, 9> families{{
      {"lognormal", {"median", "p90"}},
      {"uniform", {"low", "high"}, true},
      {"triangular", {"low", "mode", "high"}, true},
      {"pert", {"low", "mode", "high"}, true},
      {"exponential", {"mean"}},
      {"gamma", {"mean", "cv"}},
      {"weibull", {"scale", "shape"}},
      {"discrete", {"values", "weights"}},
      {"empirical", {"value", "value", "..."}, true},
  }};
  return families;
}

bool is_distribution(const Node* node) {
  if (!node->is_map()) return false;
  const auto families = distribution_families();
  return std::any_of(families.begin(), families.end(), [&](const DistributionFamily& family) {
    return node->find(family.name) != nullptr;
  });
}

std::optional<ReadDistribution> read_distribution(const base::Parameter& about, const Node* node,
                                                  const std::string& path, Problems& problems) {
  return Reader(about, path, problems).read(node);
}

}  // namespace acqsim::scenario
