#include "acqsim/experiment/future_story.hpp"

#include <catch2/catch.hpp>

namespace acqsim::experiment {
namespace {

using model::HappenedEvent;

HappenedEvent of(const char* requirement, double day, const char* name, double waited,
                 bool is_first = false) {
  return {day,
          name,
          {{"requirement", std::string(requirement)}, {"waited", waited}, {"is_first", is_first}},
          {}};
}

TEST_CASE("the parts of the way add up to the mean days to operation") {
  model::History history;
  history.events = {
      of("hhs-1", 0, "operation-started", 0.0),  // of the installed base: no way
      of("hhs-2", 5, "requirement-arrived", 0.0),
      of("hhs-3", 6, "requirement-arrived", 0.0),
      of("hhs-2", 25, "start-funded", 20.0),
      {90,
       "protest-decided",
       {{"requirement", std::string("hhs-2")}, {"stayed", 30.0}, {"corrective_action", 10.0}},
       {}},
      of("hhs-2", 105, "awarded", 100.0),
      of("hhs-2", 145, "operation-started", 140.0, true),
      of("hhs-3", 66, "awarded", 60.0),
      of("hhs-3", 66, "operation-started", 60.0, true),
      of("hhs-2", 900, "awarded", 50.0),  // a follow-on
      of("hhs-2", 910, "operation-started", 60.0),
  };
  const FutureStory story = story_of(history);
  CHECK(story.operations == 2);
  REQUIRE(story.stages.size() == 4);
  CHECK(story.stages[0].days == 10.0);  // 20 of two
  CHECK(story.stages[1].days == 50.0);  // (100 - 20 - 40 + 60) / 2
  CHECK(story.stages[2].days == 20.0);  // 40 of two
  CHECK(story.stages[3].days == 20.0);  // (140 - 100 + 0) / 2
}

TEST_CASE("turning points are of the market, with who and in which lane") {
  model::History history;
  history.events = {
      {3,
       "partnership-signed",
       {{"vendor", std::string("openai")}, {"provider", std::string("oracle")}},
       {}},
      {4, "obligated", {{"vendor", std::string("openai")}}, {}},
      {5, "offering-authorized", {{"vendor", std::string("openai")}}, {}},
      {6, "shutdown-began", {}, {}},
  };
  const auto points = story_of(history).turning_points;
  REQUIRE(points.size() == 3);
  CHECK(points[0].what == "partnership signed");
  CHECK(points[0].who == "openai, oracle");
  CHECK(points[0].lane == "Partnerships");
  CHECK_FALSE(points[0].is_routine);
  CHECK(points[1].is_routine);
  CHECK(points[2].who.empty());
}

}  // namespace
}  // namespace acqsim::experiment
