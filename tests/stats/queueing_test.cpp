#include <acqsim/base/check.hpp>
#include <acqsim/stats/queueing.hpp>

#include <catch2/catch.hpp>

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

TEST_CASE("queues without an equilibrium are a programmer's error", "[stats][queueing]") {
  using acqsim::base::CheckFailed;
  CHECK_THROWS_AS(erlang_c(2, 2.0, 1.0), CheckFailed);
  CHECK_THROWS_AS(mg1_mean_wait(1.0, 1.0, 1.0), CheckFailed);
  CHECK_THROWS_AS(erlang_b(0, 1.0, 1.0), CheckFailed);
  CHECK_THROWS_AS(mmc_mean_wait(1, 0.0, 1.0), CheckFailed);
  CHECK(erlang_b(1, 3.0, 1.0) == Approx(0.75));  // a loss system has one at any load
}
