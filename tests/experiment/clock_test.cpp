#include "acqsim/experiment/clock.hpp"

#include <catch2/catch.hpp>

namespace acqsim::experiment {

TEST_CASE("a question's clock is told in words") {
  using base::Date;
  spec::Outcome outcome;
  CHECK(clock_text(outcome).empty());
  outcome.by = Date::from_civil(2029, 9, 30);
  CHECK(clock_text(outcome) == "by 2029-09-30");
  outcome = {};
  outcome.over_from = Date::from_civil(2027, 10, 1);
  outcome.over_to = Date::from_civil(2028, 9, 30);
  CHECK(clock_text(outcome) == "from 2027-10-01 to 2028-09-30");
  outcome = {};
  outcome.before = spec::Condition{};
  outcome.before->call.name = "partnership-signed";
  CHECK(clock_text(outcome) == "before partnership-signed");
}

}  // namespace acqsim::experiment
