#include "acqsim/experiment/future_story.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <variant>

namespace acqsim::experiment {
namespace {

struct Kind {
  std::string_view event;
  std::string_view lane;
  bool is_routine = false;
};

/// Events of the market as a whole, as model::event_rows() names them.
constexpr std::array kKinds{
    Kind{"partnership-signed", "Partnerships"},
    Kind{"partnership-lapsed", "Partnerships"},
    Kind{"exclusivity-reaffirmed", "Partnerships"},
    Kind{"exclusivity-lapsed", "Partnerships"},
    Kind{"offering-authorized", "Authorisations", true},
    Kind{"vendor-suspended", "Standing of vendors"},
    Kind{"suspension-lifted", "Standing of vendors"},
    Kind{"breach-occurred", "Standing of vendors"},
    Kind{"became-contractor", "Standing of vendors"},
    Kind{"became-laboratory", "Standing of vendors"},
    Kind{"vehicle-opened", "Vehicles and policies"},
    Kind{"vehicle-closed", "Vehicles and policies"},
    Kind{"policy-introduced", "Vehicles and policies"},
    Kind{"policy-passed", "Vehicles and policies"},
    Kind{"policy-rejected", "Vehicles and policies"},
    Kind{"policy-effective", "Vehicles and policies"},
    Kind{"continuing-resolution-began", "Appropriations"},
    Kind{"appropriation-enacted", "Appropriations"},
    Kind{"shutdown-began", "Appropriations"},
    Kind{"shutdown-ended", "Appropriations"},
};

std::string in_words(std::string name) {
  std::ranges::replace(name, '-', ' ');
  return name;
}

double number(const model::HappenedEvent& event, std::string_view field) {
  for (const model::Detail& detail : event.details) {
    if (detail.name != field) continue;
    if (const double* value = std::get_if<double>(&detail.value)) return *value;
  }
  return 0.0;
}

bool is_true(const model::HappenedEvent& event, std::string_view field) {
  for (const model::Detail& detail : event.details) {
    if (detail.name != field) continue;
    if (const bool* value = std::get_if<bool>(&detail.value)) return *value;
  }
  return false;
}

std::string parties(const model::HappenedEvent& event) {
  std::string text;
  for (const std::string_view field : {"vendor", "provider", "enclave", "vehicle", "policy"}) {
    if (const std::string* id = event.text(field)) text += (text.empty() ? "" : ", ") + *id;
  }
  return text;
}

/// What a requirement has waited so far on its first way.
struct Way {
  double funds = 0.0;
  double protests = 0.0;
  double award = 0.0;  ///< since the need arose
};

}  // namespace

FutureStory story_of(const model::History& history) {
  FutureStory story;
  std::map<std::string, Way> ways;
  Way sum;
  double to_operation = 0.0;
  for (const model::HappenedEvent& event : history.events) {
    const auto kind = std::ranges::find(kKinds, event.name, &Kind::event);
    if (kind != kKinds.end()) {
      story.turning_points.push_back({event.day, std::string(kind->lane), parties(event),
                                      in_words(event.name), kind->is_routine});
      continue;
    }
    const std::string* requirement = event.text("requirement");
    if (requirement == nullptr) continue;
    if (event.name == "requirement-arrived") {
      ways[*requirement] = {};
      continue;
    }
    const auto way = ways.find(*requirement);
    if (way == ways.end()) continue;
    if (event.name == "start-funded") way->second.funds += number(event, "waited");
    if (event.name == "protest-decided")
      way->second.protests += number(event, "stayed") + number(event, "corrective_action");
    if (event.name == "awarded") way->second.award = number(event, "waited");
    if (event.name != "operation-started") continue;
    if (is_true(event, "is_first")) {
      ++story.operations;
      sum.funds += way->second.funds;
      sum.protests += way->second.protests;
      sum.award += way->second.award;
      to_operation += number(event, "waited");
    }
    ways.erase(way);
  }
  if (story.operations == 0) return story;
  const auto n = static_cast<double>(story.operations);
  story.stages = {
      {"Waiting for money or an appropriation", sum.funds / n},
      {"Market research, queue and competition", (sum.award - sum.funds - sum.protests) / n},
      {"Protests", sum.protests / n},
      {"From award to operation: authorisation", (to_operation - sum.award) / n}};
  return story;
}

}  // namespace acqsim::experiment
