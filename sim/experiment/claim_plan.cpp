#include <acqsim/base/quantity_text.hpp>
#include <acqsim/base/text.hpp>
#include <acqsim/experiment/claims.hpp>
#include <acqsim/experiment/market_source.hpp>
#include <acqsim/spec/tables.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

/// The part of the claims that reads: files, paths, columns.
namespace acqsim::experiment {
namespace {

using spec::in_order;
using Overrides = std::vector<scenario::Override>;

Overrides overrides_of(const std::map<std::string, std::string>& set) {
  Overrides all;
  for (const auto& [path, value] : set) all.push_back({path, value});
  return all;
}

base::Unit unit_of(const std::string& symbol) {
  for (const auto unit : {base::Unit::share, base::Unit::days, base::Unit::money}) {
    if (base::symbol(unit) == symbol) return unit;
  }
  return base::Unit::none;
}

/// Measures of frequencies are in 1/y; a number per year is what a claim writes.
std::optional<Claim> wanted(std::string text, const std::string& unit) {
  if (unit == "1/y" && text.ends_with("/y")) text.resize(text.size() - 2);
  return parse_claim(text, unit_of(unit));
}

/// The value as a scenario would write it; of a distribution its median.
std::string value_text(spec::Scenario& scenario, const std::string& path) {
  const auto target = spec::find(scenario, path);
  const base::Parameter& about = target->field->about;
  const std::string text = base::quantity_text(spec::number_at(scenario, path), about.unit);
  return about.kind == base::Kind::distribution ? "median " + text : text;
}

class Planner {
 public:
  Planner(const scenario::LoadedClaims& loaded, const ScenarioReader& read)
      : loaded_(loaded), read_(read), problems_(loaded.problems) {}

  ClaimPlan plan() {
    for (const auto& [id, claim] : in_order(loaded_.claims.claims)) {
      for (const auto& [name, test] : in_order(claim->tests)) {
        const auto planned = test_of(id, name, *test, {});
        if (planned) plan_.tests.push_back(*planned);
      }
    }
    plan_.main_scenarios = plan_.scenarios.size();
    read_reference();
    for (const auto& [id, claim] : in_order(loaded_.claims.claims)) {
      for (const auto& [path, assumption] : in_order(claim->assumptions))
        assume(id, *claim, path, *assumption);
    }
    if (!problems_.empty()) {
      std::ranges::stable_sort(problems_, [](const auto& a, const auto& b) { return a < b; });
      throw base::InputError(std::move(problems_));
    }
    return std::move(plan_);
  }

 private:
  /// Once: a test is planned again for every end of its claim.
  void complain(const base::Diagnostic& problem) {
    const bool is_known = std::ranges::any_of(problems_, [&problem](const auto& known) {
      return base::to_string(known) == base::to_string(problem);
    });
    if (!is_known) problems_.push_back(problem);
  }
  void complain(const std::string& path, const std::string& message, std::string hint = {}) {
    complain(loaded_.problem(path, message, std::move(hint)));
  }

  std::string located(const std::string& file) const {
    const std::filesystem::path path(file);
    if (path.is_absolute() || loaded_.directory.empty()) return file;
    return (std::filesystem::path(loaded_.directory) / path).lexically_normal().string();
  }

  /// What is wrong with a scenario has its own place; what is wrong with its name or a value laid
  /// over it, that in the claims file.
  void complain_of(const base::InputError& error, const std::string& path) {
    for (const base::Diagnostic& one : error.diagnostics()) {
      if (one.line > 0) {
        complain(one);
      } else {
        complain(path,
                 one.file == "--set" ? one.message : fmt::format("'{}' {}", one.file, one.message),
                 one.hint);
      }
    }
  }

