#include "model/rate_history.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::model {
namespace {

using namespace base::literals;
using base::Days;

TEST_CASE("without a change an event comes after e over the rate, to the bit",
          "[model][rate_history]") {
  const RateHistory history(base::Rate(0.03));
  CHECK(history.reaches(17.25_d, 0.7) == Days(17.25 + 0.7 / 0.03));
  CHECK(history.has_acted_since(17.25_d));
  const RateHistory never;
  CHECK(std::isinf(never.reaches(0_d, 0.7).value()));
  CHECK_FALSE(never.has_acted_since(0_d));
}

TEST_CASE("an event comes when the integral of a rate that steps has reached e",
          "[model][rate_history]") {
  RateHistory history(base::Rate(0.01));
  history.change(100_d, base::Rate(0.0));
  history.change(200_d, base::Rate(0.5));
  history.change(200_d, base::Rate(0.04));  // the last of one instant holds
  // From day 50: 0.5 until day 100, nothing until 200, then 0.04 a day.
  CHECK(history.reaches(50_d, 0.4).value() == Approx(90.0));
  CHECK(history.reaches(50_d, 0.9).value() == Approx(210.0));
  CHECK(history.reaches(150_d, 0.4).value() == Approx(210.0));
  CHECK(history.reaches(200_d, 0.4).value() == Approx(210.0));
  CHECK(history.reaches(300_d, 0.4).value() == Approx(310.0));
  history.change(300_d, base::Rate(0.0));
  CHECK(std::isinf(history.reaches(50_d, 5.0).value()));  // 0.5 + 4.0 by then
  CHECK(history.reaches(50_d, 4.4).value() == Approx(297.5));
  CHECK(history.has_acted_since(299_d));
  CHECK_FALSE(history.has_acted_since(300_d));
}

}  // namespace
}  // namespace acqsim::model
