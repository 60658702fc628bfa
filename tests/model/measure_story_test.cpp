#include "acqsim/model/measure_story.hpp"

#include "support/two_clouds.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <string>

namespace acqsim::model {
namespace {

/// A busy market that is asked for this measure over its first two years.
History asked(const std::string& measure, const std::map<std::string, spec::Leaf>& labels) {
  spec::Scenario s = test::lively_two_clouds();
  spec::Outcome outcome;
  outcome.question = "?";
  outcome.that.op = spec::Condition::Operator::measure;
  outcome.that.call.name = measure;
  outcome.that.call.arguments = labels;
  outcome.that.call.arguments["is"] = std::string("> 0");
  outcome.over_from = s.start;
  outcome.over_to = base::Date(s.start.days_since_epoch() + 730);
  s.outcomes = {{"asked", outcome}};
  return history(Market(s), 2, 1);
}

double part_of(const MeasureStory& story, const std::string& who) {
  for (const auto& [name, amount] : story.parts) {
    if (name == who) return amount;
  }
  return 0.0;
}

TEST_CASE("what a share was made of adds up to its reading", "[model][history]") {
  const History told = asked("obligation_share", {{"vendor", std::string("alpha")}});
  const ConditionFacts& condition = told.outcomes.front().conditions.front();
  const MeasureStory story = measure_story(told, condition);
  CHECK(story.by == "vendor");
  REQUIRE(story.total > 0.0);
  CHECK(part_of(story, "alpha") / story.total == Approx(condition.reading));
  CHECK(std::is_sorted(story.parts.begin(), story.parts.end(),
                       [](const auto& a, const auto& b) { return a.second > b.second; }));
  double of_awards = 0.0;
  for (const auto& [award, amount] : story.largest) of_awards += amount;
  CHECK(of_awards > 0.0);
  CHECK(of_awards <= part_of(story, "alpha") * (1.0 + 1e-9));
}

TEST_CASE("what a provider hosts of a vendor is told by provider", "[model][history]") {
  const History told =
      asked("hosted_share", {{"vendor", std::string("alpha")}, {"provider", std::string("one")}});
  const ConditionFacts& condition = told.outcomes.front().conditions.front();
  const MeasureStory story = measure_story(told, condition);
  CHECK(story.counted == "hosting");
  CHECK(story.by == "provider");
  CHECK(part_of(story, "one") / story.total == Approx(condition.reading));
}

TEST_CASE("milestones lie before the reading and are about who is named", "[model][history]") {
  const History told = asked("obligation_share", {{"vendor", std::string("alpha")}});
  const ConditionFacts& condition = told.outcomes.front().conditions.front();
  CHECK(condition.to == Approx(730.0));
  const MeasureStory story = measure_story(told, condition);
  REQUIRE_FALSE(story.milestones.empty());
  CHECK(std::is_sorted(story.milestones.begin(), story.milestones.end()));
  for (const std::size_t at : story.milestones) {
    const HappenedEvent& event = told.events[at];
    CHECK(event.day < condition.to);
    CHECK(event.text("requirement") == nullptr);
    if (const auto* vendor = event.text("vendor")) CHECK(*vendor == "alpha");
  }
}

TEST_CASE("a measure that is no sum has milestones alone", "[model][history]") {
  const History told = asked("days_to_award", {});
  const MeasureStory story = measure_story(told, told.outcomes.front().conditions.front());
  CHECK(story.counted.empty());
  CHECK(story.parts.empty());
  CHECK(story.largest.empty());
}

TEST_CASE("the parts of every sum are told", "[model][history]") {
  for (const char* measure :
       {"obligations", "obligation_share", "vendor_concentration", "hosted_obligations",
        "hosted_share", "hosting_concentration", "agency_obligations", "annual_obligations",
        "awards", "award_share", "agency_awards"}) {
    CAPTURE(measure);
    std::map<std::string, spec::Leaf> labels;
    if (std::string(measure).starts_with("agency_")) labels["agency"] = std::string("health");
    const History told = asked(measure, labels);
    const MeasureStory story = measure_story(told, told.outcomes.front().conditions.front());
    CHECK_FALSE(story.counted.empty());
    CHECK(story.total > 0.0);
  }
}

TEST_CASE("awards are counted", "[model][history]") {
  const History told = asked("awards", {});
  const MeasureStory story = measure_story(told, told.outcomes.front().conditions.front());
  CHECK(story.counted == "awards");
  CHECK(story.total == told.outcomes.front().conditions.front().reading);
}

}  // namespace
}  // namespace acqsim::model
