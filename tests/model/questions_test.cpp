#include "model/questions.hpp"

#include "support/two_clouds.hpp"

#include <acqsim/base/check.hpp>

#include <catch2/catch.hpp>

namespace acqsim::model {
namespace {

using base::Date;
using spec::Condition;

TEST_CASE("comparisons are made in the measure's stored unit", "[model][questions]") {
  CHECK(compares(0.49, "< 0.5", "share"));
  CHECK(compares(0.49, "< 50%", "share"));
  CHECK_FALSE(compares(0.5, "< 50%", "share"));
  CHECK(compares(0.5, "<= 50%", "share"));
  CHECK(compares(2.0, ">= 2", "count"));
  CHECK_FALSE(compares(2.0, "> 2", "count"));
  CHECK(compares(2.0, "= 2", "count"));
  CHECK(compares(2.0, "==2", "count"));
  CHECK(compares(1.5e9, "> $1.2B", "$"));
  CHECK_FALSE(compares(1.5e9, ">$2B", "$"));
  CHECK(compares(100.0, "> 3mo", "d"));  // 91.3 days
  CHECK(compares(0.19, "> 0.18", "index"));
  CHECK(compares(-3.0, "< -2", "count"));
}

TEST_CASE("bounds that the loader has made plain numbers compare in the stored unit",
          "[model][questions]") {
  CHECK(compares(2e6, "> 1000000", "$"));
  CHECK_FALSE(compares(2e6, "> 3e6", "$"));
  CHECK(compares(61.0, ">= 60", "d"));
  CHECK(compares(0.001, "!= 0", "1/y"));
}

TEST_CASE("a rate is measured per year and its bound is stored per day", "[model][questions]") {
  // The defect: vendor_change_rate 0.1/y was held against "< 0.2/y" as 0.1 against 0.2 / 365.25.
  CHECK(compares(0.1, "< 0.2/y", "1/y"));
  CHECK_FALSE(compares(0.3, "< 0.2/y", "1/y"));
  CHECK(compares(0.3, "> 0.02/mo", "1/y"));   // 0.24/y
  CHECK(compares(0.25, "== 0.25/y", "1/y"));  // to the bit
  const double stored = 0.2 / 365.25;         // as the loader keeps it
  CHECK(compares(0.1, "< " + std::to_string(stored), "1/y"));
  CHECK_FALSE(compares(0.3, "< " + std::to_string(stored), "1/y"));
}

TEST_CASE("a comparison that compares nothing is a broken promise", "[model][questions]") {
  CHECK_THROWS_AS(compares(1.0, "<", "count"), base::CheckFailed);
  CHECK_THROWS_AS(compares(1.0, "< many", "count"), base::CheckFailed);
  CHECK_THROWS_AS(compares(1.0, "<> 2", "count"), base::CheckFailed);
  CHECK_THROWS_AS(compares(1.0, "2", "count"), base::CheckFailed);
}

Condition event(std::string name, std::map<std::string, spec::Leaf> arguments = {}) {
  Condition condition;
  condition.op = Condition::Operator::event;
  condition.call = {std::move(name), std::move(arguments)};
  return condition;
}

Condition measure(std::string name, std::string is,
                  std::map<std::string, spec::Leaf> arguments = {}) {
  Condition condition;
  condition.op = Condition::Operator::measure;
  arguments["is"] = std::move(is);
  condition.call = {std::move(name), std::move(arguments)};
  return condition;
}

Condition combine(Condition::Operator op, std::vector<Condition> operands) {
  Condition condition;
  condition.op = op;
  condition.operands = std::move(operands);
  return condition;
}

Condition all(std::vector<Condition> operands) {
  return combine(Condition::Operator::all, std::move(operands));
}
Condition any(std::vector<Condition> operands) {
  return combine(Condition::Operator::any, std::move(operands));
}
Condition negation(Condition operand) {
  return combine(Condition::Operator::negation, {std::move(operand)});
}

// The story on which questions look: quarters of the fiscal year end on days 90, 181, 273, 365, ...
constexpr double kAlphaSigns = 100.0;    // cloud two, its first
constexpr double kBetaSigns = 200.0;     // cloud one, its first
constexpr double kAlphaObliges = 300.0;  // $60 at cloud one
constexpr double kBetaObliges = 400.0;   // $40 at cloud two

Answer answer(const spec::Outcome& outcome) {
  test::Run run(test::two_clouds());
  const auto sign = [&run](const char* vendor, const char* provider) {
    return [&run, vendor, provider](World& world) {
      world.partnerships.sign(world, run.vendor(vendor), run.provider(provider), 1);
    };
  };
  const auto oblige = [&run](const char* vendor, const char* provider, double amount) {
    return [&run, vendor, provider, amount](World& world) {
      // An obligation belongs to a requirement.
      const RequirementId id = world.add_requirement(run.agency("health"), 1);
      world.emit(Obligated{id, run.agency("health"), run.vendor(vendor), run.provider(provider),
                           Money(amount), Money(amount), true});
    };
  };
  run.on_day(kAlphaSigns, sign("alpha", "two"));
  run.on_day(kBetaSigns, sign("beta", "one"));
  run.on_day(kAlphaObliges, oblige("alpha", "one", 60.0));
  run.on_day(kBetaObliges, oblige("beta", "two", 40.0));
  metrics::Tallies tallies(run.world());
  Question question(run.world(), tallies, outcome);
  question.install();
  run.run();
  return question.answer();
}

Date day(double number) {
  return Date(Date::from_civil(2026, 1, 1).days_since_epoch() + static_cast<int>(number));
}

spec::Outcome at_the_end(Condition that) {
  spec::Outcome outcome;
  outcome.that = std::move(that);
  return outcome;
}
spec::Outcome by(double number, Condition that) {
  spec::Outcome outcome = at_the_end(std::move(that));
  outcome.by = day(number);
  return outcome;
}
spec::Outcome at(double number, Condition that) {
  spec::Outcome outcome = at_the_end(std::move(that));
  outcome.at = day(number);
  return outcome;
}
spec::Outcome over(double from, double to, Condition that) {
  spec::Outcome outcome = at_the_end(std::move(that));
  outcome.over_from = day(from);
  outcome.over_to = day(to);
  return outcome;
}
spec::Outcome always(Condition that) {
  spec::Outcome outcome = at_the_end(std::move(that));
  outcome.always = true;
  return outcome;
}
spec::Outcome before(Condition rival, Condition that) {
  spec::Outcome outcome = at_the_end(std::move(that));
  outcome.before = std::move(rival);
  return outcome;
}

const std::map<std::string, spec::Leaf> kAlpha{{"vendor", std::string("alpha")}};
const std::map<std::string, spec::Leaf> kBeta{{"vendor", std::string("beta")}};
Condition signs(const std::map<std::string, spec::Leaf>& who = {}) {
  return event("partnership-signed", who);
}
Condition share_of_alpha(std::string is) {
  return measure("obligation_share", std::move(is), kAlpha);
}

TEST_CASE("an event is so from its first occurrence on", "[model][questions]") {
  CHECK(answer(at_the_end(signs())) == Answer::yes);
  CHECK(answer(at_the_end(event("partnership-lapsed"))) == Answer::no);
}

TEST_CASE("an event is narrowed by who took part and by order", "[model][questions]") {
  CHECK(answer(at_the_end(signs({{"vendor", std::string("alpha")},
                                 {"provider", std::string("two")},
                                 {"order", 1.0}}))) == Answer::yes);
  CHECK(answer(at_the_end(signs(
            {{"vendor", std::string("alpha")}, {"provider", std::string("one")}}))) == Answer::no);
  CHECK(answer(at_the_end(signs({{"order", 2.0}}))) == Answer::no);
  CHECK(answer(at_the_end(event("obligated", {{"agency", std::string("army")}}))) == Answer::no);
}

TEST_CASE("by: ever so up to the end of that day", "[model][questions]") {
  CHECK(answer(by(kAlphaSigns - 1, signs())) == Answer::no);
  CHECK(answer(by(kAlphaSigns, signs())) == Answer::yes);  // the day itself counts
  CHECK(answer(by(700, signs())) == Answer::yes);
  // A measure counts as ever so when it is so at the end of a quarter or of the day: Alpha has
  // everything at the end of day 365's quarter, and 60% in the end.
  CHECK(answer(by(700, share_of_alpha("> 90%"))) == Answer::yes);
  CHECK(answer(by(350, share_of_alpha("> 90%"))) == Answer::yes);
  CHECK(answer(by(700, share_of_alpha("< 50%"))) == Answer::no);
}

TEST_CASE("at: as things stand at the end of that day", "[model][questions]") {
  CHECK(answer(at(kAlphaSigns, signs(kAlpha))) == Answer::yes);
  CHECK(answer(at(kAlphaSigns - 1, signs(kAlpha))) == Answer::no);
  CHECK(answer(at(700, share_of_alpha("> 90%"))) == Answer::no);  // 60%
  CHECK(answer(at(700, share_of_alpha("= 60%"))) == Answer::yes);
  CHECK(answer(at(399, share_of_alpha("> 90%"))) == Answer::yes);
}

TEST_CASE("over: counted from the first day to the end of the last", "[model][questions]") {
  CHECK(answer(over(kBetaSigns, kBetaSigns, signs())) == Answer::yes);
  CHECK(answer(over(kBetaSigns + 1, 700, signs())) == Answer::no);
  CHECK(answer(over(350, 700, share_of_alpha("< 1%"))) == Answer::yes);  // Beta's alone
  CHECK(answer(over(0, 700, share_of_alpha("= 60%"))) == Answer::yes);
}

TEST_CASE("always: at the end of every quarter", "[model][questions]") {
  CHECK(answer(always(negation(event("partnership-lapsed")))) == Answer::yes);
  CHECK(answer(always(signs())) == Answer::no);  // not yet at the end of the first quarter
  CHECK(answer(always(measure("awards", "= 0"))) == Answer::yes);
}

TEST_CASE("before: as things stand just when the other event happens", "[model][questions]") {
  CHECK(answer(before(signs(kBeta), signs(kAlpha))) == Answer::yes);
  CHECK(answer(before(signs(kAlpha), signs(kBeta))) == Answer::no);
  // The event does not come before itself.
  CHECK(answer(before(signs(), signs())) == Answer::no);
  // If the other never happens, the end counts.
  CHECK(answer(before(event("partnership-lapsed"), signs())) == Answer::yes);
}

TEST_CASE("all, any and not combine answers", "[model][questions]") {
  const Condition yes = signs();
  const Condition no = event("partnership-lapsed");
  CHECK(answer(at_the_end(all({yes, yes}))) == Answer::yes);
  CHECK(answer(at_the_end(all({yes, no}))) == Answer::no);
  CHECK(answer(at_the_end(any({no, yes}))) == Answer::yes);
  CHECK(answer(at_the_end(any({no, no}))) == Answer::no);
  CHECK(answer(at_the_end(negation(no))) == Answer::yes);
  CHECK(answer(at_the_end(negation(any({no, all({yes, yes})})))) == Answer::no);
  // Each event keeps its own watch, wherever it stands in the tree.
  CHECK(answer(by(150, all({signs(kAlpha), negation(signs(kBeta))}))) == Answer::yes);
  CHECK(answer(at(700, all({signs(kAlpha), negation(signs(kBeta))}))) == Answer::no);
}

TEST_CASE("a measure without data answers no data", "[model][questions]") {
  const Condition nothing = share_of_alpha("> 1%");
  CHECK(answer(at(50, nothing)) == Answer::no_data);  // before any obligation
  CHECK(answer(over(500, 700, nothing)) == Answer::no_data);
  CHECK(answer(at(50, negation(nothing))) == Answer::no_data);
  CHECK(answer(at(350, nothing)) == Answer::yes);
}

TEST_CASE("no data wins over what leaves the matter open, not over what decides it",
          "[model][questions]") {
  const Condition no_data = measure("incumbent_win_share", "> 1%");
  const Condition yes = signs();
  const Condition no = event("partnership-lapsed");
  CHECK(answer(at_the_end(no_data)) == Answer::no_data);
  CHECK(answer(at_the_end(all({yes, no_data}))) == Answer::no_data);
  CHECK(answer(at_the_end(all({no_data, no}))) == Answer::no);
  CHECK(answer(at_the_end(any({no, no_data}))) == Answer::no_data);
  CHECK(answer(at_the_end(any({no_data, yes}))) == Answer::yes);
}

TEST_CASE("a question that lacked data at first is answered when data come", "[model][questions]") {
  // No obligation before day 300: the first quarters have no data, the later ones do.
  CHECK(answer(by(700, share_of_alpha("< 10%"))) == Answer::no);
  CHECK(answer(always(share_of_alpha(">= 60%"))) == Answer::yes);
  CHECK(answer(always(share_of_alpha("> 90%"))) == Answer::no);
}

TEST_CASE("questions disturb nothing", "[model][questions]") {
  test::Run plain(test::lively_two_clouds());
  plain.run();
  test::Run asked(test::lively_two_clouds());
  const spec::Outcome outcome = by(700, all({signs(kAlpha), share_of_alpha("> 10%")}));
  metrics::Tallies tallies(asked.world());
  Question question(asked.world(), tallies, outcome);
  question.install();
  asked.run();
  CHECK(asked.world().path_hash() == plain.world().path_hash());
  CHECK(asked.world().draws() == plain.world().draws());
}

}  // namespace
}  // namespace acqsim::model
