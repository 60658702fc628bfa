#include "model/population.hpp"

#include "support/two_clouds.hpp"

#include <acqsim/model/market.hpp>

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::model {
namespace {

using stats::Distribution;

TEST_CASE("a Poisson quantile is the least number whose probability reaches u",
          "[model][population]") {
  // Mean 2: P(N <= n) = 0.1353, 0.4060, 0.6767, 0.8571, 0.9473, ...
  CHECK(population::poisson_quantile(0.13, 2.0) == 0);
  CHECK(population::poisson_quantile(0.14, 2.0) == 1);
  CHECK(population::poisson_quantile(0.40, 2.0) == 1);
  CHECK(population::poisson_quantile(0.41, 2.0) == 2);
  CHECK(population::poisson_quantile(0.95, 2.0) == 5);
  CHECK(population::poisson_quantile(0.5, 0.0) == 0);
  // The mean of the quantiles over a grid is the mean of the distribution.
  for (const double mean : {0.3, 5.0, 100.0}) {
    double sum = 0.0;
    constexpr int kGrid = 20'000;
    for (int i = 0; i < kGrid; ++i) sum += population::poisson_quantile((i + 0.5) / kGrid, mean);
    CHECK(sum / kGrid == Approx(mean).epsilon(1e-3));
  }
  CHECK(population::poisson_quantile(std::nextafter(1.0, 0.0), 100.0) < 250);
}

TEST_CASE("capacity grows with the rate and is one at least", "[model][population]") {
  const auto per_year = [](double n) { return base::per_year(n); };
  CHECK(population::capacity_for(per_year(0.1), per_year(2.0)) == 1);
  CHECK(population::capacity_for(per_year(4.1), per_year(2.0)) == 3);
  CHECK(population::capacity_for(per_year(50.0), base::Rate(0.0)) == 1);
}

spec::Population towns(int count) {
  spec::Population towns;
  towns.count = count;
  towns.kind = "civilian";
  towns.requirement_rate = Distribution::lognormal(0.01, 0.05);
  towns.footprint = {{"one", 1.0}, {"two", 3.0}};
  towns.acquisitions_per_officer = base::Rate(0.01);
  towns.installed_base = {{"alpha", 0.5}, {"beta", 2.0}};
  return towns;
}

TEST_CASE("generated agencies follow what their population says", "[model][population]") {
  constexpr int kCount = 4000;
  auto scenario = test::two_clouds();
  scenario.populations["towns"] = towns(kCount);
  population::expand(scenario);
  REQUIRE(scenario.agencies.size() == 2 + kCount);
  int on_two = 0;
  int below_median = 0;
  double beta = 0.0;
  for (const auto& [id, agency] : scenario.agencies) {
    if (!agency.is_generated) continue;
    CHECK(agency.footprint.size() == 1);
    on_two += agency.footprint.contains("two") ? 1 : 0;
    below_median += agency.requirement_rate.value() < 0.01 ? 1 : 0;
    CHECK(agency.contracting_officers ==
          std::max(1.0, std::ceil(agency.requirement_rate.value() / 0.01)));
    CHECK(agency.authorizing_officials == 1);
    const auto base = agency.installed_base.find("beta");
    beta += base == agency.installed_base.end() ? 0.0 : base->second;
  }
  // Four standard errors of a frequency of 4,000, and of a mean of 4,000 with variance 2.
  CHECK(std::abs(on_two / 4000.0 - 0.75) < 4.0 * std::sqrt(0.75 * 0.25 / kCount));
  CHECK(std::abs(below_median / 4000.0 - 0.5) < 4.0 * std::sqrt(0.25 / kCount));
  CHECK(std::abs(beta / kCount - 2.0) < 4.0 * std::sqrt(2.0 / kCount));
}

TEST_CASE("a larger population begins with the agencies of a smaller one", "[model][population]") {
  auto small = test::two_clouds();
  auto large = small;
  small.populations["towns"] = towns(5);
  large.populations["towns"] = towns(50);
  large.populations["cities"] = towns(3);
  population::expand(small);
  population::expand(large);
  for (const auto& [id, agency] : small.agencies) {
    INFO(id);
    const auto& same = large.agencies.at(id);
    CHECK(same.requirement_rate == agency.requirement_rate);
    CHECK(same.footprint == agency.footprint);
    CHECK(same.installed_base == agency.installed_base);
  }
  CHECK(large.agencies.at("cities-000001").requirement_rate !=
        large.agencies.at("towns-000001").requirement_rate);
}

TEST_CASE("a generated agency does what it does when it is written out",
          "[model][population][limit]") {
  auto generated = test::lively_two_clouds();
  auto written = generated;
  auto& town = written.agencies["town-000001"];
  town.kind = "civilian";
  town.requirement_rate = base::Rate(0.02);
  town.footprint["two"] = 1.0;
  auto& population = generated.populations["town"];
  population.count = 1;
  population.kind = "civilian";
  population.requirement_rate = Distribution::fixed(0.02);
  population.footprint["two"] = 1.0;
  const Replication a = Market(generated).replicate(1, 0);
  const Replication b = Market(written).replicate(1, 0);
  CHECK(a.path_hash == b.path_hash);
  CHECK(a.draws == b.draws);
  CHECK(a.events == b.events);
}

TEST_CASE("generated agencies have no columns of their own and count in the totals",
          "[model][population]") {
  auto scenario = test::lively_two_clouds();
  const Market without(scenario);
  scenario.populations["towns"] = towns(20);
  const Market with(scenario);
  REQUIRE(with.measures().size() == without.measures().size());
  const auto requirements = [](const Market& market) {
    const auto run = market.replicate(1, 0);
    for (std::size_t m = 0; m < run.measures.size(); ++m) {
      if (market.measures()[m].key() == "requirements") return run.measures[m];
    }
    return 0.0;
  };
  CHECK(requirements(with) > requirements(without) + 50.0);
}

}  // namespace
}  // namespace acqsim::model
