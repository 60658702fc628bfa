#include "support/test_catalogue.hpp"

#include <acqsim/base/units.hpp>
#include <acqsim/scenario/loader.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace acqsim;

const std::string kSupport = std::string(ACQSIM_SOURCE_DIR) + "/tests/support";

/// A text that extends the small world.
scenario::Loaded overlaid(const std::string& text,
                          const std::vector<scenario::Override>& overrides = {}) {
  return scenario::load_text("extends: small.yaml\n" + text, "test.yaml", test::small_catalogue(),
                             overrides, {.directory = kSupport});
}

std::string refusal(const std::string& text,
                    const std::vector<scenario::Override>& overrides = {}) {
  try {
    overlaid(text, overrides);
  } catch (const base::InputError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a file becomes a scenario with typed values in stored units", "[scenario]") {
  const auto loaded = scenario::load(kSupport + "/small.yaml", test::small_catalogue());
  const auto& world = loaded.scenario;
  CHECK(world.start == base::Date::from_civil(2026, 3, 18));
  CHECK(world.levels.at("high").covers == std::vector<std::string>{"moderate"});
  const auto& alpha = world.vendors.at("alpha");
  CHECK(alpha.price.value() == 400.0);
  CHECK(alpha.integration_cost.value() == 12e6);
  CHECK(alpha.reviews_partnerships == base::per_year(2.0));
  CHECK(alpha.partnerships.at("cloud-one").since == base::Date::from_civil(2024, 1, 1));
  CHECK(world.vendors.at("beta").offerings.contains("one-gov"));
  // A fifth of orders takes no time at all, so the first quintile is zero; the ninth decile of the
  // rest, 90 days, is reached at 0.2 + 0.8 x 0.9 = 0.92.
  const auto& lead_time = world.acquisition.methods.at("direct-order").lead_time;
  CHECK(lead_time.quantile(0.19) == 0.0);
  CHECK(lead_time.quantile(0.92) == Approx(90.0));
  CHECK(world.kinds.at("civilian").patience.median() == Approx(365.25));
  CHECK(loaded.files == std::vector<std::string>{kSupport + "/small.yaml"});
}

TEST_CASE("a plain number given as a distribution is its median, and noted as uncertain",
          "[scenario]") {
  const auto loaded = overlaid("name: a\n");
  CHECK(loaded.scenario.lock_in.strength == 1.0);  // the middle of 0.5 to 1.5
  REQUIRE(loaded.scenario.uncertain.size() == 1);
  CHECK(loaded.scenario.uncertain.at("lock_in.strength").quantile(0.25) == Approx(0.75));
  const auto fixed = overlaid("lock_in: {strength: 2}\n");
  CHECK(fixed.scenario.lock_in.strength == 2.0);
  CHECK(fixed.scenario.uncertain.empty());
}

TEST_CASE("an expected mean is read in the unit of the measure that is asked for", "[scenario]") {
  const auto loaded = overlaid(R"(
outcomes:
  much: {question: Q, that: {measure: obligations, is: "> $1M"}, expect: {mean: ">= $2.5M"}}
  minority: {expect: {mean: "< 40%"}}
)");
  const auto& outcomes = loaded.scenario.outcomes;
  CHECK(outcomes.at("much").expect.mean == ">= 2500000");
  CHECK(outcomes.at("minority").expect.mean == "< 0.4");
  CHECK_FALSE(outcomes.at("first-signature").expect.mean);
  CHECK(loaded.canonical.find("outcomes.first-signature.expect.mean") == std::string::npos);
}

TEST_CASE("an action is read with its arguments", "[scenario]") {
  const auto loaded = overlaid(R"(
timeline:
  cut: {after: lapse, delay: 30d, cut_price: {vendor: beta, price: $250}}
)");
  const auto& lapse = loaded.scenario.timeline.at("lapse");
  CHECK(lapse.action.name == "lapse_exclusivity");
  CHECK(std::get<std::string>(lapse.action.arguments.at("vendor")) == "alpha");
  CHECK(lapse.at == base::Date::from_civil(2026, 4, 27));
  const auto& cut = loaded.scenario.timeline.at("cut");
  CHECK(cut.after == "lapse");
  CHECK(cut.delay.median() == 30.0);
  CHECK(std::get<double>(cut.action.arguments.at("price")) == 250.0);
}

TEST_CASE("a question is read as a tree with normal comparisons and one clock", "[scenario]") {
  const auto loaded = overlaid(R"(
outcomes:
  both:
    question: Both
    that:
      all:
        - {event: partnership-signed, vendor: alpha, order: 2}
        - not: {measure: obligations, vendor: beta, is: ">=$5M"}
    before: {event: awarded}
)");
  using Operator = spec::Condition::Operator;
  const auto& both = loaded.scenario.outcomes.at("both");
  REQUIRE(both.that.op == Operator::all);
  REQUIRE(both.that.operands.size() == 2);
  CHECK(std::get<double>(both.that.operands[0].call.arguments.at("order")) == 2.0);
  REQUIRE(both.that.operands[1].op == Operator::negation);
  const auto& measure = both.that.operands[1].operands.at(0);
  CHECK(measure.op == Operator::measure);
  CHECK(std::get<std::string>(measure.call.arguments.at("is")) == ">= 5000000");
  REQUIRE(both.before.has_value());
  CHECK(both.before->call.name == "awarded");
  // The United States fiscal year 2028 begins on 1 October 2027.
  const auto& minority = loaded.scenario.outcomes.at("minority");
  CHECK(minority.over_from == base::Date::from_civil(2027, 10, 1));
  CHECK(minority.over_to == base::Date::from_civil(2028, 9, 30));
  CHECK(std::get<std::string>(minority.that.call.arguments.at("is")) == "< 0.5");
  CHECK(loaded.scenario.outcomes.at("first-signature").expect.probability == ">= 0.2");
}

TEST_CASE("a fiscal year follows the scenario's own calendar", "[scenario]") {
  // A year from July, given after the outcomes: keys have no order.
  const auto loaded = overlaid("fiscal_year_start: 7\n");
  CHECK(loaded.scenario.outcomes.at("minority").over_from == base::Date::from_civil(2027, 7, 1));
}

TEST_CASE("maps merge by key, lists are replaced and null removes", "[scenario]") {
  const auto loaded = overlaid(R"(
vendors:
  alpha: {price: $500, exclusivity: null}
  gamma: {price: $1}
vehicles:
  schedule: {sellers: [alpha]}
outcomes: {minority: null}
)");
  const auto& world = loaded.scenario;
  CHECK(world.vendors.size() == 3);
  CHECK(world.vendors.at("alpha").price.value() == 500.0);
  CHECK(world.vendors.at("alpha").reviews_partnerships == base::per_year(2.0));  // as it was
  CHECK(world.vendors.at("alpha").exclusivity.empty());
  CHECK(world.vehicles.at("schedule").sellers == std::vector<std::string>{"alpha"});
  CHECK_FALSE(world.outcomes.contains("minority"));
}

TEST_CASE("a question and a distribution are replaced whole, not mixed with the old",
          "[scenario]") {
  const auto loaded = overlaid(R"(
kinds: {civilian: {annual_value: {uniform: [$1M, $3M]}}}
outcomes: {minority: {that: {event: awarded}}}
)");
  CHECK(loaded.scenario.kinds.at("civilian").annual_value.median() == Approx(2e6));
  CHECK(loaded.scenario.outcomes.at("minority").that.call.name == "awarded");
}

TEST_CASE("each value knows where it was written and what it rests on", "[scenario]") {
  const auto loaded = overlaid(R"(vendors:
  alpha:
    basis: fact
    source: {title: Prices, href: "https://example.org", date: 2026-01-01}
    note: for all
    price: $500
    capability: {value: 95, basis: estimate, note: own}
)");
  const auto& price = loaded.origin.at("vendors.alpha.price");
  CHECK(price.file == "test.yaml");
  CHECK(price.line == 7);
  CHECK(price.column == 12);
  CHECK(price.basis == "fact");
  CHECK(price.source.title == "Prices");
  CHECK(price.note == "for all");
  const auto& capability = loaded.origin.at("vendors.alpha.capability");
  CHECK(capability.basis == "estimate");
  CHECK(capability.source.title == "");  // the estimate is not what that source says
  CHECK(capability.note == "own");
  // What the small world wrote is not credited to the source of the file above it.
  const auto& cost = loaded.origin.at("vendors.alpha.integration_cost");
  CHECK(cost.file == kSupport + "/small.yaml");
  CHECK(cost.basis == "assumption");
  CHECK(cost.source.title == "");
  CHECK(cost.range_low == "$4M");
  CHECK(cost.high == 30e6);
  CHECK(loaded.origin.at("vendors.alpha.reviews_partnerships").basis == "");
  CHECK(loaded.origin.count("vendors.alpha.model_margin") == 0);  // a default
}

TEST_CASE("an overlay may annotate a value without repeating it", "[scenario]") {
  const auto loaded = overlaid("vendors: {alpha: {price: {range: [$100, $900]}}}\n");
  CHECK(loaded.scenario.vendors.at("alpha").price.value() == 400.0);
  CHECK(loaded.origin.at("vendors.alpha.price").range_high == "$900");
}

TEST_CASE("columns count characters, not bytes", "[scenario]") {
  const std::string said = refusal("title: é\nvendors: {alpha: {name: déjà vu, price: cheap}}\n");
  // "vendors: {alpha: {name: " are 24 characters, "déjà vu" 7, ", price: " 9.
  CHECK(said.starts_with("test.yaml:3:41: error: vendors.alpha.price: "));
}

TEST_CASE("an override is typed like the file, counts last and may not touch nothing",
          "[scenario]") {
  const auto loaded = overlaid("", {{"vendors.alpha.price", "$1"},
                                    {"vendors.alpha.price", "$450"},
                                    {"vehicles.schedule.sellers", "[beta]"},
                                    {"choice.lock_in", "{uniform: [0, 2]}"},
                                    {"timeline.lapse.lapse_exclusivity.vendor", "beta"},
                                    {"outcomes.minority", "null"}});
  CHECK(loaded.scenario.vendors.at("alpha").price.value() == 450.0);
  CHECK(loaded.origin.at("vendors.alpha.price").file == "--set");
  CHECK(loaded.scenario.vehicles.at("schedule").sellers == std::vector<std::string>{"beta"});
  CHECK(loaded.scenario.uncertain.contains("choice.lock_in"));
  CHECK(std::get<std::string>(loaded.scenario.timeline.at("lapse").action.arguments.at("vendor")) ==
        "beta");
  CHECK_FALSE(loaded.scenario.outcomes.contains("minority"));
  CHECK(
      refusal("", {{"vendors.alpha.prise", "$1"}}) ==
      "--set: error: vendors.alpha.prise: there is no 'prise' in a vendor (did you mean 'price'?)");
  CHECK(refusal("", {{"vendors.gamma.price", "$1"}}).find("there is no 'gamma'") !=
        std::string::npos);
}

TEST_CASE("the argument of --set is split at its first '='", "[scenario]") {
  const auto one = scenario::parse_override("outcomes.a.expect.probability=>= 0.2");
  CHECK(one.path == "outcomes.a.expect.probability");
  CHECK(one.value == ">= 0.2");
  CHECK_THROWS_AS(scenario::parse_override("nothing"), base::InputError);
  CHECK_THROWS_AS(scenario::parse_override("=1"), base::InputError);
}

TEST_CASE("the canonical text is blind to layout, comments, split, citations and defaults",
          "[scenario]") {
  const auto plain = overlaid("vendors: {alpha: {price: $500, type: model}}\n");
  const auto other = overlaid(R"(
# The same, said otherwise; a vendor's type is `model` anyway.
vendors:
  alpha:
    price: {value: $0.5k, basis: estimate, note: hm}   # here
)");
  const auto set = overlaid("", {{"vendors.alpha.price", "$500"}});
  CHECK(plain.canonical == other.canonical);
  CHECK(plain.canonical == set.canonical);
  CHECK(plain.canonical.find("vendors.alpha.price = 500\n") != std::string::npos);
  CHECK(plain.canonical != overlaid("vendors: {alpha: {price: $501}}\n").canonical);
  CHECK(plain.canonical != overlaid("").canonical);
  // Lines are sorted by path.
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < plain.canonical.size();) {
    const std::size_t to = plain.canonical.find('\n', from);
    lines.push_back(plain.canonical.substr(from, plain.canonical.find(" = ", from) - from));
    from = to + 1;
  }
  CHECK(std::is_sorted(lines.begin(), lines.end()));
}

