#include "acqsim/model/history.hpp"

#include "model/access_reading.hpp"
#include "model/causes.hpp"
#include "model/decision_record.hpp"
#include "model/event_fields.hpp"
#include "model/metrics/catalog.hpp"
#include "model/questions.hpp"
#include "model/replication_watcher.hpp"
#include "model/world_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace acqsim::model {

namespace {

constexpr double kFrontierPoints = 100.0;

/// Keeps events as they come; they are told once all requirements have their names.
class Watcher : public ReplicationWatcher, public Listener {
 public:
  explicit Watcher(History& history, AccessMap* at_end) : history_(&history), at_end_(at_end) {}
  void on(Days now, const Event& event) override { happened_.emplace_back(now, event); }
  void before(RunningWorld& running) override {
    running.world().listen(*this);
    running.world().observe_decisions(record_);
  }
  void after(RunningWorld& running, const std::deque<Question>& questions) override;

 private:
  void tell_requirements(const World& world);
  void tell_events(const Blueprint& names);
  void tell_decisions();
  void tell_outcomes(const World& world, const std::deque<Question>& questions);

  History* history_;
  AccessMap* at_end_;  // null: not asked for
  DecisionRecord record_;
  std::vector<std::pair<Days, Event>> happened_;
  std::vector<std::string> ids_;  // [requirement]
};

void Watcher::tell_requirements(const World& world) {
  const auto& names = world.blueprint();
  std::map<std::string, std::size_t> count;
  for (std::size_t r = 0; r < world.requirements(); ++r) {
    const Requirement& one = world[RequirementId(r)];
    const std::string& agency = names.agencies[one.agency];
    ids_.push_back(fmt::format("{}-{}", agency, ++count[agency]));
    const KindId kind = world.kind(one.agency);
    const double needed = world.spec(kind).needed_capability.quantile(one.needed_capability.u) /
                          kFrontierPoints * one.needed_capability.frontier;
    history_->requirements.push_back({ids_.back(), one.key, agency, names.kinds[kind],
                                      names.levels[one.level], names.providers[one.home],
                                      one.annual_value.value(), needed, one.is_embedded});
  }
}

void Watcher::tell_events(const Blueprint& names) {
  Causes causes;
  std::map<std::size_t, std::size_t> awards;  // [requirement]
  for (std::size_t i = 0; i < happened_.size(); ++i) {
    const auto& [day, event] = happened_[i];
    history_->events.push_back({day.value(), std::string(name_of(event)),
                                fields_of(event, names, ids_), causes.of(i, event)});
    if (const auto* award = std::get_if<Awarded>(&event)) {
      const std::size_t r = award->requirement.value();
      history_->awards.emplace_back(fmt::format("{}.{}", ids_[r], ++awards[r]), i);
    }
  }
}

/// A choice is an award's if the award came of it at the same instant; a gateway's look has none.
void Watcher::tell_decisions() {
  std::map<std::pair<std::string, double>, std::size_t> last;  // [requirement, day]
  for (auto& [requirement, made] : record_.choices()) {
    made.requirement = ids_[requirement.value()];
    last[{made.requirement, made.day}] = history_->choices.size();
    history_->choices.push_back(std::move(made));
  }
  for (const auto& [id, position] : history_->awards) {
    const HappenedEvent& event = history_->events[position];
    const auto* award = std::get_if<Awarded>(&happened_[position].second);
    const auto found = last.find({id.substr(0, id.rfind('.')), event.day});
    if (found == last.end() || award->is_renewal) continue;
    ChoiceMade& choice = history_->choices[found->second];
    choice.award = id;
    choice.winner = *event.text("vendor");
    choice.event = position;
  }
  std::map<std::pair<std::string, double>, std::size_t> reviews;
  for (std::size_t i = 0; i < history_->events.size(); ++i) {
    const HappenedEvent& event = history_->events[i];
    if (event.name == "partnership-reviewed") reviews[{*event.text("vendor"), event.day}] = i;
  }
  for (auto& weighed : record_.partnerships()) {
    weighed.event = reviews.at({weighed.vendor, weighed.day});
    history_->partnerships.push_back(std::move(weighed));
  }
}

/// "hosted_share (provider azure, vendor openai) < 0.5".
std::string condition_text(const spec::Call& call) {
  std::string inside;
  std::string comparison;
  for (const auto& [key, value] : call.arguments) {
    const auto* text = std::get_if<std::string>(&value);
    const auto* number = std::get_if<double>(&value);
    const std::string shown = text != nullptr     ? *text
                              : number != nullptr ? fmt::format("{}", *number)
                                                  : std::string();
    if (key == "is") {
      comparison = " " + shown;
    } else {
      inside += (inside.empty() ? "" : ", ") + key + " " + shown;
    }
  }
  return call.name + (inside.empty() ? "" : " (" + inside + ")") + comparison;
}

bool fits(const HappenedEvent& event, const spec::Call& call) {
  if (event.name != call.name) return false;
  for (const auto& [key, value] : call.arguments) {
    const auto told = std::find_if(
        event.details.begin(), event.details.end(),
        [&](const Detail& d) { return d.name == key || (key == "vendor" && d.name == "to"); });
    if (told == event.details.end()) return false;
    if (const auto* text = std::get_if<std::string>(&value)) {
      if (!std::holds_alternative<std::string>(told->value) ||
          std::get<std::string>(told->value) != *text)
        return false;
    } else if (const auto* number = std::get_if<double>(&value)) {
      if (!std::holds_alternative<double>(told->value) || std::get<double>(told->value) != *number)
        return false;
    }
  }
  return true;
}

void Watcher::tell_outcomes(const World& world, const std::deque<Question>& questions) {
  const auto& outcomes = world.spec().outcomes;
  for (const Question& question : questions) {
    OutcomeFacts facts;
    facts.answer = question.answer();
    for (const auto& [id, outcome] : outcomes) {
      if (&outcome != &question.outcome()) continue;
      facts.id = id;
      facts.question = outcome.question;
    }
    for (const auto& finding : question.findings()) {
      const spec::Call& call = finding.condition->call;
      ConditionFacts condition;
      condition.is_measure = finding.condition->op == spec::Condition::Operator::measure;
      condition.text = condition_text(call);
      condition.has_happened = finding.has_happened;
      condition.reading = finding.reading;
      condition.from = finding.from.value();
      condition.to = finding.to.value();
      if (condition.is_measure) {
        condition.measure = call.name;
        for (const auto& [key, value] : call.arguments) {
          const auto* text = std::get_if<std::string>(&value);
          if (key != "is" && text != nullptr) condition.labels.emplace_back(key, *text);
        }
      }
      for (const auto* row : metrics::all()) {
        if (condition.is_measure && row->about.name == call.name) condition.unit = row->about.unit;
      }
      for (std::size_t i = 0; finding.has_happened && i < history_->events.size(); ++i) {
        const HappenedEvent& event = history_->events[i];
        if (event.day != finding.at.value() || !fits(event, call)) continue;
        condition.event = i;
        break;
      }
      facts.conditions.push_back(std::move(condition));
    }
    history_->outcomes.push_back(std::move(facts));
  }
}

void Watcher::after(RunningWorld& running, const std::deque<Question>& questions) {
  const World& world = running.world();
  tell_requirements(world);
  tell_events(world.blueprint());
  tell_decisions();
  tell_outcomes(world, questions);
  if (at_end_ != nullptr) *at_end_ = read_access(running.world(), AccessParts::reach_and_hosts);
}

History told(const Market& market, std::uint64_t seed, std::uint64_t index, AccessMap* at_end) {
  History told;
  Watcher watcher(told, at_end);
  told.replication = market.replicate(seed, index, watcher);
  return told;
}

}  // namespace

