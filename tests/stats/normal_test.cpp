#include <acqsim/base/check.hpp>
#include <acqsim/stats/normal.hpp>

#include <catch2/catch.hpp>

#include <cmath>

using namespace acqsim::stats;

TEST_CASE("the normal distribution has its tabulated values", "[stats][normal]") {
  CHECK(normal_cdf(0.0) == 0.5);
  CHECK(normal_cdf(1.0) == Approx(0.841344746068543).epsilon(1e-14));
  CHECK(normal_quantile(0.5) == 0.0);
  CHECK(normal_quantile(0.9) == Approx(1.281551565544600).epsilon(1e-14));
  CHECK(normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1e-14));
  CHECK(normal_quantile(0.995) == Approx(2.575829303548901).epsilon(1e-14));
  // The two values printed with the algorithm itself for the middle and the tail.
  CHECK(normal_quantile(0.25) == Approx(-0.6744897501960817).epsilon(1e-14));
  CHECK(normal_quantile(0.001) == Approx(-3.090232306167814).epsilon(1e-14));
  CHECK(normal_quantile(1e-20) == Approx(-9.262340089798408).epsilon(1e-14));
}

TEST_CASE("the normal quantile undoes the distribution function in all its regions",
          "[stats][normal]") {
  // In the lower tail the cdf keeps its relative precision; d(ln p)/dz is about |z|.
  for (double z = -37.0; z <= 0.0; z += 0.0625) {
    CAPTURE(z);
    REQUIRE(std::fabs(normal_quantile(normal_cdf(z)) - z) < 4e-14);
  }
  for (double p = 0.5; p < 1.0; p += 1.0 / 1024)
    REQUIRE(normal_quantile(p) == -normal_quantile(1.0 - p));
}

TEST_CASE("the normal quantile has no value outside of probabilities", "[stats][normal]") {
  for (const double p : {0.0, 1.0, -0.1, 1.1, std::nan("")}) {
    CHECK_THROWS_AS(normal_quantile(p), acqsim::base::CheckFailed);
  }
}