TEST_CASE("the canonical text tells questions and distributions apart", "[scenario]") {
  const std::string base_text = overlaid("").canonical;
  CHECK(overlaid("lock_in: {strength: 1}\n").canonical != base_text);  // only the median is equal
  CHECK(overlaid("outcomes: {minority: {over: FY2029}}\n").canonical != base_text);
  CHECK(overlaid(R"(outcomes: {minority: {that: {event: awarded}}})").canonical != base_text);
  CHECK(overlaid("timeline: {lapse: {lapse_exclusivity: {vendor: beta}}}\n").canonical !=
        base_text);
}

TEST_CASE("what sweeps vary is checked, listed and otherwise ignored", "[scenario]") {
  const auto loaded = overlaid(R"(
vary:
  lock_in.strength: {from: 0.0, to: 2.0, points: 9}
  vendors.alpha.integration_cost: [$5M, $10M]
  together: {agencies.health.requirement_rate: [10/y, 30/y]}
  design: lhs(200)
)");
  CHECK(loaded.vary_paths == std::vector<std::string>{"lock_in.strength",
                                                      "vendors.alpha.integration_cost",
                                                      "agencies.health.requirement_rate"});
  CHECK(loaded.canonical == overlaid("").canonical);
}

TEST_CASE("all errors come at once, sorted by place and without repeats", "[scenario]") {
  try {
    overlaid("vendors: {alpha: {price: 1, prise: 2}}\nagencies: {health: {kind: none}}\nx: 1\n");
    FAIL("nothing was refused");
  } catch (const base::InputError& error) {
    const auto& all = error.diagnostics();
    REQUIRE(all.size() == 4);
    CHECK(std::is_sorted(all.begin(), all.end()));
    CHECK(all[0].path == "vendors.alpha.price");
    CHECK(all[0].line == 2);
    CHECK(all[0].column == 26);
    CHECK(all[2].path == "agencies.health.kind");
    CHECK(all[3].line == 4);
  }
}

TEST_CASE("several files are overlaid in their order, and shared ones read once", "[scenario]") {
  const auto loaded =
      scenario::load_text("extends: [small.yaml, ./small.yaml]\nname: twice\n", "test.yaml",
                          test::small_catalogue(), {}, {.directory = kSupport});
  CHECK(loaded.files == std::vector<std::string>{"test.yaml", kSupport + "/small.yaml"});
  CHECK(loaded.scenario.name == "twice");
}

TEST_CASE("a frequency may be written as {rate: 2/y}", "[scenario]") {
  const auto loaded = overlaid("vendors: {beta: {reviews_partnerships: {rate: 4/y}}}\n");
  CHECK(loaded.scenario.vendors.at("beta").reviews_partnerships == base::per_year(4.0));
}