  /// The position of a scenario with these values, read once; nothing: it is wrong.
  std::optional<std::size_t> scenario_of(const std::string& file, const Overrides& overrides,
                                         const std::string& path) {
    const std::string where = located(file);
    std::string key = where;
    std::string name;
    for (const scenario::Override& one : overrides) {
      key += "\n" + one.path + "=" + one.value;
      name += fmt::format("{} {}={}", name.empty() ? " with" : ",", one.path, one.value);
    }
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    std::optional<std::size_t> place;
    try {
      scenario::Loaded read = read_(where, overrides);
      place = plan_.scenarios.size();
      const std::string whole = read.scenario.name + name;
      plan_.scenarios.push_back(
          {whole, read.canonical, std::make_unique<model::Market>(std::move(read.scenario))});
    } catch (const base::InputError& error) {
      complain_of(error, path);
    }
    known_[key] = place;
    return place;
  }

  std::optional<std::size_t> measure_column(const model::Market& market,
                                            const spec::ClaimTest& test, const std::string& path) {
    const model::MeasureColumn sought{test.measure, test.of, {}};
    std::vector<std::string> keys;
    std::string like;  // one of this measure's columns
    bool is_measure = false;
    for (std::size_t i = 0; i < market.measures().size(); ++i) {
      if (market.measures()[i].key() == sought.key()) return i;
      keys.push_back(market.measures()[i].key());
      if (market.measures()[i].measure == test.measure && !is_measure) like = keys.back();
      is_measure = is_measure || market.measures()[i].measure == test.measure;
    }
    std::vector<std::string> names;
    for (const auto& column : market.measures()) {
      if (std::ranges::find(names, column.measure) == names.end()) names.push_back(column.measure);
    }
    const auto near =
        base::nearest(is_measure ? sought.key() : test.measure, is_measure ? keys : names);
    complain(path + ".measure",
             fmt::format("{} has no measure '{}'", market.scenario().name, sought.key()),
             near         ? fmt::format("did you mean '{}'?", *near)
             : is_measure ? fmt::format("its columns are such as '{}'", like)
                          : "");
    return std::nullopt;
  }

  std::optional<std::size_t> question_column(const model::Market& market, const std::string& id,
                                             const std::string& path) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < market.outcomes().size(); ++i) {
      if (market.outcomes()[i].id == id) return i;
      ids.push_back(market.outcomes()[i].id);
    }
    const auto near = base::nearest(id, ids);
    complain(path + ".outcome", fmt::format("{} has no question '{}'", market.scenario().name, id),
             near ? fmt::format("did you mean '{}'?", *near) : "");
    return std::nullopt;
  }

  std::optional<std::size_t> column_of(std::size_t scenario, const spec::ClaimTest& test,
                                       const std::string& path) {
    const model::Market& market = *plan_.scenarios[scenario].market;
    if (!test.outcome.empty()) return question_column(market, test.outcome, path);
    return test.measure.empty() ? std::nullopt : measure_column(market, test, path);
  }

  /// With `end` laid over both scenarios. Nothing: something is wrong.
  std::optional<TestPlan> test_of(const std::string& claim, const std::string& name,
                                  const spec::ClaimTest& test, const Overrides& end) {
    const std::string path = fmt::format("claims.{}.tests.{}", claim, name);
    TestPlan planned;
    planned.claim = claim;
    planned.test = name;
    planned.is_question = !test.outcome.empty();
    if (test.scenario.empty()) return std::nullopt;  // told by the reader
    // The end first: what makes the scenario what it is stays.
    const auto with = [&end](const std::map<std::string, std::string>& set) {
      Overrides all = end;
      for (const scenario::Override& one : overrides_of(set)) all.push_back(one);
      return all;
    };
    const auto scenario = scenario_of(test.scenario, with(test.set), path + ".scenario");
    std::optional<std::size_t> against;
    if (!test.against.empty()) {
      against = scenario_of(test.against, with(test.against_set), path + ".against");
      if (!against) return std::nullopt;
      planned.against = against;
    }
    if (!scenario) return std::nullopt;
    planned.scenario = *scenario;
    if (against && *against == *scenario) {
      complain(path + ".against", "is the scenario itself, with the same values");
      return std::nullopt;
    }
    const auto column = column_of(*scenario, test, path);
    const auto other = against ? column_of(*against, test, path) : column;
    if (!column || !other) return std::nullopt;
    planned.column = *column;
    planned.against_column = *other;
    const model::Market& market = *plan_.scenarios[*scenario].market;
    if (planned.is_question && against) {
      const model::Market& second = *plan_.scenarios[*against].market;
      const Source a = market_source(market, 0);
      const Source b = market_source(second, 0);
      const Question& one = a.columns.questions[*column];
      const Question& two = b.columns.questions[*other];
      if (one.question != two.question || one.clock != two.clock) {
        complain(path + ".outcome",
                 fmt::format("'{}' is not the same question in {} and {}", test.outcome,
                             market.scenario().name, second.scenario().name));
        return std::nullopt;
      }
    }
    planned.unit = planned.is_question ? "share" : market.measures()[*column].unit;
    const auto bound = wanted(test.is, planned.unit);
    if (!bound) {
      if (!test.is.empty())
        complain(path + ".is",
                 fmt::format("expected <, <=, > or >= and {}, found '{}'",
                             planned.unit == "1/y" ? "a number per year such as 0.1/y"
                                                   : base::expected_form(unit_of(planned.unit)),
                             test.is));
      return std::nullopt;
    }
    planned.wanted = *bound;
    return planned;
  }

