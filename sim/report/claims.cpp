#include "acqsim/report/claims.hpp"

#include "report/figures.hpp"

#include <acqsim/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <utility>

namespace acqsim::report {
namespace {

using base::markdown_cell;
using experiment::ClaimTestFinding;
using experiment::ClaimVerdict;
using experiment::EndPlan;
using experiment::TestPlan;
using spec::in_order;

std::string upper(std::string id) {
  for (char& c : id) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return id;
}

/// A difference of shares is in points, with its sign; everything else by its unit.
std::string amount(double value, const TestPlan& test) {
  if (std::isnan(value)) return "no data";
  if (!test.against) return figure(value, test.unit);
  if (test.unit == "share") return fmt::format("{:+.1f}", 100.0 * value);
  const std::string text = figure(value, test.unit);
  return value > 0.0 ? "+" + text : text;
}

std::string effect(const TestPlan& test, const ClaimTestFinding& found) {
  if (std::isnan(found.interval.low)) return "no data";
  return fmt::format("{} ({} to {}){}", amount(found.effect, test),
                     amount(found.interval.low, test), amount(found.interval.high, test),
                     test.against && test.unit == "share" ? " points" : "");
}

std::string bound(const TestPlan& test) {
  using Order = experiment::Claim::Order;
  const char* const order = test.wanted.order == Order::less            ? "<"
                            : test.wanted.order == Order::less_or_equal ? "<="
                            : test.wanted.order == Order::greater       ? ">"
                                                                        : ">=";
  return fmt::format("{} {}{}", order, amount(test.wanted.bound, test),
                     test.against && test.unit == "share" ? " points" : "");
}

std::string p_text(double p) {
  if (std::isnan(p)) return "–";
  return p < 0.0001 ? std::string("< 0.0001") : fmt::format("{:.2g}", p);
}

std::string counted(std::uint64_t n, const ClaimTestFinding& found) {
  return found.no_data == 0 ? fmt::format("{}", n)
                            : fmt::format("{} ({} without data)", n, found.no_data);
}

/// What is looked at, in words: "obligations (vendor openai)", "how often `openai-leads`".
std::string looked_at(const spec::ClaimTest& test) {
  if (!test.outcome.empty()) return fmt::format("how often `{}`", test.outcome);
  std::string labels;
  for (const auto& [key, value] : test.of)
    labels += fmt::format("{}{} {}", labels.empty() ? "" : ", ", key, value);
  return spaced(test.measure) + (labels.empty() ? "" : " (" + labels + ")");
}

class Renderer {
 public:
  explicit Renderer(const ClaimResults& results) : results_(results) {}

  std::string render() {
    preface();
    overview();
    for (const auto& [id, claim] : in_order(results_.loaded.claims.claims)) one(id, *claim);
    runs();
    return std::move(text_);
  }

 private:
  void line(const std::string& text = {}) { text_ += text + "\n"; }

  void preface() {
    const auto& run = results_.run;
    const auto& found = results_.findings;
    line("# " + results_.loaded.claims.title);
    line();
    line(
        fmt::format("Written by `acqsim claims` from runs: do not edit. Model version {}, seed {}, "
                    "{} replications of each scenario{}.",
                    results_.version, run.seed, found.pairs,
                    results_.plan.ends.empty()
                        ? std::string()
                        : fmt::format(", {} at each end of an assumption", found.pairs_at_ends)));
    line();
    line(fmt::format(
        "A test asks for an effect: what a measure, or the frequency of a question, has in one "
        "scenario less what it has in another on the same random numbers; or for a level in one "
        "scenario. The claims file says beforehand in which direction, and how much is the "
        "smallest "
        "that matters. With its {:g}% interval (Tango's for frequencies, Student's after Hall's "
        "transformation for measures; of levels Wilson's and Student's) the effect is *supported* "
        "wholly beyond that bound, *not supported* wholly short of it, and *undecided* across it, "
        "or where p, of the effect being the bound and after Holm's correction for all {} tests, "
        "is "
        "not below {:g}. A claim is supported if all its tests are, and not supported if one is "
        "not.",
        100.0 * run.confidence, results_.plan.tests.size(),
        std::round(1e6 * (1.0 - run.confidence)) / 1e6));
    line();
    line(
        "A verdict is on the model: what follows from the assumptions, not what the world will do. "
        "At the ends of an assumption's range each interval stands for itself, uncorrected.");
  }

  /// "all 6 tried ends", "4 of 6 tried ends".
  std::string stays(const std::string& id) const {
    std::size_t tried = 0;
    std::size_t same = 0;
    for (std::size_t i = 0; i < results_.plan.ends.size(); ++i) {
      if (results_.plan.ends[i].claim != id) continue;
      ++tried;
      if (end_verdict(i) == verdict_of(results_, id)) ++same;
    }
    if (tried == 0 || results_.findings.ends.empty()) return "–";
    return fmt::format("{} of {}", same, tried);
  }

  ClaimVerdict end_verdict(std::size_t end) const {
    std::vector<ClaimVerdict> verdicts;
    for (const ClaimTestFinding& one : results_.findings.ends.at(end))
      verdicts.push_back(one.verdict);
    return experiment::together(verdicts);
  }

  void overview() {
    line();
    line("| | claim | verdict | tests that hold | tried ends at which it stays |");
    line("| --- | --- | --- | --- | --- |");
    for (const auto& [id, claim] : in_order(results_.loaded.claims.claims)) {
      std::size_t tests = 0;
      std::size_t holding = 0;
      for (std::size_t i = 0; i < results_.plan.tests.size(); ++i) {
        if (results_.plan.tests[i].claim != id) continue;
        ++tests;
        if (results_.findings.tests[i].verdict == ClaimVerdict::supported) ++holding;
      }
      line(fmt::format("| {} | {} | **{}** | {} | {} |", upper(id), markdown_cell(claim->claim),
                       to_string(verdict_of(results_, id)),
                       tests == 0 ? "–" : fmt::format("{} of {}", holding, tests), stays(id)));
    }
  }

