#include "model/mechanisms/price.hpp"

#include "model/world.hpp"

#include <cmath>
#include <limits>

namespace acqsim::model {

namespace {
constexpr Days kNever(std::numeric_limits<double>::infinity());
}

Price::Price(const World& world) {
  const auto& scenario = world.spec();
  for (const auto& [id, promotion] : scenario.promotions) {
    promotions_.push_back({world.blueprint().vendors.at(promotion.vendor),
                           world.blueprint().vehicles.at(promotion.vehicle), promotion.price,
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
    factor_ = price::factor(factor_decline_, factor_at_);
  }
  return listed * factor_;
}

base::Money Price::on(const World& world, VendorId vendor, VehicleId vehicle) const {
  for (const auto& promotion : promotions_) {
    if (promotion.vendor == vendor && promotion.vehicle == vehicle &&
        world.now() >= promotion.from && world.now() < promotion.until) {
      return promotion.price;
    }
  }
  return list(world, vendor);
}

void Price::end_promotion(const World& world, std::size_t promotion) {
  promotions_[promotion].until = world.now();
}

namespace price {

double factor(base::Rate decline, base::Days elapsed) { return std::exp(-(decline * elapsed)); }

}  // namespace price
}  // namespace acqsim::model
