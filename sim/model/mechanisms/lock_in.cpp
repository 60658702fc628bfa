#include "model/mechanisms/lock_in.hpp"

#include "model/world.hpp"

#include <algorithm>
#include <cmath>

namespace acqsim::model {

namespace lock_in {

double grown(double workflows, int contracts, const spec::LockInLayer& layer, Days elapsed) {
  if (workflows <= 0.0 || elapsed.value() <= 0.0) return workflows;
  const double ceiling = layer.capacity * contracts;
  if (workflows > ceiling)
    return ceiling + (workflows - ceiling) * std::exp(-(layer.decay * elapsed));
  return ceiling / (1.0 + (ceiling / workflows - 1.0) * std::exp(-(layer.growth * elapsed)));
}

double familiarity(double workflows, double reference_workflows) {
  return std::log1p(workflows / reference_workflows);
}

double cost_in_years(double workflows, double reference_workflows, const spec::LockInLayer& layer) {
  return (layer.cost_base + layer.cost_slope * familiarity(workflows, reference_workflows)) *
         layer.portability;
}

}  // namespace lock_in

LockIn::LockIn(World& world)
    : world_(&world),
      vendors_(world.blueprint().vendors.size()),
      providers_(world.blueprint().providers.size()),
      model_(world.blueprint().agencies.size() * vendors_),
      platform_(world.blueprint().agencies.size() * vendors_),
      cloud_(world.blueprint().agencies.size() * providers_) {}

bool LockIn::has_workflows(AgencyId agency) const {
  for (std::size_t v = 0; v < vendors_; ++v) {
    if (has_workflows(agency, VendorId(v))) return true;
  }
  return false;
}

double LockIn::now_in(const Stock& stock, const spec::LockInLayer& layer) const {
  return lock_in::grown(stock.workflows, stock.contracts, layer, world_->now() - stock.at);
}

double LockIn::model_workflows(AgencyId agency, VendorId vendor) const {
  return now_in(model_[agency.value() * vendors_ + vendor.value()],
                world_->spec_of(agency).lock_in.model);
}

double LockIn::platform_workflows(AgencyId agency, VendorId vendor) const {
  return now_in(platform_[agency.value() * vendors_ + vendor.value()],
                world_->spec_of(agency).lock_in.platform);
}

double LockIn::cloud_workflows(AgencyId agency, ProviderId provider) const {
  return now_in(cloud_[agency.value() * providers_ + provider.value()],
                world_->spec_of(agency).lock_in.cloud);
}

double LockIn::term(AgencyId agency, VendorId vendor, bool is_embedded) const {
  const auto& parameters = world_->spec_of(agency).lock_in;
  if (!parameters.enabled) return 0.0;
  const double w0 = parameters.reference_workflows;
  const std::size_t at = agency.value() * vendors_ + vendor.value();
  const auto part = [&](const Stock& stock, const spec::LockInLayer& layer) {
    if (stock.workflows == 0.0) return 0.0;  // most pairs have never met
    return layer.weight * layer.portability * lock_in::familiarity(now_in(stock, layer), w0);
  };
  double sum = part(model_[at], parameters.model);
  if (is_embedded) sum += part(platform_[at], parameters.platform);
  return parameters.strength * sum;
}

Money LockIn::switching_cost(AgencyId agency, VendorId vendor, ProviderId provider,
                             Money annual_value, bool is_embedded) const {
  const auto& parameters = world_->spec_of(agency).lock_in;
  if (!parameters.enabled) return Money(0.0);
  const double w0 = parameters.reference_workflows;
  double years = lock_in::cost_in_years(model_workflows(agency, vendor), w0, parameters.model);
  if (is_embedded) {
    years += lock_in::cost_in_years(platform_workflows(agency, vendor), w0, parameters.platform);
    years += lock_in::cost_in_years(cloud_workflows(agency, provider), w0, parameters.cloud);
  }
  return annual_value * (years * parameters.strength);
}

void LockIn::settle(Stock& stock, const spec::LockInLayer& layer) {
  stock.workflows = now_in(stock, layer);
  stock.at = world_->now();
}

void LockIn::before_change(World& /*world*/, std::string_view path) {
  if (!path.starts_with("lock_in.")) return;
  for (std::size_t a = 0; a < world_->blueprint().agencies.size(); ++a) {
    const auto& parameters = world_->spec_of(AgencyId(a)).lock_in;
    for (std::size_t v = 0; v < vendors_; ++v) {
      settle(model(AgencyId(a), VendorId(v)), parameters.model);
      settle(platform(AgencyId(a), VendorId(v)), parameters.platform);
    }
    for (std::size_t p = 0; p < providers_; ++p)
      settle(cloud(AgencyId(a), ProviderId(p)), parameters.cloud);
  }
}

void LockIn::change(Stock& stock, const spec::LockInLayer& layer, int contracts, double workflows) {
  settle(stock, layer);
  stock.contracts += contracts;
  stock.workflows += workflows;
  // Who serves without an award (a gateway's switch, a second vendor) begins with an award's
  // workflows.
  if (contracts > 0 && stock.workflows <= 0.0) stock.workflows = layer.per_award;
}

void LockIn::seed(AgencyId agency, VendorId vendor, ProviderId provider, bool is_embedded) {
  const auto& parameters = world_->spec_of(agency).lock_in;
  change(model(agency, vendor), parameters.model, 0, parameters.model.capacity);
  if (is_embedded)
    change(platform(agency, vendor), parameters.platform, 0, parameters.platform.capacity);
  change(cloud(agency, provider), parameters.cloud, 0, parameters.cloud.capacity);
}

void LockIn::on(Days /*now*/, const Event& event) {
  if (!world_->spec().lock_in.enabled) return;
  const auto supply = [&](const auto& e, int contracts) {
    const auto& parameters = world_->spec_of(e.agency).lock_in;
    change(model(e.agency, e.vendor), parameters.model, contracts, 0.0);
    if (e.is_embedded) change(platform(e.agency, e.vendor), parameters.platform, contracts, 0.0);
    change(cloud(e.agency, e.provider), parameters.cloud, contracts, 0.0);
  };
  if (const auto* started = std::get_if<SupplyStarted>(&event)) supply(*started, 1);
  if (const auto* ended = std::get_if<SupplyEnded>(&event)) supply(*ended, -1);
  if (const auto* award = std::get_if<Awarded>(&event); award != nullptr && !award->is_renewal) {
    const auto& parameters = world_->spec_of(award->agency).lock_in;
    const bool is_embedded = (*world_)[award->requirement].is_embedded;
    change(model(award->agency, award->vendor), parameters.model, 0, parameters.model.per_award);
    if (is_embedded) {
      change(platform(award->agency, award->vendor), parameters.platform, 0,
             parameters.platform.per_award);
    }
    change(cloud(award->agency, award->provider), parameters.cloud, 0, parameters.cloud.per_award);
  }
}

}  // namespace acqsim::model
