#include "model/mechanisms/partnership_forecast.hpp"

#include "model/choice.hpp"
#include "model/mechanisms/arrivals.hpp"
#include "model/world.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <tuple>
#include <vector>

namespace acqsim::model::partnership_forecast {

namespace {

/// Forecast obligations of one agency over the horizon. $
double demand(const World& world, AgencyId agency) {
  const auto& scenario = world.spec();
  const double horizon = scenario.partnership_decisions.horizon.value();
  const double organised =
      world.task_forces.stands(agency) ? world.spec_of(agency).task_forces.demand_factor : 1.0;
  const double arrivals_per_day =
      world.requirement_rate(agency).value() * world.arrivals.adoption(world, agency) * organised;
  return arrivals_per_day * world.mean_annual_value(world.kind(agency)) / base::kDaysPerYear *
         horizon * horizon / 2.0;
}

/// What the forecast can tell of an agency that has built nothing yet and has no default vendor.
struct Likeness {
  std::uint32_t profile;
  std::uint32_t part;  // of the market, as policies see it
  const std::vector<double>* levels;
  const std::vector<double>* homes;
  friend bool operator<(const Likeness& a, const Likeness& b) {
    return std::tie(a.profile, a.part, *a.levels, *a.homes) <
           std::tie(b.profile, b.part, *b.levels, *b.homes);
  }
};

/// Forecast obligations by agency. Of generated agencies of which that is true and that are alike,
/// the first stands for all: thousands have the same choice before them. $
std::vector<double> demands(World& world) {
  const std::size_t count = world.blueprint().agencies.size();
  std::vector<double> totals(count);
  std::map<Likeness, std::size_t> first_of;
  for (std::size_t a = 0; a < count; ++a) {
    const AgencyId agency(a);
    totals[a] = demand(world, agency);
    const bool is_like_others = world.spec(agency).is_generated &&
                                !world.lock_in.has_workflows(agency) &&
                                !world.task_forces.default_of(agency).is_valid();
    if (!is_like_others) continue;
    const auto [like, is_first] =
        first_of.try_emplace(Likeness{world.access.profile(agency), world.policies.part(agency),
                                      &world.level_weights(agency), &world.home_weights(agency)},
                             a);
    if (is_first) continue;
    totals[like->second] += totals[a];
    totals[a] = 0.0;
  }
  return totals;
}

double route_terms(const spec::Choice& weights, const Route& route, double price_term) {
  return price_term + choice::friction_term(weights, route) + choice::enclaves_term(weights, route);
}

/// Whether policies let the vendor serve a segment by this route.
bool is_permitted(const World& world, AgencyId agency, LevelId level, VendorId vendor,
                  const Route& route) {
  return !world.policies.has_rules() || world.policies.permit(world, agency, level, vendor, route);
}

constexpr double kNone = -std::numeric_limits<double>::infinity();
constexpr double kGreatestExponent = 600.0;  // exp of it is finite, and so are sums

/// exp, which knows its last value: a vendor's weight is often the same from one of an agency's
/// levels and homes to the next.
class LastExp {
 public:
  double operator()(double x) {
    if (x != x_) {
      x_ = x;
      value_ = std::exp(x);
    }
    return value_;
  }

