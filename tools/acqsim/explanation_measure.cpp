#include "acqsim/explanation.hpp"
#include "acqsim/help.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/model/measure_story.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace acqsim::cli {
namespace {

constexpr std::size_t kMostAwards = 5;
constexpr std::size_t kMostMilestones = 16;

std::string amount(const model::MeasureStory& story, double value) {
  return story.counted == "awards" ? base::format_count(value) : base::format_money(value);
}

std::string parts_text(const Explained& all, const model::ConditionFacts& condition,
                       const model::MeasureStory& story) {
  std::string text = wrapped(fmt::format("What it was made of: {} of {} from {} until {}",
                                         amount(story, story.total), story.counted,
                                         all.date(condition.from), all.date(condition.to)),
                             0) +
                     "\n";
  for (const auto& [who, value] : story.parts) {
    text += fmt::format("  {:<28}{:>10}{:>9}\n", who, amount(story, value),
                        base::format_share(value / story.total));
  }
  return text;
}

std::string awards_text(const Explained& all, const model::MeasureStory& story) {
  std::string text = "\n" +
                     wrapped(
                         "The awards that brought most of it, and who won them: a gateway may "
                         "have moved since (--award explains each)",
                         0) +
                     "\n";
  for (std::size_t i = 0; i < std::min(kMostAwards, story.largest.size()); ++i) {
    const auto& [id, value] = story.largest[i];
    const auto found =
        std::ranges::find(all.history.awards, id, &std::pair<std::string, std::size_t>::first);
    const auto& event = all.history.events[found->second];
    text += fmt::format("  {}  {:<16}{:>9}  {} at {}\n", all.date(event.day), id,
                        base::format_money(value), *event.text("vendor"), *event.text("provider"));
  }
  return text;
}

std::string milestones_text(const Explained& all, const model::MeasureStory& story) {
  std::string text = "\nWhat happened on the way\n";
  const std::size_t count = story.milestones.size();
  const std::size_t first = count > kMostMilestones ? count - kMostMilestones : 0;
  if (first > 0) text += fmt::format("  ... {} earlier (all of them with --format json)\n", first);
  for (std::size_t i = first; i < count; ++i) text += all.line(story.milestones[i]);
  return text;
}

}  // namespace

std::string explain_measure(const Explained& all, const model::ConditionFacts& condition) {
  if (!condition.is_measure) return {};
  const auto story = model::measure_story(all.history, condition);
  std::string text = "\n" + wrapped(condition.text, 0) + "\n";
  if (!story.counted.empty() && story.total > 0.0) text += "\n" + parts_text(all, condition, story);
  if (!story.largest.empty()) text += awards_text(all, story);
  if (!story.milestones.empty()) text += milestones_text(all, story);
  // A renewal had no choice behind it.
  const auto chosen = std::ranges::find_if(story.largest, [&all](const auto& one) {
    return all.history.choice_of(one.first) != nullptr;
  });
  if (chosen != story.largest.end()) text += "\n" + explain_award(all, chosen->first);
  return text;
}

}  // namespace acqsim::cli
