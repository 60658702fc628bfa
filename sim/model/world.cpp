#include "model/world.hpp"

#include <acqsim/base/check.hpp>

#include <cmath>

namespace acqsim::model {

namespace {

constexpr double kFrontierPoints = 100.0;  // the frontier, in the points of a kind's needs

template <class M>
auto pointers(const M& map) {
  std::vector<const typename M::mapped_type*> all;
  for (const auto& [key, value] : map) all.push_back(&value);
  return all;
}

/// Weights by position, summing to one; all zero if none is positive.
template <class M, class Id>
std::vector<double> normalised(const M& weights, const Names<Id>& names,
                               double (*number)(const typename M::mapped_type&)) {
  std::vector<double> all(names.size(), 0.0);
  double sum = 0.0;
  for (const auto& [key, weight] : weights) {
    all[names.at(key).value()] = number(weight);
    sum += number(weight);
  }
  if (sum > 0.0) {
    for (double& weight : all) weight /= sum;
  }
  return all;
}

/// The position at which the running sum of weights passes u.
std::size_t pick(const std::vector<double>& weights, double u) {
  double sum = 0.0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] <= 0.0) continue;
    last = i;
    sum += weights[i];
    if (u < sum) return i;
  }
  return last;
}

}  // namespace

World::World(const Blueprint& blueprint, const spec::Scenario& scenario, std::uint64_t seed,
             std::uint64_t replication)
    : blueprint_(&blueprint),
      spec_(&scenario),
      streams_(seed, replication),
      vendors_(pointers(scenario.vendors)),
      providers_(pointers(scenario.providers)),
      vehicles_(pointers(scenario.vehicles)),
      agencies_(pointers(scenario.agencies)),
      kinds_(pointers(scenario.kinds)),
      methods_(pointers(scenario.acquisition.methods)),
      authorized_(agencies_.size() * vendors_.size() * blueprint.enclaves.size(), false),
      rates_changed_(simulation_),
      capability(*this),
      price(*this),
      review_queue(*this),
      pipeline(*this),
      partnerships(*this),
      exclusivity(*this),
      references(*this),
      lock_in(*this),
      character(*this),
      task_forces(*this),
      standing(*this),
      incidents(*this),
      phase_out(*this),
      appropriations(*this),
      funding(*this),
      vehicles(*this),
      arrivals(*this),
      withdrawal(*this),
      access(*this) {
  ACQSIM_CHECK(blueprint.kinds.size() <= 32, "more than 32 kinds of customers");
  for (const auto* kind : kinds_) mean_annual_value_.push_back(kind->annual_value.mean());
  level_weights_.resize(agencies_.size());
  home_weights_.resize(agencies_.size());
  for (std::size_t a = 0; a < agencies_.size(); ++a) {
    const spec::Agency& agency = *agencies_[a];
    read_agency(AgencyId(a));
    officers_.push_back(std::make_unique<des::Resource>(
        simulation_, static_cast<std::size_t>(agency.contracting_officers)));
    officials_.push_back(std::make_unique<des::Resource>(
        simulation_, static_cast<std::size_t>(agency.authorizing_officials)));
  }
}

World::~World() { simulation_.clear(); }  // processes refer to everything else

void World::read_agency(AgencyId id) {
  const auto share = [](const base::Share& value) { return value.value(); };
  const auto plain = [](const double& value) { return value; };
  const spec::Agency& agency = spec(id);
  const auto& mix = agency.level_mix.empty() ? spec(kind(id)).level_mix : agency.level_mix;
  level_weights_[id.value()] = normalised(mix, blueprint_->levels, +share);
  home_weights_[id.value()] = normalised(agency.footprint, blueprint_->providers, +plain);
}

void World::before_change(std::string_view path) {
  if (path.ends_with(
          ".needed_capability")) {  // what is needed by requirements that there are stays
    for (std::size_t r = 0; r < requirements_.size(); ++r) settle_need(RequirementId(r));
  }
  for (ParameterListener* listener : parameter_listeners_) listener->before_change(*this, path);
}

void World::after_change(std::string_view path) {
  if (path.starts_with("kinds.") || path.starts_with("agencies.")) {
    for (std::size_t k = 0; k < kinds_.size(); ++k)
      mean_annual_value_[k] = kinds_[k]->annual_value.mean();
    for (std::size_t a = 0; a < agencies_.size(); ++a) {
      const spec::Agency& agency = *agencies_[a];
      read_agency(AgencyId(a));
      officers_[a]->set_capacity(static_cast<std::size_t>(agency.contracting_officers));
      officials_[a]->set_capacity(static_cast<std::size_t>(agency.authorizing_officials));
    }
    access.read_footprints();
  }
  for (ParameterListener* listener : parameter_listeners_) listener->after_change(*this, path);
}

