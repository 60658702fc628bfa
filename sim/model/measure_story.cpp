#include "acqsim/model/measure_story.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace acqsim::model {

namespace {

/// What a measure adds up, by its name.
struct Sum {
  const char* measure;
  const char* counted;
  const char* event;
  std::array<const char*, 2> amounts;  ///< fields of the event; none: each counts one
};
constexpr std::array kSums{
    Sum{"obligations", "model obligations", "obligated", {"model", nullptr}},
    Sum{"obligation_share", "model obligations", "obligated", {"model", nullptr}},
    Sum{"vendor_concentration", "model obligations", "obligated", {"model", nullptr}},
    Sum{"hosted_obligations", "hosting", "obligated", {"hosting", nullptr}},
    Sum{"hosted_share", "hosting", "obligated", {"hosting", nullptr}},
    Sum{"hosting_concentration", "hosting", "obligated", {"hosting", nullptr}},
    Sum{"agency_obligations", "obligations", "obligated", {"model", "hosting"}},
    Sum{"annual_obligations", "obligations", "obligated", {"model", "hosting"}},
    Sum{"awards", "awards", "awarded", {nullptr, nullptr}},
    Sum{"award_share", "awards", "awarded", {nullptr, nullptr}},
    Sum{"agency_awards", "awards", "awarded", {nullptr, nullptr}},
};

/// Of the market at large, not of one requirement or agency, and no step on the way to one.
bool is_milestone(const HappenedEvent& event) {
  constexpr std::array<std::string_view, 3> kSteps{"partnership-reviewed", "integration-started",
                                                   "review-completed"};
  return event.text("requirement") == nullptr && event.text("agency") == nullptr &&
         std::find(kSteps.begin(), kSteps.end(), event.name) == kSteps.end();
}

const std::string* label(const ConditionFacts& condition, std::string_view name) {
  for (const auto& [key, value] : condition.labels) {
    if (key == name) return &value;
  }
  return nullptr;
}

/// Whether an event of a requirement lies in the part of the market that the labels name, but for
/// the label `except`.
bool lies_in(const History& history, const HappenedEvent& event, const ConditionFacts& condition,
             const std::string& except) {
  return std::all_of(condition.labels.begin(), condition.labels.end(), [&](const auto& one) {
    if (one.first == except) return true;
    if (one.first == "kind") {
      const std::string* id = event.text("requirement");
      const RequirementFacts* facts = id == nullptr ? nullptr : history.requirement(*id);
      return facts != nullptr && facts->kind == one.second;
    }
    const std::string* said = event.text(one.first);
    return said != nullptr && *said == one.second;
  });
}

double number(const HappenedEvent& event, const char* field) {
  for (const Detail& detail : event.details) {
    const auto* found = std::get_if<double>(&detail.value);
    if (found != nullptr && detail.name == field) return *found;
  }
  return 0.0;
}

bool is_renewal(const HappenedEvent& event) {
  return std::any_of(event.details.begin(), event.details.end(), [](const Detail& detail) {
    const auto* flag = std::get_if<bool>(&detail.value);
    return flag != nullptr && *flag && detail.name == "is_renewal";
  });
}

double amount_of(const HappenedEvent& event, const Sum& sum) {
  if (sum.amounts.front() == nullptr) return is_renewal(event) ? 0.0 : 1.0;
  double amount = 0.0;
  for (const char* field : sum.amounts) {
    if (field != nullptr) amount += number(event, field);
  }
  return amount;
}

std::vector<std::pair<std::string, double>> greatest_first(
    const std::map<std::string, double>& all) {
  std::vector<std::pair<std::string, double>> sorted(all.begin(), all.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return sorted;
}

void add_up(const History& history, const ConditionFacts& condition, const Sum& sum,
            MeasureStory& story) {
  story.counted = sum.counted;
  const bool is_hosting = story.counted == "hosting" || label(condition, "provider") != nullptr;
  story.by = is_hosting ? "provider" : "vendor";
  std::map<std::string, double> parts;
  std::map<std::string, double> awards;
  std::map<std::string, std::string> latest;  // [requirement]: its award
  auto next = history.awards.begin();         // they are in the order of events
  for (std::size_t i = 0; i < history.events.size(); ++i) {
    const HappenedEvent& event = history.events[i];
    if (next != history.awards.end() && next->second == i)
      latest[*event.text("requirement")] = (next++)->first;
    if (event.name != sum.event || event.day < condition.from || event.day >= condition.to ||
        !lies_in(history, event, condition, story.by))
      continue;
    const double amount = amount_of(event, sum);
    if (amount == 0.0) continue;
    story.total += amount;
    parts[*event.text(story.by)] += amount;
    const auto award = latest.find(*event.text("requirement"));
    if (award != latest.end() && lies_in(history, event, condition, {}))
      awards[award->second] += amount;
  }
  story.parts = greatest_first(parts);
  // Where each award counts one, none is greater than another.
  if (sum.amounts.front() != nullptr) story.largest = greatest_first(awards);
}

/// About one whom the measure names, or about nobody in particular. Where a vendor is named, its
/// dealings with any provider are: what one provider loses, another has won.
bool is_about(const HappenedEvent& event, const ConditionFacts& condition) {
  const auto differs = [&](const char* who) {
    const std::string* wanted = label(condition, who);
    const std::string* said = event.text(who);
    return wanted != nullptr && said != nullptr && *wanted != *said;
  };
  const bool names_vendor = label(condition, "vendor") != nullptr;
  return !differs("kind") && !differs(names_vendor ? "vendor" : "provider");
}

}  // namespace

MeasureStory measure_story(const History& history, const ConditionFacts& condition) {
  MeasureStory story;
  for (const Sum& sum : kSums) {
    if (condition.measure == sum.measure && label(condition, "fiscal_year") == nullptr)
      add_up(history, condition, sum, story);
  }
  for (std::size_t i = 0; i < history.events.size(); ++i) {
    const HappenedEvent& event = history.events[i];
    if (event.day >= condition.to) break;
    if (is_milestone(event) && is_about(event, condition)) story.milestones.push_back(i);
  }
  return story;
}

}  // namespace acqsim::model
