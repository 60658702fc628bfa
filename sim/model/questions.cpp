#include "model/questions.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/base/quantity_text.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace acqsim::model {

namespace {

Answer opposite(Answer answer) {
  if (answer == Answer::no_data) return answer;
  return answer == Answer::yes ? Answer::no : Answer::yes;
}

}  // namespace

bool compares(double measured, const std::string& comparison, std::string_view symbol) {
  const base::Unit unit = base::unit_of(symbol);
  const double value = base::stored(measured, unit);
  const std::size_t digits = comparison.find_first_not_of("<>=! ");
  ACQSIM_CHECK(digits != std::string::npos, "a comparison without a number: " + comparison);
  std::string op = comparison.substr(0, digits);
  op.erase(std::remove(op.begin(), op.end(), ' '), op.end());
  // The loader keeps bounds as plain numbers in the stored unit; texts made in C++ may have a unit.
  const std::string_view bound = std::string_view(comparison).substr(digits);
  auto number = base::parse_quantity(bound, base::Unit::none);
  if (!number) number = base::parse_quantity(bound, unit);
  ACQSIM_CHECK(number.has_value(), "a comparison without a number: " + comparison);
  if (op == "<") return value < *number;
  if (op == "<=") return value <= *number;
  if (op == ">") return value > *number;
  if (op == ">=") return value >= *number;
  if (op == "!=") return value != *number;
  ACQSIM_CHECK(op == "=" || op == "==", "not a comparison: " + comparison);
  return value == *number;
}

bool Question::Watch::fits(Days now, const Event& event) const {
  if (event.index() != kind || now < from || now >= to) return false;
  const Parties got = parties_of(event);
  return (!wanted.agency.is_valid() || wanted.agency == got.agency) &&
         (!wanted.vendor.is_valid() || wanted.vendor == got.vendor) &&
         (!wanted.provider.is_valid() || wanted.provider == got.provider) &&
         (!wanted.enclave.is_valid() || wanted.enclave == got.enclave) &&
         (!wanted.policy.is_valid() || wanted.policy == got.policy) &&
         (!wanted.path.is_valid() || wanted.path == got.path) &&
         (wanted.order == 0 || wanted.order == got.order);
}

Question::Question(World& world, metrics::Tallies& tallies, const spec::Outcome& outcome)
    : world_(&world), shared_(&tallies), outcome_(&outcome) {
  const auto end_of = [&](base::Date day) {
    return std::min(world.horizon(), day - world.spec().start + Days(1.0));
  };
  Days from(0.0);
  Days to = world.horizon();
  if (outcome.by) {
    clock_ = Clock::ever;
    to = end_of(*outcome.by);
    looks_at_ = quarter_ends(to);
  } else if (outcome.at) {
    to = end_of(*outcome.at);
    looks_at_ = {to};
  } else if (outcome.over_from) {
    from = std::max(Days(0.0), *outcome.over_from - world.spec().start);
    to = end_of(*outcome.over_to);
    looks_at_ = {to};
  } else if (outcome.always) {
    clock_ = Clock::always;
    looks_at_ = quarter_ends(to);
  } else {
    clock_ = outcome.before ? Clock::before : Clock::once;
    looks_at_ = {to};
  }
  prepare(outcome.that, from, to);
  if (outcome.before) {
    std::swap(watches_, rival_);
    prepare(*outcome.before, from, to);
    std::swap(watches_, rival_);
  }
}

std::vector<Days> Question::quarter_ends(Days until) const {
  const base::FiscalCalendar calendar{static_cast<unsigned>(world_->spec().fiscal_year_start)};
  std::vector<Days> ends;
  const auto start = world_->spec().start;
  int quarter = calendar.quarter_of(start);
  for (int day = 1; Days(day) < until; ++day) {
    const int now = calendar.quarter_of(base::Date(start.days_since_epoch() + day));
    if (now != quarter) ends.push_back(Days(day));
    quarter = now;
  }
  ends.push_back(until);
  return ends;
}

void Question::prepare(const spec::Condition& condition, Days from, Days to) {
  using Operator = spec::Condition::Operator;
  for (const auto& operand : condition.operands) prepare(operand, from, to);
  if (condition.op == Operator::measure) {
    tallies_.push_back(&shared_->over(from, to));
    readings_.push_back(std::numeric_limits<double>::quiet_NaN());
    if (metrics::of(condition.call.name).reads_year_ends && year_ends_.empty())
      year_ends_.emplace_back(*world_);
  }
  if (condition.op != Operator::event) return;
  const auto& names = world_->blueprint();
  Watch watch{kind_named(condition.call.name), {}, from, to, false};
  for (const auto& [key, value] : condition.call.arguments) {
    if (key == "order") {
      watch.wanted.order = static_cast<std::uint32_t>(std::get<double>(value));
      continue;
    }
    const auto& id = std::get<std::string>(value);
    if (key == "agency") watch.wanted.agency = names.agencies.at(id);
    if (key == "vendor") watch.wanted.vendor = names.vendors.at(id);
    if (key == "provider") watch.wanted.provider = names.providers.at(id);
    if (key == "policy") watch.wanted.policy = names.policies.at(id);
    if (key == "path") watch.wanted.path = names.paths.at(id);
    if (key == "enclave") watch.wanted.enclave = names.enclaves.at(id);
  }
  watches_.push_back(watch);
}

