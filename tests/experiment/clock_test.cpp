#include "acqsim/experiment/clock.hpp"

#include <catch2/catch.hpp>

namespace acqsim::experiment {

using base::Date;

TEST_CASE("a question's clock is told in words") {
  const spec::Scenario october;
  spec::Outcome outcome;
  CHECK(clock_text(outcome, october).empty());
  outcome.by = Date::from_civil(2029, 9, 30);
  CHECK(clock_text(outcome, october) == "by 2029-09-30");
  outcome = {};
  outcome.at = Date::from_civil(2029, 9, 30);
  CHECK(clock_text(outcome, october) == "on 2029-09-30");
}

TEST_CASE("a span that is exactly a fiscal year has its name, any other its dates") {
  spec::Scenario january;
  january.fiscal_year_start = 1;
  spec::Outcome outcome;
  outcome.over_from = Date::from_civil(2027, 10, 1);
  outcome.over_to = Date::from_civil(2028, 9, 30);
  CHECK(clock_text(outcome, {}) == "in FY2028");
  CHECK(clock_text(outcome, january) == "from 2027-10-01 to 2028-09-30");
  outcome.over_to = Date::from_civil(2028, 9, 29);
  CHECK(clock_text(outcome, {}) == "from 2027-10-01 to 2028-09-29");
  outcome.over_to = Date::from_civil(2029, 9, 30);  // two years
  CHECK(clock_text(outcome, {}) == "from 2027-10-01 to 2029-09-30");
}

TEST_CASE("an event that a question comes before is told with what narrows it") {
  spec::Outcome outcome;
  outcome.before = spec::Condition{};
  outcome.before->call.name = "partnership-signed";
  CHECK(clock_text(outcome, {}) == "before the event 'partnership signed'");
  outcome.before->call.arguments["vendor"] = std::string("openai");
  CHECK(clock_text(outcome, {}) == "before the event 'partnership signed' (vendor openai)");
  spec::Scenario named;
  named.vendors["openai"].name = "OpenAI";
  named.vendors["aws"].name = "a vendor";
  named.providers["aws"].name = "AWS";
  CHECK(clock_text(outcome, named) == "before the event 'partnership signed' (vendor OpenAI)");
  outcome.before->call.arguments["provider"] = std::string("aws");
  CHECK(clock_text(outcome, named) ==
        "before the event 'partnership signed' (provider AWS, vendor OpenAI)");
  outcome.before->call.arguments.erase("provider");
  outcome.before->call.arguments["order"] = 1.0;
  CHECK(clock_text(outcome, named) ==
        "before the event 'partnership signed' (order 1, vendor OpenAI)");
}

}  // namespace acqsim::experiment
