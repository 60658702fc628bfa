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

}  // namespace

Forecast forecast(World& world, VendorId vendor, ProviderId added) {
  const auto& names = world.blueprint();
  const std::size_t vendors = names.vendors.size();
  const VendorId affiliate = added.is_valid() ? names.affiliate_of[added.value()] : VendorId();
  Forecast result;
  result.hosted.assign(names.providers.size(), base::Money(0.0));
  for (std::size_t a = 0; a < names.agencies.size(); ++a) {
    const AgencyId agency(a);
    const double total = demand(world, agency);
    if (total <= 0.0) continue;
    const KindId kind = world.kind(agency);
    const double embedded = world.spec(kind).embedded_share.value();
    const auto& levels = world.level_weights(agency);
    const auto& homes = world.home_weights(agency);
    for (std::size_t l = 0; l < levels.size(); ++l) {
      if (levels[l] <= 0.0) continue;
      for (std::size_t h = 0; h < homes.size(); ++h) {
        if (homes[h] <= 0.0) continue;
        double weight_of_all = 0.0;
        double weight_of_vendor = 0.0;
        double weight_of_affiliate = 0.0;
        ProviderId hosted_at;
        for (std::size_t v = 0; v < vendors; ++v) {
          const VendorId other(v);
          if (world.standing.is_suspended(other, kind)) continue;
          const bool is_what_if = other == vendor && added.is_valid();
          const Route& route =
              is_what_if ? world.access.what_if(agency, LevelId(l), ProviderId(h), other, added)
                         : world.access.best(agency, LevelId(l), ProviderId(h), other);
          if (!route.exists()) continue;
          const Candidate gateway = choice::candidate(world, agency, other, route, false);
          const double platform =
              world.spec().choice.lock_in *
              (world.lock_in.term(agency, other, true) - world.lock_in.term(agency, other, false));
          const double weight = std::exp(gateway.systematic() + embedded * platform);
          weight_of_all += weight;
          if (other == vendor) {
            weight_of_vendor = weight;
            hosted_at = names.provider_of[route.enclave.value()];
          }
          if (other == affiliate) weight_of_affiliate = weight;
        }
        if (weight_of_all <= 0.0) continue;
        const double demand_here = total * levels[l] * homes[h] / weight_of_all;
        result.won += base::Money(demand_here * weight_of_vendor);
        result.affiliate += base::Money(demand_here * weight_of_affiliate);
        if (hosted_at.is_valid()) {
          result.hosted[hosted_at.value()] += base::Money(demand_here * weight_of_vendor);
        }
      }
    }
  }
  return result;
}

}  // namespace acqsim::model::partnership_forecast