void Question::install() {
  for (auto& ends : year_ends_) ends.install();
  if (!watches_.empty() || !rival_.empty()) world_->listen(*this);
  world_->simulation().spawn(looks(*world_, *this, looks_at_), "question");
}

des::Process Question::looks(World& world, Question& question, std::vector<Days> at) {
  for (const Days time : at) {
    co_await world.simulation().until(time, des::Simulation::kLowestPriority);
    question.look();
  }
}

EventKinds Question::wants() const {
  EventKinds wanted;
  for (const auto* watches : {&watches_, &rival_}) {
    for (const Watch& watch : *watches) wanted.set(watch.kind);
  }
  return wanted;
}

void Question::on(Days now, const Event& event) {
  for (auto& rival : rival_) {
    if (rival.has_happened || !rival.fits(now, event)) continue;
    look();  // before this very event counts for the condition
    rival.has_happened = true;
    is_settled_ = true;
  }
  for (auto& watch : watches_) {
    if (watch.has_happened || !watch.fits(now, event)) continue;
    watch.has_happened = true;
    watch.at = now;
  }
}

void Question::look() {
  if (is_settled_) return;
  std::size_t watch = 0;
  std::size_t tally = 0;
  const Answer now = evaluate(outcome_->that, watch, tally);
  switch (clock_) {
    case Clock::once:
    case Clock::before:
      answer_ = now;
      break;
    case Clock::ever:
      if (now == Answer::yes) is_settled_ = true;
      if (now == Answer::yes || !has_looked_ || answer_ == Answer::no_data) answer_ = now;
      break;
    case Clock::always:
      if (now == Answer::no) is_settled_ = true;
      if (now == Answer::no || !has_looked_ || answer_ == Answer::no_data) answer_ = now;
      break;
  }
  has_looked_ = true;
  last_look_ = world_->now();
}

Answer Question::evaluate(const spec::Condition& condition, std::size_t& watch,
                          std::size_t& tally) {
  using Operator = spec::Condition::Operator;
  switch (condition.op) {
    case Operator::event:
      return watches_[watch++].has_happened ? Answer::yes : Answer::no;
    case Operator::measure: {
      const metrics::MetricRow& row = metrics::of(condition.call.name);
      std::map<std::string, std::string> labels;
      std::string comparison;
      for (const auto& [key, value] : condition.call.arguments) {
        (key == "is" ? comparison : labels[key]) = std::get<std::string>(value);
      }
      const metrics::Reading reading{*tallies_[tally], *world_,
                                     year_ends_.empty() ? nullptr : &year_ends_.front()};
      const double value = row.value(reading, metrics::labels_of(world_->blueprint(), labels));
      readings_[tally++] = value;
      if (&condition == &outcome_->that) value_ = value;
      if (std::isnan(value)) return Answer::no_data;
      return compares(value, comparison, row.about.unit) ? Answer::yes : Answer::no;
    }
    case Operator::negation:
      return opposite(evaluate(condition.operands.front(), watch, tally));
    case Operator::all:
    case Operator::any: {
      const Answer decisive = condition.op == Operator::all ? Answer::no : Answer::yes;
      Answer sum = opposite(decisive);
      for (const auto& operand : condition.operands) {  // all of them: positions count on
        const Answer one = evaluate(operand, watch, tally);
        if (one == decisive) sum = decisive;
        if (one == Answer::no_data && sum != decisive) sum = Answer::no_data;
      }
      return sum;
    }
  }
  return Answer::no_data;
}

std::vector<Question::Finding> Question::findings() const {
  std::vector<Finding> found;
  std::size_t watch = 0;
  std::size_t tally = 0;
  const std::function<void(const spec::Condition&)> walk = [&](const spec::Condition& condition) {
    for (const auto& operand : condition.operands) walk(operand);
    if (condition.op == spec::Condition::Operator::measure) {
      const metrics::Tally& read = *tallies_[tally];
      found.push_back({&condition, false, Days(0.0), readings_[tally], read.from(),
                       std::min(read.to(), last_look_)});
      ++tally;
    } else if (condition.op == spec::Condition::Operator::event) {
      const Watch& one = watches_[watch++];
      found.push_back({&condition, one.has_happened, one.at});
    }
  };
  walk(outcome_->that);
  return found;
}

}  // namespace acqsim::model
