#include "model/mechanisms/appropriations.hpp"

#include "model/world.hpp"

#include <acqsim/base/date.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace acqsim::model {

namespace {

constexpr int kBeforeOthers = -1;  // priority: the year turns before what is due on its first day

double overlap(Days from, Days to, Days low, Days high) {
  return std::max(0.0, (std::min(to, high) - std::max(from, low)).value());
}

/// What is fixed costs no random number, so that a world without delays draws none.
double drawn_unless_fixed(World& world, const stats::Distribution& from, std::uint64_t key,
                          Purpose purpose) {
  return from.is_fixed() ? from.median() : world.draw(from, key, purpose);
}

}  // namespace

Appropriations::Appropriations(const World& world) {
  const spec::Scenario& scenario = world.spec();
  const base::FiscalCalendar calendar{static_cast<unsigned>(scenario.fiscal_year_start)};
  const int last = calendar.year_of(scenario.end) + 1;
  for (int year = calendar.year_of(scenario.start); year <= last; ++year) {
    const Days begins = calendar.start_of(year) - scenario.start;
    years_.push_back({year, begins, begins, false});
  }
}

void Appropriations::draw(World& world) {
  draw(world, Days(-std::numeric_limits<double>::infinity()));
}

void Appropriations::draw(World& world, Days after) {
  const auto& law = world.spec().appropriations;
  const auto& lapse = world.spec().shutdowns;
  const base::Date start = world.spec().start;
  if (lapse.enabled) {
    for (const auto& [id, known] : lapse.lapses) {
      const Days from = known.from - start;
      if (from <= after) continue;
      const double length = world.draw(known.length, des::hash_id(id), Purpose::lapse_length);
      Shutdown shutdown{from, from + Days(length), {}, des::hash_id(id)};
      if (!known.agencies.empty())
        shutdown.agencies.resize(world.blueprint().agencies.size(), false);
      for (const auto& agency : known.agencies)
        shutdown.agencies[world.blueprint().agencies.at(agency).value()] = true;
      shutdowns_.push_back(std::move(shutdown));
    }
  }
  for (std::size_t y = 0; y < years_.size() && law.enabled; ++y) {
    Year& year = years_[y];
    if (year.begins <= after) continue;
    const auto key = static_cast<std::uint64_t>(year.fiscal_year);
    const double continues = law.full_year_resolution.value();
    year.enacted =
        year.begins + Days(drawn_unless_fixed(world, law.enactment_delay, key, Purpose::enactment));
    year.is_full_year_resolution =
        continues > 0.0 && world.uniform(key, Purpose::full_year_resolution) < continues;
    for (const auto& [id, known] : law.enactments) {
      if (known.fiscal_year != year.fiscal_year) continue;
      if (known.enacted) year.enacted = std::max(year.begins, *known.enacted - start);
      year.is_full_year_resolution = known.is_full_year_resolution;
    }
    const Days gap = year.enacted - year.begins;
    const bool is_past = year.enacted <= Days(0.0);  // lapses before the start are facts
    if (!lapse.enabled || is_past || gap <= Days(0.0) || lapse.rate.value() <= 0.0) continue;
    const double probability = -std::expm1(-lapse.rate.value() * base::kDaysPerYear);
    if (world.uniform(key, Purpose::shutdown) >= probability) continue;
    const Days length =
        std::min(gap, Days(world.draw(lapse.length, key, Purpose::shutdown_length)));
    const Days from =
        year.begins + (gap - length) * world.uniform(key, Purpose::shutdown_beginning);
    shutdowns_.push_back({from, from + length, {}, key});
  }
  std::stable_sort(shutdowns_.begin(), shutdowns_.end(),
                   [](const Shutdown& a, const Shutdown& b) { return a.from < b.from; });
}

std::size_t Appropriations::year_at(Days at) const {
  std::size_t y = 0;
  while (y + 1 < years_.size() && years_[y + 1].begins <= at) ++y;
  return y;
}

/// When new starts may begin that this year's money is for; the year's end, if not in it.
Days Appropriations::resolution_ends(std::size_t y) const {
  const Days end =
      y + 1 < years_.size() ? years_[y + 1].begins : Days(std::numeric_limits<double>::infinity());
  return years_[y].is_full_year_resolution ? end : std::min(years_[y].enacted, end);
}

Days Appropriations::new_starts_from(Days at) const {
  for (std::size_t y = year_at(at); y < years_.size(); ++y) {
    const Days opens = std::max(at, resolution_ends(y));
    if (y + 1 == years_.size() || opens < years_[y + 1].begins) return opens;
  }
  return at;
}

Days Appropriations::done(AgencyId agency, Days at, Days work) const {
  Days end = at + work;
  for (const Shutdown& shutdown : shutdowns_) {
    const bool has_ended = shutdown.to <= at;
    const bool is_met = shutdown.from < end || shutdown.from <= at;
    if (has_ended || !is_met || !shutdown.stops(agency)) continue;
    const Days from = std::max(shutdown.from, at);
    end += shutdown.to - from;
    at = shutdown.to;  // of a shutdown that overlaps this one only the rest counts
  }
  return end;
}

