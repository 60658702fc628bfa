#include "model/metrics/year_ends.hpp"

#include "model/metrics/catalog.hpp"
#include "support/two_clouds.hpp"

#include <acqsim/model/market.hpp>

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::model {
namespace {

double value_of(const Market& market, const Replication& one, const std::string& key) {
  for (std::size_t m = 0; m < market.measures().size(); ++m) {
    if (market.measures()[m].key() == key) return one.measures[m];
  }
  FAIL("there is no measure " << key);
  return 0.0;
}

TEST_CASE("the last fiscal year ends with what all ends with, and the first with less",
          "[model][metrics]") {
  const Market market(test::lively_two_clouds());
  const Replication one = market.replicate(1, 0);
  std::vector<double> costs;
  double paid = 0.0;
  for (std::size_t m = 0; m < market.measures().size(); ++m) {
    const MeasureColumn& column = market.measures()[m];
    if (column.measure == "annual_switching_cost") costs.push_back(one.measures[m]);
    if (column.measure == "annual_model_obligations") paid += one.measures[m];
  }
  REQUIRE(costs.size() > 1);
  CHECK(costs.back() == Approx(value_of(market, one, "switching_cost")));
  CHECK(costs.front() < costs.back());
  double all = 0.0;
  for (std::size_t m = 0; m < market.measures().size(); ++m) {
    const MeasureColumn& column = market.measures()[m];
    if (column.measure == "obligations" && column.labels.size() == 1 &&
        column.labels.contains("vendor"))
      all += one.measures[m];
  }
  CHECK(paid == Approx(all));
}

TEST_CASE("a question may ask for the cost of switching at the end of a year", "[model][metrics]") {
  spec::Scenario scenario = test::lively_two_clouds();
  const auto ask = [&scenario](const char* id, const char* is, const char* year) {
    spec::Outcome& outcome = scenario.outcomes[id];
    outcome.question = id;
    outcome.that.op = spec::Condition::Operator::measure;
    outcome.that.call = {"annual_switching_cost",
                         {{"is", std::string(is)}, {"fiscal_year", std::string(year)}}};
  };
  ask("some", "> 0", "FY2026");
  ask("none", "<= 0", "FY2026");
  ask("outside", "> 0", "FY1999");
  const Market market(scenario);
  const Replication one = market.replicate(1, 0);
  for (std::size_t q = 0; q < market.outcomes().size(); ++q) {
    const std::string& id = market.outcomes()[q].id;
    INFO(id);
    CHECK(one.outcomes[q] == (id == "some"   ? Answer::yes
                              : id == "none" ? Answer::no
                                             : Answer::no_data));
  }
}

TEST_CASE("a year outside the scenario has no end", "[model][metrics]") {
  test::Run run(test::two_clouds());
  const metrics::YearEnds ends(run.world());
  CHECK(std::isnan(ends.switching_cost(1999)));
  CHECK(std::isnan(ends.switching_cost(2099)));
  CHECK(ends.switching_cost(2026) == 0.0);  // as of now: nothing is in operation
}

}  // namespace
}  // namespace acqsim::model
