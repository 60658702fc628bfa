#include "model/mechanisms/character.hpp"

#include "model/world.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace acqsim::model {

namespace {

constexpr double kLeastEffort = 0.01;  // nobody stops integrating, or doing research, altogether
constexpr double kNotFollowed = std::numeric_limits<double>::quiet_NaN();

double laboratory_below(const spec::Character& parameters) {
  return std::min(parameters.laboratory_below.value(), parameters.contractor_from.value());
}

/// Waits for a contractor's share to fall. What is obligated meanwhile puts the fall off, never
/// forward, so that looking again on the day found before is in time.
des::Process watch(World& world, VendorId vendor) {
  constexpr double kInstant = 1e-6;  // days: the rounding of a closed form, not a step
  for (;;) {
    const Days left = world.character.until_laboratory(vendor);
    if (left.value() <= kInstant) break;
    if (left > world.horizon()) {  // it may be infinite
      const Days again = world.now() + world.spec().character.memory;
      co_await world.rates_changed().wait_until(again);
    } else {
      const Days fallen = world.now() + left;
      co_await world.rates_changed().wait_until(fallen);
    }
  }
  world.character.become_laboratory(vendor);
}

}  // namespace

Character::Character(World& world) : world_(&world), stocks_(world.blueprint().vendors.size()) {
  read_start(world);
}

void Character::read_start(const World& world) {
  const auto& parameters = world.spec().character;
  if (!parameters.enabled) return;
  for (std::size_t v = 0; v < stocks_.size(); ++v) {
    const spec::Vendor& vendor = world.spec(VendorId(v));
    if (vendor.commercial_revenue.value() <= 0.0) continue;
    const double share = vendor.government_share.value();
    const double commercial = vendor.commercial_revenue.value();
    stocks_[v] = {.outside = commercial * share / (1.0 - share),
                  .commercial = commercial,
                  .is_followed = true,
                  .is_contractor = share >= parameters.contractor_from.value()};
  }
}

void Character::before_change(World& world, std::string_view path) {
  const bool is_growth = path.starts_with("vendors.") && path.ends_with(".commercial_growth");
  const bool is_memory = path == "character.memory";
  if (!world.has_begun() || (!is_growth && !is_memory)) return;
  for (std::size_t v = 0; v < stocks_.size(); ++v) {
    Stock& stock = stocks_[v];
    stock.revenue = market_revenue(VendorId(v));
    stock.at = world.now();
    const double grown = growth(VendorId(v));
    stock.outside *= grown;
    stock.commercial *= grown;
    stock.commercial_at = world.now();
  }
}

void Character::after_change(World& world, std::string_view path) {
  if (!path.starts_with("character.")) return;
  if (!world.has_begun()) {
    read_start(world);
    return;
  }
  for (std::size_t v = 0; v < stocks_.size(); ++v) look_whether_contractor(VendorId(v));
}

void Character::seed(VendorId vendor, Money a_year) {
  Stock& stock = stocks_[vendor.value()];
  const double part = std::min(a_year.value(), stock.outside);
  stock.revenue += part;
  stock.outside -= part;
}

double Character::growth(VendorId vendor) const {
  const Days since = world_->now() - stocks_[vendor.value()].commercial_at;
  return std::exp(world_->spec(vendor).commercial_growth * since);
}

double Character::government_revenue(VendorId vendor) const {
  if (!is_followed(vendor)) return 0.0;
  return stocks_[vendor.value()].outside * growth(vendor) + market_revenue(vendor);
}

double Character::market_revenue(VendorId vendor) const {
  const Stock& stock = stocks_[vendor.value()];
  const Days age = world_->now() - stock.at;
  return stock.revenue * std::exp(-(age / world_->spec().character.memory));
}

double Character::commercial_revenue(VendorId vendor) const {
  if (!is_followed(vendor)) return 0.0;
  return stocks_[vendor.value()].commercial * growth(vendor);
}

double Character::government_share(VendorId vendor) const {
  if (!is_followed(vendor)) return kNotFollowed;
  const double government = government_revenue(vendor);
  return government / (government + commercial_revenue(vendor));
}

double Character::effort(VendorId vendor) const {
  const auto& parameters = world_->spec().character;
  return character::effort(parameters.base_effort.value(), parameters.effort_gain,
                           government_share(vendor));
}

double Character::integration_speed(VendorId vendor) const {
  if (!is_followed(vendor)) return 1.0;
  return effort(vendor) / world_->spec().character.base_effort.value();
}

double Character::research(VendorId vendor) const {
  if (!is_followed(vendor)) return 1.0;
  return (1.0 - effort(vendor)) / (1.0 - world_->spec().character.base_effort.value());
}

Days Character::until_laboratory(VendorId vendor) const {
  const auto& parameters = world_->spec().character;
  const double below = laboratory_below(parameters);
  constexpr Days kNever(std::numeric_limits<double>::infinity());
  const Stock& stock = stocks_[vendor.value()];
  const double commercial = commercial_revenue(vendor);
  // Of the odds g/(1 - g), the part from outside stays, as O and C grow alike; M/C falls
  // exponentially.
  const double kept = stock.outside / stock.commercial;
  const double falling = market_revenue(vendor) / commercial;
  const double threshold = below / (1.0 - below);
  if (kept + falling <= threshold) return Days(0.0);
  if (kept >= threshold) return kNever;
  const double fall =
      1.0 / parameters.memory.value() + world_->spec(vendor).commercial_growth.value();
  if (fall <= 0.0) return kNever;
  return Days(std::log(falling / (threshold - kept)) / fall);
}

void Character::become_laboratory(VendorId vendor) {
  stocks_[vendor.value()].is_contractor = false;
  world_->emit(BecameLaboratory{vendor});
}

void Character::on(Days now, const Event& event) {
  const auto* obligated = std::get_if<Obligated>(&event);
  if (obligated == nullptr || !is_followed(obligated->vendor)) return;
  const auto& parameters = world_->spec().character;
  const VendorId vendor = obligated->vendor;
  Stock& stock = stocks_[vendor.value()];
  stock.revenue =
      market_revenue(vendor) + obligated->model.value() / base::in_years(parameters.memory);
  stock.at = now;
  look_whether_contractor(vendor);
}

void Character::look_whether_contractor(VendorId vendor) {
  Stock& stock = stocks_[vendor.value()];
  const double from = world_->spec().character.contractor_from.value();
  if (!stock.is_followed || stock.is_contractor || government_share(vendor) < from) return;
  stock.is_contractor = true;
  world_->emit(BecameContractor{vendor});
  world_->simulation().spawn(watch(*world_, vendor), "character");
}

namespace character {

double effort(double base, double gain, double government_share) {
  return std::clamp(base + gain * government_share, kLeastEffort, 1.0 - kLeastEffort);
}

void install(World& world) {
  for (std::size_t v = 0; v < world.blueprint().vendors.size(); ++v) {
    const VendorId vendor(v);
    if (world.character.is_contractor(vendor)) {
      world.simulation().spawn(watch(world, vendor), "character");
    }
  }
}

}  // namespace character
}  // namespace acqsim::model