bool Appropriations::is_shut(AgencyId agency, Days at) const {
  return std::any_of(shutdowns_.begin(), shutdowns_.end(), [agency, at](const Shutdown& shutdown) {
    return shutdown.from <= at && at < shutdown.to && shutdown.stops(agency);
  });
}

double Appropriations::days_of_resolution(Days from, Days to) const {
  double days = 0.0;
  for (std::size_t y = 0; y < years_.size(); ++y)
    days += overlap(years_[y].begins, resolution_ends(y), from, to);
  return days;
}

double Appropriations::days_shut(Days from, Days to) const {
  double days = 0.0;
  for (const Shutdown& shutdown : shutdowns_) {
    if (shutdown.agencies.empty()) days += overlap(shutdown.from, shutdown.to, from, to);
  }
  return days;
}

namespace appropriations {

namespace {

des::Process fiscal_year(World& world, std::size_t position) {
  const Days begins = world.appropriations.years()[position].begins;
  if (begins > Days(0.0)) {  // the year before ends within its last day
    co_await world.simulation().until(Days(std::nextafter(begins.value(), 0.0)));
    world.funding.end_year(world);
  }
  if (begins >= Days(0.0)) {
    co_await world.simulation().until(begins, kBeforeOthers);
    if (position > 0) world.funding.begin_year(world, position);
  }
  const Appropriations::Year year = world.appropriations.years()[position];
  if (year.enacted <= std::max(year.begins, Days(0.0))) co_return;
  world.emit(ContinuingResolutionBegan{year.fiscal_year});
  co_await world.simulation().until(year.enacted, kBeforeOthers);
  world.funding.enact(world, position);
  world.emit(AppropriationEnacted{year.fiscal_year});
}

/// Whether a shutdown is still to come as it was: policies may have moved it.
bool is_known(const World& world, const Appropriations::Shutdown& lapse) {
  const auto& all = world.appropriations.shutdowns();
  return std::any_of(all.begin(), all.end(), [&lapse](const Appropriations::Shutdown& one) {
    return one.key == lapse.key && one.from == lapse.from && one.to == lapse.to;
  });
}

des::Process shutdown(World& world, Appropriations::Shutdown lapse) {
  co_await world.simulation().until(std::max(Days(0.0), lapse.from), kBeforeOthers);
  if (!is_known(world, lapse)) co_return;
  world.emit(ShutdownBegan{});
  co_await world.simulation().until(lapse.to, kBeforeOthers);
  world.emit(ShutdownEnded{});
  world.funding.settle(world);
}

/// Once for each lapse, also if it was put off and comes back as it was: who tells of it waits on.
void tell_of(World& world, const Appropriations::Shutdown& lapse) {
  const bool is_within = lapse.to > Days(0.0) && lapse.from <= world.horizon();
  if (is_within && world.appropriations.is_news(lapse))
    world.simulation().spawn(shutdown(world, lapse), "shutdown");
}

}  // namespace

void install(World& world) {
  world.appropriations.draw(world);
  const auto& all = world.appropriations;
  world.funding.begin_year(world, 0);
  const bool may_change = world.policies.is_governed();
  for (std::size_t y = 0; y < all.years().size(); ++y) {
    const auto& year = all.years()[y];
    const bool matters = may_change || world.funding.has_budgets() || year.enacted > year.begins;
    if (matters && year.begins <= world.horizon())
      world.simulation().spawn(fiscal_year(world, y), "fiscal year");
  }
  for (const auto& lapse : all.shutdowns()) tell_of(world, lapse);
}

}  // namespace appropriations

bool Appropriations::is_news(const Shutdown& lapse) {
  const auto is_it = [&lapse](const Shutdown& one) {
    return one.key == lapse.key && one.from == lapse.from && one.to == lapse.to;
  };
  if (std::any_of(told_.begin(), told_.end(), is_it)) return false;
  told_.push_back(lapse);
  return true;
}

void Appropriations::after_change(World& world, std::string_view path) {
  const bool is_drawn = (path.starts_with("appropriations.") || path.starts_with("shutdowns.")) &&
                        path != "appropriations.exempt_starts";
  if (!world.has_begun() || !is_drawn) return;
  const auto is_to_come = [&](const Shutdown& one) {
    const auto of_year = std::find_if(years_.begin(), years_.end(), [&one](const Year& year) {
      return static_cast<std::uint64_t>(year.fiscal_year) == one.key;
    });
    return (of_year == years_.end() ? one.from : of_year->begins) > world.now();
  };
  shutdowns_.erase(std::remove_if(shutdowns_.begin(), shutdowns_.end(), is_to_come),
                   shutdowns_.end());
  draw(world, world.now());
  for (const Shutdown& one : shutdowns_) appropriations::tell_of(world, one);
}

}  // namespace acqsim::model
