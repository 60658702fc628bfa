#include <acqsim/stats/bisection.hpp>

#include <catch2/catch.hpp>

#include <cmath>
#include <random>

using namespace acqsim::stats;

TEST_CASE("with answers that are always right it is plain bisection", "[stats][bisection]") {
  ProbabilisticBisection search;
  const double crossing = 0.3141;
  for (int step = 0; step < 20; ++step) {
    const double at = search.median();
    search.tell(at, crossing > at, 0.0);
  }
  CHECK(search.told().high - search.told().low == Approx(std::pow(0.5, 20)));
  CHECK(search.told().contains(crossing));
  CHECK(search.mass(search.told().low, search.told().high) == Approx(1.0));
}

TEST_CASE("the belief follows Bayes' rule", "[stats][bisection]") {
  ProbabilisticBisection search;
  CHECK(search.quantile(0.25) == Approx(0.25));
  search.tell(0.5, true, 0.2);  // 0.2 of the mass below, 0.8 above
  CHECK(search.mass(0.0, 0.5) == Approx(0.2));
  CHECK(search.quantile(0.2) == Approx(0.5));
  CHECK(search.median() == Approx(0.5 + 0.3 / 1.6));
  search.tell(0.75, false, 0.1);  // 0.18 + 0.36 below, 0.04 above, of 0.58
  CHECK(search.mass(0.75, 1.0) == Approx(0.04 / 0.58));
  CHECK(search.mass(0.0, 0.5) == Approx(0.18 / 0.58));
  CHECK(search.told().low == 0.5);
  CHECK(search.told().high == 0.75);
  search.tell(0.0, true, 0.1);
  CHECK(search.mass(0.0, 1.0) == Approx(1.0));
}

TEST_CASE(
    "where the crossing is drawn as the belief began, its quantiles hold it as often as they say",
    "[stats][bisection]") {
  // Bayes' rule with the right error and prior is calibrated: 95% hold it, in 1,000 trials with a
  // standard error of 0.7 points. Answers are wrong three times in ten.
  std::mt19937_64 engine(5);
  const auto uniform = [&] { return static_cast<double>(engine() >> 11U) * 0x1p-53; };
  int held = 0;
  double half_way = 0.0;
  double width = 0.0;
  for (int trial = 0; trial < 1000; ++trial) {
    const double crossing = uniform();
    ProbabilisticBisection search;
    for (int step = 0; step < 60; ++step) {
      if (step == 30) half_way += search.quantile(0.975) - search.quantile(0.025);
      const double at = search.median();
      search.tell(at, (crossing > at) == (uniform() < 0.7), 0.3);
    }
    const Interval interval{search.quantile(0.025), search.quantile(0.975)};
    held += interval.contains(crossing) ? 1 : 0;
    width += interval.high - interval.low;
  }
  CHECK(held / 1000.0 == Approx(0.95).margin(4 * 0.007));
  // The width falls geometrically: thirty more answers do as much again. Sampling alone would only
  // bring it down by the square root of two.
  CHECK(width / half_way < 0.5);
}

TEST_CASE("answers that contradict each other show", "[stats][bisection]") {
  ProbabilisticBisection search;
  search.tell(0.6, true, 0.05);
  search.tell(0.4, false, 0.05);
  CHECK(search.told().low > search.told().high);
}
