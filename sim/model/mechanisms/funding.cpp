#include "model/mechanisms/funding.hpp"

#include "model/world.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace acqsim::model {

namespace {

constexpr double kNoLimit = std::numeric_limits<double>::infinity();
constexpr double kCent = 0.01;  // sums of money that agree to a cent agree

}  // namespace

Funding::Funding(const World& world) {
  const spec::Scenario& scenario = world.spec();
  accounts_.resize(scenario.agencies.size());
  for (std::size_t a = 0; a < accounts_.size(); ++a) {
    Account& account = accounts_[a];
    account.rate = rate(world, AgencyId(a));
    account.unobligated = account.rate;
    const bool is_limited = account.rate != kNoLimit;
    if (is_limited) account.due.resize(world.appropriations.years().size(), 0.0);
    has_budgets_ = has_budgets_ || is_limited;
  }
}

double Funding::rate(const World& world, AgencyId agency) const {
  const auto& given = world.spec(agency).budget;
  if (!world.spec().funding.enabled || !given) return kNoLimit;
  return given->value() * world.spec_of(agency).funding.budget_scale;
}

double Funding::growth(const World& world, std::size_t year) const {
  if (year < growth_.size()) return growth_[year];
  const double a_year = world.spec().funding.growth.value() * base::kDaysPerYear;
  const double before = growth_.empty() ? 1.0 : growth_[grows_from_];
  return before * std::pow(1.0 + a_year, static_cast<double>(year - grows_from_));
}

double Funding::left_of(const World& world, std::size_t year) const {
  const auto& years = world.appropriations.years();
  if (year + 1 >= years.size()) return 1.0;
  const Days next = years[year + 1].begins;
  return (next - world.now()).value() / (next - years[year].begins).value();
}

void Funding::before_change(World& /*world*/, std::string_view path) {
  if (path == "funding.growth" && !growth_.empty()) grows_from_ = year_;
}

void Funding::after_change(World& world, std::string_view path) {
  if (path != "funding.budget_scale" && !path.ends_with(".budget")) return;
  for (std::size_t a = 0; a < accounts_.size(); ++a)
    change_rate(world, AgencyId(a), rate(world, AgencyId(a)));
  if (world.has_begun()) settle(world);
}

void Funding::change_rate(World& world, AgencyId agency, double rate) {
  Account& account = accounts_[agency.value()];
  const double before = account.rate;
  if (rate == before) return;
  account.rate = rate;
  if (rate > before) account.has_run_out = false;
  const bool is_new = before == kNoLimit;
  if (is_new) {
    account.due.resize(world.appropriations.years().size(), 0.0);
    account.unobligated = rate;
    has_budgets_ = true;
  }
  if (!world.has_begun()) return;  // the first year's money comes when it begins
  const double part = left_of(world, year_) * growth(world, rate_of(world, year_));
  account.unobligated =
      is_new ? rate * part : std::max(0.0, account.unobligated + (rate - before) * part);
}

/// The year at whose rate money comes until this year's appropriation is enacted.
std::size_t Funding::rate_of(const World& world, std::size_t year) const {
  const auto& one = world.appropriations.years()[year];
  const bool is_late = one.enacted > std::max(one.begins, world.now());
  const bool is_as_before = is_late || (one.is_full_year_resolution && one.enacted > one.begins);
  return year > 0 && is_as_before ? year - 1 : year;
}

double Funding::budget(const World& world, AgencyId agency, std::size_t year) const {
  const Account& account = accounts_[agency.value()];
  if (account.rate == kNoLimit) return kNoLimit;
  return account.rate * growth(world, year);
}

void Funding::begin_year(World& world, std::size_t year) {
  year_ = year;
  while (growth_.size() <= year) growth_.push_back(growth(world, growth_.size()));
  const auto& years = world.appropriations.years();
  const bool is_late = years[year].enacted > years[year].begins;
  const double part = year == 0 ? left_of(world, year) : 1.0;
  for (std::size_t a = 0; a < accounts_.size() && has_budgets_; ++a) {
    Account& account = accounts_[a];
    if (account.rate == kNoLimit) continue;
    const std::size_t rate_of = year > 0 && is_late ? year - 1 : year;
    account.unobligated = part * budget(world, AgencyId(a), rate_of);
    account.has_run_out = false;
  }
  settle(world);
}

void Funding::end_year(World& world) {
  for (std::size_t a = 0; a < accounts_.size() && has_budgets_; ++a) {
    Account& account = accounts_[a];
    if (account.rate == kNoLimit) continue;
    if (account.unobligated > kCent)
      world.emit(FundsExpired{AgencyId(a), Money(account.unobligated)});
    account.unobligated = 0.0;
  }
}

void Funding::enact(World& world, std::size_t year) {
  if (!has_budgets_ || year == 0 || year != year_) return;
  if (world.appropriations.years()[year].is_full_year_resolution) return;
  for (std::size_t a = 0; a < accounts_.size(); ++a) {
    Account& account = accounts_[a];
    if (account.rate == kNoLimit) continue;
    const AgencyId agency(a);
    const double more = budget(world, agency, year) - budget(world, agency, year - 1);
    account.unobligated = std::max(0.0, account.unobligated + more);
  }
  settle(world);
}