const std::string* HappenedEvent::text(std::string_view field) const {
  for (const Detail& detail : details) {
    if (detail.name == field) return std::get_if<std::string>(&detail.value);
  }
  return nullptr;
}

const ChoiceMade* History::choice_of(const std::string& award) const {
  const auto found = std::find_if(choices.begin(), choices.end(),
                                  [&award](const ChoiceMade& one) { return one.award == award; });
  return found == choices.end() ? nullptr : &*found;
}

const RequirementFacts* History::requirement(const std::string& id) const {
  const auto found = std::find_if(requirements.begin(), requirements.end(),
                                  [&id](const RequirementFacts& one) { return one.id == id; });
  return found == requirements.end() ? nullptr : &*found;
}

std::vector<std::size_t> History::chain(std::size_t event) const {
  std::set<std::size_t> found{event};
  std::vector<std::size_t> open{event};
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    for (const std::size_t cause : events[at].causes) {
      if (found.insert(cause).second) open.push_back(cause);
    }
  }
  return {found.begin(), found.end()};
}

History history(const Market& market, std::uint64_t seed, std::uint64_t index) {
  return told(market, seed, index, nullptr);
}

History history(const Market& market, std::uint64_t seed, std::uint64_t index, AccessMap& at_end) {
  return told(market, seed, index, &at_end);
}

}  // namespace acqsim::model
