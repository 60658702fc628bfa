#include <acqsim/base/check.hpp>
#include <acqsim/stats/queueing.hpp>

#include <catch2/catch.hpp>

#include <cmath>

using namespace acqsim::stats;

TEST_CASE("one server waits with probability rho, for rho / (mu - lambda)", "[stats][queueing]") {
  CHECK(erlang_c(1, 0.8, 1.0) == Approx(0.8));
  CHECK(mmc_mean_wait(1, 0.8, 1.0) == Approx(0.8 / 0.2));
}

TEST_CASE("Erlang's formulas have their textbook values", "[stats][queueing]") {
  // Offered load a = 2 on c = 3: B = (8/6) / (1 + 2 + 2 + 8/6) = 4/19; C = B / (1 - 2/3 (1 - B)) =
  // 4/9.
  CHECK(erlang_b(3, 2.0, 1.0) == Approx(4.0 / 19));
  CHECK(erlang_c(3, 2.0, 1.0) == Approx(4.0 / 9));
  CHECK(mmc_mean_wait(3, 2.0, 1.0) == Approx(4.0 / 9));  // c mu - lambda = 1
  // Two servers: C = 2 rho^2 / (1 + rho), and the mean wait is rho^2 / (mu (1 - rho^2)).
  const double rho = 0.75;
  CHECK(erlang_c(2, 1.5, 1.0) == Approx(2 * rho * rho / (1 + rho)));
  CHECK(mmc_mean_wait(2, 3.0, 2.0) == Approx(rho * rho / (2.0 * (1 - rho * rho))));
}

TEST_CASE("many servers do not overflow", "[stats][queueing]") {
  const double waiting = erlang_c(2000, 1900.0, 1.0);
  CHECK(waiting > 0.0);
  CHECK(waiting < 0.1);
  // Halfin and Whitt: beta = (2000 - 1900) / sqrt(1900) = 2.294; 1 / (1 + beta Phi(beta) /
  // phi(beta)) = 1 / (1 + 2.294 * 0.98911 / 0.028704) = 0.01249; the limit errs by about 1 /
  // sqrt(c).
  CHECK(waiting == Approx(0.01249).epsilon(0.1));
}

TEST_CASE("Pollaczek and Khinchine give M/M/1, and half of it when services do not vary",
          "[stats][queueing]") {
  CHECK(mg1_mean_wait(0.8, 1.0, 1.0) == Approx(mmc_mean_wait(1, 0.8, 1.0)));
  CHECK(mg1_mean_wait(0.8, 1.0, 0.0) == Approx(mmc_mean_wait(1, 0.8, 1.0) / 2));
  // lambda 1/10, services of mean 6 and variance 12: (0.1 * 48) / (2 * 0.4).
  CHECK(mg1_mean_wait(0.1, 6.0, 12.0) == Approx(6.0));
}

TEST_CASE("with patience as long as service, customers in the system are Poisson",
          "[stats][queueing]") {
  // One server, all rates one: deaths n, so pi_n = 1 / (e n!); queue E[N] - 1 + pi_0 = 1 / e.
  const Impatience one = mmc_impatient(1, 1.0, 1.0, 1.0);
  CHECK(one.mean_queue == Approx(std::exp(-1.0)));
  CHECK(one.abandoning == Approx(std::exp(-1.0)));
  CHECK(one.delayed == Approx(1.0 - std::exp(-1.0)));
  // Two servers, offered load 3: pi_0 = e^-3, pi_1 = 3 e^-3; queue E[N] - 2 + 2 pi_0 + pi_1.
  const Impatience two = mmc_impatient(2, 3.0, 1.0, 1.0);
  CHECK(two.mean_queue == Approx(1.0 + 5.0 * std::exp(-3.0)));
  CHECK(two.delayed == Approx(1.0 - 4.0 * std::exp(-3.0)));
}

TEST_CASE("patience without end waits as Erlang says, and a large shop does not overflow",
          "[stats][queueing]") {
  const Impatience patient = mmc_impatient(3, 2.0, 1.0, 1e-9);
  CHECK(patient.delayed == Approx(4.0 / 9).epsilon(1e-6));
  CHECK(patient.mean_queue == Approx(2.0 * mmc_mean_wait(3, 2.0, 1.0)).epsilon(1e-6));  // Little
  // Far above capacity what cannot be served gives up: 1 - 500 / 1000.
  CHECK(mmc_impatient(500, 1000.0, 1.0, 0.5).abandoning == Approx(0.5).epsilon(1e-6));
}

TEST_CASE("classes of priority have their hand-made waits", "[stats][queueing]") {
  // Exponential services of mean one, a quarter of load each: W_0 = 2 (1/4) (2/2) = 1/2; then
  // (1/2) / (3/4) and (1/2) / ((3/4) (1/2)).
  const auto waits = priority_mean_waits({{0.25, 1.0, 1.0}, {0.25, 1.0, 1.0}});
  REQUIRE(waits.size() == 2);
  CHECK(waits[0] == Approx(2.0 / 3));
  CHECK(waits[1] == Approx(4.0 / 3));
  CHECK(priority_mean_waits({{0.1, 6.0, 12.0}})[0] == Approx(mg1_mean_wait(0.1, 6.0, 12.0)));
  // Conservation: the mean over equal classes is that without priorities.
  CHECK((waits[0] + waits[1]) / 2 == Approx(mmc_mean_wait(1, 0.5, 1.0)));
}

TEST_CASE("machines out of order have their hand-made mean", "[stats][queueing]") {
  // Two machines, one repairer, both rates one: weights 1, 2, 2; mean (2 + 4) / 5.
  CHECK(repair_mean_down(2, 1, 1.0, 1.0) == Approx(1.2));
  // A repairer for each: independent machines, down 1 / (1 + 2) of the time.
  CHECK(repair_mean_down(3, 3, 1.0, 2.0) == Approx(1.0));
}

TEST_CASE("queues without an equilibrium are a programmer's error", "[stats][queueing]") {
  using acqsim::base::CheckFailed;
  CHECK_THROWS_AS(erlang_c(2, 2.0, 1.0), CheckFailed);
  CHECK_THROWS_AS(mg1_mean_wait(1.0, 1.0, 1.0), CheckFailed);
  CHECK_THROWS_AS(erlang_b(0, 1.0, 1.0), CheckFailed);
  CHECK_THROWS_AS(mmc_mean_wait(1, 0.0, 1.0), CheckFailed);
  CHECK_THROWS_AS(mmc_impatient(1, 1.0, 1.0, 0.0), CheckFailed);
  CHECK_THROWS_AS(priority_mean_waits({{0.5, 1.0, 0.0}, {0.5, 1.0, 0.0}}), CheckFailed);
  CHECK_THROWS_AS(repair_mean_down(3, 0, 1.0, 1.0), CheckFailed);
  CHECK(erlang_b(1, 3.0, 1.0) == Approx(0.75));  // a loss system has one at any load
}