 private:
  double x_ = 0.0;
  double value_ = 1.0;
};

}  // namespace

Outlook::Outlook(World& world)
    : world_(&world),
      vendors_(world.blueprint().vendors.size()),
      vehicles_(world.blueprint().vehicles.size()) {
  const auto& names = world.blueprint();
  for (std::size_t part = 0; part < world.policies.parts(); ++part) {
    const spec::Choice& weights = world.policies.part(world.spec(), part).choice;
    for (std::size_t v = 0; v < vendors_; ++v) {
      for (std::size_t c = 0; c < vehicles_; ++c) {
        const base::Money paid = world.price.on(world, VendorId(v), VehicleId(c));
        price_.push_back(choice::price_term(weights, paid));
      }
    }
  }
  const std::vector<double> totals = demands(world);
  const bool has_rules = world.policies.has_rules();
  std::vector<LastExp> weight_of(vendors_);
  for (std::size_t a = 0; a < names.agencies.size(); ++a) {
    const AgencyId agency(a);
    const double total = totals[a];
    if (total <= 0.0) continue;
    const double embedded = world.spec(world.kind(agency)).embedded_share.value();
    const std::size_t row = fixed_.size();
    for (std::size_t v = 0; v < vendors_; ++v) {
      const auto gateway = choice::vendor_terms(world, agency, VendorId(v), false);
      auto platform = gateway;
      if (world.lock_in.has_workflows(agency, VendorId(v)))
        platform.lock_in = choice::lock_in_term(world, agency, VendorId(v), true);
      fixed_.push_back((1.0 - embedded) * gateway.systematic() + embedded * platform.systematic());
    }
    const auto& levels = world.level_weights(agency);
    const auto& homes = world.home_weights(agency);
    for (std::size_t l = 0; l < levels.size(); ++l) {
      for (std::size_t h = 0; h < homes.size(); ++h) {
        const double here = total * levels[l] * homes[h];
        if (here <= 0.0) continue;
        Segment segment{agency, LevelId(l), ProviderId(h), row, here, kNone, 0.0};
        const AccessGraph::Place place = world.access.place(agency, segment.level, segment.home);
        const double* const terms = route_terms_at(place);
        const std::size_t first = weights_.size();
        for (std::size_t v = 0; v < vendors_; ++v) {
          double utility = fixed_[row + v] + terms[v];
          if (has_rules && utility != kNone &&
              !is_permitted(world, agency, segment.level, VendorId(v),
                            world.access.best(place, VendorId(v))))
            utility = kNone;
          weights_.push_back(utility);
          segment.level_of_utility = std::max(segment.level_of_utility, utility);
        }
        if (segment.level_of_utility == kNone) segment.level_of_utility = 0.0;
        for (std::size_t v = 0; v < vendors_; ++v) {
          double& weight = weights_[first + v];
          weight = weight == kNone ? 0.0 : weight_of[v](weight - segment.level_of_utility);
          segment.sum += weight;
        }
        segments_.push_back(segment);
      }
    }
  }
}

const double* Outlook::route_terms_at(const AccessGraph::Place& place) {
  constexpr std::size_t kNotYet = static_cast<std::size_t>(-1);
  if (place.row >= terms_of_row_.size()) terms_of_row_.resize(place.row + 1, kNotYet);
  std::size_t& begin = terms_of_row_[place.row];
  if (begin == kNotYet) {
    World& world = *world_;
    begin = route_terms_.size();
    const KindId kind = world.kind(place.agency);
    const spec::Choice& weights = world.spec_of(place.agency).choice;
    const double* const price = prices(place.agency);
    for (std::size_t v = 0; v < vendors_; ++v) {
      const VendorId vendor(v);
      const Route route = world.access.best(place, vendor);
      const bool is_there = route.exists() && !world.standing.is_suspended(vendor, kind);
      route_terms_.push_back(
          is_there ? route_terms(weights, route, price[v * vehicles_ + route.vehicle.value()])
                   : kNone);
    }
  }
  return route_terms_.data() + begin;
}

const double* Outlook::prices(AgencyId agency) const {
  return price_.data() + world_->policies.part(agency) * vendors_ * vehicles_;
}

Forecast Outlook::now(VendorId vendor) const { return forecast(vendor, ProviderId(), 0); }

Forecast Outlook::with(VendorId vendor, ProviderId added, KindMask scope) const {
  return forecast(vendor, added, scope);
}

Forecast Outlook::forecast(VendorId vendor, ProviderId added, KindMask scope) const {
  World& world = *world_;
  const auto& names = world.blueprint();
  const VendorId affiliate = added.is_valid() ? names.affiliate_of[added.value()] : VendorId();
  Forecast result;
  result.hosted.assign(names.providers.size(), base::Money(0.0));
  for (std::size_t s = 0; s < segments_.size(); ++s) {
    const Segment& segment = segments_[s];
    const double before = weight(s, vendor);
    double own = before;
    const KindId kind = world.kind(segment.agency);
    const bool is_asked =
        added.is_valid() && contains(scope, kind) && !world.standing.is_suspended(vendor, kind);
    Route route;
    if (is_asked) {
      route = world.access.what_if(segment.agency, segment.level, segment.home, vendor, added);
    } else if (before > 0.0) {
      route = world.access.best(segment.agency, segment.level, segment.home, vendor);
    }
    if (is_asked && route.exists() &&
        is_permitted(world, segment.agency, segment.level, vendor, route)) {
      const double price =
          prices(segment.agency)[vendor.value() * vehicles_ + route.vehicle.value()];
      const double utility = fixed_[segment.row + vendor.value()] +
                             route_terms(world.spec_of(segment.agency).choice, route, price);
      own = std::exp(std::min(utility - segment.level_of_utility, kGreatestExponent));
    }
    const double sum = segment.sum - before + own;
    if (sum <= 0.0) continue;
    const double per_weight = segment.demand / sum;
    result.won += base::Money(per_weight * own);
    if (affiliate.is_valid()) {
      result.affiliate += base::Money(per_weight * weight(s, affiliate));
    }
    if (own > 0.0 && route.exists()) {
      const ProviderId hosted_at = names.provider_of[route.enclave.value()];
      result.hosted[hosted_at.value()] += base::Money(per_weight * own);
    }
  }
  return result;
}

}  // namespace acqsim::model::partnership_forecast