  void read_reference() {
    if (loaded_.claims.scenario.empty()) return;
    try {
      reference_ = read_(located(loaded_.claims.scenario), {});
    } catch (const base::InputError& error) {
      complain_of(error, "scenario");
    }
  }

  void assume(const std::string& id, const spec::ClaimEntry& claim, const std::string& path,
              const spec::ClaimAssumption& assumption) {
    if (!reference_) return;
    const std::string here = fmt::format("claims.{}.assumptions.{}", id, path);
    const auto target = spec::find(reference_->scenario, path);
    const bool is_number = target && (target->field->about.kind == base::Kind::number ||
                                      target->field->about.kind == base::Kind::distribution);
    if (!is_number) {
      std::vector<std::string> paths;
      for (const auto& [known, origin] : reference_->origin) paths.push_back(known);
      const auto near = base::nearest(path, paths);
      complain(here, fmt::format("{} has no number there", reference_->scenario.name),
               near ? fmt::format("did you mean '{}'?", *near) : "");
      return;
    }
    AssumptionFacts facts;
    facts.value = value_text(reference_->scenario, path);
    if (const auto origin = reference_->origin.find(path); origin != reference_->origin.end()) {
      facts.range_low = origin->second.range_low;
      facts.range_high = origin->second.range_high;
      facts.basis = origin->second.basis;
      facts.source = origin->second.source;
      facts.note = origin->second.note;
    }
    plan_.facts[path] = facts;
    if (!assumption.is_tried) return;
    const bool is_fixed = target->field->about.kind == base::Kind::number;
    for (const bool is_high : {false, true}) {
      const std::string& given = is_high ? assumption.high : assumption.low;
      const std::string& value = !given.empty() || !is_fixed ? given
                                 : is_high                   ? facts.range_high
                                                             : facts.range_low;
      if (value.empty()) {
        complain(here,
                 is_fixed ? "has no range to try"
                          : "is a distribution: its range is that of "
                            "its median",
                 fmt::format("write low: and high:, each {}",
                             base::expected_form(target->field->about.unit)));
        return;
      }
      EndPlan end{id, path, is_high, value, {}};
      for (const auto& [name, test] : in_order(claim.tests)) {
        const auto planned = test_of(id, name, *test, {{path, value}});
        if (planned) end.tests.push_back(*planned);
      }
      plan_.ends.push_back(std::move(end));
    }
  }

  const scenario::LoadedClaims& loaded_;
  const ScenarioReader& read_;
  std::vector<base::Diagnostic> problems_;
  std::map<std::string, std::optional<std::size_t>> known_;
  std::optional<scenario::Loaded> reference_;
  ClaimPlan plan_;
};

}  // namespace

ClaimPlan plan_claims(const scenario::LoadedClaims& loaded, const ScenarioReader& read) {
  return Planner(loaded, read).plan();
}

}  // namespace acqsim::experiment