double Funding::first_period(const World& world, RequirementId id) const {
  return world[id].annual_value.value() *
         base::in_years(world.spec_of(world[id].agency).operation.period);
}

void Funding::set_aside(RequirementId id, const SetAside& what) {
  release(id);
  if (set_aside_.size() <= id.value()) set_aside_.resize(id.value() + 1);
  set_aside_[id.value()] = what;
  Account& account = accounts_[what.agency.value()];
  (what.year == kUnderWay ? account.under_way : account.due[what.year]) += what.amount;
}

void Funding::release(RequirementId id) {
  if (id.value() >= set_aside_.size() || !set_aside_[id.value()].agency.is_valid()) return;
  const SetAside what = set_aside_[id.value()];
  set_aside_[id.value()] = {};
  Account& account = accounts_[what.agency.value()];
  (what.year == kUnderWay ? account.under_way : account.due[what.year]) -= what.amount;
}

bool Funding::commit(World& world, RequirementId id) {
  const AgencyId agency = world[id].agency;
  Account& account = accounts_[agency.value()];
  if (account.rate == kNoLimit || !world.spec().operation.enabled) return true;
  const double amount = first_period(world, id);
  if (amount > account.unobligated - account.under_way - account.due[year_] + kCent) {
    if (!account.has_run_out) world.emit(FundsExhausted{agency});
    account.has_run_out = true;
    return false;
  }
  set_aside(id, {agency, amount, kUnderWay});
  return true;
}

void Funding::commit_anyway(World& world, RequirementId id) {
  const AgencyId agency = world[id].agency;
  if (accounts_[agency.value()].rate == kNoLimit || !world.spec().operation.enabled) return;
  set_aside(id, {agency, first_period(world, id), kUnderWay});
}

void Funding::plan(World& world, RequirementId id, Days at, double years) {
  const AgencyId agency = world[id].agency;
  if (accounts_[agency.value()].rate == kNoLimit) return;
  const double amount = world[id].annual_value.value() * years;
  set_aside(id, {agency, amount, world.appropriations.year_at(at)});
}

bool Funding::settle_one(World& world, const Obligated& obligation) {
  Account& account = accounts_[obligation.agency.value()];
  const double amount = (obligation.model + obligation.hosting).value();
  if (world.appropriations.is_shut(obligation.agency, world.now())) return false;
  if (amount > account.unobligated + kCent) return false;
  if (account.rate != kNoLimit) account.unobligated -= amount;
  world.emit(obligation);
  return true;
}

void Funding::pay(World& world, const Obligated& obligation) {
  if (!settle_one(world, obligation))
    accounts_[obligation.agency.value()].waiting.push_back(obligation);
}

void Funding::settle(World& world, AgencyId agency) {
  std::vector<Obligated> waiting;
  waiting.swap(accounts_[agency.value()].waiting);
  for (const Obligated& obligation : waiting) pay(world, obligation);
}

void Funding::settle(World& world) {
  for (std::size_t a = 0; a < accounts_.size(); ++a) {
    if (!accounts_[a].waiting.empty()) settle(world, AgencyId(a));
  }
}

void Funding::on(Days /*now*/, const Event& event) {
  if (const auto* unmet = std::get_if<RequirementUnmet>(&event)) release(unmet->requirement);
  if (const auto* given_up = std::get_if<RequirementWithdrawn>(&event))
    release(given_up->requirement);
  if (const auto* ended = std::get_if<ContractEnded>(&event)) release(ended->requirement);
}

namespace funding {

des::Task<bool> secure(World& world, RequirementId id) {
  if (world[id].incumbent.is_valid()) {
    world.funding.commit_anyway(world, id);
    co_return false;
  }
  const AgencyId agency = world[id].agency;
  const Days since = world.now();
  const auto& years = world.appropriations.years();
  bool is_exempt = false;
  for (;;) {
    const Days opens = world.appropriations.new_starts_from(world.now());
    if (opens > world.now() && !is_exempt) {
      const double u = world.uniform(world[id].key, Purpose::exempt_start, world[id].round);
      is_exempt = u < world.spec_of(agency).appropriations.exempt_starts.value();
      if (!is_exempt) co_await world.rates_changed().wait_until(opens);
      continue;
    }
    const bool is_funded = world.funding.commit(world, id);
    if (is_funded) break;
    is_exempt = false;
    const std::size_t next = world.appropriations.year_at(world.now()) + 1;
    const Days more = next < years.size() ? years[next].begins : Days(kNoLimit);
    co_await world.rates_changed().wait_until(more);  // or when a policy gives more
  }
  const Days waited = world.now() - since;
  if (waited.value() > 0.0) world.emit(StartFunded{id, world[id].agency, waited});
  co_return waited.value() > 0.0;
}

}  // namespace funding
}  // namespace acqsim::model
