#include "model/mechanisms/partnership_forecast.hpp"

#include "model/choice.hpp"
#include "model/mechanisms/arrivals.hpp"
#include "model/world.hpp"

#include <cmath>

namespace acqsim::model::partnership_forecast {

namespace {

/// Forecast obligations of one agency over the horizon. $
double demand(const World& world, AgencyId agency) {
  const auto& scenario = world.spec();
  const double adoption = arrivals::adoption(scenario.arrivals.adoption_ceiling,
                                             scenario.arrivals.adoption_speed, world.now());
  const double horizon = scenario.partnership_decisions.horizon.value();
  const double arrivals_per_day = world.spec(agency).requirement_rate.value() * adoption;
  return arrivals_per_day * world.mean_annual_value(world.kind(agency)) / base::kDaysPerYear *
         horizon * horizon / 2.0;
}

double route_terms(const World& world, const Route& route, double price_term) {
  return price_term + choice::friction_term(world, route) + choice::enclaves_term(world, route);
}

}  // namespace

Outlook::Outlook(World& world) : world_(&world), vendors_(world.blueprint().vendors.size()) {
  const auto& names = world.blueprint();
  for (std::size_t v = 0; v < vendors_; ++v) {
    for (std::size_t c = 0; c < names.vehicles.size(); ++c) {
      const base::Money paid = world.price.on(world, VendorId(v), VehicleId(c));
      price_.push_back(choice::price_term(world, paid));
    }
  }
  fixed_.resize(names.agencies.size() * vendors_, 0.0);
  for (std::size_t a = 0; a < names.agencies.size(); ++a) {
    const AgencyId agency(a);
    const double total = demand(world, agency);
    if (total <= 0.0) continue;
    const KindId kind = world.kind(agency);
    const double embedded = world.spec(kind).embedded_share.value();
    for (std::size_t v = 0; v < vendors_; ++v) {
      const auto gateway = choice::vendor_terms(world, agency, VendorId(v), false);
      const auto platform = choice::vendor_terms(world, agency, VendorId(v), true);
      fixed_[a * vendors_ + v] =
          (1.0 - embedded) * gateway.systematic() + embedded * platform.systematic();
    }
    const auto& levels = world.level_weights(agency);
    const auto& homes = world.home_weights(agency);
    for (std::size_t l = 0; l < levels.size(); ++l) {
      for (std::size_t h = 0; h < homes.size(); ++h) {
        const double here = total * levels[l] * homes[h];
        if (here <= 0.0) continue;
        Segment segment{agency, LevelId(l), ProviderId(h), here, 0.0};
        for (std::size_t v = 0; v < vendors_; ++v) {
          const VendorId vendor(v);
          double weight = 0.0;
          const Route& route = world.access.best(agency, segment.level, segment.home, vendor);
          if (route.exists() && !world.standing.is_suspended(vendor, kind)) {
            const double price = price_[v * names.vehicles.size() + route.vehicle.value()];
            weight = std::exp(fixed(agency, vendor) + route_terms(world, route, price));
          }
          weights_.push_back(weight);
          segment.sum += weight;
        }
        segments_.push_back(segment);
      }
    }
  }
}

Forecast Outlook::now(VendorId vendor) const { return forecast(vendor, ProviderId()); }

Forecast Outlook::with(VendorId vendor, ProviderId added) const { return forecast(vendor, added); }

Forecast Outlook::forecast(VendorId vendor, ProviderId added) const {
  World& world = *world_;
  const auto& names = world.blueprint();
  const VendorId affiliate = added.is_valid() ? names.affiliate_of[added.value()] : VendorId();
  Forecast result;
  result.hosted.assign(names.providers.size(), base::Money(0.0));
  for (std::size_t s = 0; s < segments_.size(); ++s) {
    const Segment& segment = segments_[s];
    const double before = weight(s, vendor);
    double own = before;
    const Route* route =
        before > 0.0 ? &world.access.best(segment.agency, segment.level, segment.home, vendor)
                     : nullptr;
    if (added.is_valid() && !world.standing.is_suspended(vendor, world.kind(segment.agency))) {
      route = &world.access.what_if(segment.agency, segment.level, segment.home, vendor, added);
      if (route->exists()) {
        const double price =
            price_[vendor.value() * names.vehicles.size() + route->vehicle.value()];
        own = std::exp(fixed(segment.agency, vendor) + route_terms(world, *route, price));
      }
    }
    const double sum = segment.sum - before + own;
    if (sum <= 0.0) continue;
    const double per_weight = segment.demand / sum;
    result.won += base::Money(per_weight * own);
    if (affiliate.is_valid()) {
      result.affiliate += base::Money(per_weight * weight(s, affiliate));
    }
    if (own > 0.0 && route != nullptr && route->exists()) {
      const ProviderId hosted_at = names.provider_of[route->enclave.value()];
      result.hosted[hosted_at.value()] += base::Money(per_weight * own);
    }
  }
  return result;
}

}  // namespace acqsim::model::partnership_forecast
