#include "model/metrics/tally.hpp"

#include "model/world.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace acqsim::model::metrics {

Tally::Tally(const World& world, Days from, Days to)
    : agency_awards(world.blueprint().agencies.size(), 0.0),
      agency_obligations(agency_awards.size(), 0.0),
      awards(world.blueprint().vendors.size(), 0.0),
      reviews(world.blueprint().paths.size(), 0.0),
      review_days(reviews.size(), 0.0),
      next_partner(awards.size()),
      next_partner_at(awards.size()),
      serving(awards.size(), 0.0),
      world_(&world),
      parts_(world.blueprint()),
      providers_(world.blueprint().providers.size()),
      start_(world.spec().start),
      calendar_{static_cast<unsigned>(world.spec().fiscal_year_start)},
      first_year_(calendar_.year_of(world.spec().start)),
      from_(from),
      to_(to),
      advanced_to_(from),
      model_(awards.size() * providers_, 0.0),
      hosting_(model_.size(), 0.0),
      by_year_(static_cast<std::size_t>(calendar_.year_of(world.spec().end) - first_year_ + 1),
               0.0),
      model_by_year_(by_year_.size() * awards.size(), 0.0),
      hosting_by_year_(by_year_.size() * providers_, 0.0),
      recompetes_by_year_(by_year_.size()) {}

std::size_t Tally::year_at(Days now) const {
  const base::Date today(start_.days_since_epoch() + static_cast<int>(std::floor(now.value())));
  return static_cast<std::size_t>(calendar_.year_of(today) - first_year_);
}

void Tally::advance(Days now) {
  const Days until = std::min(now, to_);
  if (until <= advanced_to_) return;
  contract_years += in_operation * base::in_years(until - advanced_to_);
  advanced_to_ = until;
}

LevelId Tally::level_of(RequirementId requirement) const {
  return requirement.value() < world_->requirements() ? (*world_)[requirement].level : LevelId();
}

Breakdown::Demand* Tally::demand_of(AgencyId agency, LevelId level) {
  return level.is_valid() ? &parts_.demand(world_->kind(agency), level) : nullptr;
}

Breakdown::Flow* Tally::flow_of(AgencyId agency, LevelId level, VendorId vendor,
                                ProviderId provider) {
  return level.is_valid() ? &parts_.flow(world_->kind(agency), level, vendor, provider) : nullptr;
}

EventKinds Tally::wants() const {
  return kinds<RequirementArrived, RequirementUnmet, RequirementWithdrawn, Awarded,
               OperationStarted, Obligated, SupplyStarted, SupplyEnded, ContractEnded,
               VendorChanged, FundsExpired, StartFunded, Protested, ProtestDecided, ReviewCompleted,
               PartnershipSigned>();
}

