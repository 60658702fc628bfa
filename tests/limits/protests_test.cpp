#include "limits/p_values.hpp"
#include "support/mini_world.hpp"

#include <acqsim/model/catalog.hpp>
#include <acqsim/scenario/loader.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <vector>

namespace acqsim::limits {
namespace {

/// Everything off but arrivals and protests, as a user would write it: each choice is protested
/// with probability 60%, and each protest brings relief with 50%.
constexpr const char* kProtestsOnly = R"(schema: 1
extends: small.yaml
kinds: {civilian: {needed_capability: 0}}
agencies: {health: {requirement_rate: 8000/y}}
acquisition: {enabled: false, methods: {direct-order: {protest: always}}}
authorization: {enabled: false}
operation: {enabled: false}
lock_in: {enabled: false}
references: {enabled: false}
pipeline: {enabled: false}
partnership_decisions: {enabled: false}
price: {enabled: false}
capability: {enabled: false}
protests:
  probability: 60%
  closeness: 1000000
  merits: 40%
  sustained: 50%
  effective: 50%
  reversal: 20%
  rounds: 1000
)";

TEST_CASE("protests alone make a geometric number of choices", "[limits][protests]") {
  const scenario::Catalogue catalogue{.actions = model::action_rows(),
                                      .events = model::event_rows(),
                                      .measures = model::measure_rows()};
  const scenario::LoadOptions from{.directory = ACQSIM_SOURCE_DIR "/tests/support"};
  const spec::Scenario scenario =
      scenario::load_text(kProtestsOnly, "protests-only.yaml", catalogue, {}, from).scenario;
  const model::Blueprint blueprint(scenario);
  model::RunningWorld running(blueprint, scenario, 2026, 0);
  test::Recorder recorder;
  running.world().listen(recorder);
  running.run();

  std::map<std::size_t, std::size_t> choices;  // by requirement, of those that were awarded
  std::map<std::size_t, std::size_t> open;
  double filed = 0.0;
  double effective = 0.0;
  double made = 0.0;
  for (const auto& [at, event] : recorder.all()) {
    if (std::holds_alternative<model::Protested>(event)) ++filed;
    if (const auto* decided = std::get_if<model::ProtestDecided>(&event)) {
      if (!decided->is_effective) continue;
      ++effective;
      ++open[decided->requirement.value()];
    }
    if (const auto* award = std::get_if<model::Awarded>(&event)) {
      choices[award->requirement.value()] = 1 + open[award->requirement.value()];
    }
  }
  const auto awards = static_cast<double>(choices.size());
  REQUIRE(awards > 25'000);

  // P(n choices) = (P e)^(n-1) (1 - P e) with P e = 0.3; seven and more together have expectation
  // 0.3^6 awards > 18.
  constexpr double kAgain = 0.6 * 0.5;
  constexpr std::size_t kCells = 7;
  std::vector<double> counts(kCells, 0.0);
  for (const auto& [requirement, n] : choices) {
    ++counts[std::min(n, kCells) - 1];
    made += static_cast<double>(n);
  }
  std::vector<double> expected;
  for (std::size_t n = 1; n < kCells; ++n) {
    expected.push_back(awards * std::pow(kAgain, static_cast<double>(n - 1)) * (1.0 - kAgain));
  }
  expected.push_back(awards * std::pow(kAgain, static_cast<double>(kCells - 1)));
  const double p = chi_squared_p(counts, expected);
  CAPTURE(awards, counts, expected);
  CHECK(p > 1e-4);  // wrong once in 10,000 seeds, and the seed is fixed

  // Mean 1/(1 - r), variance r/(1 - r)^2; shares of protests and of relief are binomial. Four
  // standard errors.
  CHECK(made / awards ==
        Approx(1.0 / (1.0 - kAgain)).margin(4.0 * std::sqrt(kAgain / awards) / (1.0 - kAgain)));
  CHECK(filed / made == Approx(0.6).margin(4.0 * std::sqrt(0.6 * 0.4 / made)));
  CHECK(effective / filed == Approx(0.5).margin(4.0 * std::sqrt(0.25 / filed)));
}

}  // namespace
}  // namespace acqsim::limits