  void one(const std::string& id, const spec::ClaimEntry& claim) {
    line();
    line(fmt::format("## {}: {}", upper(id), to_string(verdict_of(results_, id))));
    line();
    line("> " + claim.claim);
    if (!claim.reading.empty()) {
      line();
      line(claim.reading);
    }
    if (!claim.untested.empty()) {
      line();
      line(claim.untested);
    }
    if (!claim.tests.empty()) tests(id, claim);
    if (!claim.assumptions.empty()) assumptions(id, claim);
  }

  void tests(const std::string& id, const spec::ClaimEntry& claim) {
    line();
    line(
        fmt::format("| test | scenario | against | effect ({:g}%) | wanted | corrected p | "
                    "futures | verdict |",
                    100.0 * results_.run.confidence));
    line("| --- | --- | --- | --- | --- | --- | --- | --- |");
    std::string reasons;
    for (std::size_t i = 0; i < results_.plan.tests.size(); ++i) {
      const TestPlan& plan = results_.plan.tests[i];
      if (plan.claim != id) continue;
      const spec::ClaimTest& test = claim.tests.at(plan.test);
      const ClaimTestFinding& found = results_.findings.tests[i];
      const auto side = [&](std::size_t scenario, double value) {
        return fmt::format("{}: {}", results_.plan.scenarios[scenario].name,
                           figure(value, plan.unit));
      };
      line(fmt::format("| `{}` {} ({}) | {} | {} | {} | {} | {} | {} | {} |", plan.test,
                       markdown_cell(test.asks), markdown_cell(looked_at(test)),
                       markdown_cell(side(plan.scenario, found.with)),
                       plan.against ? markdown_cell(side(*plan.against, found.without)) : "–",
                       effect(plan, found), bound(plan), p_text(found.p_corrected),
                       counted(found.n, found), to_string(found.verdict)));
      reasons += fmt::format("\n- `{}`, why {}: {}", plan.test, bound(plan), test.because);
    }
    line(reasons);
  }

  void assumptions(const std::string& id, const spec::ClaimEntry& claim) {
    line();
    line("It hangs on:");
    line();
    line("| assumption | value | range | basis | how | at the low end | at the high end |");
    line("| --- | --- | --- | --- | --- | --- | --- |");
    for (const auto& [path, assumption] : in_order(claim.assumptions)) {
      const experiment::AssumptionFacts& facts = results_.plan.facts.at(path);
      std::string basis = facts.basis.empty() ? "–" : facts.basis;
      if (!facts.source.title.empty()) basis += ": " + facts.source.title;
      if (!facts.source.date.empty()) basis += ", " + facts.source.date;
      if (!facts.note.empty()) basis += ". " + facts.note;
      line(fmt::format("| `{}` | {} | {} | {} | {} | {} | {} |", path, facts.value,
                       facts.range_low.empty()
                           ? "–"
                           : fmt::format("{} to {}", facts.range_low, facts.range_high),
                       markdown_cell(basis), markdown_cell(assumption->because),
                       at_end(id, path, false), at_end(id, path, true)));
    }
  }

  /// "stays", or what it turns to and the test that turns it.
  std::string at_end(const std::string& id, const std::string& path, bool is_high) const {
    for (std::size_t i = 0; i < results_.plan.ends.size(); ++i) {
      const EndPlan& end = results_.plan.ends[i];
      if (end.claim != id || end.assumption != path || end.is_high != is_high) continue;
      if (i >= results_.findings.ends.size()) return "not run";
      std::string effects;
      for (std::size_t t = 0; t < end.tests.size(); ++t) {
        effects += fmt::format("{}`{}` {}", t == 0 ? "" : ", ", end.tests[t].test,
                               effect(end.tests[t], results_.findings.ends[i][t]));
      }
      const ClaimVerdict verdict = end_verdict(i);
      const std::string word =
          verdict == verdict_of(results_, id) ? "stays" : fmt::format("**{}**", to_string(verdict));
      return fmt::format("{}: {}: {}", end.value, word, effects);
    }
    return "not tried";
  }

  void runs() {
    line();
    line("## What was run");
    line();
    line("| scenario | content (sha256) |");
    line("| --- | --- |");
    for (std::size_t i = 0; i < results_.plan.main_scenarios; ++i) {
      line(fmt::format("| {} | {} |", markdown_cell(results_.plan.scenarios[i].name),
                       i < results_.digests.size() ? results_.digests[i].substr(0, 16) : "–"));
    }
    const std::size_t ends = results_.plan.scenarios.size() - results_.plan.main_scenarios;
    if (ends > 0) {
      line();
      line(fmt::format("And {} more with an assumption at one of its ends.", ends));
    }
  }

  const ClaimResults& results_;
  std::string text_;
};

}  // namespace

ClaimVerdict verdict_of(const ClaimResults& results, const std::string& claim) {
  std::vector<ClaimVerdict> verdicts;
  for (std::size_t i = 0; i < results.plan.tests.size(); ++i) {
    if (results.plan.tests[i].claim == claim)
      verdicts.push_back(results.findings.tests.at(i).verdict);
  }
  return experiment::together(verdicts);
}

std::string render_claims_markdown(const ClaimResults& results) {
  return Renderer(results).render();
}

}  // namespace acqsim::report