base::Date World::today() const {
  return base::Date(spec_->start.days_since_epoch() + static_cast<int>(std::floor(now().value())));
}

des::RandomStream World::stream(std::uint64_t entity, Purpose purpose,
                                std::uint64_t ordinal) const {
  return streams_.stream(entity, static_cast<std::uint64_t>(purpose), ordinal);
}

double World::uniform(std::uint64_t entity, Purpose purpose, std::uint64_t ordinal) {
  ++draws_;
  return stream(entity, purpose, ordinal).uniform();
}

double World::exponential(std::uint64_t entity, Purpose purpose, std::uint64_t ordinal) {
  ++draws_;
  return stream(entity, purpose, ordinal).exponential();
}

double World::gumbel(std::uint64_t entity, Purpose purpose, std::uint64_t ordinal) {
  ++draws_;
  return stream(entity, purpose, ordinal).gumbel();
}

double World::gumbel(const Branch& branch, std::uint64_t ordinal) {
  ++draws_;
  return branch.stream(ordinal).gumbel();
}

double World::draw(const stats::Distribution& distribution, std::uint64_t entity, Purpose purpose,
                   std::uint64_t ordinal) {
  return distribution.quantile(uniform(entity, purpose, ordinal));
}

void World::emit(const Event& event) {
  path_hash_ = mix_into(path_hash_, now(), event);
  for (Listener* listener : listeners_[event.index()]) listener->on(now(), event);
}

void World::listen(Listener& listener) {
  const EventKinds wanted = listener.wants();
  for (std::size_t kind = 0; kind < listeners_.size(); ++kind) {
    if (wanted[kind]) listeners_[kind].push_back(&listener);
  }
}

RequirementId World::add_requirement(AgencyId agency, std::uint64_t key) {
  const spec::CustomerKind& kind_spec = spec(kind(agency));
  Requirement requirement;
  requirement.agency = agency;
  requirement.key = key;
  requirement.level = LevelId(pick(level_weights(agency), uniform(key, Purpose::level)));
  requirement.home = ProviderId(pick(home_weights(agency), uniform(key, Purpose::home)));
  requirement.annual_value = base::Money(draw(kind_spec.annual_value, key, Purpose::annual_value));
  NeededCapability& needed = requirement.needed_capability;
  needed.u = uniform(key, Purpose::needed_capability);
  needed.frontier = capability.frontier(*this);
  const auto bounds = kind_spec.needed_capability.quantile_bounds(needed.u);
  needed.low = bounds.low / kFrontierPoints * needed.frontier;
  needed.high = bounds.high / kFrontierPoints * needed.frontier;
  requirement.is_embedded = uniform(key, Purpose::integration) < kind_spec.embedded_share.value();
  requirement.is_multi_homed =
      !requirement.is_embedded &&
      uniform(key, Purpose::multi_homing) < spec_of(agency).lock_in.multi_homing.value();
  requirement.patience = Days(draw(kind_spec.patience, key, Purpose::patience));
  requirement.arose = now();
  requirements_.push_back(requirement);
  return RequirementId(requirements_.size() - 1);
}

bool World::is_enough(double points, RequirementId id) {
  NeededCapability& needed = requirements_[id.value()].needed_capability;
  if (points < needed.low) return false;
  if (points >= needed.high) return true;
  settle_need(id);
  return points >= needed.low;
}

void World::settle_need(RequirementId id) {
  NeededCapability& needed = requirements_[id.value()].needed_capability;
  if (needed.low == needed.high) return;
  const auto& distribution = spec(kind(requirements_[id.value()].agency)).needed_capability;
  needed.low = distribution.quantile(needed.u) / kFrontierPoints * needed.frontier;
  needed.high = needed.low;
}

bool World::has_authorized(AgencyId agency, VendorId vendor, EnclaveId enclave) const {
  return authorized_[(agency.value() * vendors_.size() + vendor.value()) *
                         blueprint_->enclaves.size() +
                     enclave.value()];
}

void World::authorize(AgencyId agency, VendorId vendor, EnclaveId enclave) {
  authorized_[(agency.value() * vendors_.size() + vendor.value()) * blueprint_->enclaves.size() +
              enclave.value()] = true;
  const ProviderId provider = blueprint_->provider_of[enclave.value()];
  if (!access.runs_on(agency, provider)) access.footprint_grew(agency, provider);
}

}  // namespace acqsim::model
