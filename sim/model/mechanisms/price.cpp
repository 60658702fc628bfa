#include "model/mechanisms/price.hpp"

#include "model/world.hpp"

#include <cmath>
#include <limits>

namespace acqsim::model {

namespace {
constexpr Days kNever(std::numeric_limits<double>::infinity());
}

Price::Price(const World& world) : set_at_(world.blueprint().vendors.size(), 1.0) {
  const auto& scenario = world.spec();
  for (const auto& [id, promotion] : scenario.promotions) {
    promotions_.push_back({world.blueprint().vendors.at(promotion.vendor),
                           world.blueprint().vehicles.at(promotion.vehicle), &promotion,
                           promotion.from ? *promotion.from - scenario.start : Days(0.0),
                           promotion.until ? *promotion.until - scenario.start : kNever});
  }
}

base::Money Price::list(const World& world, VendorId vendor) const {
  const auto& parameters = world.spec().price;
  const base::Money listed = world.spec(vendor).price;
  if (!parameters.enabled) return listed;
  if (world.now() != factor_at_ || parameters.decline != factor_decline_) {
    factor_at_ = world.now();
    factor_decline_ = parameters.decline;
    factor_ = kept_ * price::factor(factor_decline_, factor_at_ - since_);
  }
  return listed * (factor_ / set_at_[vendor.value()]);
}

base::Money Price::on(const World& world, VendorId vendor, VehicleId vehicle) const {
  if (!world.spec().price.enabled) return list(world, vendor);
  for (const auto& promotion : promotions_) {
    if (promotion.vendor == vendor && promotion.vehicle == vehicle &&
        world.now() >= promotion.from && world.now() < promotion.until) {
      return promotion.about->price;
    }
  }
  return list(world, vendor);
}

void Price::before_change(World& world, std::string_view path) {
  if (path != "price.decline") return;
  kept_ *= price::factor(world.spec().price.decline, world.now() - since_);
  since_ = world.now();
}

VendorId Price::vendor_of(const World& world, std::string_view path) {
  constexpr std::string_view kBegin = "vendors.";
  constexpr std::string_view kEnd = ".price";
  if (!path.starts_with(kBegin) || !path.ends_with(kEnd)) return {};
  const auto id = path.substr(kBegin.size(), path.size() - kBegin.size() - kEnd.size());
  return world.blueprint().vendors.at(std::string(id));
}

void Price::after_change(World& world, std::string_view path) {
  const VendorId vendor = vendor_of(world, path);
  if (!vendor.is_valid() || !world.has_begun()) return;
  set_at_[vendor.value()] = kept_ * price::factor(world.spec().price.decline, world.now() - since_);
}

void Price::end_promotion(const World& world, std::size_t promotion) {
  promotions_[promotion].until = world.now();
}

namespace price {

double factor(base::Rate decline, base::Days elapsed) { return std::exp(-(decline * elapsed)); }

}  // namespace price
}  // namespace acqsim::model