void Tally::on(Days now, const Event& event) {
  // Stocks go on outside the window, so that it begins with what there is.
  if (const auto* started = std::get_if<SupplyStarted>(&event)) ++serving[started->vendor.value()];
  if (const auto* ended = std::get_if<SupplyEnded>(&event)) --serving[ended->vendor.value()];
  if (std::holds_alternative<OperationStarted>(event)) {
    advance(now);
    ++in_operation;
  }
  if (std::holds_alternative<ContractEnded>(event)) {
    advance(now);
    in_operation = std::max(0.0, in_operation - 1.0);
  }
  if (now < from_ || now >= to_) return;

  std::visit(Overload{
                 [&](const RequirementArrived& e) {
                   ++arrived;
                   if (auto* part = demand_of(e.agency, level_of(e.requirement))) ++part->arrived;
                 },
                 [&](const RequirementUnmet& e) {
                   if (!e.is_first) return;
                   if (auto* part = demand_of(e.agency, level_of(e.requirement))) ++part->unmet;
                   ++(e.cause == UnmetCause::no_route ? unmet_no_route : unmet_no_capability);
                 },
                 [&](const RequirementWithdrawn&) { ++withdrawn; },
                 [&](const Awarded& e) {
                   if (e.is_renewal) {
                     ++renewals;
                     return;
                   }
                   if (e.is_competed) ++competed_awards;
                   ++awards[e.vendor.value()];
                   ++agency_awards[e.agency.value()];
                   if (auto* part = flow_of(e.agency, e.level, e.vendor, e.provider))
                     ++part->awards;
                   if (e.incumbent.is_valid()) {
                     ++recompetes;
                     if (e.incumbent == e.vendor) ++incumbent_wins;
                     if (const std::size_t year = year_at(now); year < recompetes_by_year_.size()) {
                       ++recompetes_by_year_[year].all;
                       if (e.incumbent == e.vendor) ++recompetes_by_year_[year].won_by_incumbent;
                     }
                   } else {
                     ++first_awards;
                     days_to_award += e.waited.value();
                     if (auto* part = demand_of(e.agency, e.level)) {
                       ++part->first_awards;
                       part->days_to_award += e.waited.value();
                     }
                   }
                 },
                 [&](const OperationStarted& e) {
                   if (!e.is_first) return;
                   ++first_operations;
                   days_to_operation += e.waited.value();
                   if (auto* part = demand_of(e.agency, level_of(e.requirement))) {
                     ++part->first_operations;
                     part->days_to_operation += e.waited.value();
                   }
                 },
                 [&](const Obligated& e) {
                   const std::size_t cell = e.vendor.value() * providers_ + e.provider.value();
                   model_[cell] += e.model.value();
                   hosting_[cell] += e.hosting.value();
                   total_model_ += e.model.value();
                   total_hosting_ += e.hosting.value();
                   if (auto* part = flow_of(e.agency, e.level, e.vendor, e.provider)) {
                     part->model += e.model.value();
                     part->hosting += e.hosting.value();
                   }
                   const double both = e.model.value() + e.hosting.value();
                   agency_obligations[e.agency.value()] += both;
                   if (e.is_competed) competed_ += both;
                   const base::Date today(start_.days_since_epoch() +
                                          static_cast<int>(std::floor(now.value())));
                   const auto year =
                       static_cast<std::size_t>(calendar_.year_of(today) - first_year_);
                   if (year < by_year_.size()) {
                     by_year_[year] += both;
                     model_by_year_[year * awards.size() + e.vendor.value()] += e.model.value();
                     hosting_by_year_[year * providers_ + e.provider.value()] += e.hosting.value();
                   }
                   by_quarter_[static_cast<std::size_t>(calendar_.quarter_of(today) - 1)] += both;
                 },
                 [&](const VendorChanged&) { ++vendor_changes; },
                 [&](const FundsExpired& e) { funds_expired += e.amount.value(); },
                 [&](const StartFunded& e) {
                   ++starts_held_up;
                   days_held_up += e.waited.value();
                 },
                 [&](const Protested&) { ++protests; },
                 [&](const ProtestDecided& e) {
                   ++protests_decided;
                   if (e.is_effective) ++protests_effective;
                   if (e.is_on_merits) ++protests_on_merits;
                   if (e.is_on_merits && e.is_effective) ++protests_sustained;
                   protest_days += e.stayed.value() + e.corrective_action.value();
                 },
                 [&](const ReviewCompleted& e) {
                   ++reviews[e.path.value()];
                   review_days[e.path.value()] += (e.waited + e.reviewed).value();
                 },
                 [&](const PartnershipSigned& e) {
                   auto& first = next_partner[e.vendor.value()];
                   if (first.is_valid()) return;
                   first = e.provider;
                   next_partner_at[e.vendor.value()] = now;
                 },
                 [](const auto&) {},
             },
             event);
}

double Tally::model(VendorId v) const {
  double sum = 0.0;
  for (std::size_t p = 0; p < providers_; ++p) sum += model(v, ProviderId(p));
  return sum;
}

double Tally::hosting(ProviderId p) const {
  double sum = 0.0;
  for (std::size_t v = 0; v < awards.size(); ++v) sum += hosting(VendorId(v), p);
  return sum;
}

double Tally::hosting_of(VendorId v) const {
  double sum = 0.0;
  for (std::size_t p = 0; p < providers_; ++p) sum += hosting(v, ProviderId(p));
  return sum;
}

std::optional<std::size_t> Tally::place_of(int year) const {
  const int at = year - first_year_;
  if (at < 0 || static_cast<std::size_t>(at) >= by_year_.size()) return std::nullopt;
  return static_cast<std::size_t>(at);
}

double Tally::in_fiscal_year(int year) const {
  const auto at = place_of(year);
  return at ? by_year_[*at] : 0.0;
}

double Tally::model_in(int year, VendorId v) const {
  const auto at = place_of(year);
  if (!at) return 0.0;
  const std::size_t row = *at * awards.size();
  if (v.is_valid()) return model_by_year_[row + v.value()];
  double sum = 0.0;
  for (std::size_t i = 0; i < awards.size(); ++i) sum += model_by_year_[row + i];
  return sum;
}

double Tally::hosting_in(int year, ProviderId p) const {
  const auto at = place_of(year);
  if (!at) return 0.0;
  const std::size_t row = *at * providers_;
  if (p.is_valid()) return hosting_by_year_[row + p.value()];
  double sum = 0.0;
  for (std::size_t i = 0; i < providers_; ++i) sum += hosting_by_year_[row + i];
  return sum;
}

Tally::Recompetes Tally::recompetes_in(int year) const {
  const auto at = place_of(year);
  return at ? recompetes_by_year_[*at] : Recompetes{};
}

double concentration(const std::vector<double>& parts) {
  double sum = 0.0;
  double squares = 0.0;
  for (const double part : parts) {
    sum += part;
    squares += part * part;
  }
  return sum > 0.0 ? squares / (sum * sum) : std::numeric_limits<double>::quiet_NaN();
}

double share(double part, double whole) {
  return whole > 0.0 ? part / whole : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace acqsim::model::metrics
