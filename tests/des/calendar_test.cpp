#include <acqsim/des/calendar.hpp>

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <vector>

namespace acqsim::des {
namespace {

using base::CheckFailed;
using base::Days;
using namespace base::literals;

// Days 0 to 5 of every seven.
std::vector<Interval> weekdays() { return {{0_d, 5_d}}; }

Process work(Simulation& simulation, Calendar& calendar, Days duration, std::vector<Days>& ends) {
  co_await calendar.work(duration);
  ends.push_back(simulation.now());
}

TEST_CASE("open time is counted by the pattern and less the closures", "[des][calendar]") {
  Simulation simulation;
  Calendar week(simulation, 7_d, weekdays());
  CHECK(week.is_open(0_d));
  CHECK(week.is_open(4.5_d));
  CHECK_FALSE(week.is_open(5_d));  // closing time is not included
  CHECK(week.is_open(7_d));
  CHECK(week.open_between(0_d, 14_d) == 10_d);
  CHECK(week.open_between(4_d, 8_d) == 2_d);  // a day on each side of the weekend
  week.close(8_d, 10_d);
  CHECK_FALSE(week.is_open(9_d));
  CHECK(week.open_between(0_d, 14_d) == 8_d);
  week.close(9_d, 13_d);  // overlaps: 8 to 13, of which 8 to 12 are working days
  CHECK(week.open_between(0_d, 14_d) == 6_d);
  CHECK(week.open_between(8_d, 13_d) == 0_d);
}

TEST_CASE("work ends when its open time has passed", "[des][calendar]") {
  Simulation simulation;
  Calendar week(simulation, 7_d, weekdays());
  CHECK(week.after(0_d, 0_d) == 0_d);
  CHECK(week.after(0_d, 3_d) == 3_d);
  CHECK(week.after(0_d, 5_d) == 5_d);  // at closing time, not on Monday
  CHECK(week.after(0_d, 6_d) == 8_d);
  CHECK(week.after(3_d, 52_d) == 75_d);  // 2 days, then 10 weeks of 5: the last ends on day 70 + 5
  CHECK(week.after(6_d, 1_d) == 8_d);    // from a Sunday
  week.close(7_d, 14_d);
  CHECK(week.after(0_d, 6_d) == 15_d);
  CHECK(week.after(8_d, 1_d) == 15_d);
  CHECK(std::isinf(week.after(0_d, Days(std::numeric_limits<double>::infinity())).value()));
}

TEST_CASE("after() undoes open_between()", "[des][calendar]") {
  Simulation simulation;
  Calendar shifts(simulation, 1_d, {{Days(0.25), Days(0.5)}, {Days(0.75), 1_d}});
  shifts.close(3.1_d, 4.6_d);
  shifts.close(20_d, 21_d);
  for (double from = 0.0; from < 25.0; from += 0.37) {
    for (double duration = 0.05; duration < 8.0; duration += 0.61) {
      const Days end = shifts.after(Days(from), Days(duration));
      CHECK(shifts.open_between(Days(from), end).value() == Approx(duration).margin(1e-9));
      // The earliest such time: a little before, some was missing.
      CHECK(shifts.open_between(Days(from), end - Days(1e-6)).value() < duration - 1e-7);
    }
  }
}

TEST_CASE("changes are where it opens or closes, and nowhere else", "[des][calendar]") {
  Simulation simulation;
  Calendar week(simulation, 7_d, weekdays());
  CHECK(week.next_change(0_d) == 5_d);
  CHECK(week.next_change(5_d) == 7_d);
  week.close(4_d, 8_d);  // across a weekend
  CHECK(week.next_change(0_d) == 4_d);
  CHECK(week.next_change(4_d) == 8_d);
  Calendar always(simulation);
  CHECK(std::isinf(always.next_change(3_d).value()));
  always.close(5_d, 6_d);
  CHECK(always.next_change(3_d) == 5_d);
  CHECK(always.next_change(5_d) == 6_d);
  CHECK(std::isinf(always.next_change(6_d).value()));
  Calendar joined(simulation, 2_d, {{0_d, Days(0.5)}, {1_d, 2_d}});  // 1 to 2.5, 3 to 4.5, ...
  CHECK(joined.next_change(1_d) == 2.5_d);
}

TEST_CASE("a closure stops who is at work, who goes on afterwards", "[des][calendar]") {
  Simulation simulation;
  Calendar office(simulation);
  std::vector<Days> ends;
  simulation.spawn(work(simulation, office, 10_d, ends));
  simulation.run_until(4_d);
  office.close(5_d, 25_d);  // comes while he works
  simulation.run_until(10_d);
  office.close(10_d, 30_d);  // and is prolonged
  simulation.run();
  REQUIRE(ends.size() == 1);
  CHECK(ends[0] == 35_d);  // five before, five after
}

TEST_CASE("a cancelled worker leaves the calendar as it was", "[des][calendar]") {
  Simulation simulation;
  Calendar office(simulation);
  std::vector<Days> ends;
  const ProcessHandle handle = simulation.spawn(work(simulation, office, 10_d, ends));
  simulation.spawn(work(simulation, office, 2_d, ends));
  simulation.run_until(1_d);
  CHECK(simulation.cancel(handle));
  office.close(1_d, 3_d);
  simulation.run();
  CHECK(ends == std::vector<Days>{4_d});
}

Process customer(Simulation& simulation, Resource& desk, std::vector<Days>& served) {
  const Holding holding = co_await desk.acquire();
  co_await simulation.delay(1_d);
  served.push_back(simulation.now());
}

TEST_CASE(
    "a resource is staffed by the calendar and who is being served at closing time is finished",
    "[des][calendar]") {
  Simulation simulation;
  Resource desk(simulation, 0);
  Calendar office(simulation, 7_d, {{0_d, 2.5_d}});
  simulation.spawn(office.staff(desk, 1));
  std::vector<Days> served;
  for (int i = 0; i < 5; ++i) simulation.spawn(customer(simulation, desk, served));
  simulation.run_until(20_d);
  CHECK(served == std::vector<Days>{1_d, 2_d, 3_d, 8_d, 9_d});
  simulation.clear();
}

TEST_CASE("a calendar refuses what makes no sense", "[des][calendar]") {
  Simulation simulation;
  CHECK_THROWS_AS(Calendar(simulation, 0_d, weekdays()), CheckFailed);
  CHECK_THROWS_AS(Calendar(simulation, 7_d, {}), CheckFailed);
  CHECK_THROWS_AS(Calendar(simulation, 4_d, weekdays()), CheckFailed);
  CHECK_THROWS_AS(Calendar(simulation, 7_d, {{3_d, 5_d}, {4_d, 6_d}}), CheckFailed);
  Calendar office(simulation);
  simulation.run_until(5_d);
  CHECK_THROWS_AS(office.close(4_d, 6_d), CheckFailed);
  CHECK_THROWS_AS(office.close(7_d, 6_d), CheckFailed);
  CHECK_THROWS_AS(office.after(5_d, Days(-1.0)), CheckFailed);
}

}  // namespace
}  // namespace acqsim::des
