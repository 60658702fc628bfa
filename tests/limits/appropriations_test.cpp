#include "limits/loaded_world.hpp"

#include <acqsim/stats/estimate.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

/// M12 and the funding of requirements against what can be reckoned by hand.
namespace acqsim::limits {
namespace {

using namespace base::literals;
using model::Days;
using stats::Distribution;

/// Acquisition, authorisation and a year's operation, from 1 October 2026, the first day of FY2027.
LoadedWorld market_of_a_year() {
  LoadedWorld market;
  market.agency().officers(100).officials(100);
  market.lead_time(Distribution::fixed(40.0), 0.5);
  market.authorization_time(Distribution::fixed(20.0), 0.5);
  market.operation(Days(365.25), 4);
  return market;
}

TEST_CASE("a resolution of d days delays new starts by exactly what is left of it",
          "[limits][appropriations]") {
  LoadedWorld market = market_of_a_year();
  market.arrives({0.0, 10.0, 99.5, 100.0, 130.0});
  market.run(365_d);
  const auto in_time = market.events<model::Awarded>();
  market.scenario().appropriations.enactment_delay = Distribution::fixed(100.0);
  market.run(365_d);
  const auto late = market.events<model::Awarded>();
  REQUIRE(in_time.size() == 5);
  REQUIRE(late.size() == 5);
  const double arrived[] = {0.0, 10.0, 99.5, 100.0, 130.0};
  for (std::size_t i = 0; i < late.size(); ++i) {
    CHECK(in_time[i].at == Days(arrived[i] + 40.0));
    CHECK(late[i].at == Days(std::max(arrived[i], 100.0) + 40.0));
  }
  CHECK(market.count<model::StartFunded>() == 3);
  CHECK(market.events<model::AppropriationEnacted>()[0].at == 100_d);
}

TEST_CASE("a full-year resolution moves new starts into the next year's appropriation",
          "[limits][appropriations]") {
  LoadedWorld market = market_of_a_year();
  market.arrives({10.0});
  auto& law = market.scenario().appropriations;
  law.enactment_delay = Distribution::fixed(30.0);
  law.enactments["this-year"] = {2027, std::nullopt, true};
  market.run(800_d);
  REQUIRE(market.count<model::Awarded>() == 1);
  CHECK(market.events<model::Awarded>()[0].at == Days(365.0 + 30.0 + 40.0));
}

TEST_CASE("under a resolution follow-ons and exempt starts go on", "[limits][appropriations]") {
  LoadedWorld market = market_of_a_year();
  market.operation(Days(100.0), 0);
  market.arrives({0.0});
  auto& law = market.scenario().appropriations;
  law.enactment_delay = Distribution::fixed(300.0);
  law.exempt_starts = base::Share(1.0);
  market.run(365_d);
  const auto awards = market.events<model::Awarded>();
  REQUIRE(awards.size() == 3);
  CHECK(awards[0].at == 40_d);
  CHECK(awards[1].at == 200_d);  // 40 + 20 + 100 + 40
  law.exempt_starts = base::Share(0.0);
  market.run(365_d);
  CHECK(market.events<model::Awarded>()[0].at == 340_d);
}

TEST_CASE("a shutdown of d days lengthens what it interrupts by exactly d",
          "[limits][appropriations]") {
  struct Case {
    double from;
    double length;
    double awarded;   // without: 50
    double operates;  // without: 70
  };
  for (const Case& one : {Case{15.0, 35.0, 85.0, 105.0},    // with the officer
                          Case{35.0, 16.0, 66.0, 86.0},     // without the officer
                          Case{5.0, 20.0, 65.0, 85.0},      // before it can begin
                          Case{50.0, 3.0, 50.0, 73.0},      // between award and authorisation
                          Case{65.0, 43.0, 50.0, 113.0},    // while it is authorised
                          Case{70.0, 43.0, 50.0, 70.0}}) {  // when all is done
    LoadedWorld market = market_of_a_year();
    market.arrives({10.0});
    auto& lapse = market.scenario().shutdowns.lapses["lapse"];
    lapse.from =
        base::Date(market.scenario().start.days_since_epoch() + static_cast<int>(one.from));
    lapse.length = Distribution::fixed(one.length);
    market.run(365_d);
    INFO("from day " << one.from << " for " << one.length);
    CHECK(market.events<model::Awarded>()[0].at.value() == Approx(one.awarded).epsilon(1e-12));
    CHECK(market.events<model::OperationStarted>()[0].at.value() ==
          Approx(one.operates).epsilon(1e-12));
    // Money is not obligated while it lasts.
    const double paid = market.events<model::Obligated>()[0].at.value();
    const bool is_shut = one.operates >= one.from && one.operates < one.from + one.length;
    CHECK(paid == Approx(is_shut ? one.from + one.length : one.operates).epsilon(1e-12));
    lapse.agencies = {"va"};
    market.agency("gsa");
    market.scenario().shutdowns.lapses["lapse"].agencies = {"gsa"};  // another agency's
    market.run(365_d);
    CHECK(market.events<model::OperationStarted>()[0].at == 70_d);
  }
}

/// Requirements worth $1M a year, each day one, for three years and an agency that has `budget`.
LoadedWorld busy_agency(double budget) {
  LoadedWorld market = market_of_a_year();
  market.scenario().kinds.at("civilian").annual_value = Distribution::lognormal(1e6, 3e6);
  market.agency().rate(base::per_year(120.0)).spec().budget = base::Money(budget);
  auto& law = market.scenario().appropriations;
  law.enactment_delay = Distribution::uniform(0.0, 200.0);
  market.scenario().shutdowns.rate = base::per_year(1.0);
  market.scenario().shutdowns.length = Distribution::uniform(5.0, 40.0);
  return market;
}

TEST_CASE("obligations of a fiscal year never exceed its budget and what is left expires",
          "[limits][funding]") {
  constexpr double kBudget = 40e6;
  for (const double growth : {0.0, 0.25}) {
    LoadedWorld market = busy_agency(kBudget);
    market.scenario().funding.growth = base::per_year(growth);
    const double year_ends[] = {365.0, 731.0, 1096.0, 1461.0};  // 2028 is a leap year
    double highest = 0.0;
    for (std::uint64_t r = 0; r < 20; ++r) {
      market.run(Days(1461.0), r);
      double spent[4] = {0, 0, 0, 0};
      for (const auto& one : market.events<model::Obligated>()) {
        std::size_t y = 0;
        while (y < 3 && one.at.value() >= year_ends[y]) ++y;
        spent[y] += (one.event.model + one.event.hosting).value();
      }
      const auto expired = market.events<model::FundsExpired>();
      std::map<double, double> left;
      for (const auto& one : expired) left[std::ceil(one.at.value())] = one.event.amount.value();
      double budget = kBudget;
      for (std::size_t y = 0; y < 4; ++y) {
        CHECK(spent[y] <= budget + 0.01);
        const double remains = left.count(year_ends[y]) == 1 ? left[year_ends[y]] : 0.0;
        CHECK(spent[y] + remains == Approx(budget).margin(0.02));
        highest = std::max(highest, spent[y] / budget);
        budget *= 1.0 + growth;
      }
    }
    CHECK(highest > 0.9);  // the budget binds, or nothing was tested
  }
}

TEST_CASE("a start without money waits for the next year's", "[limits][funding]") {
  LoadedWorld market = market_of_a_year();
  market.operation(Days(365.25), 0);  // $1M each
  market.agency().spec().budget = base::Money(2.2e6);
  market.arrives({0.0, 1.0, 2.0});
  market.run(420_d);
  const auto awards = market.events<model::Awarded>();
  REQUIRE(awards.size() == 3);
  CHECK(awards[0].at == 40_d);
  CHECK(awards[1].at == 41_d);
  CHECK(awards[2].at == 405_d);
  const auto exhausted = market.events<model::FundsExhausted>();
  REQUIRE(exhausted.size() == 1);
  CHECK(exhausted[0].at == 2_d);
  const auto funded = market.events<model::StartFunded>();
  REQUIRE(funded.size() == 1);
  CHECK(funded[0].at == 365_d);
  CHECK(funded[0].event.waited == 363_d);
  const auto expired = market.events<model::FundsExpired>();
  REQUIRE(expired.size() == 1);
  CHECK(expired[0].event.amount.value() == Approx(0.2e6));
}

TEST_CASE("options of contracts in operation come before new starts", "[limits][funding]") {
  LoadedWorld market = market_of_a_year();
  market.operation(Days(150.0), 4);  // $410,678 a period; due on days 60, 210 and 360
  market.agency().spec().budget = base::Money(1.5e6);
  market.arrives({0.0, 100.0});
  market.run(300_d);
  CHECK(market.count<model::Awarded>() == 2);          // $1.5M less one period paid and one due
  market.agency().spec().budget = base::Money(1.2e6);  // which would leave $0.38M
  market.run(300_d);
  CHECK(market.count<model::Awarded>() == 1);
  const auto paid = market.events<model::Obligated>();
  REQUIRE(paid.size() == 2);
  CHECK(paid[1].at == 210_d);
}

TEST_CASE("an option without money is paid from the next year's and goes on meanwhile",
          "[limits][funding]") {
  LoadedWorld market = market_of_a_year();
  market.operation(Days(150.0), 4);
  market.agency().spec().budget = base::Money(0.9e6);  // for two of the year's three periods
  market.arrives({0.0});
  market.run(400_d);
  const auto paid = market.events<model::Obligated>();
  REQUIRE(paid.size() == 3);
  CHECK(paid[1].at == 210_d);
  CHECK(paid[2].at == 365_d);
  CHECK(market.count<model::ContractEnded>() == 0);
}

std::vector<std::pair<double, std::string>> others(const LoadedWorld& market) {
  std::vector<std::pair<double, std::string>> found;
  for (const auto& [at, event] : market.all_events()) {
    const bool is_own = std::holds_alternative<model::FundsExpired>(event);
    if (!is_own) found.emplace_back(at.value(), name_of(event));
  }
  return found;
}

TEST_CASE("enactment in time and budgets without limit change nothing by a bit",
          "[limits][appropriations]") {
  LoadedWorld market = busy_agency(1e15);
  market.scenario().appropriations.enactment_delay = Distribution::fixed(0.0);
  for (std::uint64_t r = 0; r < 5; ++r) {
    market.scenario().funding.enabled = true;
    market.scenario().appropriations.enabled = true;
    market.scenario().shutdowns.enabled = true;
    market.run(Days(1461.0), r);
    const auto with = others(market);
    market.scenario().funding.enabled = false;
    market.scenario().appropriations.enabled = false;
    market.scenario().shutdowns.enabled = false;
    market.run(Days(1461.0), r);
    CHECK(with == others(market));
    const std::uint64_t off = market.world().path_hash();
    market.scenario().appropriations.enabled = true;
    market.scenario().shutdowns.enabled = true;
    market.run(Days(1461.0), r);
    CHECK(market.world().path_hash() == off);
  }
}

/// Largest distance between the distribution function of `values` and that of `from`.
double distance(std::vector<double> values, const Distribution& from) {
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  double largest = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool is_last_of_its_value = i + 1 == values.size() || values[i + 1] != values[i];
    if (!is_last_of_its_value) continue;
    largest = std::max(largest, std::abs(static_cast<double>(i + 1) / n - from.cdf(values[i])));
  }
  return largest;
}

// Kolmogorov and Smirnov: the distance exceeds 1.95/sqrt(n) once in a thousand (less often where
// the distribution has steps).
TEST_CASE("drawn enactments and shutdowns have the given distributions",
          "[limits][appropriations]") {
  const auto delays = Distribution::empirical(
      {79, 196, 83, 176, 108, 76, 78, 216, 173, 137, 80, 87, 165, 89, 174, 165, 125});
  LoadedWorld market;
  auto& scenario = market.scenario();
  scenario.appropriations.enactment_delay = delays;
  scenario.shutdowns.rate = base::per_year(0.5);
  scenario.shutdowns.length = Distribution::uniform(1.0, 60.0);
  std::vector<double> enacted;
  std::vector<double> lengths;
  double years = 0.0;
  for (std::uint64_t r = 0; r < 400; ++r) {
    market.run(Days(3653.0), r);  // ten fiscal years
    const auto& dates = market.world().appropriations;
    for (std::size_t y = 0; y < 10; ++y) {
      const auto& year = dates.years()[y];
      enacted.push_back((year.enacted - year.begins).value());
      ++years;
    }
    for (const auto& shutdown : dates.shutdowns()) {
      if (shutdown.from > Days(3653.0)) continue;
      lengths.push_back((shutdown.to - shutdown.from).value());
      const auto& year = dates.years()[dates.year_at(shutdown.from)];
      CHECK(shutdown.from >= year.begins);
      CHECK(shutdown.to.value() <= year.enacted.value() + 1e-9);
    }
  }
  CHECK(distance(enacted, delays) < 1.95 / std::sqrt(years));
  CHECK(distance(lengths, scenario.shutdowns.length) <
        1.95 / std::sqrt(static_cast<double>(lengths.size())));
  const double expected = 1.0 - std::exp(-0.5);  // a year
  const double error = std::sqrt(expected * (1.0 - expected) / years);
  CHECK(static_cast<double>(lengths.size()) / years == Approx(expected).margin(4.0 * error));
}

}  // namespace
}  // namespace acqsim::limits
